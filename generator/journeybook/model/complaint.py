"""How a record says that a typed value is wrong: our own words, carried through pydantic."""

from __future__ import annotations

from pydantic_core import PydanticCustomError

from journeybook.words import Phrase

OURS = "journeybook"


def complaint(
    message: Phrase, hint: Phrase | None = None, at: tuple[str | int, ...] = (), rule: str = "wrong-value"
) -> PydanticCustomError:
    """A validation error with our words; `at` leads from the field to the very key that is wrong."""
    return PydanticCustomError(OURS, "see context", {"message": message, "hint": hint, "at": at, "rule": rule})
