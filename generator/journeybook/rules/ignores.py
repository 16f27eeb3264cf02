"""Silence with a reason: `# journeybook: ignore rule-name – reason` on a line, above a line, or at a file's head."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from journeybook.problem import Place, Problem

Texts = Callable[[str], str]
"""Gives the text of a file by its path from the book's root; empty where it cannot be read."""

_MARK = "journeybook:"
_COMMENT = re.compile(r"(?:^|(?<=\s))#\s*journeybook:\s*ignore\b[ \t]*([a-z0-9-]*(?:[ \t]*,[ \t]*[a-z0-9-]+)*)(.*)$")
_DASH = re.compile(r"^\s*(?:[–—:-]+\s*)?")


@dataclass(frozen=True, slots=True)
class Ignore:
    """A comment that silences rules on a line, or in the whole file (`line` 0); useless without a reason."""

    rules: tuple[str, ...]
    reason: str
    line: int
    place: Place

    def silences(self, problem: Problem) -> bool:
        """Whether it silences a problem."""
        here = problem.place.file == self.place.file and self.line in (0, problem.place.line)
        return here and bool(self.reason) and problem.rule in self.rules


def ignores_in(files: Iterable[str], text: Texts) -> Iterator[Ignore]:
    """The comments of these files that silence rules."""
    for file in files:
        written = text(file)
        if _MARK in written:
            yield from _ignores(file, written.splitlines())


def _ignores(file: str, lines: list[str]) -> Iterator[Ignore]:
    first = _next_content(lines, 0)
    for number, line in enumerate(lines):
        found = _COMMENT.search(line) if _MARK in line else None
        if found:
            rules = tuple(name.strip() for name in found[1].split(",") if name.strip())
            reason = _DASH.sub("", found[2], count=1).strip()
            place = Place(file, number + 1, found.start() + 1, number + 1, len(line) + 1)
            yield Ignore(rules, reason, _line(lines, number, first), place)


def _line(lines: list[str], number: int, first: int) -> int:
    """The line that a comment speaks of, from 1: its own, the next below it that is no comment, 0 for the file."""
    if not lines[number].lstrip().startswith("#"):
        return number + 1
    return 0 if number < first else _next_content(lines, number) + 1


def _next_content(lines: list[str], start: int) -> int:
    rest = range(start, len(lines))
    return next((n for n in rest if lines[n].strip() and not lines[n].lstrip().startswith("#")), len(lines))
