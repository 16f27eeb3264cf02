"""The scenes of a blueprint: the lanes' names, which stay where they are, and the columns that scroll beside them."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.diagrams.blueprint.boxes import drawn
from journeybook.diagrams.blueprint.grid import FILLS, HEAD, LINE, NAME, PILL, Grid
from journeybook.diagrams.blueprint.paths import arrows, headed
from journeybook.diagrams.journey_map import grid as heads
from journeybook.diagrams.journey_map.blocks import text_lines
from journeybook.scene.marks import mark
from journeybook.scene.measure import Type, width
from journeybook.scene.shape import Line, Paint, Part, Scene, rectangle, rule
from journeybook.scene.wrap import SAFE, lines

LEGEND = Type(11, leading=14)
FOOT = 40.0  # px for the legend
# ink, pen and style of the line above a lane, and of the words on it
_LINES = {
    "frontstage": ("info", 2.0, "solid"),
    "backstage": ("ink", 1.6, "dashed"),
    "support": ("rule", 1.6, "dotted"),
}
BELOW_AN_EDGE, BELOW_A_PILL = 17, 21  # px from the upper edge of a lane to its name
_PILLS = {"frontstage": ("pill-info", "info"), "backstage": ("pill-ink", "ink"), "support": ("pill", "muted")}


def names(grid: Grid, name: str) -> Scene:
    """The names of lanes and lines."""
    edge = rule((grid.left - 0.5, grid.lanes[0].y), (grid.left - 0.5, grid.bottom))
    paints = (*_beneath(grid, grid.left), edge, *_lines(grid, grid.left))
    return Scene(name, grid.left, grid.bottom + FOOT, paints, (*_lane_names(grid), *_pills(grid)))


def body(grid: Grid, name: str) -> Scene:
    """The phases and what stands in their lanes."""
    paints = (
        *_beneath(grid, grid.right),
        *_lines(grid, grid.right),
        *heads.arrows(grid.columns, grid.head),
        *arrows(grid),
        *_legend_arrows(grid),
    )
    return Scene(name, grid.right, grid.bottom + FOOT, paints, tuple(_parts(grid)))


def _beneath(grid: Grid, right: float) -> Iterator[Paint]:
    for lane in grid.lanes:
        if FILLS[lane.field]:
            yield rectangle(0, lane.y, right, lane.height, FILLS[lane.field])


def _lines(grid: Grid, right: float) -> Iterator[Paint]:
    for lane in grid.lanes:
        if lane.field in _LINES:
            ink, pen, style = _LINES[lane.field]
            yield Paint(((0, lane.y), (right, lane.y)), ink=ink, pen=pen, style=style)


def _lane_names(grid: Grid) -> Iterator[Part]:
    for lane in grid.lanes:
        words = lines(grid.view.words.lanes[lane.field], grid.left - 16, NAME, 2)
        top = lane.y + (BELOW_A_PILL if lane.field in _PILLS else BELOW_AN_EDGE)
        texts = tuple(text_lines(words, 8, top, NAME, room=grid.left - 12))
        yield Part(f"lane-{lane.field}", "group", 8, top, 0, 0, (), texts)


def _pills(grid: Grid) -> Iterator[Part]:
    for lane in grid.lanes:
        if lane.field in _PILLS:
            look, ink = _PILLS[lane.field]
            full = grid.view.words.lines[lane.field]
            words = lines(full, grid.left - PILL - 4, LINE, 2)
            breadth, high = max(width(line, LINE) for line in words) / SAFE + PILL, len(words) * LINE.leading + 5
            middle, top = 3 + breadth / 2, lane.y - high / 2
            texts = text_lines(words, middle, top + 2.5, LINE, ink, breadth)
            centred = tuple(line._replace(align="middle") for line in texts)
            tip = full if any(line.endswith("…") for line in words) else ""
            yield Part(f"line-{lane.field}", look, 3, top, breadth, high, (), centred, "", tip)


def _parts(grid: Grid) -> Iterator[Part]:
    yield from heads.phases(grid.columns, grid.head, HEAD)
    whole = [box.key for each in grid.view.whole for box in each]
    for key in (*(key for stack in grid.stacks for key in stack), *whole):
        if key in grid.boxes:
            yield from drawn(grid.boxes[key])
    yield from _legend(grid)


def _entries(grid: Grid) -> list[tuple[str, str]]:
    """The signs that stand on the drawing, with their words."""
    states = {state for placed in grid.boxes.values() for state in placed.box.states}
    ways = {hand.both for hand in grid.view.hands}
    words = grid.view.words
    known = (
        ("broken", words.fails, "broken" in states),
        ("at_risk", words.waits, "at_risk" in states),
        ("one", words.one_way, False in ways),
        ("both", words.two_way, True in ways),
    )
    return [(sign, told) for sign, told, there in known if there]


def _legend_places(grid: Grid) -> Iterator[tuple[str, str, float]]:
    x = 14.0
    for sign, words in _entries(grid):
        yield sign, words, x
        x += 46 + width(words, LEGEND) / SAFE


def foot(grid: Grid) -> float:
    """How broad the legend is (px)."""
    return max((x + 26 + width(words, LEGEND) / SAFE for _, words, x in _legend_places(grid)), default=1)


def _legend(grid: Grid) -> Iterator[Part]:
    y = grid.bottom + 22
    for sign, words, x in _legend_places(grid):
        if sign in {"broken", "at_risk"}:
            yield mark(f"legend-{sign}", sign, x + 8, y, 7)
        text = Line(x + 24, y, words, LEGEND, "muted", room=width(words, LEGEND) / SAFE + 2)
        yield Part(f"legend-{sign}-word", "group", x, y, 0, 0, (), (text,))


def _legend_arrows(grid: Grid) -> Iterator[Paint]:
    y = grid.bottom + 22
    for sign, _, x in _legend_places(grid):
        if sign in {"one", "both"}:
            yield from headed(((x, y), (x + 17, y)), sign == "both")
