"""What a site is made from: the book, its generated pages, and what Git knows of its files."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from secrets import token_hex

from msgspec import Struct, field

from journeybook import git, own_templates
from journeybook.audience import for_audience, refused
from journeybook.diagrams.drawing import Drawing
from journeybook.dot import draw, key_of, maker
from journeybook.files.records import OwnRecords
from journeybook.files.store import Store, opened
from journeybook.files.storeroom import FOLDER, storeroom
from journeybook.git import Change, changes
from journeybook.git.day import day_of
from journeybook.git.marks import Marks
from journeybook.load import load_from
from journeybook.load.reading import Content, Known
from journeybook.load.shelf import Folder
from journeybook.model import Book
from journeybook.pages import render_pages
from journeybook.pages.entries import OF_DRAWINGS
from journeybook.pages.held import Held
from journeybook.pages.kept import Shelf
from journeybook.pages.page import Page
from journeybook.pages.past import Course
from journeybook.pages.watching import Watch
from journeybook.problem import Place, Problem, Severity
from journeybook.rules import checked
from journeybook.site import llms
from journeybook.site.garbage import settled
from journeybook.site.hands import Hands
from journeybook.site.kept import Kept
from journeybook.site.past import past
from journeybook.site.progress import (
    CHECKING,
    DRAWING,
    READING,
    RENDERING,
    Progress,
    Tell,
    counted,
    unheard,
)
from journeybook.site.rendered import Site, render_site
from journeybook.site.seal import digest, made_with
from journeybook.site.seen import told as told_of
from journeybook.site.unsilenced import Unsilenced
from journeybook.site.written import Written
from journeybook.words import phrase

NAME = "pages.sqlite"


class Read(Struct, frozen=True):
    """A book that was read, with its pages; there are none while something of it is unreadable."""

    book: Book
    unread: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    pages: tuple[Page, ...] = ()
    changes: Mapping[str, Change] = field(default_factory=dict)
    shelf: Shelf | None = None
    copies: tuple[Page, ...] = ()
    """What programs read beside the pages."""
    courses: Mapping[str, Course] = field(default_factory=dict)

    def close(self) -> None:
        """Let go of what earlier builds left; bodies of pages cannot be read any more."""
        if self.shelf is not None:
            _close(self.shelf)

    @property
    def held(self) -> Held:
        """What the build holds in memory, where it was asked to."""
        assert self.shelf is not None and self.shelf.held is not None
        return self.shelf.held

    def site(self, written: Sequence[Written], for_programs: bool = True) -> Site:
        """Return the site, together with the hand-written pages, and with what programs read."""
        return render_site(self.book, self.pages, written, self.changes, self.copies if for_programs else ())


class Told(Struct, frozen=True):
    """What pages are rendered from."""

    book: Book
    problems: Sequence[Problem]
    site_url: str
    templates: Path | None
    courses: Mapping[str, Course] = field(default_factory=dict)


def read(
    root: Path,
    as_of: date | None = None,
    audience: str = "",
    site_url: str = "",
    tell: Tell = unheard,
    known: Carried | None = None,
) -> Read:
    """Read the book in a folder as it is on a day (by default that of the last commit), and render its pages.

    `site_url` is where the site will be published, `known` what was read before. With an audience the pages are those
    of its book; what is wrong with the whole one is for its authors alone.
    """
    tell(Progress(READING))
    known = known if known is not None else Carried()
    book, problems = loaded(root, as_of, audience, known, OwnRecords(root, known.marks))
    unread = tuple(problem for problem in problems if problem.severity is Severity.ERROR)
    if unread:
        return Read(book, unread, problems)
    tell(Progress(CHECKING))
    book = for_audience(book, audience)
    kept, templates = Kept(root), own_templates(root)
    shelf = _shelf(root, Told(book, (), site_url, templates), kept, known)
    with _let_go_of(shelf), settled(_is_little_new(shelf, book)):
        told = () if audience else _checked(Folder(root, known.marks), book, problems, tell, shelf)
        courses = {} if audience else past(root, book)  # what was cut from this book may stand in an earlier one
        pages, copies, undrawn = _made(Told(book, told, site_url, templates, courses), kept, shelf, Hands(tell))
        _forget_others(kept, shelf, known, book)
    return Read(book, (), (*problems, *undrawn), pages, changes(root), shelf, copies, courses)


def _checked(folder: Folder, book: Book, told: Sequence[Problem], tell: Tell, shelf: Shelf) -> tuple[Problem, ...]:
    """What is wrong with the book; what was found in journeys before, and must be the same, is not looked for again."""
    files = Unsilenced(folder, shelf.store)
    problems = checked(book, told, files.text, lambda: tell(Progress(CHECKING)), shelf.watch)
    files.leave()
    return problems


def loaded(
    root: Path,
    as_of: date | None = None,
    audience: str = "",
    known: Carried | None = None,
    records: OwnRecords | None = None,
) -> tuple[Book, tuple[Problem, ...]]:
    """The whole book in a folder, and what is wrong with its files; where one problem is an error, nothing is made."""
    marks = known.marks if known is not None else Marks()
    book, problems = load_from(Folder(root, marks), day_of(root, as_of), known, records)
    if records is not None:
        records.leave({origin.file for origin in book.origins.values()})
    return book, (*problems, *refused(book, audience), *_handed_in(root))


def _handed_in(root: Path) -> Iterator[Problem]:
    """What builds keep is published unread, so it must not come from whoever proposes a change."""
    for name in git.kept(root, [FOLDER])[:1]:
        yield Problem(
            "kept-by-git",
            Severity.ERROR,
            phrase("Git keeps {folder}/, where builds put what they have made.", folder=FOLDER),
            Place(name, 1, 1, 1, 1),
            phrase("Take it out: git rm -r --cached {folder}, and write {folder}/ into .gitignore.",
                   folder=FOLDER),
        )  # fmt: skip


class Carried(Known):
    """Contents of files by what they are, those of the last build at hand; what this one did not ask for is let go.

    With `holds`, the build holds its pages in memory, for a quick look at some of them when the book has changed.
    """

    def __init__(self, before: Carried | None = None, holds: bool = False) -> None:
        super().__init__()
        self.held = Held() if holds else None
        self._before: Known = dict(before or {})
        self.marks: Marks = before.marks if before is not None else Marks()

    def __contains__(self, key: object) -> bool:
        return super().__contains__(key) or key in self._before

    def let_go(self) -> None:
        """Forget all contents, since the build has let go of what stands in them."""
        self.clear()
        self._before.clear()

    def __missing__(self, key: tuple[str, ...]) -> Content:
        self[key] = self._before[key]
        return self[key]


@contextmanager
def _let_go_of(shelf: Shelf) -> Iterator[None]:
    """Whoever breaks the reading off leaves to the next build what earlier ones left."""
    try:
        yield
    except BaseException:
        _close(shelf)
        raise


def _close(shelf: Shelf) -> None:
    if isinstance(shelf.store, Store):
        shelf.store.close()


def _shelf(root: Path, pages: Told, kept: Kept, known: Carried) -> Shelf:
    """What earlier builds of this book made, if the same program made it for the same readers on the same day."""
    book, templates = pages.book, pages.templates
    made_by = maker(book.settings.engine, templates)
    cut = book.audience, repr(book.withheld), pages.site_url
    own = told_of(known.marks, [templates] if templates else [])
    unknown = token_hex() if git.may_keep(root, FOLDER) else ""  # no store has this mark: it begins empty
    mark = digest(made_by, unknown, repr(book.settings), str(book.as_of), *cut, *made_with(known.marks), *own)
    store = opened(storeroom(root) / NAME, mark)
    return Shelf(store, Watch(book, store), lambda mark: key_of(mark, made_by) in kept, known.held)


def _is_little_new(shelf: Shelf, book: Book) -> bool:
    """Whether it is an edit rather than a first build: to look for its garbage would take longer than it saves."""
    return 10 * len(shelf.watch.changed(book.journeys)) < len(book.journeys)


def _forget_others(kept: Kept, shelf: Shelf, known: Carried, book: Book) -> None:
    """What this build did not ask for, or has let go of, later ones need not find."""
    kept.forget_others()
    shelf.watch.leave()
    if known.held is not None:
        known.held.readers = {each: shelf.watch.readers(f"{OF_DRAWINGS}{each}") for each in book.languages}
    else:
        known.let_go()
        shelf.watch.let_go()
    if isinstance(shelf.store, Store):
        shelf.store.forget_others()
    if gc.isenabled():
        gc.collect()  # what pages were made from


def _made(
    told: Told, kept: Kept, shelf: Shelf, hands: Hands
) -> tuple[tuple[Page, ...], tuple[Page, ...], list[Problem]]:
    """Every page, what programs read beside them, and what could not be drawn."""
    shelf = hands.on(shelf, len(shelf.watch.changed(told.book.journeys)))
    pages, undrawn = _pages(told, kept, shelf, hands)
    shelf.ahead(partial(llms.copies, told.book))
    return pages, tuple(llms.copies(told.book, shelf)), undrawn


def _pages(told: Told, kept: Kept, shelf: Shelf, hands: Hands) -> tuple[tuple[Page, ...], list[Problem]]:
    """Every page, and what could not be drawn; drawings of an earlier build are taken from `kept`."""
    undrawn: dict[Problem, None] = {}

    def drawn(drawings: Iterable[Drawing]) -> tuple[Mapping[str, str], Sequence[Problem]]:
        hands.tell(Progress(DRAWING))
        coming = _by_journey(drawings, told.book, hands.tell)
        found, failed = draw(coming, told.book.settings.engine, kept, told.templates, hands.engines)
        undrawn.update(dict.fromkeys(failed))  # that there is no engine is found again for each language
        return found, failed

    rendered = render_pages(told.book, told.problems, drawn, told.templates, told.site_url, shelf, told.courses)
    return tuple(counted(rendered, RENDERING, hands.tell)), list(undrawn)


def _by_journey(drawings: Iterable[Drawing], book: Book, tell: Tell) -> Iterator[Drawing]:
    """The drawings as they come, and how far that is: told by journeys, whose drawings are most of the work."""
    left = {book.place(name).file for name in book.journeys}
    count = len(left)
    for drawing in drawings:
        yield drawing
        left.discard(drawing.place.file)
        tell(Progress(DRAWING, count - len(left), count))
