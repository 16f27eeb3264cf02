"""A figure: a number with its interval, the cases it rests on, its formula and what went into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from journeybook.measures.catalogue import MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeybook.measures.statistics import Estimate
    from journeybook.words import Phrase

Inputs = tuple[tuple[str, str], ...]


class Figure(Struct, frozen=True):
    """One measure of one thing.

    `value` is None where it is not known, never 0 for want of cases. `unit` is `share` (0 … 1), `points` (of 100),
    `emotion` (−2 … 2), `of 5` and the like, `""` for a bare number, or a unit such as `min` or `PLN`.
    `low` and `high` are the ends of the 95 % interval, `n` the cases; `inputs` are pairs of a field or id and a value.
    """

    id: str
    value: float | None
    unit: str
    low: float | None
    high: float | None
    n: int | None
    formula: Phrase
    inputs: Inputs
    name: Phrase


def figure(
    measure: str, value: float | None, inputs: Iterable[tuple[str, object]] = (), n: float | None = None, **told: object
) -> Figure:
    """A figure of a measure in the catalogue; `told` fills the `{names}` in the measure's formula."""
    known = MEASURES[measure]
    formula = replace(known.formula, params=tuple(told.items())) if told else known.formula
    return Figure(measure, value, known.unit, None, None, _whole(n), formula, written(inputs), known.name)


def estimated(measure: str, estimate: Estimate | None, inputs: Iterable[tuple[str, object]], unit: str = "") -> Figure:
    """A figure with the interval and n of an estimate; `unit` where the measure has none of its own."""
    if estimate is None:
        return figure(measure, None, inputs)
    known, (low, high) = MEASURES[measure], (estimate.low, estimate.high)
    return Figure(
        measure, estimate.value, unit or known.unit, low, high, _whole(estimate.n), known.formula, written(inputs),
        known.name,
    )  # fmt: skip


def counted(measure: str, part: int, whole: int, inputs: Iterable[tuple[str, object]] = ()) -> Figure:
    """A share with its numerator and denominator; not known where the whole is 0."""
    return figure(measure, part / whole if whole else None, (*inputs, ("count", part), ("of", whole)), whole)


def _whole(n: float | None) -> int | None:
    return None if n is None else round(n)


def written(inputs: Iterable[tuple[str, object]]) -> Inputs:
    """The inputs as texts that speak no language: numbers with a point and at most ten digits."""
    return tuple((name, f"{value:.10g}" if isinstance(value, float) else str(value)) for name, value in inputs)
