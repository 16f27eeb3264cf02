"""The JSON Schema of what `check --format json` prints, for programs that read it."""

from __future__ import annotations

from collections.abc import Mapping

from journeybook.model.schema import DRAFT, Schema
from journeybook.problem import Severity
from journeybook.words import Phrase, phrase

REPORT = "problems"
"""What it is called beside the kinds of files."""

_PLACE: Mapping[str, Phrase] = {
    "line": phrase("The line where it begins, counted from 1."),
    "column": phrase("The character in that line where it begins, counted from 1."),
    "end_line": phrase("The line where it ends."),
    "end_column": phrase("The first character behind it."),
}


def report_schema(language: str) -> Schema:
    """The schema, with descriptions in `language`; only `message` and `hint` differ between the languages of a report.

    Further keys may come in time; `format` becomes 2 when one goes or changes its meaning.
    """
    related = {"message": _text(language, phrase("What stands there, in the reader's language."))}
    problem = {
        "rule": _text(language, phrase("The name of the rule, for ever; journeybook explain tells more.")),
        "severity": {"enum": [each.value for each in Severity], "description": _SEVERITY.say(language)},
        **_place(language),
        "message": _text(language, phrase("What is wrong, in the reader's language.")),
        "hint": {
            "type": ["string", "null"],
            "description": phrase("What to type instead, in the reader's language.").say(language),
        },
        "others": {
            "type": "array",
            "description": phrase("Related places.").say(language),
            "items": _whole(_place(language) | related),
        },
    }
    told = phrase("All that is wrong, sorted by file and line.").say(language)
    report = {
        "format": {"const": 1},
        "problems": {"type": "array", "description": told, "items": _whole(problem)},
    }
    title = phrase("What journeybook check --format json prints").say(language)
    return {"$schema": DRAFT, "title": title, **_whole(report)}


_SEVERITY = phrase("How grave it is; an error makes the command fail.")


def _place(language: str) -> Schema:
    file = _text(language, phrase("The file, as a path from the book's folder."))
    numbers = {
        name: {"type": "integer", "minimum": 1, "description": told.say(language)} for name, told in _PLACE.items()
    }
    return {"file": file, **numbers}


def _text(language: str, told: Phrase) -> Schema:
    return {"type": "string", "description": told.say(language)}


def _whole(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}
