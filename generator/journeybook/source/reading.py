"""Reading a file: bytes in, values with places and all problems out."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import chain, islice

from yaml import YAMLError

from journeybook.problem import Problem, Severity
from journeybook.source.characters import CONTROLS, without_controls, without_line_signs
from journeybook.source.decoding import decoded
from journeybook.source.events import MOST_PROBLEMS, Reading, Unreadable
from journeybook.source.fault import fault_of
from journeybook.source.indentation import with_later_tabs
from journeybook.source.second_look import cut_sentences, cut_texts, decimal_commas, loose_texts
from journeybook.source.syntax import problem_of
from journeybook.source.values import Mapping, Value
from journeybook.source.whole_file import conflict, no_names
from journeybook.words import Phrase, phrase

MOST_PLACES = 10
MANY_AGAIN = 3
"""Names in one column that stand twice; whoever typed so many of them anew has begun something new."""


def read(data: bytes, file: str) -> tuple[Value, list[Problem]]:
    """What the file holds, and all that is wrong with it; never raises.

    The value is a `Mapping`, or there is an error among the problems; it is None where the file could not be read to
    its end. `file` is the path that the places name.
    """
    text, problems = decoded(data, file)
    if text is None:
        return None, problems
    text, signs = without_line_signs(text, file)
    if both := conflict(text, file):
        return None, [*problems, *signs, both]
    value, found = _read_text(text, file)
    problems = _once([*problems, *found, *signs])
    if not isinstance(value, Mapping) and all(problem.severity is not Severity.ERROR for problem in problems):
        problems.append(no_names(value, text, file))
    return value, problems[:MOST_PROBLEMS]


def _read_text(text: str, file: str) -> tuple[Value, list[Problem]]:
    reading = Reading(text, file)
    stop = _stop(reading)
    if stop and CONTROLS.search(text):
        text, controls = without_controls(text, file)
        value, problems = _read_text(text, file)
        return value, controls + problems
    looks = (look(reading.root, text, file) for look in (cut_texts, decimal_commas, cut_sentences))
    found = chain(reading.problems, loose_texts(reading.loose, text, file), *looks)
    # From the line on where reading stopped, the rest only tells of what the same mistake brought about.
    above = list(islice((other for other in found if not stop or other.place.line < stop[0].place.line), MOST_PROBLEMS))
    if any(_brings_about(other, stop) for other in above):
        return None, above
    return None if stop else reading.root, stop + above


def _brings_about(other: Problem, stop: list[Problem]) -> bool:
    """Whether a line whose hyphen is none makes the next one look out of place."""
    no_item = other.rule in {"yaml-bullet", "yaml-missing-space"}
    return bool(stop) and no_item and stop[0].rule == "yaml-indentation" and other.place.column == stop[0].place.column


def _once(problems: list[Problem]) -> list[Problem]:
    """The problems in the order of the file; where several looks found the same mistake, what the first said of it."""
    told = {(problem.place.line, problem.place.column): problem for problem in reversed(problems)}
    return _copies_once(_bullets_together(sorted(told.values(), key=lambda problem: problem.place)))


def _bullets_together(problems: list[Problem]) -> list[Problem]:
    """A list pasted from a word processor is one mistake, told at its first line."""
    bullets = [problem for problem in problems if problem.rule == "yaml-bullet"]
    others = tuple((problem.place, phrase("and here")) for problem in bullets[1 : MOST_PLACES + 1])
    left = [problem for problem in problems if problem.rule != "yaml-bullet"]
    return sorted([*left, *(replace(problem, others=others) for problem in bullets[:1])], key=lambda each: each.place)


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


def _stop(reading: Reading) -> list[Problem]:
    """Read the text; what stopped that before its end, if anything did."""
    try:
        reading.document()
    except Unreadable as stop:
        return [stop.problem]
    except (YAMLError, ValueError, OverflowError) as error:
        fault = fault_of(error, reading.text, reading.lines, reading.file)
        return with_later_tabs(problem_of(fault), reading.lines)
    return []
