"""Every page of a book, before any site builder has seen it: one module and one template a kind of page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from journeybook.model import Book
from journeybook.pages import actors, home, journeys, metrics, personas, promises
from journeybook.pages.edition import edition
from journeybook.pages.facts import Facts
from journeybook.pages.page import Page
from journeybook.problem import Problem

KINDS = (home, journeys, promises, personas, actors, metrics)


def render_pages(
    book: Book, problems: Sequence[Problem] = (), book_templates: Path | None = None
) -> Iterator[Page]:
    """Every generated page in every language, in the order of reading."""
    facts = Facts(book)
    for language in book.languages:
        spoken = edition(facts, language, book_templates, problems)
        for kind in KINDS:
            yield from kind.pages(spoken)
