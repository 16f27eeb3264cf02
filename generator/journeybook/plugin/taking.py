"""What of the last site can stand in this one as it is: files that would be made of the very same.

MkDocs asks each file of a "dirty" build whether it was modified, before it reads a page and before it writes it. What
decides is not when somebody saved a file, but a mark of all that its page is made of: the body, what stands around it,
the navigation as far as the page shows it, its neighbours, and what all pages have in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from journeybook.pages.parted import mark_of
from journeybook.plugin.pages import GeneratedPage, PageFile, below, first_page
from journeybook.site.left import Left
from journeybook.site.rendered import Site
from journeybook.site.seal import digest


class Taking:
    """The last site, what each file of this one is made of, and what was taken from there."""

    def __init__(self, last: Left, common: str, site: Site, config: MkDocsConfig) -> None:
        self.last = last
        self.marks: dict[str, str] = {}
        self.taken: set[str] = set()
        self.pages = 0
        """How many pages were taken."""
        self.navigation: Mapping[str, Navigation] = {}
        self.is_writing = False
        self._site = site
        self._common = digest(common, *_settings(config))
        self._shown: dict[tuple[int, ...], str] = {}

    def is_new(self, file: PageFile) -> bool:
        """Tell MkDocs whether a page must be read, and then whether it must be written; what need not be, is there.

        A hand-written page is read all the same: its links are looked at, and its words are searched.
        """
        page, path = file.page, file.dest_uri
        assert page is not None
        is_ready = isinstance(page, GeneratedPage)
        if not self.is_writing:
            return not (is_ready and self.last.has(path, self._marked(page)))
        if self.take(file, self.marks[path] if is_ready else self._marked(page)):
            self.pages += 1
            return False
        return True

    def take(self, file: File, mark: str) -> bool:
        """Take a file from the last site, if it is made of what the mark says; tell whether it is there."""
        path = file.dest_uri
        self.marks[path] = mark
        if self.last.give(path, mark, Path(file.abs_dest_path)):
            self.taken.add(path)
        return path in self.taken

    def _marked(self, page: Page) -> str:
        path = page.file.dest_uri
        self.marks[path] = mark = digest(self._common, path, *self._made_of(page, path))
        return mark

    def _made_of(self, page: Page, path: str) -> Iterator[str]:
        own, frame = self._site.pages[path], self._site.frames[path]
        navigation = self.navigation[frame.language]
        yield mark_of(own)
        yield repr(frame)
        yield self._navigation_of(page, navigation)
        yield f"{below(page, navigation)}\n{page.edit_url}\n{page.is_homepage}"
        for each in (page, page.previous_page, page.next_page):
            yield _line(each) if each else ""
        if not isinstance(page, GeneratedPage):
            yield from (str(page.title), repr(page.meta), str(page.toc), page.content or "")

    def _navigation_of(self, page: Page, navigation: Navigation) -> str:
        """A digest of the navigation as the page shows it: what stands above the page is open, the rest is closed."""
        open_ones = tuple(id(each) for each in (navigation, *page.ancestors))
        if open_ones not in self._shown:
            self._shown[open_ones] = digest(*_lines(navigation.items, frozenset(open_ones)))
        return self._shown[open_ones]


def _lines(items: Iterable[object], open_ones: frozenset[int]) -> Iterator[str]:
    for item in items:
        if isinstance(item, Section):
            yield f"{item.title}\n{first_page(item).url}"
            if id(item) in open_ones:
                yield from _lines(item.children, open_ones)
            yield "end"
        else:
            assert isinstance(item, Page)
            yield _line(item)


def _line(page: Page) -> str:
    """What other pages show of a page; a hand-written one without a title in the settings gets one from its text."""
    known = isinstance(page, GeneratedPage) or "title" in vars(page)
    return f"{page.title if known else digest(page.file.content_string)}\n{page.url}\n{page.is_index}"


def _settings(config: MkDocsConfig) -> Iterator[str]:
    """What the plugin, or who calls it, has made of the settings."""
    yield from (repr(config.site_url), repr(config.edit_uri), repr(config.extra))
    yield from (str(each) for each in (*config.extra_css, *config.extra_javascript))
