"""All promises by verdict, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from journeybook.diagrams import matrix, promise_map
from journeybook.diagrams.drawing import Drawing
from journeybook.measures import Ledger, steps
from journeybook.model import Book, Promise, Step
from journeybook.model.touchpoint import SIDES
from journeybook.pages import matrices, past
from journeybook.pages.edition import Edition
from journeybook.pages.home import standings
from journeybook.pages.kept import Shelf, kept
from journeybook.pages.page import Fragment, Page
from journeybook.words import phrase

MOST_PLACES = 12
"""Touchpoints told of each promise in the table of all; its own page tells every one."""
MATRICES = (matrices.journeys_and_promises, matrices.promises_and_actors)


def drawings(edition: Edition) -> Iterator[Drawing]:
    """The map of all promises, and one for each."""
    yield from _of_all(edition)
    for name in edition.book.promises:
        yield from _drawings(edition, name)


@kept
def _of_all(edition: Edition) -> Iterator[Drawing]:
    source = _source(edition, "promises/index")
    whole = promise_map.of_book(source, edition.facts.made_in, edition.book_templates)
    if whole is not None:
        yield whole
    for shown in MATRICES:
        told = shown(edition, edition.links("promises/index"))
        yield from matrix.drawings(told, edition.book.place("book"), edition.book_templates)


@kept
def _drawings(edition: Edition, name: str) -> Iterator[Drawing]:
    yield promise_map.of_promise(_source(edition, f"promises/{name}"), name, edition.book_templates)


def _source(edition: Edition, path: str) -> promise_map.Source:
    return promise_map.Source(edition.book, edition.language, edition.links(path), edition.facts.ledger)


def pages(edition: Edition) -> Iterator[Page]:
    """The index, then every promise."""
    for name in edition.book.promises if type(edition.shelf) is Shelf else ():
        _row(edition, name)  # where the index stays as it is, nobody else asks for its parts, which would be forgotten
    yield _index(edition)
    for promise in edition.book.promises.values():
        yield _promise(edition, promise)


@kept
def _index(edition: Edition) -> Page:
    return edition.page(
        "promises/index",
        phrase("Promises").say(edition.language),
        "pages/promises.html.j2",
        standings=standings(edition),
        rows={name: partial(_row, edition, name) for name in edition.book.promises},
        hide=("navigation", "toc"),
        matrices=[shown(edition, edition.links("promises/index")) for shown in MATRICES],
    )


@kept
def _row(edition: Edition, name: str) -> Iterator[Fragment]:
    promise, entry = edition.book.promises[name], edition.facts.ledger[name]
    places = promise_map.worst_places(entry, MOST_PLACES)
    told = {"promise": promise, "entry": entry, "places": places, "left_out": len(entry.at) - len(places)}
    yield edition.fragment("promises/index", "parts/promise_row.html.j2", **told)


@kept
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
        **_touched(edition.book, facts.ledger[promise.id]),
        prized=[found for name in promise.answers for found in edition.facts.prized.get(name, ())],
        pressured_by=facts.naming("metrics", "pressures", promise.id),
        actions=facts.actions_on.get(promise.id, ()),
        **past.told_of(edition, promise),
    )


def _touched(book: Book, entry: Ledger) -> dict[str, Any]:
    """Where the promise is made, who serves where it must be kept, and who saw it broken."""
    made = [mention for mention in book.mentions(entry.promise) if "makes" in mention.path]
    phases = [mention for mention in made if mention.step is None]
    return {
        "made_at": [mention.step for mention in made if mention.step],
        "made_in_phases": [(book.journeys[m.source], book.journeys[m.source].phases[int(m.path[1])]) for m in phases],
        "serving": {step.id: list(dict.fromkeys(_serving(step))) for step in entry.keeping},
        "witnessed": [(s, [b for b in steps.breaks(s) if b.promise == entry.promise]) for s in entry.witnessed],
    }


def _serving(step: Step) -> Iterator[str]:
    """The actors who serve at a touchpoint, its owner aside, those in the customer's sight first."""
    for side in SIDES:
        for lanes in steps.both(step):
            yield from (each.actor for each in getattr(lanes, side) if each.actor not in {None, step.touchpoint.owner})
