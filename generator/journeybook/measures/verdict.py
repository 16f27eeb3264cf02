"""Verdicts: an estimate against a bound."""

from __future__ import annotations

from enum import StrEnum
from math import isclose
from typing import TYPE_CHECKING

from journeybook.model.comparison import Comparison

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeybook.measures.statistics import Estimate

UPWARDS = (Comparison.AT_LEAST, Comparison.MORE_THAN)
STRICT = (Comparison.MORE_THAN, Comparison.LESS_THAN)


class Verdict(StrEnum):
    """Whether a promise is kept."""

    kept = "kept"
    at_risk = "at_risk"
    broken = "broken"
    unmeasured = "unmeasured"


WORST_FIRST = (Verdict.broken, Verdict.at_risk, Verdict.kept, Verdict.unmeasured)


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The worst of the verdicts; what is unmeasured counts only where nothing is measured."""
    return min(verdicts, key=WORST_FIRST.index, default=Verdict.unmeasured)


def verdict_of(estimate: Estimate, comparison: Comparison, bound: float) -> Verdict:
    """The verdict of an estimate against a bound in the same unit.

    Kept: the interval's worse end meets the bound. Broken: its better end misses it. At risk: the interval straddles
    it. Without an interval the value alone decides.
    """
    low = estimate.value if estimate.low is None else estimate.low
    high = estimate.value if estimate.high is None else estimate.high
    worse, better = (low, high) if comparison in UPWARDS else (high, low)
    if meets(worse, comparison, bound):
        return Verdict.kept
    return Verdict.at_risk if meets(better, comparison, bound) else Verdict.broken


def meets(value: float, comparison: Comparison, bound: float) -> bool:
    """Whether a value meets a bound; within a billionth of it is exactly on it, since units convert."""
    if isclose(value, bound, rel_tol=1e-9, abs_tol=1e-12):
        return comparison not in STRICT
    return value > bound if comparison in UPWARDS else value < bound
