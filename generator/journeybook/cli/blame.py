"""`journeybook review --blame`: who changed this, when, and on what evidence."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from journeybook import git
from journeybook.cli.call import Call
from journeybook.load import Known, Shelf, load_from
from journeybook.load.revision import touched
from journeybook.model import Book, Journey
from journeybook.model.close import closest
from journeybook.output.review.authors import FORMATS, Asked
from journeybook.review import Side
from journeybook.review.authors import authored
from journeybook.review.fields import astray
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
    _need_field(call, book, name, field)
    file = book.place(name.partition("/")[0]).file
    with touched(call.root, file, MOST) as versions:
        found = tuple(authored(_sides(call, book, versions), name, field))
    asked = Asked(book, name, field, found, git.is_shallow(call.root))
    call.show(FORMATS[form](asked, call.language), form)


def _need_field(call: Call, book: Book, name: str, field: str) -> None:
    """Ends the command where what is asked about has no such field."""
    step, way = book.step(name), field.split(".")
    record = step.touchpoint if step else book.get(name)
    lost = astray(type(record), way) if record and field not in {"", "id"} else None
    if not lost:
        return
    word, known = lost
    own = [each.touchpoint.id for each in record.steps] if isinstance(record, Journey) and word == way[0] else []
    call.tell(
        phrase("“{thing}” has neither a touchpoint nor a field “{word}”.", thing=name, word=word)
        if own
        else phrase("“{thing}” has no field “{word}”.", thing="/".join([name, *way[: way.index(word)]]), word=word)
    )
    if close := closest(word, [*own, *known]):
        call.tell(phrase("Did you mean “{close}”?", close=close))
    elif own or known:
        call.tell(phrase("It has: {names}", names=", ".join([*own, *known])))
    sys.exit(2)


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
