"""The map laid out for paper: columns share out what a sheet has, phases stay whole, the fewest sheets are taken.

One sheet lies across. More of them stand upright, so that two are the halves of a poster of twice their size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf, sqrt

from msgspec import Struct
from msgspec.structs import replace

from journeybook.diagrams.journey_map import cards, feeling, grid, legend, web
from journeybook.diagrams.journey_map.grid import BELOW_HEAD, Cell, Column, Grid, Row
from journeybook.diagrams.journey_map.view import Card, Item, LaneView, MapView, PhaseView
from journeybook.diagrams.sheets import A4, A4_WIDE, LEAST, MOST, Paper, Spans, parted

TITLE = web.TITLE
GAP, PAD = 6, 6  # px between columns, and above and below what stands in a row
FEELING, ENOUGH = 140.0, 250.0  # px of the row of feelings: at least, and what it takes where room is left
MOST_TOUCHPOINTS = 26  # of a phase on one sheet: as many faces as stand beside each other
_CARD, _BESIDE_NUMBER, _ITEM = 106, 126, 112  # px that a card wants in a row of all, in several, and anything else
_PHASE, _BROADEST, _BROADEST_CARD = 120, 320, 170  # px of a phase at least; of it and of its cards at most
_USUAL = 180  # px of the column in which it is measured how much a phase tells
_UNFILLED = 1.45  # how much more room rows take, at the least, than what stands in them
_TRIED = 2  # numbers of things beside each other
_FIRST = ("doing", "feeling")


class Laid(Struct, frozen=True):
    """A map for paper: its grid, which columns and rows each small sheet holds, and how large it is printed there.

    `in_a_row`: every touchpoint has a column of its own, right above its face.
    """

    grid: Grid
    paper: Paper
    columns: Spans
    rows: Spans
    scale: float
    in_a_row: bool

    @property
    def breadth(self) -> float:
        """How broad the fullest sheet is (px)."""
        grid = self.grid
        return grid.left + max(sum(each.full for each in grid.columns[start:end]) for start, end in self.columns)

    @property
    def legend(self) -> float:
        """How broad the legend may be, which stands on every sheet (px)."""
        return self.breadth - 8

    @property
    def height(self) -> float:
        """How high the drawing is, if its rows are not parted (px)."""
        return self.grid.bottom + max(legend.height(self.grid.view, self.legend), 6)

    @property
    def room(self) -> tuple[float, float]:
        """The width and height of a sheet (px of the drawing)."""
        wide, tall = self.paper.room
        return wide / self.scale, tall / self.scale

    @property
    def sheets(self) -> int:
        """How many small sheets it takes."""
        return len(self.columns) * len(self.rows)

    @property
    def fits(self) -> bool:
        """Whether each sheet holds all rows of its columns."""
        return len(self.rows) == 1 and self.breadth < self.room[0] + 0.1 and self.height < self.room[1] + 0.1


def laid(view: MapView) -> Laid:
    """The map on the fewest sheets of A4 that hold it, as large as they let it be."""
    told = [_fullness(view, phase) for phase in view.phases]
    first = 1 if len(told) == 1 or _may_fit_one(told) else 2
    found = _laid(view, told, first, LEAST)
    for count in range(first + 1, len(told) + 1):
        if found.fits or _cost(found) < (False, count):
            break
        found = min(found, _laid(view, told, count, LEAST), key=_cost)
    return _spread(_enlarged(found, told)) if found.fits else found


def _may_fit_one(told: Sequence[float]) -> bool:
    """Whether it is worth while to try one sheet."""
    wide, tall = (each / LEAST for each in A4_WIDE.room)
    return sum(told) * _USUAL * _UNFILLED < wide * (tall - FEELING)


def _cost(found: Laid) -> tuple[bool, int, int]:
    """What speaks against it, the gravest first: not to be read, many sheets, rows parted."""
    return found.breadth > found.room[0] + 0.1, found.sheets, len(found.rows)


def _enlarged(found: Laid, told: Sequence[float]) -> Laid:
    """Larger letters in narrower columns, where the sheets are not full."""
    most = min(MOST / LEAST, sqrt(found.room[1] / found.height))
    for times in (most, (1 + most) / 2):
        larger = _laid(found.grid.view, told, len(found.columns), LEAST * times)
        if larger.fits:
            return larger
    return found


def _spread(found: Laid) -> Laid:
    """What room is left goes to the curve."""
    cells = {row.lane.field: row.cells for row in found.grid.rows}
    high = min(FEELING + found.room[1] - found.height, ENOUGH)
    lanes, top = [row.lane for row in found.grid.rows], found.grid.head + BELOW_HEAD
    rows = grid.rows(lanes, top, lambda lane: cells[lane.field], high, PAD)
    return replace(found, grid=replace(found.grid, rows=rows))


def _laid(view: MapView, told: Sequence[float], count: int, scale: float) -> Laid:
    """On so many sheets, printed so large."""
    paper = A4_WIDE if count == 1 else A4
    spans, left = parted(told, inf, least=count), grid.lane_breadth(view)
    room, tall = paper.room[0] / scale - left, paper.room[1] / scale
    in_a_row = all(sum(_least(phase, _CARD) for phase in view.phases[start:end]) <= room for start, end in spans)
    columns = tuple(_columns(view, _shares(view, told, spans, room, in_a_row), left))
    head = grid.head_height(columns, TITLE)
    rows = _rows(view, columns, head + BELOW_HEAD, in_a_row)
    whole = Grid(view, columns, rows, head, left, left + sum(column.full for column in columns))
    found = Laid(whole, paper, spans, ((0, len(rows)),), scale, in_a_row)
    free = tall - (found.height - sum(row.height for row in rows))
    return replace(found, rows=parted([row.height for row in rows], free) or found.rows)


def _rows(view: MapView, columns: Sequence[Column], top: float, in_a_row: bool) -> tuple[Row, ...]:
    lanes = sorted(view.lanes, key=lambda lane: _FIRST.index(lane.field) if lane.field in _FIRST else len(_FIRST))
    titles = (cards.tallest(each.phase.cards, _card(each)) for each in columns if each.phase.cards)
    tallest = max(titles, default=1) if in_a_row else 0
    return grid.rows(lanes, top, lambda lane: _cells(view, columns, lane, tallest), FEELING, PAD)


def _fullness(view: MapView, phase: PhaseView) -> float:
    """How much a phase tells: its height in a usual column (px)."""
    column = Column(phase, 0, _USUAL - GAP, GAP)
    return _PHASE + sum(cell.height for lane in view.lanes for cell in _cells(view, (column,), lane, 0))


def _shares(view: MapView, told: Sequence[float], spans: Spans, room: float, in_a_row: bool) -> Iterator[float]:
    """How broad each phase is: what it must have, and of the rest of its sheet as much as it tells."""
    for start, end in spans:
        here = view.phases[start:end]
        least = [_least(phase, _CARD if in_a_row else feeling.ROOM) for phase in here]
        most = room if len(spans) > 1 else sum(max(_BROADEST, len(phase.cards) * _BROADEST_CARD) for phase in here)
        yield from _shared(told[start:end], least, min(room, most))


def _shared(wanted: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """The room in proportion to what is wanted, but nothing less than its least."""
    shares = [room * each / sum(wanted) for each in wanted]
    tight = [place for place, share in enumerate(shares) if share < least[place]]
    if not tight or len(tight) == len(shares):
        return shares if not tight else list(least)
    free = [place for place in range(len(shares)) if place not in tight]
    left = room - sum(least[place] for place in tight)
    again = iter(_shared([wanted[place] for place in free], [least[place] for place in free], left))
    return [least[place] if place in tight else next(again) for place in range(len(shares))]


def _least(phase: PhaseView, card: float) -> float:
    return max(_PHASE, len(phase.cards) * card)


def _columns(view: MapView, shares: Iterator[float], left: float) -> Iterator[Column]:
    for phase, full in zip(view.phases, shares, strict=True):
        yield Column(phase, left + GAP / 2, full - GAP, GAP)
        left += full


def _card(column: Column) -> float:
    """How broad each card is, where all stand in a row."""
    return column.full / len(column.phase.cards) - GAP


def _cells(view: MapView, columns: Sequence[Column], lane: LaneView, tallest: int) -> tuple[Cell, ...]:
    return tuple(_cell(view, column, column.phase.cells.get(lane.field, ()), tallest) for column in columns)


def _cell(view: MapView, column: Column, items: tuple[Item, ...], tallest: int) -> Cell:
    """Things beside each other where that takes less height; cards in a row if it is told how tall they are."""
    if tallest and items and all(isinstance(item, Card) for item in items):
        row = tuple(cards.poster(item, _card(column), tallest) for item in items if isinstance(item, Card))
        return Cell(column, row, len(items))
    wanted = _BESIDE_NUMBER if any(isinstance(item, Card) for item in items) else _ITEM
    most = max(1, min(len(items), int(column.full / (wanted + GAP))))
    ways = (_abreast(view, column, items, count) for count in range(max(1, most - _TRIED + 1), most + 1))
    return min(ways, key=lambda cell: cell.height)


def _abreast(view: MapView, column: Column, items: tuple[Item, ...], count: int) -> Cell:
    return Cell(column, tuple(web.measured(view, item, column.full / count - GAP) for item in items), count)
