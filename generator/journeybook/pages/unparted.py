"""Numbers that stay with their units, and with what they tell of: no line of a page ends between them."""

from __future__ import annotations

import re

_READ = re.compile(r"(?:>|\A)[^<]*?\d [^<]*")
"""Words between two tags with a number and a blank among them; no sign is looked at twice, however many there are."""
_UNIT = re.compile(r"(?<=\d) (?=[%‰°]|[^\W\d_]{1,4}\b)")
"""The blank between a number and a unit, or another word as short: drawings hold these together, too."""
_TYPED = re.compile(r"(<(?:pre|code)\b.*?</(?:pre|code)>)", re.DOTALL)
_NO_BREAK = "\xa0"


def unparted(body: str) -> str:
    """A finished body with numbers and units held together, but where it shows what to type."""
    if "<code" not in body and "<pre" not in body:
        return _held_in(body)
    stretches = _TYPED.split(body)
    stretches[::2] = map(_held_in, stretches[::2])
    return "".join(stretches)


def _held_in(stretch: str) -> str:
    return _READ.sub(_held, stretch).replace("n = ", f"n{_NO_BREAK}={_NO_BREAK}")


def _held(words: re.Match[str]) -> str:
    return _UNIT.sub(_NO_BREAK, words[0])
