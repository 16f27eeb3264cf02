"""How much is told, heard, promised, owned and acted on, and what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeybook.load import load
from journeybook.measures import confidence, coverage, of_book, of_journey, of_persona, of_service_model, shown
from journeybook.measures.figure import counted
from journeybook.measures.rungs import rungs
from journeybook.model import Book
from journeybook.model.service_model import CANVAS

Files = Mapping[str, str | bytes]
Read = Callable[[Files], Book]

POST = "{method: A short survey, question: How was it?, frequency: weekly, answer_within: 2 days, owner: cx-team}"
PERSONA = "name: Anna\ncontext: {expectations: It is quick, needs: A laptop}\n"
JOURNEY = f"""
    title: A loan
    persona: anna
    context: {{needs: Money, opinions_of_others: A friend was refused}}
    phases:
      Buying:
        - {{id: ask, title: I ask, emotion: 1, area: sales, owner: cx-team, makes: fast, feedback: {POST}}}
        - {{id: wait, title: I wait, emotion: -1, area: service, keeps: fast, evidence: diary}}
        - {{id: again, title: I ask again, emotion: -2, area: service, pains: [{{text: Slow, evidence: survey}}]}}
        - {{id: guess, title: I guess, emotion: 0, evidence: guess, feedback: A survey}}
    """
FILES: dict[str, str | bytes] = {
    "content/personas/anna.yml": PERSONA,
    "content/promises/fast.yml": "text: A loan in 15 minutes.\n",
    "content/actors/cx-team.yml": "title: CX team\n",
    "content/evidence/diary.yml": "title: A diary\nmethod: diary\ndate: 2026-03-01\nsample: 8\n",
    "content/evidence/survey.yml": "title: A survey\nmethod: survey\ndate: 2026-05-01\nsample: 400\n",
    "content/evidence/log.yml": "title: A log\nmethod: operational\ndate: 2026-01-01\nvalid_for: 3 months\n",
    "content/evidence/old.yml": "title: An old survey\nmethod: survey\ndate: 2023-05-01\nsample: 900\n",
    "content/evidence/desk.yml": "title: A report\nmethod: desk_research\n",
    "content/evidence/guess.yml": "title: A guess\nmethod: assumption\n",
    "content/actions/status.yml": "title: A status page\naddresses: [loan/wait]\ncircle: do\n",
    "content/actions/dropped.yml": "title: Nothing\naddresses: [loan/again]\nclosed: dropped\n",
    "journeys/loan.yml": JOURNEY,
}


@pytest.fixture
def read(write_book: Callable[[Files], Path]) -> Read:
    """Return a function that reads these files, the others as above, as of November 2026."""

    def of(files: Files) -> Book:
        book, problems = load(write_book({**FILES, **files}), date(2026, 11, 22))
        assert [problem.message.say() for problem in problems if problem.severity == "error"] == []
        return book

    return of


@pytest.mark.parametrize(
    ("measure", "words", "count"),
    [
        ("listening", "25%", "1"), ("evidenced", "50%", "2"), ("promised", "50%", "2"), ("owned", "25%", "1"),
        ("acted", "50%", "1"), ("areas", "2 of 5", None), ("context", "3 of 6", None), ("heart", "0 of 5", None),
    ],
)  # fmt: skip
def test_coverage_of_a_journey(read: Read, measure: str, words: str, count: str | None) -> None:
    book = read({})
    figure = of_journey(book, book.journeys["loan"])[measure]
    assert shown.value(figure).say() == words
    assert dict(figure.inputs).get("count") == count


def test_bad_touchpoints_that_nobody_acts_on_are_named(read: Read) -> None:
    book = read({})
    assert ("not addressed", "loan/again") in of_journey(book, book.journeys["loan"])["acted"].inputs


def test_nothing_bad_to_act_on_is_not_known(read: Read) -> None:
    book = read({"journeys/loan.yml": "title: T\npersona: anna\nphases:\n  Only: [Wait: 2, Again: 1]\n"})
    assert of_journey(book, book.journeys["loan"])["acted"].value is None


@pytest.mark.parametrize("name", coverage.COMPLETE_POST)
def test_a_post_that_lacks_anything_is_not_complete(read: Read, name: str) -> None:
    typed = POST[1:-1].split(", ")
    post = ", ".join(field for field in typed if not field.startswith(name))
    book = read({"journeys/loan.yml": JOURNEY.replace(POST, f"{{{post}, format: Stars}}")})
    journey = book.journeys["loan"]
    assert coverage.missing(journey.steps[0].touchpoint.feedback) == (name,)
    assert coverage.listening(journey.steps).value == 0


def test_what_is_told_of_a_phase_holds_for_its_touchpoints(read: Read) -> None:
    journey = f"""
        title: T
        persona: anna
        phases:
          - title: All
            feedback: {POST}
            evidence: diary
            keeps: fast
            touchpoints: [A, B]
          - title: Other
            touchpoints: [Wait, Again]
        """
    book = read({"journeys/loan.yml": journey})
    figures = of_journey(book, book.journeys["loan"])
    assert [figures[name].value for name in ("listening", "evidenced", "promised", "owned")] == [0.5, 0.5, 0.5, 0]


def test_book_leaves_out_what_is_retired_or_yet_to_be(read: Read) -> None:
    other = "title: T\npersona: anna\n{}\nphases:\n  Only: [{{title: A, area: brand, emotion: -2}}]\n"
    counted = of_book(read({"journeys/more.yml": other.format("status: live")}))
    assert (counted["areas"].value, counted["owned"].n, counted["acted"].n) == (3, 5, 3)
    for line in ("status: retired", "state: to_be"):
        left_out = of_book(read({"journeys/more.yml": other.format(line)}))
        assert (left_out["areas"].value, left_out["owned"].n, left_out["acted"].n) == (2, 4, 2)


def test_empty_book_knows_nothing(write_book: Callable[[Files], Path]) -> None:
    figures = of_book(load(write_book({}))[0])
    shares = ("listening", "evidenced", "promised", "owned", "acted", "promise_share", "focus", "promises_kept")
    assert [figures[name].value for name in shares] == [None] * len(shares)


def test_heart_counts_metrics_with_a_result(read: Read) -> None:
    metrics: Files = {
        "content/metrics/a.yml": "title: A\nheart: retention\nresults: [{value: 1}]\n",
        "content/metrics/b.yml": "title: B\nheart: adoption\n",
        "content/metrics/c.yml": "title: C\nheart: happiness\nresults: [{value: 1}]\n",
        "journeys/loan.yml": JOURNEY.replace("I wait,", "I wait, metrics: [a, b],"),
    }
    book = read(metrics)
    assert of_book(book)["heart"].value == 2
    assert of_journey(book, book.journeys["loan"])["heart"].inputs[3] == ("retention", "yes")
    assert of_journey(book, book.journeys["loan"])["heart"].value == 1


def test_context_of_a_persona_and_canvas_of_a_service(read: Read) -> None:
    book = read(
        {"content/service-models/billing.yml": "title: Billing\nvalue: Clear bills\nkpi: Bills that are right\n"}
    )
    assert of_persona(book, book.personas["anna"])["context"].value == 2
    canvas = of_service_model(book.service_models["billing"])["canvas"]
    assert (canvas.value, canvas.n, len(CANVAS)) == (2, 8, 8)
    assert shown.value(canvas).say() == "2 of 8"


@pytest.mark.parametrize(
    ("cited", "expected", "n"),
    [
        ([], "assumption", None),
        (["nowhere"], "assumption", None),
        (["guess"], "assumption", None),
        (["diary"], "single_source", 8),
        (["desk"], "single_source", None),
        (["diary", "guess"], "single_source", 8),
        (["survey", "desk"], "single_source", 400),
        (["diary", "survey"], "triangulated", 408),
        (["diary", "survey", "diary"], "triangulated", 408),
        (["old"], "stale", 900),
        (["log"], "stale", None),
        (["old", "guess"], "stale", 900),
        (["diary", "old"], "single_source", 8),
    ],
)
def test_confidence(read: Read, cited: list[str], expected: str, n: int | None) -> None:
    found = confidence.basis(read({}), cited)
    assert (found.confidence, found.n) == (expected, n)
    assert confidence.basis(read({}), reversed(cited)).confidence == expected


def test_areas_that_nobody_has_told_are_not_known(read: Read) -> None:
    assert {figure.id: figure.value for figure in coverage.shares(read({}), [])}["areas"] is None


def test_ageing_counts_from_the_day_of_the_book(read: Read) -> None:
    book = read({"content/book.yml": "format: 1\nthresholds: {stale: 6 months}\n"})
    assert confidence.holds_until(book, book.evidence["survey"]) == date(2026, 11, 1)
    assert confidence.basis(book, ["survey"]).confidence == "stale"
    assert confidence.holds_until(book, book.evidence["desk"]) is None
    assert confidence.basis(book, ["survey", "diary"]).newest == date(2026, 5, 1)


RUNGS: Files = {
    "content/book.yml": "format: 1\nobjectives: [{id: easy, metrics: [nps, days]}]\n",
    "content/metrics/nps.yml": "title: NPS\nkind: nps\nresults: [{value: 3}]\n",
    "content/metrics/days.yml": "title: Days\nkind: time\ninternal: yes\nresults: [{value: 3}]\n",
    "journeys/loan.yml": JOURNEY.replace("persona: anna", "persona: anna\n    supports: easy").replace(
        "owner: cx-team}", "owner: cx-team, access: [frontline, cx]}"
    ),
}


def changed(old: str, new: str, file: str = "journeys/loan.yml") -> Files:
    return {**RUNGS, file: str(RUNGS.get(file) or FILES[file]).replace(old, new)}


@pytest.mark.parametrize(
    ("files", "lost", "height"),
    [
        (RUNGS, None, 5),
        (changed("emotion: 0, ", ""), "mapped", 0),
        (changed("question: How was it?, ", ""), "heard", 1),
        (changed("[frontline, cx]", "cx"), "shared", 2),
        (changed("circle: do", "circle: plan", "content/actions/status.yml"), "acted", 3),
        (changed("[loan/wait]", "[fast]", "content/actions/status.yml"), "acted", 3),
        (changed("kind: nps", "kind: time", "content/metrics/nps.yml"), "rewarded", 4),
        (changed("internal: yes", "internal: yes\npressures: fast", "content/metrics/days.yml"), "rewarded", 4),
    ],
)
def test_rungs(read: Read, files: Files, lost: str | None, height: int) -> None:
    book = read(files)
    journey = book.journeys["loan"]
    reached = rungs(book, journey)
    allowed = {lost, "shared"} if lost == "heard" else {lost}
    assert {name for name, there in reached.items() if not there} <= allowed
    assert of_journey(book, journey)["rung"].value == height
    assert of_book(book)["rung"].value == height


def test_mitigation_takes_the_pressure_off(read: Read) -> None:
    files = changed("internal: yes", "internal: yes\npressures: fast\nmitigation: Paused.", "content/metrics/days.yml")
    book = read(files)
    assert rungs(book, book.journeys["loan"])["rewarded"]


@pytest.mark.parametrize(("day", "shared"), [("2026-10-01", True), ("2027-10-01", False)])
def test_a_workshop_that_was_held_shares_what_was_heard(read: Read, day: str, shared: bool) -> None:
    alone = str(RUNGS["journeys/loan.yml"]).replace("access: [frontline, cx]", "access: cx")
    book = read(
        {
            **RUNGS,
            "journeys/loan.yml": alone.replace("title: A loan", f"title: A loan\n    workshops: [{{date: {day}}}]"),
        }
    )
    assert rungs(book, book.journeys["loan"])["shared"] is shared


@settings(deadline=None)
@given(st.integers(0, 50), st.integers(1, 50))
def test_shares_of_coverage_are_shares(part: int, more: int) -> None:
    figure = counted("owned", part, part + more)
    assert figure.value is not None and 0 <= figure.value < 1
