"""Comma-separated text of any make: its encoding, its separator, its rows."""

from __future__ import annotations

import csv
import io

from journeybook.convert.encoding import decoded_text
from journeybook.convert.report import refused, whole_file
from journeybook.convert.sheet.grid import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Grid, tidy
from journeybook.problem import Problem
from journeybook.words import phrase

_SEPARATORS = ",;\t|"
_LOOKED_AT = 40  # rows by which the separator is told


def csv_grid(data: bytes, file: str) -> tuple[Grid | None, list[Problem]]:
    """The sheet in a file of separated values; None where it is none."""
    text, problems = decoded_text(data, file)
    rows, lines = list[list[str]](), list[int]()
    reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=separator(text))
    cells = before = 0
    try:
        for row in reader:
            rows.append(row)
            lines.append(before + 1)
            before = reader.line_num
            cells += len(row)
            if len(rows) > MOST_ROWS or len(row) > MOST_COLUMNS or cells > MOST_CELLS:
                return None, [*problems, too_large(file)]
    except csv.Error:
        message = phrase(
            "From line {line} on this cannot be read as a sheet: a cell has no end, or is too long for one.",
            line=before + 1,
        )
        hint = phrase("See whether a quotation mark is missing there.")
        return None, [*problems, refused("sheet-unreadable", message, whole_file(file), hint)]
    tidied, kept = tidy(rows, lines)
    return Grid(file, "", tidied, kept), problems


def too_large(file: str) -> Problem:
    """What is said of a sheet that is no map."""
    message = phrase(
        "This sheet is too large for a map: more than {rows} rows, {columns} columns or {cells} cells.",
        rows=MOST_ROWS,
        columns=MOST_COLUMNS,
        cells=MOST_CELLS,
    )
    return refused(
        "sheet-too-large", message, whole_file(file), phrase("Save the part you need as a sheet of its own.")
    )


def separator(text: str) -> str:
    """The sign between cells: the one that parts the first rows into most columns alike."""
    sample = "\n".join(text.splitlines()[: 4 * _LOOKED_AT])[:100_000]
    return max(_SEPARATORS, key=lambda sign: _evenness(sample, sign))


def _evenness(sample: str, sign: str) -> float:
    """How well a sign parts the rows: the share of rows with the usual number of cells, more cells being better."""
    counts = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=sign):
            counts.append(len(row))
            if len(counts) == _LOOKED_AT:
                break
    except csv.Error:
        return 0
    several = [count for count in counts if count > 1]
    usual = max(set(several), key=several.count, default=1)
    return several.count(usual) / max(1, len(counts)) * (1 - 1 / usual)
