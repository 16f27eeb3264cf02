"""The day from which ages and due dates are counted; never the clock, so that the same book gives the same site."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

from journeybook import git


def day_of(root: Path, given: date | None = None) -> date | None:
    """The day given; else SOURCE_DATE_EPOCH; else that of the last commit; None leaves it to the book's own dates."""
    return given_day(given) or git.head_date(root)


def given_day(given: date | None = None) -> date | None:
    """The day given from outside, here or by SOURCE_DATE_EPOCH; none where neither is."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given is None and epoch.isdecimal() and len(epoch) < 12:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return given
