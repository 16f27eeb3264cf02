"""What if: a book in which a journey already is as it is to be, to be compared with the book as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from journeybook.model import Book, Journey
from journeybook.review.side import Side


def what_if(before: Side, after: Side, name: str) -> tuple[Side, Side] | None:
    """Both books without the journey that is to be, in the second it has taken the place of the one it improves.

    None where `name` is no journey of the second book that says which one it improves, or the first has not that one.
    """
    planned = after.book.journeys.get(name)
    if planned is None or not planned.as_is or planned.as_is not in before.book.journeys:
        return None
    was = replace(before, book=_without(before.book, name), problems=())
    now = replace(after, book=_come_true(after.book, planned), problems=(), name=name)
    return was, now


def _without(book: Book, name: str) -> Book:
    return _with_journeys(book, {key: journey for key, journey in book.journeys.items() if key != name})


def _come_true(book: Book, planned: Journey) -> Book:
    """The journey under the id of the one it improves; its places stay those of its own file."""
    old = book.journeys.get(str(planned.as_is))
    told = {field: getattr(planned, field) for field in Journey.model_fields}
    told |= {"id": planned.as_is, "state": "as_is", "as_is": None}
    if old:  # counted as the old one is, and held to its tests where it has none of its own
        told |= {"status": old.status, "expect": planned.expect or old.expect}
    lived = Journey.model_construct(**told)
    journeys = {key: journey for key, journey in book.journeys.items() if key != planned.id} | {lived.id: lived}
    found = _with_journeys(book, journeys)
    return replace(found, origins={**found.origins, lived.id: book.origins[planned.id]})


def _with_journeys(book: Book, journeys: Mapping[str, Journey]) -> Book:
    origins = {key: each for key, each in book.origins.items() if key not in book.journeys or key in journeys}
    return replace(book, journeys=dict(sorted(journeys.items())), origins=origins)
