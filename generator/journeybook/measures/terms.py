"""A result beside its standard, in plain words with the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeybook.measures.shown import Shown, span
from journeybook.model.comparison import Comparison
from journeybook.words import Phrase, phrase, phrases

if TYPE_CHECKING:
    from journeybook.measures.figure import Figure
    from journeybook.model import Metric, Standard

BOUNDS = {
    Comparison.AT_LEAST: phrase("at least {value}"),
    Comparison.AT_MOST: phrase("at most {value}"),
    Comparison.MORE_THAN: phrase("more than {value}"),
    Comparison.LESS_THAN: phrase("less than {value}"),
}
CASES = {
    Comparison.AT_LEAST: phrases(
        "{share} of {n} case with at least {value}, standard {standard}",
        "{share} of {n} cases with at least {value}, standard {standard}", 0,
    ),
    Comparison.AT_MOST: phrases(
        "{share} of {n} case within {value}, standard {standard}",
        "{share} of {n} cases within {value}, standard {standard}", 0,
    ),
    Comparison.MORE_THAN: phrases(
        "{share} of {n} case with more than {value}, standard {standard}",
        "{share} of {n} cases with more than {value}, standard {standard}", 0,
    ),
    Comparison.LESS_THAN: phrases(
        "{share} of {n} case in less than {value}, standard {standard}",
        "{share} of {n} cases in less than {value}, standard {standard}", 0,
    ),
}  # fmt: skip


def measured(standard: Standard, figure: Figure, bound: float, census: bool) -> Phrase:
    """What was measured and what was promised: `71 % of 412 cases within 15 min, standard 95 %; interval 66 … 75 %`."""
    value = Shown(figure.value or 0.0, figure.unit, _places(figure))
    typed = amount(standard.value, standard.unit)
    asked = Shown(bound, "share", _typed_places(bound)) if figure.unit == "share" else typed
    if standard.share is None:
        found = _value(figure, value, bounded(standard.comparison, asked))
    else:
        found = _share(standard, figure, value, asked)
    return phrase("{measured}; {certainty}", measured=found, certainty=_certainty(figure, census))


def other_unit(standard: Standard, metric: Metric, bound: float | None) -> Phrase:
    """That a result cannot be held against the standard because they count different things."""
    asked = bounded(standard.comparison, amount(standard.value, standard.unit))
    if bound is None:
        return phrase(
            "The standard ({bound}) is not in a unit of the metric {metric}", bound=asked, metric=metric.label
        )
    return phrase(
        "The standard ({bound}) and the result of {metric} stand on different scales", bound=asked, metric=metric.label
    )


def no_value(standard: Standard) -> Phrase:
    """That a result lacks what the standard asks for."""
    if standard.share is not None:
        return phrase("The latest result does not say in how many cases the standard was met: add successes and n")
    return phrase("The latest result has no value to hold against the standard")


def _value(figure: Figure, value: Shown, bound: Phrase) -> Phrase:
    if figure.n is None:
        return phrase("{value}, standard {bound}", value=value, bound=bound)
    n, count = Shown(figure.n), _count(figure.n)
    if figure.unit == "share":
        return phrases(
            "{share} of {n} case, standard {bound}", "{share} of {n} cases, standard {bound}", count,
            share=value, n=n, bound=bound,
        )  # fmt: skip
    return phrases(
        "{value} in {n} case, standard {bound}", "{value} in {n} cases, standard {bound}", count,
        value=value, n=n, bound=bound,
    )  # fmt: skip


def _share(standard: Standard, figure: Figure, value: Shown, required: Shown) -> Phrase:
    if figure.n is None:
        bound = bounded(standard.comparison, amount(standard.value, standard.unit))
        return phrase("{share} of cases {bound}, standard {standard}", share=value, bound=bound, standard=required)
    params = {
        "share": value,
        "n": Shown(figure.n),
        "value": amount(standard.value, standard.unit),
        "standard": required,
    }
    return replace(CASES[standard.comparison], count=_count(figure.n), params=tuple(params.items()))


def _count(n: float) -> int:
    """By which number words about so many cases are chosen; weighted cases may be 1.5."""
    return 1 if n == 1 else max(2, round(n))


def _certainty(figure: Figure, census: bool) -> Phrase:
    if census:
        return phrase("every case counted")
    if figure.low is None or figure.high is None:
        return phrase("no interval")
    return phrase("interval {interval}", interval=span(figure.low, figure.high, figure.unit))


def bounded(comparison: Comparison, asked: object) -> Phrase:
    """A bound in words: `at most 15 min`."""
    return replace(BOUNDS[comparison], params=(("value", asked),))


def amount(value: float, unit: str) -> Shown:
    """A number as it was typed, with its unit: `15 min`, `95 %`."""
    if unit == "%":
        return Shown(value / 100, "share", _typed_places(value / 100))
    return Shown(value, unit, _decimals(value, 4))


def _typed_places(share: float) -> int:
    """As many decimals of a percentage as were typed, two at most."""
    return _decimals(100 * share, 2)


def _decimals(value: float, most: int) -> int:
    return next((places for places in range(most) if abs(round(value, places) - value) < 1e-7), most)


def _places(figure: Figure) -> int | None:
    """Whole per cents where the interval is wide, else one decimal if the figure has any."""
    if figure.unit != "share":
        return None
    narrow = figure.low is None or figure.high is None or figure.high - figure.low < 0.05
    return min(1, _typed_places(figure.value or 0.0)) if narrow else 0
