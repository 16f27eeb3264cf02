"""`journeybook review --blame`: who changed this, when, and on what evidence."""

from __future__ import annotations

from collections.abc import Iterator

import click

from journeybook import git
from journeybook.cli.call import Call
from journeybook.load import Known, Shelf, load_from
from journeybook.load.revision import touched
from journeybook.model import Book
from journeybook.output.review.authors import FORMATS, Asked
from journeybook.review import Side
from journeybook.review.authors import authored
from journeybook.words import phrase

MOST = 300  # commits of one file that are looked through


def blame(call: Call, typed: str, form: str) -> None:
    """Print who changed a thing, a touchpoint, or one field of either."""
    if form not in FORMATS:
        call.stop(phrase("With --blame, --format is text or json."))
    book, _ = call.book()
    name, field = _split(book, typed)
    if not name:
        call.stop(phrase("There is no “{thing}” in this book.", thing=typed))
    file = book.place(name.partition("/")[0]).file
    with touched(call.root, file, MOST) as versions:
        found = tuple(authored(_sides(call, book, versions), name, field))
    asked = Asked(book, name, field, found, git.is_shallow(call.root))
    click.echo(FORMATS[form](asked, call.language), nl=False)


def _sides(
    call: Call, book: Book, versions: Iterator[tuple[git.Commit, Shelf]]
) -> Iterator[tuple[git.Commit | None, Side]]:
    """What lies in the folder, then each committed version."""
    known = Known()
    yield None, Side(book)
    for commit, shelf in versions:
        yield commit, Side(load_from(shelf, book.as_of, known)[0])


def _split(book: Book, typed: str) -> tuple[str, str]:
    """The thing or touchpoint, and its field: `journey/touchpoint/field`, `promise/field`; empty where it is none."""
    parts = typed.split("/")
    step = "/".join(parts[:2])
    if book.step(step):
        return step, ".".join(parts[2:])
    return (parts[0], ".".join(parts[1:])) if book.get(parts[0]) else ("", "")
