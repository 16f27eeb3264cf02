"""A journey to be printed: its map on A3 or on A4, cut from what was drawn for its page."""

from __future__ import annotations

from typing import Any

from journeybook.diagrams import journey_map
from journeybook.diagrams.journey_map import lanes_name, map_name, poster_name
from journeybook.diagrams.journey_map.sheets import Sheet, large, small
from journeybook.dot import unlinked
from journeybook.model import Journey
from journeybook.pages.edition import Edition
from journeybook.pages.journey_drawings import source
from journeybook.pages.kept import kept
from journeybook.pages.page import Page
from journeybook.words import phrase


@kept
def page(edition: Edition, journey: Journey) -> Page:
    """The page; where nothing could be drawn, it leads to the page that tells the same in words."""
    return edition.page(
        f"print/journeys/{journey.id}",
        phrase("{journey}: the map on paper", journey=journey.label).say(edition.language),
        "pages/journey_print.html.j2",
        parent=f"journeys/{journey.id}",
        search="",
        hide=("navigation", "toc", "feedback"),
        journey=journey,
        **_drawn(edition, journey),
    )


def _drawn(edition: Edition, journey: Journey) -> dict[str, Any]:
    """The sheets of each paper, and the drawings that their pieces come from."""
    names = {"lanes": lanes_name(journey.id), "map": map_name(journey.id), "poster": poster_name(journey.id)}
    if not all(name in edition.drawn for name in names.values()):
        return {"forms": [], "sources": {}}
    told = source(edition, journey)
    view = journey_map.view(told.book, told.journey, told.language, told.link, told.ledger)
    forms = [("a3", large(view)), ("a4", small(view))]
    used = {piece.drawing for _, sheets in forms for sheet in sheets for piece in sheet.pieces}
    drawings = {part: edition.drawings[name] for part, name in names.items() if part in used}
    return {
        "forms": [(name, [(sheet, _stretch(edition, journey, sheet)) for sheet in sheets]) for name, sheets in forms],
        "sources": {
            part: (unlinked(edition.drawn[each.name]), each.width, each.height) for part, each in drawings.items()
        },
    }


def _stretch(edition: Edition, journey: Journey, sheet: Sheet) -> str:
    """Which phases stand on a sheet, in words; nothing where all do."""
    if (sheet.first, sheet.last) == (1, len(journey.phases)):
        return ""
    if sheet.first == sheet.last:
        return phrase("phase {number}", number=sheet.first).say(edition.language)
    return phrase("phases {first} to {last}", first=sheet.first, last=sheet.last).say(edition.language)
