"""What stands in one cell: several things at once, a feeling in some form, a text that would run as a formula."""

from __future__ import annotations

import re

_BULLET = re.compile(r"^\s*(?:[•●▪◦‣∙·*–—-]|\d{1,2}[.)])\s+")
_INLINE = re.compile(r"\s*[•●▪◦‣]\s*")
_RUNS = "=+-@\t\r＝＋－＠"
_KEPT = "'"


def items(text: str) -> list[str]:
    """The things in a cell: one a line, or with bullets before them, or parted by semicolons."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) == 1 and not _BULLET.match(text):
        parts = _INLINE.split(text) if len(_INLINE.split(text)) > 2 else text.split(";")
        return [part.strip() for part in parts if part.strip()]
    return _joined([(bool(_BULLET.match(line)), _BULLET.sub("", line).strip()) for line in lines])


def is_list(text: str) -> bool:
    """Whether a cell holds several lines, each with a bullet before it."""
    lines = [line for line in text.split("\n") if line.strip()]
    return len(lines) > 1 and all(_BULLET.match(line) for line in lines)


def _joined(lines: list[tuple[bool, str]]) -> list[str]:
    """The lines, each without a bullet added to the one above where bullets are the rule."""
    found: list[str] = []
    bulleted = lines[0][0]
    for has_bullet, line in lines:
        if bulleted and not has_bullet and found:
            found[-1] += f" {line}"
        else:
            found.append(line)
    return [line for line in found if line]


def joined(texts: list[str]) -> str:
    """Several things in one cell so that `items` finds each again."""
    lines = [" ".join(text.split()) for text in texts]
    if len(lines) > 1 or any(";" in line or _BULLET.match(line) or _INLINE.search(line) for line in lines):
        return "\n".join(f"• {line}" for line in lines)
    return "".join(lines)


def harmless(text: str) -> str:
    """The text so that no program takes it for a formula: a quotation mark stands before what begins like one."""
    first, second = text[:1], text[1:2]
    risky = (first and first in _RUNS) or (first == _KEPT and second and second in _RUNS + _KEPT)
    return _KEPT + text if risky else text


def as_meant(text: str) -> str:
    """The text without the quotation mark that kept it from being a formula."""
    return text[1:] if text[:1] == _KEPT and text[1:2] and text[1:2] in _RUNS + _KEPT else text
