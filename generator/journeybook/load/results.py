"""The small table of results beside a metric: content/metrics/<id>.results.csv, as `evidence pull` writes it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

from msgspec import Struct
from pydantic import ValidationError

from journeybook.load.cells import columns_of
from journeybook.load.opened import opened
from journeybook.load.shelf import Shelf
from journeybook.model import Origin, Result
from journeybook.model.close import closest
from journeybook.model.wording import problems_of
from journeybook.problem import Place, Problem, Severity
from journeybook.source import Mapping, Sequence, Span
from journeybook.source.decoding import LARGEST_FILE, decoded
from journeybook.source.whole_file import conflict
from journeybook.words import Phrase, phrase

FIELDS = tuple(Result.model_fields)
Record = tuple[int, list[str], list[Span]]


class Table(Struct, frozen=True):
    """The rows of a table that can be read, each as if its fields were typed; every cell knows its place."""

    file: str
    rows: Sequence
    problems: tuple[Problem, ...] = ()


def table_of(metric_file: str) -> str:
    """The file of the results that were pulled for a metric."""
    return f"{metric_file.rpartition('.')[0]}.results.csv"


def pulled_results(shelf: Shelf, metric_file: str) -> Table:
    """The rows beside a metric's file, and what is wrong with them."""
    file = table_of(metric_file)
    data, problems = opened(shelf, file)
    if data is None:
        return Table(file, Sequence(), tuple(problems))
    text, problems = _text_of(data, file)
    if text is None:
        return Table(file, Sequence(), tuple(problems))
    try:
        records = list(_records(text))
    except csv.Error:
        message = phrase("This table of results cannot be read.")
        return Table(file, Sequence(), (*problems, _problem(message, file, (1, 1, 1, 1))))
    read = _checked(records, file)
    return Table(file, read.rows, (*problems, *read.problems))


def _text_of(data: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """The text of a table, and what is wrong with how it is saved; None where two versions stand in it, or no text."""
    if len(data) > LARGEST_FILE:
        message = phrase("This table of results cannot be read.")
        return None, [_problem(message, file, (1, 1, 1, 1))]
    text, problems = decoded(data, file)
    problems = list(map(_from_a_sheet, problems))
    both = conflict(text, file) if text is not None else None
    return (None, [*problems, both]) if both else (text, problems)


def _from_a_sheet(problem: Problem) -> Problem:
    """That a table is not saved as UTF-8, with how a program for sheets saves it so."""
    sample = dict(problem.hint.params).get("sample") if problem.hint else None
    if sample is None:
        return problem
    words = phrase(
        "Save it as UTF-8: in Excel choose “CSV UTF-8” in “Save as”. Then check that this reads right: {sample}",
        sample=sample,
    )
    return replace(problem, hint=words)


def _records(text: str) -> Iterator[Record]:
    """Each row with the line it begins in and the places of its cells; empty lines are passed over."""
    lines = text.splitlines()
    separator = _separator(next(filter(None, lines), ""))
    table, line = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), 1
    for cells in table:
        if any(cells):
            columns = columns_of(lines[line - 1], separator) if line == table.line_num else []
            whole = (line, 1, line, 1)
            known = [(line, begin, line, end) for begin, end in columns]
            yield line, cells, known if len(known) == len(cells) else [whole] * len(cells)
        line = table.line_num + 1


def _separator(header: str) -> str:
    """What stands between the cells: a comma, or what Excel writes in languages in which that stands in numbers."""
    return next((sign for sign in (",", ";", "\t") if sign in header), ",")


def _checked(records: list[Record], file: str) -> Table:
    if not records:
        return Table(file, Sequence())
    (_, header, header_at), *rest = records
    names = [name.strip() for name in header]
    problems = list(_strangers(names, header_at, file))
    rows = Sequence()
    for line, cells, cells_at in rest:
        if len(cells) > len(names):
            counts = {"count": len(cells), "names": len(names)}
            message = phrase("Here stand {count} cells, but the first line names {names} columns.", **counts)
            problems.append(_problem(message, file, (line, 1, line, 1)))
            continue
        row = _row((line, 1, line, 1), zip(names, header_at, cells, cells_at, strict=False))
        found = _faults(row, file)
        problems += found
        if not found:
            rows.append(row)
            rows.items_at.append(row.span)
    return Table(file, rows, tuple(problems))


def _strangers(names: list[str], at: list[Span], file: str) -> Iterator[Problem]:
    """The columns that no result has, and those that stand twice."""
    for position, (name, span) in enumerate(zip(names, at, strict=True)):
        if name in names[:position]:
            yield _problem(phrase("The column “{name}” stands here twice.", name=name[:60]), file, span)
        elif name not in FIELDS:
            close = closest(name, FIELDS)
            hint = (
                phrase("Did you mean “{close}”?", close=close)
                if close
                else phrase("Known here: {fields}.", fields=", ".join(FIELDS))
            )
            yield _problem(phrase("“{key}” is not known here.", key=name[:60]), file, span, hint)


def _row(span: Span, cells: Iterator[tuple[str, Span, str, Span]]) -> Mapping:
    row = Mapping(span)
    for name, name_at, cell, cell_at in cells:
        if cell.strip() and name in FIELDS:
            row[name], row.keys_at[name], row.values_at[name] = cell.strip(), name_at, cell_at
    return row


def _faults(row: Mapping, file: str) -> list[Problem]:
    try:
        Result.model_validate(row)
    except ValidationError as error:
        return problems_of(error, Result, Origin(file, row))
    return []


def _problem(message: Phrase, file: str, span: Span, hint: Phrase | None = None) -> Problem:
    anew = phrase("Write it anew with: journeybook evidence pull")
    return Problem("results-table", Severity.ERROR, message, Place(file, *span), hint or anew)
