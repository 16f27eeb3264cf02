"""The home page: where the company walks, what it promised, where it hurts, what waits, and where to start."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from journeybook.measures.catalogue import MEASURES
from journeybook.measures.verdict import WORST_FIRST, Verdict
from journeybook.model import Action, Step, Text
from journeybook.pages.edition import Edition
from journeybook.pages.kept import kept
from journeybook.pages.page import Page
from journeybook.reports import reports_for
from journeybook.words import Phrase

WEAKEST_SHOWN = 6


class Standing(Struct, frozen=True):
    """The promises of one verdict, by their ids."""

    verdict: Verdict
    promises: tuple[str, ...]

    @property
    def name(self) -> Phrase:
        """What they are called together."""
        return MEASURES[f"promises_{self.verdict}"].name


@kept
def pages(edition: Edition) -> Iterator[Page]:
    """The home page."""
    settings = edition.book.settings
    title = settings.title or (settings.brand.name if settings.brand else Text(""))
    yield edition.page(
        "index",
        title or Text("journeybook"),
        "pages/home.html.j2",
        description=edition.say(settings.summary),
        parent="",
        source=edition.book.place("book"),
        hide=("toc",),
        boost=1.5,
        settings=settings,
        reports={kind.id for kind in reports_for(edition.book.audience)},
        standings=standings(edition),
        weakest=weakest_links(edition),
        waiting=waiting(edition),
    )


def standings(edition: Edition) -> list[Standing]:
    """The promises by verdict, the worst first."""
    verdicts = edition.facts.verdicts
    names = [promise.id for promise in edition.in_order(edition.book.promises.values())]
    return [Standing(each, tuple(name for name in names if verdicts.get(name) == each)) for each in WORST_FIRST]


def weakest_links(edition: Edition, most: int = WEAKEST_SHOWN) -> list[Step]:
    """The weakest link of each journey that counts, the lowest first."""
    links = [edition.facts.weakest[journey.id] for journey in edition.book.counted]
    bad = sorted((link for link in links if link and link.emotion < 0), key=lambda link: (link.emotion, link.step))
    steps = (edition.step(link.step) for link in bad[:most])
    return [step for step in steps if step]


def waiting(edition: Edition) -> list[Action]:
    """The actions that wait for somebody to decide, the longest first."""
    open_ones = [a for a in edition.facts.open_actions if a.decision and a.decision.decided is None]
    undated = edition.book.as_of
    return sorted(open_ones, key=lambda a: ((a.decision.asked if a.decision else None) or undated, a.id))
