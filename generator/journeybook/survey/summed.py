"""Sums by period, touchpoint, place and persona of the book: what stood in the cells becomes what it means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from journeybook.model import Period
from journeybook.survey.days import MONTH, day_of, order_of, period_of
from journeybook.survey.holding import TESTS
from journeybook.survey.numbers import BLANKS
from journeybook.survey.plan import Fault, on_days
from journeybook.survey.tally import Cell, Sums, Tally
from journeybook.words import phrase

if TYPE_CHECKING:
    from journeybook.model import Book, Survey

LENGTHS = ("day", "month", "quarter", "year")
LONGEST_PLACE = 60
NO_PLACE = re.compile(r"@|://|\d{7}|\d+\.\d+\.\d+\.\d+|^[=+\-@\t\r\n]|[\r\n]|(\d[ -]?){9}")


class Whom(NamedTuple):
    """Whom a sum speaks of: "" stands for all; places that cannot be told are no place."""

    touchpoint: str
    place: str
    persona: str


Summed = dict[str, dict[Whom, Sums]]
"""The sums by period (as typed in a book; "" where none is known), then by whom they speak of."""


@dataclass
class Meaning:
    """Gives cells their meaning; what has none is counted as bad."""

    book: Book
    survey: Survey
    order: str

    def period(self, day: str) -> str | None:
        """The period that a day lies in; None where it is no day, or left out by the filter."""
        if not self.survey.date:
            return "" if self.survey.period in LENGTHS else self.survey.period
        if len(day) == MONTH:
            day = f"{day}-01"
        found = day_of(day, self.order)
        if found is None:
            return None
        length = self.survey.period
        return period_of(found, length).typed if length in LENGTHS else length

    def touchpoint(self, cell: Cell) -> str | None:
        """The touchpoint of the book; None where it knows none of that name."""
        if self.survey.answers:
            return list(self.survey.answers.values())[cell.column]
        return _known(self.survey.touchpoint, cell.touchpoint, self.survey, self.book.steps)

    def persona(self, cell: Cell) -> str | None:
        """The persona of the book; None where it knows none of that name."""
        return _known(self.survey.persona, cell.persona, self.survey, self.book.personas)

    def place(self, cell: Cell) -> str | None:
        """The shop or region; None where the cell holds what looks like a person's own, or a formula."""
        text = cell.place.strip(BLANKS)
        name = " ".join(self.survey.recode.get(self.survey.place, {}).get(text, text).split())
        return None if len(name) > LONGEST_PLACE or NO_PLACE.search(name) else name

    def left_out(self, day: str) -> bool:
        """Whether the filter's bounds on days leave this one out."""
        found = day_of(day, self.order)
        conditions = [condition for condition in self.survey.filter.values() if on_days(condition)]
        return any(not _within(found, dict(condition.bounds)) for condition in conditions)


def summed(tally: Tally, meaning: Meaning) -> Summed:
    """The sums by period and whom they speak of; cells that mean nothing are moved to the bad ones of the tally."""
    found: Summed = {}
    for cell, sums in tally.cells.items():
        told = bad_part(cell, meaning)
        if told:
            tally.refuse(*told, sums.n)
        elif cell.day and meaning.left_out(cell.day):
            tally.aside["filtered"] += sums.n
        else:
            period, touchpoint, persona = meaning.period(cell.day), meaning.touchpoint(cell), meaning.persona(cell)
            whom = Whom(touchpoint or "", meaning.place(cell) or "", persona or "")
            found.setdefault(period or "", {}).setdefault(whom, Sums()).add(sums)
    tally.cells = {}
    return found


def bad_part(cell: Cell, meaning: Meaning) -> tuple[str, str] | None:
    """Why a cell's answers cannot be placed, and what stands there; None where they can."""
    if meaning.period(cell.day) is None:
        return "day", cell.day
    if meaning.touchpoint(cell) is None:
        return "touchpoint", cell.touchpoint.strip(BLANKS)
    if meaning.persona(cell) is None:
        return "persona", cell.persona.strip(BLANKS)
    return ("place", cell.place.strip(BLANKS)) if meaning.place(cell) is None else None


def order(survey: Survey, tally: Tally) -> tuple[str, list[Fault]]:
    """The order of day, month and year: as said, else as all days of the source allow; asked for where they do not."""
    if survey.dates or not survey.date:
        return survey.dates or "year_first", []
    days = sorted({cell.day for cell in tally.cells if len(cell.day) != MONTH})
    found = order_of(days)
    if found:
        return found, []
    example = next((day for day in days if day_of(day, "day_first") and day_of(day, "month_first")), days[0])
    message = phrase("It cannot be told whether the day or the month comes first: {example}.", example=example)
    return "year_first", [Fault(("date",), message, phrase("Add a line: dates: day_first, or dates: month_first."))]


def _known(typed: str, cell: str, survey: Survey, known: Mapping[str, object]) -> str | None:
    if not typed or typed in known:
        return typed
    text = cell.strip(BLANKS)
    name = survey.recode.get(typed, {}).get(text, text)
    return name if not name or name in known else None


def _within(day: date | None, bounds: dict[str, float | date]) -> bool:
    return day is not None and all(
        TESTS[name](day.toordinal(), bound.toordinal()) for name, bound in bounds.items() if isinstance(bound, date)
    )


def in_order(period: str) -> tuple[date, date]:
    """Sorts periods by their days; those without come first."""
    if not period:
        return date.min, date.min
    found = _span(period)
    return found.first, found.last


def _span(period: str) -> Period:
    from journeybook.model.values import read_period

    day = day_of(period, "year_first")
    return period_of(day, "day") if day else read_period(period)
