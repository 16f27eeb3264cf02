"""Digests of single fields of things, those of files that nobody has changed since taken from an earlier build.

What is told of the touchpoints of a journey, or of its phases, is told field by field too: `touchpoints.title` are all
their titles, `touchpoints.title@3` is one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from sys import intern
from typing import Any, Protocol

from journeybook.model import Book, Entity, Journey, Phase, Touchpoint
from journeybook.model.heard import AT, unheard
from journeybook.model.record import Record
from journeybook.model.text import NOTHING
from journeybook.pages.digests import Digests

ABSENT = "absent"
_PLAIN = frozenset((bool, int, float, type(None)))
_EMPTY: tuple[object, ...] = ((), "", NOTHING)
_LONGEST = 20
OF_PHASES, OF_TOUCHPOINTS = "phases.", "touchpoints."


class Store(Protocol):
    """What an earlier build left, by a name."""

    def told(self, name: str) -> dict[str, Any] | None:
        """What was put under the name, without what is heavy; None where there is nothing."""

    def put(self, name: str, told: dict[str, Any], heavy: dict[str, Any]) -> None:
        """Remember it."""

    def heavy(self, name: str) -> dict[str, Any]:
        """What is heavy of what was put under a name, read when somebody asks for it."""


class FieldDigests:
    """The digest of any field of any thing of a book; `store` is what earlier builds of the same program left.

    What is left counts while the thing's file is the same. Of a book that was cut for an audience nothing is left: what
    a thing has there follows from other files too.
    """

    def __init__(self, book: Book, store: Store | None = None) -> None:
        self.digests = Digests()
        self._things = {entity.id: entity for entity in book.entities}
        self.marks = {} if book.audience else {name: origin.mark for name, origin in book.origins.items()}
        """What each thing's file is told by, where nothing but the file tells what the thing is."""
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
            if self._store is not None and self.marks.get(name):
                self._store.put(_place(name), {"mark": self.marks[name], "digests": self._known[name]}, {})
        self._learned.clear()

    def let_go(self) -> None:
        """Forget all digests, and what they are of."""
        self.digests.let_go()
        self._things.clear()
        self._known.clear()

    def _of_thing(self, name: str) -> dict[str, str]:
        if name not in self._known:
            left = self._store.told(_place(name)) if self._store is not None and self.marks.get(name) else None
            digests = left["digests"] if left and left["mark"] == self.marks[name] else {}
            self._known[name] = {intern(field): digest for field, digest in digests.items()}
        return self._known[name]

    def _value(self, name: str, field: str) -> Any:
        thing = self._things[name]
        if field.startswith((OF_PHASES, OF_TOUCHPOINTS)):
            return _value_of_parts(thing, field)
        value = getattr(thing, field, ABSENT)
        return value() if callable(value) else value

    def _found(self, name: str, field: str) -> str:
        untold = self.digests.untold
        with unheard():
            value = self._value(name, field)
            digest = _plain(value) or intern(self.digests.of(value))
        if untold == self.digests.untold:  # what cannot be told is never the same
            self._known[name][intern(field)] = digest
            self._learned.add(name)
        return digest


def phases_of(thing: Entity) -> tuple[Phase, ...]:
    """The phases of a journey, in a way that nobody who watches what is read hears of."""
    return vars(thing)["phases"] if isinstance(thing, Journey) else ()


def touchpoints_of(thing: Entity) -> list[tuple[Touchpoint, ...]]:
    """The touchpoints of a journey, each as it is typed, and with what is told of its phase where that is more."""
    typed = (each for phase in phases_of(thing) for each in vars(phase)["touchpoints"])
    held = (step.touchpoint for step in thing.steps) if isinstance(thing, Journey) else ()
    return [(one,) if one is whole else (one, whole) for one, whole in zip(typed, held, strict=True)]


def _value_of_parts(thing: Entity, field: str) -> Any:
    parts: Sequence[tuple[Record, ...]] = (
        [(phase,) for phase in phases_of(thing)] if field.startswith(OF_PHASES) else touchpoints_of(thing)
    )
    name, _, number = field.partition(".")[2].partition(AT)
    if not number:
        return [_value_of(part, name) for part in parts]
    return _value_of(parts[int(number)], name) if int(number) < len(parts) else ABSENT


def _value_of(part: tuple[Record, ...], name: str) -> Any:
    """A field of a part of a journey; where it is typed in one way and holds in another, both."""
    values = [getattr(each, name, ABSENT) for each in part]
    return values[0] if values[-1] is values[0] else values


def _plain(value: Any) -> str:
    """What a value is told by that says itself in less than a digest, as most do; a digest has none of these signs."""
    kind = type(value)
    is_plain = kind in _PLAIN or (kind is str and value.isalnum() and len(value) <= _LONGEST)
    return intern(f"={value!r};") if is_plain or value in _EMPTY else ""


def _place(name: str) -> str:
    return f"fields {name}"
