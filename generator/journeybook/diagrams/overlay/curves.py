"""Both curves of a change: how it was, dashed and grey; how it is to be; arrows from the one to the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from journeybook.diagrams.journey_map.feeling import RADIUS, Axis
from journeybook.diagrams.journey_map.grid import Column
from journeybook.diagrams.overlay.compared import Kind
from journeybook.diagrams.overlay.view import ChangeCard, PhaseTurn, Words
from journeybook.scene.curve import smooth
from journeybook.scene.marks import face
from journeybook.scene.measure import Type, width
from journeybook.scene.shape import Line, Paint, Part, Stroke, rule, straight
from journeybook.scene.wrap import SAFE

LABEL = Type(11, leading=14)
OLD, RING = 5.0, 2.4  # px: radius of what was, breadth of the ring round what is added or changed
LEAST = RADIUS + OLD + 8  # px between both at least for an arrow
_RINGS = {Kind.ADDED: "halo-added", Kind.CHANGED: "halo-changed"}


class Plot(Struct, frozen=True):
    """A touchpoint and the x at which it stands (px)."""

    card: ChangeCard
    x: float


def plotted(columns: Sequence[Column], turns: Sequence[PhaseTurn]) -> tuple[Plot, ...]:
    """All touchpoints, spread evenly over their phases."""
    return tuple(
        Plot(card, column.x + (place + 0.5) * column.breadth / len(turn.cards))
        for column, turn in zip(columns, turns, strict=True)
        for place, card in enumerate(turn.cards)
    )


def paints(points: Sequence[Plot], axis: Axis) -> Iterator[Paint]:
    """The levels, the old curve, the new one over it."""
    for level in (2, 1, -1, -2):
        yield rule((axis.left, axis.y(level)), (axis.right, axis.y(level)), style="dotted")
    yield rule((axis.left, axis.y(0)), (axis.right, axis.y(0)), "rule")
    was = [(point.x, axis.y(point.card.before)) for point in points if point.card.before is not None]
    now = [(point.x, axis.y(point.card.after)) for point in points if point.card.after is not None]
    if len(was) > 1:
        yield Paint(smooth(was), ink="rule", pen=2, style="dashed", curved=True)
    if len(now) > 1:
        yield Paint(smooth(now), ink="ink", pen=2.6, curved=True)


def marks(points: Sequence[Plot], axis: Axis) -> Iterator[Part]:
    """What was as small rings, crossed out where it is gone; what is to be as faces, ringed where it is new."""
    for number, point in enumerate(points, start=1):
        card = point.card
        if card.before is not None and card.before != card.after:
            yield _old(f"was-{number}", point, axis.y(card.before), card, axis)
        if card.after is not None:
            yield from _new(f"now-{number}", point, axis.y(card.after), card)


def _old(name: str, point: Plot, y: float, card: ChangeCard, axis: Axis) -> Part:
    gone = card.kind is Kind.REMOVED
    strokes = _crossed(point.x, y) if gone else _arrow(point.x, y, axis.y(card.after)) if card.after is not None else ()
    look = "was-removed" if gone else "was"
    return Part(name, look, point.x - OLD, y - OLD, 2 * OLD, 2 * OLD, strokes, (), card.link, card.tip)


def _crossed(x: float, y: float) -> tuple[Stroke, ...]:
    paths = (straight(((x - 3, y - 3), (x + 3, y + 3))), straight(((x - 3, y + 3), (x + 3, y - 3))))
    return (Stroke(paths, "broken", 1.5),)


def _arrow(x: float, start: float, end: float) -> tuple[Stroke, ...]:
    """From the old to the new, if they lie far enough apart for an arrow to be seen."""
    if abs(end - start) < LEAST:
        return ()
    down = 1 if end > start else -1
    tip = end - down * (RADIUS + RING + 1)
    line = straight(((x, start + down * (OLD + 1)), (x, tip)))
    over = straight(((x - 4, tip - down * 5), (x, tip), (x + 4, tip - down * 5)))
    return (Stroke((line, over), "moment-base", 1.6),)


def _new(name: str, point: Plot, y: float, card: ChangeCard) -> Iterator[Part]:
    ring = _RINGS.get(card.kind)
    if ring:
        radius = RADIUS + RING
        yield Part(f"{name}-ring", ring, point.x - radius, y - radius, 2 * radius, 2 * radius)
    yield face(name, card.after or 0, (point.x, y), RADIUS)._replace(link=card.link, tip=card.tip)


def legend(words: Words, x: float, y: float, removed: bool) -> Iterator[Part]:
    """What both lines stand for, and, where it is there, the ring of what is removed."""
    for name, ink, pen, dashes in (("before", "rule", 2.0, 4), ("after", "ink", 2.6, 1)):
        told = words.before if name == "before" else words.after
        gap = 0 if dashes == 1 else 4
        long = (26 - gap * (dashes - 1)) / dashes
        paths = tuple(straight(((x + n * (long + gap), y), (x + n * (long + gap) + long, y))) for n in range(dashes))
        text = Line(x + 34, y, told, LABEL, "muted", room=width(told, LABEL) / SAFE + 2)
        yield Part(f"legend-{name}", "group", x, y, 0, 0, (Stroke(paths, ink, pen),), (text,))
        x += 60 + width(told, LABEL) / SAFE
    if removed:
        yield Part("legend-removed", "was-removed", x, y - OLD, 2 * OLD, 2 * OLD, _crossed(x + OLD, y))
        text = Line(x + 18, y, words.removed, LABEL, "muted", room=width(words.removed, LABEL) / SAFE + 2)
        yield Part("legend-removed-word", "group", x, y, 0, 0, (), (text,))
