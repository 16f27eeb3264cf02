"""The hierarchy of journeys: which tells a part of which in more detail, and which is to come in the place of which."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from journeybook.diagrams.columns import Arrow, Column, Thing, scene
from journeybook.diagrams.drawing import Drawing, written
from journeybook.measures.emotion import Lowest
from journeybook.measures.shown import Shown
from journeybook.model import Book, Journey
from journeybook.model.choices import choice
from journeybook.words import phrase, phrases

NAME = TEMPLATE = "hierarchy"
BREADTH = 300.0  # px of a column
MOST = 60  # journeys
DEEPEST = 6  # columns; a journey that is its own ancestor must not be followed for ever


class Source(Struct, frozen=True):
    """What the hierarchy is drawn from, in one language; `weakest` holds the weakest touchpoint of each journey."""

    book: Book
    language: str
    link: Callable[..., str]
    weakest: Mapping[str, Lowest | None]

    def say(self, words: Any) -> str:
        """The words in this language."""
        return str(words.say(self.language))


def drawing(source: Source, templates: Path | None = None) -> Drawing | None:
    """The hierarchy of a book's journeys; none where every journey stands alone."""
    arrows = list(dict.fromkeys(_arrows(source.book)))
    if not arrows:
        return None
    depth = _depths(arrows)
    above = {arrow.end: arrow.start for arrow in arrows}
    shown = set(sorted(depth, key=lambda name: (_root(name, above), depth[name]))[:MOST])
    left, arrows = len(depth) - len(shown), [arrow for arrow in arrows if {arrow.start, arrow.end} <= shown]
    heads = [phrase("Journey"), *(phrase("In more detail, or to be") for _ in range(max(depth.values())))]
    columns = [Column(source.say(head), BREADTH) for head in heads]
    things = [_thing(source, source.book.journeys[name], column) for name, column in depth.items() if name in shown]
    if left:
        more = source.say(phrases("+ {count} more in the table", "+ {count} more in the table", left))
        things.append(Thing("MORE", 0, more, "more"))  # no id has capitals
    drawn = scene(NAME, columns, things, arrows)
    title = source.say(phrase("How journeys hang together"))
    told = source.say(phrase("An arrow leads to a journey that tells a part in more detail, or that is to be."))
    dot = written(drawn, TEMPLATE, templates)
    return Drawing(NAME, dot, title, told, drawn.width, drawn.height, source.book.place("book"))


def _arrows(book: Book) -> Iterator[Arrow]:
    """From a journey to its children (solid) and to what is to come in its place (dashed)."""
    for journey in book.journeys.values():
        if journey.parent and journey.parent in book.journeys and journey.parent != journey.id:
            yield Arrow(journey.parent, journey.id)
        if journey.as_is and journey.as_is in book.journeys and journey.as_is != journey.id:
            yield Arrow(journey.as_is, journey.id, "made")


def _depths(arrows: list[Arrow]) -> dict[str, int]:
    """The column of each journey: one further than whatever leads to it."""
    depth = {name: 0 for arrow in arrows for name in (arrow.start, arrow.end)}
    for _ in range(DEEPEST - 1):
        for arrow in arrows:
            depth[arrow.end] = min(max(depth[arrow.end], depth[arrow.start] + 1), DEEPEST - 1)
    return depth


def _root(name: str, above: Mapping[str, str]) -> str:
    """The journey that a family begins with, so that families stay together."""
    for _ in range(DEEPEST):
        name = above.get(name, name)
    return name


def _thing(source: Source, journey: Journey, column: int) -> Thing:
    lowest = source.weakest.get(journey.id)
    note = source.say(choice(journey.state))
    if lowest is not None:
        weakest = phrase("weakest link {link}", link=Shown(lowest.emotion))
        note = f"{note} · {source.say(weakest)}"
    title = source.say(journey.label)
    look = "card-made" if journey.state == "to_be" else "card"
    return Thing(journey.id, column, title, look, note, "", True, source.link(journey), title)
