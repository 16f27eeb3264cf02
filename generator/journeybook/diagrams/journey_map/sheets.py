"""A map on paper: which pieces of the drawings that exist go on which sheet, so that nothing is too small to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from journeybook.diagrams.journey_map import legend, wall, web
from journeybook.diagrams.journey_map.grid import BELOW_HEAD, Column, Grid, Row
from journeybook.diagrams.journey_map.view import MapView

SMALLEST = 11.0  # px of the smallest text in a map or poster
MM = 96 / 25.4  # px in a millimetre
LEAST = 7 / 0.75 / SMALLEST  # how far a drawing may shrink: to 7 points, which is 7 / 0.75 px
MOST = 1.2  # how far it may grow
HEADING = 9.0  # mm above the drawing
LEGEND = float(legend.ROW)  # px of a row of the legend
Thing = TypeVar("Thing")
Strip = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Paper:
    """What can be printed on: its name, and the width and height between its margins (mm)."""

    name: str
    width: float
    height: float


A3 = Paper("a3", 404, 281)
A4 = Paper("a4", 194, 281)
A4_WIDE = Paper("a4-wide", 281, 194)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a drawing (`lanes`, `map` or `poster`) from (left, top), and where on the sheet it stands (px)."""

    drawing: str
    x: float
    y: float
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its paper, its size in px before it is scaled, its pieces, and its first and last phase.

    `scale` is how large a px of the drawing is in px of the page, the same on all sheets that belong together.
    """

    paper: Paper
    width: float
    height: float
    pieces: tuple[Piece, ...]
    first: int
    last: int
    scale: float = MOST

    @property
    def breadth(self) -> float:
        """How broad it is printed (mm)."""
        return self.width * self.scale / MM

    @property
    def tallness(self) -> float:
        """How high it is printed (mm)."""
        return self.height * self.scale / MM


@dataclass(frozen=True, slots=True)
class _Form:
    """A drawing that sheets are made from: its grid, its name, that of its lanes, where its legend is and how broad."""

    grid: Grid
    drawing: str
    lanes: str
    legend: float
    room: float


def large(view: MapView) -> list[Sheet]:
    """On A3: the poster or the map, whichever takes fewer sheets."""
    return _fewest(view, (A3,))


def small(view: MapView) -> list[Sheet]:
    """On A4: in two halves, or on as many sheets as it takes."""
    return _fewest(view, (A4, A4_WIDE))


def _fewest(view: MapView, papers: Sequence[Paper]) -> list[Sheet]:
    """The fewest sheets on which all can be read, rather not parted between lanes, rather the poster than the map."""
    wide, narrow = wall.grid(view), web.grid(view)
    forms = (
        _Form(wide, "poster", "poster", wide.left + 4, wide.right - wide.left),
        _Form(narrow, "map", "lanes", 4, narrow.right - web.GAP),
    )
    sheets = min((list(_sheets(form, paper)) for form in forms for paper in papers), key=_cost)
    scale = min(map(_largest, sheets))
    return [replace(sheet, scale=scale) for sheet in sheets]


def _cost(sheets: Sequence[Sheet]) -> tuple[bool, int, int]:
    """What speaks against these sheets, the gravest first."""
    stretches = {(sheet.first, sheet.last) for sheet in sheets}
    return min(map(_largest, sheets)) < LEAST - 0.001, len(sheets), len(sheets) - len(stretches)


def _largest(sheet: Sheet) -> float:
    """How far a sheet may be enlarged on its paper."""
    room = _room(sheet.paper)
    return min(room[0] / sheet.width, room[1] / sheet.height, MOST)


def _room(paper: Paper) -> tuple[float, float]:
    """What a sheet has for the drawing, in px of the page."""
    return paper.width * MM, (paper.height - HEADING) * MM


def _sheets(form: _Form, paper: Paper) -> Iterator[Sheet]:
    grid = form.grid
    breadth, height = (each / LEAST for each in _room(paper))
    for columns in parted(grid.columns, [column.full for column in grid.columns], breadth - grid.left):
        strips = list(_strips(form, sum(column.full for column in columns)))
        free = height - grid.head - BELOW_HEAD - LEGEND * len(strips)
        for rows in parted(grid.rows, [row.height for row in grid.rows], free) or [()]:
            yield _sheet(form, paper, columns, rows, strips)


def _sheet(form: _Form, paper: Paper, columns: Sequence[Column], rows: Sequence[Row], strips: Sequence[Strip]) -> Sheet:
    grid, left, wide = form.grid, columns[0].left, sum(column.full for column in columns)
    head = grid.head + BELOW_HEAD
    top, tall = (rows[0].y, rows[-1].bottom - rows[0].y) if rows else (head, 0.0)
    pieces = (
        Piece(form.drawing, grid.left, 0, left, 0, wide, grid.head),
        Piece(form.lanes, 0, head, 0, top, grid.left, tall),
        Piece(form.drawing, grid.left, head, left, top, wide, tall),
        *(
            Piece(form.drawing, grid.left, head + tall + LEGEND * number, x, y, breadth, LEGEND)
            for number, (x, y, breadth) in enumerate(strips)
        ),
    )
    first, last = (grid.columns.index(column) + 1 for column in (columns[0], columns[-1]))
    return Sheet(paper, grid.left + wide, head + tall + LEGEND * len(strips), pieces, first, last)


def _strips(form: _Form, room: float) -> Iterator[Strip]:
    """The legend in rows that fit: where each begins in the drawing (x, y), and how broad it is."""
    for number, row in enumerate(legend.rows(form.grid.view, form.room)):
        y = form.grid.bottom + 20 + number * legend.ROW - LEGEND / 2
        breadths = [legend.breadth(entry) for entry in row]
        start = form.legend
        for part in parted(breadths, breadths, room):
            yield start - 2, y, sum(part)
            start += sum(part)


def parted(things: Sequence[Thing], sizes: Sequence[float], most: float) -> list[Sequence[Thing]]:
    """Consecutive things in as few groups as fit into `most`, as even as they can be; one too large stands alone."""
    count = len(_groups(sizes, most))
    sums = sorted({sum(sizes[start:end]) for start in range(len(sizes)) for end in range(start + 1, len(sizes) + 1)})
    limit = next((each for each in sums if len(_groups(sizes, each)) <= count), most)
    return [things[start:end] for start, end in _groups(sizes, limit)]


def _groups(sizes: Sequence[float], most: float) -> list[tuple[int, int]]:
    """From where to where each group reaches, filled one after the other."""
    found: list[tuple[int, int]] = []
    used = 0.0
    for place, size in enumerate(sizes):
        if found and used + size <= most + 0.01:
            found[-1], used = (found[-1][0], place + 1), used + size
        else:
            found.append((place, place + 1))
            used = size
    return found
