"""The neighbourhoods of things, each drawn on the page of its thing; journeys have drawings that say more."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.diagrams import neighbourhood
from journeybook.diagrams.drawing import Drawing
from journeybook.model import Entity, Journey
from journeybook.pages.edition import Edition
from journeybook.pages.kept import kept
from journeybook.pages.page import FOLDERS


def drawings(edition: Edition) -> Iterator[Drawing]:
    """The neighbourhood of each thing but journeys."""
    for entity in edition.book.entities:
        if not isinstance(entity, Journey):
            yield from _drawings(edition, entity)


@kept
def _drawings(edition: Edition, entity: Entity) -> Iterator[Drawing]:
    drawn = drawing(edition, entity)
    if drawn:
        yield drawn


def drawing(edition: Edition, entity: Entity) -> Drawing | None:
    """The neighbourhood of a thing; none where it stands alone."""
    facts, links = edition.facts, edition.links(f"{FOLDERS[entity.noun]}/{entity.id}")
    source = neighbourhood.Source(edition.book, edition.language, links, facts.ledger, facts.latest)
    return neighbourhood.drawing(source, entity, facts.around[entity.id], edition.book_templates)
