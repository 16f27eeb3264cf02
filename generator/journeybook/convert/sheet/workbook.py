"""Excel files: their values alone. Nothing in them is run, followed or expanded, and their size is bounded first."""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from defusedxml.ElementTree import iterparse

from journeybook.convert.report import guessed, lost, refused, whole_file
from journeybook.convert.sheet.csv_text import too_large
from journeybook.convert.sheet.grid import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Grid, tidy
from journeybook.problem import Place, Problem
from journeybook.words import phrase, phrases

MOST_BYTES = 60_000_000  # of all that is packed in a file; a map unpacks to about 100,000
MOST_PARTS = 2_000
MOST_MERGED = 5_000
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_WIDEST = 32_767  # characters of a cell, as Excel has it
_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")


class Range(NamedTuple):
    """A stretch of cells, counted from 1, its ends included."""

    top: int
    left: int
    bottom: int
    right: int


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are those of a file of a spreadsheet program, old or new."""
    return data.startswith((ZIP, OLE))


def grids(data: bytes, file: str) -> tuple[list[Grid], list[Problem]]:
    """The sheets of a file with what there is to tell of each, hidden ones last; none where the file is refused."""
    if (stop := _refusal(data, file)) is not None:
        return [], [stop]
    told = list(_of_parts(data, file))
    try:
        with warnings.catch_warnings():  # of looks that the library does not know
            warnings.simplefilter("ignore")
            found = list(_sheets(data, file))
    except _TooLarge:
        return [], [*told, too_large(file)]
    except Exception:  # noqa: BLE001 - whatever a broken file does to the library, its author needs a sentence
        return [], [*told, _broken(file)]
    return found, told


class _TooLarge(Exception):  # noqa: N818 - it is no error of the program
    """A sheet has more in it than a map can have."""


def _broken(file: str) -> Problem:
    message = phrase("This file cannot be read as an Excel file: it is damaged, or not one.")
    hint = phrase("Open it and save it as .xlsx once more, or as .csv.")
    return refused("sheet-unreadable", message, whole_file(file), hint)


def _refusal(data: bytes, file: str) -> Problem | None:
    """Why a file is not opened at all."""
    if data.startswith(OLE):
        message = phrase("This is an Excel file of the old kind, or one with a password; it is not read.")
        hint = phrase("Open it and save it as .xlsx, without a password.")
        return refused("sheet-unreadable", message, whole_file(file), hint)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return _broken(file)
    if sum(part.file_size for part in parts) > MOST_BYTES or len(parts) > MOST_PARTS:
        message = phrase("This file unpacks to more than {most} million bytes; it is not opened.",
                         most=MOST_BYTES // 1_000_000)  # fmt: skip
        return refused("sheet-too-large", message, whole_file(file), phrase("Save the sheet you need as .csv."))
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        message = phrase("This is no Excel file (.xlsx).")
        return refused("sheet-unreadable", message, whole_file(file), phrase("Save it as .xlsx or as .csv."))
    return None


def _of_parts(data: bytes, file: str) -> Iterator[Problem]:
    """What a file brings along that is left alone."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = packed.namelist()
    if any(name.endswith(("vbaProject.bin", "vbaData.xml")) for name in names):
        yield lost(
            "sheet-macros", phrase("This file holds macros; they were not run and are left behind."), whole_file(file)
        )
    if any("/externalLinks/" in name for name in names):
        message = phrase("This file leads to other files; they were not opened.")
        yield lost("sheet-links", message, whole_file(file))
    if any("/media/" in name or "/comments" in name for name in names):
        message = phrase("Pictures and remarks beside the cells are left behind.")
        yield lost("sheet-pictures", message, whole_file(file))


def _sheets(data: bytes, file: str) -> Iterator[Grid]:
    """The sheets, read row by row: whole, the library would make a cell for each part of however large a merged one."""
    import openpyxl  # here, because every other command does without it

    def opened(values: bool) -> Any:
        return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=values, keep_links=False)

    values, formulas = opened(True), opened(False)
    for sheet in sorted(values.worksheets, key=lambda sheet: bool(sheet.sheet_state != "visible")):
        yield _grid(sheet, formulas[sheet.title], data, file)
    values.close()
    formulas.close()


def _grid(sheet: Any, formulas: Any, data: bytes, file: str) -> Grid:
    rows = list[list[str]]()
    computed, missing = list[tuple[int, int]](), list[tuple[int, int]]()
    for number, (row, typed) in enumerate(zip(_bounded(sheet), _bounded(formulas), strict=False), start=1):
        rows.append([_text(value) for value in row])
        for column, formula in enumerate(typed[: len(row)], start=1):
            if isinstance(formula, str) and formula.startswith("=") and row[column - 1] != formula:
                (missing if row[column - 1] is None else computed).append((number, column))
    told = [*_fill(rows, list(_merged(data, sheet)), file), *_of_formulas(computed, missing, file)]
    if sheet.sheet_state != "visible":
        told.append(
            guessed("sheet-hidden", phrase("The sheet “{name}” is hidden.", name=sheet.title), whole_file(file))
        )
    tidied, lines = tidy(rows, list(range(1, len(rows) + 1)))
    return Grid(file, sheet.title, tidied, lines, tuple(told))


def _bounded(sheet: Any) -> Iterator[list[object]]:
    """The values of each row up to the last that holds one, whatever the file says of its own size."""
    sheet.reset_dimensions()
    cells = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        width = next((place for place in range(len(row), 0, -1) if row[place - 1] is not None), 0)
        cells += width
        if number > MOST_ROWS or width > MOST_COLUMNS or cells > MOST_CELLS:
            raise _TooLarge
        yield list(row[:width])


def _merged(data: bytes, sheet: Any) -> Iterator[Range]:
    """The first and last row and column of each merged cell; only what rows and columns may be there is kept."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed, packed.open(sheet._worksheet_path) as part:
        for _, element in iterparse(part, forbid_dtd=True):
            if element.tag.endswith("}mergeCell") and (found := _RANGE.fullmatch(element.get("ref", ""))):
                yield Range(int(found[2]), _column(found[1]), min(int(found[4]), MOST_ROWS), _column(found[3]))
            element.clear()


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return min(number, MOST_COLUMNS)


def _text(value: object) -> str:
    """A cell's value as its author saw it, more or less: whole numbers without a point, days year first."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date().isoformat()
    return str(value)[:_WIDEST]


def _fill(rows: list[list[str]], merged: Sequence[Range], file: str) -> list[Problem]:
    """Fills merged cells: every part of theirs that lies between words says what the first one does."""
    ranges = [each for each in merged if (each.bottom, each.right) > (each.top, each.left) and each.top <= len(rows)]
    width = max((len(row) for row in rows), default=0)
    for each in ranges[:MOST_MERGED]:
        first = rows[each.top - 1]
        text = first[each.left - 1] if each.left <= len(first) else ""
        for row in rows[each.top - 1 : each.bottom] if text else ():
            row.extend([""] * (min(each.right, width) - len(row)))
            row[each.left - 1 : min(each.right, width)] = [text] * (min(each.right, width) - each.left + 1)
    if not ranges:
        return []
    message = phrases(
        "{count} merged cell: each of its parts is read with the same words.",
        "{count} merged cells: each of their parts is read with the same words.",
        len(ranges),
    )
    return [guessed("sheet-merged", message, _place(file, ranges[0].top, ranges[0].left))]


def _of_formulas(
    computed: Sequence[tuple[int, int]], missing: Sequence[tuple[int, int]], file: str
) -> Iterator[Problem]:
    if computed:
        message = phrases(
            "{count} cell holds a formula; its last value is read, and nothing is computed.",
            "{count} cells hold formulas; their last values are read, and nothing is computed.",
            len(computed),
        )
        yield lost("sheet-formulas", message, _place(file, *computed[0]))
    if missing:
        message = phrases(
            "{count} cell holds a formula without a value; it is read as empty.",
            "{count} cells hold formulas without a value; they are read as empty.",
            len(missing),
        )
        hint = phrase("Open the file in a spreadsheet program and save it; then the values are in it.")
        yield lost("sheet-formulas", message, _place(file, *missing[0]), hint)


def _place(file: str, row: int, column: int) -> Place:
    return Place(file, row, column, row, column + 1)


def workbook(sheets: Sequence[tuple[str, Sequence[Sequence[str | float]]]]) -> bytes:
    """An Excel file with these sheets: texts stay texts, whatever they begin with; the first row stays in sight."""
    import openpyxl
    from openpyxl.styles import Alignment, Font

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(row, start=1):
                cell = sheet.cell(number, place)
                cell.value = value
                cell.data_type = "s" if isinstance(value, str) else "n"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                cell.font = Font(bold=number == 1)
        sheet.freeze_panes = "A2"
    stamp = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 - the same book gives the same bytes
    book.properties.created = book.properties.modified = stamp
    return _packed(book, stamp)


def _packed(book: Any, stamp: datetime.datetime) -> bytes:
    """The file's bytes, packed anew without the day on which that happens."""
    written, again = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as packed, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as target:
        for part in packed.infolist():
            data = packed.read(part)
            if part.filename == "docProps/core.xml":
                data = _without_clock(data, stamp)
            target.writestr(zipfile.ZipInfo(part.filename, (2000, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return again.getvalue()


def _without_clock(data: bytes, stamp: datetime.datetime) -> bytes:
    return re.sub(rb">\d{4}-\d\d-\d\dT[\d:]+Z<", f">{stamp.isoformat()}Z<".encode(), data)
