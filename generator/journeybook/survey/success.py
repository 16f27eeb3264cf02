"""Which answers count as successes: as the survey says, or as the promises that hang on the metric ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.model.condition import Condition, read_condition
from journeybook.model.values import Quantity
from journeybook.survey.plan import Fault
from journeybook.words import phrase

if TYPE_CHECKING:
    from journeybook.model import Book, Metric, Standard

BY_KIND = ("csat", "ces", "rate")


def counts_successes(metric: Metric, success: Condition | None) -> bool:
    """Whether a metric's results say how many answers were successes."""
    return metric.kind in BY_KIND or (success is not None and metric.kind != "nps")


def success_of(book: Book, metric: Metric) -> tuple[Condition | None, list[Fault]]:
    """The condition of a success: the survey's own, else that of the promises that ask for a share of cases.

    "95 % within 4 h" counts the answers of at most 4 h, in the metric's unit.
    """
    assert metric.survey is not None
    if metric.survey.success is not None:
        return metric.survey.success, []
    if metric.kind in {*BY_KIND, "nps"}:
        return None, []
    standards = [promise.standard for promise in book.promises.values() if promise.standard]
    asked = [s for s in standards if s.metric == metric.id and s.share is not None]
    conditions = list(dict.fromkeys(found for each in asked if (found := _asked(each, metric.unit))))
    if len(conditions) > 1:
        message = phrase("Promises ask for different shares of cases of this metric; one table can count only one.")
        hint = phrase(
            "Say which one under survey, as {example}, or make a metric for each.", example="success: {at_most: 4}"
        )
        return None, [Fault((), message, hint)]
    return (conditions[0] if conditions else None), []


def _asked(standard: Standard, unit: str) -> Condition | None:
    asked, own = Quantity(standard.value, standard.unit).hours, Quantity(1, unit).hours
    if asked is None:
        alike = standard.unit.casefold() in {"", unit.casefold()} or not unit
        bound = standard.value if alike else None
    else:
        bound = round(asked / own, 9) if own else None
    return None if bound is None else read_condition({str(standard.comparison): f"{bound:.9f}"})
