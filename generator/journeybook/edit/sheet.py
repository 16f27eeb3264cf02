"""A file as it stands, byte for byte, and edits of its text at known places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from journeybook.problem import Severity
from journeybook.rules.ignores import is_silencing
from journeybook.source import Mapping, Span, read

_LINE_END = re.compile(r"\r\n|\r|\n")
_MARK = "\ufeff"


class Edit(NamedTuple):
    """What stands from `start` up to `end` (characters from the beginning of the text) becomes `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Sheet:
    """A file that can be read: its bytes, its text without a byte order mark, and what is in it."""

    data: bytes
    mark: str
    text: str
    value: Mapping

    @cached_property
    def starts(self) -> list[int]:
        """Where each line begins."""
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    @cached_property
    def newline(self) -> str:
        """How this file ends its lines."""
        found = _LINE_END.search(self.text)
        return found[0] if found else "\n"

    @cached_property
    def is_silencing(self) -> bool:
        """Whether a comment that silences rules may stand in it."""
        return is_silencing(self.text)

    def offset(self, line: int, column: int) -> int:
        """Where a place stands in the text; lines and columns count from 1."""
        return self.starts[line - 1] + column - 1

    def start(self, span: Span) -> int:
        """Where a stretch begins in the text."""
        return self.offset(span[0], span[1])

    def end(self, span: Span) -> int:
        """Where a stretch ends in the text."""
        return self.offset(span[2], span[3])

    def typed(self, span: Span) -> str:
        """What the author typed there."""
        return self.text[self.start(span) : self.end(span)]

    def rest(self, offset: int) -> str:
        """What follows on the same line."""
        found = _LINE_END.search(self.text, offset)
        return self.text[offset : found.start() if found else len(self.text)]

    def in_brackets(self, span: Span) -> bool:
        """Whether a list or a group stands in brackets or braces."""
        return self.text[self.start(span) : self.start(span) + 1] in {"[", "{"}


def sheet(data: bytes) -> Sheet | None:
    """The file with these bytes; None where it holds a mistake that keeps it from being read as it was meant."""
    value, problems = read(data, "")
    if not isinstance(value, Mapping) or any(problem.severity is Severity.ERROR for problem in problems):
        return None
    text = data.decode()
    mark = _MARK if text.startswith(_MARK) else ""
    text = text.removeprefix(_MARK)
    # Reading leaves such a mark out, so that columns after it would not be those of the text.
    return None if _MARK in text else Sheet(data, mark, text, value)


def edited(page: Sheet, edits: Iterable[Edit]) -> bytes:
    """The bytes of the file after the edits, which must not overlap; two at one place come in the order given."""
    parts, done = [page.mark], 0
    for edit in sorted(edits, key=lambda edit: edit[:2]):
        parts += [page.text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*parts, page.text[done:]]).encode()
