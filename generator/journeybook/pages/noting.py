"""Things of a book that note by themselves which of their fields are read, wherever who reads them got them from.

So do a journey's phases and touchpoints: who reads how one of them is called need not know how another one feels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, cached_property
from types import new_class
from typing import Any, TypeVar

from journeybook.model import Entity, Journey, Phase, Step, Touchpoint
from journeybook.model.heard import OneOfMany, listeners, note_field, unheard
from journeybook.model.record import Record
from journeybook.pages.field_digests import OF_PHASES, OF_TOUCHPOINTS, phases_of, touchpoints_of

_IDENTITY = frozenset(("id", "noun", "folder"))
_NOTED_AS, _NOTES = "noted_as", "notes"
Noting = TypeVar("Noting", bound=Record)


def make_noting(entity: Entity) -> None:
    """From now on a thing of a book notes what is read of it."""
    _set_class(entity, _noting(type(entity)))
    if isinstance(entity, Journey) and "phases" in vars(entity):
        _make_phases_noting(entity)


def _make_phases_noting(journey: Journey) -> None:
    """The same of what is inside of a journey; where that was left aside, when somebody asks for it."""
    _make_parts_noting([(phase,) for phase in phases_of(journey)], journey.id, OF_PHASES)
    _make_parts_noting(touchpoints_of(journey), journey.id, OF_TOUCHPOINTS)
    for step in journey.steps:
        _set_class(step, NotingStep)


class NotingStep(Step):
    """A touchpoint in its place whose fields are read anew each time, so that who reads them is heard."""

    keeps = property(vars(Step)["keeps"].func)
    cited = property(vars(Step)["cited"].func)


def _make_parts_noting(parts: Iterable[tuple[Phase | Touchpoint, ...]], journey: str, of: str) -> None:
    for number, part in enumerate(parts):
        noted_as = OneOfMany(journey, of, number)
        for each in part:
            _set_class(each, _noting_part(type(each)))
            vars(each)[_NOTED_AS] = noted_as


def _set_class(thing: object, kind: type) -> None:
    object.__setattr__(thing, "__class__", kind)


@cache
def _noting(kind: type[Entity]) -> type[Entity]:
    return _reading(kind, "id")


@cache
def _noting_part(kind: type[Record]) -> type[Record]:
    return _reading(kind, _NOTED_AS, told_by=told_by)


def told_by(part: Phase | Touchpoint) -> str:
    """What tells which part of a journey it is; whatever else is read of it is noted."""
    noted_as: OneOfMany = vars(part)[_NOTED_AS]
    return f"{noted_as.thing} {noted_as.of}{part.id}"


def _reading(kind: type[Noting], noted_as: str, **more: Any) -> type[Noting]:
    """The same kind of thing, of which a field notes that it is read; under what stands in `noted_as`."""
    if _NOTES in vars(kind):
        return kind
    told = {"__module__": kind.__module__, "__qualname__": kind.__qualname__, **more}
    found = new_class(kind.__name__, (kind,), exec_body=lambda body: body.update(told))
    aside = getattr(kind, "aside", ())
    for name in kind.model_fields.keys() - _IDENTITY:
        setattr(found, name, _field_aside(name) if name in aside else _field(name, noted_as))
    for each in reversed(kind.__mro__):
        for name, value in vars(each).items():
            if isinstance(value, cached_property):
                setattr(found, name, _worked_out(name, value.func, noted_as))
    setattr(found, _NOTES, True)
    return found


def _field(name: str, noted_as: str) -> property:
    def read(thing: Any) -> Any:
        own = thing.__dict__
        if listeners:
            of = own[noted_as]
            for each in listeners:  # as `note_field` does: fields are read millions of times
                each.fields[of].add(name)
        return own[name]

    return property(read)


def _field_aside(name: str) -> property:
    """What was left aside is made when it is first read, and notes by itself what is read of it from then on."""

    def read(journey: Any) -> Any:
        own = journey.__dict__
        note_field(own["id"], name)
        if name not in own:
            with unheard():
                journey.__getattr__(name)
                _make_phases_noting(journey)
        return own[name]

    return property(read)


def _worked_out(name: str, work: Callable[[Any], Any], noted_as: str) -> property:
    """What is worked out of other fields when it is first read, and then remembered: who reads it later reads all."""

    def read(thing: Any) -> Any:
        own = thing.__dict__
        if listeners:
            note_field(own[noted_as], name)
        if name not in own:
            with unheard():
                own.setdefault(name, work(thing))  # which may come to be known on the way
        return own[name]

    return property(read)
