"""The map for a page: a column for each phase; the lanes' names apart, so that they can stay while the rest scrolls."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.diagrams.journey_map import cards, feeling, legend
from journeybook.diagrams.journey_map.blocks import Block, blocks
from journeybook.diagrams.journey_map.grid import (
    BELOW_HEAD,
    Cell,
    Column,
    Grid,
    arrows,
    beneath,
    head_height,
    lane_breadth,
    lane_names,
    phases,
    rows,
)
from journeybook.diagrams.journey_map.view import Card, Chip, Gauge, Item, LaneView, MapView
from journeybook.scene.measure import Face, Type
from journeybook.scene.shape import Paint, Part, Scene, rule

TITLE = Type(13, Face.BOLD, 17)
GAP = 8
_BREADTHS = {5: 224, 6: 196, 7: 182}
_BROADEST, _NARROWEST, _MOST_BROAD = 250, 176, 4
FEELING = 196
_ABREAST = 160  # px that a promise or a metric wants before another may stand beside it


def grid(view: MapView) -> Grid:
    """The map laid out; its columns begin at 0, the lanes' names stand in a drawing of their own."""
    usual = _usual(len(view.phases))
    columns = tuple(_columns(view, usual))
    head = head_height(columns, TITLE)
    right = columns[-1].left + columns[-1].full if columns else 0
    laid = rows(view.lanes, head + BELOW_HEAD, lambda lane: _cells(view, columns, lane, usual), FEELING)
    return Grid(view, columns, laid, head, lane_breadth(view), right)


def names(laid: Grid, name: str) -> Scene:
    """The lanes' names and the scale of feelings."""
    return Scene(
        name,
        laid.left,
        _height(laid),
        (*beneath(laid, 0, laid.left, columns=False), _edge(laid)),
        (*lane_names(laid), *_scale(laid)),
    )


def _edge(laid: Grid) -> Paint:
    """The line between the names and what scrolls beside them."""
    return rule((laid.left - 0.5, laid.head + BELOW_HEAD), (laid.left - 0.5, laid.bottom))


def body(laid: Grid, name: str) -> Scene:
    """The phases and all that stands in their lanes."""
    return Scene(name, laid.right, _height(laid), tuple(_paints(laid)), tuple(_parts(laid)))


def _usual(count: int) -> float:
    """How broad a phase is among so many."""
    return _BROADEST if count <= _MOST_BROAD else _BREADTHS.get(count, _NARROWEST)


def _columns(view: MapView, usual: float) -> Iterator[Column]:
    x = GAP / 2
    for phase in view.phases:
        breadth = max(usual, len(phase.cards) * feeling.ROOM)
        yield Column(phase, x, breadth, GAP)
        x += breadth + GAP


def _cells(view: MapView, columns: tuple[Column, ...], lane: LaneView, usual: float) -> tuple[Cell, ...]:
    return tuple(_cell(view, column, column.phase.cells.get(lane.field, ()), usual) for column in columns)


def _cell(view: MapView, column: Column, items: tuple[Item, ...], usual: float) -> Cell:
    """Cards, promises and metrics stand abreast where the column is broad enough."""
    wanted = usual if any(isinstance(item, Card) for item in items) else _ABREAST
    beside = all(isinstance(item, Card | Chip | Gauge) for item in items)
    abreast = max(1, int(column.full / (wanted + GAP))) if beside else 1
    breadth = (column.full / abreast) - GAP
    return Cell(column, tuple(measured(view, item, breadth) for item in items), abreast)


def measured(view: MapView, item: Item, breadth: float) -> Block:
    """The block of an item in a column of this breadth (px)."""
    return cards.web(item, breadth, view.words.weakest) if isinstance(item, Card) else blocks([item], breadth)[0]


def _height(laid: Grid) -> float:
    return laid.bottom + max(legend.height(laid.view, laid.right - 8), 1)


def _axis(laid: Grid, left: float, right: float) -> feeling.Axis | None:
    row = laid.row("feeling")
    return feeling.Axis(row.y + 44, row.bottom - 56, left, right) if row else None


def _points(laid: Grid) -> list[feeling.Felt]:
    return [p for column in laid.columns for p in feeling.felt(column.phase.cards, column.x, column.breadth)]


def _scale(laid: Grid) -> Iterator[Part]:
    if axis := _axis(laid, 0, laid.left):
        yield from feeling.scale(laid.view.words, laid.left, axis)


def _paints(laid: Grid) -> Iterator[Paint]:
    yield from beneath(laid, 0, laid.right)
    yield from arrows(laid.columns, laid.head)
    if axis := _axis(laid, 0, laid.right):
        yield from feeling.paints(_points(laid), axis)


def _parts(laid: Grid) -> Iterator[Part]:
    yield from phases(laid.columns, laid.head, TITLE)
    for row in laid.rows:
        for cell in row.cells:
            yield from cell.draw(f"{row.lane.field}-{cell.column.phase.number}", row.y + 10)
        if row.lane.field == "feeling":
            yield from _feelings(laid, row.bottom)
    yield from legend.parts(laid.view, 4, laid.bottom, laid.right - 8)


def _feelings(laid: Grid, bottom: float) -> Iterator[Part]:
    axis = _axis(laid, 0, laid.right)
    assert axis
    yield from feeling.faces(_points(laid), axis)
    for column in laid.columns:
        name = f"mood-{column.phase.number}"
        yield from feeling.moods(column.phase.mood, name, column.x, bottom - 9, column.breadth)
