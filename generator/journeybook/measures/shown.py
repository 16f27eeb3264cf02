"""Figures as readers see them: a value, its interval and its unit, as a language writes them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from journeybook.measures.catalogue import measure_of
from journeybook.model.choices import measured
from journeybook.words import number, percent, phrase

if TYPE_CHECKING:
    from journeybook.measures.figure import Figure
    from journeybook.words import Phrase

WIDE = 0.05
BARE = ("", "emotion", "points", "touchpoints", "promises")
NOT_KNOWN = phrase("not known")


class Shown(Struct, frozen=True):
    """A number with its unit, said in a language: `71.4 %`, `−1.5`, `3 of 5`, `12 min`.

    `digits` fixes the decimals; without it a percentage has one, and a number at most two below 10, one below 1,000,
    none above.
    """

    value: float
    unit: str = ""
    digits: int | None = None

    def say(self, language: str = "en") -> str:
        """The number and its unit as the language writes them."""
        if self.unit == "share":
            return percent(self.value, language, 1 if self.digits is None else self.digits)
        if self.unit.startswith("of "):
            return phrase("{part} of {whole}", part=self._number(language), whole=self.unit[3:]).say(language)
        if self.unit in BARE:
            return self._number(language)
        lasting = measured(self.value, self.unit, replace(self, unit=""))
        return lasting.say(language) if lasting else f"{self._number(language)} {self.unit}"

    def _number(self, language: str) -> str:
        if self.digits is not None:
            return number(self.value, language, self.digits)
        size = abs(self.value)
        finest = Decimal("0.01") if size < 10 else Decimal("0.1") if size < 1000 else Decimal(1)
        return number(float(Decimal(repr(self.value)).quantize(finest, ROUND_HALF_UP)), language)


def value(figure: Figure) -> Shown | Phrase:
    """The value of a figure with its unit, or that it is not known; say it in a language."""
    if figure.value is None:
        return NOT_KNOWN
    found = Shown(figure.value, figure.unit, _places(figure) if figure.unit == "share" else None)
    if figure.id == "largest_drop" and figure.value >= 0:
        return phrase("it never falls")
    if figure.id == "distance_to_north" and figure.value > 1:
        return phrase("{value}, further off than where we began", value=found)
    if figure.id == "distance_to_north" and figure.value < 0:
        return phrase("{value}, past the ideal", value=found)
    return phrase("{value} points", value=found) if _is_difference(figure) else found


def _is_difference(figure: Figure) -> bool:
    """Whether a figure tells how far two shares or scores are apart; a score itself needs no word behind it."""
    return figure.unit == "points" and figure.id in {"change", "shortfall"}


def interval(figure: Figure) -> Phrase | None:
    """The ends of a figure's 95 % interval, `66 … 75 %`, where it has one; say it in a language."""
    return None if figure.low is None or figure.high is None else span(figure.low, figure.high, figure.unit)


def span(low: float, high: float, unit: str) -> Phrase:
    """From low to high; the unit stands once, behind the higher end."""
    digits = _digits(low, high) if unit == "share" else 1 if unit == "points" else None
    start = Shown(100 * low if unit == "share" else low, "", digits)
    return phrase("{low} … {high}", low=start, high=Shown(high, unit, digits))


def _places(figure: Figure) -> int:
    fixed = measure_of(figure.id).digits
    return _digits(figure.low, figure.high) if fixed is None else fixed


def _digits(low: float | None, high: float | None) -> int:
    """Decimals of a percentage: none where the interval is wide, since they would tell nothing."""
    return 0 if low is not None and high is not None and high - low >= WIDE else 1
