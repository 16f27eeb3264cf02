"""A few pages of a site as they are now, in no time: while somebody writes, the page they look at is there at once.

What the rest of the site has become, a whole build finds out afterwards. The pages shown here are made by what makes
them there, so they are the same to the letter, but for what nobody could know without making all others too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import structs

from journeybook import own_templates
from journeybook.audience import for_audience
from journeybook.diagrams.drawing import Drawing
from journeybook.dot import draw, key_of, maker
from journeybook.load.text import text_of
from journeybook.model import Book, Entity
from journeybook.pages import Draw, render_again
from journeybook.pages.edition import Edition, edition
from journeybook.pages.facts import Facts
from journeybook.pages.held import light
from journeybook.problem import Problem, Severity
from journeybook.rules import checked
from journeybook.site.kept import Kept
from journeybook.site.reading import Carried, Read, loaded
from journeybook.site.rendered import Site, changed_site


@dataclass(frozen=True)
class Glance:
    """The book as it is now; what keeps it from being read, else the site with the pages that were made again."""

    read: Read
    site: Site
    fresh: frozenset[str] = frozenset()


class Later(Sequence[Problem]):
    """What is wrong with a book, found out only for a page that tells of it."""

    def __init__(self, find: Callable[[], Sequence[Problem]]) -> None:
        self._find = find

    @cached_property
    def _found(self) -> Sequence[Problem]:
        return self._find()

    def __getitem__(self, place: Any) -> Any:
        return self._found[place]

    def __len__(self) -> int:
        return len(self._found)


@dataclass(frozen=True, eq=False)
class Pictures(Mapping[str, str]):
    """The pictures of drawings by name: those just drawn, and of the others those that are still kept."""

    drawings: Mapping[str, Drawing]
    new: Mapping[str, str]
    kept: Mapping[str, str]
    made_by: str

    def __getitem__(self, name: str) -> str:
        return self.new[name] if name in self.new else self.kept[self._key(name)]

    def __contains__(self, name: object) -> bool:
        return name in self.new or (name in self.drawings and self._key(str(name)) in self.kept)

    def __iter__(self) -> Iterator[str]:
        return (name for name in self.drawings if name in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _key(self, name: str) -> str:
        return key_of(self.drawings[name].mark, self.made_by)


def reread(root: Path, before: Read, carried: Carried, as_of: date | None) -> tuple[Read, Sequence[Problem]]:
    """The book in a folder as it is now, for the same readers, and what the rules say of it, if somebody asks.

    The pages are still those of `before`; `carried` is what was read then, and keeps what is read now.
    """
    audience = before.book.audience
    book, problems = loaded(root, as_of, audience, carried)
    unread = tuple(problem for problem in problems if problem.severity is Severity.ERROR)
    if unread:
        return structs.replace(before, unread=unread, problems=problems), ()
    found = Later(lambda: () if audience else checked(book, problems, text_of(root)))
    return structs.replace(before, book=for_audience(book, audience), unread=(), problems=problems), found


def glance(
    root: Path, before: Read, now: Read, site: Site, problems: Sequence[Problem], opened: Collection[str]
) -> Glance:
    """Make these pages (by published path) again, as the book is now; `site` is what was shown of the one before."""
    paths = defaultdict[str, set[str]](set)
    for page in (site.pages[each] for each in opened if each in site.pages and each not in site.written):
        paths[page.language].add(page.path)
    facts, things, templates = Facts(now.book), _retold(before.book, now.book), own_templates(root)
    pages = {}
    for language, own in paths.items():
        spoken = replace(edition(facts, language, templates), past=now.courses)
        pages[language] = render_again(spoken, problems, _drawing(root, spoken), before.held, own, things)
    shown = changed_site(site, now.book, pages, now.changes)
    fresh = frozenset(each for each in opened if shown.pages.get(each) is not site.pages.get(each))
    return Glance(now, shown, fresh)


def _drawing(root: Path, spoken: Edition) -> Draw:
    """Draws what comes with its DOT; what comes without was drawn before."""
    kept, engine, templates = Kept(root), spoken.book.settings.engine, spoken.book_templates

    def drawn(drawings: Iterable[Drawing]) -> tuple[Mapping[str, str], Sequence[Problem]]:
        by_name: dict[str, Drawing] = {}

        def new() -> Iterator[Drawing]:
            for each in drawings:
                by_name[each.name] = light(each)
                if each.dot:
                    yield each

        found, undrawn = draw(new(), engine, kept, templates)
        return Pictures(by_name, found, kept, maker(engine, templates)), undrawn

    return drawn


def _retold(before: Book, now: Book) -> frozenset[str]:
    """The things that are told of elsewhere in other words: what is new, gone, renamed or at another place."""
    was, new = ({each.id: each for each in book.entities} for book in (before, now))
    changed = (name for name in was.keys() | new.keys() if was.get(name) is not new.get(name))
    return frozenset(name for name in changed if _told(was.get(name)) != _told(new.get(name)))


def _told(entity: Entity | None) -> tuple[object, ...]:
    return (entity.noun, entity.label, getattr(entity, "parent", None)) if entity is not None else ()
