"""The map for a wall: a column for each touchpoint, the curve right under the cards, the phases' lanes across."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from journeybook.diagrams.journey_map import cards, feeling, legend
from journeybook.diagrams.journey_map.blocks import block
from journeybook.diagrams.journey_map.grid import (
    BELOW_HEAD,
    PAD,
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
from journeybook.scene.measure import Face, Type, width
from journeybook.scene.shape import Line, Paint, Part, Scene, rule
from journeybook.scene.wrap import SAFE

TITLE = Type(14, Face.BOLD, 19)
CALLOUT = Type(11, Face.BOLD)
TOUCHPOINT, GAP = 118, 4
FEELING = 226
_ABREAST = 170  # px that a promise or a metric wants before another may stand beside it
_FIRST = ("doing", "feeling")


def scene(view: MapView, name: str) -> Scene:
    """The whole poster."""
    laid = grid(view)
    height = laid.bottom + max(legend.height(view, laid.right - laid.left), 6)
    return Scene(name, laid.right, height, tuple(_paints(laid)), tuple(_parts(laid)))


def grid(view: MapView) -> Grid:
    """The poster laid out; its columns stand to the right of the lanes' names."""
    left = lane_breadth(view)
    columns = tuple(_columns(view, left))
    head = head_height(columns, TITLE)
    right = columns[-1].left + columns[-1].full if columns else left
    lanes = sorted(view.lanes, key=lambda lane: _FIRST.index(lane.field) if lane.field in _FIRST else len(_FIRST))
    tallest = cards.tallest([card for phase in view.phases for card in phase.cards], TOUCHPOINT)
    laid = rows(lanes, head + BELOW_HEAD, lambda lane: _cells(columns, lane, tallest), FEELING)
    return Grid(view, columns, laid, head, left, right)


def _columns(view: MapView, left: float) -> Iterator[Column]:
    counts = [max(len(phase.cards), 1) for phase in view.phases]
    starts = accumulate(counts, initial=0)
    for phase, count, start in zip(view.phases, counts, starts, strict=False):
        x = left + start * (TOUCHPOINT + GAP) + GAP / 2
        yield Column(phase, x, count * (TOUCHPOINT + GAP) - GAP, GAP)


def _cells(columns: tuple[Column, ...], lane: LaneView, tallest: int) -> tuple[Cell, ...]:
    return tuple(_cell(column, column.phase.cells.get(lane.field, ()), tallest) for column in columns)


def _cell(column: Column, items: tuple[Item, ...], tallest: int) -> Cell:
    if items and all(isinstance(item, Card) for item in items):
        drawn = tuple(cards.poster(item, TOUCHPOINT, tallest) for item in items if isinstance(item, Card))
        return Cell(column, drawn, len(items))
    beside = all(isinstance(item, Chip | Gauge) for item in items)
    abreast = max(1, int(column.full / _ABREAST)) if beside else 1
    return Cell(column, tuple(block(item, column.full / abreast - GAP) for item in items), abreast)


def _axis(laid: Grid) -> feeling.Axis | None:
    row = laid.row("feeling")
    return feeling.Axis(row.y + 44, row.bottom - 58, laid.left, laid.right) if row else None


def _points(laid: Grid) -> list[feeling.Felt]:
    """Each touchpoint in the middle of its own column."""
    return [point for column in laid.columns for point in feeling.felt(column.phase.cards, column.left, column.full)]


def _paints(laid: Grid) -> Iterator[Paint]:
    yield from beneath(laid, 0, laid.right)
    yield from arrows(laid.columns, laid.head)
    if axis := _axis(laid):
        yield from _threads(laid, axis)
        yield from feeling.paints(_points(laid), axis)


def _threads(laid: Grid, axis: feeling.Axis) -> Iterator[Paint]:
    """A dotted line from each card down to its face."""
    row = laid.row("doing")
    if row:
        for point in _points(laid):
            yield rule((point.x, row.bottom - PAD), (point.x, axis.y(point.emotion)), "rule", style="dotted")


def _parts(laid: Grid) -> Iterator[Part]:
    yield from lane_names(laid)
    yield from phases(laid.columns, laid.head, TITLE)
    for row in laid.rows:
        for cell in row.cells:
            yield from cell.draw(f"{row.lane.field}-{cell.column.phase.number}", row.y + PAD)
        if row.lane.field == "feeling":
            yield from _feelings(laid, row.bottom)
    yield from legend.parts(laid.view, laid.left + 4, laid.bottom, laid.right - laid.left)


def _feelings(laid: Grid, bottom: float) -> Iterator[Part]:
    axis = _axis(laid)
    assert axis
    yield from feeling.scale(laid.view.words, laid.left, axis)
    yield from feeling.faces(_points(laid), axis, numbered=False)
    for point in _points(laid):
        if point.card.weakest:
            yield _callout(laid.view.words.weakest.upper(), point.x, axis.y(point.emotion) + 18)
    for column in laid.columns:
        name = f"mood-{column.phase.number}"
        yield from feeling.moods(column.phase.mood, name, column.x, bottom - 5, column.breadth)


def _callout(words: str, x: float, y: float) -> Part:
    """What the weakest face is, in words under it."""
    breadth = width(words, CALLOUT) / SAFE + 18
    text = Line(x, y + 9, words, CALLOUT, "broken", "middle", breadth)
    return Part("weakest", "callout", x - breadth / 2, y, breadth, 18, (), (text,))
