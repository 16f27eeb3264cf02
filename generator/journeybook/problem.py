"""What can be wrong with a book, as values that speak no language until they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from journeybook.words import Phrase


class Severity(StrEnum):
    """How much a problem matters: an error must be mended, a warning should be, an advice may be."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, order=True, slots=True)
class Place:
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
