"""The entries of a record in the order of its fields; a blank line begins a paragraph that stays where it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from journeybook.edit.records import records_in
from journeybook.edit.sheet import Sheet
from journeybook.model import Entity, Record
from journeybook.model.order import written_order
from journeybook.rules.ignores import silenced
from journeybook.source import Mapping

_KEEPS_BLANK_LINES = re.compile(r"[|>][0-9]?\+")


class Block(NamedTuple):
    """The lines of one entry, counted from 0, the end not included: comments above it, the entry, what is in it."""

    name: str
    start: int
    key: int
    end: int


def in_order(page: Sheet, kind: type[Entity]) -> bytes:
    """The file with the entries of each record in the order of its fields."""
    lines = _lines(page)
    # Inner groups first: what stands in an entry changes places inside it before the entry moves.
    for entries, record in reversed(list(records_in(page, page.value, kind))):
        for paragraph in _paragraphs(page, lines, entries):
            _arrange(page, lines, entries, paragraph, record)
    # A last line without an end gets one if anything moves: another line, or a text in lines, may now be the last.
    return page.data if lines == _lines(page) else (page.mark + "".join(lines)).encode()


def _ends(text: str) -> bool:
    return text.endswith(("\n", "\r"))


def _lines(page: Sheet) -> list[str]:
    """The lines with their ends; the last one gets one, so that it may move."""
    text = page.text if _ends(page.text) else page.text + page.newline
    starts = page.starts if not _ends(page.text) else page.starts[:-1]
    return [text[start:end] for start, end in pairwise([*starts, len(text)])]


def _paragraphs(page: Sheet, lines: list[str], entries: Mapping) -> Iterator[list[Block]]:
    """The entries between which nothing stands, neither a blank line nor a comment of its own."""
    blocks = list(_blocks(page, lines, entries))
    paragraph = blocks[:1]
    for before, block in pairwise(blocks):
        if before.end != block.start:
            yield paragraph
            paragraph = []
        paragraph.append(block)
    yield paragraph


def _blocks(page: Sheet, lines: list[str], entries: Mapping) -> Iterator[Block]:
    indent = entries.span[1] - 1
    names = list(entries)
    starts = [entries.keys_at[name][0] - 1 for name in names]
    leads = [_lead(lines, start, indent) for start in starts]
    if entries is page.value:
        leads[0] = starts[0]  # a comment at the beginning of a file speaks of the file
    for name, start, lead, following in zip(names, starts, leads, [*leads[1:], len(lines)], strict=True):
        end = start + 1 if entries[name] is None else entries.values_at[name][2]
        while end < following and _indent_of_comment(lines[end]) > indent:
            end += 1
        yield Block(name, lead, start, end)


def _lead(lines: list[str], start: int, indent: int) -> int:
    """The first of the comments that stand right above a line, in its own column."""
    if lines[start][:indent].strip():
        return start
    while start and _indent_of_comment(lines[start - 1]) == indent:
        start -= 1
    return start


def _indent_of_comment(line: str) -> int:
    """How far a line that is all comment is indented; -1 for another line."""
    text = line.lstrip(" ")
    return len(line) - len(text) if text.startswith("#") else -1


def _arrange(page: Sheet, lines: list[str], entries: Mapping, paragraph: list[Block], record: type[Record]) -> None:
    order = _sorted(paragraph, written_order(record))
    if order == paragraph or any(_keeps_blank_lines(page, entries, block.name) for block in paragraph):
        return
    first, indent = paragraph[0], entries.span[1] - 1
    if order[-1] != paragraph[-1] and _comment_below(lines, paragraph[-1].end) > indent:
        return  # below a text in lines the comment would become part of it
    prefix = lines[first.key][:indent]
    if prefix.strip() and order[0].start != order[0].key:
        return  # nothing can stand between the dash of an item and its first entry
    moved = {block: lines[block.start : block.end] for block in paragraph}
    if prefix.strip():
        moved[first][0] = " " * indent + moved[first][0][indent:]
        moved[order[0]][0] = prefix + moved[order[0]][0][indent:]
    arranged = [line for block in order for line in moved[block]]
    after = [*lines[: first.start], *arranged, *lines[paragraph[-1].end :]] if page.is_silencing else []
    if _silence(after) == (_silence(lines) if after else set()):
        lines[first.start : paragraph[-1].end] = arranged


def _silence(lines: list[str]) -> set[tuple[str, frozenset[str]]]:
    """Each comment that silences rules, with what it speaks of, wherever that stands."""
    return {
        (lines[number].strip(" -"), frozenset(lines[n - 1].strip(" -") for n in spoken_of))
        for number, spoken_of in silenced(lines)
    }


def _comment_below(lines: list[str], start: int) -> int:
    """How far the first thing below is indented if it is a comment; -1 otherwise."""
    below = (lines[number] for number in range(start, len(lines)))  # a part of the list would be as long as the file
    return next((_indent_of_comment(line) for line in below if line.strip()), -1)


def _sorted(paragraph: Iterable[Block], order: tuple[str, ...]) -> list[Block]:
    places = {name: place for place, name in enumerate(order)}
    return sorted(paragraph, key=lambda block: places.get(block.name, len(order)))


def _keeps_blank_lines(page: Sheet, entries: Mapping, name: str) -> bool:
    """Whether the blank lines after a text belong to it (`|+`)."""
    value = entries[name]
    return isinstance(value, str) and bool(_KEEPS_BLANK_LINES.match(page.text, page.start(entries.values_at[name])))
