"""The bytes of a file become values and problems, in one pass over the parser's events."""

from __future__ import annotations

import yaml

from journeybook.problem import Place, Problem, Severity
from journeybook.source.values import Mapping, Sequence, Span, Value
from journeybook.words import phrase

try:
    from yaml.cyaml import CParser as _Parser
except ImportError:  # PyYAML built without libyaml: the same events, some twenty times slower
    from yaml import Loader as _Parser  # type: ignore[assignment]


def read(data: bytes, file: str) -> tuple[Value, list[Problem]]:
    """What the file holds, as far as it can be read, and all that is wrong with it; never raises."""
    try:
        return _values(_Parser(data.decode("utf-8-sig"))), []
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        words = phrase("This cannot be read: {why}.", why=str(getattr(error, "problem", error)))
        place = Place(file, line, column, line, column + 1)
        return None, [Problem("yaml-syntax", Severity.ERROR, words, place)]


def _values(parser: _Parser) -> Value:
    root: Value = None
    stack: list[tuple[Mapping | Sequence, str | None, Span | None]] = []
    container: Mapping | Sequence | None = None
    key: str | None = None
    while (event := parser.get_event()) is not None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            span = _span(event)
            text: str = event.value
            if type(container) is Mapping and key is None:
                key = text
                container.keys_at[key] = span
                continue
            value: Value = None if not text and event.style is None else text
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            value = (Mapping if kind is yaml.MappingStartEvent else Sequence)(_span(event))
            span = value.span
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            assert container is not None
            start = container.span
            container.span = (start[0], start[1], event.start_mark.line + 1, event.start_mark.column + 1)
            closed = container
            container, key, _ = stack.pop()
            if type(container) is Mapping and key is not None:
                container.values_at[key] = closed.span
                key = None
            elif type(container) is Sequence:
                container.items_at[-1] = closed.span
            continue
        else:
            continue
        if type(container) is Mapping and key is not None:
            container[key] = value
            container.values_at[key] = span
        elif type(container) is Sequence:
            container.append(value)
            container.items_at.append(span)
        else:
            root = value
        if isinstance(value, Mapping | Sequence):
            stack.append((container, key, None))  # type: ignore[arg-type]
            container, key = value, None
        else:
            key = None
    return root


def _span(event: yaml.Event) -> Span:
    start, end = event.start_mark, event.end_mark
    return (start.line + 1, start.column + 1, end.line + 1, end.column + 1)
