"""Values of a book told by a few letters that change when the value does, from one run of the program to the next."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from hashlib import blake2b
from types import FunctionType
from typing import Any

from journeybook.model import Entity, Origin, Phase, Step, Text
from journeybook.model.record import Record

_PLAIN = (str, int, float, bool, bytes, type(None), date)


@cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else ()


class Digests:
    """Digests of what can be read of a book; phases are gone through once, since many steps are in the same one."""

    def __init__(self) -> None:
        self._steps: dict[int, tuple[Step, str]] = {}
        self._phases: dict[int, tuple[Phase, str]] = {}  # with the phase itself, so that no other gets its number

    def of(self, value: Any) -> str:
        """The digest of a value."""
        digest = blake2b(digest_size=12)
        for part in self._parts(value):
            digest.update(part.encode("utf-8", "surrogatepass"))
            digest.update(b"\0")
        return digest.hexdigest()

    def _parts(self, value: Any) -> Iterator[str]:
        if isinstance(value, Enum):
            yield f"{type(value).__name__}.{value.name}"
        elif isinstance(value, _PLAIN):
            yield repr(value)
        elif isinstance(value, Entity):
            yield f"{value.noun} {value.id}"  # its fields are noted by themselves when they are read
        elif isinstance(value, Origin):
            yield f"{value.file} {value.mark or secrets.token_hex()}"
        elif isinstance(value, Step):
            yield self._step(value)
        else:
            yield from self._made_of(value)

    def _made_of(self, value: Any) -> Iterator[str]:
        yield type(value).__name__
        if isinstance(value, Record | Text):
            yield repr(value)
        elif names := _fields(type(value)):  # type: ignore[arg-type]
            for name in names:
                yield from self._parts(getattr(value, name))
        elif isinstance(value, Mapping):
            yield from self._listed(part for pair in value.items() for part in pair)
        elif isinstance(value, frozenset | set):
            yield from sorted(self.of(each) for each in value)
        elif isinstance(value, Iterable):
            yield from self._listed(value)
        elif isinstance(value, FunctionType):
            yield f"{value.__module__}.{value.__qualname__}"
        else:
            yield secrets.token_hex()  # what cannot be told is never the same

    def _listed(self, values: Iterable[Any]) -> Iterator[str]:
        yield "("
        for each in values:
            yield from self._parts(each)
        yield ")"

    def _step(self, step: Step) -> str:
        if id(step) not in self._steps:
            self._steps[id(step)] = step, f"{step.id} {step.number} {step.path} {self._told_of(step.phase)}"
        return self._steps[id(step)][1]

    def _told_of(self, phase: Phase) -> str:
        """A phase by its words; many steps of a journey are in the same one."""
        if id(phase) not in self._phases:
            self._phases[id(phase)] = phase, self._repr(phase)
        return self._phases[id(phase)][1]

    @staticmethod
    def _repr(record: Record) -> str:
        return blake2b(repr(record).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
