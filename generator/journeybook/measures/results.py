"""The results of a metric as estimates, and which of them are the latest."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from journeybook.measures import statistics
from journeybook.measures.statistics import Estimate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeybook.model import Metric, Result

PER_CENT = "%"
PROPORTIONS = ("rate", "csat")
EASE = (1.0, 7.0)
_NEVER = (date.min, date.min)
TYPED = (
    "value", "successes", "n", "effective_n", "sd", "promoters", "passives", "detractors",
    "touchpoint", "persona", "place",
)  # fmt: skip


class Stream(NamedTuple):
    """Whom a row of results speaks of; "" stands for all touchpoints, personas or places."""

    touchpoint: str
    persona: str
    place: str

    @property
    def whole(self) -> Stream:
        """The stream of all personas and places at the same touchpoint."""
        return Stream(self.touchpoint, "", "")


class Dated(Protocol):
    """Something said of a stream at a time."""

    @property
    def stream(self) -> Stream:
        """Whom it speaks of."""

    @property
    def since(self) -> date:
        """The first of the days it stands for."""

    @property
    def when(self) -> date:
        """The day it counts as of."""


Row = TypeVar("Row", bound=Dated)


class Measured(Struct, frozen=True):
    """A result as an estimate."""

    stream: Stream
    since: date
    when: date
    estimate: Estimate
    result: Result

    @property
    def until(self) -> date:
        """The last of the days it stands for."""
        return until(self.result)


def typed(result: Result) -> list[tuple[str, object]]:
    """What a person or a survey told of a result, its time aside: as what goes into a figure."""
    given = [(name, getattr(result, name)) for name in TYPED]
    census = [("census", "yes")] if result.census else []
    return [(name, value) for name, value in given if value not in {None, ""}] + census


def measured(metric: Metric, as_of: date) -> list[Measured]:
    """The results of a metric that can be told as an estimate, the oldest first.

    Of one day, the longer time comes first (a year before its December), then the larger.
    """
    found = ((result, estimate(metric, result)) for result in metric.results)
    rows = [Measured(stream(row), since(row), when(row, as_of), known, row) for row, known in found if known]
    return sorted(rows, key=lambda row: (row.when, row.since, row.stream, -(row.estimate.n or 0), row.estimate.value))


def stream(result: Result) -> Stream:
    """The touchpoint, persona and place that a result names."""
    return Stream(result.touchpoint or "", result.persona or "", result.place)


def when(result: Result, as_of: date) -> date:
    """The day a result counts as of: its date, else the last day of its period; undated ones come first of all.

    A period that is not over by `as_of` counts as of its first day: nobody typed up to which day of 2026 its figure
    tells, so whatever is dated within the year is newer, and so is a month of it that is over.
    """
    return since(result) if since(result) <= as_of < until(result) else until(result)


def since(result: Result) -> date:
    """The first of the days a result stands for."""
    return result.period.first if result.period and not result.date else until(result)


def until(result: Result) -> date:
    """The last of the days a result stands for."""
    return result.date or (result.period.last if result.period else date.min)


def time(result: Result) -> date | str | None:
    """The time of a result as people typed it: its period, else its date."""
    return result.period.typed if result.period else result.date


def estimate(metric: Metric, result: Result) -> Estimate | None:
    """What a result says in the unit of its metric (a percentage as a share, an NPS in points), with its interval.

    A full count (census) has no interval: it is the value itself.
    """
    return _counted_fully(result, _estimate(metric, result))


def mean_on_scale(metric: Metric, result: Result) -> Estimate | None:
    """The mean of a satisfaction on its scale, with its t interval; None where only the share is known."""
    if metric.kind != "csat" or result.value is None or result.value <= 1:
        return None
    return _counted_fully(result, _mean(metric, result, result.value))


def share_of_cases(metric: Metric, result: Result) -> Estimate | None:
    """The share of cases that met the standard (0 … 1): successes of n, or the value of a metric that is a share."""
    return _counted_fully(result, _share(result, result.value if in_shares(metric) else None))


def counted_share(result: Result) -> Estimate | None:
    """The share of answers that were counted as successes (0 … 1); None where they were not counted."""
    return None if result.successes is None else _counted_fully(result, _share(result, None))


def in_shares(metric: Metric) -> bool:
    """Whether the metric counts in shares of a whole, 0 … 1."""
    return metric.kind in PROPORTIONS or (metric.kind not in {"nps", "ces"} and metric.unit == PER_CENT)


def aims_on_scale(metric: Metric) -> bool:
    """Whether a satisfaction is aimed at as a mean on its scale (target: 4.2), not as a share of the satisfied."""
    aims = (metric.target, metric.baseline, metric.ideal)
    return metric.kind == "csat" and any(aim is not None and aim > 1 for aim in aims)


def unit(metric: Metric, estimate: Estimate | None = None) -> str:
    """The unit of a metric's figures: share, points, or its own; a satisfaction above 1 is a mean on its scale."""
    if metric.kind == "nps":
        return "points"
    on_a_scale = metric.kind == "csat" and estimate is not None and estimate.value > 1
    return "share" if in_shares(metric) and not on_a_scale else metric.unit


def latest(rows: Iterable[Row]) -> list[Row]:
    """The latest rows of each touchpoint, persona and place (several where they are of one time), as they stood.

    A row that names neither persona nor place covers them all, and so replaces older ones of a part.
    """
    known = list(rows)
    newest: dict[Stream, tuple[date, date]] = {}
    for row in known:
        newest[row.stream] = max((row.when, row.since), newest.get(row.stream, _NEVER))
    current = (row for row in known if (row.when, row.since) == newest[row.stream])
    return [row for row in current if row.when >= newest.get(row.stream.whole, _NEVER)[0]]


def _estimate(metric: Metric, result: Result) -> Estimate | None:
    if result.promoters is not None and result.detractors is not None:
        return _net_promoter(result, result.promoters, result.detractors)
    counted = result.successes is not None and not aims_on_scale(metric)
    on_a_scale = result.value is not None and result.value > 1 and not counted
    if metric.kind in PROPORTIONS and not on_a_scale:
        return _share(result, result.value)
    if result.value is None:
        return _share(result, None) if in_shares(metric) else None
    return _mean(metric, result, result.value)


def _mean(metric: Metric, result: Result, value: float) -> Estimate:
    return statistics.mean(value, result.sd, _worth(result), _bounds(metric))


def _worth(result: Result) -> float | None:
    """How many unweighted answers the result is worth: its effective n, else n."""
    return result.n if result.effective_n is None else result.effective_n


def _counted_fully(result: Result, found: Estimate | None) -> Estimate | None:
    """The estimate with the n of all who answered; without an interval where nobody is missing."""
    if found is None:
        return None
    n = found.n if result.effective_n is None else result.n
    if result.census:
        return Estimate(found.value, n=n, error=found.error)
    return found if n == found.n else replace(found, n=n)


def _net_promoter(result: Result, promoters: float, detractors: float) -> Estimate | None:
    passives = result.passives if result.passives is not None or result.n is None else result.n - promoters - detractors
    if passives is None or passives < 0:
        return None if result.value is None else Estimate(result.value, n=result.n)
    answers = promoters + passives + detractors
    by = result.effective_n / answers if result.effective_n is not None and answers else 1.0
    return statistics.net_promoter(by * promoters, by * passives, by * detractors)


def _share(result: Result, value: float | None) -> Estimate | None:
    n = _worth(result)
    if result.successes is not None and result.n:
        return statistics.share(result.successes / result.n * n, n) if n else None
    if value is None or not 0 <= value <= 1:
        return None
    return Estimate(value) if n is None else statistics.share(value * n, n)


def _bounds(metric: Metric) -> tuple[float, float] | None:
    if metric.kind == "nps":
        return -100.0, 100.0
    if metric.scale and metric.kind in {"ces", "csat", "score"}:
        return metric.scale.min, metric.scale.max
    return EASE if metric.kind == "ces" else None
