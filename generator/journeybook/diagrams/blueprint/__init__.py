"""The service blueprint: who does what at each touchpoint, in sight of the customer, behind it, and in support."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from journeybook.diagrams.blueprint.drawn import body, names
from journeybook.diagrams.blueprint.grid import laid
from journeybook.diagrams.blueprint.reading import is_told, view_of
from journeybook.diagrams.blueprint.sheets import large, small
from journeybook.diagrams.drawing import Drawing, written
from journeybook.diagrams.journey_map.source import Source
from journeybook.scene.beside import beside
from journeybook.words import phrase

__all__ = ["drawings", "drawn_names", "whole"]

TEMPLATE = "blueprint"


def drawn_names(journey: str) -> tuple[str, str]:
    """The names of a journey's blueprint: of what stays at its left, and of what scrolls beside it."""
    return f"blueprint-{journey}-lanes", f"blueprint-{journey}"


def drawings(source: Source, templates: Path | None = None) -> list[Drawing]:
    """The blueprint in two parts to be put side by side; nothing where no part of the company is told."""
    if not is_told(source.journey):
        return []
    view = view_of(source)
    grid = laid(view)
    left, right = drawn_names(source.journey.id)
    lanes, columns = names(grid, left), body(grid, right)
    wide, title = lanes.width + columns.width, source.say(phrase("Lanes of the blueprint"))
    both = ((lanes, title, ""), (columns, view.title, view.description))
    first, second = (
        Drawing(
            scene.name, written(scene, TEMPLATE, templates), title, told, scene.width, scene.height, view.place, wide
        )
        for scene, title, told in both
    )
    return [first, replace(second, sheets=tuple(make(grid, (left, right)) for make in (large, small)))]


def whole(source: Source, templates: Path | None = None) -> Drawing | None:
    """The blueprint in one part, for a picture."""
    if not is_told(source.journey):
        return None
    view = view_of(source)
    grid = laid(view)
    _, name = drawn_names(source.journey.id)
    scene = beside(names(grid, "lanes"), body(grid, "columns"), f"{name}-whole")
    dot = written(scene, TEMPLATE, templates)
    return Drawing(scene.name, dot, view.title, view.description, scene.width, scene.height, view.place)
