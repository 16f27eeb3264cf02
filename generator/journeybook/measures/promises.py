"""The ledger of promises: whether each is kept, at each touchpoint where it must be, and why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from journeybook.measures import statistics, steps
from journeybook.measures.confidence import is_evidence
from journeybook.measures.deciding import NO_RESULTS, at_step, by_place, by_touchpoint, in_order, order
from journeybook.measures.figure import Figure, estimated, figure
from journeybook.measures.once import once
from journeybook.measures.reasons import reason
from journeybook.measures.results import latest
from journeybook.measures.standard import Judgement, judged
from journeybook.measures.verdict import WORST_FIRST, Verdict, worst
from journeybook.model.each import Each, InPart
from journeybook.model.heard import unheard
from journeybook.words import Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from journeybook.model import Book, Journey, Promise, Step

__all__ = [
    "Judgement", "Ledger", "Touched", "Verdict", "by_journey", "entry", "ledger", "promise_share", "tallies",
    "touched_in",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ledger:
    """How one promise stands.

    `at` holds the verdict at each keeping touchpoint of a journey that counts, `witnessed` the touchpoints that break
    it before evidence; at those of `only_seen` (by their ids) it is seen broken, and nobody says that they keep it.
    `latest` are the latest results of all touchpoints, personas and places, `deciding` those of them that decide, both
    with the worst first; `figure` is the very worst, if there is any. `history` is every result of its metric, the
    oldest first.
    """

    promise: str
    verdict: Verdict
    why: Phrase
    figure: Figure | None
    at: Mapping[str, Verdict]
    only_seen: tuple[str, ...]
    keeping: tuple[Step, ...]
    witnessed: tuple[Step, ...]
    latest: tuple[Judgement, ...]
    deciding: tuple[Judgement, ...]
    history: tuple[Judgement, ...]

    @property
    def kept_at(self) -> tuple[str, ...]:
        """The ids of the touchpoints that must keep it."""
        return tuple(name for name in self.at if name not in self.only_seen)

    @property
    def by_place(self) -> dict[str, Judgement]:
        """The worst of the latest results of each place, the worst place first."""
        return by_place(self.latest)

    def standing(self, step_id: str) -> Verdict | None:
        """The verdict at a touchpoint that must keep the promise or is seen to break it; None at any other."""
        return self.at.get(step_id)


LEFT = ("promise", "verdict", "why", "figure", "at", "only_seen")
"""What of a ledger is left from build to build."""


class LeftLedger(Ledger, InPart):
    """What of it is asked for most, as it was left by who worked it out; the rest is worked out for whoever asks."""

    __slots__ = ("_known", "_work")
    _known: Ledger | None
    _work: Callable[[], Ledger]

    def __init__(self, *left: Any) -> None:
        for name, value in zip((*LEFT, "_known"), (*left, None), strict=True):
            object.__setattr__(self, name, value)

    def complete(self, work: Callable[[], Ledger]) -> None:
        """Learn what works out all of it."""
        object.__setattr__(self, "_work", work)

    def whole(self) -> Ledger:
        """All of it, which is the same book's, so that nobody hears what is read for it."""
        if self._known is None:
            with unheard():
                known = self._work()
            object.__setattr__(self, "_known", known)
            return known
        return self._known


for _name in ("keeping", "witnessed", "latest", "deciding", "history"):
    setattr(LeftLedger, _name, property(partial(lambda name, ledger: getattr(ledger.whole(), name), _name)))


@dataclass(slots=True)
class Touched:
    """Where a promise must be kept, and where it is seen broken."""

    keeping: list[Step] = field(default_factory=list)
    witnessed: list[Step] = field(default_factory=list)


def ledger(book: Book) -> Mapping[str, Ledger]:
    """How each promise of the book stands, by its id."""
    return book.once(_ledger)


def touched_in(book: Book) -> Mapping[str, Mapping[str, Touched]]:
    """Where in each journey that counts each promise is touched, by the ids of both."""
    return book.once(_touched_in)


def _ledger(book: Book) -> Mapping[str, Ledger]:
    names = book.promises
    return Each(names, lambda name: entry(book, names[name], _touched_anywhere(book, name)), is_kept=True)


def _touched_anywhere(book: Book, promise: str) -> Touched:
    """Where a promise is touched in the journeys that count, in their order."""
    found, journeys = Touched(), touched_in(book)
    for here in (journeys[namer.id] for namer in book.namers(promise) if namer.id in journeys):
        if promise in here:
            found.keeping += here[promise].keeping
            found.witnessed += here[promise].witnessed
    return found


def entry(book: Book, promise: Promise, touched: Touched) -> Ledger:
    """How one promise stands, given where it is touched; nothing where what decides is not for the book's readers."""
    if promise.id in book.withheld.promises:
        return _withheld(promise, touched)
    history = _history(book, promise)
    newest = by_touchpoint(latest(history))
    here = {step.id: at_step(step, newest) for step in touched.keeping} or {"": newest.get("", NO_RESULTS)}
    deciding = in_order(each for found in here.values() for each in found.deciding)
    rows = in_order(each for found in here.values() for each in found.rows)
    at = {step.id: here[step.id].verdict for step in touched.keeping}
    only_seen = tuple(dict.fromkeys(step.id for step in touched.witnessed if step.id not in at))
    at |= {step.id: Verdict.broken for step in touched.witnessed}
    return Ledger(
        promise=promise.id,
        verdict=Verdict.broken if touched.witnessed else worst(each.verdict for each in deciding),
        why=reason(book, promise, touched.witnessed, deciding, rows),
        figure=deciding[0].figure if deciding else None,
        at=MappingProxyType(at),
        only_seen=only_seen,
        keeping=tuple(touched.keeping),
        witnessed=tuple(touched.witnessed),
        latest=rows,
        deciding=deciding,
        history=history,
    )


def _withheld(promise: Promise, touched: Touched) -> Ledger:
    at = MappingProxyType({step.id: Verdict.unmeasured for step in touched.keeping})
    why = phrase("What decides on it is not shown to these readers")
    return Ledger(promise.id, Verdict.unmeasured, why, None, at, (), tuple(touched.keeping), (), (), (), ())


def by_journey(at: Mapping[str, Verdict]) -> dict[str, Verdict]:
    """The worst verdict in each journey (its id), of those at its touchpoints."""
    found: defaultdict[str, list[Verdict]] = defaultdict(list)
    for name, verdict in at.items():
        found[name.partition("/")[0]].append(verdict)
    return {journey: worst(verdicts) for journey, verdicts in found.items()}


def promise_share(entries: Iterable[Ledger]) -> Figure:
    """Results whose value meets the standard / results that can be held against it, 0 … 1, with Wilson's interval.

    Each measurement is counted once for each promise: where a total and its parts are of one time, the total.
    """
    met = [bool(judgement.met) for entry in entries for judgement in once(entry.history)]
    inputs = [("count", sum(met)), ("of", len(met))]
    return estimated("promise_share", statistics.share(sum(met), len(met)), inputs)


def tallies(entries: Mapping[str, Ledger]) -> dict[str, Figure]:
    """How many promises have each verdict."""
    total = len(entries)
    found = {}
    for verdict in WORST_FIRST:
        ids = [key for key, each in entries.items() if each.verdict is verdict]
        name = f"promises_{verdict}"
        found[name] = figure(name, float(len(ids)) if total else None, (("promise", key) for key in ids), total)
    return found


def _touched_in(book: Book) -> Mapping[str, Mapping[str, Touched]]:
    return Each({journey.id: None for journey in book.counted}, lambda name: _touched(book, book.journeys[name]))


def _touched(book: Book, journey: Journey) -> Mapping[str, Touched]:
    found: defaultdict[str, Touched] = defaultdict(Touched)
    for step in journey.steps:
        for promise in steps.keeps(step):
            found[promise].keeping.append(step)
        for promise in _witnessed(book, step):
            found[promise].witnessed.append(step)
    return found


def _witnessed(book: Book, step: Step) -> list[str]:
    """The promises broken here with evidence of the book; an assumption saw nothing."""
    breaches = steps.breaks(step)
    return list(
        dict.fromkeys(each.promise for each in breaches if any(is_evidence(book, key) for key in each.evidence))
    )


def _history(book: Book, promise: Promise) -> tuple[Judgement, ...]:
    """All results of the promise's metric, judged; those of personas it is not made to are left out."""
    standard = promise.standard
    metric = book.metrics.get(standard.metric) if standard else None
    if standard is None or metric is None:
        return ()
    rows = (row for row in metric.results if not row.persona or not promise.to or row.persona in promise.to)
    found = (judged(standard, metric, row, book.as_of) for row in rows)
    return tuple(sorted(found, key=lambda each: (each.when, each.since, *order(each))))
