"""Where reading goes on below a line at which it stopped: what stands between is passed over."""

from __future__ import annotations

import re
from typing import NamedTuple

from journeybook.problem import Problem
from journeybook.source.fault import Fault, lead_of
from journeybook.source.hyphen import MISSING
from journeybook.source.items import is_of_list
from journeybook.source.lines import line_at

_ENTRY = re.compile(r"(?! *[\[\]{}\"'#&*!|>%@`])(?: *- | *[^ ].*:(?:\s|$))")
_FIELD = re.compile(r"[a-z_][\w-]* ?:(?:\s|$)")
_ITEM = re.compile(r"\s*- +(?=.*:(?:\s|$))")
_OPENS = re.compile(r":(?: +[|>][-+\d]*)?\s*$")
_COLUMN_UNSURE = {"yaml-tab", "yaml-hidden-character", "yaml-indentation"}
Open = frozenset[tuple[int, bool]]
"""The columns of what is not closed yet, and whether each is that of a list."""

_ROOT: Open = frozenset({(1, False)})


class Gap(NamedTuple):
    """Lines that are not read, from the first to the last, counted from 1.

    `column`: all above that begins further right than there is complete; not known where it is 0. `item`: an item
    begins there, and its other fields are read.
    """

    first: int
    last: int
    column: int = 0
    item: bool = False


def gap_of(fault: Fault, problem: Problem) -> Gap:
    """The lines from the one at which reading stopped to the next that surely belongs to something begun above it."""
    first, last, still_open, inside = problem.place.line, len(fault.lines), _open(fault), 0
    gap = Gap(first, last)
    if problem.rule == "yaml-many-documents":
        return gap
    if is_of_list(problem) and (first < fault.line or problem.message == MISSING):
        return _item(fault, problem)
    for number in range(min(first, fault.last[2] + 1), last + 1):
        line = line_at(fault.lines, number)
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        goes_on, sure = _goes_on(line, still_open), number != first or problem.rule not in _COLUMN_UNSURE
        if goes_on and number > first:
            return gap._replace(last=number - 1, item=_begin(line) == (inside, False))
        still_open = _behind(line, still_open, sure)
        if goes_on and sure and number == first:
            gap, item = gap._replace(column=_begin(line)[0]), _ITEM.match(line)
            inside = item.end() + 1 if item else 0
            still_open |= {(inside, False)} if item else set()
    return gap


def _item(fault: Fault, problem: Problem) -> Gap:
    """The lines of an item without its hyphen, or in another column, up to the next that is one."""
    first, column, last = problem.place.line, problem.place.column, len(fault.lines)
    if problem.message != MISSING:
        return Gap(first, fault.line - 1)
    for number in range(max(first + 1, fault.line), last + 1):
        line = line_at(fault.lines, number)
        begin = _begin(line)
        if line.strip() and (begin[0] < column or begin == (column, True)):
            return Gap(first, number - 1)
    return Gap(first, last)


def without(text: str, gap: Gap) -> str:
    """The text with nothing in the lines of the gap but the hyphen of an item; all others keep their numbers."""
    lines = text.split("\n")
    lines[gap.first - 1 : gap.last] = [""] * (gap.last - gap.first + 1)
    if gap.item:
        lines[gap.first - 1] = " " * (gap.column - 1) + "-"
    return "\n".join(lines)


def _open(fault: Fault) -> Open:
    """What had begun where reading stopped; the names of the file itself in any case."""
    begun = ((column, line_at(fault.lines, line)[column - 1 :].startswith("- ")) for line, column in fault.groups)
    return _ROOT.union(begun)


def _goes_on(line: str, still_open: Open) -> bool:
    """Whether the line is an item or a name in the column of its like."""
    begin = _begin(line)
    like = _FIELD if begin == (1, False) else _ENTRY
    return begin in still_open and bool(like.match(line)) and not line.rstrip().endswith(",")


def _begin(line: str) -> tuple[int, bool]:
    return len(line) - len(line.lstrip(" ")) + 1, line.lstrip(" ").startswith("- ")


def _behind(line: str, still_open: Open, sure: bool) -> Open:
    """What the line leaves open; where nobody knows in which column it is meant to begin, only what it cannot close.

    Of lines that begin nothing, what comes next tells: it belongs to something that was open before.
    """
    column, item = _begin(line)
    if sure and lead_of(line).strip(" ") == "":
        return frozenset(
            (at, is_list) for at, is_list in still_open if at < column or (at == column and (item or not is_list))
        )
    if _OPENS.search(line):
        return _ROOT
    if not _ITEM.match(line) and (column, True) not in still_open:
        return still_open
    outer = min((at for at, _ in still_open if at > 1), default=1)
    return frozenset(group for group in still_open if group[0] <= outer)
