"""The strategy tree: true north, the objectives on the way, and beside each what serves it and what shows it."""

from __future__ import annotations

from pathlib import Path

from journeybook.diagrams.drawing import Drawing, written
from journeybook.diagrams.strategy_tree.drawn import NAME, scene
from journeybook.diagrams.strategy_tree.reading import Source, tree
from journeybook.words import phrase

__all__ = ["NAME", "Source", "drawing"]

TEMPLATE = "strategy_tree"


def drawing(source: Source, templates: Path | None = None) -> Drawing | None:
    """The tree of a book's strategy; none where it has no objectives."""
    if not source.book.settings.objectives:
        return None
    drawn = scene(tree(source))
    title = source.say(phrase("Strategy: from true north to what is done"))
    told = source.say(
        phrase("Each objective with the journeys and actions that serve it and the metrics that show it.")
    )
    dot = written(drawn, TEMPLATE, templates)
    return Drawing(NAME, dot, title, told, drawn.width, drawn.height, source.book.place("book"))
