"""Values of a book told by a few letters that change when the value does, from one run of the program to the next."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
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
_SIMPLE = frozenset(_PLAIN)  # the very types of most values


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """The fields that tell a value; what follows from the others need not be told."""
    return tuple(each.name for each in fields(kind) if "follows" not in each.metadata) if is_dataclass(kind) else ()


class Digests:
    """Digests of what can be read of a book; phases are gone through once, since many steps are in the same one."""

    def __init__(self) -> None:
        self._steps: dict[int, tuple[Step, str]] = {}
        self._phases: dict[int, tuple[Phase, str]] = {}  # with the phase itself, so that no other gets its number

    def of(self, value: Any) -> str:
        """The digest of a value."""
        told: list[str] = []
        self._tell(value, told)
        told.append("")
        return blake2b("\0".join(told).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()

    def _tell(self, value: Any, told: list[str]) -> None:
        """Add what a value is told by; into one list, since handing on each word from depth to depth costs more."""
        if type(value) in _SIMPLE:
            told.append(repr(value))
        elif isinstance(value, Enum):
            told.append(f"{type(value).__name__}.{value.name}")
        elif isinstance(value, _PLAIN):
            told.append(repr(value))
        elif isinstance(value, Entity):
            told.append(f"{value.noun} {value.id}")  # its fields are noted by themselves when they are read
        elif isinstance(value, Origin):
            told.append(f"{value.file} {value.mark or secrets.token_hex()}")
        elif isinstance(value, Step):
            told.append(self._step(value))
        else:
            self._tell_made_of(value, told)

    def _tell_made_of(self, value: Any, told: list[str]) -> None:
        told.append(type(value).__name__)
        if isinstance(value, Record | Text):
            told.append(repr(value))
        elif names := _fields(type(value)):  # type: ignore[arg-type]
            for name in names:
                self._tell(getattr(value, name), told)
        elif isinstance(value, Mapping):
            self._tell_listed((part for pair in value.items() for part in pair), told)
        elif isinstance(value, frozenset | set):
            told.extend(sorted(self.of(each) for each in value))
        elif isinstance(value, Iterable):
            self._tell_listed(value, told)
        elif isinstance(value, FunctionType):
            told.append(f"{value.__module__}.{value.__qualname__}")
        else:
            told.append(secrets.token_hex())  # what cannot be told is never the same

    def _tell_listed(self, values: Iterable[Any], told: list[str]) -> None:
        told.append("(")
        for each in values:
            self._tell(each, told)
        told.append(")")

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
