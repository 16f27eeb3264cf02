"""What a file was read to, as plain values; and the same content from them, without a look into the file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, Protocol

from msgspec import Struct

from journeybook.load.results import table_of
from journeybook.model import Beside, Entity, Journey, Origin
from journeybook.model.origin import Later
from journeybook.model.plain import MisfitError, made, plain, value_of

Told = dict[str, Any]


class Records(Protocol):
    """What files were read to before, each told with a mark of all that it follows from."""

    def found(self, file: str, mark: str) -> Told | None:
        """What was kept of a file, if it was kept with this mark and nobody has touched it since.

        What is left `aside` is fetched by a function for each field, when somebody asks for it.
        """

    def keep(self, file: str, mark: str, tell: Callable[[], Told]) -> bool:
        """Keep what a file was read to for those who come later, or do without; whether it was kept."""


class Wanted(Struct, frozen=True):
    """The thing that a file must hold, and what reads it anew."""

    kind: type[Entity]
    name: str
    file: str
    again: Callable[[], Origin]
    afresh: Callable[[], Entity]


def as_told(entity: Entity, origin: Origin) -> Told:
    """A thing, what of it everybody asks for, and where it stands; what is left `aside` is told by the field."""
    thing = plain(entity)
    return {
        "aside": {name: thing.pop(name) for name in sorted(entity.aside & thing.keys())},
        "thing": thing,
        "ids": [entity.phase_ids, entity.step_ids] if isinstance(entity, Journey) else [],
        "needed": [[*kinds, sorted(names)] for kinds, names in entity.needed.items()],
        "named": entity.names,
        "days": [day.isoformat() for day in entity.days],
        "span": origin.span,
        "beside": [origin.beside.field, origin.beside.first] if origin.beside else None,
        "mark": origin.mark,
    }


def recalled(wanted: Wanted, told: Told) -> tuple[Entity, Origin] | None:
    """The thing and its origin; None where what was told does not fit."""
    try:
        return _entity(wanted, told), _origin(wanted, told)
    except (MisfitError, KeyError, TypeError, ValueError):
        return None


def _entity(wanted: Wanted, told: Told) -> Entity:
    entity = made(wanted.kind, {**told["thing"], **{name: [] for name in told["aside"]}})
    if not isinstance(entity, Entity) or entity.id != wanted.name:
        raise MisfitError
    vars(entity).update(
        needed={tuple(map(_word, kinds)): frozenset(map(_word, names)) for *kinds, names in told["needed"]},
        names=tuple(map(_word, told["named"])),
        days=tuple(map(date.fromisoformat, told["days"])),
    )
    for name, fetch in told["aside"].items():
        entity.leave_aside(name, partial(_aside, wanted, name, fetch))
    if isinstance(entity, Journey):
        phases, touchpoints = told["ids"]
        vars(entity).update(phase_ids=tuple(map(_word, phases)), step_ids=tuple(map(_word, touchpoints)))
    return entity


def _aside(wanted: Wanted, name: str, fetch: Callable[[], Any]) -> Any:
    """What a field that was left aside holds; read from the file where what was told does not fit."""
    try:
        return value_of(wanted.kind, name, fetch())
    except (MisfitError, KeyError, ValueError):
        return getattr(wanted.afresh(), name)


def _word(told: object) -> str:
    if not isinstance(told, str):
        raise MisfitError
    return told


def _origin(wanted: Wanted, told: Told) -> Origin:
    line, column, to_line, to_column = map(int, told["span"])
    beside = None
    if told["beside"] is not None:
        field, first = told["beside"]
        beside = Beside(_word(field), int(first), table_of(wanted.file), None)
    later = Later((line, column, to_line, to_column), wanted.again)
    return Origin.unread(wanted.file, beside, _word(told["mark"]), later)
