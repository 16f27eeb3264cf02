"""A journey to be printed: its map and its blueprint on A3 or on A4, cut from what was drawn."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from journeybook.diagrams import blueprint
from journeybook.diagrams.journey_map import poster_name
from journeybook.diagrams.sheets import Sheet
from journeybook.dot import on_paper
from journeybook.model import Journey
from journeybook.pages.edition import Edition
from journeybook.pages.page import Page
from journeybook.words import phrase

MAP, BLUEPRINT = phrase("Map of the journey"), phrase("Service blueprint")


class Form(Struct, frozen=True):
    """A way to print: a drawing in words, the size of paper, and its sheets, each with the phases on it in words."""

    name: str
    drawing: str
    paper: str
    sheets: list[tuple[Sheet, str]]


def page(edition: Edition, journey: Journey) -> Page:
    """The page; where nothing could be drawn, it leads to the page that tells the same in words."""
    forms = list(_forms(edition, journey))
    used = dict.fromkeys(piece.drawing for form in forms for sheet, _ in form.sheets for piece in sheet.pieces)
    sources, style = on_paper({name: edition.drawn[name] for name in used})
    return edition.page(
        f"print/journeys/{journey.id}",
        phrase("{journey}: on paper", journey=journey.label),
        "pages/journey_print.html.j2",
        parent=f"journeys/{journey.id}",
        search="",
        hide=("navigation", "toc", "feedback"),
        journey=journey,
        forms=forms,
        sources=[(edition.drawings[name], svg) for name, svg in sources.items()],
        style=style,
        place={name: number for number, name in enumerate(sources, start=1)},
    )


def _forms(edition: Edition, journey: Journey) -> Iterator[Form]:
    """The map and the blueprint, each on large paper and on small, as far as they are drawn."""
    named = (("map", MAP, (poster_name(journey.id),)), ("blueprint", BLUEPRINT, blueprint.drawn_names(journey.id)))
    for kind, words, names in named:
        if all(name in edition.drawn for name in names):
            for paper, sheets in zip(("a3", "a4"), edition.drawings[names[-1]].sheets, strict=True):
                told = [(sheet, _stretch(edition, journey, sheet)) for sheet in sheets]
                yield Form(f"{kind}-{paper}", words.say(edition.language), paper, told)


def _stretch(edition: Edition, journey: Journey, sheet: Sheet) -> str:
    """Which phases stand on a sheet, in words; nothing where all do."""
    if (sheet.first, sheet.last) == (1, len(journey.phases)):
        return ""
    if sheet.first == sheet.last:
        return phrase("phase {number}", number=sheet.first).say(edition.language)
    return phrase("phases {first} to {last}", first=sheet.first, last=sheet.last).say(edition.language)
