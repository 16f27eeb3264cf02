"""The grid of a map: columns of phases, rows of lanes, and what lies beneath them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import inf

from msgspec import Struct

from journeybook.diagrams.journey_map.blocks import Block, stacked, text_lines
from journeybook.diagrams.journey_map.view import LaneView, MapView, PhaseView
from journeybook.scene.icons import icon
from journeybook.scene.measure import Face, Type, width
from journeybook.scene.shape import Line, Paint, Part, rectangle, rule
from journeybook.scene.wrap import SAFE, lines

PAD = 10  # px above and below what stands in a row
LANE = Type(12, Face.BOLD, 17)
TIME = Type(11, leading=15)
HEAD, TALL_HEAD, BELOW_HEAD = 46, 62, 6
TIP = 11  # px that a phase's arrow points into the next
_LANE_INKS = {"pains": "broken", "opportunities": "info"}


class Column(Struct, frozen=True):
    """A phase's stretch of the map: where its contents begin and how broad they are (px); gaps stand around it.

    No line of its title is longer than `most`.
    """

    phase: PhaseView
    x: float
    breadth: float
    gap: float
    most: float = inf

    @property
    def left(self) -> float:
        """Where the stretch begins, half a gap before its contents."""
        return self.x - self.gap / 2

    @property
    def full(self) -> float:
        """Its breadth with the gap."""
        return self.breadth + self.gap


class Cell(Struct, frozen=True):
    """A phase's blocks in one row, in so many columns beside each other."""

    column: Column
    blocks: tuple[Block, ...]
    abreast: int = 1

    @property
    def height(self) -> float:
        """The height of the tallest column."""
        return max((stacked(blocks) for blocks in self._columns()), default=0)

    def draw(self, name: str, y: float) -> Iterator[Part]:
        """The blocks in reading order, column by column."""
        step = (self.column.breadth + self.column.gap) / self.abreast
        number = 0
        for place, blocks in enumerate(self._columns()):
            top = y
            for block in blocks:
                number += 1
                yield from block.draw(f"{name}-{number}", self.column.x + place * step, top)
                top += block.height + block.gap

    def _columns(self) -> list[tuple[Block, ...]]:
        each = -(-len(self.blocks) // self.abreast) or 1
        return [self.blocks[start : start + each] for start in range(0, len(self.blocks), each)]


class Row(Struct, frozen=True):
    """A lane in its place (px)."""

    lane: LaneView
    y: float
    height: float
    cells: tuple[Cell, ...] = ()

    @property
    def bottom(self) -> float:
        """Where the row ends."""
        return self.y + self.height


class Grid(Struct, frozen=True):
    """A map that is laid out: `left` is where the columns begin, which is also how broad the lanes' names are (px)."""

    view: MapView
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    head: float
    left: float
    right: float

    @property
    def bottom(self) -> float:
        """Where the last row ends."""
        return self.rows[-1].bottom if self.rows else self.head + BELOW_HEAD

    def row(self, field: str) -> Row | None:
        """The row that shows a lane."""
        return next((row for row in self.rows if row.lane.field == field), None)


def lane_breadth(view: MapView) -> float:
    """How broad the column of the lanes' names must be (px)."""
    names = max((width(lane.name, LANE) for lane in view.lanes), default=0.0) + 40
    scale = max(width(word, TIME) for word in (view.words.delight, view.words.neutral, view.words.anger)) + 34
    return float(round(min(max(names, scale, 90), 190)))


def rows(
    lanes: Sequence[LaneView],
    top: float,
    cells: Callable[[LaneView], tuple[Cell, ...]],
    feeling: float,
    pad: float = PAD,
) -> tuple[Row, ...]:
    """The lanes one below the other; each as high as its highest cell, that of feelings as high as given."""
    found: list[Row] = []
    for lane in lanes:
        inside = cells(lane)
        tallest = max((cell.height for cell in inside), default=0)
        height = feeling if lane.field == "feeling" else round(tallest) + 2 * pad
        found.append(Row(lane, top, height, inside))
        top += height
    return tuple(found)


def beneath(grid: Grid, left: float, right: float, columns: bool = True) -> Iterator[Paint]:
    """Every other row tinted, the weakest phase's column, and the lines between rows and columns."""
    top = grid.head + BELOW_HEAD
    for row in grid.rows[::2]:
        yield rectangle(left, row.y, right - left, row.height, "band")
    weakest = next((column for column in grid.columns if any(card.weakest for card in column.phase.cards)), None)
    if weakest and columns:
        yield rectangle(weakest.left, top, weakest.full, grid.bottom - top, "weak")
    for y in [*(row.y for row in grid.rows), grid.bottom]:
        yield rule((left, y), (right, y))
    for column in grid.columns[1:] if columns else ():
        yield rule((column.left, top), (column.left, grid.bottom))


def lane_names(grid: Grid) -> Iterator[Part]:
    """Each lane's icon and name."""
    for row in grid.rows:
        names = lines(row.lane.name, (grid.left - 36) / SAFE, LANE, 2)
        ink = _LANE_INKS.get(row.lane.field, "ink")
        texts = tuple(text_lines(names, 30, row.y + 10, LANE, room=grid.left - 32))
        name, strokes = f"lane-{row.lane.field}", (icon(row.lane.icon, 8, row.y + 11, 15, ink, 1.4),)
        yield Part(
            name, "area", 0, row.y, grid.left, row.height, strokes, texts, tip=row.lane.name, about=(name,)
        )  # fmt: skip


def head_height(columns: Sequence[Column], type_: Type) -> float:
    """The height of the phases' row: taller where a title takes two lines."""
    return TALL_HEAD if any(len(title(column, type_)) > 1 for column in columns) else HEAD


def arrows(columns: Sequence[Column], high: float, top: float = 0) -> Iterator[Paint]:
    """The phases as arrows, each pointing into the next."""
    middle, bottom = top + high / 2, top + high
    for column in columns:
        left, right = column.left, column.left + column.full - 3
        notch = left + (TIP if column is not columns[0] else 0)
        upper, lower = ((left, top), (right - TIP, top)), ((right - TIP, bottom), (left, bottom))
        yield Paint((*upper, (right, middle), *lower, (notch, middle)), "head")


def phases(columns: Sequence[Column], high: float, type_: Type, top: float = 0) -> Iterator[Part]:
    """Number, title and duration of each phase."""
    for place, column in enumerate(columns, start=1):
        phase, words = column.phase, title(column, type_)
        time = lines(phase.time, column.breadth - 50, TIME, 1)
        x = column.left + (20 if column is not columns[0] else 12)
        y = top + (high - len(words) * type_.leading - len(time) * TIME.leading) / 2
        room = column.breadth - 48
        texts = (
            Line(x, y + type_.leading / 2, str(phase.number), type_, "onhead2", room=20),
            *text_lines(words, x + 20, y, type_, "onhead", room),
            *text_lines(time, x + 20, y + len(words) * type_.leading, TIME, "onhead2", room),
        )
        yield Part(
            f"phase-{place}",
            "area",
            column.left,
            top,
            column.full - TIP,
            high,
            (),
            texts,
            phase.link,
            phase.tip,
        )


def title(column: Column, type_: Type) -> tuple[str, ...]:
    """The lines of a phase's title."""
    return lines(column.phase.title, min(column.breadth - 48, column.most), type_, 2)
