"""The whole book as JSON: every field as it may be typed again, in one order, whatever the book's layout was."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from journeybook.model import KINDS, Book, Duration, Entity, Metric, Period, Quantity, Settings, Text
from journeybook.model.metric import MEASURED
from journeybook.model.order import written_order
from journeybook.model.record import Record
from journeybook.model.schema import DRAFT, FILES, Schema, schema
from journeybook.words import phrase

FORMAT = 1
"""Raised when a program that reads the JSON would have to change."""
DIGITS = 12  # of a number, at most
EXPORT = "export"
"""The name under which `journeybook schema` gives the schema of this JSON."""
GROUPS: Mapping[str, str] = {kind.noun: kind.folder.rpartition("/")[2].replace("-", "_") for kind in KINDS}
"""Where things of a kind stand in the JSON, by noun."""


def book_json(book: Book) -> str:
    """The book: `format`, `as_of`, `book` (its settings), then every kind of thing by id.

    Each thing has the fields of its file, as the schema of its kind tells. What was left out of a file is left out.
    """
    things: dict[str, dict[str, Any]] = {group: {} for group in GROUPS.values()}
    for entity in sorted(book.entities, key=lambda entity: entity.id):
        if not getattr(entity, "sketch", False):
            things[GROUPS[entity.noun]][entity.id] = fields(entity)
    whole = {"format": FORMAT, "as_of": book.as_of.isoformat(), "book": fields(book.settings), **things}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def fields(record: Record) -> dict[str, Any]:
    """What a record says, by the names its author types, in the order of the reference; defaults are left out."""
    names = {info.alias or name: name for name, info in type(record).model_fields.items()}
    order = written_order(type(record))
    found: dict[str, Any] = {}
    for typed in sorted(names, key=lambda typed: order.index(typed) if typed in order else len(order)):
        value, info = getattr(record, names[typed]), type(record).model_fields[names[typed]]
        if names[typed] == "extras":
            found |= dict(sorted(value.items()))
        elif not _is_made(record, names[typed]) and (info.is_required() or value != info.get_default()):
            found[typed] = plain(value)
    return _in_its_unit(found) if isinstance(record, Metric) and record.unit == "%" else found


def _in_its_unit(metric: dict[str, Any]) -> dict[str, Any]:
    """A metric in per cent with its figures in per cent, as they are typed; a record keeps them as shares."""
    changed: dict[str, Any] = {name: _hundredfold(metric[name]) for name in MEASURED if name in metric}
    if "results" in metric:
        changed["results"] = [
            {name: _hundredfold(each) if name == "value" else each for name, each in row.items()}
            for row in metric["results"]
        ]
    return {**metric, **changed}


def _hundredfold(share: float) -> float:
    return _number(share * 100)


def _number(value: float) -> float:
    """A number without the digits that only a computer's arithmetic adds."""
    short = float(f"{value:.{DIGITS}g}")
    return int(short) if short.is_integer() else short


def _is_made(record: Record, name: str) -> bool:
    """Whether a field is never typed: the id of a thing is the name it stands under."""
    return isinstance(record, Entity) and name in {"id", "sketch"}


def plain(value: Any) -> Any:
    """A value in the form in which it may be typed: a text, a number, a list, entries by name."""
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in sorted(value.items())}
    written = next((write for kind, write in _WRITTEN.items() if isinstance(value, kind)), None)
    return written(value) if written else value


def _text(value: Text) -> str | dict[str, str]:
    words = dict(value.words)
    return words[""] if set(words) == {""} else dict(sorted(words.items()))


def _measured(value: Duration | Quantity) -> str | float:
    number = _number(value.value)
    return f"{number} {value.unit}" if value.unit else number


_WRITTEN: Mapping[type, Callable[[Any], Any]] = {
    Text: _text, Record: fields, Duration: _measured, Quantity: _measured, Period: lambda period: period.typed,
    date: date.isoformat, float: _number,
}  # fmt: skip
"""How what is no list is written, by its kind."""


def book_schema(language: str) -> Schema:
    """The schema of the JSON: the schemas of all kinds of file in one, its sentences in a language."""
    parts = {noun: schema(kind, language) for noun, kind in FILES.items()}
    definitions: dict[str, Schema] = {}
    for part in parts.values():
        definitions |= part.pop("definitions")
        part.pop("$schema")
    by_id = {
        GROUPS[noun]: {"type": "object", "additionalProperties": {"$ref": f"#/definitions/file-{noun}"}}
        for noun in GROUPS
    }
    return {
        "$schema": DRAFT,
        "title": phrase("A whole book, as journeybook export json writes it").say(language),
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "as_of": {"type": "string", "format": "date"},
            "book": {"$ref": f"#/definitions/file-{Settings.noun}"},
            **by_id,
        },
        "required": ["format", "as_of", "book", *by_id],
        "additionalProperties": False,
        "definitions": {**definitions, **{f"file-{noun}": part for noun, part in parts.items()}},
    }
