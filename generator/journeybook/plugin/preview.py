"""While somebody writes: a book that cannot be read is told of in the browser, above the last good site."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from threading import Timer
from typing import Any, cast

from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from journeybook.model import Book
from journeybook.pages.page import Page
from journeybook.plugin.noticing import Seen
from journeybook.problem import Problem, Severity
from journeybook.render import html
from journeybook.site import Site, render_site
from journeybook.site.frame import words

Problems = Callable[[], Iterable[Problem]]
_BODY = b"<body"
_SOON = 0.5  # seconds in which the browser fetches the page


def unreadable_site(book: Book) -> Site:
    """Return a site of one empty page, over which the problems stand, for a book that could never be read yet."""
    return render_site(book, [_empty_page(language) for language in book.languages])


def watch_over(server: LiveReloadServer, seen: Seen, problems: Problems, language: str) -> LiveReloadServer:
    """Make the server outlive a book that cannot be read, and show on each page what is wrong while it is so."""
    preview = Preview(server, seen, problems, language)
    server.builder = preview.build
    server.set_app(preview.answer)
    server._want_rebuild = True  # something may have been saved while the first site was built
    return server


class Preview:
    """What MkDocs' server does at each change, and what it answers, while somebody writes."""

    def __init__(self, server: LiveReloadServer, seen: Seen, problems: Problems, language: str) -> None:
        self._server, self._seen, self._problems, self._language = server, seen, problems, language
        self._build, self._answer = server.builder, cast("Any", server.get_app())

    def build(self, *words: Any) -> None:
        """Build the site anew, if any file holds something else."""
        if not self._seen.changed():
            self._server._wanted_epoch = self._server._visible_epoch  # there is nothing new to be shown
            return
        try:
            self._build(*words)
        except Abort:
            if not errors(self._problems()):
                raise
        finally:
            tidy_later()

    def answer(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a browser, with a panel of what is wrong at the top of a page."""
        found = errors(self._problems())
        if not found or not environ["PATH_INFO"].endswith(("/", ".html")):
            return self._answer(environ, start_response)  # type: ignore[no-any-return]
        return _with_panel(self._answer, environ, start_response, panel(found, self._language).encode())


def tidy_later() -> None:
    """Let go of the last build once the reader has the new page: rings of garbage of a whole site are much."""
    later = Timer(_SOON, gc.collect)
    later.daemon = True
    later.start()


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that left something of the book unread."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def panel(problems: tuple[Problem, ...], language: str) -> str:
    """Return what is wrong as a piece of a page."""
    template = html(None, language).get_template("parts/unreadable.html.j2")
    return template.render(problems=errors(problems))


def _empty_page(language: str) -> Page:
    title = words(language)["problems"]
    return Page("index", language, title, html().get_template("parts/heading.html.j2").render(title=title))


def _with_panel(answer: Any, environ: dict[str, Any], start_response: Callable[..., Any], panel: bytes) -> list[bytes]:
    """Put the panel at the top of the body; the length of the answer grows with it."""
    told: list[Any] = []
    body = b"".join(answer(environ, lambda *words: told.extend(words)))
    start = body.find(b">", body.find(_BODY)) + 1 if _BODY in body else 0
    page = body[:start] + panel + body[start:]
    headers = [(name, value) for name, value in told[1] if name.lower() != "content-length"]
    start_response(told[0], [*headers, ("Content-Length", str(len(page)))])
    return [page]
