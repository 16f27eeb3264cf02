"""The health wall of all journeys, drawn on their index; the same stands there as a table."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.diagrams import wall
from journeybook.diagrams.drawing import Drawing
from journeybook.pages.edition import Edition
from journeybook.pages.kept import kept


@kept
def drawings(edition: Edition) -> Iterator[Drawing]:
    """The wall."""
    facts = edition.facts
    links = edition.links("journeys/index")
    source = wall.Source(edition.book, edition.language, links, facts.stakes, facts.weakest, facts.means)
    drawn = wall.drawing(source, edition.book_templates)
    if drawn is not None:
        yield drawn
