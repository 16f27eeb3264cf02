"""The site as a value: every page with what stands around it, navigation, redirects and files, by published path."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from journeybook.git import Change
from journeybook.model import Book
from journeybook.pages.page import Asset, Page, published
from journeybook.site.clashes import first_of_each
from journeybook.site.frame import Around, Frame, frame
from journeybook.site.navigation import Branch, Tree, branches, neighbours, trail, tree
from journeybook.site.redirects import redirects
from journeybook.site.written import Written


@dataclass(frozen=True)
class Site:
    """All there is to publish but the theme; keys are paths from the site's root: `pl/promises/no-fees.html`."""

    languages: tuple[str, ...]
    pages: Mapping[str, Page]
    frames: Mapping[str, Frame]
    written: Mapping[str, Written] = field(default_factory=dict)
    beside: Mapping[str, Asset] = field(default_factory=dict)
    """Files beside the pages: drawings to take away, and what programs read."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Pages that lead from a former address to where things are now."""
    trees: Mapping[str, Tree] = field(default_factory=dict)

    @cached_property
    def navigation(self) -> Mapping[str, tuple[Branch, ...]]:
        """The navigation of each language."""
        return {language: branches(own) for language, own in self.trees.items()}

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[str, str]]:
        """The published paths of the pages before and after each page; empty where there is none."""
        found: dict[str, tuple[str, str]] = {}
        for language, own in self.trees.items():
            for path, (before, after) in neighbours(own).items():
                found[self.file(path, language)] = (self._file(before, language), self._file(after, language))
        return found

    def file(self, path: str, language: str) -> str:
        """Return the published path of a page in a language."""
        return published(path, language, self.languages[0])

    def folder(self, language: str) -> str:
        """Return the folder that holds the pages of a language, from the site's root: empty, or `pl/`."""
        return "" if language == self.languages[0] else f"{language}/"

    def _file(self, path: str, language: str) -> str:
        return self.file(path, language) if path else ""


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
    taken = {(page.path, page.language) for page in generated}
    by_hand = {(each.page.path, each.page.language): each for each in written}
    own = {key: each for key, each in by_hand.items() if key not in taken}
    everything = [*generated, *(each.page for each in own.values())]
    trees = {language: tree(everything, language) for language in book.languages}
    around = Around(book.languages, book.settings.title, book.settings.feedback_to, changes)
    return Site(
        languages=book.languages,
        pages={_file(page, book): page for page in everything},
        frames={_file(page, book): _frame(page, trees, around, own) for page in everything},
        written={_file(each.page, book): each for each in own.values()},
        beside={asset.path: asset for page in (*generated, *copies) for asset in page.files},
        texts=redirects(book, frozenset(_file(page, book) for page in everything)),
        trees=trees,
    )


def changed_site(
    site: Site, book: Book, pages: Mapping[str, Sequence[Page]], changes: Mapping[str, Change] | None = None
) -> Site:
    """Return the site with other generated pages in these languages; whatever is not a page stays as it was."""
    by_hand = {(each.page.path, each.page.language): each for each in site.written.values()}
    shown = {file: page for file, page in site.pages.items() if page.language not in pages}
    trees = dict(site.trees)
    for language, own in pages.items():
        everything = first_of_each([*own, *(each.page for each in by_hand.values() if each.page.language == language)])
        shown |= {_file(page, book): page for page in everything}
        trees[language] = tree(everything, language)
    around = Around(book.languages, book.settings.title, book.settings.feedback_to, changes)
    frames = {
        file: site.frames[file] if page is site.pages.get(file) else _frame(page, trees, around, by_hand)
        for file, page in shown.items()
    }
    return replace(site, pages=shown, frames=frames, trees=trees)


def _frame(page: Page, trees: Mapping[str, Tree], around: Around, written: Mapping[tuple[str, str], Written]) -> Frame:
    by_hand = written.get((page.path, page.language))
    really = by_hand.language if by_hand and by_hand.language != page.language else ""
    return frame(page, trail(trees[page.language], page), around, really)


def _file(page: Page, book: Book) -> str:
    return published(page.path, page.language, book.languages[0])
