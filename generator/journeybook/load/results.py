"""The small table of results beside a metric: content/metrics/<id>.results.csv, as `evidence pull` writes it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from pydantic import ValidationError

from journeybook.model import Origin, Result
from journeybook.model.wording import problems_of
from journeybook.problem import Place, Problem, Severity
from journeybook.source import Mapping
from journeybook.words import phrase

LARGEST = 4_000_000  # bytes of one table
Row = dict[str, str]


def pulled_results(root: Path, metric_file: str) -> tuple[list[Row], list[Problem]]:
    """The rows beside a metric's file, each a result as it could have been typed, and what is wrong with them."""
    file = str(Path(metric_file).with_suffix(".results.csv").as_posix())
    path = root / file
    if not path.is_file() or not path.resolve().is_relative_to(root.resolve()):
        return [], []
    with path.open("rb") as stream:
        data = stream.read(LARGEST + 1)
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
