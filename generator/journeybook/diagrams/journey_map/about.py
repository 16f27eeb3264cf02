"""What a touchpoint has to do with: the names by which a page lights up the touchpoints of a promise or an actor."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.model import Book, Lanes, Step


def of_step(book: Book, step: Step) -> tuple[str, ...]:
    """The promises, actors and metrics of a touchpoint, and those told of its phase as a whole: `promise-fast`."""
    found = dict.fromkeys((*_named(step.touchpoint), *_named(step.phase)))
    return tuple(of_entity(kind, name) for kind, name in found if book.get(name))


def of_entity(kind: str, name: str) -> str:
    """The name of an entity in a drawing."""
    return f"{kind}-{name}"


def _named(lanes: Lanes) -> Iterator[tuple[str, str]]:
    for promise in (*lanes.makes, *lanes.keeps, *(breach.promise for breach in lanes.breaks)):
        yield "promise", promise
    for part in lanes.parts:
        if part.actor:
            yield "actor", part.actor
    for metric in lanes.metrics:
        yield "metric", metric
