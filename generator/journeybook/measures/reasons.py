"""Why a promise has its verdict, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.measures.verdict import Verdict
from journeybook.words import Phrase, phrase, phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeybook.measures.standard import Judgement
    from journeybook.model import Book, Promise, Step


def reason(book: Book, promise: Promise, witnessed: Sequence[Step], deciding: Sequence[Judgement]) -> Phrase:
    """Why the promise is kept, broken, at risk or unmeasured."""
    measured = _measured(book, deciding) if deciding else _unmeasured(book, promise)
    if not witnessed:
        return measured
    seen = phrases(
        "Seen broken at “{touchpoint}”",
        "Seen broken at {count} touchpoints, the first “{touchpoint}”",
        len(witnessed),
        touchpoint=witnessed[0].touchpoint.title,
    )
    return phrase("{seen}. {measured}", seen=seen, measured=measured) if deciding else seen


def _measured(book: Book, deciding: Sequence[Judgement]) -> Phrase:
    """The worst result that decides, with whom it speaks of."""
    found = deciding[0]
    why = _of_place(found, deciding) if found.stream.place else found.why
    if found.stream.persona in book.personas:
        why = phrase("{name}: {why}", name=book.personas[found.stream.persona].label, why=why)
    step = book.step(found.stream.touchpoint)
    return phrase("“{touchpoint}”: {why}", touchpoint=step.touchpoint.title, why=why) if step else why


def _of_place(found: Judgement, deciding: Sequence[Judgement]) -> Phrase:
    verdicts: dict[str, Verdict] = {}
    for judgement in deciding:
        verdicts.setdefault(judgement.stream.place, judgement.verdict)
    verdicts.pop("", None)
    why = phrase("{place}: {why}", place=found.stream.place, why=found.why)
    kept = sum(verdict is Verdict.kept for verdict in verdicts.values())
    if len(verdicts) == 1:
        return why
    return phrase("{why}; kept at {kept} of {all} places", why=why, kept=kept, all=len(verdicts))


def _unmeasured(book: Book, promise: Promise) -> Phrase:
    if promise.standard is None:
        return phrase("No standard says when it is kept")
    metric = book.metrics.get(promise.standard.metric)
    if metric is None:
        return phrase("The metric of its standard is not in the book")
    if not metric.results:
        return phrase("{metric} has no result yet", metric=metric.label)
    return phrase("No result of {metric} speaks for a touchpoint where it must be kept", metric=metric.label)
