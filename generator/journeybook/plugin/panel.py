"""What is wrong with a book that cannot be read, above the last good page, or alone where there was none yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mkdocs.exceptions import ConfigurationError

from journeybook.files.refusal import refusal
from journeybook.load.shelf import SETTINGS
from journeybook.model import Book
from journeybook.pages.page import Page
from journeybook.problem import Place, Problem, Severity
from journeybook.render import html
from journeybook.site.builder import misread
from journeybook.site.frame import words
from journeybook.site.rendered import Site, render_site

_BODY = b"<body"


def unreadable_site(book: Book) -> Site:
    """Return a site of one empty page, over which the problems stand, for a book that could never be read yet."""
    return render_site(book, [_empty_page(language) for language in book.languages])


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that left something of the book unread."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def refused(error: BaseException | None, root: Path) -> tuple[Problem, ...]:
    """Return what to tell of what the machine would not do, or of a mistake in mkdocs.yml; else nothing."""
    if isinstance(error, ConfigurationError):
        return misread(root, str(error))
    why = refusal(error) if isinstance(error, OSError) else None
    return (Problem("machine", Severity.ERROR, why, Place(SETTINGS, 1, 1, 1, 1)),) if why is not None else ()


def panel(problems: tuple[Problem, ...], language: str) -> str:
    """Return what is wrong as a piece of a page."""
    template = html(None, language).get_template("parts/unreadable.html.j2")
    return template.render(problems=errors(problems)).strip()


def _empty_page(language: str) -> Page:
    title = words(language)["problems"]
    return Page("index", language, title, html().get_template("parts/heading.html.j2").render(title=title))


def with_panel(page: bytes, panel: bytes) -> bytes:
    """A page with the panel at the top of its body."""
    start = page.find(b">", page.find(_BODY)) + 1 if _BODY in page else 0
    return page[:start] + panel + page[start:]


def answered(
    answer: Any, environ: dict[str, Any], start_response: Callable[..., Any], made: Callable[[str, bytes], bytes]
) -> list[bytes]:
    """Answer with what is made of a page and its status; the length of the answer grows with it."""
    told: list[Any] = []
    body = b"".join(answer(environ, lambda *words: told.extend(words)))
    page = made(told[0], body)
    headers = [(name, value) for name, value in told[1] if name.lower() != "content-length"]
    start_response(told[0], [*headers, ("Content-Length", str(len(page)))])
    return [page]
