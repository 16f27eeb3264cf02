"""Excel files: their values alone. Nothing in them is run, followed or expanded, and their size is bounded first."""

from __future__ import annotations

import datetime
import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from journeybook.convert.report import guessed, lost, refused, whole_file
from journeybook.convert.sheet.csv_text import too_large
from journeybook.convert.sheet.grid import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Grid, tidy
from journeybook.problem import Place, Problem
from journeybook.words import phrase, phrases

MOST_BYTES = 60_000_000  # of all that is packed in a file; a map unpacks to about 100,000
MOST_PARTS = 2_000
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_WIDEST = 32_767  # characters of a cell, as Excel has it


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
    import openpyxl  # here, because every other command does without it

    with io.BytesIO(data) as stream:
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        sizes = {sheet.title: _bounded(sheet) for sheet in book.worksheets}
        book.close()
    values = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    formulas = openpyxl.load_workbook(io.BytesIO(data), data_only=False, keep_links=False)
    order = sorted(values.worksheets, key=lambda sheet: sheet.sheet_state != "visible")
    for sheet in order:
        yield _grid(sheet, formulas[sheet.title], sizes[sheet.title], file)


def _bounded(sheet: Any) -> tuple[int, int]:
    """How many rows and columns really hold something, whatever the file says of itself."""
    sheet.reset_dimensions()
    rows = columns = cells = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        if number > MOST_ROWS:
            raise _TooLarge
        used = [place for place, value in enumerate(row, start=1) if value is not None]
        if used:
            rows, columns = number, max(columns, used[-1])
        cells += len(used)
        if columns > MOST_COLUMNS or cells > MOST_CELLS:
            raise _TooLarge
    return rows, columns


def _grid(sheet: Any, formulas: Any, size: tuple[int, int], file: str) -> Grid:
    rows = [["" for _ in range(size[1])] for _ in range(size[0])]
    computed, missing = list[tuple[int, int]](), list[tuple[int, int]]()
    for row in sheet.iter_rows(max_row=max(1, size[0]), max_col=max(1, size[1])):
        for cell in row:
            if cell.row > size[0]:
                continue
            value = cell.value
            if formulas.cell(cell.row, cell.column).data_type == "f":
                (missing if value is None else computed).append((cell.row, cell.column))
            rows[cell.row - 1][cell.column - 1] = _text(value)
    told = [*_of_merged(sheet, rows, file), *_of_formulas(computed, missing, file)]
    tidied, lines = tidy(rows, list(range(1, len(rows) + 1)))
    if sheet.sheet_state != "visible":
        message = phrase("The sheet “{name}” is hidden.", name=sheet.title)
        told.append(guessed("sheet-hidden", message, whole_file(file)))
    return Grid(file, sheet.title, tidied, lines, tuple(told))


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


def _of_merged(sheet: Any, rows: list[list[str]], file: str) -> list[Problem]:
    """Fills merged cells: every cell of theirs says what the first one does."""
    ranges = [each for each in sheet.merged_cells.ranges if each.size["rows"] * each.size["columns"] > 1]
    for each in ranges:
        text = (
            rows[each.min_row - 1][each.min_col - 1]
            if each.min_row <= len(rows) and each.min_col <= len(rows[0])
            else ""
        )
        for row in range(each.min_row - 1, min(each.max_row, len(rows))):
            for column in range(each.min_col - 1, min(each.max_col, len(rows[row]))):
                rows[row][column] = text
    if not ranges:
        return []
    first = ranges[0]
    message = phrases(
        "{count} merged cell: each of its parts is read with the same words.",
        "{count} merged cells: each of their parts is read with the same words.",
        len(ranges),
    )
    return [guessed("sheet-merged", message, _place(file, first.min_row, first.min_col))]


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
    import re

    return re.sub(rb">\d{4}-\d\d-\d\dT[\d:]+Z<", f">{stamp.isoformat()}Z<".encode(), data)
