"""Days of the calendar as authors type them."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from journeybook.model.complaint import complaint
from journeybook.model.reads import Reads
from journeybook.model.values import plain
from journeybook.words import phrase

OTHER_DAY = re.compile(
    r"(?P<year_first>\d{4})[-./](?P<month_then>\d{1,2})[-./](?P<day_then>\d{1,2})"
    r"|(?P<first>\d{1,2})(?P<sign>[-./])(?P<second>\d{1,2})(?P=sign)(?P<year>\d{4})"
)


def read_day(value: object) -> date:
    """A day as year-month-day."""
    typed = plain(value)
    try:
        return date.fromisoformat(typed) if re.fullmatch(r"\d{4}-\d\d-\d\d", typed) else _refuse_day(typed)
    except ValueError:
        return _refuse_day(typed)


def _refuse_day(typed: str) -> date:
    meant = _day_meant(typed)
    raise complaint(
        phrase("“{typed}” is not a day of the calendar.", typed=typed[:40])
        if meant is None
        else phrase("A day is written as year-month-day, and “{typed}” is not.", typed=typed[:40]),
        phrase("Write year-month-day, for example 2026-03-31.")
        if meant is None
        else phrase("Write: {line}", line=meant.isoformat()),
    )


def _day_meant(typed: str) -> date | None:
    """The day that was typed in another order, where only one can be meant: with points the day comes first."""
    found = OTHER_DAY.fullmatch(typed)
    if not found:
        return None
    if found["year_first"]:
        return _day(found["year_first"], found["month_then"], found["day_then"])
    first, second, year = found["first"], found["second"], found["year"]
    either = {_day(year, second, first), _day(year, first, second)} - {None}
    return _day(year, second, first) if found["sign"] == "." else next(iter(either)) if len(either) == 1 else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


Day = Annotated[date, Reads(read_day, {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"})]
