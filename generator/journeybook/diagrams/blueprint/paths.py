"""The arrows of a blueprint: straight to the next box, along the side past others, or across to the next column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from journeybook.diagrams.blueprint.boxes import Placed
from journeybook.diagrams.blueprint.grid import BREADTH, Grid, crossing
from journeybook.diagrams.blueprint.view import Hand
from journeybook.scene.shape import Paint, Point

OFF = 4.0  # px that an arrow keeps away from its boxes
PEN, INK = 1.5, "ink"
WING, BACK = 4.0, 6.0  # px of an arrow's head across and along
SIDE, TRACK = 8.0, 6.0  # px from a box to the nearest line beside it, and from line to line
SHIFT = 9.0  # px between two arrows at the same side of a box


@dataclass
class Ports:
    """How many arrows use a side of a box, or run beside a column, so that none covers another."""

    sides: Counter[tuple[str, str]] = field(default_factory=Counter)
    tracks: Counter[float] = field(default_factory=Counter)

    def at(self, box: Placed, side: str) -> float:
        """The y of the next free place on a side of a box: its middle, then below and above it."""
        taken = self.sides[box.box.key, side]
        self.sides[box.box.key, side] += 1
        step = (taken + 1) // 2 * SHIFT * (1 if taken % 2 else -1)
        return min(max(box.middle + step, box.y + 8), box.y + box.height - 8)

    def beside(self, x: float) -> float:
        """The x of the next free line at the left of a column; there is room for two."""
        taken = self.tracks[x] % 2
        self.tracks[x] += 1
        return x - SIDE - taken * TRACK


def arrows(grid: Grid) -> Iterator[Paint]:
    """Every arrow with its heads."""
    neighbours = {pair for stack in grid.stacks for pair in _pairs(grid, stack)}
    ports = Ports()
    for hand in grid.view.hands:
        if crossing(grid, hand):
            yield from headed(_way(grid, hand, neighbours, ports), hand.both)


def _pairs(grid: Grid, stack: tuple[str, ...]) -> Iterator[frozenset[str]]:
    """Which boxes of a column stand one right below the other."""
    order = sorted(stack, key=lambda key: grid.boxes[key].y)
    return (frozenset(pair) for pair in pairwise(order))


def _way(grid: Grid, hand: Hand, neighbours: set[frozenset[str]], ports: Ports) -> tuple[Point, ...]:
    start, end = grid.boxes[hand.start], grid.boxes[hand.end]
    if start.x != end.x:
        return _across(start, end, ports)
    if frozenset((hand.start, hand.end)) in neighbours:
        return _straight(start, end)
    x, first, last = ports.beside(start.x), ports.at(start, "left"), ports.at(end, "left")
    return ((start.x - OFF / 2, first), (x, first), (x, last), (end.x - OFF / 2, last))


def _straight(start: Placed, end: Placed) -> tuple[Point, ...]:
    x = start.x + start.breadth / 2
    if start.y < end.y:
        return ((x, start.y + start.height + OFF), (x, end.y - OFF))
    return ((x, start.y - OFF), (x, end.y + end.height + OFF))


def _across(start: Placed, end: Placed, ports: Ports) -> tuple[Point, ...]:
    """To the next column, or to the one before."""
    forwards = start.x < end.x
    left, right = (start, end) if forwards else (end, start)
    first, last = ports.at(left, "right"), ports.at(right, "left")
    if abs(first - last) < SHIFT:
        last = first
    bend = left.x + BREADTH + SIDE
    way = ((left.x + BREADTH + OFF / 2, first), (bend, first), (bend, last), (right.x - OFF / 2, last))
    return way if forwards else way[::-1]


def headed(way: tuple[Point, ...], both: bool) -> Iterator[Paint]:
    """A line with an open head at its end, or at both."""
    yield Paint(way, ink=INK, pen=PEN)
    yield _head(way[-2], way[-1])
    if both:
        yield _head(way[1], way[0])


def _head(before: Point, tip: Point) -> Paint:
    """The head of an arrow that comes straight down, up, from the left or from the right."""
    across, along = tip[0] - before[0], tip[1] - before[1]
    right, down = (across > 0) - (across < 0), (along > 0) - (along < 0)
    x, y = tip
    one = (x - right * BACK - down * WING, y - down * BACK - right * WING)
    other = (x - right * BACK + down * WING, y - down * BACK + right * WING)
    return Paint((one, tip, other), ink=INK, pen=PEN)
