"""What a build holds in memory, and a shelf that hands it out unasked, so that a few pages are made again in no time.

While somebody writes, the page that they look at must be there at once, and all others a little later. What the page is
made of is made again; everything else is taken to be as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from journeybook.diagrams.drawing import Drawing
from journeybook.pages.page import Fragment, Page
from journeybook.pages.readers import number_of

Parts = Page | tuple[Any, ...]
_PAGE, _DRAWING, _THING, _MODULE = "page", "drawing", "thing", "module"


@dataclass
class Held:
    """Pages and drawings by the name of what made them, and by kind; drawings without their DOT.

    `readers` tells by language and drawing who has read it, by the numbers that the names of makers have.
    """

    made: dict[str, Parts] = field(default_factory=dict)
    readers: Mapping[str, Mapping[str, Collection[int]]] = field(default_factory=dict)
    kinds: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    _where: dict[tuple[str, str, str], tuple[str, ...]] = field(default_factory=dict)
    """The names by language and by what they stand for: a page, a drawing, a thing, or a module where it is none."""

    def add(self, name: str, parts: Parts) -> None:
        """Remember what was made."""
        if not isinstance(parts, Page) and any(isinstance(each, Fragment) for each in parts):
            return  # it is made again with its page
        for place in _places(name, self.made[name]) if name in self.made else ():
            self._where[place] = tuple(each for each in self._where[place] if each != name)
        self.made[name] = made = (
            parts
            if isinstance(parts, Page)
            else tuple(light(each) if isinstance(each, Drawing) else each for each in parts)
        )
        for place in _places(name, made):
            self._where[place] = (*self._where.get(place, ()), name)

    def add_kind(self, name: str, parts: Iterable[Any]) -> Iterator[Any]:
        """Remember what there is of a kind, while it is made."""
        found = []
        for each in parts:
            found.append(light(each) if isinstance(each, Drawing) else each)
            yield each
        self.kinds[name] = tuple(found)

    def makers_of(self, language: str, paths: Collection[str], things: Collection[str]) -> frozenset[str]:
        """What made these pages, and the pages of these things, in a language."""
        of_things = self._all(language, _THING, things)
        return frozenset({*self._all(language, _PAGE, paths), *(name for name in of_things if _pages(self.made[name]))})

    def drawers_for(self, language: str, makers: Collection[str]) -> frozenset[str]:
        """What made the drawings that were read for pages, and what would make others for the same things."""
        numbers = frozenset(map(number_of, makers))
        read = [name for name, each in self.readers.get(language, {}).items() if not numbers.isdisjoint(each)]
        things = {thing for name in makers for thing in _things(name)}
        modules = {_module(name) for name in makers if not _things(name)}
        found = {
            *self._all(language, _DRAWING, read),
            *self._all(language, _THING, things),
            *self._all(language, _MODULE, modules),
        }
        return frozenset(name for name in found if not _pages(self.made[name]))

    def _all(self, language: str, kind: str, values: Iterable[str]) -> Iterator[str]:
        return (name for each in values for name in self._where.get((language, kind, each), ()))


@dataclass
class Hasty:
    """A shelf that makes what is wanted and what is new, and has all else as it is held; it holds what it makes."""

    held: Held
    wanted: frozenset[str]

    def made(self, name: str, make: Callable[[], Any], about: Callable[[], Any]) -> Any:
        """What is held, or what is made now."""
        if name in self.held.made and name not in self.wanted:
            return self.held.made[name]
        made = make()
        parts = made if isinstance(made, Page) else tuple(made)
        self.held.add(name, parts)
        return parts

    def kind(self, name: str, make: Callable[[], Iterable[Any]]) -> Iterable[Any]:
        """All of a kind: as it is held, where nothing of it is wanted."""
        if name in self.held.kinds and _module(name) not in self._modules:
            return self.held.kinds[name]
        return self.held.add_kind(name, make())

    @cached_property
    def _modules(self) -> frozenset[str]:
        return frozenset(_module(name) for name in self.wanted)


def light(drawing: Drawing) -> Drawing:
    """A drawing without its DOT, which is much; its picture is kept under its mark."""
    return replace(drawing, dot="", kept=drawing.mark) if drawing.dot else drawing


def _pages(parts: Parts) -> tuple[Page, ...]:
    each = parts if isinstance(parts, tuple) else (parts,)
    return tuple(page for page in each if isinstance(page, Page))


def _places(name: str, parts: Parts) -> Iterator[tuple[str, str, str]]:
    """All that somebody who looks for a maker may know of it."""
    language, things = _language(name), _things(name)
    for each in parts if isinstance(parts, tuple) else (parts,):
        if isinstance(each, Page):
            yield language, _PAGE, each.path
        elif isinstance(each, Drawing):
            yield language, _DRAWING, each.name
    for thing in things:
        yield language, _THING, thing
    if not things:
        yield language, _MODULE, _module(name)


def _module(name: str) -> str:
    return name.partition(" ")[0]


def _language(name: str) -> str:
    return name.split(" ", 3)[2]


def _things(name: str) -> frozenset[str]:
    return frozenset(name.split(" ")[3:])
