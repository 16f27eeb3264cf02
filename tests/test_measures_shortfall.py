"""What a promise lacks, whom that leaves without, how long loops stay open, and whether a journey can be believed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeybook import measures
from journeybook.load import load
from journeybook.measures.shortfall import _short, worst_first
from journeybook.model import Book, Promise, Standard

Files = Mapping[str, str | bytes]
Read = Callable[..., Book]

SPEED = "title: Speed\nkind: {kind}\nunit: '{unit}'\nresults: {results}\n"


@pytest.fixture
def read(write_book: Callable[[Files], Path]) -> Read:
    """Return a function that reads a book with one promise to one persona, and a journey that keeps it."""

    def of(standard: str, results: str, kind: str = "time", unit: str = "min", **more: str) -> Book:
        files = {
            "content/promises/fast.yml": f"text: In 15 minutes.\nto: [anna]\nstandard: {{metric: speed, {standard}}}\n",
            "content/metrics/speed.yml": SPEED.format(kind=kind, unit=unit, results=results),
            "content/personas/anna.yml": "name: Anna\nsize: 1000\n",
            "journeys/loan.yml": "title: A loan\npersona: anna\nphases: {Use: [{id: wait, title: I, keeps: fast}]}",
            **{f"{name.replace('__', '/')}.yml": text for name, text in more.items()},
        }
        book, problems = load(write_book(files), date(2026, 6, 30))
        assert [problem.message.say() for problem in problems if problem.severity == "error"] == []
        return book

    return of


def figure(book: Book, name: str, of: str = "fast") -> measures.Figure:
    return measures.all_of(book)[of][name]


@pytest.mark.parametrize(
    ("standard", "result", "kind", "unit", "short", "counted_in"),
    [
        ("at_most: 15 min", "value: 20", "time", "min", 5, "min"),
        ("at_most: 15 min", "value: 15", "time", "min", 0, "min"),
        ("at_most: 1 h", "value: 90", "time", "min", 30, "min"),
        ("at_most: 2 days", "value: 60", "time", "h", 12, "h"),
        ("at_least: 70", "value: 31", "score", "%", 39, "points"),
        ("at_least: 95 %", "successes: 71, n: 100", "rate", "%", 24, "points"),
        ("at_most: 2 %", "successes: 5, n: 100", "rate", "%", 3, "points"),
        ("at_most: 240 min, share: 95 %", "successes: 90, n: 100", "time", "min", 5, "points"),
        ("at_least: 40", "value: 30", "nps", "", 10, "points"),
        ("more_than: 15", "value: 15", "score", "", 0, ""),
    ],
)
def test_short_of_the_standard(
    read: Read, standard: str, result: str, kind: str, unit: str, short: float, counted_in: str
) -> None:
    found = figure(read(standard, f"[{{{result}}}]", kind, unit), "shortfall")
    assert (found.value, found.unit) == (pytest.approx(short), counted_in)


def test_the_interval_of_what_lacks_is_that_of_the_result_cut_off_at_nothing(read: Read) -> None:
    found = figure(read("at_least: 95 %", "[{successes: 94, n: 100}]", "rate", "%"), "shortfall")
    assert (found.value, found.low, found.n) == (pytest.approx(1), 0, 100)
    assert found.high == pytest.approx(7.4, abs=0.1)  # Wilson's lower end, 87.5 %


@pytest.mark.parametrize(
    ("standard", "results", "kind", "unit"),
    [
        ("at_most: 15 EUR", "[{value: 20}]", "money", "PLN"),
        ("at_most: 15 min", "[{value: 20}]", "money", "PLN"),
        ("at_most: 15 min", "[]", "time", "min"),
        ("at_most: 15 min, share: 95 %", "[{value: 20}]", "time", "min"),
    ],
)
def test_what_cannot_be_held_against_the_standard_is_not_known(
    read: Read, standard: str, results: str, kind: str, unit: str
) -> None:
    book = read(standard, results, kind, unit)
    assert figure(book, "shortfall").value is None
    assert figure(book, "let_down").value is None


def test_currencies_that_differ_are_told(read: Read) -> None:
    found = measures.ledger(read("at_most: 15 EUR", "[{value: 10}]", "money", "PLN"))["fast"]
    assert (found.verdict, found.why.say()) == (
        "unmeasured", "The standard (at most 15 EUR) is not in a unit of the metric Speed",
    )  # fmt: skip


WITHIN = "at_most: 4 h, share: 95 %"


def test_customers_let_down(read: Read) -> None:
    found = figure(read(WITHIN, "[{successes: 85, n: 100}]"), "let_down")
    assert (found.value, found.n) == (pytest.approx(100), 1000)
    assert ("anna", "1000") in found.inputs


def test_customers_of_a_persona_without_a_size_are_not_known(read: Read) -> None:
    found = figure(read(WITHIN, "[{successes: 85, n: 100}]", content__personas__anna="name: Anna\n"), "let_down")
    assert (found.value, dict(found.inputs)["anna"]) == (None, "not told")


def test_customers_of_one_place_are_not_known(read: Read) -> None:
    rows = "[{successes: 99, n: 100}, {successes: 1, n: 100, place: Łódź}]"
    found = figure(read(WITHIN, rows), "let_down")
    assert (found.value, dict(found.inputs)["place"]) == (None, "Łódź")


def test_a_mean_lets_nobody_say_how_many_are_let_down(read: Read) -> None:
    assert figure(read("at_most: 15 min", "[{value: 20}]"), "let_down").value is None


def test_without_a_name_those_are_reached_whose_journeys_keep_it(read: Read) -> None:
    promise = f"text: Fast.\nstandard: {{metric: speed, {WITHIN}}}\n"
    colleague = "name: Jan\nkind: employee\nsize: 7\n"
    journey = "title: Mine\npersona: jan\nphases: {At work: [{title: I wait, keeps: fast}]}\n"
    book = read(
        WITHIN, "[{successes: 85, n: 100}]", content__promises__fast=promise, content__personas__jan=colleague,
        journeys__mine=journey,
    )  # fmt: skip
    assert figure(book, "let_down").value == pytest.approx(100)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 200), st.integers(1, 200), st.floats(0, 1))
def test_what_lacks_is_never_less_than_nothing_nor_more_than_all(successes: int, n: int, share: float) -> None:
    promise = Promise.model_construct(id="", standard=Standard.model_construct(share=share))
    assert 0 <= _short(promise, min(successes, n) / n, share) <= 1


def test_the_worst_promises_come_first(read: Read) -> None:
    more = {
        f"content__promises__{name}": f"text: {name}.\nto: [{to}]\nstandard: {{metric: {name}-m, at_least: 90 %}}\n"
        for name, to in (("many", "crowd"), ("few", "anna"), ("maybe", "crowd"), ("good", "crowd"))
    }
    more |= {
        f"content__metrics__{name}-m": f"title: {name}\nkind: rate\nresults: [{{{row}}}]\n"
        for name, row in (
            ("many", "successes: 50, n: 100"), ("few", "successes: 10, n: 100"), ("maybe", "successes: 18, n: 20"),
            ("good", "successes: 100, n: 100"),
        )
    }  # fmt: skip
    book = read("at_most: 15 min", "[]", content__personas__crowd="name: Crowd\nsize: 50000\n", **more)
    entries = measures.ledger(book)
    let_downs = {name: measures.of_promise(book, entry)["let_down"] for name, entry in entries.items()}
    assert worst_first(entries, let_downs) == ["many", "few", "maybe"]


def test_a_figure_for_each_place(read: Read) -> None:
    rows = """[{date: 2026-01-01, successes: 1, n: 10, place: Łódź},
      {date: 2026-02-01, successes: 9, n: 10, place: Łódź},
      {date: 2026-02-01, successes: 5, n: 10, place: Gdańsk}]"""
    found = measures.all_of(read("at_least: 95 %", rows, "rate", "%"))
    assert {name: each.value for name, each in found["speed"].items() if ":" in name} == {
        "rate:Gdańsk": 0.5,
        "rate:Łódź": 0.9,
    }
    assert [name for name in found["fast"] if ":" in name] == ["promise_result:Gdańsk", "promise_result:Łódź"]


ANNA = """
name: Anna
values: [{id: quick, title: Quick, weight: 3}, {id: kind, title: Kind, weight: 1}]
"""


def test_attention_against_what_is_prized(read: Read) -> None:
    book = read(
        WITHIN, "[]",
        content__personas__anna=ANNA,
        content__promises__fast="text: Fast.\nanswers: [anna/quick]\n",
        content__promises__nice="text: Nice.\nanswers: [kind, quick]\n",
        content__actions__one="title: One\naddresses: loan/wait\neffort: 2\n",
        content__actions__two="title: Two\naddresses: nice\neffort: 4\n",
        content__actions__done="title: Done\naddresses: fast\neffort: 5\nclosed: done\n",
    )  # fmt: skip
    found = measures.all_of(book)["anna"]
    assert (found["prized:quick"].value, found["prized:kind"].value) == (0.75, 0.25)
    # action two serves both values, so half of its effort goes to each
    assert (found["attention:quick"].value, found["attention:kind"].value) == (
        pytest.approx(4 / 6),
        pytest.approx(2 / 6),
    )


def test_attention_is_not_known_where_nobody_works_on_it(read: Read) -> None:
    assert figure(read(WITHIN, "[]", content__personas__anna=ANNA), "attention:quick", "anna").value is None


def test_how_long_loops_stay_open(read: Read) -> None:
    book = read(
        WITHIN, "[]",
        content__actions__a="title: A\nopened: 2026-06-20\ndecision: {question: Shall we?, asked: 2026-06-25}\n",
        content__actions__b="title: B\nopened: 2026-06-01\ndecision: {asked: 2026-06-02, decided: 2026-06-05}\n",
        content__actions__c="title: C\nclosed: done\ndecision: {asked: 2026-06-02, decided: 2026-06-10}",
        content__actions__d="title: D\n",
    )  # fmt: skip
    found = measures.of_book(book)
    assert {name: (found[name].value, found[name].n) for name in ("open_days", "decision_days", "waiting_days")} == {
        "open_days": (19.5, 2), "decision_days": (5.5, 2), "waiting_days": (5, 1),
    }  # fmt: skip


def test_loops_of_an_empty_book_are_not_known(read: Read) -> None:
    found = measures.of_book(read(WITHIN, "[]"))
    assert [found[name].value for name in ("open_days", "decision_days", "waiting_days")] == [None, None, None]


READY = """
title: A loan
persona: anna
goal: A phone by tomorrow
starts_when: The old one breaks
outcomes: [{title: A phone, for_customer: I can be rung}]
owner: boss
phases:
  - title: Buying
    stage: buy
    touchpoints:
      - {id: ask, title: I ask, emotion: 1, quotes: [Finally], owner: seller}
      - {id: wait, title: I wait, emotion: -1, keeps: fast, evidence: heard}
      - {id: go, title: I go, emotion: 0}
      - {id: back, title: I come back, quotes: [Again], feedback: {method: A card, access: [cx]}}
"""


def test_readiness(read: Read) -> None:
    book = read(
        WITHIN, "[]",
        journeys__loan=READY,
        content__personas__anna=ANNA,
        content__promises__fast="text: Fast.\nanswers: [anna/quick]\nvalues: [near]\n",
        content__book="brand: {name: B, values: [{id: near, title: Near}]}\n",
        content__evidence__heard="title: Heard\nmethod: interview\n",
        content__actors__boss="title: Boss\nlevel: management\n",
        content__actors__seller="title: Seller\nlevel: frontline\n",
        content__actions__a="title: A\naddresses: loan\n",
    )  # fmt: skip
    found = measures.of_journey(book, book.journeys["loan"])
    assert (found["empathy"].value, found["empathy"].n) == (0.5, 4)
    assert found["client_centricity"].value == 3  # the action names no benefit
    assert found["every_level"].value == 3
    assert found["coherent_values"].value == 0.5
    assert measures.of_book(book)["stages"].value == 1
