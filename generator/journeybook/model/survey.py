"""Where the answers to a metric's question are pulled from."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from journeybook.model.complaint import complaint
from journeybook.model.condition import Holds
from journeybook.model.reads import Reads
from journeybook.model.record import Line, Record, TouchpointId, about
from journeybook.model.values import Listed, YesNo, plain, read_period
from journeybook.words import phrase

PASSWORD = re.compile(r"^[^:/]+://[^@/]*:(?!\$\{)[^@/]+@")
LENGTHS = ("day", "month", "quarter", "year")


def read_source(value: object) -> str:
    """A file, several (`answers-*.csv`), or the address of a database; a password has no place in a book."""
    typed = plain(value)
    if PASSWORD.match(typed):
        raise complaint(
            phrase("Here stands a password, and everyone who has the book can read it."),
            phrase("Put {variable} in its place, and set PASSWORD where you pull.", variable="${PASSWORD}"),
        )
    return typed


def read_length(value: object) -> str:
    """How long the periods of results are; or one period that all answers are of."""
    typed = plain(value)
    if typed in LENGTHS:
        return typed
    if not typed[:4].isdecimal():
        raise complaint(
            phrase("“{typed}” is not a period.", typed=typed[:40]),
            phrase("Write month, quarter, year or day; or the one period that all answers are of: 2026-Q1, 2026."),
        )
    return read_period(typed).typed


Source = Annotated[str, Reads(read_source, {"type": "string"})]
PeriodLength = Annotated[str, Reads(read_length, {"type": ["string", "integer"]})]
Codes = Annotated[tuple[Line, ...], Listed]


class Survey(Record):
    """Where the answers are pulled from; only their sums enter the book."""

    source: Source = about("A file kept out of Git, several (answers-*.csv), or a database address.", 2, "")
    table: Line = about("The table, where the source is a database.", 3, "")
    answer: Line = about("The column with the answer.", 2, "")
    answers: dict[Line, TouchpointId] = about(
        "Several columns with answers, and the touchpoint that each is of.", 3, {}
    )
    date: Line = about("The column with the day.", 2, "")
    dates: Literal["year_first", "day_first", "month_first"] | None = about(
        "The order of day, month and year.", 3, None
    )
    period: PeriodLength = about(
        "What answers are summed up by: month, quarter, year; or their one period.", 2, "month"
    )
    weight: Line = about("The column with the weight of an answer.", 3, "")
    filter: dict[Line, Holds] = about(
        "Only rows where this holds: a column with what stands in it, or with at_least, at_most, is_not …", 3, {}
    )
    missing: Codes = about("Codes that mean no answer.", 3, ())
    success: Holds | None = about(
        "Which answers count as successes, where the kind of metric does not say it.", 3, None
    )
    failures: Codes = about("Codes of cases that failed without an answer, such as a cancelled flight.", 3, ())
    recode: dict[Line, dict[Line, Line]] = about("For a column: what stands in it, and what it means.", 3, {})
    touchpoint: Line = about("The column that names the touchpoint, or one touchpoint.", 3, "")
    place: Line = about("The column with the shop or region.", 3, "")
    persona: Line = about("The column that names the persona, or one persona.", 3, "")
    census: YesNo = about("Every case is in it, none sampled.", 3, False)
    decimal: Literal["point", "comma"] | None = about("What stands before the decimals.", 3, None)
    separator: Literal["comma", "semicolon", "tab", "bar"] | None = about("What stands between two cells.", 3, None)
    encoding: Literal["utf-8", "utf-16", "windows-1250", "windows-1251", "windows-1252"] | None = about(
        "How the signs of the file are written.", 3, None
    )
