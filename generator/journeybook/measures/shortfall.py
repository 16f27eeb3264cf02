"""By how much a promise falls short of its standard, and how many customers that leaves without what they were told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeybook.measures.figure import Figure, figure
from journeybook.measures.standard import threshold
from journeybook.measures.verdict import UPWARDS, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeybook.measures.promises import Ledger
    from journeybook.measures.standard import Judgement
    from journeybook.model import Book, Promise

OUR_OWN = ("employee", "partner")
GRAVEST_FIRST = (Verdict.broken, Verdict.at_risk)


def shortfall(book: Book, promise: Promise, entry: Ledger) -> Figure:
    """Standard − result, or result − standard where less is better; 0 where the value meets it; of the worst result.

    In points of 100 for shares, else in the result's unit; the interval is that of the result, cut off at 0.
    """
    row = entry.deciding[0] if entry.deciding else None
    bound = _bound(book, promise)
    if row is None or bound is None or row.figure.value is None:
        return figure("shortfall", None)
    by, unit = (100.0, "points") if row.figure.unit == "share" else (1.0, row.figure.unit)
    ends = sorted(by * _short(promise, end, bound) for end in (row.figure.low, row.figure.high) if end is not None)
    inputs = (("standard", bound), ("result", row.figure.value), *_spoken_of(row))
    found = figure("shortfall", by * _short(promise, row.figure.value, bound), inputs, row.figure.n)
    return replace(found, unit=unit, low=ends[0] if ends else None, high=ends[-1] if ends else None)


def let_down(book: Book, promise: Promise, entry: Ledger) -> Figure:
    """Customers it is made to × the share of cases that the standard asks for and the result misses; a scenario.

    It takes one case for each customer. Not known where the size of one of its personas is not told, where the result
    that decides is no share of cases, or where it speaks of one place, whose customers nobody has counted.
    """
    row, sizes = entry.deciding[0] if entry.deciding else None, reached(book, promise, entry)
    bound = _bound(book, promise)
    told = [(name, "not told" if size is None else size) for name, size in sizes.items()]
    if row is None or bound is None or row.figure.value is None or row.figure.unit != "share" or row.stream.place:
        return figure("let_down", None, (*told, *(_spoken_of(row) if row else ())))
    share = _short(promise, row.figure.value, bound)
    if row.stream.persona:
        sizes = {name: size for name, size in sizes.items() if name == row.stream.persona}
    known = [size for size in sizes.values() if size is not None]
    inputs = (*told, ("short of the standard", share))
    if not known or len(known) < len(sizes):
        return figure("let_down", None, inputs)
    return figure("let_down", sum(known) * share, inputs, sum(known))


def reached(book: Book, promise: Promise, entry: Ledger) -> dict[str, int | None]:
    """The customers a promise reaches, by persona: those it is made to, else those whose journeys keep it.

    Our own people are counted only where the promise names them.
    """
    journeys = dict.fromkeys(step.partition("/")[0] for step in entry.kept_at)
    walked = (persona for journey in journeys for persona in book.journeys[journey].personas)
    found = (book.personas[name] for name in dict.fromkeys(promise.to or walked) if name in book.personas)
    return {each.id: each.size for each in found if promise.to or each.kind not in OUR_OWN}


def worst_first(entries: Mapping[str, Ledger], let_downs: Mapping[str, Figure]) -> list[str]:
    """The ids of promises that are broken or at risk: by verdict, then those that let down most, then by id."""
    verdicts = {name: entry.verdict for name, entry in entries.items() if entry.verdict in GRAVEST_FIRST}
    return sorted(
        verdicts, key=lambda name: (GRAVEST_FIRST.index(verdicts[name]), -(let_downs[name].value or 0.0), name)
    )


def _bound(book: Book, promise: Promise) -> float | None:
    metric = book.metrics.get(promise.standard.metric) if promise.standard else None
    return threshold(promise.standard, metric) if promise.standard and metric else None


def _short(promise: Promise, value: float, bound: float) -> float:
    standard = promise.standard
    assert standard is not None
    upwards = standard.share is not None or standard.comparison in UPWARDS
    return max(0.0, bound - value if upwards else value - bound)


def _spoken_of(row: Judgement) -> list[tuple[str, object]]:
    return [(name, value) for name, value in row.stream._asdict().items() if value]
