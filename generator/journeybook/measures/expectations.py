"""Experience tests: what a journey's `expect` lines demand, what was measured, and which touchpoints weigh on it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from journeybook.measures import shown
from journeybook.measures.emotion import weakest
from journeybook.measures.shown import Shown
from journeybook.measures.verdict import meets
from journeybook.model.choices import choice
from journeybook.model.comparison import Comparison
from journeybook.words import Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeybook.measures.figure import Figure
    from journeybook.measures.promises import Ledger
    from journeybook.model import Book, Journey, Step
    from journeybook.model.journey import Expectation

BOUNDS = {
    Comparison.AT_LEAST: phrase("at least {value}"),
    Comparison.AT_MOST: phrase("at most {value}"),
    Comparison.MORE_THAN: phrase("more than {value}"),
    Comparison.LESS_THAN: phrase("less than {value}"),
}
WEIGHING = 3  # touchpoints named beside a test that fails


@dataclass(frozen=True, slots=True)
class Tested:
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
        _promise(number, book, each, ledger) if each.promise else _measure(number, journey, each, figures)
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


def _measure(number: int, journey: Journey, each: Expectation, figures: Mapping[str, Figure]) -> Tested:
    comparison = next(name for name in Comparison if getattr(each, name) is not None)
    bound: float = getattr(each, comparison)
    figure = figures.get(each.measure)
    unit = figure.unit if figure else ""
    wanted = phrase(BOUNDS[comparison].singular, value=Shown(bound, unit))
    subject = figure.name if figure else phrase("Measure “{name}”", name=each.measure)
    if figure is None or figure.value is None:
        return Tested(number, subject, wanted, shown.NOT_KNOWN, None)
    passed = meets(figure.value, comparison, bound)
    weighing = () if passed else _weighing(journey, each.measure)
    return Tested(number, subject, wanted, shown.value(figure), passed, weighing)


def _weighing(journey: Journey, measure: str) -> tuple[Step, ...]:
    """The touchpoints that pull a measure of feeling down; of the weakest link, that one."""
    if measure == "weakest_link":
        lowest = weakest(journey)
        return (lowest,) if lowest else ()
    felt = [step for step in journey.steps if step.touchpoint.emotion is not None and step.touchpoint.emotion < 0]
    return tuple(sorted(felt, key=lambda step: step.touchpoint.emotion or 0.0)[:WEIGHING])
