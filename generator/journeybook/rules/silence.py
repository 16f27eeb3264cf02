"""Why rules may say nothing, so that nobody takes their silence for praise."""

from __future__ import annotations

from collections.abc import Iterable

from journeybook.model import Book
from journeybook.problem import Problem, Severity
from journeybook.words import Phrase, phrase, phrases


def silence(book: Book, told: Iterable[Problem]) -> Phrase | None:
    """Why rules were silent on a book in which this had been found before they were asked; None if they were not."""
    if any(problem.severity is Severity.ERROR for problem in told):
        return phrase("Rules on what is missing say nothing until the errors of this book are mended.")
    return of_drafts(book)


def of_drafts(book: Book) -> Phrase | None:
    """That little is asked of drafts, where the book has any."""
    drafts = sum(journey.status == "draft" for journey in book.journeys.values())
    return phrases(
        "{count} journey is a draft: what it lacks is told as soon as it says status: validated.",
        "{count} journeys are drafts: what they lack is told as soon as they say status: validated.",
        drafts,
    ) if drafts else None  # fmt: skip
