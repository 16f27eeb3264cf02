"""What plain texts may mean, at the edges."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from journeybook.model import days, values
from journeybook.model.channels import read_channel
from journeybook.model.choices import length
from journeybook.model.units import HOURS
from journeybook.words import LANGUAGES


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("3", 3), ("0.5", 0.5), ("0,5", 0.5), ("−2", -2), ("-2", -2), ("+1", 1), ("71 %", 0.71), ("71%", 0.71),
        ("1 200", 1200), ("1\u00a0200,5", 1200.5), ("007", 7), (".6", 0.6), ("−.5", -0.5), (",56", 0.56),
    ],
)  # fmt: skip
def test_numbers_as_people_type_them(typed: str, number: float) -> None:
    assert values.read_number(typed) == number


@pytest.mark.parametrize(
    "typed", ["", "x", "1.2.3", "1,234,567", "10:30", "1e9", "nan", "inf", "0x10", "12 34", "9" * 400, ".", "1 .5"]
)
def test_what_is_no_number(typed: str) -> None:
    with pytest.raises(PydanticCustomError):
        values.read_number(typed)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("1,200", "Write 1200 or 1.2, whichever you mean."),
        ("−12,500", "Write −12500 or −12.5, whichever you mean."),
        ("1,200.50", "Write: 1200.50"),
        ("1.200,50", "Write: 1200.50"),
        ("1,234,567", "Write: 1234567"),
        ("1.234.567", "Write: 1234567"),
    ],
)
def test_a_number_with_two_meanings_is_sent_back(typed: str, hint: str) -> None:
    for reader in (values.read_number, values.read_quantity, values.read_duration, values.read_count):
        with pytest.raises(PydanticCustomError) as refused:
            reader(f"{typed} h" if reader is values.read_duration else typed)
        assert (refused.value.context or {})["hint"].say("en") == hint


@pytest.mark.parametrize(("typed", "number"), [("0,125", 0.125), ("1,20", 1.2), ("1,2000", 1.2), ("1.125", 1.125)])
def test_a_number_with_one_meaning_is_not(typed: str, number: float) -> None:
    assert values.read_number(typed) == number


@pytest.mark.parametrize("typed", ["12,000", "12.000", "1.5", "-1"])
def test_a_count_is_never_taken_for_a_thousandth_of_itself(typed: str) -> None:
    with pytest.raises(PydanticCustomError):
        values.read_count(typed)


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("15 min", 0.25),
        ("48 h", 48),
        ("2 days", 48),
        ("12 months", 8766),
        ("0,5 h", 0.5),
        ("2 dni", 48),
        ("3 godz.", 3),
        ("15 минут", 0.25),
        ("900 секунд", 0.25),
        ("30 sekund", 1 / 120),
        ("2 doby", 48),
        ("1 tydz.", 168),
        ("2 мес.", 1461),
    ],
)
def test_durations(typed: str, hours: float) -> None:
    assert values.read_duration(typed).hours == pytest.approx(hours)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("value", [1, 1.5, 2, 5, 22])
@pytest.mark.parametrize("unit", HOURS)
def test_a_length_of_time_is_read_in_the_words_in_which_it_is_told(unit: str, value: float, language: str) -> None:
    told = length(values.Duration(value, unit)).say(language)
    assert values.read_duration(told) == values.Duration(value, unit)
    assert values.read_quantity(told).hours == value * HOURS[unit]


@pytest.mark.parametrize("typed", ["-1 h", "h", "3", "3 parsecs", "1:30 h"])
def test_what_is_no_duration(typed: str) -> None:
    with pytest.raises(PydanticCustomError):
        values.read_duration(typed)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-H1", date(2026, 1, 1), date(2026, 6, 30)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_periods(typed: str, first: date, last: date) -> None:
    found = values.read_period(typed)
    assert (found.first, found.last) == (first, last)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_in_our_words(typed: str) -> None:
    readers = (
        values.read_number, values.read_share, values.read_count, values.read_quantity, values.read_duration,
        days.read_day, values.read_period, values.read_yes_no,
    )  # fmt: skip
    for reader in readers:
        try:
            reader(typed)
        except PydanticCustomError as refusal:
            assert refusal.context is not None
            assert refusal.context["message"].say("en")


@given(st.floats(-2, 2))
def test_emotions_come_in_halves(value: float) -> None:
    typed = f"{value:.3f}"
    read = values.between(-2, 2, 0.5)
    if (float(typed) * 2).is_integer():
        assert read(typed) == float(typed)
    else:
        with pytest.raises(PydanticCustomError):
            read(typed)


def test_a_word_where_a_feeling_belongs_is_told_the_scale() -> None:
    with pytest.raises(PydanticCustomError) as refusal:
        values.between(-2, 2, 0.5)("good")
    assert refusal.value.context is not None
    assert refusal.value.context["hint"].say("en").startswith("Write -2 (terrible), -1 (bad), 0 (neither)")


def test_a_number_with_a_unit_is_told_without_it() -> None:
    with pytest.raises(PydanticCustomError) as refused:
        values.read_number("300 EUR")
    assert refused.value.context and refused.value.context["hint"].say() == "Write: 300"


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("phone", "phone"), ("telefon", "phone"), ("Телефон", "phone"), ("in person", "in_person"), ("shop", "store"),
        ("Sklep", "store"), ("metro", "metro"), ("Metro 2", "Metro 2"), ("2026", "2026"),
    ],
)  # fmt: skip
def test_a_channel_is_known_by_the_name_that_pages_give_it(typed: str, word: str) -> None:
    assert read_channel(typed) == word
