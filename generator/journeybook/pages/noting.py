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
_NOTED_AS = "noted_as"
_as_it_is = object.__getattribute__
Noting = TypeVar("Noting")


def make_noting(entity: Entity) -> None:
    """From now on a thing of a book notes what is read of it."""
    _set_class(entity, _noting(type(entity)))
    if isinstance(entity, Journey):
        _make_parts_noting([(phase,) for phase in phases_of(entity)], entity.id, OF_PHASES)
        _make_parts_noting(touchpoints_of(entity), entity.id, OF_TOUCHPOINTS)
        for step in entity.steps:
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
    worked_out = _worked_out(kind)

    def read(self: Entity, name: str) -> Any:
        if listeners and name not in _IDENTITY and not name.startswith("_"):
            note_field(_as_it_is(self, "id"), name)
            if name in worked_out:
                return _quietly(self, name)
        return _as_it_is(self, name)

    return _reading(kind, read)


@cache
def _noting_part(kind: type[Record]) -> type[Record]:
    worked_out = _worked_out(kind)
    noted = worked_out.union(kind.model_fields) - _IDENTITY

    def read(self: Record, name: str) -> Any:
        if listeners and name in noted:
            note_field(_as_it_is(self, "__dict__")[_NOTED_AS], name)
            if name in worked_out:
                return _quietly(self, name)
        return _as_it_is(self, name)

    return _reading(kind, read, told_by=told_by)


def told_by(part: Phase | Touchpoint) -> str:
    """What tells which part of a journey it is; whatever else is read of it is noted."""
    noted_as: OneOfMany = vars(part)[_NOTED_AS]
    return f"{noted_as.thing} {noted_as.of}{part.id}"


def _worked_out(kind: type) -> frozenset[str]:
    """What is worked out of other fields when it is first read, and then remembered: who reads it later reads all."""
    every = (pair for each in kind.__mro__ for pair in vars(each).items())
    return frozenset(name for name, value in every if isinstance(value, cached_property))


def _quietly(thing: object, name: str) -> Any:
    own = _as_it_is(thing, "__dict__")
    if name in own:
        return own[name]
    with unheard():
        return _as_it_is(thing, name)


def _reading(kind: type[Noting], read: Callable[[Any, str], Any], **more: Any) -> type[Noting]:
    """The same kind of thing with another way of reading its fields."""
    if "__getattribute__" in vars(kind):
        return kind
    told = {"__module__": kind.__module__, "__qualname__": kind.__qualname__, "__getattribute__": read, **more}
    return new_class(kind.__name__, (kind,), exec_body=lambda body: body.update(told))
