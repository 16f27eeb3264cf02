"""What problems and figures say as plain values for a store, and back; a value of another kind cannot be told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache, cached_property
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from journeybook.diagrams.neighbours import Group, Neighbour, Stop, Tie
from journeybook.measures import Share
from journeybook.measures.causes import Behind
from journeybook.measures.coverage import Covered
from journeybook.measures.emotion import Lowest
from journeybook.measures.feelings import Feeling, Met
from journeybook.measures.figure import Figure
from journeybook.measures.posts import Listened, Silent, Unheard
from journeybook.measures.promises import LEFT, Ledger, LeftLedger, Verdict
from journeybook.measures.roles import Served
from journeybook.measures.shown import Shown
from journeybook.model import Text
from journeybook.pages.crossings import Crossing
from journeybook.problem import Place, Severity
from journeybook.rules.languages import Language
from journeybook.words import Phrase


class UntellableError(Exception):
    """A value has something in it that cannot be told."""


def told(value: Any) -> Any:
    """What JSON can hold of a value; raises `UntellableError` where that is not all of it."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind not in _PARTS:
        raise UntellableError(kind.__name__)
    return [kind.__name__, *map(told, _PARTS[kind](value))]


def whole(plain: Any) -> Any:
    """The value that was told."""
    if not isinstance(plain, list):
        return plain
    name, *parts = plain
    return _MADE[name]([part if part.__class__ is not list else whole(part) for part in parts])


class Left(Mapping[str, Any]):
    """Values that were told: fetched when somebody asks for one, and each made again by itself."""

    def __init__(self, fetch: Callable[[], Mapping[str, Any]]) -> None:
        self._fetch = fetch

    @cached_property
    def told(self) -> Mapping[str, Any]:
        """The values as they were told."""
        return self._fetch()

    def __getitem__(self, name: str) -> Any:
        return whole(self.told[name])

    def __contains__(self, name: object) -> bool:
        return name in self.told

    def __iter__(self) -> Iterator[str]:
        return iter(self.told)

    def __len__(self) -> int:
        return len(self.told)


@cache
def _names(kind: str) -> tuple[str, ...]:
    return _RECORDS[kind].__match_args__


def _fields(value: Any) -> tuple[Any, ...]:
    return tuple(getattr(value, name) for name in _names(type(value).__name__))


def _of(make: Callable[..., Any]) -> Callable[[Any], Any]:
    return lambda parts: make(*parts)


_PLAIN = frozenset((str, int, float, bool, type(None)))
_KEPT = (
    Behind, Covered, Crossing, Feeling, Figure, Group, Language, Listened, Lowest, Neighbour, Phrase, Place, Share,
    Shown, Silent, Stop, Tie, Unheard,
)  # fmt: skip
_RECORDS = {kind.__name__: kind for kind in _KEPT}
_PARTS: Mapping[type, Callable[[Any], Any]] = {
    tuple: tuple,
    Met: tuple,
    Served: tuple,
    list: list,
    dict: lambda value: list(value.items()),
    Text: lambda value: (value.words,),
    date: lambda value: (value.isoformat(),),
    Severity: lambda value: (value.value,),
    Verdict: lambda value: (value.value,),
    MappingProxyType: lambda value: (dict(value),),
    Ledger: attrgetter(*LEFT),
    **dict.fromkeys(_RECORDS.values(), _fields),
}
"""What values of a kind are made of."""
_MADE: Mapping[str, Callable[[Any], Any]] = {
    "tuple": tuple,
    "Met": Met._make,
    "Served": Served._make,
    "list": list,
    "dict": dict,
    "Text": _of(Text),
    "date": _of(date.fromisoformat),
    "Severity": _of(Severity),
    "Verdict": _of(Verdict),
    "mappingproxy": _of(MappingProxyType),
    "Ledger": _of(LeftLedger),
    **{name: _of(kind) for name, kind in _RECORDS.items()},
}
"""How they are made of that again."""
