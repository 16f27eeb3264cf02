"""In which lines of a file bad answers stand: looked for afterwards, and no further than three of each kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from journeybook.survey.days import WIDTH
from journeybook.survey.group import BAD_WEIGHT, COUNTED, MISSHAPEN
from journeybook.survey.holding import holds
from journeybook.survey.judging import MISSING
from journeybook.survey.numbers import BLANKS
from journeybook.survey.standard import misshapen, rows, weighed
from journeybook.survey.summed import bad_part
from journeybook.survey.tally import Cell

if TYPE_CHECKING:
    from journeybook.survey.export import Export
    from journeybook.survey.judging import Judge
    from journeybook.survey.plan import Plan
    from journeybook.survey.summed import Meaning

ENOUGH = 3


def lines(
    export: Export, plan: Plan, judges: Sequence[Judge], meaning: Meaning, wanted: Mapping[str, int]
) -> dict[str, list[int]]:
    """The first lines with each kind of bad answer; `wanted` says how many there are of each."""
    found: dict[str, list[int]] = {reason: [] for reason in wanted}
    left = {reason: min(ENOUGH, count) for reason, count in wanted.items()}
    tests = [(position, holds(condition)) for position, condition in plan.filter]
    for line, cells in rows(export):
        if not misshapen(cells, len(export.names)) and any(not test(cells[position]) for position, test in tests):
            continue
        for reason in set(_reasons(cells, len(export.names), plan, judges, meaning)) & left.keys():
            found[reason].append(line)
            left[reason] -= 1
            if not left[reason]:
                del left[reason]
        if not left:
            break
    return {reason: each for reason, each in found.items() if each}


def _reasons(cells: Sequence[str], width: int, plan: Plan, judges: Sequence[Judge], meaning: Meaning) -> Iterator[str]:
    """Why a row is bad, for each of its answers; nothing where it is good or missing."""
    if misshapen(cells, width):
        yield MISSHAPEN
        return
    state = weighed(cells[plan.weight])[0] if plan.weight >= 0 else COUNTED
    if state != COUNTED:
        yield from (BAD_WEIGHT,) if state == BAD_WEIGHT else ()
        return
    day = cells[plan.day].strip(BLANKS)[:WIDTH] if plan.day >= 0 else ""
    parts = [cells[part] if part >= 0 else "" for part in (plan.touchpoint, plan.place, plan.persona)]
    for column, answer in enumerate(plan.answers):
        reason = judges[column].answer(cells[answer]).reason
        if not reason:
            bad = bad_part(Cell(column, day, *parts), meaning)
            reason = bad[0] if bad else ""
        if reason and reason != MISSING:
            yield reason
