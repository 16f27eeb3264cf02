"""The day of a book that nobody told: from the days that it names itself, never from the clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

UNDATED = date(1970, 1, 1)
FARTHEST = timedelta(days=3650)
"""How far a day may lie behind the next newest: that nothing happened for longer is less likely than a slip."""
LAST = date(2099, 12, 31)


def newest(days: Iterable[date]) -> date:
    """The newest day on which something has happened; days of a mistyped year are passed over."""
    found = sorted({day for day in days if day <= LAST}) or [UNDATED]
    while len(found) > 1 and found[-1] - found[-2] > FARTHEST:
        found.pop()
    return found[-1]
