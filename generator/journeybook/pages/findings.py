"""Problems as a store keeps them: what sorts and counts them is at hand, their words are made when somebody reads them.

Of the findings in a large book a page shows a few hundred, and the others are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property
from typing import Any

from journeybook.pages import plain
from journeybook.problem import Place, Problem, Severity
from journeybook.words import Phrase

Told = dict[str, Any]
Words = tuple[Phrase, Phrase | None, tuple[tuple[Place, Phrase], ...]]
_SEVERITIES = {each.value: each for each in Severity}
_ROWS, _WORDS = "problems", "words"
_put = object.__setattr__


class Fetched:
    """The words of problems that were found together; fetched when somebody reads the first of them."""

    def __init__(self, fetch: Callable[[], Told]) -> None:
        self._fetch = fetch

    @cached_property
    def words(self) -> list[Any]:
        """What each says, in their order."""
        words: list[Any] = self._fetch()[_WORDS]
        return words


class KnownProblem(Problem):
    """A problem of an earlier build; `told` has what it says, and what others say that were found with it."""

    __slots__ = ("_number", "_said", "_told")
    _told: Fetched
    _number: int
    _said: Words | None

    def __init__(self, rule: str, severity: Severity, place: Place, told: Fetched, number: int) -> None:
        _put(self, "rule", rule)
        _put(self, "severity", severity)
        _put(self, "place", place)
        _put(self, "_told", told)
        _put(self, "_number", number)
        _put(self, "_said", None)

    @property
    def _words(self) -> Words:
        if self._said is None:
            _put(self, "_said", tuple(plain.whole(self._told.words[self._number])))
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


def told(problems: Sequence[Problem]) -> tuple[Told, Told]:
    """Problems as JSON can hold them, their words apart; nothing where one cannot be told."""
    with suppress(plain.UntellableError):
        words = [plain.told(_said(each)) for each in problems]
        return {_ROWS: list(map(_beginning, problems))}, {_WORDS: words}
    return {}, {}


def known(told: Told, fetch: Callable[[], Told]) -> list[Problem] | None:
    """The problems that were told; `fetch` gives their words. None where one could not be told."""
    if _ROWS not in told:
        return None
    words = Fetched(fetch)
    return [
        KnownProblem(rule, _SEVERITIES[severity], Place(*place), words, number)
        for number, (rule, severity, place) in enumerate(told[_ROWS])
    ]


def _beginning(problem: Problem) -> tuple[str, str, list[str | int]]:
    place = problem.place
    where: list[str | int] = [place.file, place.line, place.column, place.end_line, place.end_column]
    return problem.rule, problem.severity.value, where


def _said(problem: Problem) -> Words:
    return problem.message, problem.hint, problem.others


def _values(problem: Problem) -> tuple[object, ...]:
    return problem.rule, problem.severity, problem.message, problem.place, problem.hint, problem.others
