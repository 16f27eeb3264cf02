"""One result held against the standard of a promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from journeybook.measures import results, terms
from journeybook.measures.figure import estimated
from journeybook.measures.verdict import UPWARDS, Verdict, meets, verdict_of
from journeybook.model.comparison import Comparison
from journeybook.model.values import Quantity
from journeybook.words import joined

if TYPE_CHECKING:
    from datetime import date

    from journeybook.measures.figure import Figure
    from journeybook.measures.results import Stream
    from journeybook.measures.statistics import Estimate
    from journeybook.model import Metric, Result, Standard
    from journeybook.words import Phrase


class Judgement(Struct, frozen=True):
    """A result, the verdict it gives, and why in plain words; `met`: whether the value itself meets the standard.

    It stands for the days from `since` to `until`, both the same where it has a date, or no time; `when` is the one it
    counts as of, and `time` says it as typed.
    `short` is by how much the value falls short of it, in the figure's unit, below 0 where it does better.
    """

    verdict: Verdict
    why: Phrase
    figure: Figure
    stream: Stream
    since: date
    until: date
    when: date
    time: Phrase
    met: bool | None
    short: float | None = None


def judged(standard: Standard, metric: Metric, result: Result, as_of: date) -> Judgement:
    """The verdict that one result gives; unmeasured where it cannot be held against the standard."""
    bound, estimate = threshold(standard, metric), held(standard, metric, result)
    inputs = _inputs(standard, metric, result)
    days = results.since(result), results.until(result), results.when(result, as_of)
    whom = results.stream(result), *days, joined("", results.time(result) or "–")
    if bound is None or estimate is None or _other_scale(metric, estimate, bound):
        why = terms.other_unit(standard, metric, bound) if estimate else terms.no_value(standard)
        return Judgement(Verdict.unmeasured, why, estimated("promise_result", None, inputs), *whom, None)
    figure = estimated("promise_result", estimate, inputs, unit(standard, metric, estimate))
    comparison = Comparison.AT_LEAST if standard.share is not None else standard.comparison
    verdict, met = verdict_of(estimate, comparison, bound), meets(estimate.value, comparison, bound)
    short = bound - estimate.value if comparison in UPWARDS else estimate.value - bound
    return Judgement(verdict, terms.measured(standard, figure, bound, result.census), figure, *whom, met, short)


def held(standard: Standard, metric: Metric, result: Result) -> Estimate | None:
    """What of a result is held against the standard: the share of cases that met it, or the value."""
    if standard.share is not None:
        return results.share_of_cases(metric, result)
    if metric.kind == "csat" and result.successes is not None:
        mean = results.mean_on_scale(metric, result) if standard.value > 1 and not standard.unit else None
        return mean or results.counted_share(result)
    return results.estimate(metric, result)


def threshold(standard: Standard, metric: Metric) -> float | None:
    """What the standard asks, in the unit of the metric's figures; None where the two units do not go together."""
    if standard.share is not None:
        return standard.share  # of cases that somebody has held against the standard already, whatever their unit
    return _as_share(standard, metric) if results.in_shares(metric) else _in_unit(standard, metric)


def _in_unit(standard: Standard, metric: Metric) -> float | None:
    """The number of the standard in the metric's unit; times convert, all else must be the same (PLN is no EUR)."""
    asked, own = Quantity(standard.value, standard.unit).hours, Quantity(1, metric.unit).hours
    if asked is not None:
        return asked / own if own else None
    alike = standard.unit.casefold() in {"", metric.unit.casefold()} or not metric.unit
    return standard.value if alike else None


def unit(standard: Standard, metric: Metric, estimate: Estimate) -> str:
    """The unit of what is held against the standard."""
    return "share" if standard.share is not None else results.unit(metric, estimate)


def _as_share(standard: Standard, metric: Metric) -> float | None:
    in_per_cent = (standard.unit or metric.unit) == results.PER_CENT
    if standard.unit and not in_per_cent:
        return None
    value = standard.value / 100 if in_per_cent else standard.value
    return None if metric.kind == "rate" and not 0 <= value <= 1 else value


def _other_scale(metric: Metric, estimate: Estimate, bound: float) -> bool:
    """Whether a share of satisfied customers would be held against a mean on the scale, or the other way round."""
    return metric.kind == "csat" and (estimate.value > 1) != (bound > 1)


def _inputs(standard: Standard, metric: Metric, result: Result) -> list[tuple[str, object]]:
    asked = f"{standard.comparison} {standard.value:g} {standard.unit}".rstrip()
    share = [("share", standard.share)] if standard.share is not None else []
    time = results.time(result)
    dated = [("when", time)] if time else []
    return [("metric", metric.id), ("standard", asked), *share, *dated, *results.typed(result)]
