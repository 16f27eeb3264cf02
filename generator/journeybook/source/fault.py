"""Where the parser stopped and what it had read before, from which the suspects draw their conclusions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from yaml import YAMLError
from yaml.events import CollectionEndEvent, CollectionStartEvent, NodeEvent

from journeybook.problem import Place, Problem, Severity
from journeybook.source.events import events_of, span_of
from journeybook.source.lines import line_at
from journeybook.source.values import Span
from journeybook.words import Phrase


class Fault(NamedTuple):
    """Where the parser stopped and what it said; lines and columns count from 1.

    `begun`: where the thing it was reading begins; `last`: the place of the text, or of the list in brackets, before;
    `groups`: where the lists and groups begin in which that text stands, the outermost first, without brackets;
    `bracket`: where the innermost bracket stands that is still open, or None.
    """

    file: str
    lines: list[str]
    says: str
    line: int
    column: int
    begun: tuple[int, int]
    last: Span
    groups: tuple[tuple[int, int], ...]
    bracket: tuple[int, int] | None


def fault_of(error: Exception, text: str, lines: list[str], file: str) -> Fault:
    """What the parser says, with what it had read before; read once more, since nobody keeps that while all is well."""
    last: Span = (1, 1, 1, 1)
    groups: tuple[tuple[int, int], ...] = ()
    begun: list[tuple[Span, bool]] = []
    for event in _events(text):
        span = span_of(event)
        if isinstance(event, CollectionEndEvent):
            start, brackets = begun.pop()
            last = (*start[:2], *span[2:]) if brackets else last
        if isinstance(event, CollectionStartEvent):
            begun.append((span, bool(event.flow_style)))
        if isinstance(event, NodeEvent):
            last, groups = span, tuple(start[:2] for start, brackets in begun if not brackets)
    at = _place_of_mark(getattr(error, "problem_mark", None), (1, 1))
    since = _place_of_mark(getattr(error, "context_mark", None), at)
    says = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}".lower()
    bracket = next((start[:2] for start, brackets in reversed(begun) if brackets), None)
    return Fault(file, lines, says, *at, since, last, groups, bracket)


def _events(text: str) -> Iterator[Any]:
    try:
        following = events_of(text)
        while (event := following()) is not None:
            yield event
    except (YAMLError, ValueError, OverflowError):
        return


def _place_of_mark(mark: Any, otherwise: tuple[int, int]) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else otherwise


def error_at(fault: Fault, rule: str, at: tuple[int, int], words: Phrase, hint: Phrase) -> Problem:
    """The error at one sign of the fault's file."""
    return Problem(rule, Severity.ERROR, words, Place(fault.file, *at, at[0], at[1] + 1), hint)


def sign_at(fault: Fault, at: tuple[int, int]) -> str:
    """The sign that stands there."""
    return line_at(fault.lines, at[0])[at[1] - 1 : at[1]]


def lead_of(line: str) -> str:
    """What the line is indented with, be it spaces or not."""
    return line[: len(line) - len(line.lstrip())]
