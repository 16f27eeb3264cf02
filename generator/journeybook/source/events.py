"""The parser's events become values that know their places; what a book does not use becomes problems."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from sys import intern
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from journeybook.problem import Place, Problem
from journeybook.source import refusals
from journeybook.source.characters import CONTROLS
from journeybook.source.names import MERGE, NOT_NAMES, name_problems
from journeybook.source.values import TO_FILL, Mapping, Sequence, Span, Value

try:
    from yaml import cyaml

    _parser: Any = vars(cyaml)["CParser"]
except ImportError:  # PyYAML built without libyaml: the same events, some twenty times slower
    _parser = yaml.SafeLoader

_QUESTION = re.compile(r"\? (?![\[{])")

MOST_VALUES = 200_000
MOST_LEVELS = 32
MOST_PROBLEMS = 100

_Refusal = Callable[[Any, list[str], Place], Problem]


class Unreadable(Exception):  # noqa: N818 - nothing went wrong with us: it carries a problem to where reading began
    """Reading cannot go on; the problem says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.rule)
        self.problem = problem


class Reading:
    """A text being read: what was found so far, what is wrong with it, and what deserves a second look.

    `loose` collects the unquoted texts that begin on a line without a name, or run over several lines.
    """

    __slots__ = ("_escapes", "_lines", "_next", "_questions", "file", "loose", "problems", "root", "text")

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self.problems: list[Problem] = []
        self.loose: list[tuple[str, Span]] = []
        self.root: Value = None
        self._lines: list[str] = []
        self._questions = "? " in text
        self._escapes = "\\" in text

    @property
    def lines(self) -> list[str]:
        """The lines of the text, which only problems need."""
        self._lines = self._lines or self.text.split("\n")
        return self._lines

    def document(self) -> None:
        """Read the one document of the text into `root`; raises `Unreadable` and what the parser raises."""
        if excess := _excess(self.text):
            raise Unreadable(refusals.too_many_values(MOST_VALUES, self._place(excess)))
        self._next = events_of(self.text)
        self._next()
        if type(self._next()) is not DocumentStartEvent:
            return
        event = self._next()
        self.root, _ = self._text(event) if type(event) is ScalarEvent else self._group(event, 1)
        self._next()
        if type(event := self._next()) is DocumentStartEvent and not self._is_empty(self._next()):
            self._refuse(refusals.second_document, event, span_of(event))

    def _is_empty(self, event: Any) -> bool:
        """Whether nothing follows a closing line `---`, which is what those are used to who write front matter."""
        nothing = type(event) is ScalarEvent and not event.style and not event.value
        return nothing and type(self._next()) is DocumentEndEvent and type(self._next()) is StreamEndEvent

    # The two loops below see every value of every file. Attributes of events and marks are costly, and so are calls:
    # that is why both hold the few lines for a plain text themselves.

    def _entries(self, entries: Mapping, level: int) -> Span:
        names: list[str] = []
        numbers: list[int] = []
        try:
            return self._each_entry(entries, level, names, numbers)
        finally:  # of a text that breaks off, what was read so far knows its place
            entries.place(names, numbers)

    def _each_entry(self, entries: Mapping, level: int, names: list[str], numbers: list[int]) -> Span:
        """Read all entries; a name that sorts before the figures is empty or begins with a sign.

        Names are the same few in all files, so each is kept once.
        """
        following, last = self._next, entries.span
        while type(event := following()) is not MappingEndEvent:
            start, end = event.start_mark, event.end_mark
            line = start.line + 1
            at = (line, start.column + 1, end.line + 1, end.column + 1)
            name = intern(event.value) if type(event) is ScalarEvent else self._group_as_name(event, level)
            if name in entries or name < "0" or name == MERGE or event.anchor or not name.isascii():
                self._doubt(event, name, at, entries, partial(_last_place, names, numbers))
            kind = type(content := following())
            if kind is not ScalarEvent:
                value, last = self._group(content, level + 1)
            elif content.style or content.tag or content.anchor:
                value, last = self._text(content)
            else:
                start, end = content.start_mark, content.end_mark
                last = (start.line + 1, start.column + 1, end.line + 1, end.column + 1)
                value = content.value or None
                if value and (value == TO_FILL or not line == last[0] == last[2]):
                    self.loose.append((value, last))
            entries[name] = value
            names.append(name)
            numbers += at + last
        return _closed(entries.span, last, event)

    def _items(self, items: Sequence, level: int) -> Span:
        numbers: list[int] = []
        try:
            return self._each_item(items, level, numbers)
        finally:
            items.place(numbers)

    def _each_item(self, items: Sequence, level: int, numbers: list[int]) -> Span:
        following, loose, last = self._next, self.loose, items.span
        while (kind := type(event := following())) is not SequenceEndEvent:
            if kind is not ScalarEvent:
                value, last = self._group(event, level + 1)
            elif event.style or event.tag or event.anchor:
                value, last = self._text(event)
            else:
                start, end = event.start_mark, event.end_mark
                last = (start.line + 1, start.column + 1, end.line + 1, end.column + 1)
                value = event.value or None
                loose.append((event.value, last))
            items.append(value)
            numbers += last
        return _closed(items.span, last, event)

    def _text(self, event: Any) -> tuple[Value, Span]:
        """A text in quotes or in indented lines, one with a label, or one that is all there is in the file."""
        span, text = span_of(event), event.value
        if event.tag or event.anchor:
            self._refuse(refusals.labelled, event, span)
        if not event.style:
            self.loose.append((text, span))
            return text or None, span
        if event.style in "|>":
            return text, _trimmed(span, self.text, event.end_mark.index)
        if self._escapes and CONTROLS.search(text):
            self._refuse(refusals.escaped_control, event, span)
            text = CONTROLS.sub(" ", text)
        return text, span

    def _group(self, event: Any, level: int) -> tuple[Value, Span]:
        """A list, or entries by name; an alias, which stands for either, is nothing."""
        span = span_of(event)
        if type(event) is AliasEvent:
            self._refuse(refusals.alias, event, span)
            return None, span
        if level > MOST_LEVELS:
            raise Unreadable(refusals.too_deep(MOST_LEVELS, self._place(span)))
        if event.tag or event.anchor:
            self._refuse(refusals.labelled, event, span)
        if self._questions and _QUESTION.match(self.text, event.start_mark.index):
            self._refuse(refusals.question, event, (*span[:3], span[1] + 1))
        found = Mapping(span) if type(event) is MappingStartEvent else Sequence(span)
        self.root = found if level == 1 else self.root
        found.span = self._entries(found, level) if isinstance(found, Mapping) else self._items(found, level)
        if isinstance(found, Mapping):
            self._tidy(found, bool(event.flow_style))
        return found, found.span

    def _tidy(self, entries: Mapping, in_braces: bool) -> None:
        """Take out what has no name, and tell of what has a name only because a comma stands before it."""
        if in_braces and None in entries.values():
            bare = (at for name, at in entries.keys_at.items() if entries.values_at[name][:2] == at[2:])
            for at in bare:
                self._refuse(refusals.name_without_colon, None, at)
        if self.problems:
            entries.drop(*NOT_NAMES)

    def _group_as_name(self, event: Any, level: int) -> str:
        """Read past what stands in brackets where a name should be."""
        _, span = self._group(event, level + 1)
        self._refuse(refusals.group_as_name, event, span)
        return ""

    def _doubt(self, event: Any, name: str, at: Span, entries: Mapping, placed: Callable[[str], Span]) -> None:
        if type(event) is not ScalarEvent:
            return
        if event.anchor:
            self._refuse(refusals.labelled, event, at)
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.extend(name_problems(name, at, entries, placed, self.lines, self.file))

    def _refuse(self, refusal: _Refusal, event: Any, span: Span) -> None:
        """Tell of what a book does not use, once for each line: its hint shows the line mended."""
        told = self.problems[-1].place.line if self.problems else 0
        if told != span[0] and len(self.problems) < MOST_PROBLEMS:
            self.problems.append(refusal(event, self.lines, self._place(span)))

    def _place(self, span: Span) -> Place:
        return Place(self.file, *span)


def _last_place(names: list[str], numbers: list[int], name: str) -> Span:
    """Where a name stands, of those that were read so far; the last of several."""
    row = len(names) - 1 - names[::-1].index(name)
    line, column, to_line, to_column = numbers[8 * row : 8 * row + 4]
    return line, column, to_line, to_column


def events_of(text: str) -> Callable[[], Any]:
    """A function that returns the parser's next event each time it is called; it raises `YAMLError`."""
    following: Callable[[], Any] = _parser(text).get_event
    return following


def _excess(text: str) -> Span | None:
    """Where a text has more values than any book needs, counted only where it is so long that it may have."""
    if len(text) < MOST_VALUES or sum(map(text.count, ",:[{-\n")) < MOST_VALUES / 2:
        return None
    following, values, level = events_of(text), 0, 0
    while level <= MOST_LEVELS and type(event := following()) is not StreamEndEvent:
        values += isinstance(event, NodeEvent)
        level += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if values > MOST_VALUES:
            return span_of(event)
    return None


def span_of(event: Any) -> Span:
    """Where an event of the parser stands in the text."""
    start, end = event.start_mark, event.end_mark
    return (start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _closed(begun: Span, last: Span, end: Any) -> Span:
    """The place of a whole list or group: to its closing bracket, else to the end of what stands last in it."""
    if end.end_mark.index > end.start_mark.index:
        return (begun[0], begun[1], end.end_mark.line + 1, end.end_mark.column + 1)
    return (begun[0], begun[1], last[2], last[3])


def _trimmed(span: Span, text: str, index: int) -> Span:
    """The place of a text in indented lines without the empty lines after it, which the parser counts in."""
    end = index
    while end and text[end - 1] in " \t\n":
        end -= 1
    return (span[0], span[1], span[2] - text.count("\n", end, index), end - text.rfind("\n", 0, end))
