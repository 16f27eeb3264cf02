"""Values of a book told by a few letters that change when the value does, from one run of the program to the next."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from hashlib import blake2b
from types import FunctionType
from typing import Any, TypeAlias

from msgspec import Struct

from journeybook.measures.roles import Served
from journeybook.model import Entity, Origin, Phase, Step, Text, Touchpoint
from journeybook.model.record import Record
from journeybook.model.text import NOTHING
from journeybook.problem import Problem

_PLAIN = (str, int, float, bool, bytes, type(None), date)
_SIMPLE = frozenset(_PLAIN)  # the very types of most values
_TOLD_BY: Mapping[Any, Callable[[Any], str]] = {
    Enum: lambda value: f"{type(value).__name__}.{value.name}",
    _PLAIN: repr,
    Text: repr,
    Entity: lambda value: f"{value.noun} {value.id}",  # its fields are noted by themselves when they are read
    FunctionType: lambda value: f"{value.__module__}.{value.__qualname__}",
}
"""What is told in one word."""
_MANY = 1000
_SHORT = frozenset((bool, int, float, type(None)))
_EMPTY: Mapping[type, object] = {tuple: (), Text: NOTHING}
_LONGEST = 64
Way: TypeAlias = Callable[[Any, list[str]], None]


class StandIn:
    """Something that looks like something else, and is told like that."""

    stands_for: Any


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """The fields that tell a value; what follows from the others need not be told."""
    if is_dataclass(kind):
        return tuple(each.name for each in fields(kind) if "follows" not in each.metadata)
    return kind.__struct_fields__ if issubclass(kind, Struct) else ()


class Digests:
    """Digests of what can be read of a book.

    Phases are gone through once, since many steps are in the same one, and problems, since they stand on several pages.
    What notes by itself which of its fields are read, as all things of a watched book do, is told by its name alone.
    """

    def __init__(self) -> None:
        self._steps: dict[int, tuple[Step, str]] = {}
        self._parts: dict[int, tuple[object, str]] = {}  # with the part itself, so that no other gets its number
        self._ways: dict[type, Way] = {}
        self.untold = 0
        """How many values could not be told; each got a digest that no other value has, and not even itself again."""

    def of(self, value: Any) -> str:
        """The digest of a value; what says itself in less, as most do, does so, and has a sign that no digest has."""
        kind = type(value)
        if kind is str:
            is_short = not value or (len(value) <= _LONGEST and value.isalnum())
        else:
            is_short = kind in _SHORT or (kind in _EMPTY and value == _EMPTY[kind])
        if is_short:
            return f"={value!r};"
        told: list[str] = []
        self._tell(value, told)
        return told[0] if issubclass(kind, Problem) else _digest(told)

    def let_go(self) -> None:
        """Forget the digests of steps, phases and problems."""
        self._steps.clear()
        self._parts.clear()

    def _tell(self, value: Any, told: list[str]) -> None:
        """Add what a value is told by; into one list, since handing on each word from depth to depth costs more."""
        kind = type(value)
        if kind not in self._ways:
            self._ways[kind] = self._way(kind)
        self._ways[kind](value, told)

    def _way(self, kind: type) -> Way:
        """How values of a type are told; found once, since there are a million values and a hundred types."""
        for base, told_by in _TOLD_BY.items():
            if issubclass(kind, base):
                return lambda value, told: told.append(told_by(value))
        if issubclass(kind, StandIn):
            return lambda value, told: self._tell(value.stands_for, told)
        if issubclass(kind, Origin):
            return lambda value, told: told.append(f"{value.file} {value.mark or self._never()}")
        if issubclass(kind, Step):
            return lambda value, told: told.append(self._step(value))
        if issubclass(kind, Phase | Touchpoint | Problem | Served):
            told_by = getattr(kind, "told_by", self._part)
            return lambda value, told: told.append(told_by(value))
        return self._parted(kind)

    def _parted(self, kind: type) -> Way:
        """How values are told that are made of others."""
        names, own = _fields(kind), kind.__name__
        if issubclass(kind, Record):
            return lambda value, told: self._tell_all(_typed(value), told, own)
        if names:
            return lambda value, told: self._tell_all((getattr(value, name) for name in names), told, own)
        if issubclass(kind, Mapping):
            return lambda value, told: self._tell_all((part for pair in value.items() for part in pair), told, own)
        if issubclass(kind, frozenset | set):
            return lambda value, told: self._tell_all(sorted(self.of(each) for each in value), told, own)
        if issubclass(kind, Iterable):
            return lambda value, told: self._tell_all(self._items(value), told, own)
        return lambda _, told: told.append(self._never())

    def _items(self, items: Iterable[Any]) -> Iterable[Any]:
        """What a list is told by: where it is long, the digests of its items, else all their words would be at hand."""
        return map(self._item, items) if isinstance(items, list | tuple) and len(items) > _MANY else items

    def _item(self, value: Any) -> str:
        """The digest of one of many; a problem that was kept knows its own, and a large book has ten thousands."""
        if isinstance(value, Problem) and hasattr(value, "told_by"):
            return str(value.told_by())
        return self._part(value) if isinstance(value, Served) else self.of(value)

    def _never(self) -> str:
        """A word for what cannot be told: it is never the same."""
        self.untold += 1
        return secrets.token_hex()

    def _tell_all(self, values: Iterable[Any], told: list[str], own: str) -> None:
        told.append(f"{own}(")
        ways = self._ways
        for each in values:
            kind = type(each)
            if kind in _SIMPLE:
                told.append(repr(each))
            elif kind in ways:
                ways[kind](each, told)
            else:
                self._tell(each, told)
        told.append(")")

    def _step(self, step: Step) -> str:
        if id(step) not in self._steps:
            told = [f"{step.id} {step.number} {step.path}"]
            self._tell(step.phase, told)
            self._tell(step.touchpoint, told)
            self._steps[id(step)] = step, " ".join(told)
        return self._steps[id(step)][1]

    def _part(self, part: Phase | Touchpoint | Problem | Served) -> str:
        """What is met again and again by its words: many steps of a journey are in the same phase."""
        if id(part) not in self._parts:
            told: list[str] = []
            self._tell_all(_words_of(part), told, type(part).__name__)
            self._parts[id(part)] = part, _digest(told)
        return self._parts[id(part)][1]


def _words_of(part: Phase | Touchpoint | Problem | Served) -> Iterable[Any]:
    kind: type = type(part)
    if isinstance(part, Served):
        return part
    return _typed(part) if isinstance(part, Record) else (getattr(part, name) for name in _fields(kind))


def _typed(record: Record) -> Iterable[Any]:
    """What was typed of a record, not what it has worked out since."""
    told = vars(record)
    return (told[name] for name in type(record).model_fields)


def _digest(told: list[str]) -> str:
    return blake2b("\0".join((*told, "")).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
