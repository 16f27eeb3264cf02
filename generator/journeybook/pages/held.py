"""What a build holds in memory, and a shelf that hands it out unasked, so that a few pages are made again in no time.

While somebody writes, the page that they look at must be there at once, and all others a little later. What the page is
made of is made again; everything else is taken to be as it was.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from journeybook.diagrams.drawing import Drawing
from journeybook.pages.page import Page

Parts = Page | tuple[Any, ...]
_DRAWN, _PAST_DRAWN, _PARTS = "drawn ", "drawn!", "\x1f"


@dataclass
class Held:
    """Pages and drawings by the name of what made them, and by kind; drawings without their DOT.

    `read` tells by the name of what made a page which drawings it read, each with its language: `en\\x1fwall`.
    """

    made: dict[str, Parts] = field(default_factory=dict)
    read: dict[str, tuple[str, ...]] = field(default_factory=dict)
    kinds: dict[str, tuple[Any, ...]] = field(default_factory=dict)

    def add(self, name: str, parts: Parts, reads: list[str] | None = None) -> None:
        """Remember what was made; `reads` is all that was read for it, sorted, where that is known anew."""
        self.made[name] = (
            parts
            if isinstance(parts, Page)
            else tuple(light(each) if isinstance(each, Drawing) else each for each in parts)
        )
        if reads is not None:
            first, end = bisect_left(reads, _DRAWN), bisect_left(reads, _PAST_DRAWN)
            self.read[name] = tuple(each.removeprefix(_DRAWN) for each in reads[first:end])

    def add_kind(self, name: str, parts: Iterable[Any]) -> Iterator[Any]:
        """Remember what there is of a kind, while it is made."""
        found = []
        for each in parts:
            found.append(light(each) if isinstance(each, Drawing) else each)
            yield each
        self.kinds[name] = tuple(found)

    def makers_of(self, language: str, paths: Collection[str], things: Collection[str]) -> frozenset[str]:
        """What made these pages, and the pages of these things, in a language."""
        makers = (name for name in self.made if _language(name) == language)
        return frozenset(
            name
            for name in makers
            if any(page.path in paths or not _things(name).isdisjoint(things) for page in _pages(self.made[name]))
        )

    def drawers_for(self, language: str, makers: Collection[str]) -> frozenset[str]:
        """What made the drawings that were read for pages, and what would make others for the same things."""
        read = {each for name in makers for each in self.read.get(name, ())}
        things = {thing for name in makers for thing in _things(name)}
        modules = {_module(name) for name in makers if not _things(name)}
        drawers = (name for name in self.made if _language(name) == language and not _pages(self.made[name]))
        return frozenset(
            name
            for name in drawers
            if not _things(name).isdisjoint(things)
            or (_module(name) in modules and not _things(name))
            or not read.isdisjoint(f"{language}{_PARTS}{each.name}" for each in self._drawings(name))
        )

    def _drawings(self, name: str) -> tuple[Drawing, ...]:
        parts = self.made[name]
        return parts if isinstance(parts, tuple) else ()


@dataclass
class Hasty:
    """A shelf that makes what is wanted and what is new, and has all else as it is held; it holds what it makes."""

    held: Held
    wanted: frozenset[str]

    def made(self, name: str, make: Callable[[], Any], about: tuple[Any, ...]) -> Any:
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


def _module(name: str) -> str:
    return name.partition(" ")[0]


def _language(name: str) -> str:
    return name.split(" ", 3)[2]


def _things(name: str) -> frozenset[str]:
    return frozenset(name.split(" ")[3:])
