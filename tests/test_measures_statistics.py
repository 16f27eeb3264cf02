"""Estimates against published figures, and their properties on any figures."""

from __future__ import annotations

from itertools import product
from math import prod, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeybook.measures import statistics, student
from journeybook.measures.statistics import Estimate

COUNTS = st.tuples(*[st.integers(0, 500)] * 3).filter(any)
PARTS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
RATES = st.lists(st.floats(0, 1), max_size=7)
TOLERANCE = (1.0, 0.56, 0.12, 0.12)


def width(estimate: Estimate | None) -> float:
    assert estimate and estimate.low is not None and estimate.high is not None
    return estimate.high - estimate.low


def contains(estimate: Estimate | None) -> bool:
    assert estimate and estimate.low is not None and estimate.high is not None
    return estimate.low <= estimate.value <= estimate.high


@pytest.mark.parametrize(
    ("promoters", "passives", "detractors", "shown"),
    [
        # Rocks 2016, adjusted Wald; the vocabulary's worked checks
        (50, 30, 20, "30 14.1 44.2"),
        (500, 300, 200, "30 25.1 34.7"),
        (8, 1, 1, "70 14.7 93.0"),
        # stats.stackexchange.com 18603
        (162, 108, 54, "33.3333 24.945 41.110"),
        # talkstats.com 58500, published as −9
        (291, 476, 395, "-8.9501 -13.308 -4.546"),
        # github.com/jjscheng/nps-calculator, test.js
        (10, 8, 2, "40 6.885 62.680"),
        (8, 0, 2, "60 1.606 90.702"),
        (650, 0, 0, "100 98.905 100.000"),
        (0, 246, 0, "0 -0.964 0.964"),
        # Karaka-Management/phpOMS, NetPromoterScoreTest
        (60, 30, 10, "50 35.467 61.621"),
    ],
)
def test_net_promoter_score(promoters: int, passives: int, detractors: int, shown: str) -> None:
    found = statistics.net_promoter(promoters, passives, detractors)
    assert found and found.low is not None and found.high is not None
    decimals = [len(part.partition(".")[2]) for part in shown.split()]
    figures = (found.value, found.low, found.high)
    assert " ".join(f"{figure:.{places}f}" for figure, places in zip(figures, decimals, strict=True)) == shown
    assert found.n == promoters + passives + detractors


@pytest.mark.parametrize(
    ("counts", "error"),
    [((162, 108, 54), 4.1409), ((291, 476, 395), 2.2387), ((10, 8, 2), 14.8324), ((60, 30, 10), 6.7082)],
)
def test_standard_error_of_the_net_promoter_score(counts: tuple[int, int, int], error: float) -> None:
    found = statistics.net_promoter(*counts)
    assert found and found.error == pytest.approx(error, abs=5e-5)


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, table I
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (8, 10, 0.4902, 0.9433),  # the vocabulary: CSAT 8 of 10 is 49 … 94 %
        (8, 13, 0.3552, 0.8229),  # Schouten 2022: 62 % of 13
    ],
)
def test_wilson_interval(successes: int, n: int, low: float, high: float) -> None:
    found = statistics.share(successes, n)
    assert found and (round(found.low or 0, 4), round(found.high or 0, 4)) == (low, high)


def test_share_of_service_standards_met() -> None:
    """canada.ca, Public Services and Procurement: 53 of 73 service standards met."""
    found = statistics.share(53, 73)
    assert found and round(100 * found.value, 3) == 72.603


def test_no_cases_are_not_known() -> None:
    assert statistics.net_promoter(0, 0, 0) is None
    assert statistics.share(0, 0) is None
    assert statistics.expected_stay([], TOLERANCE) is None
    assert statistics.expected_stay([0.1], ()) is None


@pytest.mark.parametrize(
    ("freedom", "t"),
    # The usual printed table of the 97.5 % point
    [
        (1, 12.706),
        (2, 4.303),
        (3, 3.182),
        (5, 2.571),
        (10, 2.228),
        (30, 2.042),
        (60, 2.000),
        (120, 1.980),
        (1000, 1.962),
    ],
)
def test_student_quantile(freedom: int, t: float) -> None:
    assert round(student.quantile(0.975, freedom), 3) == t
    assert student.quantile(0.025, freedom) == -student.quantile(0.975, freedom)


def test_student_quantile_is_continuous_where_the_method_changes() -> None:
    assert student.quantile(0.975, 200) == pytest.approx(student.quantile(0.975, 200 - 1e-9), abs=1e-10)


@settings(deadline=None)
@given(st.floats(0.5, 0.9999), st.floats(1, 199))
def test_student_quantile_undoes_the_distribution(p: float, freedom: float) -> None:
    assert student.below(student.quantile(p, freedom), freedom) == pytest.approx(p, abs=1e-9)


def test_mean_with_t_interval() -> None:
    """NIST/SEMATECH handbook 1.3.5.2: 195 heat flow readings, mean 9.26146, sd .02279, interval 9.258242 … 9.264679."""
    found = statistics.mean(9.261460, 0.02278881, 195)
    assert [found.low, found.high] == pytest.approx([9.258242, 9.264679], abs=1e-6)


def test_mean_keeps_to_its_scale() -> None:
    found = statistics.mean(6.8, 1.2, 4, (1, 7))
    assert found.high == 7
    assert found.low == pytest.approx(6.8 - 3.182446 * 0.6)


@pytest.mark.parametrize(("sd", "n"), [(None, 50), (1.0, None), (1.0, 1)])
def test_mean_without_sd_or_cases_has_no_interval(sd: float | None, n: float | None) -> None:
    found = statistics.mean(5.0, sd, n)
    assert (found.value, found.low, found.high, found.error) == (5.0, None, None, None)


def test_change_counts_in_standard_errors() -> None:
    earlier, later = statistics.net_promoter(50, 30, 20), statistics.net_promoter(60, 30, 10)
    found = statistics.change(later, earlier)
    assert found and found.difference == pytest.approx(20)
    assert found.z == pytest.approx(20 / sqrt(61 + 45))
    assert not found.called
    assert found.low < 0 < found.high


def test_change_of_shares_is_in_points() -> None:
    """canada.ca: 52 of 68 standards, then 53 of 73, published as a decrease of 4 %."""
    found = statistics.change(statistics.share(53, 73), statistics.share(52, 68))
    assert found and round(100 * found.difference, 3) == -3.868
    assert not found.called


def test_change_past_two_standard_errors_is_called() -> None:
    found = statistics.change(statistics.share(700, 1000), statistics.share(600, 1000))
    assert found and found.called and found.low > 0


def test_one_lucky_case_is_no_change() -> None:
    found = statistics.change(statistics.share(1, 1), statistics.share(10, 20))
    assert found and not found.called


@pytest.mark.parametrize("other", [None, Estimate(5.0), Estimate(5.0, error=0.0)])
def test_change_without_errors_is_not_known(other: Estimate | None) -> None:
    assert statistics.change(Estimate(6.0, error=0.0), other) is None


@pytest.mark.parametrize(("rates", "stay"), [([0.05] * 6, 0.869), ([0.05] * 5 + [0.30], 0.762)])
def test_share_who_stay(rates: list[float], stay: float) -> None:
    """The vocabulary's worked checks, with PwC Poland's 2020 tolerance."""
    assert round(statistics.expected_stay(rates, TOLERANCE) or 0, 3) == stay


@settings(deadline=None)
@given(COUNTS)
def test_net_promoter_interval_contains_the_score(counts: tuple[int, int, int]) -> None:
    found = statistics.net_promoter(*counts)
    assert contains(found) and found and (found.low or 0) >= -100 and (found.high or 0) <= 100


@settings(deadline=None)
@given(COUNTS, st.integers(2, 50))
def test_net_promoter_interval_shrinks_with_n(counts: tuple[int, int, int], times: int) -> None:
    more = statistics.net_promoter(*(times * count for count in counts))
    assert width(more) <= width(statistics.net_promoter(*counts)) + 1e-9


@settings(deadline=None)
@given(PARTS)
def test_wilson_interval_contains_the_share(part: tuple[int, int]) -> None:
    found = statistics.share(*part)
    assert contains(found) and found and (found.low or 0) >= 0 and (found.high or 0) <= 1


@settings(deadline=None)
@given(PARTS, st.integers(2, 50))
def test_wilson_interval_shrinks_with_n(part: tuple[int, int], times: int) -> None:
    successes, n = part
    assert width(statistics.share(times * successes, times * n)) < width(statistics.share(successes, n))


@settings(deadline=None)
@given(st.floats(-1e6, 1e6), st.floats(0.001, 1e3), st.integers(2, 5000), st.integers(1, 5000))
def test_t_interval_contains_the_mean_and_shrinks_with_n(value: float, sd: float, n: int, more: int) -> None:
    assert contains(statistics.mean(value, sd, n))
    assert width(statistics.mean(0.0, sd, n + more)) < width(statistics.mean(0.0, sd, n))


def brute_force(rates: list[float], most: int) -> list[float]:
    chances = [0.0] * (most + 1)
    for outcome in product((0, 1), repeat=len(rates)):
        chance = prod(rate if bad else 1 - rate for rate, bad in zip(rates, outcome, strict=True))
        chances[min(sum(outcome), most)] += chance
    return chances


@settings(deadline=None)
@given(RATES, st.integers(0, 8))
def test_poisson_binomial_equals_brute_force(rates: list[float], most: int) -> None:
    assert statistics.poisson_binomial(rates, most) == pytest.approx(brute_force(rates, most), abs=1e-12)


@settings(deadline=None)
@given(RATES.filter(bool))
def test_order_of_touchpoints_does_not_matter_to_staying(rates: list[float]) -> None:
    mixed = sorted(rates)
    assert statistics.expected_stay(rates, TOLERANCE) == pytest.approx(statistics.expected_stay(mixed, TOLERANCE))


@settings(deadline=None)
@given(RATES.filter(bool))
def test_share_who_stay_is_a_share(rates: list[float]) -> None:
    stay = statistics.expected_stay(rates, TOLERANCE)
    assert stay is not None and 0.12 - 1e-9 <= stay <= 1 + 1e-9
