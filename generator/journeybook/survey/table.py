"""The table of results that a book keeps: a row for each period, touchpoint, place and persona; nothing of anyone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from journeybook.survey.numbers import ONE
from journeybook.survey.secrecy import Told
from journeybook.survey.summed import Whom, in_order
from journeybook.survey.tally import GROUPS, Sums

if TYPE_CHECKING:
    from journeybook.model import Metric

COLUMNS = (
    "date", "period", "touchpoint", "place", "persona", "n", "effective_n", "value", "sd", *GROUPS,
    "successes", "census",
)  # fmt: skip
DIGITS = 6  # behind the point
EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)
Row = dict[str, str]


def rows(metric: Metric, told: Iterable[tuple[str, Told]], persona: str, counts_successes: bool) -> list[Row]:
    """The rows of a metric's table, by period, touchpoint, place and persona; only what its kind calls for."""
    by_period = sorted(told, key=lambda pair: in_order(pair[0]))
    return [
        {**_whom(period, whom, persona), **figures(metric, groups.groups[whom], counts_successes)}
        for period, groups in by_period
        for whom in sorted(groups.groups)
    ]


def text(rows: Sequence[Row]) -> str:
    """The table as CSV, without the columns that nothing stands in; always the same for the same rows."""
    used = [name for name in COLUMNS if any(row.get(name) for row in rows)]
    found = io.StringIO()
    writer = csv.DictWriter(found, used, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return found.getvalue()


def figures(metric: Metric, sums: Sums, counts_successes: bool) -> Row:
    """What one sum says of a metric: counts, or mean and standard deviation; with weights, what they are worth.

    Weighted counts are scaled so that they add up to n. The standard deviation is that of a sample: over n − 1, with
    weights over the effective n (Kish: (Σw)² / Σw²) less 1.
    """
    assert metric.survey is not None
    worth = Fraction(sums.weights**2, sums.squares)
    found = {"n": str(sums.n)}
    if metric.survey.weight:
        found["effective_n"] = _said(worth)
    if metric.kind == "nps":
        found |= {name: _counted(getattr(sums, name), sums) for name in GROUPS}
    elif metric.kind == "count":
        found["value"] = _said(Fraction(sums.products, ONE * ONE))
    elif metric.kind != "rate":
        found |= _mean(sums, worth)
    if counts_successes:
        found["successes"] = _counted(sums.successes, sums)
    return found | ({"census": "yes"} if metric.survey.census else {})


def _mean(sums: Sums, worth: Fraction) -> Row:
    mean = Fraction(sums.products, sums.weights)
    variance = Fraction(sums.product_squares, sums.weights) - mean**2
    found = {"value": _said(mean / ONE)}
    if worth > 1:
        found["sd"] = _said(_root(variance * worth / (worth - 1) / ONE**2))
    return found


def _counted(weights: int, sums: Sums) -> str:
    return _said(Fraction(weights * sums.n, sums.weights))


def _root(value: Fraction) -> Fraction:
    decimal = EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))
    return Fraction(EXACT.sqrt(decimal))


def _said(value: Fraction) -> str:
    """A number with a point and at most six decimals."""
    decimal = EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))
    written = format(decimal.quantize(Decimal(1).scaleb(-DIGITS), context=EXACT), "f")
    short = written.rstrip("0").rstrip(".")
    return "0" if short in {"", "-0"} else short


def _whom(period: str, whom: Whom, persona: str) -> Row:
    named = {"touchpoint": whom.touchpoint, "place": whom.place, "persona": whom.persona or persona}
    when = {"date": period} if len(period) == len("2026-01-31") else {"period": period}
    return {**when, **named}
