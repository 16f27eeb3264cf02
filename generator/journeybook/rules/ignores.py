"""Silence with a reason: `# journeybook: ignore rule-name – reason` behind what it speaks of, above it, or at the head.

Behind something it speaks of that line. On a line of its own it speaks of what begins below it, however many lines
that has, but not of the lists in it. Above everything else in a file it speaks of the whole file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from msgspec import Struct

from journeybook.problem import Place, Problem

Texts = Callable[[str], str]
"""Gives the text of a file by its path from the book's root; empty where it cannot be read."""

_MARK = "ourneybook:"  # in whatever letters it begins
_IGNORE = "ignore"
_COMMENT = re.compile(
    r"(?:^|(?<=\s))#\s*[Jj]ourneybook:\s*((?i:ignore|ignored|disable|skip|silence|noqa|off|ignoruj|pomi[nń]|wy[lł][aą]cz))\b"
    r"[ \t]*([a-z0-9-]*(?:[ \t]*,[ \t]*[a-z0-9-]+)*)(.*)$"
)
"""The comment, and what is written in its place elsewhere: who does so is told, and waits for no silence in vain."""
_DASH = re.compile(r"^\s*(?:[–—:-]+\s*)?")
_LINE_END = re.compile(r"\r\n|\r|\n")


class Ignore(Struct, frozen=True):
    """A comment that silences rules on some lines, counted from 1; useless without a reason."""

    rules: tuple[str, ...]
    reason: str
    lines: Collection[int]
    place: Place

    def silences(self, problem: Problem) -> bool:
        """Whether it silences a problem."""
        here = problem.place.file == self.place.file and problem.place.line in self.lines
        return here and bool(self.reason) and problem.rule in self.rules


def ignores_in(files: Iterable[str], text: Texts) -> Iterator[Ignore]:
    """The comments of these files that silence rules."""
    for file in files:
        written = text(file)
        if is_silencing(written):
            yield from _ignores(file, _LINE_END.split(written))


def is_silencing(text: str) -> bool:
    """Whether a comment that silences rules may stand somewhere in the text."""
    return _MARK in text


def comment_at(line: str) -> int:
    """Where a comment that silences rules begins in a line, from 0; -1 where there is none."""
    found = _COMMENT.search(line) if _MARK in line else None
    return found.start() if found else -1


def silenced(lines: Sequence[str]) -> Iterator[tuple[int, Collection[int]]]:
    """The numbers, from 0, of the lines with a comment that silences, and, from 1, of those it speaks of."""
    first = _next_content(lines, 0)
    for number, line in enumerate(lines):
        if comment_at(line) >= 0:
            yield number, _spoken_of(lines, number, first)


def _ignores(file: str, lines: Sequence[str]) -> Iterator[Ignore]:
    for number, spoken_of in silenced(lines):
        found = _COMMENT.search(lines[number])
        assert found is not None
        rules = tuple(name.strip() for name in found[2].split(",") if name.strip())
        reason = _DASH.sub("", found[3], count=1).strip() if found[1].lower() == _IGNORE else ""
        place = Place(file, number + 1, found.start() + 1, number + 1, len(lines[number]) + 1)
        yield Ignore(rules, reason, spoken_of, place)


def _spoken_of(lines: Sequence[str], number: int, first: int) -> Collection[int]:
    """The lines, from 1, that the comment on a line speaks of."""
    if not _is_comment(lines[number]):
        return (number + 1,)
    if number < first:
        return range(1, len(lines) + 1)
    return tuple(n + 1 for n in _beginning_at(lines, _next_content(lines, number)))


def _beginning_at(lines: Sequence[str], start: int) -> Iterator[int]:
    """The lines of what begins on a line, without those of the lists in it."""
    depth = _depth(lines[start]) if start < len(lines) else 0
    inner: int | None = None
    written = (n for n in range(start, len(lines)) if lines[n].strip() and not _is_comment(lines[n]))
    for number in written:
        line, at = lines[number], _depth(lines[number])
        if number > start and at <= depth:
            return
        inner = None if inner is not None and at <= inner and not _is_item(line) else inner
        inner = at if inner is None and number > start and _is_item(line) else inner
        if inner is None:
            yield number


def _next_content(lines: Sequence[str], start: int) -> int:
    rest = range(start, len(lines))
    return next((n for n in rest if lines[n].strip() and not _is_comment(lines[n])), len(lines))


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _is_item(line: str) -> bool:
    return line.lstrip(" ").startswith(("- ", "-\t")) or line.strip() == "-"


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
