"""Suspects that have to do with items of a list: a hyphen that was forgotten, or that stands in another column."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journeybook.problem import Place, Problem
from journeybook.source.fault import Fault, error_at, lead_of
from journeybook.source.hyphen import MISSING, missing, with_hyphen
from journeybook.source.lines import abridged, line_at, parts
from journeybook.words import phrase

MOVED = phrase("This line begins in column {column}, the items beside it in column {other}.")
_HYPHEN = 2  # signs before what an item says: the hyphen and its space
_FIRST = {"title", "text", "id", "name", "date", "period", "url"}
"""Fields with which an item usually begins."""
_FIELD = re.compile(r"[a-z_]+")
_OPENS = re.compile(r":(?: +[|>][-+\d]*)?\s*(?: #.*)?$")
_CLEARLY = 2  # times as many items in the one column as in the other


def is_of_list(problem: Problem) -> bool:
    """Whether the problem is an item that lacks its hyphen or begins in another column."""
    return problem.message.singular in {MISSING.singular, MOVED.singular}


def without_hyphen(fault: Fault) -> Problem | None:
    """A name with its text among the items of a list, of which it should be one."""
    if "expected" not in fault.says or "':'" in fault.says:
        return None
    if _is_item(fault, fault.line):
        beyond = [(line, column) for line, column in fault.groups if column >= fault.column > 1]
        begun = next(iter(beyond), (0, 0))
        return _missing_at(fault, *begun) if _may_be_item(fault, *begun) else None
    in_list = (fault.column, True) in _open(fault) and fault.column > 1
    return _missing_at(fault, fault.line, fault.column) if in_list and _may_be_item(fault, fault.line) else None


def first_without_hyphen(fault: Fault) -> Problem | None:
    """A first item without its hyphen, whose own fields or the second item make reading stop: it would be one text."""
    number, column = fault.last[:2]
    line = line_at(fault.lines, number)
    if not lead_of(line) or "mapping values are not allowed" not in fault.says or _is_item(fault, number):
        return None
    if _is_item(fault, fault.line):
        is_first = len(lead_of(line_at(fault.lines, fault.line))) < column == len(lead_of(line)) + 1
        return _missing_at(fault, number, column) if is_first else None
    below = next((each for each in _below(fault) if len(lead_of(each)) <= len(lead_of(line))), "")
    alike = below.startswith(f"{lead_of(line)}- ") and parts(line).name in _FIRST
    return _missing_at(fault, number, len(lead_of(line)) + 1) if alike else None


def text_without_hyphen(fault: Fault) -> Problem | None:
    """A line of words in the column of the items of a list."""
    number, column = fault.begun
    line = line_at(fault.lines, number)
    may_be_name = column == 1 and _FIELD.match(line)
    if (column, True) not in _open(fault) or "=" in line or may_be_name:
        return None
    hint = phrase(
        "Write `{line}`, or begin the line further right if it goes on with the text above.", line=with_hyphen(line)
    )
    return missing(line, Place(fault.file, number, column, number, max(column, len(line)) + 1), hint)


def moved(fault: Fault) -> Problem | None:
    """An item that begins in another column than those beside it; of two columns, that of most items is right."""
    begun = _open(fault)
    if not _is_item(fault, fault.line):
        return None
    if (right := _list_begun_right(fault)) and (fault.column, False) in begun:
        return _moved_at(fault, (fault.line, fault.column), right)
    left = (at for at in fault.groups if at[1] == fault.column - _HYPHEN and _is_item(fault, at[0]))
    number, column = next(left, (0, 0))
    if (number, fault.column) not in fault.groups:
        return None
    mine, other = _items_in(fault, fault.column), _items_in(fault, column)
    if mine >= _CLEARLY * other:
        return _moved_at(fault, (number, column), (fault.line, fault.column))
    return _moved_at(fault, (fault.line, fault.column), (number, column)) if other >= _CLEARLY * mine else None


def _list_begun_right(fault: Fault) -> tuple[int, int] | None:
    """Where the list begins that stands below the name in whose column an item begins."""
    inside = [at for at in fault.groups if at[1] > fault.column]
    return inside[0] if inside and _is_item(fault, inside[0][0]) and (inside[0][1], True) in _open(fault) else None


def _moved_at(fault: Fault, at: tuple[int, int], beside: tuple[int, int]) -> Problem:
    words = phrase(MOVED.singular, column=at[1], other=beside[1])
    like = abridged(line_at(fault.lines, beside[0]))
    return error_at(
        fault, "yaml-indentation", at, words,
        phrase("Begin it in column {column}, like `{above}`.", column=beside[1], above=like),
    )  # fmt: skip


def _missing_at(fault: Fault, number: int, column: int) -> Problem:
    line = line_at(fault.lines, number)
    return missing(line, Place(fault.file, number, column, number, max(column, len(line)) + 1))


def _may_be_item(fault: Fault, number: int, column: int = 0) -> bool:
    """Whether a line without a hyphen says what an item would: no field that belongs to something else."""
    line = line_at(fault.lines, number)
    name = parts(line).name
    alone = not column or len(lead_of(line)) == column - 1
    like_field = _FIELD.fullmatch(name) and name not in _FIRST
    return name[:1].isalnum() and alone and not like_field and not _OPENS.search(line) and not _is_item(fault, number)


def _is_item(fault: Fault, number: int) -> bool:
    return line_at(fault.lines, number).lstrip().startswith("- ")


def _open(fault: Fault) -> set[tuple[int, bool]]:
    """The columns of the lists and groups in which reading stopped, and whether each is a list."""
    return {(column, line_at(fault.lines, line)[column - 1 :].startswith("- ")) for line, column in fault.groups}


def _items_in(fault: Fault, column: int) -> int:
    return sum(line.startswith("- ", column - 1) and len(lead_of(line)) == column - 1 for line in fault.lines)


def _below(fault: Fault) -> Iterator[str]:
    return (line for line in fault.lines[fault.line :] if line.strip())
