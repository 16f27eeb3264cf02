"""Sheets in and out: one row a touchpoint, or phases as columns; CSV of any make, and Excel."""

from __future__ import annotations

from journeybook.convert.sheet.csv_text import csv_grid
from journeybook.convert.sheet.fields import BY_FIELD as FIELDS
from journeybook.convert.sheet.grid import Grid
from journeybook.convert.sheet.importing import one_of
from journeybook.convert.sheet.workbook import grids, is_workbook, workbook
from journeybook.convert.sheet.writing import as_csv, as_table, rows

__all__ = ["FIELDS", "Grid", "as_csv", "as_table", "csv_grid", "grids", "is_workbook", "one_of", "rows", "workbook"]
