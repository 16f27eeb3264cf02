"""What customers answer, how it changes, and how far it is to true north."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeybook.load import load
from journeybook.measures import Figure, of_action, of_book, of_metric, shown
from journeybook.model import Book, Metric

Write = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def read(write_book: Write) -> Callable[[Mapping[str, str | bytes]], Book]:
    """Return a function that reads a book without errors."""

    def of(files: Mapping[str, str | bytes]) -> Book:
        book, problems = load(write_book(files))
        assert [problem.message.say() for problem in problems if problem.severity == "error"] == []
        return book

    return of


@pytest.fixture
def figures(write_book: Write) -> Callable[[str], dict[str, Figure]]:
    """Return a function that measures one metric."""

    def of(metric: str) -> dict[str, Figure]:
        book, problems = load(write_book({"content/metrics/m.yml": metric}))
        assert [problem.message.say() for problem in problems if problem.severity == "error"] == []
        return of_metric(book.metrics["m"], book.as_of)

    return of


Measure = Callable[[str], dict[str, Figure]]


def said(figure: Figure) -> str:
    ends = shown.interval(figure)
    return shown.value(figure).say() + (f"; {ends.say()}" if ends else "")


@pytest.mark.parametrize(
    ("metric", "measure", "words"),
    [
        # The vocabulary's worked checks, to the last digit shown
        ("kind: nps\nresults: [{promoters: 50, passives: 30, detractors: 20}]", "nps", "30; 14.1 … 44.2"),
        ("kind: nps\nresults: [{promoters: 500, detractors: 200, n: 1000}]", "nps", "30; 25.1 … 34.7"),
        ("kind: nps\nresults: [{promoters: 8, passives: 1, detractors: 1}]", "nps", "70; 14.7 … 93.0"),
        ("kind: csat\nresults: [{successes: 8, n: 10}]", "csat", "80%; 49 … 94%"),
        # talkstats.com 58500: −9 ± 4.4
        ("kind: nps\nresults: [{promoters: 291, passives: 476, detractors: 395}]", "nps", "−8.95; −13.3 … −4.5"),
        ("kind: nps\nresults: [{value: 30, n: 100}]", "nps", "30"),
        ("kind: nps\nresults: [{promoters: 5, detractors: 2}]", "nps", "not known"),
        ("kind: nps\nresults: [{promoters: 5, detractors: 2, value: 30}]", "nps", "30"),
        ("kind: ces\nresults: [{value: 6.8, n: 4, sd: 1.2}]", "ces", "6.8; 4.89 … 7"),
        ("kind: ces\nresults: [{value: 6, successes: 80, n: 100}]", "ces_share", "80%; 71 … 87%"),
        ("kind: ces\nresults: [{value: 6}]", "ces_share", "not known"),
        ("kind: rate\nunit: '%'\nresults: [{value: 71, n: 10000}]", "rate", "71.0%; 70.1 … 71.9%"),
        ("kind: rate\nresults: [{successes: 3, n: 4, census: yes}]", "rate", "75.0%"),
        ("kind: time\nunit: min\nresults: [{value: 12, n: 25, sd: 5}]", "latest", "12 min; 9.94 … 14.1 min"),
        ("kind: count\nresults: [{value: 7}]", "latest", "7"),
        # Weighted: shares of the weighted counts, interval from what they are worth
        (
            "kind: nps\nresults: [{promoters: 500, passives: 300, detractors: 200, n: 1000, effective_n: 100}]",
            "nps",
            "30; 14.1 … 44.2",
        ),
        ("kind: csat\nresults: [{successes: 80, n: 100, effective_n: 10}]", "csat", "80%; 49 … 94%"),
        (
            "kind: csat\nscale: {min: 1, max: 5}\nresults: [{value: 4.2, sd: 1, successes: 8, n: 10}]",
            "csat",
            "80%; 49 … 94%",
        ),
        (
            "kind: csat\nscale: {min: 1, max: 5}\nresults: [{value: 4.2, sd: 1, successes: 8, n: 10}]",
            "csat_mean",
            "4.2; 3.48 … 4.92",
        ),
        ("kind: score\nunit: '%'\nresults: [{value: 170 %}]", "latest", "170.0%"),
        ("kind: time\nunit: min\nresults: []", "latest", "not known"),
        ("kind: time\nunit: min\nresults: [{successes: 3, n: 4}]", "latest", "not known"),
    ],
)
def test_latest_result(figures: Measure, metric: str, measure: str, words: str) -> None:
    assert said(figures(f"title: M\n{metric}\n")[measure]) == words


def test_effort_scores_whose_published_base_was_wrong(figures: Measure) -> None:
    """support.cys.group: counts of 1 … 5 add to 1,010, not the 1,000 claimed; the figure rests on the base it shows."""
    figure = figures(
        "title: M\nkind: ces\nscale: {min: 1, max: 5}\nresults: [{value: 2.9901, successes: 470, n: 1010}]\n"
    )
    assert round(100 * (figure["ces_share"].value or 0), 2) == 46.53
    assert figure["ces_share"].n == 1010


BOTH = "title: M\nkind: csat\nscale: {min: 1, max: 5}\nresults: [{value: 4.2, sd: 1, successes: 8, n: 10}]\n"


def test_a_satisfaction_is_told_as_its_target_is(figures: Measure) -> None:
    """Both the mean and the share of the satisfied are known; a target on the scale makes the mean the figure."""
    shares, means = figures(BOTH + "target: 90 %\n"), figures(BOTH + "target: 4.1\nbaseline: 3.2\nideal: 5\n")
    assert (said(shares["csat"]), said(shares["csat_mean"])) == ("80%; 49 … 94%", "4.2; 3.48 … 4.92")
    assert (said(means["latest"]), said(means["csat"])) == ("4.2; 3.48 … 4.92", "80%; 49 … 94%")
    assert said(means["distance_to_north"]) == "44.4%"


def test_each_touchpoint_with_results_has_its_figures() -> None:
    food = {"period": "2026", "touchpoint": "fly/food", "value": "3.6", "sd": "1", "successes": "5", "n": "10"}
    rows = [
        food,
        {**food, "period": "2025", "successes": "1"},
        {"period": "2026", "touchpoint": "fly/gate", "successes": "8", "n": "10", "place": "North"},
    ]
    metric = Metric.model_validate({"id": "m", "kind": "csat", "scale": {"min": "1", "max": "5"}, "results": rows})
    assert {figure.id: said(figure) for figure in of_metric(metric, date.max).values() if ":" in figure.id} == {
        "csat:fly/food": "50%; 24 … 76%", "csat_mean:fly/food": "3.6; 2.88 … 4.32", "csat:North": "80%; 49 … 94%",
    }  # fmt: skip


TWO = """
title: M
kind: nps
results:
  - {date: 2026-01-31, promoters: 50, passives: 30, detractors: 20}
  - {date: 2026-06-30, promoters: 60, passives: 30, detractors: 10}
"""


def test_change_that_may_be_chance(figures: Measure) -> None:
    change = figures(TWO)["change"]
    assert said(change) == "20 points; −0.2 … 40.2"
    assert change.inputs[1:] == (("from", "2026-01-31"), ("to", "2026-06-30"), ("z", "1.94"), ("called", "no"))


def test_change_of_a_share_is_told_in_points(figures: Measure) -> None:
    rows = "[{period: 2025, successes: 780, n: 1000}, {period: 2026, successes: 950, n: 1000}]"
    change = figures(f"title: M\nkind: rate\nresults: {rows}\n")["change"]
    assert (change.value, change.unit) == (pytest.approx(17), "points")
    assert dict(change.inputs)["called"] == "yes"


def test_change_without_errors_has_no_interval(figures: Measure) -> None:
    change = figures("title: M\nkind: time\nunit: h\nresults: [{period: 2025, value: 9}, {period: 2026, value: 7}]\n")[
        "change"
    ]
    assert (said(change), dict(change.inputs).get("called")) == ("−2 h", None)


@pytest.mark.parametrize("rows", ["[{value: 3}]", "[{period: 2026, value: 3}, {period: 2026, value: 3}]"])
def test_change_needs_two_moments(figures: Measure, rows: str) -> None:
    assert figures(f"title: M\nkind: count\nresults: {rows}\n")["change"].value is None


def test_change_is_of_the_same_place(figures: Measure) -> None:
    rows = (
        "[{period: 2025, value: 9, place: a}, {period: 2025, value: 1, place: b}, {period: 2026, value: 7, place: a}]"
    )
    assert figures(f"title: M\nkind: count\nresults: {rows}\n")["change"].value == -2


MIXED = """
title: M
kind: csat
baseline: 3.9
ideal: 4.8
results:
  - {period: 2026-08, successes: 70, n: 100}
  - {period: 2026-09, value: 4.2, n: 100, sd: 0.8}
"""


def test_a_mean_on_a_scale_and_a_share_are_never_taken_from_each_other(figures: Measure) -> None:
    assert figures(MIXED)["change"].value is None
    assert figures(MIXED)["distance_to_north"].value == pytest.approx(0.6 / 0.9)
    later = MIXED + "  - {period: 2026-10, successes: 80, n: 100}\n"
    assert said(figures(later)["change"]).startswith("10 points; ")
    assert figures(later)["distance_to_north"].value is None


@pytest.mark.parametrize("typed", ["49", "49 %", "49%"])
def test_a_score_of_promoters_is_the_same_with_a_sign_behind_it(figures: Measure, typed: str) -> None:
    assert figures(f"title: M\nkind: nps\nresults: [{{value: {typed}}}]\n")["nps"].value == 49


def test_results_of_all_customers_go_before_those_of_a_part(figures: Measure) -> None:
    rows = "[{period: 2025, value: 9}, {period: 2026, value: 7, place: a}]"
    assert figures(f"title: M\nkind: count\nresults: {rows}\n")["latest"].value == 9


@pytest.mark.parametrize(
    ("typed", "distance"),
    [
        ("baseline: 13\nideal: 1\nresults: [{value: 6}]", 5 / 12),
        ("baseline: 60 %\nideal: 100 %\nresults: [{value: 0.7}]", 0.75),
        ("baseline: 60 %\nideal: 100 %\nresults: [{value: 1}]", 0),
        ("baseline: 13\nideal: 1\nresults: [{value: 16}]", 1.25),
        ("baseline: 1\nideal: 1\nresults: [{value: 6}]", None),
        ("baseline: 1\nresults: [{value: 6}]", None),
        ("ideal: 1\nresults: [{value: 6}]", None),
        ("baseline: 13\nideal: 1", None),
    ],
)
def test_distance_to_true_north(figures: Measure, typed: str, distance: float | None) -> None:
    found = figures(f"title: M\nkind: score\n{typed}\n")["distance_to_north"]
    assert found.value == (None if distance is None else pytest.approx(distance))


def test_opportunity_and_focus(read: Callable[[Mapping[str, str | bytes]], Book]) -> None:
    book = read(
        {
            "content/book.yml": "format: 1\nobjectives: [{id: one, critical: yes}, {id: two}]\n",
            "content/actions/a.yml": "title: A\ncustomer_value: 90\nbusiness_value: 70\neffort: 3\nsupports: [one]\n",
            "content/actions/b.yml": "title: B\ncustomer_value: 90\neffort: 5\nsupports: [two]\n",
            "content/actions/c.yml": "title: C\neffort: 5\nsupports: [one]\nclosed: done\n",
            "content/actions/d.yml": "title: D\nsupports: [one]\n",
        }
    )
    assert said(of_action(book.actions["a"])["opportunity"]) == "80 of 100"
    assert of_action(book.actions["b"])["opportunity"].value is None
    assert (of_book(book)["focus"].value, of_book(book)["focus"].n) == (3 / 8, 2)


def test_nothing_to_focus_on_is_not_known(read: Callable[[Mapping[str, str | bytes]], Book]) -> None:
    assert of_book(read({}))["focus"].value is None


@settings(deadline=None)
@given(st.permutations([(2025, "a", 1), (2025, "b", 2), (2026, "a", 3), (2026, "", 4), (2026, "a", 5)]))
def test_order_of_rows_does_not_matter(rows: list[tuple[int, str, int]]) -> None:
    results = [{"period": str(year), "place": place, "value": str(value)} for year, place, value in rows]
    figures = of_metric(Metric.model_validate({"id": "m", "kind": "count", "results": results}), date.max)
    assert figures["latest"].value == 4
