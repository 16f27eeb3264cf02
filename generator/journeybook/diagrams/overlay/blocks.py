"""The things of a changed phase, measured: cards, promises and metrics, each with how it was."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from msgspec import Struct

from journeybook.diagrams.journey_map.blocks import LABEL, VALUE, Block, text_lines
from journeybook.diagrams.journey_map.view import Chip, Gauge
from journeybook.diagrams.overlay.compared import Kind
from journeybook.diagrams.overlay.view import ChangeCard, Course, Turn
from journeybook.scene.colour import INKS
from journeybook.scene.marks import mark
from journeybook.scene.measure import Face, Type, width
from journeybook.scene.shape import Line, Part, Stroke, straight
from journeybook.scene.wrap import SAFE, lines

SIGN, BEFORE = Type(17, Face.BOLD), Type(13)
TITLE, WAS, FACT, FEELING = Type(12, Face.BOLD), Type(11.5, leading=15), Type(11, leading=14), Type(11.5, Face.BOLD)
PROMISE, CHANGED = Type(11.5, leading=16), Type(11.5, Face.BOLD, 16)
SIGNS = MappingProxyType({Kind.ADDED: "+", Kind.REMOVED: "–", Kind.CHANGED: "Δ", Kind.SAME: ""})
SIGN_INKS = MappingProxyType({Kind.ADDED: "info", Kind.REMOVED: "broken", Kind.CHANGED: "moment", Kind.SAME: "ink"})
LEFT, PAD, MARK_ROOM = 34.0, 8.0, 20.0


class Row(Struct, frozen=True):
    """A line of a card, struck through where it is no more."""

    words: str
    type: Type
    ink: str
    struck: bool = False


def card(item: ChangeCard, breadth: float) -> Block:
    """A touchpoint with the sign of its change, its title before and after, its feelings, and what else differs."""
    rows = tuple(_rows(item, breadth - LEFT - PAD - (MARK_ROOM if item.moment else 0)))
    height = sum(row.type.leading for row in rows) + 2 * PAD

    def draw(name: str, x: float, y: float) -> Iterator[Part]:
        sign, ink = SIGNS[item.kind], SIGN_INKS[item.kind]
        texts = [Line(x + LEFT / 2, y + height / 2, sign, SIGN, ink, "middle", LEFT)] if sign else []
        strokes, top = [], y + PAD
        for row in rows:
            texts += text_lines([row.words], x + LEFT, top, row.type, row.ink, breadth - LEFT - 2)
            if row.struck:
                strokes.append(_struck(row, x + LEFT, top + row.type.leading / 2))
            top += row.type.leading
        look = f"change-{item.kind}"
        yield Part(name, look, x, y, breadth, height, tuple(strokes), tuple(texts), item.link, item.tip)
        if item.moment:
            yield mark(f"{name}/mark", "moment", x + breadth - 14, y + 15, 6)

    return Block(height, 6, draw)


def _rows(item: ChangeCard, room: float) -> Iterator[Row]:
    gone = item.kind is Kind.REMOVED
    yield from (Row(words, WAS, "muted", struck=True) for words in lines(item.was, room, WAS, 3))
    yield from (Row(words, TITLE, "muted" if gone else "ink", gone) for words in lines(item.title, room, TITLE, 4))
    yield from (Row(words, FEELING, "moment") for words in lines(item.feeling, room, FEELING, 1))
    yield from (Row(words, FACT, "muted") for fact in item.facts for words in lines(fact, room, FACT, 2))


def _struck(row: Row, x: float, y: float) -> Stroke:
    return Stroke((straight(((x, y), (x + width(row.words, row.type), y))),), row.ink, 1.1)


def promise(item: Turn, breadth: float) -> Block:
    """A promise with the mark of its state, or of both where it changes."""
    shown = item.after or item.before
    assert shown
    states = _states(item)
    left = 22.0 if len(states) == 1 else 58.0
    sign = "" if item.before and item.after else "+" if item.after else "–"
    type_ = PROMISE if item.stays else CHANGED
    words = lines(f"{sign} {shown.title}".strip(), breadth - left - 4, type_, 2)
    height = max(len(words) * type_.leading, 18)

    def draw(name: str, x: float, y: float) -> Iterator[Part]:
        ink = "muted" if item.stays else "ink"
        texts = tuple(text_lines(words, x + left, y + (height - len(words) * 16) / 2, type_, ink, breadth - left))
        arrow = (_arrow(x + 22, y + height / 2),) if len(states) > 1 else ()
        yield Part(name, "area", x, y, breadth, height, arrow, texts, shown.link, _tip(item))
        for number, state in enumerate(states):
            yield mark(f"{name}/mark-{number}", state, x + 10 + number * 37, y + height / 2)

    return Block(height, 5, draw)


def _states(item: Turn) -> list[str]:
    found = [chip.state for chip in (item.before, item.after) if chip]
    return found[:1] if item.stays else found


def _tip(item: Turn) -> str:
    said = [f"{chip.title} – {chip.word}" for chip in (item.before, item.after) if isinstance(chip, Chip)]
    return said[0] if item.stays or len(said) == 1 else " → ".join(said)


def _arrow(x: float, y: float) -> Stroke:
    line, over = straight(((x, y), (x + 12, y))), straight(((x + 8, y - 4), (x + 12, y), (x + 8, y + 4)))
    return Stroke((line, over), "moment-base", 1.6)


def metric(item: Course, breadth: float) -> Block:
    """A metric with its value, or with both where it changes."""
    shown = item.after or item.before
    assert shown
    sign = "" if item.before and item.after else "+ " if item.after else "– "
    label = lines(sign + shown.label, breadth - 4, LABEL, 2)
    figures = _figures(item, shown)
    height = len(label) * LABEL.leading + VALUE.leading

    def draw(name: str, x: float, y: float) -> Iterator[Part]:
        texts, left, middle = list(text_lines(label, x + 2, y, LABEL, "muted", breadth - 4)), x + 2, y + height - 11
        for words, type_, ink in figures:
            left_over = x + breadth - left
            for line in lines(words, left_over, type_, 1) if left_over > 24 else ():
                texts.append(Line(left, middle, line, type_, ink, room=left_over))
                left += width(line, type_) / SAFE + 8
        yield Part(name, "area", x, y, breadth, height, (), tuple(texts), shown.link, shown.tip)

    return Block(height, 6, draw)


def _figures(item: Course, shown: Gauge) -> list[tuple[str, Type, str]]:
    target = [(shown.target, LABEL, "muted")] if shown.target else []
    if item.stays or item.before is None or item.after is None:
        return [(shown.value, FEELING, "muted"), *target]
    was = (f"{item.before.value} →", BEFORE, "muted")
    return [was, (item.after.value, VALUE, INKS[item.after.state]), *target]
