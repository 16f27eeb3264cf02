"""The known word that is nearest to a mistyped one."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches


def closest(word: str, known: Sequence[str]) -> str | None:
    """The known word that a mistyped one most likely meant."""
    names = {folded(name): name for name in known}
    found = get_close_matches(folded(word), names, 1, 0.66)
    return names[found[0]] if found else None


def folded(word: str) -> str:
    """The word without capitals and without what may stand between its parts."""
    return word.lower().replace("_", "").replace("-", "").replace(" ", "")
