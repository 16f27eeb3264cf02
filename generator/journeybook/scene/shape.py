"""A drawing before it is written as DOT: parts of fixed size and place in px, x to the right, y downwards."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from journeybook.scene.measure import Type

Point = tuple[float, float]
Path = tuple[Point, ...]  # 3n + 1 points of cubic Béziers


class Line(NamedTuple):
    """One line of text: `x` is its left end, middle or right end as `align` says, `y` the middle of its height."""

    x: float
    y: float
    text: str
    type: Type
    ink: str = "ink"
    align: str = "left"
    room: float = 0  # px that the text may take at most


class Stroke(NamedTuple):
    """Lines drawn with one pen: colour token, width in px, solid, dashed or dotted, and the curves.

    The curves are enlarged from their origin, and then moved to a place.
    """

    paths: tuple[Path, ...]
    ink: str = "muted"
    pen: float = 1.2
    style: str = "solid"
    scale: float = 1
    x: float = 0
    y: float = 0


class Part(NamedTuple):
    """One thing of a drawing: a box whose look the template knows by name, with its strokes and lines.

    A part named `card/mark` belongs to the link of the part `card` before it. An `anchor` is its address on the page;
    `about` names what it has to do with (`promise-fast`, `actor-helpline`, `lane-pains`): classes by which the page
    lights up what belongs together, and puts lanes away.
    """

    name: str
    look: str
    x: float
    y: float
    width: float
    height: float
    strokes: tuple[Stroke, ...] = ()
    lines: tuple[Line, ...] = ()
    link: str = ""
    tip: str = ""
    anchor: str = ""
    about: tuple[str, ...] = ()


class Paint(NamedTuple):
    """Something beneath all parts: a filled outline, or a line where there is no fill; straight or curved.

    The style of a line is solid, dashed or dotted.
    """

    points: Path
    fill: str = ""
    ink: str = ""
    pen: float = 1
    style: str = "solid"
    curved: bool = False


class Scene(Struct, frozen=True):
    """A whole drawing: size in px, what lies beneath, and the parts in the order in which they are read."""

    name: str
    width: float
    height: float
    paints: tuple[Paint, ...] = ()
    parts: tuple[Part, ...] = ()


def rectangle(x: float, y: float, width: float, height: float, fill: str) -> Paint:
    """A filled rectangle."""
    return Paint(((x, y), (x + width, y), (x + width, y + height), (x, y + height)), fill)


def rule(start: Point, end: Point, ink: str = "line", style: str = "solid") -> Paint:
    """A straight line beneath the parts, 1 px wide."""
    return Paint((start, end), ink=ink, style=style)


def straight(points: Iterable[Point]) -> Path:
    """A line through the points, as Béziers."""
    corners = list(points)
    path = [corners[0]]
    for (ax, ay), (bx, by) in pairwise(corners):
        path += [(ax + (bx - ax) / 3, ay + (by - ay) / 3), (bx - (bx - ax) / 3, by - (by - ay) / 3), (bx, by)]
    return tuple(path)
