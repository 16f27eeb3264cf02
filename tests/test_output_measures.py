"""Figures as text, JSON and CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from io import StringIO
from pathlib import Path

import pytest

from journeybook.load import load
from journeybook.model import Book
from journeybook.output import measures as output

Files = Mapping[str, str | bytes]

FILES: Files = {
    "content/promises/fast.yml": """
        title: "=cmd|'/c calc'!A1"
        text: A loan in 15 minutes.
        standard: {metric: speed, at_most: 15 min, share: 95 %}
        """,
    "content/metrics/speed.yml": """
        title: "+48 600 700 800"
        kind: time
        unit: "@min"
        better: lower
        results:
          - {date: 2026-03-31, value: -2.5}
          - {date: 2026-05-31, successes: 292, n: 412, place: "-Łódź"}
        """,
    "journeys/loan.yml": """
        title: "A loan for a phone"
        persona: freelancer
        phases:
          Buying:
            - I ask: 2
            - {id: wait, title: I wait, emotion: -1.5, keeps: fast, failure_rate: 30 %}
        """,
}


@pytest.fixture
def book(write_book: Callable[[Files], Path]) -> Book:
    """Return a book whose texts would hurt a spreadsheet."""
    found, problems = load(write_book(FILES))
    assert [problem.message.say() for problem in problems if problem.severity == "error"] == []
    return found


def rows(book: Book, thing: str | None = None) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(output.shown(book, thing, "csv", "en"))))


def test_text_of_one_journey_tells_formula_and_inputs(book: Book) -> None:
    lines = output.shown(book, "loan", "text", "en").splitlines()
    assert lines[0].startswith("loan · A loan")
    first = next(number for number, line in enumerate(lines) if "Share who stay" in line)
    assert lines[first].split()[-4:] == ["86.8%", "n", "=", "1"]
    assert lines[first + 1].strip().startswith("Sum of P(k bad experiences) × share who stay after k")
    assert lines[first + 2 : first + 4] == [
        "      who stay after 0, 1, 2, 3 bad ones = 1; 0.56; 0.12; 0.12",
        "      loan/wait = 0.3",
    ]


def test_text_of_a_promise_tells_verdict_and_why(book: Book) -> None:
    told = output.shown(book, "fast", "text", "en")
    assert "broken: -Łódź: 71% of 412 cases within 15 min, standard 95%; interval 66 … 75%\n" in told


def test_text_of_the_book_is_short(book: Book) -> None:
    told = output.shown(book, None, "text", "en")
    assert told.startswith("book\n")
    assert "Sum of P(k bad experiences)" not in told
    assert "\nloan · " in told and "\nfast · " in told and "\nspeed · " in told


def test_json_has_the_documented_shape(book: Book) -> None:
    found = json.loads(output.shown(book, None, "json", "en"))
    assert found["format"] == 1
    assert found["things"][0]["id"] == "book"
    promise = next(thing for thing in found["things"] if thing["id"] == "fast")
    assert (promise["kind"], promise["verdict"], promise["at"]) == ("promise", "broken", {"loan/wait": "broken"})
    result, share, short, let_down = promise["measures"][:4]
    assert [(each["id"], each["unit"]) for each in (short, let_down)] == [("shortfall", "points"), ("let_down", "")]
    assert promise["measures"][4] == {**result, "id": "promise_result:-Łódź", "name": "Result – -Łódź"}
    assert {key: result[key] for key in ("id", "unit", "n", "value", "low", "high")} == {
        "id": "promise_result", "unit": "share", "n": 412, "value": 0.708737864078,
        "low": 0.663098457215, "high": 0.750520715072,
    }  # fmt: skip
    assert ["place", "-Łódź"] in result["inputs"]
    assert share["id"] == "promise_share"


def test_json_says_null_where_a_figure_is_not_known(book: Book) -> None:
    (thing,) = json.loads(output.shown(book, "loan", "json", "en"))["things"]
    figures = {figure["id"]: figure for figure in thing["measures"]}
    assert (figures["exposure"]["value"], figures["mean"]["value"]) == (None, 0.25)
    assert str(figures["spoiler"]["value"]) == "1"


def test_every_figure_of_the_book_is_the_same_alone(book: Book) -> None:
    whole = json.loads(output.shown(book, None, "json", "en"))["things"]
    assert len(whole) > 2
    for thing in whole[1:]:
        assert json.loads(output.shown(book, thing["id"], "json", "en"))["things"] == [thing]


def test_csv_has_a_row_for_each_figure_of_json(book: Book) -> None:
    things = json.loads(output.shown(book, None, "json", "en"))["things"]
    expected = [(thing["id"], figure["id"]) for thing in things for figure in thing["measures"]]
    assert [(row["id"], row["measure"]) for row in rows(book)] == expected


def test_csv_keeps_numbers_and_neutralises_texts(book: Book) -> None:
    found = {(row["id"], row["measure"]): row for row in rows(book)}
    assert found["speed", "latest"]["value"] == "-2.5"
    assert found["speed", "latest"]["unit"] == "'@min"
    assert found["fast", "promise_result"]["why"].startswith("'-Łódź: 71%")
    assert found["loan", "weakest_link"]["value"] == "-1.5"
    assert found["loan", "exposure"]["value"] == ""
    texts = [cell for row in rows(book) for column, cell in row.items() if column not in {"value", "low", "high", "n"}]
    assert not [cell for cell in texts if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_csv_cell_of_a_text_that_a_spreadsheet_would_run(sign: str) -> None:
    assert output.cell(f"{sign}1+1") == f"'{sign}1+1"
    assert output.cell(-1.5) == -1.5
    assert output.cell(None) == ""


def test_output_speaks_the_language_asked_for_in_words_alone(book: Book) -> None:
    english, polish = (json.loads(output.shown(book, "loan", "json", code))["things"][0] for code in ("en", "pl"))
    same = [
        [figure[key] for key in ("id", "value", "unit", "low", "high", "n", "inputs")] for figure in english["measures"]
    ]
    assert same == [
        [figure[key] for key in ("id", "value", "unit", "low", "high", "n", "inputs")] for figure in polish["measures"]
    ]
    assert "86,8" in output.shown(book, "loan", "text", "pl")
