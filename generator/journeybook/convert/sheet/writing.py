"""Journeys become a sheet, one row a touchpoint, so that `import sheet` finds each field again."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from journeybook.convert.losses import not_carried
from journeybook.convert.report import lost
from journeybook.convert.sheet.cells import harmless, joined
from journeybook.convert.sheet.fields import COLUMNS, ONLY_TOUCHPOINTS, Column
from journeybook.model import Book, Duration, Journey, Lanes, Text
from journeybook.model.record import Record
from journeybook.model.touchpoint import SIDES
from journeybook.problem import Problem
from journeybook.words import phrase

Value = str | float
Row = list[Value]
_PARTS = dict.fromkeys(SIDES, "actor")
_TEXTS = {"quotes": "text", "pains": "text", "causes": "text"}
_OF_JOURNEY = ("journey", "persona", "phase", "stage", "title")
_FIELDS = tuple(column for column in COLUMNS if column.field not in {*_OF_JOURNEY, "id"})
_CARRIED = {
    "title", "persona", "phases.title", "phases.stage", "phases.touchpoints.title", "phases.touchpoints.id",
    *(f"phases.touchpoints.{column.field}" for column in _FIELDS if column.field not in {*_PARTS, *_TEXTS}),
    *(f"phases.{column.field}" for column in _FIELDS if column.field not in {*_PARTS, *_TEXTS, *ONLY_TOUCHPOINTS}),
    *(f"{above}.{name}.{part}" for above in ("phases", "phases.touchpoints")
      for name, parts in {**dict.fromkeys(_PARTS, ("actor", "does")), **dict.fromkeys(_TEXTS, ("text",))}.items()
      for part in parts),
}  # fmt: skip
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def rows(book: Book, journeys: Sequence[Journey], language: str) -> tuple[list[Row], list[Problem]]:
    """The heads and a row for each touchpoint, and for each phase that has something to say as a whole."""
    found = [row for journey in journeys for row in _rows(book, journey, language)]
    used = [place for place in range(len(COLUMNS)) if any(row[place] != "" for row in found)]
    heads: Row = [COLUMNS[place].label.say(language) for place in used]
    problems = [problem for journey in journeys for problem in _lost(book, journey, language)]
    return [heads, *([row[place] for place in used] for row in found)], problems


def _lost(book: Book, journey: Journey, language: str) -> Iterator[Problem]:
    yield from not_carried(book, journey, _CARRIED, language)
    for step in journey.steps:
        for column in _FIELDS:
            if column.kind in {"list", "parts"} and _has_breaks(getattr(step.touchpoint, column.field), language):
                message = phrase("Several things share a cell: breaks within one of them become blanks.")
                yield lost("sheet-breaks", message, book.place(journey.id, *step.path, column.field))


def _has_breaks(values: Sequence[object], language: str) -> bool:
    return any("\n" in said(value, language) for value in values)


def _rows(book: Book, journey: Journey, language: str) -> Iterator[Row]:
    persona = book.personas.get(journey.persona)
    whose = journey.persona if persona is None or persona.sketch else persona.label.say(language)
    for phase in journey.phases:
        start: dict[str, Value] = {
            "journey": journey.label.say(language), "persona": whose,
            "phase": phase.title.say(language) or phase.id, "stage": phase.stage or "",
        }  # fmt: skip
        of_phase = _cells(phase, ONLY_TOUCHPOINTS, language)
        if any(of_phase.values()) or not phase.touchpoints:
            yield _row(start | of_phase)
        for touchpoint in phase.touchpoints:
            own = {"title": touchpoint.title.say(language), "id": f"{journey.id}/{touchpoint.id}"}
            yield _row(start | own | _cells(touchpoint, frozenset(), language))


def _row(cells: dict[str, Value]) -> Row:
    return [cells.get(column.field, "") for column in COLUMNS]


def _cells(lanes: Lanes, without: frozenset[str], language: str) -> dict[str, Value]:
    columns = [column for column in _FIELDS if column.field not in without]
    return {column.field: _cell(column, getattr(lanes, column.field), language) for column in columns}


def _cell(column: Column, value: object, language: str) -> Value:
    """A field as a cell: several things with bullets where they need them, a number as a number."""
    if value is None or value == () or (value is False and column.field == "moment_of_truth"):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, tuple):
        return joined([said(each, language) for each in value])
    return said(value, language)


def said(value: object, language: str) -> str:
    """What one thing says in a cell: `Actor: what it does` for a part, the words for all that have words."""
    if isinstance(value, Text):
        return value.say(language)
    if isinstance(value, Duration):
        return f"{value.value:g} {value.unit}"
    if not isinstance(value, Record):
        return str(value)
    if hasattr(value, "does"):
        does = value.does.say(language)
        return f"{value.actor}: {does}" if value.actor and does else value.actor or does  # type: ignore[attr-defined]
    return str(value.text.say(language))  # type: ignore[attr-defined]


def as_csv(found: Sequence[Row]) -> str:
    """The rows as comma-separated text with a mark, so that spreadsheet programs read its letters right."""
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerows([[_typed(value) for value in row] for row in found])
    return "\ufeff" + stream.getvalue()


def _typed(value: Value) -> str:
    """A cell of text that no program runs; a minus is a real one, since a hyphen at the start could begin a formula."""
    if isinstance(value, str):
        return harmless(_CONTROLS.sub("", value))
    return f"{value:g}".replace("-", "−")


def as_table(found: Sequence[Row]) -> list[Row]:
    """The rows for an Excel file: numbers stay numbers, texts cannot run."""
    return [[_typed(value) if isinstance(value, str) else value for value in row] for row in found]
