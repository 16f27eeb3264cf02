"""What a page is, before any site builder has seen it, and how one page links to another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from markupsafe import Markup, escape
from msgspec import Struct

from journeybook.model import Entity, Step
from journeybook.model.book import KINDS
from journeybook.problem import Place

FOLDERS = {kind.noun: kind.folder.rpartition("/")[2] for kind in KINDS}
"""The folder of the site in which the pages of a kind of entity stand: that of its files."""


class Heading(Struct, frozen=True):
    """One line of a page's table of contents: level 2 or 3, the anchor, the title as plain text.

    `marked` is the title as HTML where some of it is of another language than the page.
    """

    level: int
    id: str
    title: str
    marked: str = ""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A part of a page that tells of one thing: kept by itself, where the page tells of many."""

    html: str

    def __html__(self) -> str:
        """What a template puts out as it is."""
        return self.html


@dataclass(frozen=True, slots=True)
class Asset:
    """A file published beside the pages (a drawing to download), at `path` from the site's root in every language."""

    path: str
    data: str | bytes


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one language; `path` is the same in every language and has no suffix: `journeys/late-invoice`."""

    path: str
    language: str
    title: str
    """Plain text, as it stands in navigation, breadcrumbs and the browser's tab."""
    body: str
    """HTML that begins with the page's only `<h1>`."""
    toc: tuple[Heading, ...] = ()
    description: str = ""
    """One plain sentence for search engines and link previews."""
    search: str = ""
    """Plain text of the page's one search entry, the title left out; empty keeps the page out of the search."""
    parent: str = "index"
    """Path of the page above, the last breadcrumb; pages of one parent follow each other in the order rendered."""
    source: Place | None = None
    """What "edit this page" opens and whose last change is told; none for a page made of many files."""
    hide: tuple[str, ...] = ()
    """`navigation` and `toc` where a wide drawing needs the room; `feedback` where "wrong here?" makes no sense."""
    files: tuple[Asset, ...] = ()
    found_as: str = ""
    """What the search calls the page, where its title does not say all that people look for."""
    boost: float = 1.0
    """How much more than a plain page a hit of the search weighs."""
    marked: str = ""
    """The title as HTML, where some of it is of another language than the page."""


def titled(thing: Heading | Page) -> Markup:
    """The title of a page or of a heading as HTML, escaped, what is of another language marked."""
    return Markup(thing.marked) if thing.marked else escape(thing.title)  # noqa: S704 - marked where it was made


class Links(Struct, frozen=True):
    """Addresses as seen from one page: relative, so that a site works anywhere, from a file system too."""

    path: str
    language: str
    default: str
    """The book's first language, whose pages stand at the root."""
    site: str = ""
    """The published site, where addresses must hold from anywhere, as in a drawing that is sent to somebody."""
    stays: bool = False
    """Whether what leads to a place on the page itself names that place alone; what is drawn may be shown elsewhere."""

    def __call__(self, target: Entity | Step | str, anchor: str = "") -> str:
        """Return the address of a page (its path), of an entity or of a touchpoint, in this page's language."""
        path, own_anchor = address(target)
        anchor = anchor or own_anchor
        if self.stays and anchor and path == self.path:
            return _with_anchor("", anchor)
        if self.site:
            return _with_anchor(self._relative(published(path, self.language, self.default)), anchor)
        return _with_anchor(_page(self.path.rpartition("/")[0], path, self.language, self.default), anchor)

    def to(self, language: str) -> str:
        """Return the address of this page in another language."""
        return self._relative(published(self.path, language, self.default))

    def asset(self, path: str) -> str:
        """Return the address of a file that every language shares, such as `assets/shop.jpg`."""
        return self._relative(path)

    def _relative(self, target: str) -> str:
        if self.site:
            return f"{self.site.rstrip('/')}/{quote(target)}"
        return relative(published(self.path, self.language, self.default), target)


def address(target: Entity | Step | str) -> tuple[str, str]:
    """Return the path and anchor of a page's path, of an entity, or of a touchpoint in its journey."""
    if isinstance(target, str):
        return target, ""
    if isinstance(target, Step):
        return f"{FOLDERS['journey']}/{target.journey}", target.touchpoint.id
    return f"{FOLDERS[target.noun]}/{target.id}", ""


def published(path: str, language: str, default: str) -> str:
    """Return the file of a page from the site's root: `pl/journeys/late-invoice.html`."""
    return f"{path}.html" if language == default else f"{language}/{path}.html"


def relative(start: str, target: str) -> str:
    """Return the address of the file `target` as seen from the file `start`, both from the site's root."""
    return _from_folder(start.rpartition("/")[0], target)


@lru_cache(maxsize=1 << 13)
def _page(folder: str, path: str, language: str, default: str) -> str:
    """The address of a page as seen from those in a folder, both in the same language."""
    return relative(published(f"{folder}/" if folder else "", language, default), published(path, language, default))


def _from_folder(folder: str, target: str) -> str:
    here, there = folder.split("/") if folder else [], target.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return quote("/".join([".."] * (len(here) - shared) + there[shared:]))


def _with_anchor(url: str, anchor: str) -> str:
    return f"{url}#{_quoted(anchor)}" if anchor else url


@lru_cache(maxsize=1 << 12)
def _quoted(anchor: str) -> str:
    return quote(anchor)
