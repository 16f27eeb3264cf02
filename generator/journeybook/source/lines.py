"""The author's own lines, and how they look when mended."""

from __future__ import annotations

import re
from typing import NamedTuple

_LONGEST_SHOWN = 110
_LONGEST_TYPED = 2_000
"""Signs of a line that is to be typed: it is shown whole, since who takes it over loses what is left out."""
_LONGEST_NAME = 2_000
_LEAD = re.compile(r"[ \t\u00a0]*(?:- +)*")
_NAME = re.compile(r"""("[^"]*"|'[^']*'|[^\s"'\[\]{},#](?:[^:]|:(?![ \t]))*?) ?:[ \t]+""")
_FIELD = re.compile(r"[a-z_]+")
_SHORT_FORM = re.compile(r":(?: +[-−+]?[0-2](?:[.,]5)?)?$")
_SPECIAL = "%@`&*!|>{}[],?"
_SMART = "“”„‟«»‘’‚‹›"

TEXT_AFTER_HASH = re.compile(r"[^\W_]| \d")
"""What follows a `#` that looks like text, not like the beginning of a comment."""

HASH_IN_TEXT = re.compile(rf" (?<=[^ \t\n] )#(?:{TEXT_AFTER_HASH.pattern})")
"""A ` #` that looks like text."""

_COMMENT = re.compile(rf"[ \t]#(?!{TEXT_AFTER_HASH.pattern})")


class Line(NamedTuple):
    """A line in parts: indentation and dashes, the name before the colon (or nothing), the text, and a comment."""

    lead: str
    name: str
    value: str
    tail: str


def parts(line: str) -> Line:
    """Take a line apart; in steps, since one pattern for all of it takes too long on a line of a million signs."""
    lead = _LEAD.match(line)
    rest = line[lead.end() :] if lead else line
    found = _NAME.match(rest[:_LONGEST_NAME])
    value = rest[found.end() :] if found else rest
    comment = _COMMENT.search(value)
    text = value[: comment.start() if comment else None].rstrip(" \t")
    return Line(lead[0] if lead else "", found[1] if found else "", text, value[len(text) :])


def in_quotes(line: str) -> str:
    """The line with its text in quotes, or its name where it is a short-form title with a colon in it."""
    lead, name, value, tail = parts(line)
    whole = f"{name}: {value}" if name else value
    feeling = _SHORT_FORM.search(whole)
    if feeling and ":" in whole[: feeling.start()] and not re.fullmatch(r"[a-z_]+", name):
        return shown(f"{lead}{quoted(whole[: feeling.start()])}{feeling[0]}{tail}")
    if name and (name[0] in "[{?" or ("-" in lead and not _FIELD.fullmatch(name) and not feeling)):
        return shown(f"{lead}{quoted(whole)}{tail}")
    if name and (name[0] in _SPECIAL or " #" in name):
        return shown(f"{lead}{quoted(name)}: {value}{tail}")
    return shown(f"{lead}{name}{': ' if name else ''}{quoted(value)}{tail}")


def item_in_quotes(line: str, column: int) -> str:
    """The line with the item of a list in brackets that stands at the column in quotes, or what its name says."""
    start = max(line.rfind(sign, 0, column - 1) for sign in ",[{") + 1
    start = max(start, line.rfind(": ", start, column - 1) + 1)
    end = min((at for sign in ",]}" if (at := line.find(sign, column - 1)) >= 0), default=len(line))
    text = line[start:end].strip()
    return shown(line[:start] + line[start:end].replace(text, quoted(text)) + line[end:])


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
    """The line as a message shows it to be typed: whole, but for its indentation."""
    return abridged(line, _LONGEST_TYPED)


def abridged(line: str, longest: int = _LONGEST_SHOWN) -> str:
    """The line as a message names it: without its indentation, and without its middle where it is long."""
    line = line.strip()
    if len(line) <= longest:
        return line
    return f"{line[: _LONGEST_SHOWN - 30]} … {line[-25:]}"


def line_at(lines: list[str], number: int) -> str:
    """The line of that number, from 1; empty where there is none."""
    return lines[number - 1] if 0 < number <= len(lines) else ""
