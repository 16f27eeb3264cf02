"""A record of which not every field can be read: all the same with the fields that can."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeVar, cast, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from journeybook.model.record import Record, unwrapped
from journeybook.model.text import NOTHING, Text

AnyRecord = TypeVar("AnyRecord", bound=Record)
Context = Mapping[str, Any]


def read_in_part(kind: type[AnyRecord], typed: Mapping[str, Any], context: Context) -> AnyRecord:
    """The record with every field that can be read, and every part of those that cannot.

    It was not checked as a whole. An item of a list that cannot be read is None, or a record with little in it, so
    that those after it keep their numbers. A field that must be typed and cannot be read is empty.
    """
    values = {}
    for name, info in kind.model_fields.items():
        key = info.alias or name
        found = _value(kind, name, typed[key], context) if key in typed else None
        if found is not None:
            values[name] = found
        elif info.is_required():
            values[name] = _nothing(kind, name)
    return cast(AnyRecord, kind.model_construct(**values))


def read_whole_fields(kind: type[AnyRecord], typed: Mapping[str, Any], context: Context) -> AnyRecord:
    """The record with those fields that can be read from end to end, none of which must be typed."""
    keys = {name: info.alias or name for name, info in kind.model_fields.items()}
    found = {name: _whole(kind, name, typed[key], context) for name, key in keys.items() if key in typed}
    return cast(AnyRecord, kind.model_construct(**{name: each for name, each in found.items() if each is not None}))


def _value(kind: type[Record], name: str, typed: Any, context: Context) -> Any:
    many, _, core = unwrapped(_hints(kind)[name])
    found = _whole(kind, name, typed, context)
    if found is not None:
        return found
    if get_origin(core) is dict:
        return dict(_entries(kind, name, typed, context)) if isinstance(typed, Mapping) else {}
    if many:
        return tuple(_item(kind, name, each, context) for each in (typed if isinstance(typed, list) else [typed]))
    return _part(core, typed, context)


def _entries(kind: type[Record], name: str, typed: Mapping[str, Any], context: Context) -> Iterator[tuple[str, Any]]:
    for key, value in typed.items():
        yield key, (_whole(kind, name, {key: value}, context) or {}).get(key)


def _item(kind: type[Record], name: str, typed: Any, context: Context) -> Any:
    found = _whole(kind, name, [typed], context)
    return found[0] if found else _part(unwrapped(_hints(kind)[name])[2], typed, context)


def _part(core: Any, typed: Any, context: Context) -> Any:
    if isinstance(core, type) and issubclass(core, Record):
        return read_in_part(core, typed if isinstance(typed, Mapping) else {}, context)
    return None


def _whole(kind: type[Record], name: str, typed: Any, context: Context) -> Any:
    """What is typed as a field of this kind; None where not all of it can be read."""
    try:
        return _reader(kind, name).validate_python(typed, context=dict(context))
    except ValidationError:
        return None


def _nothing(kind: type[Record], name: str) -> Any:
    many, _, core = unwrapped(_hints(kind)[name])
    return () if many else NOTHING if core is Text else None


@cache
def _hints(kind: type[Record]) -> Mapping[str, Any]:
    return get_type_hints(kind, include_extras=True)


@cache
def _reader(kind: type[Record], name: str) -> TypeAdapter[Any]:
    return TypeAdapter(_hints(kind)[name])
