"""The journey map: for a page (the lanes' names apart) and as a poster for a wall and for print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from journeybook.diagrams.drawing import Drawing, written
from journeybook.diagrams.journey_map import paper, wall, web
from journeybook.diagrams.journey_map.reading import view_of
from journeybook.diagrams.journey_map.source import Link, Source
from journeybook.diagrams.journey_map.view import MapView
from journeybook.measures import Ledger
from journeybook.measures.emotion import feeling, weakest
from journeybook.model import Book, Journey, Step
from journeybook.scene.beside import beside
from journeybook.scene.shape import Scene
from journeybook.words import phrase

__all__ = ["drawings", "lanes_name", "map_name", "poster", "poster_name", "source", "view", "whole"]

TEMPLATE = "journey_map"


def map_name(journey: str) -> str:
    """The name of a journey's map, without the lanes' names."""
    return f"journey-map-{journey}"


def lanes_name(journey: str) -> str:
    """The name of what stands to the left of a journey's map."""
    return f"journey-map-{journey}-lanes"


def poster_name(journey: str) -> str:
    """The name of a journey's poster."""
    return f"journey-poster-{journey}"


def drawings(
    book: Book, journey: Journey, language: str, link: Link, ledger: Mapping[str, Ledger], templates: Path | None = None
) -> list[Drawing]:
    """The map for a page in two parts, to be put side by side: the lanes' names, which stay, and what scrolls.

    `link` gives the address of an entity's page, `ledger` how promises stand; `templates` is the book's own folder.
    """
    shown = view(book, journey, language, link, ledger)
    grid = web.grid(shown)
    named = phrase("Lanes of the map").say(language)
    lanes = _drawing(web.names(grid, lanes_name(journey.id)), shown, named, templates)
    body = _drawing(web.body(grid, map_name(journey.id)), shown, "", templates)
    return [replace(drawing, whole=lanes.width + body.width) for drawing in (lanes, body)]


def whole(
    book: Book, journey: Journey, language: str, link: Link, ledger: Mapping[str, Ledger], templates: Path | None = None
) -> Drawing:
    """The map for a page in one part, for a picture."""
    shown = view(book, journey, language, link, ledger)
    grid = web.grid(shown)
    scene = beside(web.names(grid, "lanes"), web.body(grid, "map"), f"{map_name(journey.id)}-whole")
    return _drawing(scene, shown, "", templates)


def poster(
    book: Book, journey: Journey, language: str, link: Link, ledger: Mapping[str, Ledger], templates: Path | None = None
) -> Drawing:
    """The map for a wall and for print, in one part, with the sheets that it is printed on."""
    laid = paper.laid(view_of(source(book, journey, language, link, ledger), paper.MOST_TOUCHPOINTS))
    name = poster_name(journey.id)
    drawing = _drawing(wall.scene(laid, name), laid.grid.view, "", templates)
    return replace(drawing, sheets=(wall.large(laid, name), wall.small(laid, name)))


def view(book: Book, journey: Journey, language: str, link: Link, ledger: Mapping[str, Ledger]) -> MapView:
    """What the map says, in one language."""
    return view_of(source(book, journey, language, link, ledger))


def source(book: Book, journey: Journey, language: str, link: Link, ledger: Mapping[str, Ledger]) -> Source:
    """What all drawings of a journey are drawn from."""
    return Source(book, journey, language, link, ledger, _weakest(journey))


def _weakest(journey: Journey) -> Step | None:
    """The weakest point, if it is one: a journey that never feels bad has none to warn of."""
    step = weakest(journey)
    return step if step and (feeling(step) or 0) < 0 else None


def _drawing(scene: Scene, shown: MapView, title: str, templates: Path | None) -> Drawing:
    """A part of its own title needs no description."""
    dot = written(scene, TEMPLATE, templates)
    description = "" if title else shown.description
    return Drawing(scene.name, dot, title or shown.title, description, scene.width, scene.height, shown.place)
