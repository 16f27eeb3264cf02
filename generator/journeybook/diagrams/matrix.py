"""A matrix: what of one kind meets what of another, and in which state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from journeybook.diagrams.drawing import Drawing, written
from journeybook.problem import Place
from journeybook.scene.marks import face, mark
from journeybook.scene.measure import Face, Type
from journeybook.scene.shape import Line, Paint, Part, Scene, rectangle, rule
from journeybook.scene.wrap import lines

TEMPLATE = "matrix"
ROW, HEAD, NOTE = Type(12), Type(10.5, leading=13), Type(10.5, leading=14)
NAMES, CELL, HIGH = 250.0, 78.0, 34.0  # px: breadth of the rows' names, breadth of a cell, height of a row
MOST = 60  # columns; a wider matrix is told as a table only
HEAD_LINES = 5
STRONG = Face.BOLD


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a row or of a column, and where it leads."""

    name: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What two things have to do with each other: a state or a feeling, in words too, and where it leads."""

    word: str
    state: str = ""
    feeling: float | None = None
    note: str = ""
    tip: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows, columns and the cells that are not empty, by number of row and column."""

    name: str
    title: str
    corner: str
    rows: tuple[Label, ...]
    columns: tuple[Label, ...]
    cells: Mapping[tuple[int, int], Cell] = field(default_factory=dict)
    left_out: int = 0
    """Rows and columns that are not shown, because there are too many."""

    @property
    def table(self) -> list[tuple[Label, list[Cell | None]]]:
        """The same as rows of a table."""
        width = range(len(self.columns))
        return [(row, [self.cells.get((number, column)) for column in width]) for number, row in enumerate(self.rows)]


def drawing(matrix: Matrix, place: Place, templates: Path | None = None) -> Drawing | None:
    """The matrix drawn; none where there is nothing in it, or where it is too wide to be read."""
    if not matrix.cells or len(matrix.columns) > MOST:
        return None
    drawn = scene(matrix)
    return Drawing(matrix.name, written(drawn, TEMPLATE, templates), matrix.title, "", drawn.width, drawn.height, place)


def scene(matrix: Matrix) -> Scene:
    """Names on the left, heads above, a mark in each cell."""
    heads = [lines(column.name, CELL - 8, HEAD, HEAD_LINES) for column in matrix.columns]
    top = max((len(head) for head in heads), default=1) * HEAD.leading + 16
    tops = list(_tops(matrix.rows, top))
    width, height = NAMES + CELL * len(matrix.columns), tops[-1] + 6
    parts = (*_heads(matrix.columns, heads, top), *_names(matrix.rows, tops), *_cells(matrix, tops))
    return Scene(matrix.name, width, height, tuple(_paints(len(matrix.columns), tops, width)), parts)


def _name(label: Label) -> tuple[str, ...]:
    return lines(label.name, NAMES - 16, ROW, 2)


def _tops(rows: Sequence[Label], top: float) -> Iterator[float]:
    """Where each row begins, and where the last one ends."""
    y = top
    yield y
    for row in rows:
        y += max(HIGH, len(_name(row)) * ROW.leading + 10)
        yield y


def _paints(columns: int, tops: Sequence[float], width: float) -> Iterator[Paint]:
    for number, (start, end) in enumerate(pairwise(tops)):
        if number % 2 == 0:
            yield rectangle(0, start, width, end - start, "band")
    for y in tops:
        yield rule((0, y), (width, y))
    for column in range(columns):
        yield rule((NAMES + column * CELL, tops[0]), (NAMES + column * CELL, tops[-1]))


def _heads(columns: Sequence[Label], heads: Sequence[tuple[str, ...]], top: float) -> Iterator[Part]:
    for number, (column, words) in enumerate(zip(columns, heads, strict=True)):
        x, y = NAMES + number * CELL, top - 8 - len(words) * HEAD.leading
        inside = tuple(
            Line(x + CELL / 2, y + (row + 0.5) * HEAD.leading, text, HEAD, "ink", "middle", CELL - 8)
            for row, text in enumerate(words)
        )
        yield Part(f"head-{number}", "area", x + 2, 2, CELL - 4, top - 4, (), inside, column.link, column.name)


def _names(rows: Sequence[Label], tops: Sequence[float]) -> Iterator[Part]:
    for number, row in enumerate(rows):
        start, end, words = tops[number], tops[number + 1], _name(row)
        y = (start + end - len(words) * ROW.leading) / 2
        inside = tuple(
            Line(8, y + (line + 0.5) * ROW.leading, text, ROW, "ink", room=NAMES - 16)
            for line, text in enumerate(words)
        )
        yield Part(f"row-{number}", "area", 2, start + 1, NAMES - 4, end - start - 2, (), inside, row.link, row.name)


def _cells(matrix: Matrix, tops: Sequence[float]) -> Iterator[Part]:
    for (row, column), cell in sorted(matrix.cells.items()):
        x, y, name = NAMES + column * CELL, tops[row], f"cell-{row}-{column}"
        tip = cell.tip or f"{matrix.rows[row].name} – {matrix.columns[column].name}: {cell.word}"
        middle, across = (y + tops[row + 1]) / 2, x + CELL / 2
        inside = _words(cell, across, middle)
        yield Part(name, "area", x + 2, y + 2, CELL - 4, tops[row + 1] - y - 4, (), inside, cell.link, tip)
        beside = across - (12 if cell.note else 0)
        if cell.state:
            yield mark(f"{name}/mark", cell.state, beside, middle)
        elif cell.feeling is not None:
            yield face(f"{name}/mark", cell.feeling, (beside, middle), 8)


def _words(cell: Cell, across: float, middle: float) -> tuple[Line, ...]:
    """A cell without a mark says its word; beside a mark stands a short note."""
    if cell.note and (cell.state or cell.feeling is not None):
        return (Line(across + 2, middle, cell.note, NOTE, "muted", room=CELL / 2 - 6),)
    if cell.state or cell.feeling is not None:
        return ()
    shown = lines(cell.word, CELL - 8, NOTE, 1)
    return (Line(across, middle, shown[0], NOTE, "ink", "middle", CELL - 8),) if shown else ()
