"""The health wall: all journeys of a book, the worst first; a few as cards, many as tiles."""

from __future__ import annotations

from pathlib import Path

from journeybook.diagrams.drawing import Drawing, written
from journeybook.diagrams.wall import cards, tiles
from journeybook.diagrams.wall.reading import Source, stakes, wall
from journeybook.diagrams.wall.view import Wall
from journeybook.scene.shape import Scene
from journeybook.words import phrase

__all__ = ["NAME", "Source", "drawing", "scene", "stakes", "wall"]

NAME, TEMPLATE = "health-wall", "wall"
FEW = 36  # journeys that are shown as cards


def drawing(source: Source, templates: Path | None = None) -> Drawing | None:
    """The wall of a book; none where it has no journeys."""
    shown = wall(source)
    if not shown.journeys:
        return None
    drawn = scene(shown)
    title = source.say(phrase("All journeys, the worst first"))
    told = source.say(
        phrase("Each with its weakest link, its mean and its promises; the same stands below as a table.")
    )
    dot = written(drawn, TEMPLATE, templates)
    return Drawing(NAME, dot, title, told, drawn.width, drawn.height, source.book.place("book"))


def scene(shown: Wall) -> Scene:
    """A few journeys as cards with words, many as tiles in rows by persona."""
    return cards.scene(shown, NAME) if len(shown.journeys) <= FEW else tiles.scene(shown, NAME)
