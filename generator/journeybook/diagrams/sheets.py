"""Drawings on paper: which pieces of a drawing go on which sheet, so that nothing is too small to be read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from math import inf

from msgspec import Struct
from msgspec.structs import replace

SMALLEST = 11.0  # px of the smallest text in a drawing that is printed
MM = 96 / 25.4  # px in a millimetre
LEAST = 7 / 0.75 / SMALLEST  # how far a drawing may shrink: to 7 points, which is 7 / 0.75 px
MOST = 1.2  # how far it may grow
HEADING = 9.0  # mm above the drawing
Spans = tuple[tuple[int, int], ...]  # consecutive things in groups: from which to which, the last not included


class Paper(Struct, frozen=True):
    """What can be printed on: its name, and the width and height between its margins (mm)."""

    name: str
    width: float
    height: float

    @property
    def room(self) -> tuple[float, float]:
        """What a sheet has for a drawing: width and height in px of the page."""
        return self.width * MM, (self.height - HEADING) * MM


A3 = Paper("a3", 404, 281)
A4 = Paper("a4", 194, 281)
A4_WIDE = Paper("a4-wide", 281, 194)


class Piece(Struct, frozen=True):
    """A piece of a drawing (by its name) from (left, top), and where on the sheet it stands (px)."""

    drawing: str
    x: float
    y: float
    left: float
    top: float
    width: float
    height: float


def headed(body: Piece) -> tuple[Piece, ...]:
    """A piece with the head of its columns: one with it, or two where rows between them stand on another sheet."""
    if body.top == body.y:
        return (replace(body, y=0, top=0, height=body.y + body.height),)
    return replace(body, y=0, top=0, height=body.y), body


class Sheet(Struct, frozen=True):
    """One sheet: its paper, its pieces, and the numbers of its first and last phase.

    `scale` is how large a px of the drawing is in px of the page, the same on all sheets that belong together.
    """

    paper: Paper
    pieces: tuple[Piece, ...]
    first: int
    last: int
    scale: float = MOST

    @property
    def width(self) -> float:
        """Its width in px before it is scaled."""
        return max(piece.x + piece.width for piece in self.pieces)

    @property
    def height(self) -> float:
        """Its height in px before it is scaled."""
        return max(piece.y + piece.height for piece in self.pieces)

    @property
    def breadth(self) -> float:
        """How broad it is printed (mm)."""
        return self.width * self.scale / MM


def scaled(made: Iterable[Sheet]) -> tuple[Sheet, ...]:
    """Sheets that belong together, all as large as the fullest of them can be."""
    sheets = list(made)
    scale = min((_largest(sheet) for sheet in sheets), default=MOST)
    return tuple(replace(sheet, scale=scale) for sheet in sheets)


def _largest(sheet: Sheet) -> float:
    width, height = sheet.paper.room
    return min(width / sheet.width, height / sheet.height, MOST)


def parted(sizes: Sequence[float], most: float, borders: Collection[int] = (), least: int = 1) -> Spans:
    """Consecutive things in as few groups as fit into `most`, but at least so many; one too large stands alone.

    Of all such ways the one that cuts the fewest things apart that belong together, and is most even. `borders` are
    the places where something new begins; without any, nothing belongs together.
    """
    ways: dict[int, _Way] = {0: ((0, 0.0), ())}
    count = 0
    while len(sizes) not in ways or count < min(least, len(sizes)):
        ways, count = _further(ways, sizes, most, borders), count + 1
    return ways[len(sizes)][1]


_Way = tuple[tuple[int, float], Spans]  # what speaks against it (things cut apart, unevenness), and its groups


def _further(ways: dict[int, _Way], sizes: Sequence[float], most: float, borders: Collection[int]) -> dict[int, _Way]:
    """The best ways with one group more, by where they end."""
    found: dict[int, _Way] = {}
    for start, ((cut, uneven), groups) in ways.items():
        total = 0.0
        for end in range(start + 1, len(sizes) + 1):
            total += sizes[end - 1]
            if total > most + 0.1 and end > start + 1:
                break
            cuts = cut + (bool(borders) and end < len(sizes) and end not in borders)
            cost = cuts, uneven + total**2
            if cost < found.get(end, ((inf, inf),))[0]:
                found[end] = cost, (*groups, (start, end))
    return found
