"""A line of a file as a terminal shows it, with carets below what is meant."""

from __future__ import annotations

import re
import unicodedata

WIDEST = 160  # characters of a line that are shown
BEFORE = 80  # of them before what is meant, in a longer line
UNSEEN = "�"
CUT = "…"
_MOVES = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def excerpt(line: str, start: int, end: int) -> tuple[str, str]:
    """The line, or the part of it around the characters `start` to `end` (from 0), and the carets below them.

    Tabs become single blanks and signs that nobody would see a sign of their own; carets stand right below wide signs
    (Chinese, emoji) and below letters with accents of their own, too.
    """
    first = max(0, start - BEFORE) if len(line) > WIDEST else 0
    last = min(len(line), first + WIDEST)
    before, meant, after = line[first:start], line[start : min(end, last)], line[min(max(start, end), last) : last]
    head, tail = CUT if first else "", CUT if last < len(line) else ""
    shown = "".join(map(_shown, before + meant + after))
    return f"{head}{shown}{tail}", " " * width(head + before) + "^" * max(1, width(meant))


def in_line(text: str) -> str:
    """Words on one line of a terminal or a log, where nothing in them moves, colours or begins anything."""
    return _MOVES.sub(UNSEEN, " ".join(text.splitlines()).replace("\t", " "))


def width(text: str) -> int:
    """How many columns a terminal gives to the text."""
    return sum(map(_columns, text))


def _shown(sign: str) -> str:
    if sign == "\t":
        return " "
    return sign if sign.isprintable() else UNSEEN


def _columns(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in {"W", "F"} else 1
