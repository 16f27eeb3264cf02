"""The curve of a journey, its causes, and how smoothly it runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeybook.load import load
from journeybook.measures import causes, emotion, flow, loyalty, of_actor, of_book, of_journey
from journeybook.model import Book, Journey, Phase, Touchpoint

Write = Callable[[Mapping[str, str | bytes]], Path]

TEN_LINES = """
    title: Paying late, once
    persona: small-bakery
    aim: pay
    phases:
      Using:
        - Everything just works: 2
      Paying:
        - I forget the deadline: 0
        - I open the reminder mail: -2
        - Their manager apologises: 1
    """


@pytest.fixture
def read(write_book: Write) -> Callable[..., Book]:
    """Return a function that reads a book with this journey and these other files."""

    def of(journey: str, **others: str) -> Book:
        files = {f"content/{name.replace('__', '/').replace('_', '-')}.yml": text for name, text in others.items()}
        book, problems = load(write_book({"journeys/paying.yml": journey, **files}))
        assert [problem.message.say() for problem in problems if problem.severity == "error"] == []
        return book

    return of


def test_ten_lines(read: Callable[..., Book]) -> None:
    journey = read(TEN_LINES).journeys["paying"]
    figures = (emotion.mean(journey), emotion.weakest_link(journey), emotion.peak_end(journey))
    assert [figure.value for figure in figures] == [0.25, -2, -0.5]
    assert [figure.n for figure in figures] == [4, 4, 4]
    assert emotion.largest_drop(journey).value == -2
    assert emotion.weakest_link(journey).inputs == (("touchpoint", "paying/i-open-the-reminder-mail"),)


def test_mean_weighs_by_importance_and_takes_the_middle_where_none_is_stated(read: Callable[..., Book]) -> None:
    journey = read("""
        title: Weighted
        persona: p
        phases:
          Only:
            - {title: One, emotion: 2, importance: 1}
            - {title: Two, emotion: -1, importance: 5}
            - {title: Three, emotion: 1}
            - {title: Unknown, importance: 5}
        """).journeys["paying"]
    figure = emotion.mean(journey)
    assert figure.value == pytest.approx((2 * 1 - 1 * 5 + 1 * 3) / 9)
    assert figure.inputs == (("paying/one", "2 × 1"), ("paying/two", "-1 × 5"), ("paying/three", "1 × 3"))


@pytest.mark.parametrize(
    ("touchpoints", "weakest"),
    [
        ("[{title: A, emotion: -1}, {title: B, emotion: -1.5}]", "b"),
        ("[{title: A, emotion: -1, importance: 5}, {title: B, emotion: -1, moment_of_truth: yes}]", "b"),
        ("[{title: A, emotion: -1}, {title: B, emotion: -1, importance: 4}]", "b"),
        ("[{title: A, emotion: -1}, {title: B, emotion: -1}]", "a"),
        ("[{title: A}, {title: B, emotion: 2}]", "b"),
    ],
)
def test_weakest_link_among_equals(read: Callable[..., Book], touchpoints: str, weakest: str) -> None:
    journey = read(f"title: T\npersona: p\nphases:\n  Only: {touchpoints}\n").journeys["paying"]
    found = emotion.weakest(journey)
    assert found and found.touchpoint.id == weakest


def test_peak_among_equally_intense_is_the_negative(read: Callable[..., Book]) -> None:
    journey = read("title: T\npersona: p\nphases:\n  Only: [A: 2, B: -2, C: 1]\n").journeys["paying"]
    assert emotion.peak_end(journey).value == -0.5


def test_largest_drop_inside_a_touchpoint(read: Callable[..., Book]) -> None:
    journey = read("""
        title: T
        persona: p
        phases:
          Only:
            - A: 0
            - {title: B, emotion: -1, emotion_before: 2}
        """).journeys["paying"]
    assert emotion.largest_drop(journey).value == -3
    assert emotion.largest_drop(journey).inputs == (("from", "paying/b"), ("to", "paying/b"))


def test_nothing_felt_is_not_known(read: Callable[..., Book]) -> None:
    journey = read("title: T\npersona: p\nphases:\n  Only: [A, B]\n").journeys["paying"]
    measures = (emotion.mean, emotion.weakest_link, emotion.peak_end, emotion.largest_drop, emotion.spoiler)
    assert [measure(journey).value for measure in measures] == [None] * 5


def test_one_touchpoint_has_no_drop(read: Callable[..., Book]) -> None:
    journey = read("title: T\npersona: p\nphases:\n  Only: [A: -2]\n").journeys["paying"]
    assert emotion.largest_drop(journey).value is None


@pytest.mark.parametrize(
    ("curve", "spoilers"),
    [("[A: 2, B: -1, C: 2]", ["b"]), ("[A: 1, B: -1]", []), ("[A: 2, B: -0.5]", []), ("[A: -2, B: -1]", [])],
)
def test_spoilers_spoil_only_what_is_good_on_the_whole(
    read: Callable[..., Book], curve: str, spoilers: list[str]
) -> None:
    journey = read(f"title: T\npersona: p\nphases:\n  Only: {curve}\n").journeys["paying"]
    assert [step.touchpoint.id for step in emotion.spoilers(journey)] == spoilers
    assert emotion.spoiler(journey).value == len(spoilers)


def test_threshold_of_the_book_decides_what_is_bad(read: Callable[..., Book]) -> None:
    book = read(
        "title: T\npersona: p\nphases:\n  Only: [A: 2, B: -0.5]\n", book="format: 1\nthresholds:\n  bad: -0.5\n"
    )
    spoiler = of_journey(book, book.journeys["paying"])["spoiler"]
    assert spoiler.value == 1
    assert spoiler.formula.say() == "Touchpoints at −0.5 or below in a journey whose mean emotion is above 0"


def test_other_personas_feel_otherwise(read: Callable[..., Book]) -> None:
    journey = read(
        """
        title: T
        persona: p
        other_personas: [q]
        phases:
          Only:
            - {title: A, emotion: 1, emotion_by: {q: -2}}
            - {title: B, emotion: 0}
        """,
        personas__q="title: Q\n",
    ).journeys["paying"]
    assert emotion.mean(journey).value == 0.5
    assert emotion.mean(journey, "q").value == -1
    weakest = emotion.weakest(journey, "q")
    assert weakest and weakest.touchpoint.id == "a"


ATTITUDES = """
    title: T
    persona: p
    phases:
      Only:
        - title: One clerk
          attitude:
            - {to: person, before: 0, after: -2}
            - {to: place, before: 1, after: -1}
            - {to: brand, before: 1, after: 0}
        - title: Another
          attitude:
            - {to: place, before: -1, after: 1}
            - {to: brand, before: 0, after: 1}
        - title: Nothing told of the place
          attitude: [{to: brand, before: 1, after: 2}]
    """


def test_spill_over_of_one_clerk_for_worse_and_one_for_better(read: Callable[..., Book]) -> None:
    figure = emotion.spill_over(read(ATTITUDES).journeys["paying"])
    assert (figure.value, figure.n) == (0.5, 2)
    assert figure.inputs[0] == ("paying/one-clerk", "-1 / -2")


def test_spill_over_without_a_change_to_the_place_is_not_known(read: Callable[..., Book]) -> None:
    assert emotion.spill_over(read(TEN_LINES).journeys["paying"]).value is None


CAUSES = """
    title: T
    persona: p
    phases:
      Only:
        - title: A
          emotion: -2
          importance: 5
          causes:
            - {text: No shared history, driver: technology, actor: crm}
            - {text: Bonus on days overdue, driver: policy, actor: accounting}
        - title: B
          emotion: -1
          causes:
            - {text: no  shared history, driver: technology, actor: crm}
            - {text: Old system, driver: technology}
        - {title: C, emotion: 2, causes: [{text: Old system, driver: technology}]}
        - {title: D, emotion: -2}
    """
ACTORS = {"actors__crm": "title: CRM\n", "actors__accounting": "title: Accounting\n"}


def test_cost_of_causes(read: Callable[..., Book]) -> None:
    book = read(CAUSES, **ACTORS)
    told = causes.behind(book.journeys["paying"].steps)
    assert [(cost.key, cost.figure.value) for cost in causes.by_cause(told)] == [
        ("No shared history", 13), ("Bonus on days overdue", 10), ("Old system", 3),
    ]  # fmt: skip
    assert [(cost.key, cost.figure.value) for cost in causes.by_driver(told)] == [("technology", 13), ("policy", 10)]
    assert of_book(book)["cause_cost_technology"].value == 13
    assert {name: of_actor(book, actor)["cause_cost"].value for name, actor in book.actors.items()} == {
        "crm": 13, "accounting": 10,
    }  # fmt: skip


@pytest.mark.parametrize("line", ["status: retired", "state: to_be"])
def test_what_is_retired_or_yet_to_be_costs_nothing(read: Callable[..., Book], line: str) -> None:
    book = read(CAUSES.replace("title: T\n", f"title: T\n    {line}\n"), **ACTORS)
    assert "cause_cost_technology" not in of_book(book)
    assert of_actor(book, book.actors["crm"]) == {}


FAILING = """
    title: T
    persona: p
    phases:
      Only:
        - {title: A, failure_rate: 5 %}
        - {title: B, failure_rate: 5 %}
        - {title: C, failure_rate: 5 %}
        - {title: D, failure_rate: 5 %}
        - {title: E, failure_rate: 5 %}
        - {title: F, failure_rate: 5 %}
        - {title: G, emotion: -2}
    """
WORTH = "title: P\nsize: 10000\nyearly_value: 240\ncurrency: PLN\n"


def test_share_who_stay_after_six_touchpoints(read: Callable[..., Book]) -> None:
    """The vocabulary's worked check: 86.9 %; with one touchpoint at 30 %, 76.2 %."""
    book = read(FAILING)
    figure = loyalty.stay_share(book, book.journeys["paying"])
    assert (round(figure.value or 0, 3), figure.n) == (0.869, 6)
    assert figure.inputs[:2] == (("tolerance", "1 0.56 0.12 0.12"), ("paying/a", "0.05"))
    worse = read(FAILING.replace("F, failure_rate: 5 %", "F, failure_rate: 30 %"))
    assert round(loyalty.stay_share(worse, worse.journeys["paying"]).value or 0, 3) == 0.762


def test_tolerance_of_the_persona_goes_before_that_of_the_book(read: Callable[..., Book]) -> None:
    book = read(FAILING, personas__p="title: P\ntolerance: [1, 1]\n", book="format: 1\ntolerance: [1, 0]\n")
    assert loyalty.stay_share(book, book.journeys["paying"]).value == pytest.approx(1)
    book = read(FAILING, personas__p="title: P\n", book="format: 1\ntolerance: [1, 0]\n")
    assert loyalty.stay_share(book, book.journeys["paying"]).value == pytest.approx(0.95**6)


def test_mood_is_no_failure_rate(read: Callable[..., Book]) -> None:
    figures = of_journey(book := read(TEN_LINES), book.journeys["paying"])
    assert [figures[name].value for name in ("stay_share", "exposure", "first_pass_yield")] == [None] * 3


def test_yearly_value_exposed(read: Callable[..., Book]) -> None:
    book = read(FAILING, personas__p=WORTH)
    figures = of_journey(book, book.journeys["paying"])
    assert figures["exposure"].unit == "PLN"
    assert figures["exposure"].value == pytest.approx(2_400_000 * (1 - 0.8690199475))
    assert figures["first_pass_yield"].value == pytest.approx(0.95**6)


def test_time_worth_its_while(read: Callable[..., Book]) -> None:
    journey = read("""
        title: T
        persona: p
        phases:
          Only:
            - {title: A, duration: 30 min, value_adding: yes}
            - {title: B, duration: 10 min, wait: 1 h, value_adding: no}
            - {title: C, wait: 20 min}
            - {title: D, value_adding: yes}
        """).journeys["paying"]
    figure = flow.value_added(journey)
    assert (figure.value, figure.n) == (pytest.approx(0.25), 3)


@pytest.mark.parametrize("touchpoint", ["{title: A, duration: 1 h}", "{title: A, value_adding: yes}"])
def test_time_worth_its_while_not_known(read: Callable[..., Book], touchpoint: str) -> None:
    journey = read(f"title: T\npersona: p\nphases:\n  Only: [{touchpoint}]\n").journeys["paying"]
    assert flow.value_added(journey).value is None


def journey_of(curve: list[float | None]) -> Journey:
    touchpoints = tuple(
        Touchpoint.model_construct(
            id=f"t{number}", emotion=value, importance=None, emotion_by={}, moment_of_truth=False
        )
        for number, value in enumerate(curve)
    )
    return Journey.model_construct(id="j", phases=(Phase.model_construct(touchpoints=touchpoints),))


@settings(deadline=None)
@given(st.lists(st.none() | st.integers(-4, 4).map(lambda half: half / 2), min_size=1))
def test_curve_stays_within_its_scale(curve: list[float | None]) -> None:
    journey = journey_of(curve)
    mean, weakest, peak_end = emotion.mean(journey), emotion.weakest_link(journey), emotion.peak_end(journey)
    if not any(value is not None for value in curve):
        assert (mean.value, weakest.value, peak_end.value) == (None, None, None)
        return
    known = [value for value in curve if value is not None]
    assert mean.value is not None and weakest.value is not None and peak_end.value is not None
    assert weakest.value == min(known) <= mean.value <= max(known)
    assert -2 <= peak_end.value <= 2
    assert mean.n == len(known)
