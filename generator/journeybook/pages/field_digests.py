"""Digests of single fields of things, those of files that nobody has changed since taken from an earlier build."""

from __future__ import annotations

from collections.abc import Iterable
from sys import intern
from typing import Any, Protocol

from journeybook.model import Book, Entity, Journey, Phase, Step
from journeybook.pages.digests import Digests

ABSENT = "absent"
_PHASES = "phases/"


class Store(Protocol):
    """What an earlier build left, by a name."""

    def told(self, name: str) -> dict[str, Any] | None:
        """What was put under the name, without what is heavy; None where there is nothing."""

    def put(self, name: str, told: dict[str, Any], heavy: dict[str, Any]) -> None:
        """Remember it."""


class FieldDigests:
    """The digest of any field of any thing of a book; `store` is what earlier builds of the same program left.

    What is left counts while the thing's file is the same. Of a book that was cut for an audience nothing is left: what
    a thing has there follows from other files too.
    """

    def __init__(self, book: Book, store: Store | None = None) -> None:
        self.digests = Digests(self._of_phase)
        self._things = {entity.id: entity for entity in book.entities}
        self._marks = {} if book.audience else {name: origin.mark for name, origin in book.origins.items()}
        self._store = store
        self._known: dict[str, dict[str, str]] = {}
        self._learned: set[str] = set()

    def of(self, name: str, fields: Iterable[str]) -> str:
        """What these fields of a thing hold, in so many letters."""
        if name not in self._things:
            return ABSENT
        known = self._of_thing(name)
        return "".join([known[field] if field in known else self._found(name, field) for field in fields])

    def leave(self) -> None:
        """Hand on what was found anew."""
        for name in sorted(self._learned):
            if self._store is not None and self._marks.get(name):
                self._store.put(_place(name), {"mark": self._marks[name], "digests": self._known[name]}, {})
        self._learned.clear()

    def let_go(self) -> None:
        """Forget all digests, and what they are of."""
        self.digests.let_go()
        self._things.clear()
        self._known.clear()

    def _of_thing(self, name: str) -> dict[str, str]:
        if name not in self._known:
            left = self._store.told(_place(name)) if self._store is not None and self._marks.get(name) else None
            self._known[name] = left["digests"] if left and left["mark"] == self._marks[name] else {}
        return self._known[name]

    def _of_phase(self, step: Step) -> str:
        """The digest of the phase that a touchpoint of this book is in; of one from elsewhere nothing is known."""
        journey, place = self._things.get(step.journey), step.phase_number - 1
        phases = _phases(journey)
        is_of_book = place < len(phases) and phases[place] is step.phase
        return self.of(step.journey, (f"{_PHASES}{place}",)) if is_of_book else ""

    def _value(self, name: str, field: str) -> Any:
        thing = self._things[name]
        if field.startswith(_PHASES):
            return _phases(thing)[int(field.removeprefix(_PHASES))]
        value = getattr(thing, field, ABSENT)
        return value() if callable(value) else value

    def _found(self, name: str, field: str) -> str:
        untold = self.digests.untold
        digest = intern(self.digests.of(self._value(name, field)))
        if untold == self.digests.untold:  # what cannot be told is never the same
            self._known[name][field] = digest
            self._learned.add(name)
        return digest


def _phases(thing: Entity | None) -> tuple[Phase, ...]:
    """The phases of a journey, in a way that nobody who watches what is read hears of."""
    return vars(thing)["phases"] if isinstance(thing, Journey) else ()


def _place(name: str) -> str:
    return f"fields {name}"
