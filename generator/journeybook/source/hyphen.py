"""The problem of an item of a list that lacks its hyphen."""

from __future__ import annotations

from journeybook.problem import Place, Problem, Severity
from journeybook.source.lines import shown
from journeybook.words import Phrase, phrase

MISSING = phrase("A hyphen and a space are missing before this item of a list.")


def missing(line: str, place: Place, hint: Phrase | None = None) -> Problem:
    """What is wrong with a line that lacks its hyphen."""
    return Problem("yaml-bullet", Severity.ERROR, MISSING, place, hint or how(line))


def how(line: str) -> Phrase:
    """How the line is written with its hyphen."""
    return phrase("Write `{line}`, beginning in the column of the other hyphens.", line=with_hyphen(line))


def with_hyphen(line: str) -> str:
    """The line as an item, as a message shows it."""
    return shown(f"- {line.strip()}")
