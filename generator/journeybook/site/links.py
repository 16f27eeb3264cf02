"""Every link, anchor and asset of a built site leads somewhere: found by looking, not by trusting."""

from __future__ import annotations

import posixpath
import re
import string
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from journeybook import files
from journeybook.pages.page import Page
from journeybook.problem import Place, Problem, Severity
from journeybook.site.rendered import Site
from journeybook.words import phrase

RULE = "broken-link"
_NAMES = (b'href="', b'src="')
_ANCHORS = (b' id="', b' name="')
_OFTEN = 8  # a page is looked through for one anchor in an eighth of the time that all of them take
_PLAIN = f"{string.ascii_letters}{string.digits}._-/#".encode()
_SERVED_FROM_ANYWHERE = {"404.html"}
"""Its addresses are absolute, since a server shows it at any depth."""


@dataclass
class Links:
    """The links of a site in a folder, followed page by page."""

    folder: Path
    known: frozenset[str] = field(init=False)
    """The files of the site."""
    odd: set[str] = field(default_factory=set)
    """Pages with a link that is not written as the path it names: `%78` for `x`, say."""
    _anchors: dict[str, frozenset[bytes]] = field(default_factory=dict)
    _asked: Counter[str] = field(default_factory=Counter)
    _at_hand: tuple[str, bytes] = ("", b"")

    def __post_init__(self) -> None:
        self.known = frozenset(files.paths(str(self.folder)))

    @property
    def pages(self) -> list[str]:
        """The pages that have links to be followed."""
        return sorted(path for path in self.known if path.endswith(".html") and path not in _SERVED_FROM_ANYWHERE)

    def read(self, page: str) -> bytes:
        """What stands on a page."""
        return (self.folder / page).read_bytes()

    def has(self, page: str, anchor: bytes, html: bytes = b"") -> bool:
        """Whether an anchor is on a page; one that is asked for often is looked through once, for all of them.

        `html` is what stands on the page, if that is at hand.
        """
        self._asked[page] += 1
        if self._asked[page] > _OFTEN:
            return anchor in self.anchors(page, html)
        if not html and page != self._at_hand[0]:
            self._at_hand = page, self.read(page)
        text = html or self._at_hand[1]
        return b' id="%b"' % anchor in text or b' name="%b"' % anchor in text

    def anchors(self, page: str, html: bytes = b"") -> frozenset[bytes]:
        """What can be led to on a page."""
        if page not in self._anchors:
            self._anchors[page] = anchors(html or self.read(page))
        return self._anchors[page]

    def broken(self, page: str, known: Collection[bytes] = ()) -> Iterator[str]:
        """Give each address on a page that leads nowhere inside the site; those `known` lead somewhere."""
        html, folder = self.read(page), posixpath.dirname(page)
        for raw in (each for each in dict.fromkeys(addresses(html)) if each not in known):
            target, anchor, is_odd = _resolved(folder, raw)
            if target is None:
                continue
            if is_odd:
                self.odd.add(page)
            file = target or page
            there = file in self.known and (not anchor or self.has(file, anchor, html if file == page else b""))
            if not there and _stands_in_a_tag(raw, html):
                yield _typed(raw)


def problems(
    links: Links, pages: Iterable[str], site: Site, docs: Path, known: Callable[[str], Collection[bytes]]
) -> Iterator[Problem]:
    """Give a problem for each link on these pages that leads nowhere; `docs` holds the site's Markdown.

    `known` gives what of a page is known to lead somewhere.
    """
    for path in pages:
        for address in links.broken(path, known(path)):
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


def addresses(html: bytes) -> Iterator[bytes]:
    """Whatever on a page could be an address; splitting is ten times as fast as a pattern, and most are there."""
    for name in _NAMES:
        _, *parts = html.split(name)
        yield from (part[: part.find(b'"')] for part in parts)


@lru_cache(maxsize=1 << 13)
def _resolved(folder: str, raw: bytes) -> tuple[str | None, bytes, bool]:
    """The file that an address on a page of this folder names (empty: the page), the anchor in it, and whether it is
    written otherwise than what it names; None for what is not ours to look after.
    """
    if is_odd := bool(raw.translate(None, _PLAIN)) or raw.startswith(b"//"):
        parts = urlsplit(_typed(raw))
        if parts.scheme or parts.netloc:
            return None, b"", is_odd
        path, anchor = unquote(parts.path), unquote(parts.fragment)
    else:  # as nearly all are: what stands there is what it names
        path, _, anchor = raw.decode().partition("#")
    joined = posixpath.join(folder, path + "index.html" if path.endswith("/") else path)
    file = posixpath.normpath(joined) if path else ""
    return file, anchor.encode() if file.endswith(".html") or not file else b"", is_odd


def _typed(raw: bytes) -> str:
    return unescape(raw.decode("utf-8", "replace"))


def anchors(html: bytes) -> frozenset[bytes]:
    """Whatever could be led to on a page."""
    found: set[bytes] = set()
    for name in _ANCHORS:
        _, *parts = html.split(name)
        found.update(part[: part.find(b'"')] for part in parts)
    return frozenset(found)


def _stands_in_a_tag(address: bytes, html: bytes) -> bool:
    """Code shown on a page may look like a link; only inside a tag it is one."""
    return re.search(rb'<[a-zA-Z][^<>]*[\s:](?:href|src)="' + re.escape(address) + rb'"', html) is not None


def _line(address: str, text: str) -> int:
    """The first line of a Markdown page that names what the address names; 0 where none does."""
    parts = urlsplit(unquote(address))
    file = posixpath.basename(parts.path).removesuffix(".html")
    wanted = f"#{parts.fragment}" if parts.fragment else file
    return next((number for number, line in enumerate(text.splitlines(), 1) if wanted and wanted in line), 0)
