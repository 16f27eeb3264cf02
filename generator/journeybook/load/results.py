"""The small table of results beside a metric: content/metrics/<id>.results.csv, as `evidence pull` writes it."""

from __future__ import annotations

import csv
import io

from pydantic import ValidationError

from journeybook.load.shelf import Shelf
from journeybook.model import Origin, Result
from journeybook.model.wording import problems_of
from journeybook.problem import Place, Problem, Severity
from journeybook.source import Mapping
from journeybook.words import phrase

LARGEST = 4_000_000  # bytes of one table
Row = dict[str, str]


def table_of(metric_file: str) -> str:
    """The file of the results that were pulled for a metric."""
    return f"{metric_file.rpartition('.')[0]}.results.csv"


def pulled_results(shelf: Shelf, metric_file: str) -> tuple[list[Row], list[Problem]]:
    """The rows beside a metric's file, each a result as it could have been typed, and what is wrong with them."""
    file = table_of(metric_file)
    data = shelf.data(file, LARGEST + 1)
    if data is None:
        return [], []
    try:
        table = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        numbered = [(table.line_num, row) for row in table]
    except (UnicodeDecodeError, csv.Error):
        numbered = None
    if numbered is None or len(data) > LARGEST:
        message = phrase("This table of results cannot be read.")
        hint = phrase("Write it anew with: journeybook evidence pull")
        return [], [Problem("results-table", Severity.ERROR, message, Place(file, 1, 1, 1, 1), hint)]
    return _checked(numbered, file)


def _checked(numbered: list[tuple[int, dict[str, str]]], file: str) -> tuple[list[Row], list[Problem]]:
    rows, problems = [], list[Problem]()
    for line, typed in numbered:
        row = {str(key): value for key, value in typed.items() if value}
        try:
            Result.model_validate(row)
            rows.append(row)
        except ValidationError as error:
            place = (line, 1, line, 1)
            problems += problems_of(error, Result, Origin(file, Mapping(place)))
    return rows, problems
