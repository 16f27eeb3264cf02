"""Days of the calendar as authors type them."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Annotated

from babel.dates import get_month_names

from journeybook.model.complaint import complaint
from journeybook.model.reads import Reads
from journeybook.model.values import plain
from journeybook.words import LANGUAGES, phrase

OTHER_DAY = re.compile(
    r"(?P<year_first>\d{4})[-‑–./](?P<month_then>\d{1,2})[-‑–./](?P<day_then>\d{1,2})(?:[T ]+\d{1,2}:\d\d.*)?"
    r"|(?P<first>\d{1,2})(?P<sign>[-./])(?P<second>\d{1,2})(?P=sign)(?P<year>\d{4}|(?<=\.)\d\d)"
)

IN_WORDS = re.compile(
    r"(?:(?P<day>\d{1,2})(?:\.|st|nd|rd|th)?\s+(?P<month>[^\W\d_]+)\.?|(?P<month_first>[^\W\d_]+)\.?\s+(?P<day_then>\d{1,2})(?:st|nd|rd|th)?),?"
    r"\s+(?P<year>\d{4})(?:\s*(?:r|г|roku|года)\.?)?"
)
ROMAN = "i ii iii iv v vi vii viii ix x xi xii"


def read_day(value: object) -> date:
    """A day as year-month-day."""
    typed = plain(value)
    try:
        return date.fromisoformat(typed) if re.fullmatch(r"\d{4}-\d\d-\d\d", typed) else _refuse_day(typed)
    except ValueError:
        return _refuse_day(typed)


def _refuse_day(typed: str) -> date:
    if len(either := _readings(typed)) > 1:
        one, other = (day.isoformat() for day in either)
        raise complaint(
            phrase("“{typed}” can be read as {one} and as {other}.", typed=typed[:40], one=one, other=other),
            phrase("Write {one} or {other}, whichever you mean.", one=one, other=other),
        )
    meant = _day_meant(typed) or _day_in_words(typed)
    raise complaint(
        phrase("“{typed}” is not a day of the calendar.", typed=typed[:40])
        if meant is None and (OTHER_DAY.fullmatch(typed) or IN_WORDS.fullmatch(typed))
        else phrase("A day is written as year-month-day, and “{typed}” is not.", typed=typed[:40]),
        phrase("Write year-month-day, for example 2026-03-31.")
        if meant is None
        else phrase("Write: {line}", line=meant.isoformat()),
    )


def _day_meant(typed: str) -> date | None:
    """The day that was typed in another order, where only one can be meant."""
    found = OTHER_DAY.fullmatch(typed)
    if found and found["year_first"]:
        return _day(found["year_first"], found["month_then"], found["day_then"])
    either = _readings(typed)
    return either[0] if len(either) == 1 else None


def _readings(typed: str) -> list[date]:
    """The days that can be meant where the year stands last, with the day first; with points it always comes first."""
    found = OTHER_DAY.fullmatch(typed)
    if not found or found["year_first"]:
        return []
    first, second, year = found["first"], found["second"], f"20{found['year']}"[-4:]
    days = [_day(year, second, first), *([] if found["sign"] == "." else [_day(year, first, second)])]
    return [day for day in dict.fromkeys(days) if day]


def _day_in_words(typed: str) -> date | None:
    """The day in a date with the month in words or as a Roman number: `12 maja 2026`, `May 12, 2026`, `12 V 2026`."""
    found = IN_WORDS.fullmatch(typed)
    if not found:
        return None
    word = (found["month"] or found["month_first"]).casefold()
    month = _months().get(word) or _months().get(word[:3], 0)
    return _day(found["year"], str(month), found["day"] or found["day_then"])


@cache
def _months() -> dict[str, int]:
    """The months by the first three letters of their names, in the languages spoken, and by Roman numbers."""
    named = {
        name.casefold()[:3]: number
        for code in LANGUAGES
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for number, name in get_month_names(width, context, code).items()
    }
    return named | {name: number for number, name in enumerate(ROMAN.split(), 1)}


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


Day = Annotated[date, Reads(read_day, {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"})]
