"""The site of a book in a folder: built, unless it stands there already."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from journeybook.files.alone import BusyError
from journeybook.problem import Problem
from journeybook.site.garbage import seldom_searched
from journeybook.site.place import busy, held, refused
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

    If the book cannot be read, `out` stays as it is; if nothing has changed since `out` was built, nothing is done. So
    does a folder that holds what is no site, or that another build is writing. `tell` hears how far it is; `builder` is
    who writes the site.
    """
    try:
        with held(root, out):
            return _built(Wanted(root, out, as_of, audience, builder), tell)
    except BusyError:
        return (busy(out),)


def _built(wanted: Wanted, tell: Tell) -> tuple[Problem, ...]:
    stands = standing_of(wanted)
    if stands.last.is_still(stands.now.whole):
        return ()
    if (problem := refused(wanted.root, wanted.out)) is not None:
        return (problem,)
    # Here, since to load what makes a site takes most of a second, and to see that none is to be made a tenth of one.
    with seldom_searched():
        from journeybook.site.builder import anew

        return anew(wanted, stands, tell)
