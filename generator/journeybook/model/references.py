"""Which fields of the records are references, which are days; found once in the classes, then only these are walked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from msgspec import Struct

from journeybook.model.record import Record, Ref, unwrapped

Path = tuple[str | int, ...]
AHEAD = {"deadline"}
_PATHS: dict[Path, Path] = {}
"""Each path once: those of a hundred thousand references are the same few hundred."""


class Route(Struct, frozen=True):
    """A field worth walking: how its values nest, and what stands at the end."""

    field: str
    many: bool
    keyed: bool
    by_value: bool
    ref: Ref | None
    record: type[Record] | None
    day: bool


class Reference(NamedTuple):
    """An id standing somewhere in a record, and the kinds of thing it may name."""

    path: Path
    target: str
    ref: Ref


def references(record: Record, path: Path = ()) -> Iterator[Reference]:
    """Every reference below a record, in the order of its fields."""
    for route in routes(type(record)):
        for where, value in _values(record, route, path):
            if route.record is not None:
                yield from references(value, where)
            elif route.ref is not None:
                same = _PATHS.setdefault(where, where)
                for target in _targets(value):
                    yield Reference(same, target, route.ref)


def days(record: Record) -> Iterator[date]:
    """Every day typed below a record on which something has happened; deadlines lie ahead."""
    for route in routes(type(record)):
        for _, value in _values(record, route, ()):
            if route.record is not None:
                yield from days(value)
            elif route.day:
                yield value


@cache
def routes(record: type[Record]) -> tuple[Route, ...]:
    """The fields of a class below which references, days or further records stand."""
    hints = get_type_hints(record, include_extras=True)
    found = (_route(name, hints[name]) for name in record.model_fields)
    return tuple(route for route in found if route is not None)


def _route(name: str, hint: Any) -> Route | None:
    many, ref, hint = unwrapped(hint)
    by_value = False
    keyed = get_origin(hint) is dict
    if keyed:
        key, value = (unwrapped(arm) for arm in get_args(hint))
        _, ref, hint = key if key[1] else value
        by_value = not key[1]
    record = hint if isinstance(hint, type) and issubclass(hint, Record) else None
    day = hint is date and name not in AHEAD
    if record is not None and not routes(record):
        return None
    return Route(name, many, keyed, by_value, ref, record, day) if ref or record or day else None


def _values(record: Record, route: Route, path: Path) -> Iterator[tuple[Path, Any]]:
    value = getattr(record, route.field)
    if value is None or value == ():
        return
    here = (*path, route.field)
    if route.many:
        yield from (((*here, number), item) for number, item in enumerate(value))
    elif route.keyed:
        yield from (((*here, key), value[key] if route.by_value else key) for key in value)
    else:
        yield here, value


def _targets(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:  # words of the author's own, which may be an id
        yield from (word for word in getattr(value, "words", {}).values())
