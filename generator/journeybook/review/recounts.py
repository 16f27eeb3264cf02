"""Counts that were made against a limit which is another now.

A result that says in how many cases a standard was met does not say which limit that was. What stands in both versions
was counted before the limit changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from journeybook.measures.results import until
from journeybook.model import Standard
from journeybook.model.values import Quantity
from journeybook.review.change import Change, Kind, Value
from journeybook.review.things import Versions
from journeybook.words import phrase


def recounts(versions: Versions) -> Iterator[Change]:
    """For each promise whose limit changed: until when the cases of its results were held against the old one."""
    before, after = versions.before, versions.after
    for was, now in versions.pairs.entities.items():
        old, new = before.book.promises.get(was), after.book.promises.get(now)
        if not (old and new and old.standard and new.standard and _is_another(old.standard, new.standard)):
            continue
        counted, there = before.book.metrics.get(old.standard.metric), after.book.metrics.get(new.standard.metric)
        kept = [each for each in there.results if each in counted.results] if counted and there else []
        if kept and versions.pairs.present(old.standard.metric) == new.standard.metric:
            last, place = max(map(until, kept)), after.place(now, "standard")
            day = Value(last.isoformat(), phrase("{day}", day=last)) if last > date.min else None
            yield Change(Kind.RECOUNT, after.subject(now, was), "standard", after=day, place=place)


def causes_of(effect: Change, causes: Sequence[Change]) -> list[int]:
    """The places of the changes that made the limit another."""
    entity = effect.subject.entity
    return [
        n for n, cause in enumerate(causes) if cause.subject.entity == entity and cause.field.startswith("standard")
    ]


def _is_another(old: Standard, new: Standard) -> bool:
    """Whether cases are counted against another limit; without a share, no case is held against it one by one."""
    return old.share is not None and new.share is not None and _limit(old) != _limit(new)


def _limit(standard: Standard) -> tuple[object, ...]:
    hours = Quantity(standard.value, standard.unit).hours
    return (standard.comparison, standard.value, standard.unit) if hours is None else (standard.comparison, hours)
