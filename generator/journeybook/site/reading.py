"""What a site is made from: the book, its generated pages, and what Git knows of its files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from journeybook.audience import for_audience, refused
from journeybook.diagrams.drawing import Drawing
from journeybook.dot import draw
from journeybook.git import Change, changes
from journeybook.load import day_of, load
from journeybook.load.text import text_of
from journeybook.model import Book
from journeybook.pages import render_pages
from journeybook.pages.page import Page
from journeybook.problem import Problem, Severity
from journeybook.rules import checked
from journeybook.site import Site, render_site
from journeybook.site.kept import Kept
from journeybook.site.written import Written


@dataclass(frozen=True, slots=True)
class Read:
    """A book that was read, with its pages; there are none while something of it is unreadable."""

    book: Book
    unread: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    pages: tuple[Page, ...] = ()
    changes: Mapping[str, Change] = field(default_factory=dict)

    def site(self, written: Sequence[Written]) -> Site:
        """Return the site, together with the hand-written pages."""
        return render_site(self.book, self.pages, written, self.changes)


@dataclass(frozen=True, slots=True)
class Told:
    """What pages are rendered from."""

    book: Book
    problems: Sequence[Problem]
    site_url: str
    templates: Path | None


def read(root: Path, as_of: date | None = None, audience: str = "", site_url: str = "") -> Read:
    """Read the book in a folder as it is on a day (by default that of the last commit), and render its pages.

    `site_url` is where the site will be published. With an audience the pages are those of its book; what is wrong with
    the whole one is for its authors alone.
    """
    book, problems = load(root, day_of(root, as_of))
    problems = (*problems, *refused(book, audience))
    unread = tuple(problem for problem in problems if problem.severity is Severity.ERROR)
    if unread:
        return Read(book, unread, problems)
    own = root / "templates"
    told = () if audience else checked(book, problems, text_of(root))
    book = for_audience(book, audience)
    pages, undrawn = _pages(Told(book, told, site_url, own if own.is_dir() else None), Kept(root))
    return Read(book, (), (*problems, *undrawn), pages, changes(root))


def _pages(told: Told, kept: Kept) -> tuple[tuple[Page, ...], list[Problem]]:
    """Every page, and what could not be drawn; drawings of an earlier build are taken from `kept`."""
    undrawn: list[Problem] = []

    def drawn(drawings: Sequence[Drawing]) -> Mapping[str, str]:
        found, failed = draw(drawings, told.book.settings.engine, kept, told.templates)
        undrawn.extend(failed)
        return found

    pages = tuple(render_pages(told.book, told.problems, drawn, told.templates, told.site_url))
    kept.forget_others()
    return pages, undrawn
