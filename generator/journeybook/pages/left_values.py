"""Values of single entries of what is worked out of a book, left from build to build: small ones that many ask for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import Any

from journeybook.model.each import Each
from journeybook.model.heard import PARTS
from journeybook.pages import plain
from journeybook.pages.field_digests import Store

EACH, LARGE = "each/", "large/"
"""What places of values begin with: of all of a whole in one place, and of large ones, each in its own."""
VALUE = "value"
"""What tells that a value is kept in its place, and where it is there."""
Told = dict[str, Any]


class LeftLarge:
    """Large values of a whole, each of which was left in a place of its own."""

    def __init__(self, store: Store, whole: str) -> None:
        self._store, self._places = store, f"{LARGE}{whole}{PARTS}"

    def __contains__(self, name: object) -> bool:
        return VALUE in (self._store.told(f"{self._places}{name}") or ())

    def __getitem__(self, name: str) -> Any:
        return plain.whole(self._store.heavy(f"{self._places}{name}")[VALUE])


class LeftValues:
    """What was left of the values of each whole, and what has been worked out since, here or by another process."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._each: dict[str, Each[Any]] = {}
        self._left: dict[str, plain.Left] = {}
        self._learned: defaultdict[str, Told] = defaultdict(dict)

    def of(self, whole: str, each: Each[Any]) -> plain.Left | LeftLarge:
        """The values that an earlier build has left of a whole; those that are worked out now are left to the next."""
        if each.is_large:
            return LeftLarge(self._store, whole)
        self._each[whole] = each
        return self._left_of(whole)

    @property
    def known(self) -> Iterator[tuple[str, str, Any]]:
        """Each value that was worked out, or asked for, with its whole and its name."""
        return ((whole, name, value) for whole, each in self._each.items() for name, value in each.known.items())

    def leave(self, whole: str, stands: Callable[[str], bool], is_same: bool) -> None:
        """Leave the values of a whole as far as they were worked out, or still stand."""
        self._store.keep([f"{EACH}{whole}"])
        if is_same and not (self._learned[whole] or self._known(whole)):
            return
        left = {name: told for name, told in self._left_of(whole).told.items() if stands(name)}
        new = {**self._learned[whole], **self._new(whole, left)}
        if new.keys() - left.keys() or len(left) < len(self._left_of(whole)):
            self._store.put(f"{EACH}{whole}", {}, {}, {**left, **new})

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._each.keys() | self._learned.keys()))

    def learned(self) -> dict[str, Told]:
        """What was worked out since this was last asked, by whole."""
        learned = {whole: self._new(whole, self._learned[whole]) for whole in self._each}
        for whole, told in learned.items():
            self._learned[whole].update(dict.fromkeys(told))
        return learned

    def learn(self, learned: Mapping[str, Told]) -> None:
        """Know what another process has worked out."""
        for whole, told in learned.items():
            self._learned[whole].update(told)

    def _new(self, whole: str, known: Mapping[str, Any]) -> Told:
        """What was worked out beside what is known."""
        found = {}
        for name, value in self._known(whole).items():
            with suppress(plain.UntellableError):
                if name not in known:
                    found[name] = plain.told(value)
        return found

    def _known(self, whole: str) -> Mapping[str, Any]:
        """What was worked out of a whole here, or asked for."""
        return self._each[whole].known if whole in self._each else {}

    def _left_of(self, whole: str) -> plain.Left:
        if whole not in self._left:
            self._left[whole] = plain.Left(partial(self._fetched, f"{EACH}{whole}"))
        return self._left[whole]

    def _fetched(self, place: str) -> Told:
        return self._store.heavy(place) if self._store.told(place) is not None else {}

    def let_go(self) -> None:
        """Forget all values."""
        for each in (self._each, self._left, self._learned):
            each.clear()
