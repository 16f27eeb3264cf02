"""The grid of a blueprint: a column for each touchpoint, a row for each lane, the lines between lanes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct

from journeybook.diagrams.blueprint.boxes import LONGEST, Placed, height
from journeybook.diagrams.blueprint.view import BlueprintView, Box, Hand
from journeybook.diagrams.journey_map.grid import BELOW_HEAD, Column, head_height
from journeybook.scene.measure import Face, Type
from journeybook.scene.wrap import lines

LANES = ("props", "customer", "frontstage", "backstage", "support")
HEAD = Type(13, Face.BOLD, 17)
NAME, LINE = Type(12.5, Face.BOLD, 17), Type(11, Face.BOLD, 13)
PILL = 14.0  # px that the frame of a line's name takes beside its words
BREADTH, GAP = 162.0, 26.0  # px of a column and between two of them
APART, REACH = 8.0, 24.0  # px between boxes of a lane, and where an arrow leads from one to the other
PAD = 22.0  # px above and below what stands in a lane: room for arrows that cross its lines
EMPTY = 56.0  # px of a lane in which nothing stands but its name, between the names of two lines
FILLS = MappingProxyType(
    {"props": "", "customer": "above", "frontstage": "band", "backstage": "unmeasured-bg", "support": "band"}
)
_CENTRED = ("props", "customer")  # the other lanes hang from their line


class Lane(Struct, frozen=True):
    """A row in its place (px)."""

    field: str
    y: float
    height: float

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.y + self.height


class Grid(Struct, frozen=True):
    """A blueprint laid out: boxes by their keys, in the order in which they are read."""

    view: BlueprintView
    columns: tuple[Column, ...]
    lanes: tuple[Lane, ...]
    boxes: Mapping[str, Placed]
    stacks: tuple[tuple[str, ...], ...]
    head: float
    left: float
    right: float

    @property
    def bottom(self) -> float:
        """Where the last lane ends."""
        return self.lanes[-1].bottom


def laid(view: BlueprintView) -> Grid:
    """The blueprint laid out; columns begin at 0, the lanes' names stand in a drawing of their own."""
    columns = tuple(_columns(view))
    head = head_height(columns, HEAD)
    linked = {frozenset((hand.start, hand.end)) for hand in view.hands}
    boxes: dict[str, Placed] = {}
    lanes: list[Lane] = []
    top = head + BELOW_HEAD
    for field in LANES:
        if field == "props" and not _any(view, field):
            continue
        lane = _filled(view, columns, field, top, linked, boxes)
        lanes.append(lane)
        top = lane.bottom
    stacks = tuple(tuple(box.key for box in column) for each in view.columns for column in each)
    right = columns[-1].left + columns[-1].full
    return Grid(view, columns, tuple(lanes), boxes, stacks, head, _names_breadth(view), right)


def _any(view: BlueprintView, field: str) -> bool:
    return any(box.lane == field for box in (*view.boxes, *(box for each in view.whole for box in each)))


def _columns(view: BlueprintView) -> Iterator[Column]:
    """The phases, each as broad as its touchpoints."""
    x = GAP / 2
    for phase, steps in zip(view.phases, view.columns, strict=True):
        breadth = max(len(steps), 1) * (BREADTH + GAP) - GAP
        yield Column(phase, x, breadth, GAP, LONGEST - 48)
        x += breadth + GAP


def _filled(
    view: BlueprintView, columns: Sequence[Column], field: str, top: float, linked: set[frozenset[str]],
    boxes: dict[str, Placed],
) -> Lane:  # fmt: skip
    """A lane with its boxes, which are put where they stand: above what is told of phases as a whole."""
    y = top + PAD
    broad = [
        (column, [box for box in whole if box.lane == field]) for column, whole in zip(columns, view.whole, strict=True)
    ]
    taken = max(_stack(column.x, y, column.breadth, own, linked, boxes) for column, own in broad)
    y += taken + (APART if taken else 0)
    stacks = [
        (column.x + place * (BREADTH + GAP), [box for box in step if box.lane == field])
        for column, steps in zip(columns, view.columns, strict=True)
        for place, step in enumerate(steps)
    ]
    tallest = max((_tall(own, BREADTH, linked) for _, own in stacks), default=0)
    for x, own in stacks:
        lower = (tallest - _tall(own, BREADTH, linked)) / 2 if field in _CENTRED else 0
        _stack(x, y + lower, BREADTH, own, linked, boxes)
    return Lane(field, top, y + tallest + PAD - top if taken or tallest else EMPTY)


def _stack(
    x: float, y: float, breadth: float, own: Sequence[Box], linked: set[frozenset[str]], boxes: dict[str, Placed]
) -> float:
    """Puts boxes one below the other; how high they are together."""
    start = y
    for number, box in enumerate(own):
        y += _between(own, number, linked)
        boxes[box.key] = Placed(box, x, y, breadth)
        y += height(box, breadth)
    return y - start


def _tall(own: Sequence[Box], breadth: float, linked: set[frozenset[str]]) -> float:
    return sum(height(box, breadth) + _between(own, number, linked) for number, box in enumerate(own))


def _between(own: Sequence[Box], number: int, linked: set[frozenset[str]]) -> float:
    """The room above a box of a stack: more where an arrow leads to the one above."""
    if number == 0:
        return 0
    return REACH if frozenset((own[number - 1].key, own[number].key)) in linked else APART


def _names_breadth(view: BlueprintView) -> float:
    """How broad the column of the lanes' names must be (px): as narrow as can be, for the sake of small screens."""
    names = max(_room(name, NAME, 2 if field == "props" else 1) for field, name in view.words.lanes.items()) + 16
    pills = max(_room(name, LINE, 2) for name in view.words.lines.values()) + PILL + 4
    return min(max(names, pills), 210)


def _room(words: str, type_: Type, most: int) -> float:
    """The least room in which words take so many lines, none of them parted."""
    for room in range(48, 200, 4):
        found = lines(words, room, type_)
        if len(found) <= most and not any(line.endswith("-") for line in found):
            return room
    return 200


def crossing(grid: Grid, hand: Hand) -> bool:
    """Whether both ends of an arrow stand on the drawing."""
    return hand.start in grid.boxes and hand.end in grid.boxes
