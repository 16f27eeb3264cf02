"""Who has read what: by each thing and each entry of a whole all that was kept of what was made of it.

Where one has changed, only these are looked at, and nobody goes through all that is kept.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from struct import pack, unpack
from zlib import crc32

from journeybook.pages.field_digests import Store

_OF_THINGS, _OF_ENTRIES, _NUMBERS = "readers/", "readers of entries/", "numbers"
_THINGS = ""
"""Stands for things in the place of a whole."""
Numbers = set[int]


class Readers:
    """What is kept is told by a number that its name has; there may be more here than there is.

    What was made anew, and reads no more of something, still counts as its reader; two names may have one number. Who
    is here is looked at, and who is not has not read it.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._new: defaultdict[str, defaultdict[str, array[int]]] = defaultdict(lambda: defaultdict(_none))

    def of_things(self, things: Iterable[str]) -> Numbers:
        """All that has read something of one of these things."""
        return {number for thing in things for number in _numbers(self._left_of(thing))}

    def of_entries(self, whole: str, unchanged: Set[str]) -> Numbers:
        """All that has read another entry of a whole than these."""
        left = self._left_in(whole)
        return {number for entry in left.keys() - unchanged for number in _numbers(left[entry])}

    def add(self, name: str, things: Iterable[str], entries: Mapping[str, Iterable[str]]) -> None:
        """Know that what is kept by this name was made of these things, and of these entries of wholes."""
        number = number_of(name)
        for whole, each in ((_THINGS, things), *entries.items()):
            for one in each:
                self._new[whole][one].append(number)

    def entries(self, whole: str) -> Collection[str]:
        """The entries of a whole that somebody has read, as it was left last."""
        return self._left_in(whole).keys()

    def each(self, whole: str) -> Mapping[str, Collection[int]]:
        """Who has read each entry of a whole, as it was left last."""
        return {entry: _numbers(told) for entry, told in self._left_in(whole).items()}

    def leave(self) -> None:
        """Leave it to the next build."""
        for whole in sorted(self._new):
            new = self._new.pop(whole)  # which is much, and not needed any more
            left = self._left_in(whole) if whole else {thing: self._left_of(thing) for thing in new}
            told = ((one, _told(left.get(one, ""), new[one])) for one in sorted(new))
            more = {one: each for one, each in told if each}
            if whole and more:
                self._store.put(f"{_OF_ENTRIES}{whole}", {}, {}, {**left, **more})
            for thing in more if not whole else ():
                self._store.put(f"{_OF_THINGS}{thing}", {_NUMBERS: more[thing]})
        self._store.keep_kinds([_OF_THINGS, _OF_ENTRIES])

    def learned(self) -> Mapping[str, Mapping[str, array[int]]]:
        """What was added since this was last asked."""
        learned = {whole: dict(new) for whole, new in self._new.items()}
        self._new.clear()
        return learned

    def learn(self, learned: Mapping[str, Mapping[str, array[int]]]) -> None:
        """Know what another process has kept."""
        for whole, new in learned.items():
            for one, numbers in new.items():
                self._new[whole][one].extend(numbers)

    def _left_of(self, thing: str) -> str:
        """The readers of a thing that earlier builds knew."""
        left: str = (self._store.told(f"{_OF_THINGS}{thing}") or {_NUMBERS: ""})[_NUMBERS]
        return left

    def _left_in(self, whole: str) -> Mapping[str, str]:
        """The readers of each entry of a whole."""
        place = f"{_OF_ENTRIES}{whole}"
        return self._store.heavy(place) if self._store.told(place) is not None else {}


def _none() -> array[int]:
    return array("I")  # of a hundred thousand entries, most have few readers


def _told(left: str, new: array[int]) -> str:
    """All readers, as a store keeps them: eight letters each; empty where none is new."""
    known = frozenset(_numbers(left))
    every = sorted(known.union(new))
    return pack(f"<{len(every)}I", *every).hex() if len(every) > len(known) else ""


def _numbers(told: str) -> tuple[int, ...]:
    """The readers that were told."""
    return unpack(f"<{len(told) // 8}I", bytes.fromhex(told))


def number_of(name: str) -> int:
    """The number of what is kept by a name."""
    return crc32(name.encode())
