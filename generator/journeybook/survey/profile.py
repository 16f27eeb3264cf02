"""What a column looks like, from its first rows: numbers, days, codes, or what is somebody's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from journeybook.survey.days import ORDERS, WIDTH, day_of, order_of
from journeybook.survey.export import Export
from journeybook.survey.numbers import BLANKS, ONE, read
from journeybook.survey.standard import misshapen, rows

LOOKED_AT = 20_000  # rows
MOST_VALUES = 500  # different values remembered of a column
NEARLY_ALL = 0.9
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
ADDRESS = re.compile(r"(\d{1,3}\.){3}\d{1,3}|[0-9a-f]{0,4}(:[0-9a-f]{0,4}){3,7}")
PHONE = re.compile(r"\+?[\d ()-]{9,18}")
LANGUAGE = re.compile(r"[A-Za-z]{2}([-_][A-Za-z]{2,4})?")
DAY = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{8}")
FIRST_YEAR, LAST_YEAR = 1950, 2100  # spreadsheets write an hour of the day as one in 1899
LONG_TEXT = 40  # signs; no code is as long on average


@dataclass
class Profile:
    """One column: how many cells hold something, what (while there are few different things), and of which sort."""

    name: str
    position: int
    filled: int = 0
    signs: int = 0
    values: Counter[str] = field(default_factory=Counter)
    many: bool = False
    sorts: Counter[str] = field(default_factory=Counter)
    low: float = float("inf")
    high: float = float("-inf")
    total: float = 0.0
    days: set[str] = field(default_factory=set)

    def add(self, cell: str) -> None:
        """Looks at one cell."""
        text = cell.strip(BLANKS)
        if not text:
            return
        self.filled += 1
        self.signs += len(text)
        if text in self.values or len(self.values) < MOST_VALUES:
            self.values[text] += 1
        else:
            self.many = True
        self._sort(text)

    def mostly(self, sort: str) -> bool:
        """Whether nearly all cells are of a sort: number, whole, percent, day, email, address, phone, language."""
        return self.filled > 0 and self.sorts[sort] >= NEARLY_ALL * self.filled

    @property
    def numbers(self) -> Counter[float]:
        """The different numbers and how often each stands there."""
        found: Counter[float] = Counter()
        for text, count in self.values.items():
            number = read(text)
            if number is not None:
                found[number / ONE] += count
        return found

    @property
    def mean(self) -> float:
        """The mean of the cells that are numbers."""
        return self.total / self.sorts["number"] if self.sorts["number"] else 0.0

    @property
    def order(self) -> str | None:
        """The order of day, month and year; None where it cannot be told."""
        return order_of(self.days)

    @property
    def words(self) -> float:
        """The mean length of what stands in the cells."""
        return self.signs / self.filled if self.filled else 0.0

    def _sort(self, text: str) -> None:
        number = read(text)
        if number is not None:
            value = number / ONE
            self.low, self.high, self.total = min(self.low, value), max(self.high, value), self.total + value
        sorts = {
            "number": number is not None, "whole": number is not None and number % ONE == 0, "percent": text[-1] == "%",
            "email": EMAIL.fullmatch(text), "address": ADDRESS.fullmatch(text), "language": LANGUAGE.fullmatch(text),
            "phone": PHONE.fullmatch(text) and sum(map(str.isdecimal, text)) >= 9 and not DAY.match(text),
            "day": self._is_day(text[:WIDTH]),
        }  # fmt: skip
        self.sorts.update(sort for sort, holds in sorts.items() if holds)

    def _is_day(self, text: str) -> bool:
        day = text.partition(" ")[0].partition("T")[0]
        found = [each for order in ORDERS if (each := day_of(day, order))] if DAY.fullmatch(day) else []
        if not any(FIRST_YEAR <= each.year <= LAST_YEAR for each in found):
            return False
        if len(self.days) < MOST_VALUES:
            self.days.add(day)
        return True


def profiles(names: Sequence[str], cells: Iterable[Sequence[str]]) -> list[Profile]:
    """What each column looks like."""
    found = [Profile(name, position) for position, name in enumerate(names)]
    for row in cells:
        for profile in found:
            profile.add(row[profile.position])
    return found


def of_export(export: Export) -> list[Profile]:
    """What the columns of a text file look like, from its first twenty thousand rows."""
    first = islice(rows(export), LOOKED_AT)
    return profiles(export.names, (cells for _, cells in first if not misshapen(cells, len(export.names))))
