"""When something is due: a day, and how long it may take from there."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeybook.model import Duration, Journey

LONGEST = 36500  # days
MONTHS = {"month": 1, "year": 12}


def next_review(journey: Journey, usual: Duration | None = None) -> date | None:
    """The day by which a journey must be gone through again; none where its last review or its rhythm is not told.

    `usual` is the rhythm of a journey that names none.
    """
    rhythm = journey.review_every or usual
    return lasting(journey.last_reviewed, rhythm) if journey.last_reviewed and rhythm else None


def lasting(day: date, length: Duration) -> date:
    """The day that a length of time from a day on ends: whole months and years as the calendar has them.

    A month from January 31 on ends on the last of February; other lengths in whole days.
    """
    months = length.value * MONTHS.get(length.unit, 0)
    if not months or months % 1 or months > LONGEST / 31:
        return after(day, length.days)
    year, month = divmod(day.year * 12 + day.month - 1 + int(months), 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def after(day: date, days: float) -> date:
    """The day so many whole days later, within a century; the last of all days where the calendar ends."""
    try:
        return day + timedelta(days=min(days, LONGEST))
    except OverflowError:
        return date.max
