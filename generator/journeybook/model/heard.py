"""Who wants to know what is read of a book, and what was read for what was worked out once.

What was read is told by names that have parts. That of fields of a thing: `entity`, the thing, the fields. A field of
what a thing has many of, such as touchpoints, ends in the number of the one: `touchpoints.title@3`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from sys import intern

from msgspec import Struct

ENTITY, PARTS, AT = "entity", "\x7f", "@"
IS = "noun"
"""The field of a thing that tells that it is there, and what it is."""
_OF_THING = ENTITY + PARTS
_FEW = 6
"""How many of many are told one by one; where a field of more of them was read, that of all counts as read."""


class OneOfMany(Struct, frozen=True, eq=False):
    """One of what a thing has many of; `of` begins the name of each field."""

    thing: str
    of: str
    number: int


@dataclass(slots=True)
class Heard:
    """What was read: names, and names of fields by the thing, or the one of many, that they are fields of."""

    names: set[str] = field(default_factory=set)
    fields: defaultdict[str | OneOfMany, set[str]] = field(default_factory=lambda: defaultdict(set))


listeners: list[Heard] = []
"""What each who listens has heard; the list itself stays, only what is in it changes."""


def note(name: str) -> None:
    """Tell all who listen that something was read."""
    for each in listeners:
        each.names.add(name)


def note_all(names: Iterable[str]) -> None:
    """Tell all who listen that all of this was read."""
    for each in listeners:
        each.names.update(names)


def note_field(of: str | OneOfMany, name: str) -> None:
    """Tell all who listen that a field was read."""
    for each in listeners:
        each.fields[of].add(name)


def gathered(heard: Heard) -> list[str]:
    """The names of all that was read, sorted; one for all fields of a thing: there are many, and some things."""
    of_thing: defaultdict[str, set[str]] = defaultdict(set)
    others = []
    for name in heard.names:
        if name.startswith(_OF_THING):
            _, thing, *read = name.split(PARTS)
            of_thing[thing].update(read)
        else:
            others.append(name)
    for of, names in heard.fields.items():
        if isinstance(of, str):
            of_thing[of].update(names)
        else:
            of_thing[of.thing].update([f"{of.of}{name}{AT}{of.number}" for name in names])
    whole = (intern(PARTS.join((ENTITY, thing, *_few(read)))) for thing, read in of_thing.items())
    return sorted([*others, *whole])


def _few(read: set[str]) -> list[str]:
    """Fields of a thing, sorted; one name for the same field of many."""
    one_by_one: defaultdict[str, list[str]] = defaultdict(list)
    for name in read:
        whole, at, _ = name.partition(AT)
        if at:
            one_by_one[whole].append(name)
    for whole, found in one_by_one.items():
        if whole in read or len(found) > _FEW:
            read.difference_update(found)
            read.add(whole)
    return sorted(read)


@contextmanager
def listening() -> Iterator[Heard]:
    """Give what is noted until the end, beside all others who listen."""
    with heard_by(*listeners, heard := Heard()):
        yield heard


@contextmanager
def apart() -> Iterator[Heard]:
    """Give what is noted until the end; nobody else hears of it."""
    with heard_by(heard := Heard()):
        yield heard


def unheard() -> heard_by:
    """What is read until the end is noted for nobody."""
    return heard_by()


class heard_by:  # noqa: N801 - used as a function; it is asked for so often that a generator would cost too much
    """What is read until the end is noted for these, and nobody else hears of it."""

    __slots__ = ("_before", "_now")
    _before: list[Heard]

    def __init__(self, *now: Heard) -> None:
        self._now = now

    def __enter__(self) -> None:
        self._before = listeners[:]
        listeners[:] = self._now

    def __exit__(self, *_: object) -> None:
        listeners[:] = self._before
