"""Every link, anchor and asset of a built site leads somewhere: found by looking, not by trusting."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from journeybook.pages.page import Page
from journeybook.problem import Place, Problem, Severity
from journeybook.site import Site
from journeybook.words import phrase

Anchors = Callable[[str], frozenset[bytes]]
RULE = "broken-link"
_NAMES = (b'href="', b'src="')
_SERVED_FROM_ANYWHERE = {"404.html"}
"""Its addresses are absolute, since a server shows it at any depth."""


def broken_links(folder: Path, pages: Iterable[str] | None = None) -> Iterator[tuple[str, str]]:
    """Give the path of each page (all, or these) with each address on it that leads nowhere inside the folder."""
    known = frozenset(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    anchors: Anchors = cache(lambda file: frozenset(_anchors((folder / file).read_bytes())))
    for page in sorted(pages or (file for file in known if file.endswith(".html"))):
        if page not in _SERVED_FROM_ANYWHERE:
            html = (folder / page).read_bytes()
            yield from ((page, address) for address in _broken(page, html, known, anchors))


def problems(site: Site, folder: Path, docs: Path) -> Iterator[Problem]:
    """Give a problem for each link of the site built in `folder` that leads nowhere; `docs` holds its Markdown."""
    for path, address in broken_links(folder):
        page = site.pages.get(path, Page(path.removesuffix(".html"), site.languages[0], path, ""))
        source = docs / site.written[path].file if path in site.written else None
        yield problem(page, address, source.read_text("utf-8", "replace") if source else "")


def problem(page: Page, address: str, text: str = "") -> Problem:
    """Return what to tell the author of a page; `text` is the page's Markdown, to find the line in."""
    place = page.source or Place(f"site/{page.path}.html", 1, 1, 1, 1)
    line = _line(address, text) or place.line
    return Problem(
        rule=RULE,
        severity=Severity.ERROR,
        message=phrase(
            "The link to “{address}” on the page “{title}” leads nowhere.", address=address, title=page.title
        ),
        place=Place(place.file, line, 1, line, 1),
        hint=phrase("Name a page, an anchor or a file under content/assets/ that is there."),
    )


def _broken(page: str, html: bytes, known: frozenset[str], anchors: Anchors) -> Iterator[str]:
    for raw in dict.fromkeys(_addresses(html)):
        address = unescape(raw.decode("utf-8", "replace"))
        target, anchor = _resolved(posixpath.dirname(page), address)
        file = target or page
        there = target is None or (file in known and (not anchor or anchor.encode() in anchors(file)))
        if not there and _stands_in_a_tag(raw, html):
            yield address


def _addresses(html: bytes) -> Iterator[bytes]:
    """Whatever could be an address; splitting is ten times as fast as a pattern, and most turn out to be there."""
    for name in _NAMES:
        _, *parts = html.split(name)
        yield from (part[: part.find(b'"')] for part in parts)


@lru_cache(maxsize=1 << 16)
def _resolved(folder: str, address: str) -> tuple[str | None, str]:
    """The file that an address on a page of this folder names (empty: the page), and the anchor in it.

    None for what is not ours to look after.
    """
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None, ""
    path = unquote(parts.path)
    joined = posixpath.join(folder, path + "index.html" if path.endswith("/") else path)
    file = posixpath.normpath(joined) if path else ""
    return file, unquote(parts.fragment) if file.endswith(".html") or not file else ""


def _anchors(html: bytes) -> Iterator[bytes]:
    """Whatever could be led to; each page is looked through once, however many lead there."""
    for name in (b' id="', b' name="'):
        _, *parts = html.split(name)
        yield from (part[: part.find(b'"')] for part in parts)


def _stands_in_a_tag(address: bytes, html: bytes) -> bool:
    """Code shown on a page may look like a link; only inside a tag it is one."""
    return re.search(rb'<[a-zA-Z][^<>]*[\s:](?:href|src)="' + re.escape(address) + rb'"', html) is not None


def _line(address: str, text: str) -> int:
    """The first line of a Markdown page that names what the address names; 0 where none does."""
    parts = urlsplit(unquote(address))
    file = posixpath.basename(parts.path).removesuffix(".html")
    wanted = f"#{parts.fragment}" if parts.fragment else file
    return next((number for number, line in enumerate(text.splitlines(), 1) if wanted and wanted in line), 0)
