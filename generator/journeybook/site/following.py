"""Which links of a site must be followed again after an edit: those that could lead elsewhere than they did."""

from __future__ import annotations

import posixpath
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from journeybook.problem import Problem
from journeybook.site.left import Left
from journeybook.site.links import Links, addresses, anchors, problems
from journeybook.site.rendered import Site

_FIRST_PAGE = "index.html"


@dataclass(frozen=True)
class Followed:
    """What came of following links: what is broken, and what the next build can build on."""

    problems: tuple[Problem, ...] = ()
    whole: bool = False
    """Whether every link of the site leads somewhere."""
    odd: frozenset[str] = field(default_factory=frozenset)
    """Pages with a link that is not written as the path it names."""


def follow(site: Site, folder: Path, docs: Path, last: Left | None = None, taken: Collection[str] = ()) -> Followed:
    """Follow the links of the site built in `folder`, whose Markdown is in `docs`.

    Links that stood on the same page of the `last` site lead where they led, but for what is no more there; pages that
    were `taken` as they are from it have no others.
    """
    links = Links(folder)
    before = _Before(links, last, taken) if last and last.followed else None
    pages = [page for page in links.pages if before is None or before.has_links_to_follow(page)]
    broken = tuple(problems(links, pages, site, docs, before.that_lead if before else _none))
    kept = {page for page in last.odd if page in taken} if last else set()
    return Followed(broken, not broken, frozenset(links.odd | kept))


def _none(page: str) -> Collection[bytes]:
    return ()


@dataclass(frozen=True)
class _Before:
    """The last site, all of whose links led somewhere."""

    links: Links
    last: Left
    taken: Collection[str]

    def has_links_to_follow(self, page: str) -> bool:
        """Whether a page is new, or names what is gone: which is told by the end of its address, or by an odd one."""
        if page not in self.taken or self._gone is None:
            return True
        return bool(self._gone) and (page in self.last.odd or _names_any(self._gone, self.links.read(page)))

    def that_lead(self, page: str) -> Collection[bytes]:
        """The addresses of other pages that stood on a page before, and cannot lead to what is gone.

        None where that cannot be told; what is odd about a page shows only when all of its links are followed.
        """
        before = self.last.read(page)
        if self._gone is None or before is None or page in self.last.odd:
            return ()
        return {raw for raw in addresses(before) if raw[:1] != b"#" and not _names_any(self._gone, raw)}

    @cached_property
    def _gone(self) -> set[bytes] | None:
        """How addresses end that lead to what is no more there; None where that cannot be told."""
        ends: set[bytes] = set()
        for path in self.last.files:
            name = posixpath.basename(path)
            if path not in self.links.known:
                if name == _FIRST_PAGE:  # an address may name its folder instead
                    return None
                ends.add(name.encode())
            elif path.endswith(".html") and path not in self.taken:
                before = self.last.read(path)
                if before is None:
                    return None
                if anchors(before) - self.links.anchors(path):
                    ends |= {f"{name}#".encode(), *([b"/#"] if name == _FIRST_PAGE else [])}
        return ends


def _names_any(ends: Collection[bytes], html: bytes) -> bool:
    return any(end in html for end in ends)
