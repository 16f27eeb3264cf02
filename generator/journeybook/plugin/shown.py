"""A site as it was written last, and single pages of it written again with the theme around them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from journeybook.plugin.pages import PageFiles
from journeybook.plugin.placing import BookNavigation, below, navigations, place
from journeybook.plugin.theme import Words
from journeybook.problem import Problem
from journeybook.site.glance import glance
from journeybook.site.reading import Read
from journeybook.site.rendered import Site


def context_of(page: Page, site: Site, words: Mapping[str, Words], navs: Mapping[str, Navigation]) -> dict[str, Any]:
    """Return what our theme knows of a page beyond what MkDocs tells every theme."""
    frame = site.frames[page.file.dest_uri]
    return {
        "jb": frame,
        "jb_words": words[frame.language],
        "nav": navs[frame.language],
        "jb_at": f"{frame.language} {posixpath.dirname(page.url)}",
        "jb_below": below(page, navs[frame.language]),
        "jb_by_hand": page.file.dest_uri in site.written,
    }


@dataclass
class Shown:
    """What the last look at the book left; each further look changes it."""

    root: Path
    day: date | None
    config: MkDocsConfig
    environment: Environment
    words: Mapping[str, Words]
    files: PageFiles
    read: Read
    site: Site

    def again(self, now: Read, problems: Sequence[Problem], opened: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Give the pages at these published paths as they are now, as far as they can be made without all others."""
        found = glance(self.root, self.read, now, self.site, problems, opened)
        before, self.read, self.site = self.site, found.read, found.site
        if found.fresh:
            navs = self._around(before)
            for path in opened:
                if path in found.fresh and path in self.files:
                    place(path, self.site, self.files, navs)
                    yield path, self._html(path, navs)

    def _around(self, before: Site) -> Mapping[str, BookNavigation]:
        """The navigation around pages that may be others than before; those by hand have been read, and are not."""
        by_hand = {path: self.files[path] for path in self.site.written if path in before.written}
        self.files = PageFiles(self.site, self.config, self.read.book.as_of, by_hand)
        self.environment.globals["jb_kept"].clear()  # type: ignore[attr-defined]
        return navigations(self.site, self.files)

    def _html(self, path: str, navs: Mapping[str, Navigation]) -> str:
        page = self.files[path].page
        assert page is not None
        page.read_source(self.config)
        page.render(self.config, Files([]))
        page.active = True
        nav = navs[self.site.pages[path].language]
        context: Any = get_context(nav, [], self.config, page)
        context.update(context_of(page, self.site, self.words, navs))
        try:
            return self.environment.get_template("main.html").render(context)
        finally:
            page.active = False
