"""What customers answer, how that changes, and how many are likely to stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeybook.measures import results, statistics, steps
from journeybook.measures.figure import Figure, estimated, figure
from journeybook.measures.results import Measured, Stream

if TYPE_CHECKING:
    from datetime import date

    from journeybook.model import Book, Journey, Metric, Step

KNOWN = {"nps": "nps", "csat": "csat", "ces": "ces", "rate": "rate"}
EVERYONE = Stream("", "", "")


def series(metric: Metric, as_of: date) -> list[Measured]:
    """The metric's results over time, the oldest first: those of all customers, else all there are."""
    found = results.measured(metric, as_of)
    return [row for row in found if row.stream == EVERYONE] or found


def latest(metric: Metric, rows: list[Measured]) -> Figure:
    """The latest of a metric's results with its interval, in the metric's unit (share, points, min, PLN …)."""
    measure = KNOWN.get(metric.kind or "", "latest")
    if not rows:
        return figure(measure, None, [("metric", metric.id)])
    return of_row(metric, rows[-1])


def latest_at(metric: Metric, step: Step, as_of: date) -> Figure:
    """The latest result at a touchpoint: its own, or of the shared one it is; else that of the metric as a whole."""
    told = {result.touchpoint for result in metric.results}
    own = next((name for name in (step.id, steps.shared(step)) if name in told), "")
    found = results.measured(metric, as_of) if own else []
    rows = [row for row in found if row.stream == results.Stream(own, "", "")]
    return latest(metric, rows or series(metric, as_of))


def of_row(metric: Metric, row: Measured) -> Figure:
    """One result of a metric with its interval; a satisfaction told as a mean on its scale is no share of answers."""
    unit = results.unit(metric, row.estimate)
    on_a_scale = metric.kind == "csat" and unit != "share"
    measure = "latest" if on_a_scale else KNOWN.get(metric.kind or "", "latest")
    inputs = [("metric", metric.id), ("when", results.time(row.result) or row.when), *results.typed(row.result)]
    return estimated(measure, row.estimate, inputs, unit)


def ease(metric: Metric, rows: list[Measured]) -> Figure:
    """The share of customers who found it easy: 5 to 7 on 1 … 7, with Wilson's interval (CES 2.0)."""
    found = results.counted_share(rows[-1].result) if rows else None
    return estimated("ces_share", found, [("metric", metric.id), *(results.typed(rows[-1].result) if found else ())])


def satisfaction_beside(metric: Metric, rows: list[Measured]) -> list[Figure]:
    """Where both are known, the mean satisfaction beside the share of satisfied customers, or that share beside it."""
    mean = results.mean_on_scale(metric, rows[-1].result) if rows else None
    share = results.counted_share(rows[-1].result) if rows else None
    if mean is None or share is None:
        return []
    inputs = [("metric", metric.id), *results.typed(rows[-1].result)]
    told_as_mean = results.aims_on_scale(metric)
    return [estimated("csat", share, inputs, "share") if told_as_mean else estimated("csat_mean", mean, inputs)]


def change(metric: Metric, rows: list[Measured]) -> Figure:
    """The latest result less the one before of the same touchpoint, persona and place on the same scale.

    The one before is over when the latest begins: a month is not compared with the year that it is a part of.

    In points of 100 for shares and scores of promoters, else in the metric's unit, with its interval. Its inputs hold
    z and whether that is past ±1.96, which alone is called a change; where errors are not known, both are missing, and
    so is the interval.
    """
    unit = results.unit(metric, rows[-1].estimate) if rows else ""
    alike = [row for row in rows if row.stream == rows[-1].stream and results.unit(metric, row.estimate) == unit]
    before = [row for row in alike if row.until < rows[-1].since]
    if not before:
        return figure("change", None, [("metric", metric.id)])
    later, earlier = rows[-1].estimate, before[-1].estimate
    ends = (("from", before[-1]), ("to", rows[-1]))
    times = [("metric", metric.id), *((name, results.time(row.result) or row.when) for name, row in ends)]
    found = statistics.change(later, earlier)
    by, unit = (100.0, "points") if unit == "share" else (1.0, unit)
    if found is None:
        return replace(figure("change", by * (later.value - earlier.value), times), unit=unit)
    inputs = [*times, ("z", round(found.z, 2)), ("called", "yes" if found.called else "no")]
    told = replace(figure("change", by * found.difference, inputs, later.n), unit=unit)
    return replace(told, low=by * found.low, high=by * found.high)


def stay_share(book: Book, journey: Journey) -> Figure:
    """The share of customers who stay after this journey, 0 … 1: Σ P(k bad) · stay(k).

    P is Poisson–binomial over the failure rates that are measured or stated; the mood of a curve is no failure rate.
    stay(k) is the persona's tolerance, else the book's (default: PwC Poland 2020).
    """
    rates = [(step.id, step.touchpoint.failure_rate) for step in journey.steps]
    known = [(where, rate) for where, rate in rates if rate is not None]
    tolerance = tolerance_of(book, journey)
    value = statistics.expected_stay([rate for _, rate in known], tolerance)
    stay = " ".join(f"{share:g}" for share in tolerance)
    return figure("stay_share", value, [("tolerance", stay), *known], len(known))


def tolerance_of(book: Book, journey: Journey) -> tuple[float, ...]:
    """The share who stay after 0, 1, 2 … bad experiences: the persona's, else the book's."""
    persona = book.personas.get(journey.persona)
    return (persona.tolerance if persona else ()) or book.settings.tolerance


def exposure(book: Book, journey: Journey, stay: Figure) -> Figure:
    """What leaves in a year if customers stay as `stay_share` says, in the persona's currency; for management only."""
    persona = book.personas.get(journey.persona)
    if persona is None or persona.size is None or persona.yearly_value is None or stay.value is None:
        return figure("exposure", None)
    value = persona.size * persona.yearly_value * (1 - stay.value)
    inputs = [("size", persona.size), ("yearly_value", persona.yearly_value), ("stay_share", stay.value)]
    return replace(figure("exposure", value, inputs, persona.size), unit=persona.currency)


def exposed(book: Book, journey: Journey) -> tuple[Figure, Figure]:
    """The share who stay after a journey, and what is exposed by that."""
    stay = stay_share(book, journey)
    return stay, exposure(book, journey, stay)
