"""A record as plain values that JSON can hold, and the same record from them: what was read once need not be again.

A record is told by its fields that are not what they are where nobody types them. How, its type hints say: a new kind
of value in the model must be made known here, or no table can be made for the records that have it.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from sys import intern
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from journeybook import source
from journeybook.model.condition import Condition
from journeybook.model.record import Record, filled
from journeybook.model.text import Text
from journeybook.model.values import Duration, Period, Quantity

Plain = Any  # what JSON can hold
Tell = Callable[[Any], Plain]
Make = Callable[[Plain], Any]
SMALL = (Quantity, Duration, Period, Condition)
"""Values of a few parts, told by these in their order."""


class MisfitError(ValueError):
    """These plain values are not those of such a record."""


class Way(NamedTuple):
    """How a value is told, and made again of what was told."""

    tell: Tell
    make: Make


def plain(record: Record) -> dict[str, Plain]:
    """The plain values of a record."""
    return _form(type(record)).tell(record)


def made(kind: type[Record], told: Plain) -> Record:
    """The record of a class that has these plain values; raises `MisfitError` where they cannot be those of one."""
    try:
        return _form(kind).make(told)
    except MisfitError:
        raise
    except (KeyError, TypeError, ValueError) as error:
        raise MisfitError from error


def value_of(kind: type[Record], field: str, told: Plain) -> Any:
    """The value of a field that has these plain values; raises `MisfitError` where it cannot have them."""
    try:
        return _form(kind).makes[field](told)
    except MisfitError:
        raise
    except (KeyError, TypeError, ValueError) as error:
        raise MisfitError from error


class _Form:
    """The fields of a class, worked out once: what they are where nobody types them, and how the others are told."""

    def __init__(self, kind: type[Record]) -> None:
        hints = get_type_hints(kind, include_extras=True)
        self._kind = kind
        self._needed = frozenset(name for name, info in kind.model_fields.items() if info.is_required())
        self._untyped = {
            name: info.get_default(call_default_factory=True) if info.default_factory else info.default
            for name, info in kind.model_fields.items()
        }
        self._ways = {name: way_of(hints[name]) for name in kind.model_fields}
        self.makes = {name: way.make for name, way in self._ways.items()}

    def tell(self, record: Record) -> dict[str, Plain]:
        ways, untyped = self._ways, self._untyped
        typed = [(name, each) for name, each in vars(record).items() if each is not untyped.get(name, each)]
        return {name: ways[name].tell(each) for name, each in typed if each != {} or untyped[name] != {}}

    def make(self, told: Plain) -> Record:
        if told.__class__ is not dict or not self._needed <= told.keys():
            raise MisfitError
        makes, values = self.makes, self._untyped.copy()
        for name, each in told.items():
            values[name] = makes[name](each)
        return filled(self._kind, values)


@cache
def _form(kind: type[Record]) -> _Form:
    return _Form(kind)


def way_of(hint: Any) -> Way:
    """How values of a type are told and made; raises `TypeError` of a type that nobody has thought of here."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in _NESTED:
        return _NESTED[origin](inner)
    if isinstance(hint, type) and issubclass(hint, Record):
        return Way(_form(hint).tell, _form(hint).make)
    if hint in SMALL:
        return _small(hint)
    if hint not in _VALUES:
        raise TypeError(f"values of {hint} have no plain form yet")
    return _VALUES[hint]


def _as_it_is(value: Any) -> Plain:
    return value


def _only(*kinds: type) -> Way:
    """Values that are plain already."""

    def make(told: Plain) -> Any:
        if told.__class__ not in kinds:
            raise MisfitError
        return told

    return Way(_as_it_is, make)


def _one_of(choices: tuple[str, ...]) -> Way:
    return Way(_as_it_is, {choice: choice for choice in choices}.__getitem__)


def _either(arms: tuple[Any, ...]) -> Way:
    """Values of several types, each told by plain values of another type: numbers and days."""
    some = [arm for arm in arms if arm is not types.NoneType]
    if len(some) == 1:
        return way_of(some[0])
    if {*some} != {float, date}:
        raise TypeError(f"values of either of {some} have no plain form yet")
    return Way(
        lambda value: value.isoformat() if isinstance(value, date) else value,
        lambda told: (_DAY if isinstance(told, str) else _VALUES[float]).make(told),
    )


def _several(inner: tuple[Any, ...]) -> Way:
    item, rest = inner
    tell, make = way_of(item)
    if rest is not ...:
        raise TypeError(f"values of {inner} have no plain form yet")

    def made_all(told: Plain) -> tuple[Any, ...]:
        if told.__class__ is not list:
            raise MisfitError
        return tuple(map(make, told))

    return Way(lambda values: list(map(tell, values)), made_all)


def _by_name(inner: tuple[Any, ...]) -> Way:
    (_, make_name), (tell, make) = map(way_of, inner)

    def made_all(told: Plain) -> dict[str, Any]:
        if told.__class__ is not dict:
            raise MisfitError
        return {make_name(name): make(value) for name, value in told.items()}

    return Way(lambda values: {name: tell(value) for name, value in values.items()}, made_all)


def _small(kind: Any) -> Way:
    hints = get_type_hints(kind, include_extras=True)
    ways = {name: way_of(hints[name]) for name in kind.__struct_fields__}

    def made_of(told: Plain) -> Any:
        if told.__class__ is not list:
            raise MisfitError
        parts = zip(ways.values(), told, strict=True)
        return kind(*(None if part is None else way.make(part) for way, part in parts))

    def tell(value: Any) -> Plain:
        parts = ((way, getattr(value, name)) for name, way in ways.items())
        return [None if part is None else way.tell(part) for way, part in parts]

    return Way(tell, made_of)


def _text(told: Plain) -> Text:
    if told.__class__ is not str and not (
        told.__class__ is dict and all(word.__class__ is str for word in told.values())
    ):
        raise MisfitError
    return Text(told)


def _typed(told: Plain) -> source.Value:
    """What an author typed under a name of their own; where it stands, the file itself knows."""
    if told.__class__ is dict:
        entries = source.Mapping()
        entries.update((name, _typed(value)) for name, value in told.items())
        return entries
    if told.__class__ is list:
        items = source.Sequence()
        items.extend(map(_typed, told))
        return items
    return str(_WORD.make(told))


_DAY = Way(date.isoformat, date.fromisoformat)
_WORD = Way(_as_it_is, intern)  # ids, mostly, which are named again and again; of what is no text, a TypeError
_VALUES: Mapping[Any, Way] = {
    Text: Way(lambda text: text.words if text.only is None else text.only, _text),
    str: _WORD,
    bool: _only(bool),
    int: _only(int),
    float: _only(float, int),
    date: _DAY,
    Any: Way(_as_it_is, _typed),
}
_NESTED: Mapping[Any, Callable[[tuple[Any, ...]], Way]] = {
    Annotated: lambda inner: way_of(inner[0]),
    Union: _either,
    types.UnionType: _either,
    tuple: _several,
    dict: _by_name,
    Literal: _one_of,
}
