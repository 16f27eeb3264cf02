"""The parser's events become values that know their places; what a book does not use becomes problems."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from journeybook.problem import Place, Problem
from journeybook.source import refusals
from journeybook.source.characters import CONTROLS
from journeybook.source.names import MERGE, name_problems
from journeybook.source.values import Mapping, Sequence, Span, Value

try:
    from yaml import cyaml

    _parser: Any = vars(cyaml)["CParser"]
except ImportError:  # PyYAML built without libyaml: the same events, some twenty times slower
    _parser = yaml.SafeLoader

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

    __slots__ = ("_escapes", "_left", "_next", "file", "lines", "loose", "problems", "root", "text")

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self.lines = text.split("\n")
        self.problems: list[Problem] = []
        self.loose: list[tuple[str, Span]] = []
        self.root: Value = None
        self._left = MOST_VALUES
        self._escapes = "\\" in text

    def document(self) -> None:
        """Read the one document of the text into `root`; raises `Unreadable` and whatever the parser raises."""
        self._next = events_of(self.text)
        self._next()
        if type(self._next()) is not DocumentStartEvent:
            return
        self.root, _ = self._value(self._next(), 1, 0)
        self._next()
        if type(event := self._next()) is DocumentStartEvent:
            self._refuse(refusals.second_document, event, span_of(event))

    def _value(self, event: Any, level: int, name_line: int) -> tuple[Value, Span]:
        """The value that begins with the event, and its place."""
        # Called for every value of every file: attributes of marks are costly, so each is asked for once.
        self._left -= 1
        if self._left < 0:
            raise Unreadable(refusals.too_many_values(MOST_VALUES, self._place(span_of(event))))
        start, end = event.start_mark, event.end_mark
        if type(event) is not ScalarEvent:
            return self._collection(event, level)
        line, end_line = start.line + 1, end.line + 1
        span = (line, start.column + 1, end_line, end.column + 1)
        if event.tag or event.anchor:
            self._refuse(refusals.labelled, event, span)
        if event.style:
            return self._quoted(event, span)
        text: str = event.value
        if line != name_line or line != end_line:
            self.loose.append((text, span))
        return text or None, span

    def _quoted(self, event: Any, span: Span) -> tuple[str, Span]:
        text: str = event.value
        if event.style in "|>":
            return text, _trimmed(span, self.text, event.end_mark.index)
        if self._escapes and CONTROLS.search(text):
            self._refuse(refusals.escaped_control, event, span)
            text = CONTROLS.sub(" ", text)
        return text, span

    def _collection(self, event: Any, level: int) -> tuple[Value, Span]:
        span = span_of(event)
        if type(event) is AliasEvent:
            self._refuse(refusals.alias, event, span)
            return None, span
        if level > MOST_LEVELS:
            raise Unreadable(refusals.too_deep(MOST_LEVELS, self._place(span)))
        if event.tag or event.anchor:
            self._refuse(refusals.labelled, event, span)
        if self.text.startswith("? ", event.start_mark.index) and self.text[event.start_mark.index + 2] not in "[{":
            self._refuse(refusals.question, event, (*span[:3], span[1] + 1))
        found: Mapping | Sequence = Mapping(span) if type(event) is MappingStartEvent else Sequence(span)
        if level == 1:
            self.root = found
        found.span = self._entries(found, level) if isinstance(found, Mapping) else self._items(found, level)
        return found, found.span

    def _entries(self, entries: Mapping, level: int) -> Span:
        following, keys_at, values_at = self._next, entries.keys_at, entries.values_at
        last = entries.span
        while type(event := following()) is not MappingEndEvent:
            start, end = event.start_mark, event.end_mark
            line = start.line + 1
            at = (line, start.column + 1, end.line + 1, end.column + 1)
            name = event.value if type(event) is ScalarEvent else self._group_as_name(event, level)
            # What sorts before the figures is empty or begins with a sign.
            if name in entries or name < "0" or name == MERGE or event.anchor or not name.isascii():
                self._doubt(event, name, at, entries)
            value, last = self._value(following(), level + 1, line)
            entries[name], keys_at[name], values_at[name] = value, at, last
        entries.pop("", None)
        entries.pop(MERGE, None)
        return _closed(entries.span, last, event)

    def _items(self, items: Sequence, level: int) -> Span:
        following, items_at = self._next, items.items_at
        last = items.span
        while type(event := following()) is not SequenceEndEvent:
            value, last = self._value(event, level + 1, 0)
            items.append(value)
            items_at.append(last)
        return _closed(items.span, last, event)

    def _group_as_name(self, event: Any, level: int) -> str:
        """Read past what stands in brackets where a name should be."""
        _, span = self._value(event, level + 1, 0)
        self._refuse(refusals.group_as_name, event, span)
        return ""

    def _doubt(self, event: Any, name: str, at: Span, entries: Mapping) -> None:
        if type(event) is not ScalarEvent:
            return
        if event.anchor:
            self._refuse(refusals.labelled, event, at)
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.extend(name_problems(name, at, entries, self.lines, self.file))

    def _refuse(self, refusal: _Refusal, event: Any, span: Span) -> None:
        """Tell of what a book does not use, once for each line: its hint shows the line mended."""
        told = self.problems[-1].place.line if self.problems else 0
        if told != span[0] and len(self.problems) < MOST_PROBLEMS:
            self.problems.append(refusal(event, self.lines, self._place(span)))

    def _place(self, span: Span) -> Place:
        return Place(self.file, *span)


def events_of(text: str) -> Callable[[], Any]:
    """A function that returns the parser's next event each time it is called; it raises `YAMLError`."""
    following: Callable[[], Any] = _parser(text).get_event
    return following


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
