"""What `journeybook check` says of the book, file by file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from journeybook.model import Book
from journeybook.pages.edition import Edition
from journeybook.pages.kept import kept
from journeybook.pages.page import Page
from journeybook.problem import SEVERITIES, Problem, Severity, tally
from journeybook.rules.silence import of_drafts
from journeybook.words import phrase

MOST_LISTED = 300


class File(Struct, frozen=True):
    """A file with its problems in the order of its lines, and the id of what it holds, if that could be read."""

    name: str
    entity: str
    problems: tuple[Problem, ...]


@kept
def pages(edition: Edition) -> Iterator[Page]:
    """The one page of problems."""
    yield edition.page(
        "problems",
        phrase("Problems").say(edition.language),
        "pages/problems.html.j2",
        listed=by_file(edition.book, gravest(edition.problems)),
        more=max(len(edition.problems) - MOST_LISTED, 0),
        tally=tally(edition.problems),
        severities=SEVERITIES,
        silence=edition.book.once(of_drafts),
        hide=("feedback",),
        boost=0.5,
    )


def gravest(problems: Sequence[Problem], most: int = MOST_LISTED) -> list[Problem]:
    """The gravest problems, no more than can be read on a page."""
    found: list[Problem] = []
    for severity in Severity:
        if len(found) < most:
            of_these = (problem for problem in problems if problem.severity is severity)
            found += sorted(of_these, key=_where)[: most - len(found)]
    return found


def _where(problem: Problem) -> tuple[str, int, int, int, int, str]:
    place = problem.place
    return place.file, place.line, place.column, place.end_line, place.end_column, problem.rule


def by_file(book: Book, problems: Sequence[Problem]) -> list[File]:
    """The problems by file, in the order of files and lines."""
    found: dict[str, list[Problem]] = {}
    for problem in sorted(problems, key=_where):
        found.setdefault(problem.place.file, []).append(problem)
    return [File(name, _held_in(book, name), tuple(listed)) for name, listed in found.items()]


def _held_in(book: Book, file: str) -> str:
    """The thing that a file holds, whose id is the file's name; empty where that could not be read."""
    name = file.rpartition("/")[2].rpartition(".")[0]
    return name if book.get(name) is not None and book.place(name).file == file else ""
