"""Numbers that stay with their units: no line of a page ends between them."""

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
        return _READ.sub(_held, body)
    stretches = _TYPED.split(body)
    stretches[::2] = [_READ.sub(_held, each) for each in stretches[::2]]
    return "".join(stretches)


def _held(words: re.Match[str]) -> str:
    return _UNIT.sub(_NO_BREAK, words[0])
