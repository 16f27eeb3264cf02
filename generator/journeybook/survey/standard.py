"""Reads CSV with the standard library alone: row by row, so that a table of any length needs little memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from journeybook.survey.days import WIDTH
from journeybook.survey.export import Export, records
from journeybook.survey.group import BAD_WEIGHT, COUNTED, FILTERED, MISSHAPEN, UNWEIGHTED, Group, aside
from journeybook.survey.holding import holds
from journeybook.survey.numbers import BLANKS, HEAVIEST, ONE, scaled
from journeybook.survey.plan import Plan

STEP = 1 << 16  # rows between two words of progress
MOST = 50_000  # sums held before they are handed on
Progress = Callable[[int], None]
Key = tuple[int, str, str, str, str, str, str]
Row = tuple[int, list[str]]


def rows(export: Export) -> Iterator[Row]:
    """Every record behind the header with the line it ends in."""
    with export.path.open(encoding=export.encoding, newline="") as stream:
        yield from islice(records(stream, export.separator), export.headers, None)


def groups(export: Export, plan: Plan, progress: Progress) -> Iterator[Group]:
    """The rows of a file as sums; handed on whenever there are many, so that some may come in several parts."""
    sums: dict[Key, list[int]] = {}
    states = dict.fromkeys((FILTERED, MISSHAPEN), 0)
    read = _reader(export, plan)
    for count, (_, cells) in enumerate(rows(export), 1):
        state, keys, weight = read(cells)
        if state:
            states[state] += len(plan.answers) if state == FILTERED else 1
        for key in keys:
            found = sums.setdefault(key, [0, 0, 0])
            found[0] += 1
            found[1] += weight
            found[2] += weight * weight
        if count % STEP == 0:
            progress(count)
        if len(sums) > MOST:
            yield from _given(sums)
    yield from _given(sums)
    yield from (aside(state, n) for state, n in states.items() if n)


def _given(sums: dict[Key, list[int]]) -> Iterator[Group]:
    yield from (Group(*key, *found) for key, found in sums.items())
    sums.clear()


def _reader(export: Export, plan: Plan) -> Callable[[Sequence[str]], tuple[str, list[Key], int]]:
    """What becomes of a row: why it does not count at all, else a key for each of its answers, and its weight."""
    width, columns = len(export.names), list(enumerate(plan.answers))
    tests = [(position, holds(condition)) for position, condition in plan.filter]
    parts = (plan.touchpoint, plan.place, plan.persona)

    def read(cells: Sequence[str]) -> tuple[str, list[Key], int]:
        if misshapen(cells, width):
            return MISSHAPEN, [], 0
        if any(not test(cells[position]) for position, test in tests):
            return FILTERED, [], 0
        state, weight = weighed(cells[plan.weight]) if plan.weight >= 0 else (COUNTED, ONE)
        day = cells[plan.day].strip(BLANKS)[:WIDTH] if plan.day >= 0 else ""
        touchpoint, place, persona = (cells[part] if part >= 0 else "" for part in parts)
        return "", [(at, day, cells[answer], touchpoint, place, persona, state) for at, answer in columns], weight

    return read


def misshapen(cells: Sequence[str], width: int) -> bool:
    """Whether a record has fewer cells than the header, or more that are not empty."""
    return len(cells) != width and (len(cells) < width or any(cells[width:]))


@lru_cache(maxsize=1 << 16)
def weighed(cell: str) -> tuple[str, int]:
    """A weight in ten-billionths, and whether it counts: none (or 0) says that the row does not, below 0 is bad."""
    text = cell.strip(BLANKS).replace(",", ".")
    if not text:
        return UNWEIGHTED, 0
    weight = scaled(text, HEAVIEST)
    if weight is None or weight < 0:
        return BAD_WEIGHT, 0
    return (COUNTED, weight) if weight else (UNWEIGHTED, 0)
