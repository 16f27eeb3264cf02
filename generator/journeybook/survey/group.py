"""What every reader of a source gives: how many rows say the same, without any row."""

from __future__ import annotations

from typing import NamedTuple

from journeybook.survey.numbers import ONE

COUNTED = ""
FILTERED = "filtered"
MISSHAPEN = "cells"
UNWEIGHTED = "no-weight"
BAD_WEIGHT = "weight"


class Group(NamedTuple):
    """Rows that say the same: of which answer column, what stands in their cells, and how many there are.

    `state` says whether they count. `weights` is the sum of their weights in ten-billionths, `squares` that of the
    squares in units of its square.
    """

    column: int
    day: str
    answer: str
    touchpoint: str
    place: str
    persona: str
    state: str
    n: int
    weights: int
    squares: int


def unweighted(n: int) -> tuple[int, int]:
    """The sums of n weights of 1, and of their squares."""
    return n * ONE, n * ONE * ONE


def aside(state: str, n: int) -> Group:
    """Rows that do not count, whatever stands in them."""
    return Group(0, "", "", "", "", "", state, n, 0, 0)
