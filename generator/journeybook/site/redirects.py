"""Pages that lead from an entity's former address to where it is now."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.model import Book, Entity, Text
from journeybook.pages.page import FOLDERS, published, relative
from journeybook.render import html


def redirects(book: Book, taken: frozenset[str]) -> dict[str, str]:
    """Return a page for each former id in each language, by published path; a page that exists is never replaced."""
    return {old: _redirect(book, old, new, title, language) for old, new, title, language in _moved(book, taken)}


def _moved(book: Book, taken: frozenset[str]) -> Iterator[tuple[str, str, Text, str]]:
    for entity, former, language in _former(book):
        folder, default = FOLDERS[entity.noun], book.languages[0]
        old, new = (published(f"{folder}/{each}", language, default) for each in (former, entity.id))
        if old not in taken and new in taken:
            yield old, new, entity.label, language


def _former(book: Book) -> Iterator[tuple[Entity, str, str]]:
    for entity in book.entities:
        for former in entity.formerly:
            for language in book.languages:
                yield entity, former, language


def _redirect(book: Book, old: str, new: str, title: Text, language: str) -> str:
    return (
        html(None, language, book.languages[0])
        .get_template("parts/redirect.html.j2")
        .render(url=relative(old, new), title=title)
    )
