"""Figures as readers see them."""

from __future__ import annotations

import re

import pytest

from journeybook.measures.catalogue import MEASURES
from journeybook.measures.figure import Figure, figure
from journeybook.measures.shown import Shown, interval, span, value
from journeybook.measures.terms import amount
from journeybook.words import phrase, translations


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        (0.714, "share", "71.4%"), (-1.5, "emotion", "−1.5"), (3.0, "of 5", "3 of 5"), (12.0, "min", "12 min"),
        (0.625, "emotion", "0.63"), (0.005, "", "0.01"), (12.25, "", "12.3"), (75834699.12, "PLN", "75,834,699 PLN"),
        (-0.001, "", "0"), (4.0, "touchpoints", "4"),
    ],
)  # fmt: skip
def test_number_with_its_unit(number: float, unit: str, words: str) -> None:
    assert Shown(number, unit).say("en") == words


def test_numbers_as_polish_writes_them() -> None:
    assert Shown(0.714, "share").say("pl") == "71,4%"
    assert Shown(75834699.12, "PLN").say("pl").replace("\xa0", " ") == "75 834 699 PLN"


@pytest.mark.parametrize(
    ("number", "unit", "english", "polish", "russian"),
    [
        (30, "s", "30 s", "30 s", "30 с"), (15, "minut", "15 min", "15 min", "15 мин"), (9, "h", "9 h", "9 h", "9 ч"),
        (1, "day", "1 day", "1 dzień", "1 день"), (22, "d", "22 days", "22 dni", "22 дня"),
        (2.5, "dni", "2.5 days", "2,5 dnia", "2,5 дня"), (-5, "months", "−5 months", "−5 miesięcy", "−5 месяцев"),
    ],
)  # fmt: skip
def test_a_unit_of_time_is_told_in_the_language_of_the_reader(
    number: float, unit: str, english: str, polish: str, russian: str
) -> None:
    told = [Shown(number, unit).say(language) for language in ("en", "pl", "ru")]
    assert told == [english, polish, russian]


def test_a_number_that_was_typed_is_told_as_it_was() -> None:
    assert [amount(*each).say() for each in ((0.125, "h"), (95, "%"), (97.5, "%"), (1234.5, "zł"))] == [
        "0.125 h", "95%", "97.5%", "1,234.5 zł",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("low", "high", "unit", "words"),
    [
        (0.663, 0.7505, "share", "66 … 75%"),
        (0.7011, 0.7189, "share", "70.1 … 71.9%"),
        (14.7317, 92.9606, "points", "14.7 … 93.0"),
        (9.9361, 14.0639, "min", "9.94 … 14.1 min"),
    ],
)
def test_interval_has_no_decimals_that_tell_nothing(low: float, high: float, unit: str, words: str) -> None:
    assert span(low, high, unit).say() == words


def test_coverage_is_told_in_whole_per_cents() -> None:
    assert value(figure("listening", 1 / 3)).say() == "33%"
    assert value(figure("stay_share", 1 / 3)).say() == "33.3%"


def test_what_is_not_known_is_never_0() -> None:
    unknown = figure("mean", None, n=0)
    assert (value(unknown).say(), interval(unknown)) == ("not known", None)


def test_inputs_speak_no_language() -> None:
    found = figure("mean", 1.0, [("a", 1 / 3), ("b", 1234567.0), ("c", "x"), ("d", 2)], 3.6)
    assert found.inputs == (("a", "0.3333333333"), ("b", "1234567"), ("c", "x"), ("d", "2"))
    assert found == Figure("mean", 1.0, "emotion", None, None, 4, found.formula, found.inputs, phrase("Mean emotion"))


@pytest.mark.parametrize(
    ("distance", "english", "polish"),
    [
        (1.056, "105.6%, further off than where we began", "105,6%, dalej niż na początku"),
        (1.0, "100.0%", "100,0%"),
        (0.0, "0.0%", "0,0%"),
        (-1.5, "−150.0%, past the ideal", "−150,0%, ideał już przekroczony"),
    ],
)
def test_a_distance_that_is_longer_than_the_way_or_none_says_so(distance: float, english: str, polish: str) -> None:
    found = value(figure("distance_to_north", distance))
    assert (found.say("en"), found.say("pl")) == (english, polish)


@pytest.mark.parametrize("language", ["en", "pl"])
def test_formulas_write_percentages_as_figures_do(language: str) -> None:
    formulas = [translations(language).gettext(measure.formula.singular) for measure in MEASURES.values()]
    assert [each for each in formulas if re.search(r"\d\s%", each)] == []
