"""The emotion curve: faces at the touchpoints that have a feeling, a smooth line through them, areas off the middle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from journeybook.diagrams.journey_map.blocks import text_lines
from journeybook.diagrams.journey_map.view import Card, Words
from journeybook.scene.curve import areas, smooth
from journeybook.scene.marks import face, mark
from journeybook.scene.measure import Face, Type
from journeybook.scene.shape import Line, Paint, Part, Path, rule
from journeybook.scene.wrap import lines

NUMBER, AXIS = Type(11, Face.BOLD), Type(11, leading=14)
MOOD = Type(11.5, Face.ITALIC, 15)
RADIUS, WEAKEST_RADIUS = 10.5, 13.0
ROOM = 28  # px from face to face at the least
LOWEST = 12  # px from the level of −2 down to the middle of a number at the most
CLEAR = 7  # px from the middle of a number to a line at the least


class Axis(Struct, frozen=True):
    """Where −2 … +2 lie: the y of +2 and of −2, and the left and right end (px)."""

    top: float
    bottom: float
    left: float
    right: float

    def y(self, emotion: float) -> float:
        """The height at which an emotion is drawn."""
        return self.top + (2 - emotion) / 4 * (self.bottom - self.top)


class Felt(Struct, frozen=True):
    """A touchpoint with a feeling, and where it stands (px)."""

    card: Card
    x: float
    emotion: float


def felt(cards: Sequence[Card], x: float, breadth: float) -> Iterator[Felt]:
    """The touchpoints of a phase, spread evenly over its column; those without a feeling keep their place empty."""
    for number, card in enumerate(cards):
        if card.emotion is not None:
            yield Felt(card, x + (number + 0.5) * breadth / len(cards), card.emotion)


def paints(points: Sequence[Felt], axis: Axis) -> Iterator[Paint]:
    """Areas above and below the middle, the levels, and the line over them."""
    curve = smooth([(point.x, axis.y(point.emotion)) for point in points])
    if len(points) > 1:
        yield from (_area(above, outline) for above, outline in areas(curve, axis.y(0)))
    for level in (2, 1, -1, -2):
        yield rule((axis.left, axis.y(level)), (axis.right, axis.y(level)), style="dotted")
    yield rule((axis.left, axis.y(0)), (axis.right, axis.y(0)), "rule")
    if len(points) > 1:
        yield Paint(curve, ink="ink", pen=2.4, curved=True)


def _area(above: bool, outline: Path) -> Paint:
    return Paint(outline, "above" if above else "below", curved=True)


def faces(points: Sequence[Felt], axis: Axis, numbered: bool = True) -> Iterator[Part]:
    """A face for each feeling, its number above it, or below where the middle line would strike it through; the
    weakest larger, with a ring.
    """
    for point in points:
        card, y = point.card, axis.y(point.emotion)
        radius = WEAKEST_RADIUS if card.weakest else RADIUS
        name = f"face-{card.number}"
        beside = _clear(y, radius + 9.5, axis)
        ink = "broken" if card.weakest else "muted"
        number = (Line(point.x, beside, str(card.number), NUMBER, ink, "middle", 30),) if numbered else ()
        look = "ringed" if card.weakest else "face"
        drawn = face(name, point.emotion, (point.x, y), radius, look)
        yield drawn._replace(lines=number, link=card.link, tip=card.tip)
        if card.moment and numbered:
            yield mark(f"{name}/mark", "moment", point.x + (11 if card.number < 10 else 14), beside, 4)


def _clear(y: float, away: float, axis: Axis) -> float:
    """The height of a number so far from its face (px): above it, unless the line in the middle runs there; then
    below, or where the feelings in words are too near, above that line.
    """
    middle = axis.y(0)
    if abs(y - away - middle) >= CLEAR:
        return y - away
    return y + away if y + away <= axis.bottom + LOWEST else middle - CLEAR


def moods(mood: str, name: str, x: float, bottom: float, breadth: float) -> Iterator[Part]:
    """The feeling of a phase in words, two lines at most, the last ending at `bottom`."""
    words = lines(mood, breadth - 8, MOOD, 2)
    if words:
        middle = x + breadth / 2
        below = text_lines(words, middle, bottom - MOOD.leading * len(words), MOOD, "muted", breadth)
        texts = tuple(line._replace(align="middle") for line in below)
        yield Part(name, "group", middle, bottom, 0, 0, (), texts)


def scale(words: Words, right: float, axis: Axis) -> Iterator[Part]:
    """What the top, the middle and the bottom of the axis stand for; `right` is where the faces' column ends."""
    for emotion, word in ((2, words.delight), (0, words.neutral), (-2, words.anger)):
        y = axis.y(emotion)
        text = lines(word, right - 26, AXIS, 1)
        named = tuple(Line(right - 26, y, line, AXIS, "muted", "right", right - 28) for line in text)
        yield face(f"axis{emotion}", emotion, (right - 14, y), 8)._replace(lines=named)
