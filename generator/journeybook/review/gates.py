"""What may make a review fail: each gate by its name, in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from journeybook.problem import Severity
from journeybook.review import Change, Kind, Review
from journeybook.words import Phrase, phrase

Caught = Callable[[Change], bool]


_JUDGED = {Kind.VERDICT, Kind.ADDED}
"""A promise that comes into the book may be broken already."""


def _says(change: Change, raw: str) -> bool:
    return change.after is not None and change.after.raw == raw


GATES: Mapping[str, tuple[Phrase, Caught]] = MappingProxyType(
    {
        "broken-promise": (
            phrase("a promise is broken that was not"),
            lambda change: change.kind in _JUDGED and change.subject.noun == "promise" and _says(change, "broken"),
        ),
        "promise-at-risk": (
            phrase("a promise stands worse than before"),
            lambda change: change.kind is Kind.VERDICT and change.worse is True,
        ),
        "expect": (
            phrase("an experience test fails that did not"),
            lambda change: change.kind is Kind.EXPECT and change.after is not None and change.after.raw is False,
        ),
        "feeling": (
            phrase("a touchpoint feels worse than before"),
            lambda change: change.kind is Kind.EMOTION and change.worse is True,
        ),
        "unproven": (
            phrase("a feeling has moved without new evidence"),
            lambda change: change.kind is Kind.UNPROVEN,
        ),
        "removed": (
            phrase("a journey, touchpoint or promise is removed"),
            lambda change: change.kind is Kind.REMOVED and change.subject.noun in {"journey", "touchpoint", "promise"},
        ),
        "unreadable": (
            phrase("a file can no longer be read"),
            lambda change: change.kind is Kind.UNREADABLE,
        ),
        "error": (
            phrase("check finds an error that is new"),
            lambda change: change.kind is Kind.PROBLEM and _says(change, Severity.ERROR.value),
        ),
        "warning": (
            phrase("check finds an error or a warning that is new"),
            lambda change: change.kind is Kind.PROBLEM and not _says(change, Severity.ADVICE.value),
        ),
    }
)


def caught(review: Review, gate: str) -> bool:
    """Whether anything in a review meets a gate."""
    _, meets = GATES[gate]
    return any(meets(change) for change in review.changes)
