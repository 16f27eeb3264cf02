"""A matrix: what of one kind meets what of another, and in which state; the rows' names stay while the rest scrolls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from msgspec import Struct, field

from journeybook.diagrams.drawing import Drawing, written
from journeybook.diagrams.journey_map import legend
from journeybook.diagrams.journey_map.blocks import text_lines
from journeybook.problem import Place
from journeybook.scene.beside import beside
from journeybook.scene.marks import face, mark
from journeybook.scene.measure import Type, width
from journeybook.scene.shape import Line, Paint, Part, Scene, rectangle, rule
from journeybook.scene.wrap import SAFE, lines

TEMPLATE = "matrix"
ROW, HEAD, NOTE, BELOW = Type(12), Type(10.5, leading=13), Type(10.5, leading=14), Type(10.5, leading=13)
NAMES, CELL, HIGH = 230.0, 78.0, 34.0  # px: breadth of the rows' names, breadth of a cell, height of a row
WORDY, MOST_BELOW = 116.0, 3  # px of a cell with words below its mark, and how many lines of them
MOST = 60  # columns; a wider matrix is told as a table only
HEAD_LINES = 5
ROOM = 640.0  # px of the legend and the foot at most
STATES = ("main", "also", "made", "kept", "at_risk", "broken", "unmeasured")


class Label(Struct, frozen=True):
    """The name of a row or of a column, and where it leads; `said` is what the name says, in no language yet."""

    name: str
    link: str = ""
    said: object = None


class Cell(Struct, frozen=True):
    """What two things have to do with each other: a state or a feeling, in words too, and where it leads.

    `note` stands beside the mark, `below` under it; `said` is what the word says, in no language yet.
    """

    word: str
    state: str = ""
    feeling: float | None = None
    note: str = ""
    tip: str = ""
    link: str = ""
    below: str = ""
    said: object = None


class Matrix(Struct, frozen=True):
    """Rows, columns and the cells that are not empty, by number of row and column; `foot` says how to read them."""

    name: str
    title: str
    corner: str
    rows: tuple[Label, ...]
    columns: tuple[Label, ...]
    cells: Mapping[tuple[int, int], Cell] = field(default_factory=dict)
    foot: str = ""
    left_out: int = 0
    """Rows and columns that are not shown, because there are too many."""

    @property
    def drawn_names(self) -> tuple[str, str]:
        """The names of what stays to the left and of what scrolls beside it."""
        return f"{self.name}-names", self.name

    @property
    def table(self) -> list[tuple[Label, list[Cell | None]]]:
        """The same as rows of a table."""
        width = range(len(self.columns))
        return [(row, [self.cells.get((number, column)) for column in width]) for number, row in enumerate(self.rows)]


def drawings(matrix: Matrix, place: Place, templates: Path | None = None) -> list[Drawing]:
    """The matrix in two parts to be put side by side; none where it is empty, or too wide to be read."""
    if not _is_drawn(matrix):
        return []
    placed = laid(matrix)
    left, right = matrix.drawn_names
    both = names(placed, left), body(placed, right)
    wide = sum(scene.width for scene in both)
    titles = (matrix.corner, ""), (matrix.title, matrix.foot)
    return [
        Drawing(drawn.name, written(drawn, TEMPLATE, templates), *told, drawn.width, drawn.height, place, wide)
        for drawn, told in zip(both, titles, strict=True)
    ]


def whole(matrix: Matrix, place: Place, templates: Path | None = None) -> Drawing | None:
    """The matrix in one part, for a picture."""
    if not _is_drawn(matrix):
        return None
    placed = laid(matrix)
    drawn = beside(names(placed, "names"), body(placed, "cells"), f"{matrix.name}-whole")
    dot = written(drawn, TEMPLATE, templates)
    return Drawing(drawn.name, dot, matrix.title, matrix.foot, drawn.width, drawn.height, place)


def _is_drawn(matrix: Matrix) -> bool:
    return bool(matrix.cells) and len(matrix.columns) <= MOST


class Laid(Struct, frozen=True):
    """A matrix with its sizes in px: the breadth of a cell, where rows begin (and the last one ends), the whole height.

    `below` holds the lines under the marks, by cell.
    """

    matrix: Matrix
    breadth: float
    heads: tuple[tuple[str, ...], ...]
    below: Mapping[tuple[int, int], tuple[str, ...]]
    tops: tuple[float, ...]
    legend: tuple[legend.Entry, ...]
    height: float

    @property
    def width(self) -> float:
        """The width of all cells; a legend and a foot may need more."""
        needed = max((sum(map(legend.breadth, row)) for row in legend.in_rows(self.legend, ROOM)), default=0)
        foot = max((width(line, NOTE) / SAFE + 12 for line in self.foot), default=0)
        return max(self.breadth * len(self.matrix.columns), needed, foot)

    @property
    def foot(self) -> tuple[str, ...]:
        """What stands below all, in lines."""
        return lines(self.matrix.foot, ROOM, NOTE, 3)


def laid(matrix: Matrix) -> Laid:
    """The matrix with all its sizes."""
    breadth = WORDY if any(cell.below for cell in matrix.cells.values()) else CELL
    heads = tuple(lines(column.name, breadth - 8, HEAD, HEAD_LINES) for column in matrix.columns)
    below = {at: lines(cell.below, breadth - 10, BELOW, MOST_BELOW) for at, cell in matrix.cells.items() if cell.below}
    top = max((len(head) for head in heads), default=1) * HEAD.leading + 16
    tops = tuple(_tops(matrix.rows, below, top))
    signs = tuple(_signs(matrix))
    foot = len(lines(matrix.foot, ROOM, NOTE, 3)) * NOTE.leading
    height = tops[-1] + legend.height_of(signs, ROOM) + foot + 10
    return Laid(matrix, breadth, heads, below, tops, signs, height)


def _signs(matrix: Matrix) -> Iterator[legend.Entry]:
    """What each mark means, in the order of the states; how each face feels."""
    words = {cell.state: cell.word for cell in matrix.cells.values() if cell.state}
    yield from ((state, words[state]) for state in STATES if state in words)
    if any(cell.feeling is not None for cell in matrix.cells.values()):
        yield from ((str(mood), f"{mood:+}".replace("-", "−") if mood else "0") for mood in range(-2, 3))


def names(laid: Laid, name: str) -> Scene:
    """What stays: the names of the rows."""
    paints = tuple(_rows_beneath(laid.tops, NAMES))
    return Scene(name, NAMES, laid.height, paints, tuple(_names(laid.matrix.rows, laid.tops)))


def body(laid: Laid, name: str) -> Scene:
    """What scrolls: heads above, a mark in each cell, what the marks mean."""
    across = laid.breadth * len(laid.matrix.columns)
    edges = (rule((n * laid.breadth, laid.tops[0]), (n * laid.breadth, laid.tops[-1])) for n in range(len(laid.heads)))
    end = laid.tops[-1]
    told = text_lines(laid.foot, 4, end + legend.height_of(laid.legend, ROOM) + 4, NOTE, "muted", ROOM)
    parts = (
        *_heads(laid),
        *_cells(laid),
        *legend.parts_of(laid.legend, 4, end, ROOM),
        Part("foot", "group", 1, 1, 1, 1, (), tuple(told)),
    )
    return Scene(name, laid.width, laid.height, (*_rows_beneath(laid.tops, across), *edges), parts)


def _name(label: Label) -> tuple[str, ...]:
    return lines(label.name, NAMES - 16, ROW, 2)


def _tops(rows: Sequence[Label], below: Mapping[tuple[int, int], tuple[str, ...]], top: float) -> Iterator[float]:
    """Where each row begins, and where the last one ends."""
    wordy = defaultdict[int, float](float)
    for (row, _), words in below.items():
        wordy[row] = max(wordy[row], len(words) * BELOW.leading)
    y = top
    yield y
    for number, label in enumerate(rows):
        y += max(HIGH + wordy[number], len(_name(label)) * ROW.leading + 10)
        yield y


def _rows_beneath(tops: Sequence[float], across: float) -> Iterator[Paint]:
    for number, (start, end) in enumerate(pairwise(tops)):
        if number % 2 == 0:
            yield rectangle(0, start, across, end - start, "band")
    for y in tops:
        yield rule((0, y), (across, y))


def _heads(laid: Laid) -> Iterator[Part]:
    top, cell = laid.tops[0], laid.breadth
    for number, (column, words) in enumerate(zip(laid.matrix.columns, laid.heads, strict=True)):
        x, y = number * cell, top - 8 - len(words) * HEAD.leading
        inside = tuple(
            Line(x + cell / 2, y + (row + 0.5) * HEAD.leading, text, HEAD, "ink", "middle", cell - 8)
            for row, text in enumerate(words)
        )
        yield Part(f"head-{number}", "area", x + 2, 2, cell - 4, top - 4, (), inside, column.link, column.name)


def _names(rows: Sequence[Label], tops: Sequence[float]) -> Iterator[Part]:
    for number, row in enumerate(rows):
        start, end, words = tops[number], tops[number + 1], _name(row)
        y = (start + end - len(words) * ROW.leading) / 2
        inside = tuple(text_lines(words, 8, y, ROW, room=NAMES - 16))
        yield Part(f"row-{number}", "area", 2, start + 1, NAMES - 4, end - start - 2, (), inside, row.link, row.name)


def _cells(laid: Laid) -> Iterator[Part]:
    matrix, tops = laid.matrix, laid.tops
    for (row, column), cell in sorted(matrix.cells.items()):
        x, y, name = column * laid.breadth, tops[row], f"cell-{row}-{column}"
        words = laid.below.get((row, column), ())
        tip = cell.tip or f"{matrix.rows[row].name} – {matrix.columns[column].name}: {cell.word}"
        middle, across = (y + tops[row + 1] - len(words) * BELOW.leading) / 2, x + laid.breadth / 2
        inside = (*_words(cell, across, middle), *_below(words, across, middle + 13, laid.breadth))
        yield Part(name, "area", x + 2, y + 2, laid.breadth - 4, tops[row + 1] - y - 4, (), inside, cell.link, tip)
        beside = across - (12 if cell.note else 0)
        if cell.state:
            yield mark(f"{name}/mark", cell.state, beside, middle)
        elif cell.feeling is not None:
            yield face(f"{name}/mark", cell.feeling, (beside, middle), 8)


def _below(words: Sequence[str], across: float, y: float, breadth: float) -> Iterator[Line]:
    for number, text in enumerate(words):
        yield Line(across, y + (number + 0.5) * BELOW.leading, text, BELOW, "ink", "middle", breadth - 10)


def _words(cell: Cell, across: float, middle: float) -> tuple[Line, ...]:
    """A cell without a mark says its word; beside a mark stands a short note."""
    if cell.note and (cell.state or cell.feeling is not None):
        return (Line(across + 2, middle, cell.note, NOTE, "muted", room=CELL / 2 - 6),)
    if cell.state or cell.feeling is not None:
        return ()
    shown = lines(cell.word, CELL - 8, NOTE, 1)
    return (Line(across, middle, shown[0], NOTE, "ink", "middle", CELL - 8),) if shown else ()
