"""The author's own lines, and how they look when mended."""

from __future__ import annotations

import re
from typing import NamedTuple

_LONGEST_SHOWN = 110
_LONGEST_LOOKED_AT = 50_000
_LEAD = r"""[ \t\u00a0]*(?:-[ ]+)*"""
_NAME = r"""(?:"[^"]*"|'[^']*'|[^\s"'\[\]{},#](?:[^:]|:(?![ \t\u00a0]))*?)"""
_TAIL = r"[ \t]*(?:[ \t]#(?![^\W_]|[ ]\d).*)?"
_LINE = re.compile(rf"(?P<lead>{_LEAD})(?:(?P<name>{_NAME})[ ]?:[ \t]+)?(?P<value>.*?)(?P<tail>{_TAIL})")
_SHORT_FORM = re.compile(r"(?P<title>.*:.*?)(?P<rest>:(?:[ ]+[-−+]?[0-2](?:[.,]5)?)?)")
_SPECIAL = "%@`&*!|>{}[],?"
_SMART = "“”„‟«»‘’‚‹›"


TEXT_AFTER_HASH = re.compile(r"[^\W_]| \d")
"""What follows a `#` that looks like text, not like the beginning of a comment."""

HASH_IN_TEXT = re.compile(rf" (?<=[^ \t\n] )#(?:{TEXT_AFTER_HASH.pattern})")
"""A ` #` that looks like text."""


class Line(NamedTuple):
    """A line in parts: indentation and dashes, the name before the colon (or nothing), the text, and a comment."""

    lead: str
    name: str
    value: str
    tail: str


def parts(line: str) -> Line:
    """Take a line apart; what is too long to be looked at counts as text."""
    found = _LINE.fullmatch(line) if len(line) <= _LONGEST_LOOKED_AT else None
    return Line(**found.groupdict(default="")) if found else Line("", "", line, "")


def in_quotes(line: str) -> str:
    """The line with its text in quotes, or its name where it is a short-form title with a colon in it."""
    lead, name, value, tail = parts(line)
    title = _SHORT_FORM.fullmatch(f"{name}: {value}" if name else value)
    if title and not re.fullmatch(r"[a-z_]+", name):
        return shown(f"{lead}{quoted(title['title'])}{title['rest']}{tail}")
    if name and name[0] in "[{?":
        return shown(f"{lead}{quoted(f'{name}: {value}')}{tail}")
    if name and (name[0] in _SPECIAL or " #" in name):
        return shown(f"{lead}{quoted(name)}: {value}{tail}")
    return shown(f"{lead}{name}{': ' if name else ''}{quoted(value)}{tail}")


def quoted(text: str) -> str:
    """The text in straight quotes that hold whatever it contains; quotes around all of it are replaced."""
    text = unquoted(text)
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def unquoted(text: str) -> str:
    """The text without the pair of quotation marks, straight or typographic, that surrounds all of it."""
    inner = text[1:-1]
    if len(text) < 2 or not ((text[0] == text[-1] and text[0] in "\"'") or (text[0] in _SMART and text[-1] in _SMART)):
        return text
    # In "Yes" or "no" the first mark inside closes a pair; in "a "new" tariff" and 'it's mine' it does not.
    before, mark, after = inner.partition(text[0])
    return text if mark and not before.endswith(" ") and text[0] in after else inner


def shown(line: str) -> str:
    """The line as a message shows it: without its indentation, and without its middle where it is long."""
    line = line.strip()
    if len(line) <= _LONGEST_SHOWN:
        return line
    return f"{line[: _LONGEST_SHOWN - 30]} … {line[-25:]}"


def line_at(lines: list[str], number: int) -> str:
    """The line of that number, from 1; empty where there is none."""
    return lines[number - 1] if 0 < number <= len(lines) else ""
