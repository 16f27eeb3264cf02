"""Which of a promise's results are counted, so that no measurement counts twice."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from journeybook.measures.standard import Judgement


def once(rows: Iterable[Judgement]) -> list[Judgement]:
    """The results of one promise that can be held against its standard, without the parts of one that is counted.

    Two results overlap where their times do and no customer is known to be in one alone: their touchpoints, personas
    and places are the same, or one of the two names none. Of those that overlap the wider one is kept: a total before
    its touchpoints, these before personas, these before places, a year before its months. Two results of the very same
    customers and time are two measurements, and both are kept.
    """
    known = [row for row in rows if row.met is not None]
    return [row for group in _in_touch(known) for row in _wider(group)]


def _in_touch(rows: list[Judgement]) -> Iterator[list[Judgement]]:
    """The rows in groups; times of two groups never overlap, so that only rows of one are compared."""
    group: list[Judgement] = []
    last = date.min
    for row in sorted(rows, key=lambda row: row.since):
        if group and row.since > last:
            yield group
            group = []
        group.append(row)
        last = max(last, row.until)
    if group:
        yield group


def _wider(rows: list[Judgement]) -> list[Judgement]:
    kept: list[Judgement] = []
    for row in sorted(rows, key=_width):
        if not any(_overlap(row, other) for other in kept):
            kept.append(row)
    return kept


def _width(row: Judgement) -> tuple[int, tuple[bool, ...], int]:
    """What rows are sorted by, the widest first: fewest names, the touchpoint named before all else, longest time."""
    unnamed = tuple(not name for name in row.stream)
    return -sum(unnamed), unnamed, (row.since - row.until).days


def _overlap(row: Judgement, other: Judgement) -> bool:
    if row.stream == other.stream and (row.since, row.until) == (other.since, other.until):
        return False
    in_time = row.since <= other.until and other.since <= row.until
    return in_time and all(one == two or not one or not two for one, two in zip(row.stream, other.stream, strict=True))
