"""Estimates and their 95 % intervals, from counts and moments alone.

Nothing here knows of a book: counts in, numbers out. Counts may be fractional, so that weighted
answers fit (give the effective n of Kish). No cases give None, never 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import sqrt
from statistics import NormalDist

from msgspec import Struct

from journeybook.measures.student import quantile

LEVEL = 0.95
Z = NormalDist().inv_cdf((1 + LEVEL) / 2)
CALLED_A_CHANGE = 1.96


class Estimate(Struct, frozen=True):
    """A value with its 95 % interval, the cases it rests on and its standard error, all in one unit."""

    value: float
    low: float | None = None
    high: float | None = None
    n: float | None = None
    error: float | None = None


class Change(Struct, frozen=True):
    """A difference with its 95 % interval; `z` is its size in standard errors."""

    difference: float
    low: float
    high: float
    z: float

    @property
    def called(self) -> bool:
        """Whether the difference is too large to be chance alone."""
        return abs(self.z) > CALLED_A_CHANGE


def net_promoter(promoters: float, passives: float, detractors: float) -> Estimate | None:
    """Promoters less detractors, in points from −100 to 100, with the adjusted Wald interval.

    Three cases are added, ¾ of them promoters and ¾ detractors, before the interval is taken; it is
    clipped to ±100 (Rocks 2016, "Interval estimation for the Net Promoter Score", The American
    Statistician 70:4). The estimate itself stays unadjusted.
    """
    n = promoters + passives + detractors
    if n <= 0:
        return None
    value = (promoters - detractors) / n
    centre, adjusted = _net(promoters + 0.75, detractors + 0.75, n + 3)
    low, high = _clip(centre - Z * adjusted, centre + Z * adjusted, value, (-1.0, 1.0))
    error = _net(promoters, detractors, n)[1] or _error_of_alike(value, low, high)
    return Estimate(100 * value, 100 * low, 100 * high, n, 100 * error)


def share(successes: float, n: float) -> Estimate | None:
    """The share successes / n with Wilson's interval, in 0 … 1.

    Source: Wilson 1927, in the form of Newcombe 1998 (Statistics in Medicine 17:857), method 3.
    """
    if n <= 0:
        return None
    value = successes / n
    centre = (successes + Z**2 / 2) / (n + Z**2)
    half = Z / (n + Z**2) * sqrt(max(0.0, n * value * (1 - value)) + Z**2 / 4)
    low, high = _clip(centre - half, centre + half, value, (0.0, 1.0))
    error = sqrt(max(0.0, value * (1 - value)) / n) or _error_of_alike(value, low, high)
    return Estimate(value, low, high, n, error)


def mean(value: float, sd: float | None, n: float | None, bounds: tuple[float, float] | None = None) -> Estimate:
    """A mean with its t interval: value ± t(n − 1) · sd / √n, clipped to the scale's bounds.

    Without sd, or with fewer than two cases, the value stands alone.
    """
    if sd is None or n is None or n < 2:
        return Estimate(value, n=n)
    error = sd / sqrt(n)
    half = quantile((1 + LEVEL) / 2, n - 1) * error
    low, high = _clip(value - half, value + half, value, bounds)
    return Estimate(value, low, high, n, error)


def change(later: Estimate | None, earlier: Estimate | None) -> Change | None:
    """How the later estimate differs from the earlier: z = (a − b) / √(SEa² + SEb²).

    None where either has no standard error, or both have one of 0.
    """
    if later is None or earlier is None or later.error is None or earlier.error is None:
        return None
    error = sqrt(later.error**2 + earlier.error**2)
    if error == 0:
        return None
    difference = later.value - earlier.value
    return Change(difference, difference - Z * error, difference + Z * error, difference / error)


def poisson_binomial(rates: Iterable[float], most: int) -> tuple[float, ...]:
    """The chances of exactly 0, 1, … most − 1 events, and last of `most` or more.

    The events are independent, each with its own rate; one pass of convolution, linear in the rates
    (the Poisson–binomial distribution; Wang 1993, Statistica Sinica 3:295).
    """
    chances = [1.0] + [0.0] * most
    for rate in rates:
        chances[most] += chances[most - 1] * rate if most else 0.0
        for k in range(most - 1, 0, -1):
            chances[k] = chances[k] * (1 - rate) + chances[k - 1] * rate
        chances[0] *= 1 - rate if most else 1.0
    return tuple(chances)


def expected_stay(rates: Sequence[float], tolerance: Sequence[float]) -> float | None:
    """The share who stay: Σ P(k bad experiences) · tolerance[k], the last entry standing for "or more".

    `rates` are the touchpoints' chances of failing, each in 0 … 1. None without rates or tolerance.
    """
    if not rates or not tolerance:
        return None
    chances = poisson_binomial(rates, len(tolerance) - 1)
    return sum(chance * stay for chance, stay in zip(chances, tolerance, strict=True))


def _net(promoters: float, detractors: float, n: float) -> tuple[float, float]:
    """The net share and its standard error, of a trinomial."""
    net = (promoters - detractors) / n
    return net, sqrt(max(0.0, (promoters + detractors) / n - net**2) / n)


def _error_of_alike(value: float, low: float, high: float) -> float:
    """The standard error where all cases are alike: the plain one, 0, would call any difference a change."""
    return max(high - value, value - low) / Z


def _clip(low: float, high: float, value: float, bounds: tuple[float, float] | None) -> tuple[float, float]:
    """The interval within its bounds; never short of the estimate (one promoter alone gives 98.5)."""
    least, greatest = bounds or (float("-inf"), float("inf"))
    return min(max(low, least), value), max(min(high, greatest), value)
