"""Which of the latest results decide on a promise."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from journeybook.measures.steps import shared
from journeybook.measures.verdict import WORST_FIRST, Verdict, worst

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from journeybook.measures.results import Stream
    from journeybook.measures.standard import Judgement
    from journeybook.model import Step


class Standing(Struct, frozen=True):
    """The latest results at a touchpoint, those of them that decide, and the verdict they give."""

    rows: tuple[Judgement, ...] = ()
    deciding: tuple[Judgement, ...] = ()
    verdict: Verdict = Verdict.unmeasured


NO_RESULTS = Standing()


def by_touchpoint(rows: Iterable[Judgement]) -> dict[str, Standing]:
    """How things stand by the touchpoint that results name ("" where they name none)."""
    found: defaultdict[str, list[Judgement]] = defaultdict(list)
    for row in rows:
        found[row.stream.touchpoint].append(row)
    return {touchpoint: _standing(rows) for touchpoint, rows in found.items()}


def at_step(step: Step, standings: Mapping[str, Standing]) -> Standing:
    """How things stand at a touchpoint: by its own results (or of the shared one it is), else by those of no other."""
    return standings.get(step.id) or standings.get(shared(step)) or standings.get("", NO_RESULTS)


def in_order(rows: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The rows, each once, in an order that does not hang on how they were typed: the worst first."""
    return tuple(sorted({id(row): row for row in rows}.values(), key=order))


def order(row: Judgement) -> tuple[int, bool, float, Stream, float, float]:
    """What rows are sorted by: the worst verdict, all customers before a part of them, then what falls short most."""
    is_part = row.stream != row.stream.whole
    figures = row.figure.value or 0.0, row.figure.n or 0.0
    return WORST_FIRST.index(row.verdict), is_part, -(row.short or 0.0), row.stream, *figures


def by_place(rows: Iterable[Judgement]) -> dict[str, Judgement]:
    """The first row of each place."""
    found: dict[str, Judgement] = {}
    for row in rows:
        if row.stream.place:
            found.setdefault(row.stream.place, row)
    return found


def _standing(rows: list[Judgement]) -> Standing:
    """The worst of all rows decides.

    Where there is a result of all customers, a part of them (a place, a persona) decides beside it only if the promise
    is broken there: a shop with ten good answers is no risk, it merely has few.
    """
    whole = [row for row in rows if row.stream == row.stream.whole and row.verdict is not Verdict.unmeasured]
    broken = [row for row in rows if row.stream != row.stream.whole and row.verdict is Verdict.broken]
    deciding = [*whole, *broken] if whole else rows
    return Standing(tuple(rows), tuple(deciding), worst(row.verdict for row in deciding))
