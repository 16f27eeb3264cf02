"""Reading a file: bytes in, values with places and all problems out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from yaml import YAMLError
from yaml.events import CollectionEndEvent, CollectionStartEvent, NodeEvent

from journeybook.problem import Place, Problem, Severity
from journeybook.source.characters import CONTROLS, without_controls, without_line_signs
from journeybook.source.decoding import decoded
from journeybook.source.events import Reading, Unreadable, events_of, span_of
from journeybook.source.lines import shown
from journeybook.source.second_look import cut_texts, loose_texts
from journeybook.source.syntax import Fault, problem_of, tabs, without_colon
from journeybook.source.values import Mapping, Sequence, Value
from journeybook.words import phrase

_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: .*)?")
_MOST_PROBLEMS = 100


def read(data: bytes, file: str) -> tuple[Value, list[Problem]]:
    """What the file holds, and all that is wrong with it; never raises.

    The value is a `Mapping`, or there is an error among the problems; it is None where the file could not be read to
    its end. `file` is the path that the places name.
    """
    text, problems = decoded(data, file)
    if text is None:
        return None, problems
    text, signs = without_line_signs(text, file)
    problems += signs
    if conflict := _conflict(text, file):
        return None, [*problems, conflict]
    value, found = _read_text(text, file)
    problems += found
    if not isinstance(value, Mapping) and all(problem.severity is not Severity.ERROR for problem in problems):
        problems.append(_no_names(value, text, file))
    return value, sorted(problems, key=lambda problem: problem.place)[:_MOST_PROBLEMS]


def _read_text(text: str, file: str) -> tuple[Value, list[Problem]]:
    reading = Reading(text, file)
    stop = _stop(reading)
    if stop and CONTROLS.search(text):
        text, controls = without_controls(text, file)
        value, problems = _read_text(text, file)
        return value, controls + problems
    problems = stop + reading.problems
    problems += loose_texts(reading.loose, reading.lines, file) + cut_texts(reading.root, reading.lines, file)
    # The same mistake may be found while reading and by a second look: the first word about a place counts.
    told = {(problem.place.line, problem.place.column): problem for problem in reversed(problems)}
    return None if stop else reading.root, list(told.values())


def _stop(reading: Reading) -> list[Problem]:
    """Read the text; what stopped that before its end, if anything did."""
    try:
        reading.document()
    except Unreadable as stop:
        return [stop.problem]
    except YAMLError as error:
        fault = _fault(error, reading)
        return [problem_of(fault), *tabs(reading.file, reading.lines, fault.line)]
    return []


def _fault(error: YAMLError, reading: Reading) -> Fault:
    """What the parser says, with what it had read before; read once more, since nobody keeps that while all is well."""
    last, groups, begun = (1, 1, 1, 1), (), list[tuple[int, int]]()
    for event in _events(reading.text):
        if isinstance(event, CollectionStartEvent):
            begun.append(span_of(event)[:2])
        elif isinstance(event, CollectionEndEvent):
            start, span = begun.pop(), span_of(event)
            last = (*start, *span[2:]) if span[:2] != span[2:] else last
        if isinstance(event, NodeEvent):
            last, groups = span_of(event), tuple(begun)
    at = _place_of_mark(getattr(error, "problem_mark", None), (1, 1))
    since = _place_of_mark(getattr(error, "context_mark", None), at)
    says = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}".lower()
    return Fault(reading.file, reading.lines, says, *at, since, last, groups)


def _events(text: str) -> Iterator[Any]:
    try:
        following = events_of(text)
        while (event := following()) is not None:
            yield event
    except YAMLError:
        return


def _place_of_mark(mark: Any, otherwise: tuple[int, int]) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else otherwise


def _conflict(text: str, file: str) -> Problem | None:
    """The marks that Git leaves where two people changed the same lines."""
    if "<<<<<<< " not in text:
        return None
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if _CONFLICT.fullmatch(line)]
    places = [Place(file, number, 1, number, len(line) + 1) for number, line in lines]
    if not any(line.startswith("<") for _, line in lines):
        return None
    words = phrase("Two people changed these lines, and Git has left both versions here for somebody to choose.")
    hint = phrase("Keep what is right, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>.")
    others = tuple((place, phrase("another of these lines")) for place in places[1:10])
    return Problem("yaml-conflict-marker", Severity.ERROR, words, places[0], hint, others)


def _no_names(value: Value, text: str, file: str) -> Problem:
    """What a file that holds no names with texts is told."""
    if value is None:
        words = phrase("This file is empty.")
        hint = phrase("Write at least `title:` and a space and a title, or delete the file.")
        return Problem("yaml-empty", Severity.ERROR, words, Place(file, 1, 1, 1, 1), hint)
    line, first = next((number, line) for number, line in enumerate(text.split("\n"), 1) if _CONTENT.match(line))
    place = Place(file, line, 1, line, len(first) + 1)
    if isinstance(value, Sequence):
        words = phrase("This file begins with a list; it has to begin with names, such as `title:`.")
        hint = phrase("Put a name above the list, such as `phases:`, and a title above that.")
    elif re.match(r"[\w-]+ *=", first):
        return without_colon([first], (1, 1), file)
    else:
        words = phrase("This is a text without a name; a file consists of names with texts.")
        hint = phrase("Put a name, a colon and a space before it: `title: {line}`", line=shown(first))
    return Problem("yaml-top-level", Severity.ERROR, words, place, hint)


_CONTENT = re.compile(r"(?!\s*(?:#|---|%|$))")
