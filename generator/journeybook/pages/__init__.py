"""Every page of a book, before any site builder has seen it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from journeybook.model import Book
from journeybook.pages.page import Page
from journeybook.problem import Problem


def render_pages(book: Book, problems: Sequence[Problem] = ()) -> Iterable[Page]:
    """Return every generated page in every language, in the order of reading."""
    return ()
