"""Student's t distribution, from the standard library alone."""

from __future__ import annotations

from functools import lru_cache
from math import exp, lgamma, log, pi, sqrt
from statistics import NormalDist

ENOUGH = 200.0
TINY = 1e-300
PRECISE = 1e-15


@lru_cache(maxsize=4096)
def quantile(p: float, freedom: float) -> float:
    """The t that a share p of the distribution with so many degrees of freedom lies below.

    Up to 200 degrees by Newton's method on the distribution function, above by the expansion of
    Abramowitz and Stegun 26.7.5 (there good to more than ten digits).
    """
    if p < 0.5:
        return -quantile(1 - p, freedom)
    if freedom >= ENOUGH:
        return _expanded(NormalDist().inv_cdf(p), freedom)
    return _approached(p, freedom)


def below(t: float, freedom: float) -> float:
    """The share of the distribution below t (Abramowitz and Stegun 26.7.1)."""
    within = incomplete_beta(t * t / (freedom + t * t), 0.5, freedom / 2)
    return (1 + within) / 2 if t > 0 else (1 - within) / 2


def incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I_x(a, b), by its continued fraction (A&S 26.5.8)."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x)) / a
    return front / _fraction(x, a, b)


def _fraction(x: float, a: float, b: float) -> float:
    """1 + d1/(1 + d2/(1 + …)), by Lentz's method (Lentz 1976, Applied Optics 15:668)."""
    value, c, d = 1.0, 1.0, 0.0
    for step in range(1, 500):
        term = _coefficient(step, x, a, b)
        d = 1 / (1 + term * d or TINY)
        c = 1 + term / c or TINY
        value *= c * d
        if abs(c * d - 1) < PRECISE:
            break
    return value


def _coefficient(step: int, x: float, a: float, b: float) -> float:
    """The numerators d1, d2, … of the continued fraction."""
    m = step // 2
    if step % 2:
        return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))


def _approached(p: float, freedom: float) -> float:
    """From the normal quantile, which is lower: above 0 the function is concave, so that no step goes too far."""
    found = NormalDist().inv_cdf(p)
    for _ in range(100):
        step = (p - below(found, freedom)) / density(found, freedom)
        found += step
        if step <= 1e-12 * found:
            break
    return found


def density(t: float, freedom: float) -> float:
    """How dense the distribution is at t: the derivative of `below` (Abramowitz and Stegun 26.7.1)."""
    scale = exp(lgamma((freedom + 1) / 2) - lgamma(freedom / 2)) / sqrt(freedom * pi)
    return scale * float((1 + t * t / freedom) ** (-(freedom + 1) / 2))


def _expanded(z: float, freedom: float) -> float:
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    fourth = (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160
    return z + first / freedom + second / freedom**2 + third / freedom**3 + fourth / freedom**4
