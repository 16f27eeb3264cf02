"""Sums of answers that forget every single one: exact, so that neither order nor the reader of the source matters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from journeybook.survey.group import COUNTED, Group
from journeybook.survey.judging import DETRACTOR, MISSING, PASSIVE, PROMOTER, Judge

MOST_CELLS = 200_000  # days × touchpoints × places × personas of one source
MOST_VALUES = 1_000  # different bad cells remembered


class Cell(NamedTuple):
    """Whom a sum speaks of: the answer column, and what stands in the other cells."""

    column: int
    day: str
    touchpoint: str
    place: str
    persona: str


@dataclass
class Sums:
    """Answers, summed: how many; their weights, squares, products with the answers; and what they count as.

    All are whole numbers: weights in ten-billionths, squares and products in the powers of these that belong to them.
    """

    n: int = 0
    weights: int = 0
    squares: int = 0
    products: int = 0
    product_squares: int = 0
    promoters: int = 0
    passives: int = 0
    detractors: int = 0
    successes: int = 0

    def add(self, other: Sums) -> None:
        """Adds another sum to this one."""
        for name in NAMES:
            setattr(self, name, getattr(self, name) + getattr(other, name))


NAMES = tuple(Sums.__dataclass_fields__)
GROUPS = (PROMOTER, PASSIVE, DETRACTOR)


@dataclass
class Tally:
    """All that is kept of a source while it is read."""

    cells: dict[Cell, Sums] = field(default_factory=dict)
    aside: Counter[str] = field(default_factory=Counter)
    bad: dict[str, Counter[str]] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """How many answers were read, counted or not."""
        left = sum(self.aside.values()) + sum(sum(found.values()) for found in self.bad.values())
        return left + sum(sums.n for sums in self.cells.values())

    def refuse(self, reason: str, value: str, n: int) -> None:
        """Counts rows that are bad, and what stands in them; beyond a thousand different values only how many."""
        values = self.bad.setdefault(reason, Counter())
        values[value if value in values or len(values) < MOST_VALUES else ""] += n

    def join(self, other: Tally) -> None:
        """Adds all that another tally holds."""
        for cell, sums in other.cells.items():
            self.cells.setdefault(cell, Sums()).add(sums)
        self.aside.update(other.aside)
        for reason, values in other.bad.items():
            for value, n in values.items():
                self.refuse(reason, value, n)


class TooManyError(Exception):
    """A column that should name a few places, touchpoints or days names very many things."""


def add(tally: Tally, groups: Iterable[Group], judges: Sequence[Judge]) -> None:
    """Adds what a reader gives.

    Raises TooManyError where the sums would be as many as the answers.
    """
    for group in groups:
        answer = judges[group.column].answer(group.answer) if group.state == COUNTED else None
        if answer is None:
            _set_aside(tally, group)
        elif answer.reason == MISSING:
            tally.aside[MISSING] += group.n
        elif answer.reason:
            tally.refuse(answer.reason, group.answer, group.n)
        else:
            _count(tally, group, answer.number, answer.group, answer.success)


BAD_STATES = ("cells", "weight")


def _set_aside(tally: Tally, group: Group) -> None:
    if group.state in BAD_STATES:
        tally.refuse(group.state, "", group.n)
    else:
        tally.aside[group.state] += group.n


def _count(tally: Tally, group: Group, number: int, kind: str, success: bool) -> None:
    cell = Cell(group.column, group.day, group.touchpoint, group.place, group.persona)
    sums = tally.cells.get(cell)
    if sums is None:
        if len(tally.cells) >= MOST_CELLS:
            raise TooManyError
        sums = tally.cells[cell] = Sums()
    sums.n += group.n
    sums.weights += group.weights
    sums.squares += group.squares
    sums.products += group.weights * number
    sums.product_squares += group.weights * number * number
    if kind:
        setattr(sums, kind, getattr(sums, kind) + group.weights)
    if success:
        sums.successes += group.weights
