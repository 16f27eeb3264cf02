"""What is no part of the book, but told beside it by name, such as its drawings: which entries are others by now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set

from journeybook.pages.entries import KEYS
from journeybook.pages.field_digests import ABSENT, Store

_TABLES = "tables/"
Told = dict[str, str]


class Tables:
    """What entries of tables are told by, beside what they were told by in the last build.

    A table is known when it has been added, which is before anything is made of it; `tell` tells what has a name.
    """

    def __init__(self, store: Store, tell: Callable[[object], str]) -> None:
        self._store, self._tell = store, tell
        self._values: dict[str, Mapping[str, object]] = {}
        self._before: dict[str, Told] = {}
        self._unchanged: dict[str, Set[str]] = {}

    def add(self, table: str, values: Mapping[str, object]) -> None:
        """Know a table as it is now."""
        self._values[table] = values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def told(self, table: str, entry: str) -> str:
        """What an entry is told by; one that is missing is told by that."""
        values = self._values.get(table, {})
        return self._tell(list(values) if entry == KEYS else values.get(entry, ABSENT))

    def is_same(self, table: str) -> bool:
        """Whether all entries that somebody has read are the same as in the last build."""
        return len(self.unchanged(table)) == len(self._left(table))

    def have(self, table: str, entries: Iterable[str]) -> bool:
        """Whether all these entries are the same as in the last build; one that is new is not."""
        return self.unchanged(table) >= set(entries)

    def unchanged(self, table: str) -> Set[str]:
        """The entries that are the same as in the last build."""
        if table not in self._unchanged:
            left = self._left(table).items()
            self._unchanged[table] = {entry for entry, told in left if self.told(table, entry) == told}
        return self._unchanged[table]

    def leave(self, table: str, entries: Iterable[str]) -> None:
        """Leave to the next build what all these entries are told by, which are those that somebody has read."""
        left, unchanged = self._left(table), self.unchanged(table)
        told = {entry: left[entry] if entry in unchanged else self.told(table, entry) for entry in entries}
        if told != left:
            self._store.put(f"{_TABLES}{table}", {}, {}, told)
        self._store.keep([f"{_TABLES}{table}"])

    def _left(self, table: str) -> Told:
        if table not in self._before:
            place = f"{_TABLES}{table}"
            self._before[table] = self._store.heavy(place) if self._store.told(place) is not None else {}
        return self._before[table]

    def let_go(self) -> None:
        """Forget all tables."""
        for each in (self._values, self._before, self._unchanged):
            each.clear()
