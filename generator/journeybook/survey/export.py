"""What kind of export a file is, and its columns: a header of one line, two (SurveyMonkey) or three (Qualtrics)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TextIO

from msgspec import Struct

from journeybook.survey.encoding import PYTHON_NAMES, encoding_of, is_text

SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
LOOKED_AT = 20  # records
LONGEST_CELL = 1 << 20
IMPORT_ID = re.compile(r"""\{\s*["']ImportId["']\s*:\s*["']([^"']*)""")
TIMESTAMPS = {
    "timestamp", "sygnatura czasowa", "отметка времени", "позначка часу", "zeitstempel", "horodateur",
    "marca temporal", "carimbo de data/hora", "informazioni cronologiche", "tijdstempel", "časové razítko",
    "časová značka", "časová pečiatka", "időbélyeg", "marcaj temporal", "tidsstempel", "tidsstämpel", "tidstämpel",
    "aikaleima", "zaman damgası", "laiko žyma", "laika zīmogs", "ajatempel", "タイムスタンプ", "时间戳记", "时间戳",
}  # fmt: skip
RESPONDENTS = {
    "respondent id", "respondentid", "respondent_id", "identyfikator respondenta", "id respondenta",
    "идентификатор респондента", "id респондента", "respondenten-id", "befragten-id", "id du répondant",
    "identifiant du répondant", "id del encuestado", "id encuestado", "id do respondente", "id rispondente",
}  # fmt: skip
OPEN = {"response", "open-ended response", "odpowiedź", "odpowiedź otwarta", "ответ", "antwort", "réponse", "respuesta"}


class Export(Struct, frozen=True):
    """A text file of answers: how it is written, which program wrote it, and its columns.

    `names` are the columns by position, `also` the other words that each is known by (its question, its id). Answers
    begin with record `headers` of those that are not empty, which is record `skipped` of all.
    """

    path: Path
    encoding: str
    separator: str
    program: str
    names: tuple[str, ...]
    also: tuple[tuple[str, ...], ...]
    headers: int
    skipped: int


class UnreadableError(Exception):
    """A text file is no table from this line on: its signs are written otherwise, or a quotation mark never closes."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(line, why)
        self.line, self.why = line, why


def export_of(path: Path, encoding: str | None = None, separator: str | None = None) -> Export:
    """What a text file is; `encoding` and `separator` where the author has said them.

    Raises UnreadableError where it is no table.
    """
    csv.field_size_limit(LONGEST_CELL)
    if not is_text(path):
        raise UnreadableError(1, "binary")
    written = PYTHON_NAMES.get(encoding, encoding) if encoding else encoding_of(path)
    with path.open(encoding=written, newline="") as stream:
        sign = SEPARATORS[separator] if separator else _separator(stream)
        stream.seek(0)
        head = list(islice(records(stream, sign), LOOKED_AT))
    rows = [cells for _, cells in head]
    program, headers = _program(rows)
    names, also = _columns(program, rows, headers)
    skipped = _records_until(path, written, sign, head[headers - 1][0]) if head else 0
    return Export(path, written, sign, program, names, also, headers, skipped)


def records(stream: TextIO, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Every record with the line it ends in; empty lines, and Excel's own `sep=;`, are passed over."""
    csv.field_size_limit(LONGEST_CELL)
    table = csv.reader(stream, delimiter=separator, strict=True)
    while True:
        begins = table.line_num + 1
        try:
            cells = next(table)
        except StopIteration:
            return
        except UnicodeError as error:
            raise UnreadableError(begins, "signs") from error
        except csv.Error as error:
            raise UnreadableError(begins, "quotes") from error
        if cells and not (table.line_num == 1 and cells[0].lstrip("\ufeff").lower().startswith("sep=")):
            yield table.line_num, cells


def _records_until(path: Path, encoding: str, separator: str, line: int) -> int:
    """How many records end in this line or before it, the empty ones too."""
    count = 0
    with path.open(encoding=encoding, newline="") as stream:
        table = csv.reader(stream, delimiter=separator)
        while table.line_num < line:
            next(table)
            count += 1
    return count


def _separator(stream: TextIO) -> str:
    """What splits the first lines into the most columns, the same number in each."""
    try:
        lines = [line for line in islice(stream, LOOKED_AT) if line.strip()]
    except UnicodeError as error:
        raise UnreadableError(1, "signs") from error
    if lines and lines[0].lstrip("\ufeff").lower().startswith("sep=") and len(lines[0].strip()) == 5:
        return lines[0].strip()[-1]
    return max(SEPARATORS.values(), key=lambda sign: _split_by(lines, sign))


def _split_by(lines: Sequence[str], separator: str) -> tuple[bool, int]:
    try:
        widths = [len(cells) for cells in csv.reader(lines, delimiter=separator)]
    except csv.Error:
        return False, 0
    alike = len(widths) > 0 and widths.count(widths[0]) * 2 > len(widths)
    return alike and widths[0] > 1, widths[0] if widths else 0


def _program(rows: Sequence[Sequence[str]]) -> tuple[str, int]:
    """Which program wrote the file, and how many records its header has."""
    for position, row in enumerate(rows[1:4], 1):
        if sum(bool(IMPORT_ID.search(cell)) for cell in row) * 2 > len(row):
            return "Qualtrics", position + 1
    first = rows[0][0].strip().strip("\ufeff").casefold() if rows and rows[0] else ""
    second = [cell.strip().casefold() for cell in rows[1]] if len(rows) > 1 else []
    if second and not second[0] and (first in RESPONDENTS or OPEN & set(second)):
        return "SurveyMonkey", 2
    return _one_line(first, [name.strip().casefold() for name in rows[0]] if rows else []), 1


def _one_line(first: str, names: Sequence[str]) -> str:
    if first in TIMESTAMPS:
        return "Google Forms"
    if {"submitdate", "lastpage", "startlanguage"} <= set(names):
        return "LimeSurvey"
    if first == "#" and any(name.startswith(("submit date", "network id")) for name in names):
        return "Typeform"
    if {"start time", "completion time"} <= set(names):
        return "Microsoft Forms"
    return ""


def _columns(
    program: str, rows: Sequence[Sequence[str]], headers: int
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    if not rows:
        return (), ()
    names = [_tidy(name) for name in rows[0]]
    if program == "SurveyMonkey":
        return _two_lines(names, [_tidy(name) for name in rows[1]])
    also: list[tuple[str, ...]] = [() for _ in names]
    for row in rows[1:headers]:
        for position, cell in enumerate(row[: len(names)]):
            found = IMPORT_ID.search(cell)
            also[position] += (found[1] if found else _tidy(cell),)
    return tuple(names), tuple(also)


def _two_lines(questions: Sequence[str], options: Sequence[str]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """A question stands above its first option alone; a column is named by both, an open one by its question."""
    names, also, question = [], [], ""
    for position, written in enumerate(questions):
        question = written or question
        option = options[position] if position < len(options) else ""
        plain = option.casefold() in OPEN or not option
        names.append(question if plain else f"{question} / {option}")
        also.append((question,) if written and not plain else ())
    return tuple(names), tuple(also)


def _tidy(name: str) -> str:
    return " ".join(name.strip("\ufeff").split())
