"""Problems as a store keeps them: what sorts and counts them is at hand, their words are made when somebody reads them.

Of the findings in a large book a page shows a few hundred, and the others are counted.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from journeybook.pages import plain
from journeybook.problem import Place, Problem, Severity
from journeybook.words import Phrase

Told = dict[str, Any]
Words = tuple[Phrase, Phrase | None, tuple[tuple[Place, Phrase], ...]]
_SEVERITIES = {each.value: each for each in Severity}
_ROWS = "problems"
_put = object.__setattr__


class KnownProblem(Problem):
    """A problem of an earlier build; `told` is what it says, as `told` below keeps it."""

    __slots__ = ("_said", "_told")
    _told: str
    _said: Words | None

    def __init__(self, rule: str, severity: Severity, place: Place, told: str) -> None:
        _put(self, "rule", rule)
        _put(self, "severity", severity)
        _put(self, "place", place)
        _put(self, "_told", told)
        _put(self, "_said", None)

    @property
    def _words(self) -> Words:
        if self._said is None:
            _put(self, "_said", tuple(plain.whole(json.loads(self._told))))
        assert self._said is not None
        return self._said

    @property
    def message(self) -> Phrase:
        """What is wrong."""
        return self._words[0]

    @property
    def hint(self) -> Phrase | None:
        """What to type instead."""
        return self._words[1]

    @property
    def others(self) -> tuple[tuple[Place, Phrase], ...]:
        """Related places."""
        return self._words[2]

    def __eq__(self, other: object) -> bool:
        return _values(self) == _values(other) if isinstance(other, Problem) else NotImplemented

    def __hash__(self) -> int:
        return hash(_values(self))


def told(problems: Sequence[Problem]) -> Told:
    """Problems as JSON can hold them; nothing where one cannot be told."""
    with suppress(plain.UntellableError):
        told = [json.dumps(plain.told(_said(each)), ensure_ascii=False) for each in problems]
        return {_ROWS: [[*_beginning(each), words] for each, words in zip(problems, told, strict=True)]}
    return {}


def known(told: Told) -> list[Problem]:
    """The problems that were told."""
    rows = told[_ROWS]
    return [KnownProblem(rule, _SEVERITIES[severity], Place(*place), words) for rule, severity, place, words in rows]


def _beginning(problem: Problem) -> tuple[str, str, list[str | int]]:
    place = problem.place
    where: list[str | int] = [place.file, place.line, place.column, place.end_line, place.end_column]
    return problem.rule, problem.severity.value, where


def _said(problem: Problem) -> Words:
    return problem.message, problem.hint, problem.others


def _values(problem: Problem) -> tuple[object, ...]:
    return problem.rule, problem.severity, problem.message, problem.place, problem.hint, problem.others
