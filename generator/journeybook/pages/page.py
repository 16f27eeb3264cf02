"""What a page is, before any site builder has seen it, and how one page links to another."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from journeybook.problem import Place

FOLDERS = {
    "persona": "personas",
    "journey": "journeys",
    "promise": "promises",
    "actor": "actors",
    "metric": "metrics",
    "evidence": "evidence",
    "action": "actions",
    "service-model": "service-models",
}
"""The folder of a kind of entity, in the book and on the site alike."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One line of a page's table of contents: level 2 to 6, the anchor, the title as plain text."""

    level: int
    id: str
    title: str


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
    boost: float = 1.0
    """How much more than a plain page a hit of the search weighs."""


@dataclass(frozen=True, slots=True)
class Links:
    """Relative addresses as seen from one page, so that a site works anywhere, from a file system too."""

    path: str
    language: str
    default: str
    """The book's first language, whose pages stand at the root."""

    def __call__(self, target: Any, anchor: str = "") -> str:
        """Return the address of a page (its path), of an entity or of a touchpoint, in this page's language."""
        path, own_anchor = address(target)
        return _with_anchor(self._relative(published(path, self.language, self.default)), anchor or own_anchor)

    def to(self, language: str) -> str:
        """Return the address of this page in another language."""
        return self._relative(published(self.path, language, self.default))

    def asset(self, path: str) -> str:
        """Return the address of a file that every language shares, such as `assets/shop.jpg`."""
        return self._relative(path)

    def _relative(self, target: str) -> str:
        return relative(published(self.path, self.language, self.default), target)


def address(target: Any) -> tuple[str, str]:
    """Return the path and anchor of a page's path, an entity (`kind`, `id`) or a step (`journey`, `id`)."""
    if isinstance(target, str):
        return target, ""
    if hasattr(target, "kind"):
        return f"{FOLDERS[target.kind]}/{target.id}", ""
    journey, touchpoint = target.id.split("/", 1)
    return f"journeys/{journey}", touchpoint


def published(path: str, language: str, default: str) -> str:
    """Return the file of a page from the site's root: `pl/journeys/late-invoice.html`."""
    return f"{path}.html" if language == default else f"{language}/{path}.html"


@lru_cache(maxsize=65536)
def relative(start: str, target: str) -> str:
    """Return the address of the file `target` as seen from the file `start`, both from the site's root."""
    return quote(posixpath.relpath(target, posixpath.dirname(start) or "."))


def _with_anchor(url: str, anchor: str) -> str:
    return f"{url}#{quote(anchor)}" if anchor else url
