"""Days as exports write them. Where the order of day and month cannot be told, it is asked for and not guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from journeybook.model import Period
from journeybook.model.values import read_period

WIDTH = 10  # the signs of a cell that hold the day; what follows is the time
MONTH = 7  # those that hold year and month, where a source has looked at the day itself: 2026-03
YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:\D.*)?")
YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:\D.*)?")
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
ORDERS = ("year_first", "day_first", "month_first")


@lru_cache(maxsize=1 << 14)
def day_of(cell: str, order: str) -> date | None:
    """The day in the first ten signs of a cell; None where there is none, or not in that order."""
    parts = _parts(cell, order)
    try:
        return date(*parts) if parts else None
    except ValueError:
        return None


def order_of(cells: Iterable[str]) -> str | None:
    """The order of day and month that all these cells allow; None where they allow both, or where it is mixed.

    >>> order_of(["3/14/2026", "1/2/2026"]), order_of(["1/2/2026"])
    ('month_first', None)
    """
    last = [found for cell in cells if (found := YEAR_LAST.fullmatch(cell.strip()))]
    if not last:
        return "year_first"
    days_lead = any(int(found[1]) > 12 for found in last)
    months_lead = any(int(found[2]) > 12 for found in last)
    if days_lead == months_lead:
        return None
    return "day_first" if days_lead else "month_first"


def period_of(day: date, length: str) -> Period:
    """The day, month, quarter or year that a day lies in; a day is a period of one day."""
    if length == "day":
        return Period(day.isoformat(), day, day)
    month = {"month": f"-{day.month:02}", "quarter": f"-Q{(day.month + 2) // 3}", "year": ""}[length]
    return read_period(f"{day.year:04}{month}")


def _parts(cell: str, order: str) -> tuple[int, int, int] | None:
    text = cell.strip()
    first = YEAR_FIRST.fullmatch(text) or COMPACT.fullmatch(text)
    if first:
        return int(first[1]), int(first[2]), int(first[3])
    last = YEAR_LAST.fullmatch(text)
    if not last or order not in {"day_first", "month_first"}:
        return None
    day, month = (last[1], last[2]) if order == "day_first" else (last[2], last[1])
    return int(last[3]), int(month), int(day)
