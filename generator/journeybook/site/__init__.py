"""The site of a book in a folder: built, unless it stands there already."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from journeybook.problem import Problem
from journeybook.site.progress import Tell, unheard
from journeybook.site.standing import MKDOCS, Wanted, standing_of

__all__ = ["build"]


def build(
    root: Path,
    out: Path,
    as_of: date | None = None,
    audience: str = "",
    tell: Tell = unheard,
    builder: str = MKDOCS,
) -> tuple[Problem, ...]:
    """Build the site of the book in `root` into `out`, whole or for an audience; return what is wrong with either.

    If the book cannot be read, `out` stays as it is; if nothing has changed since `out` was built, nothing is done.
    `tell` hears how far it is; `builder` is who writes the site.
    """
    wanted = Wanted(root, out, as_of, audience, builder)
    stands = standing_of(wanted)
    if stands.last.is_still(stands.now.whole):
        return ()
    # Here, since to load what makes a site takes most of a second, and to see that none is to be made a tenth of one.
    from journeybook.site.builder import anew

    return anew(wanted, stands, tell)
