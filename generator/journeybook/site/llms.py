"""An index for programs that read, `llms.txt` (llmstxt.org), and each journey beside its page as Markdown.

Both tell of the book that the site shows, so that what an audience may not see is in neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from journeybook import render
from journeybook.convert.markdown import markdown
from journeybook.model import Book, Journey
from journeybook.pages.kept import Shelf
from journeybook.pages.page import FOLDERS, Asset, Page, published, relative
from journeybook.site.rendered import Site

INDEX = "llms.txt"
LEFT_OUT = ("rules/", "print/")
"""Pages that tell nothing of the book: what the program checks, and what is only for printing."""


def indexes(site: Site) -> Mapping[str, str]:
    """The languages of the indexes by published path; they are written when all else stands."""
    return {f"{site.folder(language)}{INDEX}": language for language in site.languages}


def made_of(book: Book, site: Site, language: str) -> Iterator[str]:
    """All that the index of a language is made of: where it is the same, so is the index."""
    yield from (str(book.as_of), book.settings.label.say(language), *book.journeys)
    for page in site.pages.values():
        if page.language == language:
            yield f"{page.path}\n{page.title}\n{page.description}"


def copies(book: Book, shelf: Shelf) -> Iterator[Page]:
    """Each journey as Markdown: the only file of a page that is not shown, kept and made anew as pages are."""
    watched = shelf.watch.book
    for language in book.languages:
        for journey in watched.journeys.values():
            make = partial(_copy, watched, journey, language)
            yield shelf.made(f"{__name__} copy {language} {journey.id}", make, partial(tuple, [journey]))


def _copy(book: Book, journey: Journey, language: str) -> Page:
    path = f"{FOLDERS['journey']}/{journey.id}"
    text = Asset(beside(published(path, language, book.languages[0])), markdown(book, journey, language))
    return Page(path, language, journey.label.say(language), "", files=(text,))


def beside(path: str) -> str:
    """The published path of the Markdown beside a page: `journeys/late-invoice.md`."""
    return f"{path.removesuffix('.html')}.md"


def index(book: Book, site: Site, language: str) -> str:
    """The index of one language: what the book is, then its pages group by group."""
    pages = [page for page in site.pages.values() if page.language == language]
    groups = [(page, list(_of(page, pages, book, site))) for page in _groups(pages)]
    home = next((page for page in pages if page.path == "index"), None)
    template = render.markdown(None, language).get_template("output/llms.txt.j2")
    return template.render(
        title=home.title if home else book.settings.label.say(language),
        description=home.description if home else "",
        groups=[(page.title, entries) for page, entries in groups if entries],
        others=list(_others(pages, site)),
        as_of=book.as_of,
    )


def _groups(pages: list[Page]) -> list[Page]:
    """The pages that have others below them."""
    return [page for page in pages if page.path.endswith("/index") and not page.path.startswith(LEFT_OUT)]


def _of(group: Page, pages: list[Page], book: Book, site: Site) -> Iterator[tuple[str, str, str]]:
    """The title, address and description of each page of a group; of a journey the Markdown is what to read."""
    folder = group.path.removesuffix("index")
    for page in pages:
        if page.path.startswith(folder) and page.path != group.path:
            path = site.file(page.path, page.language)
            is_journey = folder == f"{FOLDERS['journey']}/" and page.path.removeprefix(folder) in book.journeys
            yield _entry(page, beside(path) if is_journey else path, site)


def _others(pages: list[Page], site: Site) -> Iterator[tuple[str, str, str]]:
    for page in pages:
        if "/" not in page.path and page.path != "index":
            yield _entry(page, site.file(page.path, page.language), site)


def _entry(page: Page, path: str, site: Site) -> tuple[str, str, str]:
    return page.title, relative(f"{site.folder(page.language)}{INDEX}", path), page.description
