"""What went into a figure, in the words of a language."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeybook.load import load
from journeybook.measures import all_of
from journeybook.measures.telling import input_name, input_value

ROOT = Path(__file__).parents[1]
ONE_WORD = {"n", "z", "kpi", "persona", "standard", "marketing", "ideal"}
"""Names that are the same in another language, or no words."""


@pytest.mark.parametrize("language", ["pl", "ru"])
@pytest.mark.parametrize("folder", [".", "tests/books/government", "tests/books/stress"])
def test_no_name_of_an_input_stays_english(folder: str, language: str) -> None:
    book, _ = load(ROOT / folder)
    found = {name for figures in all_of(book).values() for each in figures.values() for name, _ in each.inputs}
    ours = {name for name in found if "/" not in name and book.get(name) is None} - ONE_WORD
    assert len(ours) > 30
    assert {name for name in ours if input_name(name).say(language) == name} == set()
    assert {name for name in ours if "_" in input_name(name).say("en")} == set()


@pytest.mark.parametrize(
    ("typed", "polish"),
    [
        ("-1.5", "−1,5"), ("-1.5 × 3", "−1,5 × 3"), ("57400", "57 400"), ("0.6114982578", "0,6115"), ("yes", "tak"),
        ("0.004193548387", "0,004194"), ("1 0.56 0.12 0.12", "1; 0,56; 0,12; 0,12"), ("2026-09-30", "30 wrz 2026"),
        ("at_most 0.5 h", "najwyżej 0,5 h"), ("at_least 95", "co najmniej 95"), ("not told", "nie podano"),
        ("late-invoice/t1", "late-invoice/t1"), ("Salon 1024", "Salon 1024"), ("{x}", "{x}"), ("1e-05", "1e-05"),
        ("2026-99-99", "2026-99-99"),
    ],
)  # fmt: skip
def test_inputs_are_written_as_the_language_writes_them(typed: str, polish: str) -> None:
    assert input_value("value", typed).say("pl").replace("\u00a0", " ") == polish


@pytest.mark.parametrize(("typed", "said"), [("2026", "2026"), ("2026-Q1", "2026-Q1"), ("2026-09-30", "30 wrz 2026")])
def test_a_year_is_no_number(typed: str, said: str) -> None:
    assert input_value("when", typed).say("pl").replace("\u00a0", " ") == said


def test_a_peak_and_an_end_keep_their_touchpoints() -> None:
    assert input_name("peak a/b").say("pl") == "szczyt a/b"
    assert input_name("end a/b").say("ru") == "конец a/b"
    assert input_name("{x}").say("pl") == "{x}"
