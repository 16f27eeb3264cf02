"""All personas, which of them go through which journeys, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.diagrams import matrix
from journeybook.diagrams.drawing import Drawing
from journeybook.model import Persona, Text
from journeybook.pages import matrices
from journeybook.pages.edition import Edition
from journeybook.pages.journeys import FACTORS
from journeybook.pages.kept import kept
from journeybook.pages.page import Page
from journeybook.words import phrase

MATRIX = matrices.personas_and_journeys


@kept
def drawings(edition: Edition) -> Iterator[Drawing]:
    """Who goes through what."""
    shown = MATRIX(edition, edition.links("personas/index"))
    yield from matrix.drawings(shown, edition.book.place("book"), edition.book_templates)


def pages(edition: Edition) -> Iterator[Page]:
    """The index with the matrix of personas and journeys, then every persona."""
    yield _index(edition)
    for persona in edition.book.personas.values():
        yield _persona(edition, persona)


@kept
def _index(edition: Edition) -> Page:
    return edition.page(
        "personas/index",
        phrase("Personas").say(edition.language),
        "pages/personas.html.j2",
        personas=edition.in_order(edition.book.personas.values()),
        hide=("navigation", "toc"),
        matrix=MATRIX(edition, edition.links("personas/index")),
    )


@kept
def _persona(edition: Edition, persona: Persona) -> Page:
    return edition.page(
        f"personas/{persona.id}",
        persona.label,
        "pages/persona.html.j2",
        description=edition.say(persona.summary),
        parent="personas/index",
        source=None if persona.sketch else edition.place(persona),
        boost=1.5,
        persona=persona,
        context=_context(edition, persona),
        journeys=edition.facts.naming("journeys", "personas", persona.id),
        promises=edition.facts.naming("promises", "to", persona.id),
        answered={value.id: _answering(edition, persona, value.id) for value in persona.values},
    )


def _answering(edition: Edition, persona: Persona, value: str) -> list[str]:
    """The promises that answer something this persona prizes."""
    names = {value, f"{persona.id}/{value}"} if value else set()
    found = (promise.id for name in names for promise in edition.facts.naming("promises", "answers", name))
    return sorted(set(found))


def _context(edition: Edition, persona: Persona) -> list[tuple[str, tuple[Text, ...]]]:
    if persona.context is None:
        return []
    return [(words.say(edition.language), getattr(persona.context, name)) for name, words in FACTORS]
