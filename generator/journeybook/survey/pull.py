"""Pulls the answers of one metric: its sources are read, summed up, and small groups left out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from journeybook.load.results import table_of
from journeybook.model.condition import Condition
from journeybook.problem import Problem, Severity
from journeybook.survey import examples, secrecy, table
from journeybook.survey.judging import Judge, judge
from journeybook.survey.plan import Fault, contradictions
from journeybook.survey.reading import EMPTY, Desk, Engine, Progress, Read, read
from journeybook.survey.source import Source
from journeybook.survey.source import found as where
from journeybook.survey.success import counts_successes, success_of
from journeybook.survey.summed import Meaning, Summed, order, summed
from journeybook.survey.tally import Tally
from journeybook.survey.warning import kept_by_git, told_twice
from journeybook.words import phrase

if TYPE_CHECKING:
    from journeybook.model import Book, Metric

SEEN_OFTEN = 5  # a bad value is shown where as many answers hold it, or where it is a number
MOST_SHOWN = 5


class Bad(Struct, frozen=True):
    """Answers that could not be counted: why, how many, what stands there (as far as it is nobody's own), where."""

    reason: str
    n: int
    values: tuple[tuple[str, int], ...]
    lines: tuple[tuple[str, int], ...]


class Pulled(Struct, frozen=True):
    """What became of one metric: the table for its file, or the problems that stopped it; and what was left out."""

    metric: str
    file: str
    text: str | None = None
    rows: tuple[table.Row, ...] = ()
    read: int = 0
    aside: Mapping[str, int] = field(default_factory=dict)
    bad: tuple[Bad, ...] = ()
    small: int = 0
    with_them: int = 0
    sources: tuple[Read, ...] = ()
    problems: tuple[Problem, ...] = ()


class Errand(Struct, frozen=True):
    """What every pull needs: the book and its folder, the environment, which reader to take, whom to tell."""

    book: Book
    root: Path
    environment: Mapping[str, str]
    engine: Engine
    progress: Progress


def pull(errand: Errand, metric: Metric) -> Pulled:
    """Pulls one metric that has a survey; whatever stops it is told as problems, and its table stays as it was."""
    assert metric.survey is not None
    success, faults = success_of(errand.book, metric)
    source, lost = where(errand.root, metric.survey.source, errand.environment)
    faults += [*contradictions(errand.book, metric.survey), *_failures(metric), *lost]
    if faults:
        return _stopped(errand, metric, faults)
    found = _read(errand, metric, source, _judges(metric, success))
    kept = kept_by_git(errand.book, errand.root, metric, source.files)
    return replace(found, problems=(*found.problems, *told_twice(errand.book, metric, found.rows), *kept))


def _read(errand: Errand, metric: Metric, source: Source, judges: list[Judge]) -> Pulled:
    assert metric.survey is not None
    tally, sources, faults = Tally(), list[Read](), list[Fault]()
    for each in read(Desk(errand.book, metric.survey, judges, tally, errand.engine, errand.progress), source):
        if isinstance(each, Fault):
            faults.append(each)
        else:
            sources.append(each)
    said, unclear = order(metric.survey, tally)
    if faults or unclear:
        return _stopped(errand, metric, [*faults, *unclear])
    return _summed_up(errand, metric, tally, Meaning(errand.book, metric.survey, said), sources, judges)


def _stopped(errand: Errand, metric: Metric, faults: list[Fault]) -> Pulled:
    file = table_of(errand.book.place(metric.id).file)
    return Pulled(metric.id, file, problems=_problems(errand.book, metric, faults))


def _summed_up(
    errand: Errand, metric: Metric, tally: Tally, meaning: Meaning, sources: list[Read], judges: list[Judge]
) -> Pulled:
    assert metric.survey is not None
    read_rows = tally.rows
    sums = summed(tally, meaning)
    told = _told(sums, whole=not metric.survey.answers)
    persona = metric.survey.persona if metric.survey.persona in errand.book.personas else ""
    with_successes = counts_successes(metric, success_of(errand.book, metric)[0])
    rows = table.rows(metric, told.items(), persona, with_successes)
    bad = _bad(tally, sources, judges, meaning)
    nothing = [] if rows else [_nothing(read_rows)]
    return Pulled(
        metric.id, table_of(errand.book.place(metric.id).file), table.text(rows) if rows else None, tuple(rows),
        read_rows, dict(sorted(tally.aside.items())), bad, sum(each.small for each in told.values()),
        sum(each.with_them for each in told.values()), tuple(sources), _problems(errand.book, metric, nothing),
    )  # fmt: skip


def _told(sums: Summed, whole: bool) -> dict[str, secrecy.Told]:
    return {period: secrecy.told(parts, whole) for period, parts in sums.items()}


def _judges(metric: Metric, success: Condition | None) -> list[Judge]:
    assert metric.survey is not None
    columns = [metric.survey.answer] if metric.survey.answer else list(metric.survey.answers)
    return [judge(metric, metric.survey, success, column) for column in columns]


def _failures(metric: Metric) -> list[Fault]:
    assert metric.survey is not None
    if not metric.survey.failures or metric.kind == "rate":
        return []
    message = phrase("Cases that failed without an answer belong to a share of cases.")
    return [Fault(("failures",), message, phrase("Write kind: rate for this metric, and what a success is."))]


def _nothing(read_rows: int) -> Fault:
    if read_rows:
        return Fault((), phrase("None of the answers could be counted, or all groups are too small to be told."))
    return EMPTY


def _bad(tally: Tally, sources: list[Read], judges: list[Judge], meaning: Meaning) -> tuple[Bad, ...]:
    wanted = {reason: sum(values.values()) for reason, values in tally.bad.items()}
    where: dict[str, list[tuple[str, int]]] = {}
    for source in sources:
        if source.export is not None and wanted:
            for reason, each in examples.lines(source.export, source.plan, judges, meaning, wanted).items():
                where.setdefault(reason, []).extend((source.name, line) for line in each)
    return tuple(
        Bad(reason, wanted[reason], _shown(values), tuple(where.get(reason, ())[:MOST_SHOWN]))
        for reason, values in sorted(tally.bad.items())
    )


def _shown(values: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """What may be shown of bad cells: numbers, and short words that many wrote; never anybody's own words."""
    often = sorted(values.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple((value, n) for value, n in often if _is_code(value, n))[:MOST_SHOWN]


def _is_code(value: str, n: int) -> bool:
    text = value.strip()
    few_signs = 0 < len(text) <= 20 and "@" not in text
    return few_signs and (n >= SEEN_OFTEN or (len(text) <= 4 and text.lstrip("+-").isdecimal()))


def _problems(book: Book, metric: Metric, faults: list[Fault]) -> tuple[Problem, ...]:
    return tuple(
        Problem("survey", Severity.ERROR, each.message, book.place(metric.id, "survey", *each.path), each.hint)
        for each in dict.fromkeys(faults)
    )
