"""What pydantic found wrong, said in the author's words, with the place in the file and what to type instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from journeybook.model.book import Origin
from journeybook.model.complaint import OURS
from journeybook.model.record import Record
from journeybook.model.short import TOUCHPOINT_FIELDS, is_feeling
from journeybook.problem import Problem, Severity
from journeybook.source import Mapping, Sequence, Value, place_of
from journeybook.words import Phrase, phrase

TITLES = tuple(sorted(TOUCHPOINT_FIELDS))
MOST_PROBLEMS = 100  # of one file; somebody who has put these right runs check again
QUOTED = re.compile(r"'([^']*)'")
Location = tuple[str | int, ...]
Said = tuple[str, Phrase, Phrase | None]


def problems_of(error: ValidationError, record: type[Record], origin: Origin) -> list[Problem]:
    """The mistakes that one file holds, the first hundred at most, in the order of its lines."""
    details = error.errors(include_url=False)[:MOST_PROBLEMS]
    mistyped = {
        (*detail["loc"][:-1], _meant(detail["loc"], record, origin.root))
        for detail in details
        if detail["type"] == "extra_forbidden"
    }
    told = [detail for detail in details if not (detail["type"] == "missing" and detail["loc"] in mistyped)]
    return sorted((_problem(detail, record, origin) for detail in told), key=lambda problem: problem.place)


def _problem(detail: ErrorDetails, record: type[Record], origin: Origin) -> Problem:
    location = tuple(part for part in detail["loc"] if part != "[key]")
    context = detail.get("ctx", {})
    if detail["type"] == OURS:
        rule, message, hint = context["rule"], context["message"], context["hint"]
        location += context["at"]
        place = place_of(origin.root, location, origin.file, key=bool(context["at"]))
    elif detail["type"] == "extra_forbidden":
        rule, message, hint = _unknown_key(location, record, origin.root)
        place = place_of(origin.root, location, origin.file, key=True)
    else:
        rule, message, hint = _plain(detail, location, context)
        place = place_of(origin.root, location, origin.file)
    return Problem(rule, Severity.ERROR, message, place, hint)


def _plain(detail: ErrorDetails, location: Location, context: dict[str, Any]) -> Said:
    name = next((part for part in reversed(location) if isinstance(part, str)), "")
    typed = detail["input"]
    if detail["type"] == "missing":
        return (
            "missing-field",
            phrase("“{name}” is missing here.", name=name),
            phrase("Add a line: {name}: …", name=name),
        )
    if detail["type"] == "literal_error":
        return _not_a_choice(typed, name, QUOTED.findall(context.get("expected", "")))
    if detail["type"] in {"tuple_type", "list_type"}:
        return (
            "wrong-value",
            phrase("“{name}” is a list.", name=name),
            phrase("Write each item on its own line below it, indented, beginning with a hyphen and a space."),
        )
    return (
        "wrong-value",
        phrase("“{name}” has fields of its own, but here stands something else.", name=name),
        phrase("Write its fields on the lines below it, indented: name: value."),
    )


def _not_a_choice(typed: object, name: str, choices: list[str]) -> Said:
    listed = ", ".join(choices)
    if not isinstance(typed, str):
        return (
            "wrong-value",
            phrase("“{name}” takes one word.", name=name),
            phrase("Write one of: {listed}.", listed=listed),
        )
    word = typed.strip().lower().replace("-", "_").replace(" ", "_")
    close = get_close_matches(word, choices, 1, 0.6)
    hint = (
        phrase("Did you mean “{word}”? It takes one of: {listed}.", word=close[0], listed=listed)
        if close
        else phrase("Write one of: {listed}.", listed=listed)
    )
    return "wrong-value", phrase("“{typed}” is no word that “{name}” takes.", typed=typed[:60], name=name), hint


def _unknown_key(location: Location, record: type[Record], root: Value) -> Said:
    key, holder = str(location[-1]), _at(root, location[:-1])
    if isinstance(holder, Mapping) and _is_short(location, key, holder):
        return "wrong-value", *_short_form(key, holder)
    fields = fields_at(record, location[:-1])
    in_phase = len(location) == 3 and location[0] == "phases" and key in TOUCHPOINT_FIELDS
    close = None if in_phase else closest(key, fields)
    if close:
        hint = phrase("Did you mean “{close}”?", close=close)
    elif in_phase or (len(location) == 1 and key in TOUCHPOINT_FIELDS):
        hint = phrase("“{key}” is a field of a touchpoint: write it there, indented below its title.", key=key)
    else:
        hint = phrase("Known here: {fields}.", fields=", ".join(fields[:20]) + (" …" if len(fields) > 20 else ""))
    return "unknown-key", phrase("“{key}” is not known here.", key=key[:60]), hint


def _meant(location: Location, record: type[Record], root: Value) -> str | None:
    """The field that an unknown key stands for: the closest one, or the title of a touchpoint in short form."""
    key, holder = str(location[-1]), _at(root, location[:-1])
    if isinstance(holder, Mapping) and _is_short(location, key, holder):
        return "title"
    return closest(key, fields_at(record, location[:-1]))


def _is_short(location: Location, key: str, holder: Mapping) -> bool:
    """Whether this is meant as a touchpoint in short form, alone or with further fields, and is no mistyped field."""
    in_list = len(location) > 2 and location[-3] == "touchpoints"
    alone = set(holder) <= {key, "id"} and isinstance(holder[key], str)
    return in_list and (alone or _has_more(key, holder)) and closest(key, TITLES) is None


def _has_more(key: str, holder: Mapping) -> bool:
    return "title" not in holder and is_feeling(key, holder[key])


def _short_form(key: str, holder: Mapping) -> tuple[Phrase, Phrase]:
    told = {"title": key[:60], "value": str(holder[key])[:40]}
    if _has_more(key, holder):
        return (
            phrase("“{title}: {value}” can stand only alone; here further fields stand below it.", **told),
            phrase("Write two lines in its place: “- title: {title}”, and below it “emotion: {value}”.", **told),
        )
    return (
        phrase("“{title}: {value}” is neither a touchpoint with its feeling nor a field.", **told),
        phrase(
            "Behind the title of a touchpoint stands a number from −2 to 2. "
            "If the colon belongs to the title, put the title in quotes."
        ),
    )


def closest(word: str, known: list[str] | tuple[str, ...]) -> str | None:
    """The known word that a mistyped one most likely meant."""
    folded = {name.lower().replace("_", "").replace("-", ""): name for name in known}
    found = get_close_matches(word.lower().replace("_", "").replace("-", "").replace(" ", ""), folded, 1, 0.66)
    return folded[found[0]] if found else None


def _at(root: Value, location: Location) -> Value:
    value: Value = root
    for part in location:
        if isinstance(value, Mapping) and isinstance(part, str):
            value = value.get(part)
        elif isinstance(value, Sequence) and isinstance(part, int) and part < len(value):
            value = value[part]
        else:
            return None
    return value


def fields_at(record: type[Record], location: Location) -> list[str]:
    """The fields an author may type at a place below a record."""
    for part in location:
        if isinstance(part, str):
            record = _record_of(record, part) or record
    return [(info.alias or name) for name, info in record.model_fields.items() if _typed(info)]


def _typed(info: Any) -> bool:
    return bool(isinstance(info.json_schema_extra, dict) and info.json_schema_extra.get("tier"))


@cache
def _record_of(record: type[Record], field: str) -> type[Record] | None:
    hints = get_type_hints(record, include_extras=True)
    return next(_records(hints[field]), None) if field in hints else None


def _records(hint: Any) -> Iterator[type[Record]]:
    if isinstance(hint, type) and issubclass(hint, Record):
        yield hint
    elif get_origin(hint) is Annotated:
        yield from _records(get_args(hint)[0])
    else:
        for part in get_args(hint):
            yield from _records(part)
