"""Scales: where numbers stand, and which round ones stand beside them."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeybook.scene.scale import Scale, ticks

numbers = st.floats(-1e9, 1e9, allow_nan=False).map(lambda number: 0.0 if abs(number) < 1e-6 else number)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ([0.83, 0.88, 0.785], [0.75, 0.8, 0.85, 0.9]),
        ([8, 9], [8, 8.5, 9]),
        ([46, 10, 38], [0, 20, 40, 60]),
        ([-11.8, 22.5], [-20, 0, 20, 40]),
        ([0, 1], [0, 0.5, 1]),
        ([5], [4.5, 5, 5.5]),
        ([0], [-0.5, 0, 0.5]),
    ],
)
def test_round_numbers_enclose_what_is_shown(shown: list[float], expected: list[float]) -> None:
    assert ticks(shown) == expected


@given(st.lists(numbers, min_size=1, max_size=20), st.integers(2, 6))
def test_any_numbers_get_a_few_even_steps(shown: list[float], about: int) -> None:
    found = ticks(shown, about)
    slack = max(abs(found[0]), abs(found[-1])) * 1e-8
    assert found[0] - slack <= min(shown)
    assert max(shown) <= found[-1] + slack
    assert 2 <= len(found) <= about + 3
    steps = [after - before for before, after in pairwise(found)]
    assert all(math.isclose(step, steps[0], rel_tol=1e-3) for step in steps)


def test_numbers_stand_in_proportion() -> None:
    scale = Scale(0, 10, 200, 100)
    assert [scale.at(number) for number in (0, 5, 10)] == [200, 150, 100]


def test_one_number_alone_stands_at_the_end() -> None:
    assert Scale(7, 7, 0, 50).at(7) == 50
