"""A folder of YAML becomes a book and the problems found on the way; nothing is executed, nothing outside is read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from journeybook.load.by_hand import unfit_pages
from journeybook.load.day import newest
from journeybook.load.folder import entity_names, stray_files
from journeybook.load.opened import closed
from journeybook.load.reading import Known, Reading, read_entity, read_settings
from journeybook.load.records import Records
from journeybook.load.resolve import unresolved
from journeybook.load.shelf import Folder, Shelf
from journeybook.load.sketch import sketched
from journeybook.load.whole import Whole, book_of
from journeybook.model import Book
from journeybook.problem import Problem

__all__ = ["Folder", "Known", "Records", "Shelf", "glimpsed", "load", "load_from"]


def load(root: Path, as_of: date | None = None, records: Records | None = None) -> tuple[Book, tuple[Problem, ...]]:
    """The book in a folder, as far as it can be read, and every problem of every file, sorted by place.

    `as_of` is the day from which ages are counted; without one, the newest day that the book itself names, but for
    days so far off that they must be mistyped. What was kept in `records`, by another run of the program, is not read
    again.
    """
    return load_from(Folder(root), as_of, records=records)


def load_from(
    shelf: Shelf, as_of: date | None = None, known: Known | None = None, records: Records | None = None
) -> tuple[Book, tuple[Problem, ...]]:
    """The same of a book whose files come from anywhere.

    What is read is remembered in `known`, and what is known from another version of the book is not read again.
    """
    with _uncollected():
        return _loaded(Reading(shelf, known, records), as_of)


def glimpsed(shelf: Shelf, as_of: date, known: Known) -> Book:
    """A book as far as it can be read, without a look for what is wrong with it: for versions long past."""
    with _uncollected():
        return replace(_book(Reading(shelf, known)), as_of=as_of)


def _loaded(reading: Reading, as_of: date | None) -> tuple[Book, tuple[Problem, ...]]:
    read = _book(reading)
    whole = Whole.of(reading, read)
    seen, sketches = sketched(whole.book, whole.hidden)
    day = as_of or newest(day for each in (seen.settings, *seen.entities) for day in each.days)
    seen = replace(seen, as_of=day)  # before references are looked for: the book that is returned keeps what was found
    found = [*_languages_once(reading), *stray_files(reading.shelf), *unfit_pages(reading.shelf)]
    if isinstance(reading.shelf, Folder) and reading.shelf.closed:  # nobody knows which ids there are
        found += map(closed, reading.shelf.closed)
    else:
        found += [*sketches, *unresolved(replace(whole, book=seen))]
    book = seen if whole.book is read else replace(sketched(read, whole.hidden)[0], as_of=day)
    return book, tuple(sorted(found, key=lambda problem: problem.place))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for garbage: all that is read stays, and looking through it again and again costs a third.

    What was made stays out of these looks until the next book is read: else whatever works on a book of a thousand
    journeys, and makes much itself, would look through all of the book now and then, and take twice as long. Whoever
    has switched these looks off sees to the garbage.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    gc.unfreeze()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _languages_once(reading: Reading) -> Iterator[Problem]:
    """One undeclared language is one mistake, however many texts are in it; none is known where book.yml is unread."""
    told = set[object]()
    for problem in reading.problems:
        if problem.rule != "unknown-language" or (reading.languages_known and problem.message not in told):
            yield problem
            told.add(problem.message)


def _book(reading: Reading) -> Book:
    settings = read_settings(reading)
    for kind, file in entity_names(reading.shelf):
        read_entity(reading, kind, file)
    entities = {name: content.entity for name, content in reading.contents.items() if content.entity is not None}
    origins = {name: content.origin for name, content in reading.contents.items()}
    for name, content in reading.nameless:
        origins.setdefault(name, content.origin)
    return book_of(settings, entities, origins)
