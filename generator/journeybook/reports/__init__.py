"""Reports: a book told to one kind of reader, as values that pages and files are written from."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from journeybook.reports import (
    areas,
    by_place,
    closed_loop,
    cx_team,
    frontline,
    goal_conflicts,
    management,
    readiness,
    workshop,
)
from journeybook.reports.report import Report
from journeybook.reports.source import Source, source_of
from journeybook.words import Phrase, phrase

__all__ = ["REPORTS", "Kind", "Report", "Source", "reports_for", "source_of"]

MANAGEMENT, CX, EVERYONE = ("management",), ("cx", "management"), ("frontline", "cx", "management")


class Kind(Struct, frozen=True):
    """A report that can be asked for: for whom it is, what it is good for, and what it can be about (`of`).

    `of` is the noun of the things it can be narrowed to: `journeybook report workshop late-invoice`.
    """

    id: str
    audiences: tuple[str, ...]
    told: Phrase
    whole: Callable[[Source], Report]
    of: str = ""
    part: Callable[[Source, str], Report] | None = None
    short: Callable[[Source], Report] | None = None

    def index(self, source: Source) -> Report:
        """The report as its page shows it: what is told of each thing on a page of its own is left to that page."""
        return (self.short or self.whole)(source)


REPORTS: Mapping[str, Kind] = {
    kind.id: kind
    for kind in (
        Kind("management", MANAGEMENT, phrase("One page: what is not kept, what to decide, what is exposed"),
             management.report),
        Kind("cx-team", CX, phrase("Where it hurts and why, what is covered, what is worth doing"), cx_team.report),
        Kind("frontline", EVERYONE, phrase("For each role: feelings, promises, what to say, what it may decide"),
             frontline.report, "actor", frontline.report, frontline.overview),
        Kind("closed-loop", EVERYONE, phrase("Which loops turn, which are stuck, what they lack"), closed_loop.report),
        Kind("workshop", EVERYONE, phrase("Cards, quotes, strips and sheets to print"), workshop.report, "journey",
             workshop.report),
        Kind("readiness", CX, phrase("What each journey lacks to be believed"), readiness.report),
        Kind("areas", CX, phrase("Which areas and stages have been looked at"), areas.report),
        Kind("goal-conflicts", CX, phrase("Own targets against promises, the quarter against the years"),
             goal_conflicts.report),
        Kind("by-place", EVERYONE, phrase("Shops and regions side by side, the worst first"), by_place.report),
    )
}  # fmt: skip
"""Every report by its name, in the order in which they are listed."""


def reports_for(audience: str) -> list[Kind]:
    """The reports that an audience gets; all of them for the whole book ("")."""
    return [kind for kind in REPORTS.values() if not audience or audience in kind.audiences]
