"""Where a map's words come from: the book, the language, and where its links lead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from msgspec import Struct

from journeybook.measures import Ledger
from journeybook.model import Book, Entity, Journey, Lanes, Phase, Step

Link = Callable[[Entity], str]


class Sayable(Protocol):
    """Words that can be said in a language: an author's text, a phrase, a figure."""

    def say(self, language: str) -> str:
        """The words in a language."""


class Source(Struct, frozen=True):
    """A journey of a book as one language tells it; `link` gives the address of an entity's page."""

    book: Book
    journey: Journey
    language: str
    link: Link
    ledger: Mapping[str, Ledger]
    weakest: Step | None

    def say(self, words: Sayable) -> str:
        """The words in this language."""
        return words.say(self.language)

    def label(self, entity_id: str) -> str:
        """What an entity is called; its id where the book has no such thing."""
        entity = self.book.get(entity_id)
        return self.say(entity.label) if entity else entity_id

    def to(self, entity_id: str) -> str:
        """The address of an entity's page; empty where the book has no such thing."""
        entity = self.book.get(entity_id)
        return self.link(entity) if entity else ""


class Told(Struct, frozen=True):
    """Lanes of a phase as a whole (no step) or of one of its touchpoints, and where the page tells of it."""

    lanes: Lanes
    step: Step | None
    anchor: str


def told(phase: Phase, steps: tuple[Step, ...]) -> tuple[Told, ...]:
    """What is told of a phase, and then of each of its touchpoints."""
    whole = Told(phase, None, f"#phase-{phase.id}")
    return (whole, *(Told(step.touchpoint, step, f"#{step.touchpoint.id}") for step in steps))
