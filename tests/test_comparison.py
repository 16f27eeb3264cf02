"""The standard of a promise: written down in several ways it is one standard, and `format` writes it in one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from journeybook.edit import formatted
from journeybook.load import load
from journeybook.model import Comparison, Promise
from journeybook.model.schema import schema
from journeybook.model.values import Quantity

Write = Callable[[Mapping[str, str | bytes]], Path]
METRIC = "title: Time to repair\nkind: time\nunit: h\n"
ALIKE = (
    "{metric: repair, at_most: 48 h, share: 95 %}",
    "{metric: repair, at_most: 48, unit: h, share: 0.95}",
    "{metric: repair, at_most: yes, value: 48, unit: h, share: 95 %}",
    "{metric: repair, at_most: true, value: 48 h, share: 95 %}",
    "{metric: repair, value: at most 48 h, share: 95 %}",
    "{metric: repair, value: At_most 48, unit: h, share: 95 %}",
    "{metric: repair, value: ≤ 48 h, share: 95 %}",
    '{metric: repair, value: "<= 48 h", share: 95 %}',
    "{metric: repair, value: co najwyżej 48 h, share: 95 %}",
    "\n  metric: repair\n  at_most: tak\n  value: 48\n  unit: h\n  share: '95 %'",
)


@pytest.mark.parametrize("typed", ALIKE)
def test_what_means_the_same_is_the_same_standard(write_book: Write, typed: str) -> None:
    promise = f"text: Repaired within 48 hours\nstandard: {typed}\n"
    book, problems = load(write_book({"content/promises/soon.yml": promise, "content/metrics/repair.yml": METRIC}))
    assert problems == ()
    standard = book.promises["soon"].standard
    assert standard is not None
    assert (standard.comparison, standard.value, standard.unit) == (Comparison.AT_MOST, 48, "h")
    assert (standard.at_most, standard.share) == (Quantity(48, "h"), 0.95)


@pytest.mark.parametrize("typed", ALIKE)
def test_format_writes_it_in_one_way(typed: str) -> None:
    made = formatted(f"text: Repaired\nstandard: {typed}\n".encode(), Promise)
    assert made is not None
    assert "at_most: 48 h" in made.decode()
    assert "value" not in made.decode()
    assert "unit" not in made.decode()
    assert formatted(made, Promise) == made


@pytest.mark.parametrize(
    "typed",
    [
        "\n  metric: repair\n  at_most: yes # for now\n  value: 48 h",
        "\n  metric: repair\n  at_most: 48\n  unit: h # of the day",
        "\n  metric: repair\n  value: 48 h",
        "{metric: repair,\n  value: at most 48 h}",
    ],
)
def test_format_loses_no_comment_and_decides_nothing(typed: str) -> None:
    data = f"text: Repaired\nstandard:{typed if typed.startswith(chr(10)) else ' ' + typed}\n".encode()
    assert formatted(data, Promise) == data


@pytest.mark.parametrize("typed", ALIKE)
def test_an_editor_accepts_it(typed: str) -> None:
    yaml = pytest.importorskip("ruamel.yaml").YAML(typ="safe", pure=True)
    validator = pytest.importorskip("jsonschema").Draft7Validator(schema(Promise))
    typed_promise = yaml.load(f"text: Repaired\nstandard: {typed}\n")
    assert [error.message for error in validator.iter_errors(typed_promise)] == []


@pytest.mark.parametrize(
    ("typed", "at", "message", "hint"),
    [
        ("value: 48 h", "value", "alone does not say", "at_most: 48 h – or at_least"),
        ("at_most: 48 h, value: 50", "value", "stands twice here", "Keep one of them: at_most: 50"),
        ("at_most: yes, at_least: yes, value: 5", "", "needs exactly one of at_least", "at_most: 15 min"),
        ("at_most: yes, value: at least 5", "", "needs exactly one of", "at_most: 15 min"),
        ("value: at most soon", "value", "“soon” does not begin with a number", "15 min, 95 %, 12"),
        ("value: overall 5", "value", "“overall 5” does not begin with a number", "15 min"),
        ("value: [48, h]", "value", "one value is expected", ""),
        ("at_most: yes", "yes", "“yes” does not begin with a number", "15 min"),
        ("at_most: 48 h, unit: min", "unit", "“min” is not the unit of “48 h”", "in one place"),
        ("at_most: 15, unit: 000", "unit", "“000” is not the unit of “15”", "in one place"),
        ("share: 95 %", "", "needs exactly one of", "at_most: 15 min"),
        ("atmost: 5", "atmost", "“atmost” is not known here.", "Did you mean “at_most”?"),
    ],
)
def test_what_is_no_standard_is_told_with_what_to_type(
    write_book: Write, typed: str, at: str, message: str, hint: str
) -> None:
    promise = f"text: Repaired\nstandard: {{metric: repair, {typed}}}\n"
    _, problems = load(write_book({"content/promises/soon.yml": promise, "content/metrics/repair.yml": METRIC}))
    problem = next(each for each in problems if message in each.message.say("en"))
    column = len("standard: {metric: repair, ") + typed.index(at) + 1 if at else len("standard: ") + 1
    assert (problem.place.line, problem.place.column) == (2, column)
    assert hint in (problem.hint.say("en") if problem.hint else "")
