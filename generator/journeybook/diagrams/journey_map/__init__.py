"""The journey map: for a page (the lanes' names apart) and as a poster for a wall and for print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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

__all__ = ["drawings", "lanes_name", "map_name", "poster", "poster_name", "source", "view_of", "whole"]

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


def drawings(source: Source, templates: Path | None = None) -> Iterator[Drawing]:
    """The map for a page in two parts to be put side by side, the lanes' names and what scrolls, and the poster.

    `templates` is the book's own folder.
    """
    shown, name = view_of(source), source.journey.id
    grid = web.grid(shown)
    lanes, body = web.names(grid, lanes_name(name)), web.body(grid, map_name(name))
    named, wide = phrase("Lanes of the map").say(source.language), lanes.width + body.width
    yield _drawing(lanes, shown, named, templates, wide)
    yield _drawing(body, shown, "", templates, wide)
    yield _poster(source, shown, templates)


def whole(source: Source, templates: Path | None = None) -> Drawing:
    """The map for a page in one part, for a picture."""
    shown = view_of(source)
    grid = web.grid(shown)
    scene = beside(web.names(grid, "lanes"), web.body(grid, "map"), f"{map_name(source.journey.id)}-whole")
    return _drawing(scene, shown, "", templates)


def poster(source: Source, templates: Path | None = None) -> Drawing:
    """The map for a wall and for print, in one part, with the sheets that it is printed on."""
    return _poster(source, view_of(source), templates)


def source(book: Book, journey: Journey, language: str, link: Link, ledger: Mapping[str, Ledger]) -> Source:
    """What all drawings of a journey are drawn from; `link` leads to things' pages, `ledger` tells of promises."""
    return Source(book, journey, language, link, ledger, _weakest(journey))


def _weakest(journey: Journey) -> Step | None:
    """The weakest point, if it is one: a journey that never feels bad has none to warn of."""
    step = weakest(journey)
    return step if step and (feeling(step) or 0) < 0 else None


def _poster(source: Source, shown: MapView, templates: Path | None) -> Drawing:
    """The poster of a map; what it says is told anew where a phase is too long for one sheet."""
    if any(len(phase.cards) > paper.MOST_TOUCHPOINTS for phase in shown.phases):
        shown = view_of(source, paper.MOST_TOUCHPOINTS)
    laid, name = paper.laid(shown), poster_name(source.journey.id)
    drawing = _drawing(wall.scene(laid, name), laid.grid.view, "", templates)
    return replace(drawing, sheets=(wall.large(laid, name), wall.small(laid, name)))


def _drawing(scene: Scene, shown: MapView, title: str, templates: Path | None, wide: float = 0) -> Drawing:
    """A part of its own title needs no description."""
    dot = written(scene, TEMPLATE, templates)
    description = "" if title else shown.description
    return Drawing(scene.name, dot, title or shown.title, description, scene.width, scene.height, shown.place, wide)
