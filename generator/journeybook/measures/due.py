"""When something is due: a day, and how long it may take from there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeybook.model import Duration, Journey

LONGEST = 36500


def next_review(journey: Journey, usual: Duration | None = None) -> date | None:
    """The day by which a journey must be gone through again; none where its last review or its rhythm is not told.

    `usual` is the rhythm of a journey that names none.
    """
    rhythm = journey.review_every or usual
    return after(journey.last_reviewed, rhythm.days) if journey.last_reviewed and rhythm else None


def after(day: date, days: float) -> date:
    """The day so many whole days later, within a century; the last of all days where the calendar ends."""
    try:
        return day + timedelta(days=min(days, LONGEST))
    except OverflowError:
        return date.max
