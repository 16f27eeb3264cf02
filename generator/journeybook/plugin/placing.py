"""Where pages stand, as MkDocs wants it: the navigation of each language, and what is around each page in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from journeybook.plugin.pages import GeneratedPage
from journeybook.site.navigation import HOME, Branch, leads
from journeybook.site.rendered import Site

Sections = dict[int, Section]


class BookNavigation(Navigation):
    """The navigation of a language, which knows its sections by the lines that they are made of."""

    def __init__(self, site: Site, language: str, files: Mapping[str, File]) -> None:
        self.sections: Sections = {}
        items = [_item(branch, site, language, files, self.sections) for branch in site.navigation[language]]
        super().__init__(items, list(_pages(items)))
        home = site.file(HOME, language)
        self.homepage = files[home].page if home in files else None


def navigations(site: Site, files: Mapping[str, File]) -> dict[str, BookNavigation]:
    """Return the navigation of each language."""
    return {each: BookNavigation(site, each, files) for each in site.languages}


def place(path: str, site: Site, files: Mapping[str, File], navs: Mapping[str, BookNavigation]) -> None:
    """Tell the page published at `path` who comes before and after it, and what it stands in.

    One that is too much to stand in the navigation opens there what the page above it opens.
    """
    page, own = files[path].page, site.pages[path]
    assert page is not None
    before, after = site.neighbours.get(path, ("", ""))
    page.previous_page = files[before].page if before else None
    page.next_page = files[after].page if after else None
    inside = site.places[own.language].of(own)
    page.parent = navs[own.language].sections[id(inside[-1])] if inside else None


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


def _item(branch: Branch, site: Site, language: str, files: Mapping[str, File], sections: Sections) -> Page | Section:
    page = files[site.file(branch.path, language)].page if branch.path else None
    within = [_item(child, site, language, files, sections) for child in branch.children]
    if page is not None and not leads(branch, site.trees[language]):
        page.title = branch.title
        return page
    if isinstance(page, GeneratedPage):
        page.leads = True
    section = sections[id(branch)] = Section(branch.title, [*([page] if page else []), *within])
    for child in section.children:
        child.parent = section
    return section


def _pages(items: Iterable[object]) -> Iterator[Page]:
    for item in items:
        if isinstance(item, Page):
            yield item
        elif isinstance(item, Section):
            yield from _pages(item.children)
