"""Where diagrams stand: a file of mermaid's own, or blocks marked `mermaid` in a Markdown file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, takewhile
from pathlib import PurePath

from msgspec import Struct

MARKDOWN = {".md", ".markdown", ".mdx", ".mkd", ".mdown", ".qmd", ".rmd"}
_FENCE = re.compile(
    r"(?P<before>[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?)(?P<fence>`{3,}|~{3,}|:{3,})[ \t]*(?P<told>[^`]*)"
)
_IS_MERMAID = re.compile(r"\{?\s*\.?mermaid\b", re.IGNORECASE)
_ENDS = re.compile(r"\r\n|\r|\n")


class Block(Struct, frozen=True):
    """The lines of what may be a diagram, and the number of its first line in the file."""

    lines: tuple[str, ...]
    first: int
    alone: bool
    """Whether the whole file is meant to be the diagram."""


def blocks(text: str, file: str) -> list[Block]:
    """The diagrams that may stand in a file, by the kind of file its name tells of; else by what stands in it."""
    lines = _ENDS.split(text.removeprefix("\ufeff"))
    fenced = list(_fenced(lines))
    if fenced or PurePath(file).suffix.lower() in MARKDOWN:
        return fenced
    return [Block(tuple(lines), 1, alone=True)]


def _fenced(lines: list[str]) -> Iterator[Block]:
    """The blocks marked as mermaid; what stands in other blocks is an example of Markdown and none of its own."""
    number = 0
    while number < len(lines):
        opened = _FENCE.match(lines[number])
        number += 1
        if opened is None or (opened["fence"][0] == ":" and not _IS_MERMAID.match(opened["told"])):
            continue
        inside = _inside(lines, number, opened["fence"])
        if _IS_MERMAID.match(opened["told"]):
            yield Block(tuple(_unquoted(line, opened["before"]) for line in inside), number + 1, alone=False)
        number += len(inside) + 1


def _inside(lines: list[str], start: int, fence: str) -> list[str]:
    return list(takewhile(lambda line: not _closes(line, fence), islice(lines, start, None)))


def _closes(line: str, fence: str) -> bool:
    """Whether a line ends the block that the fence began; indentation and quotation may stand before it."""
    bare = line.strip(" \t>")
    return len(bare) >= len(fence) and set(bare) == {fence[0]}


def _unquoted(line: str, before: str) -> str:
    """The line as it stands inside a quotation, its columns kept."""
    depth = before.count(">")
    return re.sub(rf"^(?:[ \t]*>){{0,{depth}}}", lambda found: " " * len(found[0]), line) if depth else line
