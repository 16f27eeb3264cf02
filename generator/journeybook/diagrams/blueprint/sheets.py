"""A blueprint on paper: the columns of its drawing, as many on a sheet as fit, each sheet with the lanes' names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from msgspec import Struct

from journeybook.diagrams.blueprint.boxes import SIDE, rows
from journeybook.diagrams.blueprint.drawn import FOOT, foot
from journeybook.diagrams.blueprint.grid import BREADTH, GAP, HEAD, Grid, Lane
from journeybook.diagrams.journey_map.grid import BELOW_HEAD, Column, title
from journeybook.diagrams.sheets import A3, A4, A4_WIDE, LEAST, Paper, Piece, Sheet, headed, parted, scaled
from journeybook.scene.measure import width

STEP = BREADTH + GAP  # px from touchpoint to touchpoint
ABOVE = 18.0  # px that the name of a line stands above it
ASIDE = 2.0  # px that sheets are parted left of the middle of a gap: the arrows beside a column are at its left


class _Stretch(Struct, frozen=True):
    """Touchpoints that stay together: a phase's first, as far as words about all of it reach; any other by itself."""

    column: Column
    left: float
    width: float


def large(grid: Grid, names: tuple[str, str]) -> tuple[Sheet, ...]:
    """The blueprint on A3, from the drawings of these names: that of the lanes' names and that of the columns."""
    return _sheets(grid, names, A3)


def small(grid: Grid, names: tuple[str, str]) -> tuple[Sheet, ...]:
    """The same on A4, upright or across, whichever takes fewer sheets."""
    return min((_sheets(grid, names, paper) for paper in (A4_WIDE, A4)), key=_cost)


def _cost(sheets: Sequence[Sheet]) -> tuple[bool, int]:
    return sheets[0].scale < LEAST - 0.001, len(sheets)


def _sheets(grid: Grid, names: tuple[str, str], paper: Paper) -> tuple[Sheet, ...]:
    wide, tall = (each / LEAST for each in paper.room)
    stretches = [each for column in grid.columns for each in _stretches(grid, column)]
    borders = {place for place, each in enumerate(stretches) if each.left == each.column.left}
    columns = parted([each.width for each in stretches], wide - grid.left, borders)
    lanes = parted([lane.height for lane in grid.lanes], tall - grid.head - BELOW_HEAD - FOOT)
    return scaled(
        _sheet(grid, names, paper, stretches[slice(*span)], grid.lanes[slice(*strip)])
        for span in columns
        for strip in lanes
    )


def _stretches(grid: Grid, column: Column) -> Iterator[_Stretch]:
    count = round(column.full / STEP)
    together = min(ceil(_reach(grid, column) / STEP), count)
    yield _Stretch(column, column.left, together * STEP)
    for place in range(together, count):
        yield _Stretch(column, column.left + place * STEP, STEP)


def _reach(grid: Grid, column: Column) -> float:
    """How far the words of a phase's title, and of what is told of it as a whole, reach from its left (px)."""
    heads = [width(words, HEAD) + 48 for words in title(column, HEAD)]
    whole = [box for box in grid.view.whole[column.phase.number - 1] if box.key in grid.boxes]
    told = [row for box in whole for row in rows(box, grid.boxes[box.key].breadth)]
    return max((*heads, *(width(row.words, row.type) + row.shift + 2 * SIDE for row in told), 1)) + GAP


def _sheet(
    grid: Grid, names: tuple[str, str], paper: Paper, stretches: Sequence[_Stretch], lanes: Sequence[Lane]
) -> Sheet:
    lefts, columns = names
    left, wide, head = max(stretches[0].left - ASIDE, 0), sum(each.width for each in stretches), grid.head + BELOW_HEAD
    top, bottom = (_between(grid, y) for y in (lanes[0].y, lanes[-1].bottom))
    tall = bottom - top
    pieces = (
        Piece(lefts, 0, head, 0, top, grid.left, tall),
        *_columns(grid, stretches, Piece(columns, grid.left, head, left, top, wide, tall)),
        Piece(columns, 0, head + tall, 0, grid.bottom, foot(grid), FOOT),
    )
    numbers = [each.column.phase.number for each in stretches]
    return Sheet(paper, pieces, numbers[0], numbers[-1])


def _between(grid: Grid, y: float) -> float:
    """Where sheets are parted at a line between lanes: above its name."""
    return y if y in (grid.lanes[0].y, grid.bottom) else y - ABOVE


def _columns(grid: Grid, stretches: Sequence[_Stretch], body: Piece) -> Iterator[Piece]:
    """The columns with their heads; a phase that began on another sheet has its title again, where it has the room."""
    column = stretches[0].column
    wide = sum(each.width for each in stretches if each.column is column)
    if stretches[0].left == column.left or _reach(grid, column) > wide:
        yield from headed(body)
        return
    yield Piece(body.drawing, body.x, 0, column.left, 0, wide, body.y)
    if body.width > wide:
        yield Piece(body.drawing, body.x + wide, 0, body.left + wide, 0, body.width - wide, body.y)
    yield body
