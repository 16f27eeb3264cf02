"""A mapping whose values are worked out one by one, when somebody asks for them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from typing import Any, Protocol, TypeVar

from journeybook.model.heard import PARTS, apart, gathered, note_all, unheard

Worked = TypeVar("Worked")


class InPart(ABC):
    """A value of which only a part was left from before."""

    __slots__ = ()

    @abstractmethod
    def complete(self, work: Callable[[], Any]) -> None:
        """Learn what works out all of it."""


class Left(Protocol):
    """Values by name that are left from before."""

    def __contains__(self, name: object) -> bool:
        """Whether there is one of this name."""

    def __getitem__(self, name: str) -> Any:
        """The value of this name."""


class Each(Mapping[str, Worked]):
    """What a function makes of each of these names; nobody waits for what nobody asks for.

    Whoever reads a value has read all that it was made of, also where it was made for somebody else before. Values that
    are large (`is_large`) are known again by what they were made of, rather than looked through; some (`is_kept`) are
    kept from build to build: small ones that many ask for together, and large ones that take long to work out.
    """

    def __init__(
        self, names: Collection[str], work: Callable[[str], Worked], is_large: bool = False, is_kept: bool = False
    ) -> None:
        self._names, self._work, self.is_large, self.is_kept = names, work, is_large, is_kept
        self._known: dict[str, Worked] = {}
        self._standing, self._stands = "", frozenset[str]()
        self._left: Left = {}
        self.made_of: dict[str, list[str]] = {}
        """What was read for each value, as far as it was noted."""
        self._last: list[str] = []

    def __getitem__(self, name: str) -> Worked:
        if name not in self._known:
            if name not in self._names:
                raise KeyError(name)
            self.made_of[name] = self._made(name)
        note_all(self.made_of[name])
        return self._known[name]

    def _made(self, name: str) -> list[str]:
        """Work out a value, and tell what was read for it."""
        if name in self._stands:
            with unheard():
                self._known[name] = self._whole(name) if name in self._left else self._work(name)
            return [f"{self._standing}{PARTS}{name}"]
        with apart() as heard:
            self._known[name] = self._work(name)
        reads = gathered(heard)
        self._last = self._last if reads == self._last else reads  # neighbours share theirs
        return self._last

    def _whole(self, name: str) -> Worked:
        """A value that is left from before; what of it was not left is worked out when somebody asks for that."""
        value: Worked = self._left[name]
        if isinstance(value, InPart):
            value.complete(partial(self._work, name))
        return value

    def stand(self, name: str, names: frozenset[str], left: Left) -> None:
        """From now on whoever reads one of these values has read an entry of this name, which is told elsewhere.

        Some of them are left from before.
        """
        self._standing, self._stands, self._left = name, names, left

    @property
    def known(self) -> Mapping[str, Worked]:
        """The values that somebody has asked for."""
        return self._known

    def quietly(self, name: str, default: Any = None) -> Any:
        """The value of a name, or what stands in for it; nobody hears of it."""
        if name in self._known:
            return self._known[name]
        with unheard():
            return self.get(name, default)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
