"""The closed loop: listen, answer, act, review, tell; how much of each there is, and where the loop stands open."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from journeybook.diagrams.drawing import Drawing, written
from journeybook.diagrams.journey_map.blocks import text_lines
from journeybook.measures.posts import Listened
from journeybook.model import Book
from journeybook.scene.measure import Face, Type, width
from journeybook.scene.shape import Line, Paint, Part, Point, Scene
from journeybook.scene.wrap import lines
from journeybook.words import Phrase, number, phrase, phrases

NAME = TEMPLATE = "loop"
WIDTH, HEIGHT = 714.0, 442.0
CENTRE, RADII = (357.0, 238.0), (262.0, 186.0)  # px: the ring, wider than high
CARD, PAD, AIR = (212.0, 96.0), 12.0, 7.0  # px: a station, inside it, and between it and an arrow
TITLE, VALUE, TEXT = Type(13, Face.BOLD), Type(22, Face.BOLD, 28), Type(11.5, leading=15)
MIDDLE, ABOUT = Type(15, Face.BOLD, 20), Type(12)
HEADED = 9.0  # px of an arrow's head
OPEN = phrase("the loop stands open here")


class Source(Struct, frozen=True):
    """What the loop is read from, in one language; `listened` tells of each journey by its id."""

    book: Book
    language: str
    link: Callable[..., str]
    listened: Mapping[str, Listened]
    name: str = NAME

    def say(self, words: Any) -> str:
        """The words in this language."""
        return str(words.say(self.language))


class Station(Struct, frozen=True):
    """One of the five stations: its count, what is counted, and more of it; it stands open where the count is 0."""

    id: str
    name: str
    count: int
    counted: str
    more: str
    link: str

    @property
    def is_open(self) -> bool:
        """Whether nothing goes on from here."""
        return self.count == 0


def drawing(source: Source, templates: Path | None = None) -> Drawing:
    """The loop of a book."""
    found = stations(source)
    middle, about = phrase("The closed loop"), phrase("what is heard is answered, mended, checked and told")
    words = source.say(middle), source.say(about), source.say(OPEN)
    drawn = replace(scene(found, words, source.language), name=source.name)
    told = source.say(phrase("How much of each station there is; the same stands below as a list."))
    dot = written(drawn, TEMPLATE, templates)
    return Drawing(source.name, dot, source.say(middle), told, drawn.width, drawn.height, source.book.place("book"))


def stations(source: Source) -> list[Station]:
    """The five stations of the book: posts at touchpoints of journeys that count, and actions."""
    each = [source.listened[journey.id] for journey in source.book.counted]
    posts, complete = sum(one.posts for one in each), sum(one.complete for one in each)
    answered, whole = sum(one.answered for one in each), sum(one.touchpoints for one in each)
    actions = source.book.actions.values()
    circle = [action.standing for action in actions]
    count = circle.count
    return [
        _station(source, "listen", phrase("Listen"), phrases("listening post", "listening posts", posts),
                 phrase("{count} complete, at {whole} touchpoints in all", count=complete, whole=whole)),
        _station(source, "answer", phrase("Answer"),
                 phrases("post that says how soon", "posts that say how soon", answered),
                 phrases("of {count} post", "of {count} posts", posts)),
        _station(source, "act", phrase("Act"), phrases("action being done", "actions being done", count("do")),
                 phrase("{count} planned", count=count("plan"))),
        _station(source, "review", phrase("Review"),
                 phrases("action being reviewed", "actions being reviewed", count("review")), None),
        _station(source, "tell", phrase("Tell"), phrases("action done", "actions done", count("done")),
                 phrase("{count} dropped; customers hear what came of it", count=count("dropped"))),
    ]  # fmt: skip


def _station(source: Source, name: str, said: Phrase, counted: Phrase, more: Phrase | None) -> Station:
    posts = "#_posts" if source.name == NAME else source.link("listening", "_posts")
    link = posts if name in {"listen", "answer"} else source.link("actions/index")
    count = counted.count or 0
    return Station(name, source.say(said), count, source.say(counted), source.say(more) if more else "", link)


def scene(found: Sequence[Station], words: tuple[str, str, str], language: str) -> Scene:
    """The stations around a ring, clockwise from the top, with an arrow from each to the next."""
    angles = [math.radians(360 * place / len(found) - 90) for place in range(len(found))]
    middles = [_on_ring(angle) for angle in angles]
    paints: list[Paint] = []
    for place, start in enumerate(angles):
        end = angles[(place + 1) % len(angles)] + (math.tau if place + 1 == len(angles) else 0)
        paints += _arrow(start, end, (middles[place], middles[(place + 1) % len(angles)]), found[place].is_open)
    parts = [
        part
        for station, middle in zip(found, middles, strict=True)
        for part in _card(station, middle, words[2], language)
    ]
    return Scene(NAME, WIDTH, HEIGHT, tuple(paints), (_centre(words), *parts))


def _on_ring(angle: float) -> Point:
    return CENTRE[0] + RADII[0] * math.cos(angle), CENTRE[1] + RADII[1] * math.sin(angle)


def _arrow(start: float, end: float, cards: tuple[Point, Point], is_open: bool) -> Iterator[Paint]:
    """Along the ring, from where it leaves a card to where it reaches the next."""
    step = math.radians(0.5)
    while _is_on(_on_ring(start), cards[0]):
        start += step
    while _is_on(_on_ring(end), cards[1]):
        end -= step
    ink, style = ("broken-base", "dashed") if is_open else ("info-base", "solid")
    neck = end - HEADED / math.hypot(RADII[0] * math.sin(end), RADII[1] * math.cos(end))
    yield Paint(arc(start, neck), "", ink, 2.2, style, curved=True)
    (ax, ay), (bx, by) = _on_ring(neck), _on_ring(end)
    half = 0.55
    yield Paint(
        ((bx, by), (ax - (by - ay) * half, ay + (bx - ax) * half), (ax + (by - ay) * half, ay - (bx - ax) * half)), ink
    )


def _is_on(point: Point, card: Point) -> bool:
    return abs(point[0] - card[0]) < CARD[0] / 2 + AIR and abs(point[1] - card[1]) < CARD[1] / 2 + AIR


def arc(start: float, end: float) -> tuple[Point, ...]:
    """A piece of the ring between two angles (radians) as one Bézier."""
    pull = 4 / 3 * math.tan((end - start) / 4)
    (ax, ay), (bx, by) = _on_ring(start), _on_ring(end)
    leaves = ax - pull * RADII[0] * math.sin(start), ay + pull * RADII[1] * math.cos(start)
    arrives = bx + pull * RADII[0] * math.sin(end), by - pull * RADII[1] * math.cos(end)
    return (ax, ay), leaves, arrives, (bx, by)


def _centre(words: tuple[str, str, str]) -> Part:
    """What the ring is, in its middle."""
    room = 2 * (RADII[0] - CARD[0] / 2) - 80
    name, about = lines(words[0], room, MIDDLE, 2), lines(words[1], room, ABOUT, 4)
    below = [*((each, MIDDLE, "ink") for each in name), *((each, ABOUT, "muted") for each in about)]
    y = CENTRE[1] - sum(type_.leading for _, type_, _ in below) / 2
    told = []
    for text, type_, ink in below:
        told.append(Line(CENTRE[0], y + type_.leading / 2, text, type_, ink, "middle", room))
        y += type_.leading
    return Part("middle", "group", 1, 1, 1, 1, (), tuple(told))


def _card(station: Station, middle: Point, is_open: str, language: str) -> Iterator[Part]:
    room = CARD[0] - 2 * PAD
    x, y = middle[0] - CARD[0] / 2, middle[1] - CARD[1] / 2
    shown = number(station.count, language)
    more = is_open if station.is_open else station.more
    ink = "broken" if station.is_open else "ink"
    beside = width(shown, VALUE) + 8
    counted = lines(station.counted, room - beside, TEXT, 2)
    words = (
        *text_lines(lines(station.name, room, TITLE, 1), x + PAD, y + 8, TITLE, ink, room),
        *text_lines((shown,), x + PAD, y + 27, VALUE, ink, room),
        *text_lines(counted, x + PAD + beside, y + 42 - len(counted) * TEXT.leading / 2, TEXT, ink, room - beside),
        *text_lines(lines(more, room, TEXT, 2), x + PAD, y + 60, TEXT, ink if station.is_open else "muted", room),
    )
    tip = (
        f"{station.name}: {shown} {station.counted} · {more}" if more else f"{station.name}: {shown} {station.counted}"
    )
    look = "card-broken" if station.is_open else "card-made"
    yield Part(f"station-{station.id}", look, x, y, *CARD, (), words, station.link, tip)
