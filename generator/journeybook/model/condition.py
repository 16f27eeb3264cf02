"""What must hold of a cell in a table of answers: a small language of its own, so that nothing typed is executed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any

from msgspec import Struct

from journeybook.model.complaint import complaint
from journeybook.model.days import read_day
from journeybook.model.reads import Reads
from journeybook.model.values import plain, split_number
from journeybook.words import phrase

Bound = float | date


class Condition(Struct, frozen=True):
    """What holds of a cell: it is one of these texts and none of those, and lies within these bounds.

    Bounds are numbers, or days for the column with the day. A condition that says nothing holds always.
    """

    is_: tuple[str, ...] = ()
    is_not: tuple[str, ...] = ()
    at_least: Bound | None = None
    at_most: Bound | None = None
    more_than: Bound | None = None
    less_than: Bound | None = None

    @property
    def bounds(self) -> Mapping[str, Bound]:
        """The bounds that are given, by their names."""
        found = {name: getattr(self, name) for name in BOUNDS}
        return {name: bound for name, bound in found.items() if bound is not None}


BOUNDS = ("at_least", "at_most", "more_than", "less_than")
NAMES = tuple(name.rstrip("_") for name in Condition.__struct_fields__)


def read_condition(value: object) -> Condition:
    """A condition as typed: a text, a list of texts, or `is`, `is_not` and the four bounds.

    >>> read_condition(["EN", "PL"]).is_
    ('EN', 'PL')
    """
    if isinstance(value, Condition):
        return value
    if not isinstance(value, Mapping):
        return Condition(is_=_texts(value))
    for name in value:
        if name not in NAMES:
            raise complaint(
                phrase("“{key}” is not known here.", key=str(name)[:60]),
                phrase("Known here: {fields}.", fields=", ".join(NAMES)),
                at=(name,),
                rule="unknown-key",
            )
    return Condition(**{"is_" if name == "is" else name: READERS[name](item) for name, item in value.items()})


def _texts(value: object) -> tuple[str, ...]:
    return tuple(plain(item) for item in (value if isinstance(value, list | tuple) else [value]))


def _bound(value: object) -> Bound:
    typed = plain(value)
    parts = split_number(typed)
    if parts is not None and not parts[1].rstrip("%"):
        return parts[0]
    if typed[4:5] == "-":
        return read_day(typed)
    raise complaint(
        phrase("“{typed}” is neither a number nor a day.", typed=typed[:40]),
        phrase("Write a number, or a day as year-month-day: 18, 0.5, 2026-03-31."),
    )


READERS: Mapping[str, Callable[[object], Any]] = {"is": _texts, "is_not": _texts, **dict.fromkeys(BOUNDS, _bound)}
_TEXT: dict[str, Any] = {"type": ["string", "number", "boolean"]}
_TEXTS = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_FIELDS = {"is": _TEXTS, "is_not": _TEXTS, **{name: {"type": ["string", "number"]} for name in BOUNDS}}
SCHEMA: dict[str, Any] = {
    "anyOf": [*_TEXTS["anyOf"], {"type": "object", "properties": _FIELDS, "additionalProperties": False}]
}
Holds = Annotated[Condition, Reads(read_condition, SCHEMA)]
