"""The things of a cell, measured: each item of a map becomes a block of some height that can be put anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import singledispatch

from msgspec import Struct

from journeybook.diagrams.journey_map.view import Bullet, Chip, Duty, Gauge, Item, More, Quote
from journeybook.scene.colour import INKS
from journeybook.scene.marks import mark
from journeybook.scene.measure import Face, Type, width
from journeybook.scene.shape import Line, Part
from journeybook.scene.wrap import SAFE, lines, plain

QUOTE = Type(12.5, Face.ITALIC, 17)
BULLET, SIGN = Type(12), Type(13, Face.BOLD)
ACTOR, DUTY = Type(11.5, Face.BOLD, 15), Type(11.5, leading=15)
PROMISE, STATE = Type(11.5, Face.BOLD, 15), Type(11, leading=14)
LABEL, VALUE, TARGET = Type(11, leading=14), Type(15, Face.BOLD, 22), Type(11)

Draw = Callable[[str, float, float], Iterator[Part]]


class Block(Struct, frozen=True):
    """A measured thing: its height, the gap below it (px), and how it is drawn under a name at a place."""

    height: float
    gap: float
    draw: Draw


def stacked(blocks: Sequence[Block]) -> float:
    """The height of blocks one below the other."""
    return sum(block.height + block.gap for block in blocks) - blocks[-1].gap if blocks else 0


def text_lines(
    texts: Iterable[str], x: float, y: float, type_: Type, ink: str = "ink", room: float = 0
) -> Iterator[Line]:
    """Lines one below the other, the first beginning at `y`."""
    for number, text in enumerate(texts):
        yield Line(x, y + (number + 0.5) * type_.leading, text, type_, ink, "left", room)


def _tip(full: str, shown: Sequence[str]) -> str:
    """The whole text, where lines were cut or a word was parted."""
    return plain(full) if any(line.endswith(("…", "-")) for line in shown) else ""


@singledispatch
def block(item: object, breadth: float) -> Block:
    """The block of an item in a column of this breadth (px)."""
    raise TypeError(type(item))


@block.register
def _quote(item: Quote, breadth: float) -> Block:
    words = lines(item.text, breadth - 22, QUOTE, 8)
    height = len(words) * QUOTE.leading + 14

    def draw(name: str, x: float, y: float) -> Iterator[Part]:
        inside = tuple(text_lines(words, x + 11, y + 7, QUOTE, room=breadth - 22))
        yield Part(name, "quote", x, y, breadth, height, (), inside, item.link, _tip(item.text, words))

    return Block(height, 6, draw)


@block.register
def _bullet(item: Bullet, breadth: float) -> Block:
    words = lines(item.text, breadth - 16, BULLET, 5)
    height = len(words) * BULLET.leading

    def draw(name: str, x: float, y: float) -> Iterator[Part]:
        sign = Line(x + 2, y + 8, item.sign, SIGN, item.ink, room=12)
        inside = (sign, *text_lines(words, x + 14, y, BULLET, room=breadth - 16))
        yield Part(name, "area", x, y, breadth, height, (), inside, item.link, _tip(item.text, words))

    return Block(height, 5, draw)


@block.register
def _duty(item: Duty, breadth: float) -> Block:
    actor, does = lines(item.actor, breadth - 4, ACTOR, 2), lines(item.does, breadth - 4, DUTY, 4)
    height = (len(actor) + len(does)) * DUTY.leading

    def draw(name: str, x: float, y: float) -> Iterator[Part]:
        below = y + len(actor) * ACTOR.leading
        who = text_lines(actor, x + 2, y, ACTOR, room=breadth - 4)
        what = text_lines(does, x + 2, below, DUTY, "muted", breadth - 4)
        tip = _tip(f"{item.actor}: {item.does}", (*actor, *does))
        yield Part(name, "area", x, y, breadth, height, (), (*who, *what), item.link, tip, about=item.about)

    return Block(height, 6, draw)


@block.register
def _chip(item: Chip, breadth: float) -> Block:
    words, ink = lines(item.title, breadth - 36, PROMISE, 3), INKS[item.state]
    state = lines(item.word, breadth - 36, STATE, 1)
    height = len(words) * PROMISE.leading + STATE.leading + 10

    def draw(name: str, x: float, y: float) -> Iterator[Part]:
        title = text_lines(words, x + 28, y + 5, PROMISE, ink, breadth - 36)
        below = text_lines(state, x + 28, y + 5 + len(words) * PROMISE.leading, STATE, ink, breadth - 36)
        inside = (*title, *below)
        yield Part(name, item.state, x, y, breadth, height, (), inside, item.link, item.tip, about=item.about)
        yield mark(f"{name}/mark", item.state, x + 15, y + height / 2)

    return Block(height, 5, draw)


@block.register
def _gauge(item: Gauge, breadth: float) -> Block:
    label = lines(item.label, breadth - 4, LABEL, 3)
    value = lines(item.value, breadth - 22, VALUE, 1)
    used = 20 + width(value[0], VALUE) + 12
    beside = width(item.target, TARGET) <= (breadth - used) * SAFE
    target = lines(item.target, breadth - used if beside else breadth - 22, TARGET, 1)
    row = len(label) * LABEL.leading
    height = row + VALUE.leading + (0 if beside or not target else LABEL.leading)

    def draw(name: str, x: float, y: float) -> Iterator[Part]:
        middle = y + row + VALUE.leading / 2
        figures = [Line(x + 20, middle, value[0], VALUE, INKS[item.state], room=breadth - 20)]
        if target:
            place = (x + used, middle) if beside else (x + 20, middle + 17)
            figures.append(Line(*place, target[0], TARGET, "muted", room=breadth - 20))
        above = text_lines(label, x + 2, y, LABEL, "muted", breadth - 4)
        inside = (*above, *figures)
        yield Part(name, "area", x, y, breadth, height, (), inside, item.link, item.tip, about=item.about)
        yield mark(f"{name}/mark", item.state, x + 9, middle, 6)

    return Block(height, 6, draw)


@block.register
def _more(item: More, breadth: float) -> Block:
    words = lines(f"+ {item.text}", breadth - 4, LABEL, 1)

    def draw(name: str, x: float, y: float) -> Iterator[Part]:
        inside = tuple(text_lines(words, x + 2, y, LABEL, "muted", breadth - 4))
        yield Part(name, "area", x, y, breadth, 16, (), inside, item.link)

    return Block(16, 5, draw)


def blocks(items: Iterable[Item], breadth: float) -> list[Block]:
    """The blocks of a cell's items."""
    return [block(item, breadth) for item in items]
