"""Reports as pages: an index, each report, and what a report has for one role or one journey."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from msgspec.structs import replace

from journeybook.diagrams import loop, matrix, value_effort
from journeybook.diagrams.drawing import Drawing
from journeybook.model import Entity, Journey
from journeybook.pages.actions import worth
from journeybook.pages.edition import Edition
from journeybook.pages.kept import kept
from journeybook.pages.matrices import areas_and_stages
from journeybook.pages.page import Page
from journeybook.reports import Kind, Report, Source, reports_for, workshop
from journeybook.reports.frontline import frontline
from journeybook.reports.report import ASKED
from journeybook.words import phrase

DRAWN = {
    "value-effort": ("report-value-effort",),
    "loop": ("report-loop",),
    "areas-stages": ("report-matrix-areas-stages-names", "report-matrix-areas-stages"),
}
"""The drawings of sections, each with the names of its parts: on a report's page they lead elsewhere than on others."""


@kept
def drawings(edition: Edition) -> Iterator[Drawing]:
    """What the reports of these readers show: value and effort, the loop, areas and stages."""
    book, language = edition.book, edition.language
    told = {kind.id for kind in reports_for(book.audience)}
    if "cx-team" in told:
        source = value_effort.Source(book, language, edition.links("reports/cx-team"), *DRAWN["value-effort"])
        worths = [(each.action, each.opportunity) for each in worth(edition)]
        yield from filter(None, [value_effort.drawing(source, worths, edition.book_templates)])
    if "closed-loop" in told:
        yield loop.drawing(_loop(edition), edition.book_templates)
    if "areas" in told:
        areas = replace(areas_and_stages(edition, edition.links("reports/areas")), name=DRAWN["areas-stages"][-1])
        yield from matrix.drawings(areas, book.place("book"), edition.book_templates)


def _loop(edition: Edition) -> loop.Source:
    links = edition.links("reports/closed-loop")
    return loop.Source(edition.book, edition.language, links, edition.facts.listened, *DRAWN["loop"])


def pages(edition: Edition) -> Iterator[Page]:
    """The index, then every report that these readers get, then the kit of each journey."""
    reports = {kind.id: _report(edition, kind) for kind in reports_for(edition.book.audience)}
    if all(reports.values()):  # else another process makes some of them, and this page is made after all
        yield _index(edition, tuple((name, page.title, page.description) for name, page in reports.items()))
    yield from reports.values()
    for journey in edition.book.counted:
        yield _kit(edition, journey)


@kept
def _index(edition: Edition, reports: tuple[tuple[str, str, str], ...]) -> Page:
    return edition.page(
        "reports/index",
        phrase("Reports").say(edition.language),
        "pages/reports.html.j2",
        hide=("toc",),
        reports=reports,
    )


@kept
def _kit(edition: Edition, journey: Journey) -> Page:
    kit = workshop.report(_source(edition), journey.id)
    return _page(edition, f"reports/workshop/{journey.id}", kit, "reports/workshop", search="")  # the journey's words


@kept
def _report(edition: Edition, kind: Kind) -> Page:
    report = kind.index(_source(edition))
    return _page(edition, f"reports/{kind.id}", report, "reports/index", **_parts(edition, kind))


def _source(edition: Edition) -> Source:
    facts = edition.facts
    source = partial(Source, edition.book, facts.ledger, facts.figures, facts.of_book, facts.open_on, facts.ready)
    actors = facts.parts, facts.roles
    return source(facts.exposed, facts.felt, *actors, facts.weakest, facts.shares, facts.worst)


def _parts(edition: Edition, kind: Kind) -> dict[str, Any]:
    """Pages for one role or one journey."""
    book = edition.book
    if kind.id == "frontline":
        roles: Sequence[Entity] = edition.in_order(frontline(book))
        parts = [(role.label, f"actors/{role.id}", f"print/actors/{role.id}") for role in roles]
        return {"parts_title": phrase("A page for each role"), "parts": parts}
    if kind.id == "workshop":
        kits = [(journey.label, f"reports/workshop/{journey.id}", "") for journey in edition.in_order(book.counted)]
        return {"parts_title": phrase("A kit for each journey"), "parts": kits}
    if kind.id == "closed-loop":
        return {"stations": loop.stations(_loop(edition))}
    return {}


def _page(edition: Edition, path: str, report: Report, parent: str, **more: Any) -> Page:
    return edition.page(
        path,
        report.title,
        "pages/report.html.j2",
        description=report.lead.say(edition.language),
        parent=parent,
        hide=("toc",),
        report=report,
        asked=ASKED,
        drawn_as=DRAWN,
        **{"parts": [], "parts_title": None, "stations": (), **more},
    )
