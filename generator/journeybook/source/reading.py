"""Reading a file: bytes in, values with places and all problems out."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import chain, islice
from typing import NamedTuple

from yaml import YAMLError

from journeybook.problem import Problem, Severity
from journeybook.source.characters import CONTROLS, without_controls, without_line_signs
from journeybook.source.decoding import decoded
from journeybook.source.events import MOST_PROBLEMS, Reading, Unreadable
from journeybook.source.fault import Fault, fault_of
from journeybook.source.gap import Gap, gap_of, without
from journeybook.source.hyphen import MISSING
from journeybook.source.indentation import STRANGE_LEAD, tabs_together, with_ordinary_spaces
from journeybook.source.lines import line_at
from journeybook.source.second_look import cut_sentences, cut_texts, decimal_commas, loose_texts
from journeybook.source.syntax import problem_of
from journeybook.source.values import Mapping, Value
from journeybook.source.whole_file import conflict, no_names
from journeybook.words import Phrase, phrase

MOST_PLACES = 10
MANY_AGAIN = 3
"""Names in one column that stand twice; whoever typed so many of them anew has begun something new."""
MOST_STOPS = 10
"""Mistakes of one file at which reading may stop and go on below."""
MOST_AGAIN = 1_000_000
"""Signs that are read again for that: of a larger file, all that stands below the first stop is passed over."""


class Readable(NamedTuple):
    """What can be read of a file, and all that is wrong with it; of the gaps in it nothing is known."""

    value: Value
    problems: list[Problem]
    gaps: tuple[Gap, ...] = ()


class Stop(NamedTuple):
    """Why reading stopped; without a fault there is no reading on."""

    problem: Problem
    fault: Fault | None


def read(data: bytes, file: str) -> tuple[Value, list[Problem]]:
    """What the file holds, and all that is wrong with it; never raises.

    The value is a `Mapping`, or there is an error among the problems; it is None where the file could not be read to
    its end. `file` is the path that the places name.
    """
    value, problems, gaps = readable(data, file)
    return None if gaps else value, problems


def readable(data: bytes, file: str) -> Readable:
    """The same with what can be read above and below the lines at which reading stopped."""
    text, problems = decoded(data, file)
    if text is None:
        return Readable(None, problems)
    text, signs = without_line_signs(text, file)
    if both := conflict(text, file):
        return Readable(None, [*problems, *signs, both])
    value, found, gaps = _read_text(text, file)
    problems = _once([*problems, *found, *signs])
    if not isinstance(value, Mapping) and all(problem.severity is not Severity.ERROR for problem in problems):
        problems.append(no_names(value, text, file))
    return Readable(value, problems[:MOST_PROBLEMS], gaps)


def _read_text(text: str, file: str) -> Readable:
    reading, stops, gaps = Reading(text, file), list[Problem](), list[Gap]()
    stop = _stop(reading)
    if stop and CONTROLS.search(text):
        text, controls = without_controls(text, file)
        value, problems, passed = _read_text(text, file)
        return Readable(value, controls + problems, passed)
    is_strange = stop or any(each.rule == "yaml-hidden-character" for each in reading.problems)
    if is_strange and STRANGE_LEAD.search(text):
        return _read_with_spaces(text, file)
    while stop and (gap := _passed_over(stop, gaps)):
        stops += [] if _follows(stop, gaps) else [stop.problem]
        gaps.append(gap)
        reading = Reading(without(reading.text, gap), file)
        stop = _stop(reading)
    stops += [] if not stop or _follows(stop, gaps) else [stop.problem]
    found = _found(reading, stop)
    stops = [each for each in stops if not any(_brings_about(other, each) for other in found)]
    return Readable(None if stop else reading.root, tabs_together(stops, text.split("\n")) + found, tuple(gaps))


def _read_with_spaces(text: str, file: str) -> Readable:
    """What can be read when each line begins with ordinary spaces; more of them may be meant, or fewer."""
    lines, (text, spaces) = text.split("\n"), with_ordinary_spaces(text, file)
    value, problems, gaps = _read_text(text, file)
    others = [each for each in problems if not STRANGE_LEAD.match(line_at(lines, each.place.line))]
    return Readable(value, spaces + others, gaps)


def _passed_over(stop: Stop, gaps: list[Gap]) -> Gap | None:
    """The lines without which to read once more; none where that cannot help, or was done often enough."""
    if stop.fault is None:
        return None
    lines = stop.fault.lines
    most = min(MOST_STOPS, 1 + MOST_AGAIN // (len(lines) + sum(map(len, lines))))
    if len(gaps) < most - 1:
        return gap_of(stop.fault, stop.problem)
    return Gap(stop.problem.place.line, len(lines)) if len(gaps) < most else None


def _follows(stop: Stop, gaps: list[Gap]) -> bool:
    """Whether reading stopped only because of the lines that it passed over: above, or right where it went on."""
    return bool(gaps) and stop.problem.place.line <= gaps[-1].last + 1


def _found(reading: Reading, stop: Stop | None) -> list[Problem]:
    """What is wrong with what was read; from a last stop on, it only tells of what the same mistake brought about."""
    looks = (look(reading.root, reading.text, reading.file) for look in (cut_texts, decimal_commas, cut_sentences))
    found = chain(reading.problems, loose_texts(reading.loose, reading.text, reading.file), *looks)
    above = (other for other in found if not stop or other.place.line < stop.problem.place.line)
    return list(islice(above, MOST_PROBLEMS))


def _brings_about(other: Problem, stop: Problem) -> bool:
    """Whether a line whose hyphen is none makes one below look out of place."""
    is_hyphen = other.rule in {"yaml-bullet", "yaml-missing-space"} and other.severity is Severity.ERROR
    no_item = is_hyphen and stop.rule == "yaml-indentation"
    near = other.place.line == stop.place.line - 1 or other.place.column == stop.place.column
    return no_item and near and other.place.line < stop.place.line


def _once(problems: list[Problem]) -> list[Problem]:
    """The problems in the order of the file; where several looks found the same mistake, what the first said of it."""
    told = {(problem.place.line, problem.place.column): problem for problem in reversed(problems)}
    return _copies_once(_bullets_together(sorted(told.values(), key=lambda problem: problem.place)))


def _bullets_together(problems: list[Problem]) -> list[Problem]:
    """A list pasted from a word processor, or typed without hyphens, is one mistake, told at its first line."""
    bullets = defaultdict[bool, list[Problem]](list)
    for problem in problems:
        if problem.rule == "yaml-bullet":
            bullets[problem.message == MISSING].append(problem)
    left = [problem for problem in problems if problem.rule != "yaml-bullet"]
    return sorted([*left, *map(_with_others, bullets.values())], key=lambda each: each.place)


def _with_others(problems: list[Problem]) -> Problem:
    """The first of those that are one mistake, with the places of the others."""
    others = tuple((problem.place, phrase("and here")) for problem in problems[1 : MOST_PLACES + 1])
    return replace(problems[0], others=others)


def _copies_once(problems: list[Problem]) -> list[Problem]:
    """A second file, or an item without its hyphen, below the first is one mistake, told where the second begins."""
    groups, seen = defaultdict[tuple[int, int], list[Problem]](list), Counter[tuple[int, Phrase]]()
    for each in (each for each in problems if each.rule == "yaml-duplicate-key"):
        name = each.place.column, each.message
        seen[name] += 1
        groups[each.place.column, seen[name]].append(each)
    copies = [group for group in groups.values() if len(group) >= MANY_AGAIN and _is_below(group)]
    begun, more = {id(group[0]) for group in copies}, {id(each) for group in copies for each in group[1:]}
    return [_copied(each) if id(each) in begun else each for each in problems if id(each) not in more]


def _is_below(group: list[Problem]) -> bool:
    """Whether all that stands twice stood already above the first of it: else several slipped in several places."""
    return all(each.others[0][0] < group[0].place for each in group)


def _copied(first: Problem) -> Problem:
    words = phrase("From here on the names above stand a second time.")
    hint = phrase("Delete what stands here twice, or move what belongs to something else to a file of its own.")
    if first.place.column > 1:
        hint = phrase(
            "If a new item of the list begins here, put a hyphen and a space before it; else delete what is twice."
        )
    return replace(first, message=words, hint=hint)


def _stop(reading: Reading) -> Stop | None:
    """Read the text; what stopped that before its end, if anything did."""
    try:
        reading.document()
    except Unreadable as stop:
        return Stop(stop.problem, None)
    except (YAMLError, ValueError, OverflowError) as error:
        fault = fault_of(error, reading.text, reading.lines, reading.file)
        return Stop(problem_of(fault), fault if getattr(error, "problem_mark", None) else None)
    return None
