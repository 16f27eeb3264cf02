"""All promises by verdict, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.diagrams import matrix, promise_map
from journeybook.diagrams.drawing import Drawing
from journeybook.model import Persona, Promise
from journeybook.model.persona import Prized
from journeybook.pages import matrices
from journeybook.pages.edition import Edition
from journeybook.pages.home import standings
from journeybook.pages.page import Page
from journeybook.words import phrase

MATRICES = (matrices.journeys_and_promises, matrices.promises_and_actors)


def drawings(edition: Edition) -> Iterator[Drawing]:
    """The map of all promises, and one for each."""
    whole = promise_map.of_book(_source(edition, "promises/index"), edition.book_templates)
    if whole is not None:
        yield whole
    for shown in MATRICES:
        told = shown(edition, edition.links("promises/index"))
        yield from matrix.drawings(told, edition.book.place("book"), edition.book_templates)
    for name in edition.book.promises:
        yield promise_map.of_promise(_source(edition, f"promises/{name}"), name, edition.book_templates)


def _source(edition: Edition, path: str) -> promise_map.Source:
    return promise_map.Source(edition.book, edition.language, edition.links(path), edition.facts.ledger)


def pages(edition: Edition) -> Iterator[Page]:
    """The index, then every promise."""
    yield edition.page(
        "promises/index",
        phrase("Promises").say(edition.language),
        "pages/promises.html.j2",
        standings=standings(edition),
        hide=("navigation", "toc"),
        matrices=[shown(edition, edition.links("promises/index")) for shown in MATRICES],
    )
    for promise in edition.book.promises.values():
        yield _promise(edition, promise)


def _promise(edition: Edition, promise: Promise) -> Page:
    facts = edition.facts
    return edition.page(
        f"promises/{promise.id}",
        promise.label,
        "pages/promise.html.j2",
        description=edition.say(promise.text),
        parent="promises/index",
        source=edition.place(promise),
        hide=("navigation", "toc"),
        boost=2.0,
        promise=promise,
        entry=facts.ledger[promise.id],
        made_at=[m.step for m in edition.book.mentions(promise.id) if m.step and "makes" in m.path],
        prized=[found for name in promise.answers for found in _prized(edition, name)],
        pressured_by=[metric for metric in edition.book.metrics.values() if promise.id in metric.pressures],
        actions=facts.actions_on.get(promise.id, ()),
    )


def _prized(edition: Edition, name: str) -> Iterator[tuple[Persona, Prized]]:
    """What personas prize by an id, which may be written `persona/value`."""
    for persona in edition.book.personas.values():
        for value in persona.values:
            if name in {value.id, f"{persona.id}/{value.id}"}:
                yield persona, value
