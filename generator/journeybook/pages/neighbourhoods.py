"""The neighbourhoods of things, each drawn on the page of its thing; journeys have drawings that say more."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.diagrams import neighbourhood
from journeybook.diagrams.drawing import Drawing
from journeybook.model import Journey
from journeybook.pages.edition import Edition
from journeybook.pages.page import FOLDERS


def drawings(edition: Edition) -> Iterator[Drawing]:
    """The neighbourhood of each thing but journeys."""
    facts = edition.facts
    for entity in edition.book.entities:
        if not isinstance(entity, Journey):
            links = edition.links(f"{FOLDERS[entity.noun]}/{entity.id}")
            source = neighbourhood.Source(edition.book, edition.language, links, facts.ledger, facts.latest)
            drawn = neighbourhood.drawing(source, entity, facts.around[entity.id], edition.book_templates)
            if drawn is not None:
                yield drawn
