"""What a bridge tells of its crossing: problems, as everywhere, each with the line it speaks of.

An error keeps something out; a warning says that something was lost or read otherwise than another program reads it;
advice says what was guessed and how to correct it.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from journeybook.problem import Place, Problem, Severity
from journeybook.words import Phrase, phrase

MOST_LINES = 12  # lines named in one sentence


class Names(Struct, frozen=True):
    """Several names in a sentence, each in the quotation marks of the reader's language."""

    names: tuple[str, ...]
    most: int = 120

    def say(self, language: str = "en") -> str:
        """The names in a row, as far as there is room for them."""
        told = ", ".join(phrase("“{name}”", name=name).say(language) for name in self.names)
        return told if len(told) <= self.most else f"{told[: self.most - 1]}…"


def refused(rule: str, message: Phrase, place: Place, hint: Phrase | None = None) -> Problem:
    """Something could not be brought over at all."""
    return Problem(rule, Severity.ERROR, message, place, hint)


def lost(rule: str, message: Phrase, place: Place, hint: Phrase | None = None) -> Problem:
    """Something was left behind, or read otherwise than it was written."""
    return Problem(rule, Severity.WARNING, message, place, hint)


def guessed(rule: str, message: Phrase, place: Place, hint: Phrase | None = None) -> Problem:
    """Something was read in one of several ways; the hint says how to choose another."""
    return Problem(rule, Severity.ADVICE, message, place, hint)


def lines_of(numbers: Sequence[int]) -> str:
    """The numbers of lines in a row, as far as there is room for them."""
    return ", ".join(map(str, numbers[:MOST_LINES])) + (" …" if len(numbers) > MOST_LINES else "")


def line_of(file: str, number: int, text: str = "") -> Place:
    """The whole of a line, from its first sign on."""
    start = len(text) - len(text.lstrip()) + 1
    return Place(file, number, start, number, max(start + 1, len(text.rstrip()) + 1))


def whole_file(file: str) -> Place:
    """A file as a whole."""
    return Place(file, 1, 1, 1, 1)
