"""The ledger of promises: every way in which a result can be held against a standard."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeybook.diagrams import series
from journeybook.load import load
from journeybook.measures import of_book, of_metric, of_promise, promises
from journeybook.measures.promises import Ledger, LeftLedger, Verdict
from journeybook.measures.statistics import Estimate
from journeybook.measures.verdict import meets, verdict_of, worst
from journeybook.model import Book, Comparison
from journeybook.model.heard import listening, note
from journeybook.pages import plain

Write = Callable[[Mapping[str, str | bytes]], Path]
Read = Callable[..., Book]

JOURNEY = """
    title: A loan
    persona: freelancer
    phases:
      Buying:
        - {id: ask, title: I ask for a loan}
        - {id: wait, title: I wait, keeps: fast}
        - {id: again, title: I ask again, keeps: fast}
    """


@pytest.fixture
def read(write_book: Write) -> Read:
    """Return a function that reads a book with one promise, its metric and a journey that keeps it twice."""

    def of(
        standard: str = "", metric: str = "kind: time\n", results: str = "[]", journey: str = JOURNEY, **more: str
    ) -> Book:
        promised = f"title: Fast\ntext: A loan in 15 minutes.\n{standard}"
        files = {
            "content/promises/fast.yml": promised,
            "content/metrics/speed.yml": f"title: Speed\n{metric}results: {results}\n",
            "journeys/loan.yml": journey,
            **{f"content/{name.replace('__', '/')}.yml": text for name, text in more.items()},
        }
        book, problems = load(write_book(files))
        assert [problem.message.say() for problem in problems if problem.severity == "error"] == []
        return book

    return of


def fast(book: Book) -> Ledger:
    return promises.ledger(book)["fast"]


def standard(**fields: str) -> str:
    asked = ", ".join(f"{name}: {value}" for name, value in fields.items())
    return f"standard: {{metric: speed, {asked}}}\n"


WITHIN = standard(at_most="15 min", share="95 %")
MINUTES = "kind: time\nunit: min\n"


@pytest.mark.parametrize(
    ("result", "verdict", "why"),
    [
        (
            "{successes: 292, n: 412}", "broken",
            "71% of 412 cases within 15 min, standard 95%; interval 66 … 75%",
        ),
        ("{successes: 1, n: 1}", "at_risk", "100% of 1 case within 15 min, standard 95%; interval 21 … 100%"),
        ("{successes: 19, n: 20}", "at_risk", "95% of 20 cases within 15 min, standard 95%; interval 76 … 99%"),
        ("{successes: 990, n: 1000}", "kept", "99% of 1,000 cases within 15 min, standard 95%; interval 98.2 … 99.5%"),
        ("{successes: 19, n: 20, census: yes}", "kept",
         "95% of 20 cases within 15 min, standard 95%; every case counted"),
        ("{successes: 18, n: 20, census: yes}", "broken",
         "90% of 20 cases within 15 min, standard 95%; every case counted"),
    ],
)  # fmt: skip
def test_share_of_cases(read: Read, result: str, verdict: str, why: str) -> None:
    found = fast(read(WITHIN, MINUTES, f"[{result}]"))
    assert (found.verdict, found.why.say()) == (verdict, why)


def test_share_of_cases_needs_to_know_in_how_many_it_was_met(read: Read) -> None:
    found = fast(read(WITHIN, MINUTES, "[{value: 12, n: 400, sd: 3}]"))
    assert found.verdict == "unmeasured"
    assert found.why.say() == (
        "The latest result does not say in how many cases the standard was met: add successes and n"
    )


def test_share_of_cases_from_a_metric_that_is_a_share(read: Read) -> None:
    found = fast(read(WITHIN, "kind: rate\nunit: '%'\n", "[{value: 71 %, n: 412}]"))
    assert (found.verdict, found.why.say()) == (
        "broken", "71% of 412 cases within 15 min, standard 95%; interval 66 … 75%",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("comparison", "value", "verdict"),
    [
        ("at_most", "15", "kept"), ("at_most", "15.1", "broken"), ("at_most", "14.9", "kept"),
        ("less_than", "15", "broken"), ("less_than", "14.9", "kept"),
        ("at_least", "15", "kept"), ("at_least", "14.9", "broken"),
        ("more_than", "15", "broken"), ("more_than", "15.1", "kept"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("census", ["yes", "no"])
def test_exactly_on_target(read: Read, comparison: str, value: str, verdict: str, census: str) -> None:
    book = read(standard(**{comparison: "15 min"}), MINUTES, f"[{{value: {value}, census: {census}}}]")
    found = fast(book)
    assert found.verdict == verdict
    assert found.why.say().endswith("every case counted" if census == "yes" else "no interval")


@pytest.mark.parametrize(
    ("value", "verdict"),
    # t(24) · 5 / √25 = 2.06
    [("12.9", "kept"), ("13", "at_risk"), ("17", "at_risk"), ("17.1", "broken")],
)
def test_mean_with_its_interval_where_lower_is_better(read: Read, value: str, verdict: str) -> None:
    book = read(standard(at_most="15 min"), MINUTES, f"[{{value: {value}, n: 25, sd: 5}}]")
    assert fast(book).verdict == verdict


@pytest.mark.parametrize(
    ("own", "asked", "value", "verdict"),
    [
        ("h", "15 min", "0.25", "kept"),
        ("h", "15 min", "0.26", "broken"),
        ("min", "48 h", "2880", "kept"),
        ("min", "48 h", "2881", "broken"),
        ("h", "2 days", "48", "kept"),
        ("min", "1 h", "20 min", "kept"),
        ("min", "20 min", "1 h", "broken"),
        ("weeks", "8 weeks", "8", "kept"),
        ("Mb/s", "70 MB/S", "70", "kept"),
    ],
)
def test_units_of_time_convert(read: Read, own: str, asked: str, value: str, verdict: str) -> None:
    assert fast(read(standard(at_most=asked), f"kind: time\nunit: {own}\n", f"[{{value: {value}}}]")).verdict == verdict


@pytest.mark.parametrize(("own", "asked"), [("PLN", "15 min"), ("min", "15 PLN"), ("min", "15 %")])
def test_units_that_do_not_go_together(read: Read, own: str, asked: str) -> None:
    found = fast(read(standard(at_most=asked), f"kind: time\nunit: {own}\n", "[{value: 10}]"))
    assert found.verdict == "unmeasured"
    assert "is not in a unit of the metric Speed" in found.why.say()


@pytest.mark.parametrize(
    ("unit", "asked", "result", "verdict"),
    [
        ("", "95 %", "value: 0.95", "kept"),
        ("", "0.95", "value: 95 %", "kept"),
        ("'%'", "95", "value: 95", "kept"),
        ("'%'", "95", "value: 94", "broken"),
        ("'%'", "95 %", "value: 95 %, n: 100", "at_risk"),
        ("", "95 %", "{successes: 990, n: 1000}", "kept"),
        ("", "95", "value: 0.99", "unmeasured"),
    ],
)
def test_percentages_and_shares_are_one(read: Read, unit: str, asked: str, result: str, verdict: str) -> None:
    row = result if result.startswith("{") else f"{{{result}}}"
    book = read(standard(at_least=asked), f"kind: rate\nunit: {unit}\n", f"[{row}]")
    assert fast(book).verdict == verdict


@pytest.mark.parametrize(
    ("metric", "asked", "result", "verdict", "why"),
    [
        ("nps", "10", "promoters: 50, passives: 30, detractors: 20", "kept",
         "30 in 100 cases, standard at least 10; interval 14.1 … 44.2"),
        ("nps", "40", "promoters: 50, detractors: 20, n: 100", "at_risk",
         "30 in 100 cases, standard at least 40; interval 14.1 … 44.2"),
        ("nps", "40", "value: 45", "kept", "45, standard at least 40; no interval"),
        ("csat", "80 %", "successes: 8, n: 10", "at_risk", "80% of 10 cases, standard at least 80%; interval 49 … 94%"),
        ("csat", "4", "value: 4.5, n: 9, sd: 0.3", "kept", "4.5 in 9 cases, standard at least 4; interval 4.27 … 4.73"),
        ("ces", "5.5", "value: 6, n: 1", "kept", "6 in 1 case, standard at least 5.5; no interval"),
        ("ces", "5.5", "value: 6, n: 100, sd: 1", "kept", "6 in 100 cases, standard at least 5.5; interval 5.8 … 6.2"),
    ],
)  # fmt: skip
def test_scores(read: Read, metric: str, asked: str, result: str, verdict: str, why: str) -> None:
    found = fast(read(standard(at_least=asked), f"kind: {metric}\n", f"[{{{result}}}]"))
    assert (found.verdict, found.why.say()) == (verdict, why)


@pytest.mark.parametrize(
    ("n", "told"), [("1", "6 w 1 przypadku"), ("2", "6 w 2 przypadkach"), ("5", "6 w 5 przypadkach")]
)
def test_cases_are_counted_as_the_language_counts(read: Read, n: str, told: str) -> None:
    found = fast(read(standard(at_least="5"), "kind: ces\n", f"[{{value: 6, n: {n}}}]"))
    assert found.why.say("pl") == f"{told}, standard: co najmniej 5; bez przedziału"


def test_satisfied_share_is_not_held_against_a_mean(read: Read) -> None:
    found = fast(read(standard(at_least="4"), "kind: csat\n", "[{successes: 8, n: 10}]"))
    assert found.verdict == "unmeasured"
    assert found.why.say() == "The standard (at least 4) and the result of Speed stand on different scales"


def test_no_standard(read: Read) -> None:
    found = fast(read())
    assert (found.verdict, found.why.say()) == ("unmeasured", "No standard says when it is kept")
    assert found.figure is None
    assert dict(found.at) == {"loan/wait": "unmeasured", "loan/again": "unmeasured"}


def test_no_result_yet(read: Read) -> None:
    found = fast(read(WITHIN, MINUTES))
    assert (found.verdict, found.why.say()) == ("unmeasured", "Speed has no result yet")


def test_no_cases_are_no_result(read: Read) -> None:
    assert fast(read(WITHIN, MINUTES, "[{successes: 0, n: 0}]")).verdict == "unmeasured"


@pytest.mark.parametrize(
    ("as_of", "values"),
    [
        # Over, not over: what is dated within it is newer, though not what is older; a book may lag behind.
        ("2026-03-31", [1, 99, 20]), ("2026-03-30", [1, 20, 99]), ("2026-02-10", [1, 20, 99]),
        ("2025-12-31", [1, 99, 20]),
    ],
)  # fmt: skip
def test_the_latest_results_decide(read: Read, as_of: str, values: list[float]) -> None:
    rows = "[{period: 2026-Q1, value: 20}, {date: 2026-02-10, value: 99}, {period: 2025, value: 1}]"
    book = replace(read(standard(at_most="15 min"), MINUTES, rows), as_of=date.fromisoformat(as_of))
    found = fast(book)
    assert (found.verdict, found.why.say()) == ("broken", f"{values[-1]} min, standard at most 15 min; no interval")
    assert [judgement.figure.value for judgement in found.history] == values
    assert [judgement.figure.value for judgement in found.latest] == values[-1:]


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        ("[{period: 2026, value: 1}, {date: 2026-10-10, value: 2}]", 2),
        ("[{period: 2026, value: 1}, {period: 2026-10, value: 2}]", 2),
        ("[{period: 2026, value: 1}, {period: 2026-Q4, value: 2}, {period: 2026-11, value: 3}]", 3),
        ("[{period: 2026, value: 1}, {period: 2025-12, value: 2}]", 1),
        ("[{period: 2026, date: 2026-11-20, value: 1}, {date: 2026-10-10, value: 2}]", 1),
        ("[{period: 2025, value: 1}, {period: 2025-12, value: 2}]", 2),  # both over on the same day
        ("[{period: 2026, value: 1, n: 9000}, {period: 2025-12, value: 2, place: North}]", 1),
    ],
)
def test_the_latest_result_is_never_one_of_a_year_so_far_where_a_newer_is_dated(
    read: Read, rows: str, value: float
) -> None:
    """The verdict, the latest result and the end of the line agree on it, whatever the order in the file."""
    book = replace(read(standard(at_most="15 min"), MINUTES, rows), as_of=date(2026, 11, 27))
    metric = book.metrics["speed"]
    for turned in (metric, metric.model_copy(update={"results": metric.results[::-1]})):
        found = fast(replace(book, metrics={"speed": turned}))
        assert [judgement.figure.value for judgement in found.latest] == [value]
        assert of_metric(turned, book.as_of)["latest"].value == value
        chart = series.of_metric(series.Source(book, "en"), turned)
        assert chart
        assert chart.series[0].points[-1].value == value


def test_a_line_leads_to_today_where_its_last_period_is_not_over(read: Read) -> None:
    rows = "[{period: 2024, value: 1}, {period: 2025, value: 2}, {period: 2026, value: 3}]"
    book = replace(read(standard(at_most="15 min"), MINUTES, rows), as_of=date(2026, 11, 27))
    chart = series.of_metric(series.Source(book, "en"), book.metrics["speed"])
    assert chart
    assert [str(point.day) for point in chart.series[0].points] == ["2024-12-31", "2025-12-31", "2026-11-27"]
    figures = of_metric(book.metrics["speed"], book.as_of)
    assert dict(figures["latest"].inputs)["when"] == "2026"
    assert (figures["change"].value, dict(figures["change"].inputs)["from"]) == (1, "2025")


def test_a_month_is_not_compared_with_the_year_that_it_is_a_part_of(read: Read) -> None:
    rows = "[{period: 2025, value: 1}, {period: 2026, value: 3}, {period: 2026-10, value: 7}]"
    book = replace(read(standard(at_most="15 min"), MINUTES, rows), as_of=date(2026, 11, 27))
    change = of_metric(book.metrics["speed"], book.as_of)["change"]
    assert (change.value, dict(change.inputs)["from"], dict(change.inputs)["to"]) == (6, "2025", "2026-10")


def test_a_touchpoint_of_its_own_results_and_one_without(read: Read) -> None:
    rows = "[{date: 2026-05-01, value: 10}, {date: 2026-01-01, value: 30, touchpoint: loan/again}]"
    found = fast(read(standard(at_most="15 min"), MINUTES, rows))
    assert dict(found.at) == {"loan/wait": "kept", "loan/again": "broken"}
    assert found.verdict == "broken"
    assert found.why.say() == "I ask again: 30 min, standard at most 15 min; no interval"


@pytest.mark.parametrize(
    ("asked", "rows", "worst"),
    [
        (
            {"at_most": "15 min"},
            "{value: 20}, {value: 40, touchpoint: loan/wait}, {value: 30, touchpoint: loan/again}",
            40,
        ),
        ({"at_least": "90 min"}, "{value: 20, touchpoint: loan/again}, {value: 40, touchpoint: loan/wait}", 20),
        (
            {"at_most": "15 min", "share": "90 %"},
            "{successes: 70, n: 100}, {successes: 60, n: 100, touchpoint: loan/again}",
            0.6,
        ),
        (
            {"at_most": "15 min", "share": "90 %"},
            "{successes: 70, n: 100}, {successes: 6, n: 100, place: Łódź}",
            0.7,
        ),
    ],
)
def test_the_worst_result_of_all_customers_stands_for_the_promise(
    read: Read, asked: dict[str, str], rows: str, worst: float
) -> None:
    found = fast(read(standard(**asked), MINUTES, f"[{rows}]"))
    assert found.figure is not None and found.figure.value == worst
    assert found.deciding[0].figure == found.figure


def test_own_results_of_every_touchpoint_leave_the_others_out(read: Read) -> None:
    rows = """[{value: 30, date: 2026-05-01}, {value: 10, touchpoint: loan/wait, date: 2026-01-01},
      {value: 10, touchpoint: loan/again, date: 2026-01-01}]"""
    assert fast(read(standard(at_most="15 min"), MINUTES, rows)).verdict == "kept"


def test_a_measured_touchpoint_beside_an_unmeasured_one(read: Read) -> None:
    found = fast(read(standard(at_most="15 min"), MINUTES, "[{value: 10, touchpoint: loan/wait}]"))
    assert dict(found.at) == {"loan/wait": "kept", "loan/again": "unmeasured"}
    assert found.verdict == "kept"


def test_results_at_a_touchpoint_that_does_not_keep_it(read: Read) -> None:
    found = fast(read(standard(at_most="15 min"), MINUTES, "[{value: 10, touchpoint: loan/ask}]"))
    assert found.verdict == "unmeasured"
    assert found.why.say() == "No result of Speed speaks for a touchpoint where it must be kept"


def test_a_promise_kept_nowhere_in_particular(read: Read) -> None:
    journey = JOURNEY.replace(", keeps: fast", "")
    assert fast(read(standard(at_most="15 min"), MINUTES, "[{value: 10}]", journey)).verdict == "kept"


def test_a_shared_touchpoint_has_the_results_of_the_one_it_is(read: Read) -> None:
    journey = JOURNEY.replace("again, keeps: fast", "again, keeps: fast, same_as: wait")
    found = fast(read(standard(at_most="15 min"), MINUTES, "[{value: 30, touchpoint: loan/wait}]", journey))
    assert dict(found.at) == {"loan/wait": "broken", "loan/again": "broken"}


def test_a_phase_keeps_it_at_each_of_its_touchpoints(read: Read) -> None:
    journey = """
        title: A loan
        persona: freelancer
        phases:
          - title: Buying
            keeps: fast
            touchpoints: [I ask, I wait]
        """
    found = fast(read(standard(at_most="15 min"), MINUTES, "[{value: 10}]", journey))
    assert list(found.at) == ["loan/i-ask", "loan/i-wait"]


SHOPS = """[
      {date: 2026-05-01, successes: 99, n: 100, place: Gdańsk}, {date: 2026-05-01, successes: 60, n: 100, place: Łódź},
      {date: 2026-05-01, successes: 8, n: 8, place: Kraków}"""


def test_one_bad_place_among_many(read: Read) -> None:
    found = fast(read(standard(at_most="15 min", share="90 %"), MINUTES, f"{SHOPS}]"))
    assert found.verdict == "broken"
    assert found.why.say() == (
        "Łódź: 60% of 100 cases within 15 min, standard 90%; interval 50 … 69%; kept at 1 of 3 places"
    )
    assert {place: row.verdict for place, row in found.by_place.items()} == {
        "Łódź": "broken", "Kraków": "at_risk", "Gdańsk": "kept",
    }  # fmt: skip
    assert next(iter(found.by_place)) == "Łódź"


def test_one_bad_place_beside_a_good_whole(read: Read) -> None:
    rows = f"{SHOPS}, {{date: 2026-05-01, successes: 9800, n: 10000}}]"
    assert fast(read(standard(at_most="15 min", share="90 %"), MINUTES, rows)).verdict == "broken"


def test_a_place_of_few_answers_is_no_risk_beside_a_good_whole(read: Read) -> None:
    rows = """[{date: 2026-05-01, successes: 8, n: 8, place: Kraków}, {date: 2026-05-01, successes: 9800, n: 10000}]"""
    found = fast(read(standard(at_most="15 min", share="90 %"), MINUTES, rows))
    assert found.verdict == "kept"
    assert found.by_place["Kraków"].verdict == "at_risk"
    alone = rows.replace(", {date: 2026-05-01, successes: 9800, n: 10000}", "")
    assert fast(read(standard(at_most="15 min", share="90 %"), MINUTES, alone)).verdict == "at_risk"


def test_a_later_result_of_all_places_replaces_that_of_one(read: Read) -> None:
    rows = f"{SHOPS}, {{date: 2026-06-01, successes: 9800, n: 10000}}]"
    found = fast(read(standard(at_most="15 min", share="90 %"), MINUTES, rows))
    assert (found.verdict, found.by_place) == ("kept", {})


def test_results_of_other_personas_do_not_count(read: Read) -> None:
    rows = "[{date: 2026-01-01, value: 10, persona: freelancer}, {date: 2026-05-01, value: 30, persona: retiree}]"
    people = {"personas__freelancer": "name: Anna\n", "personas__retiree": "name: Zofia\n"}
    mine = fast(read(f"to: [freelancer]\n{standard(at_most='15 min')}", MINUTES, rows, **people))
    assert mine.verdict == "kept"
    everyone = fast(read(standard(at_most="15 min"), MINUTES, rows, **people))
    assert (everyone.verdict, everyone.why.say()) == ("broken", "Zofia: 30 min, standard at most 15 min; no interval")


SEEN = JOURNEY.replace("ask for a loan}", "ask for a loan, breaks: [{promise: fast, evidence: EVIDENCE}]}")
WITNESS = {
    "evidence__diary": "title: A diary\nmethod: diary\n",
    "evidence__guess": "title: A guess\nmethod: assumption\n",
}


def test_a_witness_breaks_what_figures_keep(read: Read) -> None:
    book = read(standard(at_most="15 min"), MINUTES, "[{value: 10}]", SEEN.replace("EVIDENCE", "diary"), **WITNESS)
    found = fast(book)
    assert found.verdict == "broken"
    assert [step.id for step in found.witnessed] == ["loan/ask"]
    assert dict(found.at) == {"loan/wait": "kept", "loan/again": "kept", "loan/ask": "broken"}
    assert found.why.say() == "Seen broken at: I ask for a loan – 10 min, standard at most 15 min; no interval"


def test_a_witness_breaks_what_was_never_measured(read: Read) -> None:
    found = fast(read(journey=SEEN.replace("EVIDENCE", "diary"), **WITNESS))
    assert (found.verdict, found.why.say()) == ("broken", "Seen broken at: I ask for a loan")


@pytest.mark.parametrize("evidence", ["[]", "guess"])
def test_without_evidence_nobody_has_seen_it(read: Read, evidence: str) -> None:
    found = fast(read(journey=SEEN.replace("EVIDENCE", evidence), **WITNESS))
    assert (found.verdict, found.witnessed) == ("unmeasured", ())


@pytest.mark.parametrize("line", ["status: retired", "state: to_be"])
def test_what_is_retired_or_yet_to_be_neither_keeps_nor_breaks(read: Read, line: str) -> None:
    journey = SEEN.replace("EVIDENCE", "diary").replace("persona:", f"{line}\n    persona:")
    found = fast(read(standard(at_most="15 min"), MINUTES, "[{value: 10}]", journey, **WITNESS))
    assert (found.verdict, found.keeping, found.witnessed) == ("kept", (), ())


def test_results_that_meet_the_standard(read: Read) -> None:
    """canada.ca: 53 of 73 service standards met, published as 73 %."""
    rows = [f"{{date: 2026-01-01, place: p{number}, value: {10 if number < 53 else 20}}}" for number in range(73)]
    book = read(standard(at_most="15 min"), MINUTES, f"[{', '.join(rows)}]")
    share = of_promise(book, fast(book))["promise_share"]
    assert (round(100 * (share.value or 0), 3), share.n) == (72.603, 73)
    assert of_book(book)["promise_share"].value == share.value


PEOPLE = {"personas__p": "name: P\n", "personas__q": "name: Q\n"}
ALL, FAST_ENOUGH = "{period: 2026-Q3, value: 20}", "{period: 2026-Q3, persona: p, value: 10}"
ONCE = {
    "a total without its parts": ([ALL, FAST_ENOUGH, "{period: 2026-Q3, place: Łódź, value: 10}"], (0, 1)),
    "the parts where there is no total": ([FAST_ENOUGH, "{period: 2026-Q3, persona: q, value: 20}"], (1, 2)),
    "parts of another time": ([ALL, "{period: 2026-Q2, persona: p, value: 10}"], (1, 2)),
    "a quarter without its months and days": (
        [ALL, "{period: 2026-07, value: 10}", "{date: 2026-08-08, value: 10}", "{period: 2026-10, value: 10}"],
        (1, 2),
    ),
    "a total of a month without its part of the year": (
        ["{period: 2026-07, value: 20}", "{period: 2026, place: Łódź, value: 10}", "{period: 2027, value: 10}"],
        (1, 2),
    ),
    "one way of parting": ([FAST_ENOUGH, "{period: 2026-Q3, place: Łódź, value: 20}"], (1, 1)),
    "a touchpoint without its places, another's places": (
        [
            "{period: 2026-Q3, touchpoint: loan/wait, value: 20}",
            "{period: 2026-Q3, touchpoint: loan/wait, place: Łódź, value: 10}",
            "{period: 2026-Q3, touchpoint: loan/again, place: Łódź, value: 10}",
            "{period: 2026-Q3, place: Łódź, value: 10}",
        ],
        (1, 2),
    ),
    "two of the same customers and day": (["{date: 2026-07-01, value: 10}", "{date: 2026-07-01, value: 20}"], (1, 2)),
    "the parts of a total without a value": (["{period: 2026-Q3, successes: 5, n: 9}", FAST_ENOUGH], (1, 1)),
    "no time is one time": (["{value: 20}", "{place: Łódź, value: 10}"], (0, 1)),
}


@pytest.mark.parametrize("case", ONCE)
def test_one_measurement_counts_once(read: Read, case: str) -> None:
    rows, found = ONCE[case]
    for order in permutations(rows):
        book = read(standard(at_most="15 min"), MINUTES, f"[{', '.join(order)}]", **PEOPLE)
        share = of_promise(book, fast(book))["promise_share"]
        assert dict(share.inputs) == {"count": str(found[0]), "of": str(found[1])}
        assert of_book(book)["promise_share"] == share


def test_promises_by_verdict(read: Read) -> None:
    figures = of_book(read(standard(at_most="15 min"), MINUTES, "[{value: 10}]", promises__other="text: Anything.\n"))
    counts = {name: figures[name].value for name in figures if name.startswith("promises_")}
    assert counts == {"promises_broken": 0, "promises_at_risk": 0, "promises_kept": 1, "promises_unmeasured": 1}
    assert figures["promises_kept"].n == 2


def test_order_of_rows_does_not_matter(read: Read) -> None:
    rows = [
        "{date: 2026-05-01, value: 20, place: Łódź}",
        "{date: 2026-05-01, value: 10}",
        "{date: 2026-05-01, value: 16}",
    ]
    found = {
        (entry.verdict, entry.why.say(), entry.figure and entry.figure.value)
        for each in permutations(rows)
        for entry in [fast(read(standard(at_most="15 min"), MINUTES, f"[{', '.join(each)}]"))]
    }
    assert found == {("broken", "16 min, standard at most 15 min; no interval", 16)}


@settings(deadline=None)
@given(st.floats(-1e6, 1e6), st.floats(0, 1e3), st.floats(-1e6, 1e6), st.sampled_from(Comparison))
def test_verdict_of_an_interval(value: float, half: float, bound: float, comparison: Comparison) -> None:
    """Kept means that every value of the interval meets the bound, broken that none does."""
    found = verdict_of(Estimate(value, value - half, value + half), comparison, bound)
    ends = [meets(value - half, comparison, bound), meets(value + half, comparison, bound)]
    expected = Verdict.kept if all(ends) else Verdict.at_risk if any(ends) else Verdict.broken
    assert found is expected


@settings(deadline=None)
@given(st.lists(st.sampled_from(Verdict)))
def test_the_worst_verdict_wins_and_the_unmeasured_never(verdicts: list[Verdict]) -> None:
    measured = [verdict for verdict in verdicts if verdict is not Verdict.unmeasured]
    found = worst(verdicts)
    assert (found is Verdict.unmeasured) == (not measured)
    assert (found is Verdict.broken) == (Verdict.broken in verdicts)


def test_a_ledger_left_in_part_says_the_same_and_works_the_rest_out_unheard(read: Read) -> None:
    standard = "standard: {metric: speed, at_most: 15, unit: min, share: 0.9}"
    result = "[{date: 2026-01-10, value: 12, sd: 2, n: 40}, {date: 2026-02-10, value: 30, sd: 2, n: 40}]"
    book = read(standard, results=result)
    whole = fast(book)
    again = plain.whole(json.loads(json.dumps(plain.told(whole))))
    assert isinstance(again, LeftLedger)

    def work() -> Ledger:
        note("read")
        return whole

    again.complete(work)
    with listening() as heard:
        found = {each.name: getattr(again, each.name) for each in fields(Ledger)}
    assert found == {each.name: getattr(whole, each.name) for each in fields(Ledger)}
    assert again.by_place == whole.by_place and again.standing("loan/wait") == whole.standing("loan/wait")
    assert not heard.names and not heard.fields
