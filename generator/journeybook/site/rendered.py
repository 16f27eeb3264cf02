"""The site as a value: every page with what stands around it, navigation, redirects and files, by published path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from journeybook.git import Change
from journeybook.model import Book
from journeybook.pages.page import Asset, Page, published
from journeybook.site.clashes import first_of_each
from journeybook.site.frame import Around, Frame, frame
from journeybook.site.navigation import Branch, Places, Tree, branches, neighbours, trail, tree
from journeybook.site.redirects import redirects
from journeybook.site.written import Written


@dataclass(frozen=True)
class Site:
    """All there is to publish but the theme; keys are paths from the site's root: `pl/promises/no-fees.html`."""

    languages: tuple[str, ...]
    pages: Mapping[str, Page]
    around: Around
    written: Mapping[str, Written] = field(default_factory=dict)
    beside: Mapping[str, Asset] = field(default_factory=dict)
    """Files beside the pages: drawings to take away, and what programs read."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Pages that lead from a former address to where things are now."""
    trees: Mapping[str, Tree] = field(default_factory=dict)

    @cached_property
    def frames(self) -> Mapping[str, Frame]:
        """What stands around each page."""
        return Frames(self)

    @cached_property
    def navigation(self) -> Mapping[str, tuple[Branch, ...]]:
        """The navigation of each language."""
        return {language: branches(own) for language, own in self.trees.items()}

    @cached_property
    def places(self) -> Mapping[str, Places]:
        """Where the pages of each language stand in its navigation."""
        return {language: Places(own, self.navigation[language]) for language, own in self.trees.items()}

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[str, str]]:
        """The published paths of the pages before and after each page; empty where there is none."""
        found: dict[str, tuple[str, str]] = {}
        for language, own in self.trees.items():
            for path, (before, after) in neighbours(own).items():
                found[self.file(path, language)] = (self._file(before, language), self._file(after, language))
        return found

    def change(self, page: Page) -> Change | None:
        """Return who has changed the file of a page last, and when, as far as Git knows."""
        return (self.around.changes or {}).get(page.source.file) if page.source else None

    def untranslated(self, path: str) -> str:
        """Return the language of a page published at `path`, if that is not its own."""
        by_hand = self.written.get(path)
        return by_hand.language if by_hand and by_hand.language != by_hand.page.language else ""

    def file(self, path: str, language: str) -> str:
        """Return the published path of a page in a language."""
        return published(path, language, self.languages[0])

    def folder(self, language: str) -> str:
        """Return the folder that holds the pages of a language, from the site's root: empty, or `pl/`."""
        return "" if language == self.languages[0] else f"{language}/"

    def _file(self, path: str, language: str) -> str:
        return self.file(path, language) if path else ""


class Frames(Mapping[str, Frame]):
    """The frames of a site's pages, each made when somebody asks for it: of pages that stay nobody does."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._made: dict[str, Frame] = {}

    def __getitem__(self, path: str) -> Frame:
        if path not in self._made:
            page, site = self._site.pages[path], self._site
            above = trail(site.trees[page.language], page)
            self._made[path] = frame(page, above, site.around, site.change(page), site.untranslated(path))
        return self._made[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._site.pages)

    def __len__(self) -> int:
        return len(self._site.pages)


def render_site(
    book: Book,
    pages: Iterable[Page],
    written: Sequence[Written] = (),
    changes: Mapping[str, Change] | None = None,
    copies: Iterable[Page] = (),
) -> Site:
    """Return the site of a book from its generated pages, its hand-written ones and what Git knows of its files.

    Of `copies`, their files alone are published.
    """
    generated = first_of_each(pages)
    shown = {_file(page, book): page for page in generated}
    by_hand = {_file(each.page, book): each for each in written}
    own = {file: each for file, each in by_hand.items() if file not in shown}
    shown |= {file: each.page for file, each in own.items()}
    return Site(
        languages=book.languages,
        pages=shown,
        around=_around(book, changes),
        written=own,
        beside={asset.path: asset for page in (*generated, *copies) for asset in page.files},
        texts=redirects(book, frozenset(shown)),
        trees={language: tree(shown.values(), language) for language in book.languages},
    )


def changed_site(
    site: Site, book: Book, pages: Mapping[str, Sequence[Page]], changes: Mapping[str, Change] | None = None
) -> Site:
    """Return the site with other generated pages in these languages; whatever is not a page stays as it was."""
    shown = {file: page for file, page in site.pages.items() if page.language not in pages}
    trees = dict(site.trees)
    for language, own in pages.items():
        by_hand = (each.page for each in site.written.values() if each.page.language == language)
        everything = first_of_each([*own, *by_hand])
        shown |= {_file(page, book): page for page in everything}
        trees[language] = tree(everything, language)
    return replace(site, pages=shown, around=_around(book, changes), trees=trees)


def _around(book: Book, changes: Mapping[str, Change] | None) -> Around:
    return Around(book.languages, book.settings.title, book.settings.feedback_to, changes)


def _file(page: Page, book: Book) -> str:
    return published(page.path, page.language, book.languages[0])
