"""Digests of single fields of things, those of files that nobody has changed since taken from an earlier build.

What is told of the touchpoints of a journey, or of its phases, is told field by field too: `touchpoints.title` are all
their titles, `touchpoints.title@3` is one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from sys import intern
from typing import Any, Protocol

from journeybook.model import Book, Entity, Journey, Origin, Phase, Touchpoint
from journeybook.model.heard import AT, unheard
from journeybook.model.record import Record
from journeybook.pages.digests import Digests
from journeybook.pages.entries import FILE

ABSENT = "absent"
OF_PHASES, OF_TOUCHPOINTS = "phases.", "touchpoints."
_MARKS = "marks"
Told = dict[str, Any]


class Store(Protocol):
    """What an earlier build left, by a name."""

    def told(self, name: str) -> Told | None:
        """What was put under the name, without what is heavy; None where there is nothing."""

    def reads(self, name: str) -> Told:
        """What was read for it."""

    def heavy(self, name: str) -> Told:
        """What is heavy of what was put under a name."""

    def heavy_later(self, name: str) -> Callable[[], Told]:
        """The same, for whoever may ask for it later, or never."""

    def put(self, name: str, told: Told, reads: Told | None = None, heavy: Told | None = None) -> None:
        """Remember it."""

    def drop(self, name: str) -> None:
        """Forget it."""

    def keep(self, names: Iterable[str]) -> None:
        """Do not forget these, though nobody asks for them."""

    def keep_kinds(self, kinds: Iterable[str]) -> None:
        """Do not forget what has a name that begins like one of these, though nobody asks for it."""

    def set_apart(self) -> None:
        """From now on read what an earlier build left, and write nothing."""

    def learned(self) -> Any:
        """What was put in a store that was set apart, since it last told."""

    def learn(self, learned: Any) -> None:
        """Remember what another process has put."""


class FieldDigests:
    """The digest of any field of any thing of a book, beside what it was in the last build, which is in the store.

    What nobody but its file tells of a thing is the same while the file is. Of a book that was cut for an audience no
    file says so: what a thing has there follows from other files too.
    """

    def __init__(self, book: Book, store: Store) -> None:
        self.digests = Digests()
        self._things = {entity.id: entity for entity in book.entities}
        told = {} if book.audience else {name: _mark(origin) for name, origin in book.origins.items()}
        self._marks = {name: told.get(name, "") for name in self._things}
        self._store = store
        self._known: dict[str, dict[str, str]] = {}
        self._before: dict[str, dict[str, str]] = {}
        self._learned: set[str] = set()
        before = store.told(_MARKS) or {}
        every = {**before, **self._marks}
        self.changed = frozenset(name for name in every if not self._marks.get(name) or every[name] != before.get(name))
        """The ids of all things that may be others than in the last build, and of those that are new or gone."""

    def is_told_by_its_file(self, name: str) -> bool:
        """Whether a thing is the same while its file is, and whether that is, is known."""
        return bool(self._marks.get(name))

    def of(self, name: str, fields: Iterable[str]) -> str:
        """What these fields of a thing hold, in so many letters; what they hold is remembered for the next build."""
        if name not in self._things:
            return ABSENT
        known = self._of_thing(name)
        return "".join([known[field] if field in known else self._found(name, field) for field in fields])

    def have_changed(self, name: str, fields: Collection[str]) -> bool:
        """Whether one of these fields of a thing, or its file, holds something else than in the last build."""
        if name not in self.changed:
            return False
        if name not in self._things or FILE in fields:
            return True
        known = self._of_thing(name)
        for field in fields:
            if field not in known:
                self._found(name, field)
        before = self._before[name]
        return any(known.get(field) != before.get(field, ABSENT) for field in fields)

    def leave(self) -> None:
        """Leave what all things are told by to the next build."""
        self._store.put(_MARKS, self._marks)
        for name in self.changed - self._learned:
            self._store.drop(_place(name))  # nobody has asked for anything of it
        self._store.keep(_place(name) for name in self._things.keys() - self.changed)
        for name in sorted(self._learned):
            self._store.put(_place(name), self._known[name])
        self._learned.clear()

    def learned(self) -> dict[str, dict[str, str]]:
        """What is known of the things of which something was found since this was last asked."""
        learned, self._learned = self._learned, set()
        return {name: self._known[name] for name in learned}

    def learn(self, learned: dict[str, dict[str, str]]) -> None:
        """Know what another process has found of the same book."""
        for name, known in learned.items():
            self._of_thing(name).update(known)
        self._learned.update(learned)

    def let_go(self) -> None:
        """Forget all digests, and what they are of."""
        self.digests.let_go()
        for each in (self._things, self._marks, self._known, self._before):
            each.clear()

    def _of_thing(self, name: str) -> dict[str, str]:
        """What is known of the fields of a thing as it is; what they were is put aside where it may be another."""
        if name not in self._known:
            left = {intern(field): digest for field, digest in (self._store.told(_place(name)) or {}).items()}
            self._known[name], self._before[name] = ({}, left) if name in self.changed else (left, {})
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
            digest = intern(self.digests.of(value))
        if untold == self.digests.untold:  # what cannot be told is never the same
            self._known[name][intern(field)] = digest
            self._learned.add(name)
        return digest


def _mark(origin: Origin) -> str:
    """What tells a file: where it lies too, since its kind of thing and the places in it follow from that."""
    return f"{origin.mark} {origin.file}" if origin.mark else ""


def phases_of(thing: Entity) -> tuple[Phase, ...]:
    """The phases of a journey, in a way that nobody who watches what is read hears of."""
    with unheard():
        return thing.phases if isinstance(thing, Journey) else ()


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


def _place(name: str) -> str:
    return f"fields/{name}"
