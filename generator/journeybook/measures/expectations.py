"""Experience tests: what a journey's `expect` lines demand, what was measured, and which touchpoints weigh on it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct

from journeybook.measures import causes, loyalty, shown
from journeybook.measures.catalogue import MEASURES
from journeybook.measures.shown import Shown
from journeybook.measures.target import lower_is_better
from journeybook.measures.terms import bounded
from journeybook.measures.verdict import meets
from journeybook.measures.weighing import ANSWERS, BY_MEASURE, metrics_of, weighing
from journeybook.model.choices import choice
from journeybook.model.comparison import Comparison
from journeybook.words import Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from journeybook.measures.figure import Figure
    from journeybook.measures.promises import Ledger
    from journeybook.model import Book, Journey, Metric, Step
    from journeybook.model.journey import Expectation

WEIGHING = 3  # touchpoints named beside a test that fails
DRIVEN = "cause_cost_"
TESTABLE = (*BY_MEASURE, *(name for name in MEASURES if name.startswith(DRIVEN)), *ANSWERS)
"""The measures that a journey can be tested by: its own, and those of the metrics at its touchpoints."""


class Tested(Struct, frozen=True):
    """One experience test: its number among the journey's, what is tested, wanted and measured, and whether it holds.

    `passed` is None where the measure is not known; `weighing` are the touchpoints that pull it down most.
    """

    number: int
    subject: Phrase
    wanted: Phrase
    measured: Phrase | Shown
    passed: bool | None
    weighing: tuple[Step, ...] = ()


def tested(
    book: Book, journey: Journey, figures: Mapping[str, Figure], ledger: Mapping[str, Ledger]
) -> tuple[Tested, ...]:
    """The tests of a journey against its measures and the ledger of promises; a measure that is none is not known."""
    return tuple(
        _promise(number, book, each, ledger) if each.promise else _measure(number, book, journey, each, figures)
        for number, each in enumerate(journey.expect)
    )


def _promise(number: int, book: Book, each: Expectation, ledger: Mapping[str, Ledger]) -> Tested:
    entry = ledger.get(each.promise or "")
    subject = phrase("Promise “{promise}”", promise=book.promises[entry.promise].label if entry else each.promise)
    measured = choice(entry.verdict.value) if entry else shown.NOT_KNOWN
    passed = entry.verdict.value == each.verdict if entry else None
    weighing = () if passed or entry is None else tuple(islice(_worst(entry), WEIGHING))
    return Tested(number, subject, choice(each.verdict or ""), measured, passed, weighing)


def _worst(entry: Ledger) -> Iterator[Step]:
    """The touchpoints that make a promise stand as it does, those first where it is seen broken."""
    seen = {step.id for step in entry.witnessed}
    yield from entry.witnessed
    yield from (step for step in entry.keeping if step.id not in seen and entry.at[step.id] == entry.verdict)


def _measure(number: int, book: Book, journey: Journey, each: Expectation, figures: Mapping[str, Figure]) -> Tested:
    comparison = next(name for name in Comparison if getattr(each, name) is not None)
    bound: float = getattr(each, comparison)
    figure = figures.get(each.measure) or _further(book, journey, each.measure)
    known = MEASURES.get(each.measure)
    unit = figure.unit if figure else known.unit if known else ""
    wanted = bounded(comparison, Shown(bound, unit))
    subject = known.name if known else phrase("Measure “{name}”", name=each.measure)
    if figure is None or figure.value is None:
        return Tested(number, subject, wanted, shown.NOT_KNOWN, None)
    passed = meets(figure.value, comparison, bound)
    pulling = () if passed else weighing(book, journey, each.measure)
    return Tested(number, subject, wanted, shown.value(figure), passed, pulling)


def _further(book: Book, journey: Journey, measure: str) -> Figure | None:
    """What a journey has no figure of its own for: the cost of one driver, or the worst answer at its touchpoints."""
    if measure.startswith(DRIVEN):
        costs = {cost.key: cost for cost in causes.by_driver(causes.behind(journey.steps))}
        found = costs.get(measure.removeprefix(DRIVEN))
        return causes.of_driver(found) if found else None
    answers = (
        [_latest(book.metrics[name], book.as_of) for name in metrics_of(book, journey, measure)]
        if measure in ANSWERS
        else []
    )
    known = [(value, figure) for value, figure in answers if figure.value is not None]
    return min(known, key=lambda each: each[0])[1] if known else None


def _latest(metric: Metric, as_of: date) -> tuple[float, Figure]:
    """The latest result of a metric, and that value so that less is worse."""
    figure = loyalty.latest(metric, loyalty.series(metric, as_of))
    value = figure.value or 0.0
    return -value if lower_is_better(metric) else value, figure
