"""Pages of a site as MkDocs wants them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from datetime import date
from functools import cached_property
from typing import Any

from jinja2 import Environment, TemplateNotFound
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from journeybook.load.day import LAST
from journeybook.pages.page import Heading, titled
from journeybook.pages.page import Page as BookPage
from journeybook.problem import Place, Problem, Severity
from journeybook.site.navigation import HOME
from journeybook.site.rendered import Site
from journeybook.site.seal import is_unheard
from journeybook.site.written import FOLDER
from journeybook.words import phrase

LATEST = LAST.isoformat()
TOP = "_top"
"""The anchor of a page's heading: where "skip to content" leads."""


class GeneratedPage(Page):
    """A page that is HTML already: there is nothing to read and no Markdown to turn."""

    def __init__(self, page: BookPage, file: File, config: MkDocsConfig) -> None:
        super().__init__(titled(page), file, config)
        self._page = page
        self._is_put_off = is_unheard(config)
        self.leads = False
        self._forget()

    @cached_property
    def meta(self) -> MutableMapping[str, Any]:  # type: ignore[override]
        """What stands above a Markdown page."""
        return front_matter(self._page)

    @cached_property
    def toc(self) -> TableOfContents:  # type: ignore[override]
        """The table of contents."""
        return contents(self._page)

    def let_go(self) -> None:
        """Forget what only whoever writes the page needs, since all of them together are much."""
        if self._is_put_off:
            self._forget()

    def _forget(self) -> None:
        for name in ("meta", "toc"):
            vars(self).pop(name, None)

    @property
    def is_index(self) -> bool:
        """Tell whether the page is the first of a section: the one above others."""
        return self.leads or self._page.path == HOME

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no Markdown."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files | None = None) -> None:
        """The body is as it is."""

    @property
    def content(self) -> str:
        """The body, fetched when it is written, since all of them together are much; earlier only for other plugins."""
        return "" if self._is_put_off and not self.active else self.html()

    @content.setter
    def content(self, _: object) -> None:
        """MkDocs says that there is none yet."""

    def html(self) -> str:
        """The body, with an anchor at its heading."""
        return self._page.body.replace("<h1", f'<h1 id="{TOP}"', 1)


class PageFile(File):
    """The file of a page; of a hand-written one, in a build that takes what it can, somebody tells if it is new."""

    is_new: Callable[[PageFile], bool] | None = None

    def is_modified(self) -> bool:
        """Tell whether there is anything to do for the page."""
        return self.is_new(self) if self.is_new else super().is_modified()


def front_matter(page: BookPage) -> dict[str, Any]:
    """Return what a page tells the theme; escaped, because the theme trusts it."""
    hide = [*page.hide, *(["navigation"] if page.path == HOME else [])]  # there it would list itself alone
    told: dict[str, Any] = {"title": escape(page.title), "language": page.language, "hide": hide}
    if page.marked:
        told["marked"] = titled(page)
    if page.description:
        told["description"] = escape(page.description)
    return {**told, "search": {"exclude": True}}


def contents(page: BookPage) -> TableOfContents:
    """Return the nested table of contents: the page's title above its headings."""
    top = AnchorLink(titled(page), TOP, 1)
    open_links = [top]
    for heading in page.toc:
        while open_links[-1].level >= max(heading.level, 2):
            open_links.pop()
        link = _link(heading)
        open_links[-1].children.append(link)
        open_links.append(link)
    return TableOfContents([top])


class PageFiles(Mapping[str, PageFile]):
    """MkDocs' files of a site's pages by published path, each made when somebody asks for it.

    Of a page that is taken from the last site nobody does, unless others show something of it. `made` are some that
    have been made for an earlier site.
    """

    def __init__(self, site: Site, config: MkDocsConfig, day: date, made: Mapping[str, PageFile] | None = None) -> None:
        self.config, self._site, self._day = config, site, day
        self._made = dict(made or {})

    def __getitem__(self, path: str) -> PageFile:
        if path not in self._made:
            make = written_file if path in self._site.written else generated_file
            self._made[path] = make(self._site, path, self.config)
            if (page := self._made[path].page) is not None:
                page.update_date = self.changed(path)
        return self._made[path]

    def __contains__(self, path: object) -> bool:
        return path in self._site.pages

    def __iter__(self) -> Iterator[str]:
        return iter(self._site.pages)

    def __len__(self) -> int:
        return len(self._site.pages)

    def changed(self, path: str) -> str:
        """The day of a page's last change, or that of the book where nobody knows it: never that of the build.

        None is a day that the packed list of all pages has no number for, as odd commits and clocks are.
        """
        change = self._site.change(self._site.pages[path])
        day = (change.date if change else self._day).isoformat()
        return min(day, LATEST)

    def from_source(self, source: str) -> PageFile | None:
        """The file that Markdown links know by this path."""
        return self[self._sources[source]] if source in self._sources else None

    @cached_property
    def _sources(self) -> Mapping[str, str]:
        return {source_path(self._site, page): path for path, page in self._site.pages.items()}


def generated_file(site: Site, path: str, config: MkDocsConfig) -> PageFile:
    """Return MkDocs' file of a generated page, published at `path`."""
    page = site.pages[path]
    file = PageFile.generated(config, source_path(site, page), content="", inclusion=InclusionLevel.NOT_IN_NAV)
    assert isinstance(file, PageFile)
    file.dest_uri = path
    file.edit_uri = edit_path(page)
    GeneratedPage(page, file, config)
    return file


def written_file(site: Site, path: str, config: MkDocsConfig) -> PageFile:
    """Return MkDocs' file of a hand-written page, published at `path`; its source may be of another language."""
    page, source = site.pages[path], site.written[path].file
    own = source_path(site, page)
    where = posixpath.join(config.docs_dir, source)
    file = PageFile.generated(config, own, abs_src_path=where, inclusion=InclusionLevel.NOT_IN_NAV)
    assert isinstance(file, PageFile)
    file.dest_uri = path
    file.edit_uri = source
    return file


def source_path(site: Site, page: BookPage) -> str:
    """Return the path that Markdown links know a page by: `journeys/late-invoice.md`, `….pl.md`."""
    return f"{page.path}.md" if page.language == site.languages[0] else f"{page.path}.{page.language}.md"


def edit_path(page: BookPage) -> str | None:
    """Return the path of a page's source from content/, with its line."""
    if page.source is None:
        return None
    return f"{posixpath.relpath(page.source.file, FOLDER)}#L{page.source.line}"


def without_template(site: Site, files: Mapping[str, File], environment: Environment) -> list[Problem]:
    """Return what to tell of hand-written pages whose front matter names a template that the theme does not have."""
    found = []
    for path, written in site.written.items():
        page = files[path].page
        if page is not None and "template" in page.meta and not _has(environment, page.meta["template"]):
            message = phrase("The theme has no template “{name}”.", name=str(page.meta["template"])[:100])
            hint = phrase("Delete the line “template:” above the page.")
            place = written.page.source or Place(f"{FOLDER}/{written.file}", 1, 1, 1, 1)
            found.append(Problem("mkdocs", Severity.ERROR, message, place, hint))
    return found


def _has(environment: Environment, template: object) -> bool:
    assert environment.loader is not None
    try:
        return isinstance(template, str) and bool(environment.loader.get_source(environment, template))
    except TemplateNotFound:
        return False


def _link(heading: Heading) -> AnchorLink:
    return AnchorLink(titled(heading), heading.id, heading.level)
