"""Where findings stand, known from one build to the next, so that most files need not be read for it."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import astuple

from journeybook.model import Book
from journeybook.model.heard import PARTS, note, unheard
from journeybook.pages.entries import BOOK, PLACE
from journeybook.pages.field_digests import FieldDigests, Store
from journeybook.problem import Place
from journeybook.rules.places import place_of

_KEPT = "places/"


class KnownPlaces:
    """The places in the files of a book: those of an earlier build where the file is the same."""

    def __init__(self, book: Book, fields: FieldDigests, store: Store) -> None:
        self._book, self._fields, self._store = book, fields, store
        self._known: dict[str, dict[str, Place]] = {}
        self._new: set[str] = set()

    def place(self, thing: str, what: str, find: Callable[[], Place], is_one: bool) -> Place:
        """Where something stands in the file of a thing, if that is the same as in the last build; else it is found.

        Whoever asks has read this place; with `is_one` nothing else of where the thing stands.
        """
        note(PARTS.join((PLACE, thing, what) if is_one else (BOOK, "origins", thing)))
        with unheard():
            return self._place(thing, what, find)

    def _place(self, thing: str, what: str, find: Callable[[], Place]) -> Place:
        if not self._fields.is_told_by_its_file(thing):
            return find()
        known = self._of(thing)
        if what not in known:
            known[what] = find()
            self._new.add(thing)
        return known[what]

    def told(self, thing: str, what: str) -> str:
        """What a place is told by, for those who have read it."""
        return repr(self._place(thing, what, lambda: place_of(self._book, thing, what)))

    def _of(self, thing: str) -> dict[str, Place]:
        if thing not in self._known:
            left = self._store.told(f"{_KEPT}{thing}") if thing not in self._fields.changed else None
            self._known[thing] = {what: Place(*place) for what, place in (left or {}).items()}
        return self._known[thing]

    def leave(self) -> None:
        """Leave what is known to the next build, of files that are the same also what nobody has asked for."""
        self._store.keep(f"{_KEPT}{thing}" for thing in self._book.origins)
        for thing in self._fields.changed - self._new:
            self._store.drop(f"{_KEPT}{thing}")
        for thing in sorted(self._new):
            self._store.put(f"{_KEPT}{thing}", {what: astuple(place) for what, place in self._known[thing].items()})
        self._new.clear()

    def learned(self) -> dict[str, dict[str, Place]]:
        """The places in files of which some were found since this was last asked."""
        new, self._new = self._new, set()
        return {thing: self._known[thing] for thing in new}

    def learn(self, learned: dict[str, dict[str, Place]]) -> None:
        """Know what another process has found in the files of the same book."""
        for thing, places in learned.items():
            self._of(thing).update(places)
        self._new.update(learned)

    def let_go(self) -> None:
        """Forget all places."""
        self._known.clear()
