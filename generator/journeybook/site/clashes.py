"""Pages that are not shown: since another has the same address, or since their file is a link out of content/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from journeybook.pages.page import Page
from journeybook.problem import Place, Problem, Severity
from journeybook.site.written import Written
from journeybook.words import phrase

RULE, LED_OUT = "page-clash", "leads-out"


def first_of_each(pages: Iterable[Page]) -> list[Page]:
    """Return the pages without those whose address an earlier one has."""
    found: dict[tuple[str, str], Page] = {}
    for page in pages:
        found.setdefault((page.path, page.language), page)
    return list(found.values())


def clashes(pages: Sequence[Page], written: Sequence[Written]) -> Iterator[Problem]:
    """Give a problem for each source of a page that is not shown, because another page has its address."""
    shown = {(page.path, page.language): page for page in reversed(pages)}
    hidden = [page for page in pages if shown[page.path, page.language] is not page]
    hidden += [each.page for each in written if (each.page.path, each.page.language) in shown]
    for page in {(page.path, page.source): page for page in hidden}.values():
        yield _clash(page)


def led_out(name: str) -> Problem:
    """What to tell of a file of content/ that is not published, since it is a link to one outside of it."""
    message = phrase("This file is not published: it is a link that leads out of content/.")
    hint = phrase("Put the file itself in its place, or delete the link.")
    return Problem(LED_OUT, Severity.WARNING, message, Place(f"content/{name}", 1, 1, 1, 1), hint)


def no_file(name: str) -> Problem:
    """What to tell of what stands in content/ and is none of its files: a pipe, a device, a link that leads nowhere."""
    message = phrase("This file is not published: nobody can read it here.")
    hint = phrase("Put a file in its place that your account may read, or delete it.")
    return Problem(LED_OUT, Severity.WARNING, message, Place(f"content/{name}", 1, 1, 1, 1), hint)


def _clash(page: Page) -> Problem:
    return Problem(
        RULE,
        Severity.WARNING,
        phrase(
            "The page “{title}” is not shown: another page has the address {path}.", title=page.title, path=page.path
        ),
        page.source or Place("content/book.yml", 1, 1, 1, 1),
        phrase("Give the file another name."),
    )
