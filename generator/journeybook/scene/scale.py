"""Scales: numbers along a line of px, and the round numbers that stand beside it."""

from __future__ import annotations

import math
from collections.abc import Iterable

from msgspec import Struct

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


class Scale(Struct, frozen=True):
    """Numbers from `low` to `high` along a line from `start` to `end` (px)."""

    low: float
    high: float
    start: float
    end: float

    def at(self, number: float) -> float:
        """Where a number stands (px); where there is but one number, at the end."""
        if self.high == self.low:
            return self.end
        return self.start + (self.end - self.start) * (number - self.low) / (self.high - self.low)


def ticks(numbers: Iterable[float], about: int = 3) -> list[float]:
    """Round numbers at even steps, about so many steps, of which the first and last enclose all of these."""
    known = list(numbers)
    low, high = min(known), max(known)
    if high - low <= abs(high) * 1e-9:
        low, high = low - (abs(low) / 10 or 0.5), high + (abs(high) / 10 or 0.5)
    step = _step((high - low) / about)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(number * step, 12) for number in range(first, last + 1)]


def _step(wanted: float) -> float:
    """The round step next to the wanted one: 1, 2, 2.5 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(wanted))
    return next(step * power for step in _STEPS if step * power >= wanted * (1 - 1e-9))
