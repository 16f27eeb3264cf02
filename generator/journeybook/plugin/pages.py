"""Pages and navigation of a site as MkDocs wants them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from datetime import date
from functools import cached_property
from typing import Any

from jinja2 import Environment, TemplateNotFound
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from journeybook.load.day import LAST
from journeybook.pages.page import Heading, titled
from journeybook.pages.page import Page as BookPage
from journeybook.problem import Place, Problem, Severity
from journeybook.site.navigation import HOME, Branch
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
    """The file of a page; in a build that takes over what it can, somebody tells whether it must be made anew."""

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


def generated_file(site: Site, path: str, config: MkDocsConfig, day: date) -> PageFile:
    """Return MkDocs' file of a generated page, published at `path`."""
    page = site.pages[path]
    file = PageFile.generated(config, source_path(site, page), content="", inclusion=InclusionLevel.NOT_IN_NAV)
    assert isinstance(file, PageFile)
    file.dest_uri = path
    file.edit_uri = edit_path(page)
    GeneratedPage(page, file, config).update_date = _changed(site, path, day)
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


def navigation(site: Site, language: str, files: Mapping[str, File]) -> Navigation:
    """Return a language's navigation; pages that are too many to stand in it still know what they stand below."""
    items = [_item(branch, site, language, files) for branch in site.navigation[language]]
    found = Navigation(items, list(_pages(items)))
    found.homepage = files[site.file(HOME, language)].page if site.file(HOME, language) in files else None
    _adopt(site, language, files)
    return found


def set_neighbours(site: Site, files: Mapping[str, File]) -> None:
    """Tell each page which one comes before and after it."""
    for path, (before, after) in site.neighbours.items():
        page = files[path].page
        assert page is not None
        page.previous_page = files[before].page if before else None
        page.next_page = files[after].page if after else None


def first_page(item: Page | Section) -> Page:
    """Return the page that a line of the navigation leads to: itself, or the first below it."""
    while not isinstance(item, Page):
        item = item.children[0]  # type: ignore[assignment]
    return item


def below(page: Page, navigation: Navigation) -> str:
    """Return what a page stands below, by folder, if it is not in the navigation itself; such pages look the same."""
    shown = page.parent.children if page.parent else navigation.items
    if any(page is each for each in shown):
        return ""
    return f"{page.url.rpartition('/')[0]} below {first_page(page.parent).url if page.parent else ''}"


def _item(branch: Branch, site: Site, language: str, files: Mapping[str, File]) -> Page | Section:
    page = files[site.file(branch.path, language)].page if branch.path else None
    below = [_item(child, site, language, files) for child in branch.children]
    if page is not None and not _leads(branch, site, language):
        page.title = branch.title
        return page
    if isinstance(page, GeneratedPage):
        page.leads = True
    section = Section(branch.title, [*([page] if page else []), *below])
    for child in section.children:
        child.parent = section
    return section


def _leads(branch: Branch, site: Site, language: str) -> bool:
    return bool(branch.path != HOME and site.trees[language].below.get(branch.path))


def _adopt(site: Site, language: str, files: Mapping[str, File]) -> None:
    """A page that is not in the navigation opens the section of the page above it."""
    tree = site.trees[language]
    for above, children in tree.below.items():
        section = _page(above, site, language, files).parent
        for child in children:
            page = _page(child, site, language, files)
            if page.parent is None and above != HOME:
                page.parent = section


def _page(path: str, site: Site, language: str, files: Mapping[str, File]) -> Page:
    page = files[site.file(path, language)].page
    assert page is not None
    return page


def _pages(items: Iterable[object]) -> Iterator[Page]:
    for item in items:
        if isinstance(item, Page):
            yield item
        elif isinstance(item, Section):
            yield from _pages(item.children)


def _link(heading: Heading) -> AnchorLink:
    return AnchorLink(titled(heading), heading.id, heading.level)


def within_calendar(files: Files) -> None:
    """Let no page be of a day that the packed list of all pages has no number for, as odd commits and clocks are."""
    for file in files.documentation_pages():
        if file.page is not None:
            file.page.update_date = min(file.page.update_date, LATEST)


def _changed(site: Site, path: str, day: date) -> str:
    change = site.frames[path].change
    return (change.date if change else day).isoformat()
