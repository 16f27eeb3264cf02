"""Records without what is gone: references to it, and what cannot stand without them or says nothing more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from msgspec import Struct

from journeybook.model import KINDS, Result
from journeybook.model.journey import Expectation
from journeybook.model.record import Record, Ref
from journeybook.model.references import Route, routes

ENTITIES = frozenset(kind.noun for kind in KINDS)
SAID_OF = (Result, Expectation)
"""A result of one touchpoint would speak of all of them without its name: such records go with what they speak of."""
Pruned = TypeVar("Pruned", bound=Record)


class Gone(Struct, frozen=True):
    """What is gone: the noun of each thing by its id, and ids that only things that are gone have given."""

    nouns: Mapping[str, str]
    values: frozenset[str] = frozenset()

    def has(self, target: str, ref: Ref) -> bool:
        """Whether an id, standing where such a reference stands, names something that is gone."""
        whole, slash, _ = target.partition("/")
        if slash:
            return whole in self.nouns
        if ENTITIES.intersection(ref.kinds):
            return self.nouns.get(target) in ref.kinds
        return "persona-value" in ref.kinds and target in self.values


def pruned(record: Pruned, gone: Gone) -> Pruned | None:
    """The record without what is gone; None where a field it must have is lost, or where it would say nothing."""
    changes: dict[str, Any] = {}
    for route in routes(type(record)):
        value = getattr(record, route.field)
        left = _left(value, route, gone)
        if left is None and (value is not None) and _hangs_on(record, route):
            return None
        if left is not value:
            changes[route.field] = left
    return _changed(record, changes) if changes else record


def _hangs_on(record: Record, route: Route) -> bool:
    return isinstance(record, SAID_OF) or type(record).model_fields[route.field].is_required()


def _left(value: Any, route: Route, gone: Gone) -> Any:
    """What is left of a field; the very same value where nothing is gone."""
    if not value or route.day:
        return value
    if route.many:
        return _same_or(value, tuple(each for item in value if (each := _item(item, route, gone)) is not None))
    if route.keyed:
        return _same_or(value, {key: each for key, each in value.items() if _item(key, route, gone) is not None})
    return _item(value, route, gone)


def _same_or(value: Any, left: Any) -> Any:
    same = len(value) == len(left) and all(one is other for one, other in zip(value, left, strict=True))
    return value if same else left


def _item(value: Any, route: Route, gone: Gone) -> Any:
    if route.record is not None:
        return pruned(value, gone)
    assert route.ref is not None
    return None if any(gone.has(word, route.ref) for word in _words(value)) else value


def _words(value: Any) -> Iterable[str]:
    """An id; words of the author's own may be one in any language."""
    return (value,) if isinstance(value, str) else value.words.values()


def _changed(record: Pruned, changes: Mapping[str, Any]) -> Pruned | None:
    """The record with these fields changed, without what it had worked out from them; None where nothing is left."""
    left = record.model_copy(update=changes)
    for name in set(vars(left)) - set(type(left).model_fields):
        del vars(left)[name]
    return left if any(getattr(left, name) != field.get_default() for name, field in _fields(left)) else None


def _fields(record: Record) -> Iterable[tuple[str, Any]]:
    return type(record).model_fields.items()
