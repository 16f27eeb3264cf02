"""What each page of a site is made of, told by a mark: another one when anything is another that the page shows.

That is the page itself, what stands around it, the navigation as far as it is open there, and its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from journeybook.pages.page import Page, titled
from journeybook.pages.parted import mark_of
from journeybook.site.navigation import Branch, first_path, trail
from journeybook.site.rendered import Site
from journeybook.site.seal import digest


class Composition:
    """Marks of the pages of a site; `common` tells what all have in common, `texts` holds their Markdown by file."""

    def __init__(self, site: Site, common: str, texts: Mapping[str, str]) -> None:
        self._site, self._texts = site, texts
        self._common = digest(common, repr(replace(site.around, changes=None)))
        self._told: dict[str, str] = {"": ""}
        self._above: dict[tuple[str, str], str] = {}
        self._open: dict[tuple[object, ...], str] = {}

    def mark(self, path: str, *more: str) -> str:
        """Return the mark of the page published at `path`; `more` is what else it is made of."""
        page, site = self._site.pages[path], self._site
        before, after = map(self._line, site.neighbours.get(path, ("", "")))
        around = self._way_back(page), self._navigation(page), before, after
        return digest(
            self._common, path, mark_of(page), *around, repr(site.change(page)), site.untranslated(path), *more
        )

    def _line(self, path: str) -> str:
        """What other pages show of one; a hand-written one may get its title from its text."""
        if path not in self._told:
            by_hand = self._site.written.get(path)
            text = digest(self._texts[by_hand.file]) if by_hand else ""
            self._told[path] = f"{path}\n{titled(self._site.pages[path])}\n{text}"
        return self._told[path]

    def _way_back(self, page: Page) -> str:
        """A digest of the pages above a page; those that share one share the others."""
        key = page.language, page.parent
        if key not in self._above:
            tree = self._site.trees[page.language]
            above = tree.pages.get(page.parent)
            pages = [above, *trail(tree, above)] if above else []
            self._above[key] = digest(*(f"{each.path}\n{titled(each)}" for each in pages))
        return self._above[key]

    def _navigation(self, page: Page) -> str:
        """A digest of the navigation as a page shows it: what it stands in is open, the rest is closed."""
        language, open_ones = page.language, self._site.places[page.language].of(page)
        key = language, *map(id, open_ones)
        if key not in self._open:
            self._open[key] = digest(*self._lines(self._site.navigation[language], language, open_ones))
        return self._open[key]

    def _lines(self, branches: Iterable[Branch], language: str, open_ones: Sequence[Branch]) -> Iterator[str]:
        for branch in branches:
            yield f"{branch.title}\n{first_path(branch)}"
            if any(branch is each for each in open_ones):
                yield self._line(self._site.file(branch.path, language)) if branch.path else ""
                yield from self._lines(branch.children, language, open_ones)
                yield "end"
