"""The book as far as it can be read: with the readable parts of faulty files too, to see where references lead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from journeybook.load.reading import Reading
from journeybook.load.record import Part
from journeybook.model import Book, Entity, Origin, Settings


@dataclass(frozen=True)
class Whole:
    """A book with parts of things in it; `hidden` are the ids of those in which more names may stand than are known.

    `beside` are things whose files have no id of their own: their references are looked at, and none leads to them.
    """

    book: Book
    hidden: frozenset[str] = frozenset()
    beside: tuple[Part, ...] = ()

    @classmethod
    def of(cls, reading: Reading, book: Book) -> Whole:
        """A book that was read, with what else can be read of its files; the very same book where that is nothing."""
        parts = {name: content.part for name, content in reading.contents.items() if content.part is not None}
        hidden = {name for name, content in reading.contents.items() if content.hidden}
        hidden.update(["book"] if "book" not in reading.contents else [], (name for name, _ in reading.nameless))
        beside = tuple(content.known for _, content in reading.nameless if content.known is not None)
        return cls(_with(book, parts) if parts else book, frozenset(hidden), beside)

    @property
    def things(self) -> Iterator[Part]:
        """All that was read, the settings first, and last what has no id of its own."""
        for thing in (self.book.settings, *self.book.entities):
            if origin := self.book.origins.get(thing.id):
                yield Part(thing, origin, thing.id in self.hidden)
        yield from self.beside


def book_of(settings: Settings, entities: Mapping[str, Entity], origins: Mapping[str, Origin]) -> Book:
    """The book that consists of these entities, each kind sorted by id."""

    def all_of(noun: str) -> dict[str, Entity]:
        return {key: entity for key, entity in sorted(entities.items()) if entity.noun == noun}

    return Book(
        settings,
        personas=all_of("persona"),  # type: ignore[arg-type]
        journeys=all_of("journey"),  # type: ignore[arg-type]
        promises=all_of("promise"),  # type: ignore[arg-type]
        actors=all_of("actor"),  # type: ignore[arg-type]
        metrics=all_of("metric"),  # type: ignore[arg-type]
        evidence=all_of("evidence"),  # type: ignore[arg-type]
        actions=all_of("action"),  # type: ignore[arg-type]
        service_models=all_of("service-model"),  # type: ignore[arg-type]
        origins=origins,
    )


def _with(book: Book, parts: Mapping[str, Part]) -> Book:
    entities = {entity.id: entity for entity in book.entities}
    settings = parts["book"].entity if "book" in parts else book.settings
    assert isinstance(settings, Settings)
    return book_of(
        settings,
        {**entities, **{name: part.entity for name, part in parts.items()}},
        {**book.origins, **{name: part.origin for name, part in parts.items()}},
    )
