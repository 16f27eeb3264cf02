"""Why a promise has its verdict, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.measures.deciding import by_place
from journeybook.measures.verdict import Verdict
from journeybook.words import Phrase, phrase, phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeybook.measures.standard import Judgement
    from journeybook.model import Book, Promise, Step

    Rows = Sequence[Judgement]


def reason(book: Book, promise: Promise, witnessed: Sequence[Step], deciding: Rows, latest: Rows) -> Phrase:
    """Why the promise is kept, broken, at risk or unmeasured."""
    measured = _measured(book, deciding[0], latest) if deciding else _unmeasured(book, promise)
    if not witnessed:
        return measured
    seen = phrases(
        "Seen broken at: {touchpoint}",
        "Seen broken at {count} touchpoints, first at: {touchpoint}",
        len(witnessed),
        touchpoint=witnessed[0].touchpoint.title,
    )
    return phrase("{seen} – {measured}", seen=seen, measured=measured) if deciding else seen


def _measured(book: Book, found: Judgement, latest: Rows) -> Phrase:
    """The worst result that decides, with whom it speaks of."""
    why = _of_place(found, latest) if found.stream.place else found.why
    if found.stream.persona in book.personas:
        why = phrase("{name}: {why}", name=book.personas[found.stream.persona].label, why=why)
    step = book.step(found.stream.touchpoint)
    return phrase("{touchpoint}: {why}", touchpoint=step.touchpoint.title, why=why) if step else why


def _of_place(found: Judgement, latest: Rows) -> Phrase:
    why = phrase("{place}: {why}", place=found.stream.place, why=found.why)
    places = by_place(latest)
    if len(places) == 1:
        return why
    kept = sum(row.verdict is Verdict.kept for row in places.values())
    return phrase("{why}; kept at {kept} of {all} places", why=why, kept=kept, all=len(places))


def _unmeasured(book: Book, promise: Promise) -> Phrase:
    if promise.standard is None:
        return phrase("No standard says when it is kept")
    metric = book.metrics.get(promise.standard.metric)
    if metric is None:
        return phrase("The metric of its standard is not in the book")
    if not metric.results:
        return phrase("{metric} has no result yet", metric=metric.label)
    return phrase("No result of {metric} speaks for a touchpoint where it must be kept", metric=metric.label)
