"""A change of a journey drawn: as it is and as it is to be, or before an edit and after it."""

from __future__ import annotations

from pathlib import Path

from journeybook.diagrams.drawing import Drawing, written
from journeybook.diagrams.journey_map.source import Source
from journeybook.diagrams.overlay.drawn import body, laid, names
from journeybook.diagrams.overlay.reading import view_of
from journeybook.scene.beside import beside
from journeybook.words import phrase

__all__ = ["drawings", "drawn_names", "view_of", "whole"]

TEMPLATE = "overlay"


def drawn_names(journey: str) -> tuple[str, str]:
    """The names of the drawing of what changes up to a journey: of what stays at its left, and of what scrolls."""
    return f"overlay-{journey}-lanes", f"overlay-{journey}"


def drawings(before: Source, after: Source, templates: Path | None = None, emptied: bool = False) -> list[Drawing]:
    """The change in two parts to be put side by side; nothing where nothing changes.

    Before and after may be of one book (as it is, as it is to be) or of two (before an edit, after it: `emptied`, so
    that what is no longer told counts).
    """
    view = view_of(before, after, emptied)
    if not view.phases:
        return []
    grid = laid(view)
    left, right = drawn_names(after.journey.id)
    lanes, columns = names(grid, left), body(grid, view, right)
    wide, title = lanes.width + columns.width, after.say(phrase("Lanes of the change"))
    both = ((lanes, title, ""), (columns, view.map.title, view.map.description))
    return [
        Drawing(s.name, written(s, TEMPLATE, templates), title, told, s.width, s.height, view.map.place, wide)
        for s, title, told in both
    ]


def whole(before: Source, after: Source, templates: Path | None = None, emptied: bool = False) -> Drawing | None:
    """The change in one part, for a picture."""
    view = view_of(before, after, emptied)
    if not view.phases:
        return None
    grid = laid(view)
    _, name = drawn_names(after.journey.id)
    scene = beside(names(grid, "lanes"), body(grid, view, "columns"), f"{name}-whole")
    dot = written(scene, TEMPLATE, templates)
    told = (view.map.title, view.map.description)
    return Drawing(scene.name, dot, *told, scene.width, scene.height, view.map.place)
