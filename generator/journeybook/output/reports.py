"""Reports as files: Markdown and HTML for people, JSON for programs, CSV for spreadsheets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from csv import writer
from io import StringIO
from json import dumps
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from journeybook import render
from journeybook.diagrams.faces import face
from journeybook.output.measures import cell as harmless
from journeybook.output.measures import figure_record
from journeybook.reports import Report
from journeybook.reports.report import ASKED, Ask, Blank, Cell, Day, Feeling, Mark, Ref, Section, Several, Told, Words
from journeybook.reports.spoken import filters, rows_of, said

COLUMNS = ("section", "row", "column", "text", "kind", "id", "measure", "value", "unit", "low", "high", "n")
Row = tuple[str, int, str, Cell]


def json(report: Report, language: str) -> str:
    """An object: `format` (1), `report`, `about` (what it was narrowed to), `language`, `as_of`, `title`, `lead`.

    `asks` is a list of decisions wanted, each with the cells `about`, `what`, `whom` and `until`; `nothing_asked` says
    why there are none. `sections` is a list, each with `id`, `title`, `words` and `points` (lists of cells) and `table`
    (null, or `columns`, a list of names, and `rows`, lists of cells). A cell has `kind` and `text`, and

    - `ref`: `id`, a thing of the book or `journey/touchpoint`
    - `figure`: `of`, the thing it is a figure of (`book`), and `figure`, just as `measure --format json` gives it
    - `verdict`: `verdict` (kept, at_risk, broken, unmeasured); `feeling`: `value` (−2 … 2, or null)
    - `day`: `day` (2026-03-31) and `late`; `several`: `cells`; `words`: `quoted` and `missing`; `blank`: nothing more

    Texts speak the reader's language, all else is the same in every language.
    """
    found = {
        "format": 1, "report": report.id, "about": dict(report.about), "language": language,
        "as_of": report.as_of.isoformat(), "title": report.title.say(language), "lead": report.lead.say(language),
        "asks": [_ask(ask, language) for ask in report.asks],
        "nothing_asked": None if report.asks else report.nothing_asked.say(language),
        "sections": [_section(section, language) for section in report.sections],
    }  # fmt: skip
    return dumps(found, ensure_ascii=False, indent=2) + "\n"


def csv(report: Report, language: str) -> str:
    """A row for each cell under the COLUMNS, sections and rows in their order; numbers with a point, as in JSON.

    A spreadsheet would run a text that begins with = + - @ or a tab: such texts get an apostrophe before them.
    """
    stream = StringIO()
    table = writer(stream, lineterminator="\n")
    table.writerow(COLUMNS)
    for section, row, column, cell in _cells(report, language):
        record = _cell(cell, language)
        told = record.get("figure", {})
        name = record.get("id") or record.get("of")
        figures = [told.get(key, record.get(key)) for key in ("value", "unit", "low", "high", "n")]
        written = [section, row, column, record["text"], record["kind"], name, told.get("id"), *figures]
        table.writerow([harmless(content) for content in written])
    return stream.getvalue()


def markdown(report: Report, language: str) -> str:
    """The report as Markdown, whatever the book says escaped."""
    return _environment(render.markdown(None, language), language).get_template("output/report.md.j2").render(
        report=report, asked=ASKED
    )  # fmt: skip


def html(report: Report, language: str) -> str:
    """The report as one page that needs nothing else: light, dark and to be printed."""
    return _environment(render.html(None, language), language).get_template("output/report.html.j2").render(
        report=report, asked=ASKED, link=None
    )  # fmt: skip


FORMATS: Mapping[str, Callable[[Report, str], str]] = {"md": markdown, "html": html, "csv": csv, "json": json}


def _environment(environment: Environment, language: str) -> Environment:
    overlay = environment.overlay()
    overlay.filters = {
        **overlay.filters,
        **filters(language),
        "inside": lambda text: Markup(render.markdown_inside(text)),  # noqa: S704 - escaped for Markdown, not for HTML
        "face": face,
    }
    return overlay


def _cells(report: Report, language: str) -> Iterator[Row]:
    """Every cell with its section, the number of its row, and the name of its column."""
    for number, ask in enumerate(report.asks, start=1):
        for field, name in ASKED:
            yield "asks", number, name.say(language), getattr(ask, field)
    for section in report.sections:
        for number, cell in enumerate((*section.words, *section.points), start=1):
            yield section.id, number, "", cell
        if section.table:
            names = [name.say(language) for name in section.table.columns]
            for number, row in enumerate(rows_of(section.table, language), start=1):
                yield from ((section.id, number, name, cell) for name, cell in zip(names, row, strict=True))


def _ask(ask: Ask, language: str) -> dict[str, Any]:
    return {field: _cell(getattr(ask, field), language) for field, _ in ASKED}


def _section(section: Section, language: str) -> dict[str, Any]:
    table = section.table and {
        "columns": [name.say(language) for name in section.table.columns],
        "rows": [[_cell(cell, language) for cell in row] for row in rows_of(section.table, language)],
    }
    words, points = ([_cell(cell, language) for cell in cells] for cells in (section.words, section.points))
    return {"id": section.id, "title": section.title.say(language), "words": words, "points": points, "table": table}


def _cell(cell: Cell, language: str) -> dict[str, Any]:
    return {"kind": cell.kind, "text": said(cell, language), **MORE[type(cell)](cell, language)}


MORE: Mapping[type, Callable[[Any, str], dict[str, Any]]] = {
    Ref: lambda cell, _: {"id": cell.id},
    Told: lambda cell, language: {"of": cell.of, "figure": figure_record(cell.figure, language)},
    Mark: lambda cell, _: {"verdict": cell.verdict.value},
    Feeling: lambda cell, _: {"value": cell.value},
    Day: lambda cell, _: {"day": cell.day.isoformat(), "late": cell.late},
    Several: lambda cell, language: {"cells": [_cell(each, language) for each in cell.cells]},
    Words: lambda cell, _: {"quoted": cell.quoted, "missing": cell.missing},
    Blank: lambda _, __: {},
}
