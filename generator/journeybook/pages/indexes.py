"""What the indexes of a book are made of, such as where a thing is mentioned: told as a whole, not entry by entry.

Whoever compares pages with what they were asks for tens of thousands of entries. Where no thing that has changed has
another value in any field that the indexes read of its kind, none of them is another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from journeybook.model import Book
from journeybook.model.heard import IS, PARTS, Heard
from journeybook.pages.field_digests import FieldDigests, Store

BOOK = "book"
_PLACE = "indexes"
_OF_BOOK, _ORIGINS = f"{BOOK}{PARTS}", f"{BOOK}{PARTS}origins"


def is_of_index(name: str) -> bool:
    """Whether something that was read stands in an index of the book; where a thing stands, its file alone tells."""
    return name.startswith(_OF_BOOK) and not name.startswith(_ORIGINS)


class Indexes:
    """Whether the indexes of a book are those of the last build; `heard` hears what is read to make them."""

    def __init__(self, book: Book, fields: FieldDigests, store: Store) -> None:
        self.heard = Heard()
        self._kinds = {entity.id: entity.noun for entity in book.entities}
        self._fields, self._store = fields, store
        self._elsewhere: defaultdict[str, set[str]] = defaultdict(set)
        self._before: Mapping[str, list[str]] = store.told(_PLACE) or {}

    @cached_property
    def are_same(self) -> bool:
        """Whether no entry can be another than in the last build; where half of the book has changed, nobody looks."""
        changed = self._fields.changed
        if not self._before or 2 * len(changed) > len(self._kinds):
            return False
        return not any(self._fields.have_changed(name, self._read_of(name)) for name in changed)

    def _read_of(self, name: str) -> list[str]:
        return self._before.get(self._kinds.get(name, ""), [IS])

    def leave(self) -> None:
        """Leave to the next build which fields are read of which kind, and what they hold; it looks at few alone."""
        if not any(map(self._fields.is_told_by_its_file, self._kinds)):
            return
        read = self._read()
        for name, kind in self._kinds.items():
            if name in self._fields.changed or read[kind] != self._before.get(kind):
                self._fields.of(name, read[kind])
        self._store.put(_PLACE, read)

    def learned(self) -> dict[str, list[str]]:
        """Which fields are read of which kind."""
        return self._read()

    def learn(self, read: dict[str, list[str]]) -> None:
        """Know what another process has read of the same book."""
        for kind, names in read.items():
            self._elsewhere[kind].update(names)

    def _read(self) -> dict[str, list[str]]:
        read: defaultdict[str, set[str]] = defaultdict(lambda: {IS})
        for kind in self._kinds.values():
            read[kind].update(self._before.get(kind, ()), self._elsewhere[kind])
        for of, names in self.heard.fields.items():
            if isinstance(of, str):
                read[self._kinds.get(of, "")].update(names)
            else:
                read[self._kinds[of.thing]].update(f"{of.of}{name}" for name in names)
        return {kind: sorted(names) for kind, names in sorted(read.items())}
