"""A mapping whose values are worked out one by one, when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TypeVar

Worked = TypeVar("Worked")


class Each(Mapping[str, Worked]):
    """What a function makes of each of these names; nobody waits for what nobody asks for."""

    def __init__(self, names: Collection[str], work: Callable[[str], Worked]) -> None:
        self._names, self._work = names, work
        self._known: dict[str, Worked] = {}

    def __getitem__(self, name: str) -> Worked:
        if name not in self._known:
            if name not in self._names:
                raise KeyError(name)
            self._known[name] = self._work(name)
        return self._known[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def is_known(self, name: str) -> bool:
        """Whether the value of this name has been worked out already."""
        return name in self._known
