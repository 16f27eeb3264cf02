"""Whether what was kept stands: all that was read for it, of fields, entries of wholes and all else, is the same."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Set
from functools import cached_property
from hashlib import blake2b
from typing import Any

from journeybook.model.heard import ENTITY, PARTS
from journeybook.pages.entries import apart_from_entries, entries_of, file_of, is_table
from journeybook.pages.field_digests import FieldDigests, Store
from journeybook.pages.readers import Readers, number_of
from journeybook.pages.tables import Tables
from journeybook.pages.wholes import Wholes

Told = dict[str, Any]
FIELDS = ENTITY + PARTS
"""What names of fields of things begin with."""


class Standing:
    """What is kept, and what was read for it; `tell` tells what has a name.

    What stands beside the names of all else that was read is looked at each time. What was read of things and of wholes
    is much, and looked through only where somebody has read what is another now.
    """

    def __init__(
        self, store: Store, fields: FieldDigests, wholes: Wholes, tables: Tables, tell: Callable[[str], str]
    ) -> None:
        self._store, self._fields, self._tell = store, fields, tell
        self._wholes, self._tables = wholes, tables
        self._readers = Readers(store)
        self._sure: set[str] = set()
        self._before: dict[str, Told] = {}
        self._readers_of: dict[str, Set[int]] = {}

    def left(self, place: str, own: str = "") -> Told | None:
        """What is light of what was kept, if all that was read for it is the same; `own` is what else counts.

        What is not the same is forgotten.
        """
        left = self._store.told(place)
        if left is None or place in self._sure:
            return left
        if self._is_same(place, left, own):
            self._sure.add(place)
            return left
        self._before[place] = self._store.reads(place)
        self._store.drop(place)
        return None

    def keep(self, place: str, reads: list[str], told: Told, heavy: Told | None = None, own: str = "") -> Told:
        """Keep something with what was read for it; gives what `left` gives in the next build."""
        of_fields = [name for name in reads if name.startswith(FIELDS)]
        others, entries = apart_from_entries(name for name in reads if not name.startswith(FIELDS))
        of_files = [name for name in others if file_of(name)]
        others = [name for name in others if not file_of(name)]
        read = {"fields": of_fields, "files": of_files, "entries": entries}
        self._learn_of(place, read)
        left = {**told, "others": others, "wholes": " ".join(entries), "state": self._state(others, own)}
        self._store.put(place, left, {**read, "state": self._state(of_files)}, heavy)
        self._sure.add(place)
        return left

    def _learn_of(self, place: str, read: Told) -> None:
        """Learn what is told by what was read; what was read for it before is known where its thing is the same."""
        before = self._before.pop(place, {"fields": (), "files": (), "entries": {}})
        known, changed = frozenset(before["fields"]), self._fields.changed
        things = set(map(file_of, set(read["files"]).difference(before["files"])))
        for name in read["fields"]:
            thing, fields = parts(name)
            if name not in known or thing in changed:
                self._fields.of(thing, fields)
                things.add(thing)
        for each in entries_of({whole: each for whole, each in read["entries"].items() if not is_table(whole)}):
            self._tell(each)
        new = {whole: set(each).difference(before["entries"].get(whole, ())) for whole, each in read["entries"].items()}
        self._readers.add(place, things, new)

    def reads(self, place: str, left: Told) -> list[str]:
        """All that was read for what was left."""
        read = self._store.reads(place)
        return [*left["others"], *read["files"], *entries_of(read["entries"]), *read["fields"]]

    def _is_same(self, place: str, left: Told, own: str) -> bool:
        if left["state"] != self._state(left["others"], own):
            return False
        number = number_of(place)
        is_to_be_looked_at = number in self._readers_of_changed or any(
            number in self._readers_in(whole) for whole in left["wholes"].split() if not self._of(whole).is_same(whole)
        )
        return not is_to_be_looked_at or self._is_same_in_all(place)

    def _is_same_in_all(self, place: str) -> bool:
        """Whether each field and entry that was read is the same; fields of all things that changed are looked at."""
        read, changed = self._store.reads(place), self._fields.changed
        of_changed = [parts(name) for name in read["fields"] if name.split(PARTS, 2)[1] in changed]
        return (
            read["state"] == self._state(read["files"])
            and all(self._of(whole).have(whole, entries) for whole, entries in read["entries"].items())
            and True not in {self._fields.have_changed(thing, fields) for thing, fields in of_changed}
        )

    @cached_property
    def _readers_of_changed(self) -> Set[int]:
        return self._readers.of_things(self._fields.changed)

    def _readers_in(self, whole: str) -> Set[int]:
        """All that has read an entry of a whole that may be another now."""
        if whole not in self._readers_of:
            self._readers_of[whole] = self._readers.of_entries(whole, self._of(whole).unchanged(whole))
        return self._readers_of[whole]

    def _of(self, whole: str) -> Wholes | Tables:
        """Who knows whether a whole, or a table, is the same."""
        return self._tables if is_table(whole) else self._wholes

    def _state(self, others: list[str], own: str = "") -> str:
        return digest([own, *map(self._tell, others)]) if others else own

    def learned(self) -> tuple[Any, ...]:
        """What has been found to stand, or kept, since this was last asked, and who has read what."""
        sure, self._sure = self._sure, set()
        return sure, self._readers.learned()

    def learn(self, learned: tuple[Any, ...]) -> None:
        """Know what another process has found and kept."""
        sure, readers = learned
        self._sure |= sure
        self._readers.learn(readers)

    def leave(self) -> None:
        """Leave to the next build who has read what, and what it was told by as far as nobody else does that."""
        self._readers.leave()
        for table in self._tables:
            self._tables.leave(table, self._readers.entries(table))

    def readers(self, table: str) -> Mapping[str, Collection[int]]:
        """Who has read each entry of a table, as left to the next build."""
        return self._readers.each(table)

    def let_go(self) -> None:
        """Forget what stands."""
        for each in (self._sure, self._before, self._readers_of):
            each.clear()


def parts(name: str) -> tuple[str, list[str]]:
    """The thing, and the fields of it, that a name is of."""
    _, thing, *fields = name.split(PARTS)
    return thing, fields


def digest(told: Iterable[str]) -> str:
    """What tells all of these together."""
    return blake2b("".join(told).encode(), digest_size=16).hexdigest()
