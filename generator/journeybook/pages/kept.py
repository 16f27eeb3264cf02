"""Pages and drawings that were made before: taken from a store while all that was read for them is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from functools import cache, partial, wraps
from typing import TYPE_CHECKING, Any, TypeAlias, cast
from zlib import crc32

from journeybook.diagrams.drawing import Drawing
from journeybook.model import Entity
from journeybook.model.heard import gathered, listeners, listening, note_all
from journeybook.pages.field_digests import Store
from journeybook.pages.held import Held
from journeybook.pages.page import Page
from journeybook.pages.parted import Told, parted, whole
from journeybook.pages.watching import Watch, names_of

if TYPE_CHECKING:
    from journeybook.pages.edition import Edition

_THING = 3
"""Where the thing stands in a name, after the module, the function and the language; its pages are made together."""
Work: TypeAlias = Callable[["Shelf"], Iterable[object]]
"""What is to be made with a shelf; it comes one by one."""
ShareOut: TypeAlias = Callable[["Shelf", Work], None]


@dataclass(frozen=True)
class Shelf:
    """A store, who watches what is read, and whether the picture of a drawing is still there."""

    store: Store
    watch: Watch
    drawn: Callable[[str], bool]
    held: Held | None = None
    """What this build holds in memory, where the next one comes soon."""
    share_out: ShareOut | None = None
    """Has several processes make a share each."""

    def ahead(self, work: Work) -> None:
        """Where there are many hands, let each make a share of it before it is asked for."""
        if self.share_out is not None:
            self.share_out(self, work)

    def made(self, name: str, make: Callable[[], Any], about: Callable[[], Any]) -> Any:
        """What an earlier build made, if all that was read for it is the same; else what is made now."""
        own = self.watch.digests.of(about())
        left = self.watch.left(name, own)
        if left is None or not self._is_whole(left):
            left = self._made_now(name, make, own)
        if listeners:
            note_all(self.watch.reads(name, left))
        found = tuple(whole(told, partial(self._fetched, name, number)) for number, told in enumerate(left["parts"]))
        if self.held is not None:
            self.held.add(name, cast("Page", found[0]) if left["single"] else found)
        drawn = tuple(left.get("drawn", found))  # those just made still have their DOT, for the engine
        return drawn[0] if left["single"] else drawn

    def kind(self, name: str, make: Callable[[], Iterable[Any]]) -> Iterable[Any]:
        """All pages or drawings of a kind."""
        return make() if self.held is None else self.held.add_kind(name, make())

    def _made_now(self, name: str, make: Callable[[], Any], own: str) -> Told:
        """Make it; what it is told by afterwards is the same as what a later build finds."""
        with listening() as heard:
            made = make()
            parts = [made] if isinstance(made, Page) else list(made)
        pieces = [parted(each) for each in parts]
        light = {"single": isinstance(made, Page), "parts": [light for light, _ in pieces]}
        told = self.watch.keep(name, gathered(heard), light, {"parts": [heavy for _, heavy in pieces]}, own)
        return {**told, "drawn": parts} if parts and isinstance(parts[0], Drawing) else told

    def _fetched(self, name: str, number: int) -> Told:
        part: Told = self.store.heavy(name)["parts"][number]
        return part

    def _is_whole(self, left: Told) -> bool:
        return all(self.drawn(told["mark"]) for told in left["parts"] if told["kind"] == "drawing")


@dataclass(frozen=True)
class Share(Shelf):
    """The shelf of one process of several: it makes one of so many parts, and leaves the others to the others."""

    part: int = 0
    of: int = 1

    def made(self, name: str, make: Callable[[], Any], about: Callable[[], Any]) -> Any:
        """What is in this share, made as ever; nothing of what is not."""
        what = name.split(" ")[_THING:] or [name]
        if listeners or crc32(what[0].encode()) % self.of == self.part:  # what is part of a page is made with it
            return super().made(name, make, about)
        return ()


WATCHED = {"book", "facts", "problems", "drawn", "drawings", "past"}
"""What of an edition notes by itself that it was read."""
SAME = {"language", "templates", "book_templates", "shelf"}
"""What stands in the name of what is kept, or is the same for the whole store."""


def _unwatched(edition: Edition) -> tuple[Any, ...]:
    """Whatever else an edition has: a page may have read any of it, so all of it must be the same."""
    kind: Any = type(edition)
    return tuple(getattr(edition, name) for name in _names_in(kind))


def _own(edition: Edition, about: tuple[Any, ...]) -> Any:
    """What a page is told by beside what is read for it: in one word, where it is of nothing but things and texts."""
    if all(isinstance(each, Entity | str) for each in about):
        told = (each if isinstance(each, str) else f"{each.noun} {each.id}" for each in about)
        return "\0".join((*told, *map(repr, _unwatched(edition))))
    return about, _unwatched(edition)


@cache
def _names_in(kind: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind) if each.name not in WATCHED | SAME)


def kept(make: Callable[..., Any]) -> Callable[..., Any]:
    """Mark what makes the pages or drawings of a thing: where there is a store, it is made only when it must be.

    Without this mark it is made every time, which is as right and takes longer.
    """

    @wraps(make)
    def made(edition: Edition, *about: Any) -> Any:
        if edition.shelf is None:
            return make(edition, *about)
        name = " ".join((make.__module__, make.__qualname__, edition.language, *names_of(about)))
        return edition.shelf.made(name, partial(make, edition, *about), lambda: _own(edition, about))

    return made
