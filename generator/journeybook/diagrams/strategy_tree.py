"""The strategy tree: true north, the objectives on the way, and the journeys and actions that take us there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from journeybook.diagrams.columns import Arrow, Column, Thing, scene
from journeybook.diagrams.drawing import Drawing, written
from journeybook.model import Book, Entity
from journeybook.model.choices import choice
from journeybook.words import phrase

NAME = TEMPLATE = "strategy_tree"
NORTH = "true-north"
COLUMNS = (
    (phrase("True north"), 260.0),
    (phrase("Objectives"), 360.0),
    (phrase("What takes us there"), 360.0),
)


@dataclass(frozen=True, slots=True)
class Source:
    """What the tree is drawn from, in one language."""

    book: Book
    language: str
    link: Callable[..., str]

    def say(self, words: Any) -> str:
        """The words in this language."""
        return str(words.say(self.language))


def drawing(source: Source, templates: Path | None = None) -> Drawing | None:
    """The tree of a book's strategy; none where it has no objectives."""
    if not source.book.settings.objectives:
        return None
    columns = [Column(source.say(head), breadth) for head, breadth in COLUMNS]
    things = {thing.name: thing for thing in _things(source)}
    arrows = [arrow for arrow in dict.fromkeys(_arrows(source)) if arrow.start in things and arrow.end in things]
    drawn = scene(NAME, columns, list(things.values()), arrows)
    title = source.say(phrase("Strategy: from true north to what is done"))
    told = source.say(phrase("Each objective with the journeys and actions that serve it."))
    dot = written(drawn, TEMPLATE, templates)
    return Drawing(NAME, dot, title, told, drawn.width, drawn.height, source.book.place("book"))


def _things(source: Source) -> Iterator[Thing]:
    settings = source.book.settings
    if settings.true_north:
        yield Thing(NORTH, 0, source.say(settings.true_north.statement), "made", strong=True)
    for objective in settings.objectives:
        note = source.say(phrase("critical")) if objective.critical else ""
        words = source.say(objective.statement)
        look = "card-made" if objective.critical else "card"
        yield Thing(
            f"objective-{objective.id}", 1, words, look, note, "", True, source.link("strategy", objective.id), words
        )
        for entity, said in _serving(source, objective.id):
            yield Thing(entity.id, 2, source.say(entity.label), "role", said, link=source.link(entity))


def _serving(source: Source, objective: str) -> Iterator[tuple[Entity, str]]:
    """What serves an objective: journeys, and actions that go on."""
    book = source.book
    for journey in book.journeys.values():
        if objective in journey.supports and journey.status != "retired":
            yield journey, source.say(phrase("journey"))
    for action in book.actions.values():
        if objective in action.supports and action.closed is None:
            yield action, source.say(phrase("action · {standing}", standing=choice(action.circle or "plan")))


def _arrows(source: Source) -> Iterator[Arrow]:
    for objective in source.book.settings.objectives:
        yield Arrow(NORTH, f"objective-{objective.id}")
        for entity, _ in _serving(source, objective.id):
            yield Arrow(f"objective-{objective.id}", entity.id)
