"""A sheet as plain texts: rows of cells, each knowing where it stands."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct, field

from journeybook.problem import Place, Problem

MOST_ROWS = 20_000
MOST_COLUMNS = 300
MOST_CELLS = 400_000
"""A map of 100 touchpoints with 15 columns has 1,500 cells; what is far above is a slip, or an attack."""


class Cell(NamedTuple):
    """A cell's text and its row and column, counted from 1."""

    text: str
    row: int
    column: int


class Grid(Struct, frozen=True):
    """One sheet: its name, its rows without empty ones at the end, and what there is to tell of it."""

    file: str
    name: str
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    """The line of the file, or row of the sheet, on which each row begins."""
    problems: tuple[Problem, ...] = field(default=())

    @property
    def width(self) -> int:
        """How many columns there are."""
        return max((len(row) for row in self.rows), default=0)

    def text(self, row: int, column: int) -> str:
        """What stands in a cell, both counted from 0; nothing outside."""
        return self.rows[row][column] if row < len(self.rows) and column < len(self.rows[row]) else ""

    def place(self, row: int, column: int = 0) -> Place:
        """Where a cell stands: the row as the line, the number of its column as the column."""
        line = self.lines[row] if row < len(self.lines) else 1
        return Place(self.file, line, column + 1, line, column + 2)


def tidy(rows: list[list[str]], lines: list[int]) -> tuple[tuple[tuple[str, ...], ...], tuple[int, ...]]:
    """The rows without blanks around texts, without empty cells and rows at their ends."""
    cleaned = [tuple(_trimmed(row)) for row in rows]
    while cleaned and not cleaned[-1]:
        cleaned.pop()
    return tuple(cleaned), tuple(lines[: len(cleaned)])


def _trimmed(row: list[str]) -> list[str]:
    texts = [text.strip().replace("\r\n", "\n").replace("\r", "\n") for text in row]
    while texts and not texts[-1]:
        texts.pop()
    return texts
