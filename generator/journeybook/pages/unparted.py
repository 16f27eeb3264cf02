"""Numbers that stay with their units, and with what they tell of: no line of a page ends between them."""

from __future__ import annotations

import re

_UNIT = re.compile(r" (?<=\d )(?=[%‰°]|[^\W\d_]{1,4}\b)")
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
    """Of a stretch that begins with words; no sign is looked at more than twice, however many units there are."""
    parts: list[str] = []
    end, is_tag = 0, False
    for blank in map(re.Match.start, _UNIT.finditer(stretch)):
        opened, closed = stretch.rfind("<", end, blank), stretch.rfind(">", end, blank)
        is_tag = opened > closed or (is_tag and opened == closed)
        parts += stretch[end:blank], " " if is_tag else _NO_BREAK
        end = blank + 1
    return "".join((*parts, stretch[end:])).replace("n = ", f"n{_NO_BREAK}={_NO_BREAK}")
