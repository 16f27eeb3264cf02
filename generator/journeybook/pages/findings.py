"""Problems as a store keeps them: what sorts and counts them is at hand, their words are made when somebody reads them.

Of the findings in a large book a page shows a few hundred, and the others are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Any

from journeybook.pages import plain
from journeybook.pages.digests import Digests
from journeybook.problem import Place, Problem, Severity
from journeybook.words import Phrase

Told = dict[str, Any]
Words = tuple[Phrase, Phrase | None, tuple[tuple[Place, Phrase], ...]]
_SEVERITIES = {each.value: each for each in Severity}
_ROWS, _WORDS, _DIGESTS = "problems", "words", "digests"
_put = object.__setattr__


@lru_cache(maxsize=2)
def _words(fetch: Callable[[], Told]) -> list[Any]:
    """What problems say that were found together, in their order: who reads one soon reads the next."""
    words: list[Any] = fetch()[_WORDS]
    return words


class KnownProblem(Problem):
    """A problem that a store keeps; `told` fetches what it says, and what others say that were found with it."""

    __slots__ = ("_digest", "_number", "_said", "_told")
    _told: Callable[[], Told]
    _number: int
    _digest: str
    _said: Words | None

    def __init__(
        self, rule: str, severity: Severity, place: Place, told: Callable[[], Told], number: int, digest: str
    ) -> None:
        _put(self, "rule", rule)
        _put(self, "severity", severity)
        _put(self, "place", place)
        _put(self, "_told", told)
        _put(self, "_number", number)
        _put(self, "_digest", digest)
        _put(self, "_said", None)

    @property
    def _words(self) -> Words:
        if self._said is None:
            _put(self, "_said", tuple(plain.whole(_words(self._told)[self._number])))
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

    def told_by(self) -> str:
        """The digest of all of it."""
        return self._digest

    def __eq__(self, other: object) -> bool:
        return _values(self) == _values(other) if isinstance(other, Problem) else NotImplemented

    def __hash__(self) -> int:
        return hash(_values(self))


def told(problems: Sequence[Problem]) -> tuple[Told, Told]:
    """Problems as JSON can hold them, their words apart; nothing where one cannot be told."""
    with suppress(plain.UntellableError):
        words = [plain.told(_said(each)) for each in problems]
        return {_ROWS: list(map(_beginning, problems)), _DIGESTS: _digests_of(problems)}, {_WORDS: words}
    return {}, {}


def _digests_of(problems: Sequence[Problem]) -> list[str]:
    """What each is told by, for which all pages of problems ask."""
    digests = Digests()
    found = list(map(digests.of, problems))
    digests.let_go()  # it has problems in it, and is garbage that nobody looks for at once
    return found


def light(problems: list[Problem], told: Told, fetch: Callable[[], Told]) -> list[Problem]:
    """The problems that were just told, without their words; as they are, where one could not be told."""
    if _ROWS not in told:
        return problems
    each_told = enumerate(zip(problems, told[_DIGESTS], strict=True))
    return [KnownProblem(each.rule, each.severity, each.place, fetch, number, own) for number, (each, own) in each_told]


def known(told: Told, fetch: Callable[[], Told]) -> list[Problem] | None:
    """The problems that were told; `fetch` gives their words. None where one could not be told."""
    if _ROWS not in told:
        return None
    return [
        KnownProblem(rule, _SEVERITIES[severity], Place(*place), fetch, number, digest)
        for number, ((rule, severity, place), digest) in enumerate(zip(told[_ROWS], told[_DIGESTS], strict=True))
    ]


def _beginning(problem: Problem) -> tuple[str, str, list[str | int]]:
    place = problem.place
    where: list[str | int] = [place.file, place.line, place.column, place.end_line, place.end_column]
    return problem.rule, problem.severity.value, where


def _said(problem: Problem) -> Words:
    return problem.message, problem.hint, problem.others


def _values(problem: Problem) -> tuple[object, ...]:
    return problem.rule, problem.severity, problem.message, problem.place, problem.hint, problem.others
