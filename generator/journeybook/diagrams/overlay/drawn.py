"""The scenes of a change: lanes of cards, both curves with arrows from the old to the new, promises and metrics."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from journeybook.diagrams.journey_map.blocks import Block
from journeybook.diagrams.journey_map.feeling import ROOM, Axis, scale
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
from journeybook.diagrams.journey_map.view import LaneView
from journeybook.diagrams.overlay import blocks
from journeybook.diagrams.overlay.compared import Kind
from journeybook.diagrams.overlay.curves import Plot, legend, marks, paints, plotted
from journeybook.diagrams.overlay.view import OverlayView, PhaseTurn
from journeybook.scene.measure import Face, Type, width
from journeybook.scene.shape import Line, Paint, Part, Scene, rule
from journeybook.scene.wrap import SAFE

TITLE = Type(13, Face.BOLD, 17)
BADGE, FOLDED = Type(12, Face.BOLD), Type(11.5)
GAP = 8.0
BREADTHS, NARROWEST = {1: 256, 2: 256, 3: 256, 4: 256, 5: 232, 6: 204}, 190  # px of a phase among so many
SUMMARY, FOOT, FEELING = 36.0, 36.0, 206.0  # px of the badges above, of the legend below, of the curves
_ITEMS: Mapping[str, Callable[[PhaseTurn, float], list[Block]]] = MappingProxyType(
    {
        "doing": lambda turn, breadth: [blocks.card(card, breadth) for card in turn.cards],
        "feeling": lambda turn, breadth: [],
        "promises": lambda turn, breadth: [blocks.promise(each, breadth) for each in turn.promises],
        "metrics": lambda turn, breadth: [blocks.metric(each, breadth) for each in turn.metrics],
    }
)


def laid(view: OverlayView) -> Grid:
    """The change laid out; columns begin at 0, the lanes' names stand in a drawing of their own."""
    columns = tuple(_columns(view))
    head = SUMMARY + head_height(columns, TITLE)

    def cells(lane: LaneView) -> tuple[Cell, ...]:
        turns = zip(columns, view.phases, strict=True)
        return tuple(Cell(column, tuple(_ITEMS[lane.field](turn, column.breadth))) for column, turn in turns)

    found = rows(view.map.lanes, head + BELOW_HEAD, cells, FEELING)
    right = columns[-1].left + columns[-1].full
    return Grid(view.map, columns, found, head, lane_breadth(view.map), right)


def _columns(view: OverlayView) -> Iterator[Column]:
    x, usual = GAP / 2, BREADTHS.get(len(view.phases), NARROWEST)
    for phase, turn in zip(view.map.phases, view.phases, strict=True):
        breadth = max(usual, len(turn.cards) * ROOM)
        yield Column(phase, x, breadth, GAP)
        x += breadth + GAP


def names(grid: Grid, name: str) -> Scene:
    """The lanes' names and the scale of feelings."""
    edge = rule((grid.left - 0.5, grid.head + BELOW_HEAD), (grid.left - 0.5, grid.bottom))
    axis = _axis(grid)
    faces = scale(grid.view.words, grid.left, axis) if axis else ()
    under = (*beneath(grid, 0, grid.left, columns=False), edge)
    return Scene(name, grid.left, grid.bottom + FOOT, under, (*lane_names(grid), *faces))


def body(grid: Grid, view: OverlayView, name: str) -> Scene:
    """What changes, phase by phase."""
    badges = tuple(_badges(view))
    right = max(grid.right, max(part.x + part.width for part in badges) + 4)
    points, axis = plotted(grid.columns, view.phases), _axis(grid)
    curves = paints(points, axis) if axis else ()
    under = (*beneath(grid, 0, grid.right), *_heads(grid, view), *curves)
    return Scene(name, right, grid.bottom + FOOT, under, (*badges, *_parts(grid, view, points, axis)))


def _axis(grid: Grid) -> Axis | None:
    row = grid.row("feeling")
    return Axis(row.y + 42, row.bottom - 26, 0, grid.right) if row else None


def _heads(grid: Grid, view: OverlayView) -> Iterator[Paint]:
    """The phases as arrows, paler where nothing changes."""
    shapes = arrows(grid.columns, grid.head - SUMMARY, SUMMARY)
    for paint, turn in zip(shapes, view.phases, strict=True):
        yield paint._replace(fill="still") if turn.stays else paint


def _badges(view: OverlayView) -> Iterator[Part]:
    """How much is added, removed and changed, and what is folded."""
    x = 4.0
    for kind, words in view.words.counts:
        breadth, ink = width(words, BADGE) / SAFE + 38, blocks.SIGN_INKS[kind]
        sign = Line(x + 15, 15, blocks.SIGNS[kind], blocks.SIGN, ink, "middle", 26)
        text = Line(x + 28, 15, words, BADGE, ink, room=breadth - 30)
        yield Part(f"badge-{kind}", f"change-{kind}", x, 2, breadth, 26, (), (sign, text))
        x += breadth + 10
    breadth = width(view.words.folded, FOLDED) / SAFE
    text = Line(x + 6, 15, view.words.folded, FOLDED, "muted", room=breadth + 2)
    yield Part("folded", "group", x, 15, breadth + 8 if view.words.folded else 0, 0, (), (text,) if text.text else ())


def _parts(grid: Grid, view: OverlayView, points: tuple[Plot, ...], axis: Axis | None) -> Iterator[Part]:
    yield from phases(grid.columns, grid.head - SUMMARY, TITLE, SUMMARY)
    for row in grid.rows:
        for cell in row.cells:
            yield from cell.draw(f"{row.lane.field}-{grid.columns.index(cell.column) + 1}", row.y + PAD)
        if row.lane.field == "feeling" and axis:
            yield from marks(points, axis)
    if axis:
        removed = any(point.card.kind is Kind.REMOVED and point.card.before is not None for point in points)
        yield from legend(view.words, 8, grid.bottom + 20, removed)
