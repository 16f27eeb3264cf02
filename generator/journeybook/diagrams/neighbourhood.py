"""The neighbourhood of one thing: what it names and what names it, customers to the left, what is ours to the right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import singledispatchmethod
from pathlib import Path
from typing import Any

from msgspec import Struct

from journeybook.diagrams.drawing import Drawing, laid_out_by_the_engine
from journeybook.diagrams.neighbours import Group, Neighbour, Tie
from journeybook.measures import Figure, Ledger, shown
from journeybook.model import Action, Book, Entity, Journey, Metric, Promise
from journeybook.model.choices import choice
from journeybook.scene.colour import INKS
from journeybook.scene.measure import Face, Type
from journeybook.scene.shape import Line
from journeybook.scene.wrap import lines
from journeybook.words import phrase, phrases

TEMPLATE = "neighbourhood"
MOST = 40  # boxes, the thing itself among them
FEWEST = 3  # of each kind, before any kind gets more
NUMBERS = 6  # touchpoints told by their numbers
BREADTH, MARGIN, PAD = 198, 10, 7  # px of a box, of its left edge, above and below its words
TITLE_HEIGHT, NOTE_HEIGHT = 16, 14  # px; HTML-like labels know whole ones only
TITLE, NOTE = Type(12, Face.BOLD, TITLE_HEIGHT), Type(11, leading=NOTE_HEIGHT)
OURS = ("actor", "metric", "evidence", "action", "service-model")  # what stands to the right


class Source(Struct, frozen=True):
    """What a neighbourhood is drawn from, in one language; `latest` holds the latest result of each metric."""

    book: Book
    language: str
    link: Callable[[Any], str]
    ledger: Mapping[str, Ledger]
    latest: Mapping[str, Figure]

    def say(self, words: Any) -> str:
        """The words in this language."""
        return str(words.say(self.language))

    @singledispatchmethod
    def standing(self, entity: Entity) -> str:
        """How a thing stands, in a word or a figure, as far as that can be said so shortly."""
        return ""

    @standing.register
    def _(self, entity: Journey) -> str:
        return self.say(choice("to_be")) if entity.state == "to_be" else ""

    @standing.register
    def _(self, entity: Promise) -> str:
        return self.say(choice(self.ledger[entity.id].verdict.value))

    @standing.register
    def _(self, entity: Metric) -> str:
        return self.say(shown.value(self.latest[entity.id]))

    @standing.register
    def _(self, entity: Action) -> str:
        return self.say(choice(entity.standing))


class Box(Struct, frozen=True):
    """A box with its words in lines, its size in px, how it looks and where it leads."""

    name: str
    look: str
    title: tuple[str, ...]
    note: tuple[str, ...] = ()
    ink: str = "ink"
    muted: str = "muted"
    link: str = ""
    tip: str = ""

    breadth = BREADTH
    margin = MARGIN
    pad = PAD
    room = BREADTH - MARGIN
    title_height = TITLE_HEIGHT
    note_height = NOTE_HEIGHT

    @property
    def height(self) -> int:
        """The height of the box (px)."""
        return len(self.title) * TITLE_HEIGHT + len(self.note) * NOTE_HEIGHT + 2 * PAD


class Cluster(Struct, frozen=True):
    """The neighbours of one kind, and on which side they stand."""

    name: str
    head: Line
    ours: bool
    boxes: tuple[Box, ...]


def drawing_name(entity_id: str) -> str:
    """The name of a thing's neighbourhood."""
    return f"neighbourhood-{entity_id}"


def drawing(source: Source, entity: Entity, groups: Sequence[Group], templates: Path | None = None) -> Drawing | None:
    """The neighbourhood of a thing; none where it stands alone."""
    if not groups:
        return None
    name, label = drawing_name(entity.id), source.say(entity.label)
    centre = Box(f"{name}-centre", "centre", _title(label), (), "onhead", "onhead2", "", label)
    clusters = tuple(_clusters(source, groups))
    dot = laid_out_by_the_engine(TEMPLATE, templates, name=name, centre=centre, clusters=clusters)
    title = source.say(phrase("What “{thing}” hangs together with", thing=label))
    told = source.say(phrase("To the left what customers meet, to the right what is done behind it; the same below."))
    return Drawing(name, dot, title, told, 0, 0, source.book.place(entity.id))


def shares(sizes: Sequence[int], most: int) -> list[int]:
    """How many of each group are shown, so that no more than `most` are: a few of each first, then in turn."""
    given = [min(size, FEWEST) for size in sizes]
    while sum(given) < most and (waiting := [n for n, size in enumerate(sizes) if given[n] < size]):
        for number in waiting[: most - sum(given)]:
            given[number] += 1
    return given


def _clusters(source: Source, groups: Sequence[Group]) -> Iterator[Cluster]:
    rest = shares([group.count for group in groups], MOST - 1 - len(groups))
    for group, count in zip(groups, rest, strict=True):
        boxes = [_box(source, each) for each in group.neighbours[:count]]
        left = group.beyond(count)
        if left:
            more = source.say(phrases("+ {count} more", "+ {count} more", left))
            boxes.append(Box(f"more-{group.noun}", "more", (more,), (), "muted", link="#_around"))
        head = Line(0, 0, source.say(group.name), TITLE)
        yield Cluster(f"cluster-{group.noun}", head, group.noun in OURS, tuple(boxes))


def _box(source: Source, neighbour: Neighbour) -> Box:
    entity = source.book.get(neighbour.name)
    assert entity is not None
    state = source.ledger[entity.id].verdict.value if entity.id in source.ledger else ""
    title, told = source.say(entity.label), [_told(source, tie) for tie in neighbour.ties]
    standing = source.standing(entity)
    note = " · ".join([*([standing] if standing else []), ", ".join(told)])
    ink = INKS.get(state, "")
    return Box(
        entity.id, state or "card", _title(title), lines(note, BREADTH - 2 * MARGIN, NOTE, 3), ink or "ink",
        ink or "muted", source.link(entity), f"{title}: {note}",
    )  # fmt: skip


def _title(words: str) -> tuple[str, ...]:
    return lines(words, BREADTH - 2 * MARGIN, TITLE, 3)


def _told(source: Source, tie: Tie) -> str:
    """The way in which two things hang together, with the numbers of the touchpoints."""
    numbers = list(dict.fromkeys(str(stop.number) for stop in tie.stops))
    if not numbers:
        return source.say(tie.word)
    shown_ones = ", ".join(numbers[:NUMBERS]) + (" …" if len(numbers) > NUMBERS else "")
    return source.say(phrase("{tie} ({numbers})", tie=tie.word, numbers=shown_ones))
