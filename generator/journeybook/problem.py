"""What can be wrong with a book, as values that speak no language until they are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from msgspec import Struct

from journeybook.words import Phrase, phrase, phrases


class Severity(StrEnum):
    """How much a problem matters: an error must be mended, a warning should be, an advice may be."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


SEVERITIES = {Severity.ERROR: phrase("error"), Severity.WARNING: phrase("warning"), Severity.ADVICE: phrase("advice")}
"""The words for them."""


class Place(Struct, frozen=True, order=True):
    """A stretch of a file: path from the book's root with `/`, lines and columns from 1, the end not included."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: the rule it breaks, what and where, what to type instead, and related places."""

    rule: str
    severity: Severity
    message: Phrase
    place: Place
    hint: Phrase | None = None
    others: tuple[tuple[Place, Phrase], ...] = ()


def tally(problems: Iterable[Problem]) -> list[Phrase]:
    """How many problems there are of each severity, the gravest first."""
    count = Counter(problem.severity for problem in problems)
    told = (
        phrases("{count} error", "{count} errors", count[Severity.ERROR]),
        phrases("{count} warning", "{count} warnings", count[Severity.WARNING]),
        phrases("{count} piece of advice", "{count} pieces of advice", count[Severity.ADVICE]),
    )
    return [each for each in told if each.count]
