"""A metric's latest result against its own target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.measures import results
from journeybook.measures.statistics import Estimate
from journeybook.measures.verdict import WORST_FIRST, Verdict, verdict_of
from journeybook.model.comparison import Comparison

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeybook.measures.figure import Figure
    from journeybook.model import Metric


def lower_is_better(metric: Metric) -> bool:
    """Whether less is better: as typed, else of times alone."""
    return metric.better == "lower" or (metric.better is None and metric.kind == "time")


def standing(metric: Metric, figure: Figure) -> Verdict:
    """How a figure stands against the target, as a promise would be judged; unmeasured where there is none of either.

    A mean on a scale is not held against a target that is a share, nor the other way round.
    """
    if metric.target is None or figure.value is None or not _comparable(metric, metric.target, figure):
        return Verdict.unmeasured
    comparison = Comparison.AT_MOST if lower_is_better(metric) else Comparison.AT_LEAST
    return verdict_of(Estimate(figure.value, figure.low, figure.high), comparison, metric.target)


def worst(metric: Metric, figures: Iterable[Figure]) -> Figure:
    """Of some figures of a metric the one that stands worst against its target; of those alike the worst value."""
    sign = 1 if lower_is_better(metric) else -1

    def order(figure: Figure) -> tuple[int, float]:
        return WORST_FIRST.index(standing(metric, figure)), -sign * (figure.value or 0.0)

    return min(figures, key=order)


def _comparable(metric: Metric, target: float, figure: Figure) -> bool:
    if metric.kind == "csat":
        return (target > 1) == (figure.unit != "share")
    return figure.unit == results.unit(metric)
