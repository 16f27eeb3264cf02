"""The boxes of a blueprint, measured and drawn."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from types import MappingProxyType

from msgspec import Struct

from journeybook.diagrams.blueprint.view import Box
from journeybook.diagrams.journey_map.blocks import text_lines
from journeybook.scene.icons import icon
from journeybook.scene.marks import mark
from journeybook.scene.measure import Face, Type
from journeybook.scene.shape import Line, Part
from journeybook.scene.wrap import lines

TITLE, TEXT, ABOVE = Type(12, Face.BOLD), Type(11.5, leading=15), Type(11, leading=16)
PROP, NOTE = Type(11.5, Face.ITALIC, 15), Type(11, Face.BOLD, 15)
PAD, SIDE = 8.0, 10.0
LONGEST = 540.0  # px of a box's text at most: what lies across many touchpoints can still be parted on paper
MARK = 8.0  # radius of the marks on a box's upper right corner
_INKS = MappingProxyType({"broken": "broken", "at_risk": "risk", "": "muted"})


class Row(Struct, frozen=True):
    """One line of text in a box and how it is set."""

    words: str
    type: Type
    ink: str
    shift: float = 0


class Placed(Struct, frozen=True):
    """A box in its place (px)."""

    box: Box
    x: float
    y: float
    breadth: float

    @property
    def height(self) -> float:
        """How high the box is."""
        return height(self.box, self.breadth)

    @property
    def middle(self) -> float:
        """The y of its middle."""
        return self.y + self.height / 2


@lru_cache(maxsize=512)
def height(box: Box, breadth: float) -> float:
    """How high a box of this breadth is (px)."""
    return sum(row.type.leading for row in rows(box, breadth)) + 2 * PAD


@lru_cache(maxsize=512)
def rows(box: Box, breadth: float) -> tuple[Row, ...]:
    """All lines of a box, from the top."""
    room = min(breadth, LONGEST) - 2 * SIDE
    if box.lane == "props":
        return tuple(Row(words, PROP, "muted") for words in lines(box.title, room, PROP, 4))
    shift = 18.0 if box.icon else 0.0
    return (
        *(Row(words, ABOVE, "muted", shift) for words in lines(box.above, room - shift - MARK, ABOVE, 1)),
        *(Row(words, TITLE, "broken" if _nobody(box) else "ink") for words in lines(box.title, room, TITLE, 4)),
        *(Row(words, TEXT, "muted") for words in lines(box.text, room, TEXT, 5)),
        *(Row(words, NOTE, _INKS[n.state]) for n in box.notes for words in lines(n.words, room, NOTE, 3)),
    )


def drawn(placed: Placed) -> Iterator[Part]:
    """The box with its lines, and the marks of its states on its corner."""
    box, x, right = placed.box, placed.x + SIDE, placed.x + placed.breadth
    strokes = (icon(box.icon, x, placed.y + PAD + 1, 13, pen=1.1),) if box.icon else ()
    texts = tuple(_texts(placed))
    yield Part(
        f"box-{box.key}", _look(box), placed.x, placed.y, placed.breadth, placed.height, strokes, texts, box.link,
        box.tip, box.anchor, box.about,
    )  # fmt: skip
    for number, state in enumerate(box.states):
        yield mark(f"box-{box.key}/{state}", state, right - 4 - number * 21, placed.y + 1, MARK)


def _texts(placed: Placed) -> Iterator[Line]:
    y, room = placed.y + PAD, min(placed.breadth, LONGEST) - 2 * SIDE
    for row in rows(placed.box, placed.breadth):
        x = placed.x + SIDE + row.shift
        yield from text_lines([row.words], x, y, row.type, row.ink, room - row.shift)
        y += row.type.leading


def _look(box: Box) -> str:
    if box.states:
        return {"broken": "fails", "at_risk": "waits"}[box.states[0]]
    if box.lane == "props":
        return "prop"
    if _nobody(box):
        return "nobody"
    if box.lane == "customer":
        return "card-absent" if box.missing else "card-made"
    return "part"


def _nobody(box: Box) -> bool:
    """Whether an actor is yet to be found."""
    return box.missing and box.lane != "customer"
