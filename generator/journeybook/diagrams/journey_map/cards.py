"""Touchpoints as cards: one below the other on the web, one beside the other on the poster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeybook.diagrams.journey_map.blocks import Block, block, text_lines
from journeybook.diagrams.journey_map.view import Card
from journeybook.scene.icons import icon
from journeybook.scene.marks import mark
from journeybook.scene.measure import Face, Type, width
from journeybook.scene.shape import Line, Part
from journeybook.scene.wrap import SAFE, lines

TITLE, NUMBER = Type(12, Face.BOLD), Type(12, Face.BOLD)
CHANNEL, WEAKEST, NARROW = Type(11, leading=15), Type(11, Face.BOLD, 17), Type(10, Face.BOLD, 17)
PAD, LEFT, MOST = 7, 30, 5
MARK_ROOM = 16  # px that the sign of a moment of truth takes in the upper right corner


def look(card: Card) -> str:
    """How a card looks: the weakest point above all, then what is missing, then a moment of truth."""
    if card.weakest:
        return "card-weak"
    return "card-absent" if card.absent else "card-moment" if card.moment else "card"


def web(card: Card, breadth: float, weakest: str) -> Block:
    """A card with its number and icon at the left; `weakest` is what stands over the weakest point."""
    room = breadth - LEFT - 8
    title = lines(card.title, room - (MARK_ROOM if card.moment else 0), TITLE, MOST)
    channel = lines(card.channel, room - (MARK_ROOM if card.opens else 0), CHANNEL, 1)
    left, type_, above = _above(card, weakest.upper(), breadth)
    top = PAD + len(above) * WEAKEST.leading
    height = top + len(title) * TITLE.leading + len(channel) * CHANNEL.leading + PAD

    def draw(name: str, x: float, y: float) -> Iterator[Part]:
        texts = (
            Line(x + 15, y + top + 8, str(card.number), NUMBER, "broken" if card.weakest else "muted", "middle", 26),
            *text_lines(above, x + left, y + PAD, type_, "broken", breadth - left - 8),
            *text_lines(title, x + LEFT, y + top, TITLE, room=room),
            *text_lines(channel, x + LEFT, y + height - PAD - CHANNEL.leading, CHANNEL, "muted", room),
        )
        strokes = (icon(card.icon, x + 9, y + height - PAD - 14, 12, pen=1.1),) if channel else ()
        told = (card.link, card.tip, f"map-{card.id}", card.about)
        yield Part(name, look(card), x, y, breadth, height, strokes, texts, *told)
        if card.moment:
            yield mark(f"{name}/mark", "moment", x + breadth - 13, y + 13, 6)
        yield from _opening(card, name, x + breadth - 20, y + height - 19)

    return Block(height, 6, draw)


def _above(card: Card, words: str, breadth: float) -> tuple[int, Type, Sequence[str]]:
    """What stands over the weakest point; where a word is too long it begins at the edge, and then becomes smaller."""
    if not card.weakest:
        return LEFT, WEAKEST, ()
    beside = 20 if card.moment else 8
    ways = [(LEFT, WEAKEST), (PAD, WEAKEST), (PAD, NARROW)]
    fitting = (
        (left, type_)
        for left, type_ in ways
        if all(width(word, type_) <= SAFE * (breadth - left - beside) for word in words.split())
    )
    left, type_ = next(fitting, ways[-1])
    return left, type_, lines(words, breadth - left - beside, type_, 3)


def poster(card: Card, breadth: float, tallest: int) -> Block:
    """A card with its number and icon above the title, as tall as the one with the most lines."""
    title = lines(card.title, breadth - 20, TITLE, MOST)
    height = tallest * TITLE.leading + 34

    def draw(name: str, x: float, y: float) -> Iterator[Part]:
        ink = "broken" if card.weakest else "muted"
        number = Line(x + 10, y + 17, str(card.number), NUMBER, ink, room=20)
        texts = (number, *text_lines(title, x + 10, y + 26, TITLE, room=breadth - 20))
        strokes = (icon(card.icon, x + 32, y + 11, 13, pen=1.1),) if card.channel else ()
        told = (card.link, card.tip, f"map-{card.id}", card.about)
        yield Part(name, look(card), x, y, breadth, height, strokes, texts, *told)
        if card.moment:
            yield mark(f"{name}/mark", "moment", x + breadth - 14, y + 17, 6)
        yield from _opening(card, name, x + breadth - 20, y + height - 19)

    return Block(height, 6, draw)


def tallest(cards: Sequence[Card], breadth: float) -> int:
    """The most lines that a title takes."""
    return max((len(lines(card.title, breadth - 20, TITLE, MOST)) for card in cards), default=1)


def _opening(card: Card, name: str, x: float, y: float) -> Iterator[Part]:
    """The sign of a journey that tells this touchpoint in more detail; a link of its own, so not inside the card's."""
    if card.opens:
        sign = (icon("opens", x + 2, y + 2, 11, "info", 1.3),)
        yield Part(f"{name}+opens", "area", x, y, 15, 15, sign, (), card.opens, card.opens_tip)


@block.register
def _card(item: Card, breadth: float) -> Block:
    return web(item, breadth, "")
