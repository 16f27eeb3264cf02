"""Which links of a site must be followed again after an edit: those that could lead elsewhere than they did."""

from __future__ import annotations

import posixpath
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from journeybook.problem import Problem
from journeybook.site.left import Left
from journeybook.site.links import Links, anchors, problems
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

    Pages that were `taken` as they are from the `last` site lead where they led, but for what is no more there.
    """
    links = Links(folder)
    pages = _again(links, last, taken) if last and last.followed else links.pages
    broken = tuple(problems(links, pages, site, docs))
    kept = {page for page in last.odd if page in taken} if last else set()
    return Followed(broken, not broken, frozenset(links.odd | kept))


def _again(links: Links, last: Left, taken: Collection[str]) -> list[str]:
    """New pages, and those that name what is gone; which is told by the end of its address, or by an odd one."""
    gone = _gone(links, last, taken)

    def may_be_broken(page: str) -> bool:
        if page not in taken or gone is None:
            return True
        return bool(gone) and (page in last.odd or _names_any(gone, links.read(page)))

    return [page for page in links.pages if may_be_broken(page)]


def _names_any(ends: Collection[bytes], html: bytes) -> bool:
    return any(end in html for end in ends)


def _gone(links: Links, last: Left, taken: Collection[str]) -> set[bytes] | None:
    """How addresses end that lead to what is no more there; None where that cannot be told."""
    ends: set[bytes] = set()
    for path in last.files:
        name = posixpath.basename(path)
        if path not in links.known:
            if name == _FIRST_PAGE:  # an address may name its folder instead
                return None
            ends.add(name.encode())
        elif path.endswith(".html") and path not in taken:
            before = last.read(path)
            if before is None:
                return None
            if anchors(before) - links.anchors(path):
                ends |= {f"{name}#".encode(), *([b"/#"] if name == _FIRST_PAGE else [])}
    return ends
