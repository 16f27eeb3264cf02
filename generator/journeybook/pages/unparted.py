"""Numbers that stay with their units: no line of a page ends between them."""

from __future__ import annotations

import re

_UNIT = re.compile(r"(?<=\d) (?=(?:[%‰°]|[^\W\d_]{1,4}\b)[^<>]*(?:<|\Z))")
"""The blank between a number and a unit, or another word as short: drawings hold these together, too."""
_TYPED = re.compile(r"(<(?:pre|code)\b.*?</(?:pre|code)>)", re.DOTALL)
_NO_BREAK = "\xa0"


def unparted(body: str) -> str:
    """A finished body with numbers and units held together, but where it shows what to type."""
    if "<code" not in body and "<pre" not in body:
        return _UNIT.sub(_NO_BREAK, body)
    stretches = _TYPED.split(body)
    stretches[::2] = [_UNIT.sub(_NO_BREAK, each) for each in stretches[::2]]
    return "".join(stretches)
