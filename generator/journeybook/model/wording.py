"""What pydantic found wrong, said in the author's words, with the place in the file and what to type instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from msgspec import structs
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from journeybook.model import misplaced
from journeybook.model.choices import choice_meant
from journeybook.model.complaint import OURS
from journeybook.model.meant import field_meant
from journeybook.model.origin import Origin
from journeybook.model.record import Record
from journeybook.model.short import TOUCHPOINT_FIELDS
from journeybook.model.text import NEITHER, colon_inside
from journeybook.model.values import SCALE
from journeybook.problem import Problem, Severity
from journeybook.source import Mapping, Sequence, Value, place_of
from journeybook.source.hyphen import MISSING, how
from journeybook.words import Phrase, phrase

MOST_PROBLEMS = 100  # of one file; somebody who has put these right runs check again
MOST_OTHERS = 10
QUOTED = re.compile(r"'([^']*)'")
Location = tuple[str | int, ...]
Said = tuple[str, Phrase, Phrase | None]


def all_of_them(detail: ErrorDetails) -> bool:
    """Any mistake."""
    return True


def problems_of(
    error: ValidationError, record: type[Record], origin: Origin, asked: Callable[[ErrorDetails], bool] = all_of_them
) -> list[Problem]:
    """The mistakes that one file holds and that are asked for, the first hundred at most, in the order of its lines."""
    details = error.errors(include_url=False)[:MOST_PROBLEMS]
    unknown = [typed_at(origin.root, detail["loc"]) for detail in details if detail["type"] == "extra_forbidden"]
    known = {(*location[:-1], name) for location in unknown for name in _meant(location, record, origin.root)}
    told = [
        detail
        for detail in details
        if asked(detail) and not (detail["type"] == "missing" and typed_at(origin.root, detail["loc"]) in known)
    ]
    found = sorted((_problem(detail, record, origin) for detail in told), key=lambda problem: problem.place)
    return list(_together(found))


def _together(problems: list[Problem]) -> Iterator[Problem]:
    """The problems; what is wrong on several lines in the same way is one mistake, told where it is met first."""
    for template in dict.fromkeys(problem.message.singular for problem in problems):
        alike = [problem for problem in problems if problem.message.singular == template]
        if template in misplaced.TOGETHER:
            others = tuple((each.place, phrase("and here")) for each in alike[1 : MOST_OTHERS + 1])
            alike = [replace(alike[0], others=others)]
        yield from alike


def _problem(detail: ErrorDetails, record: type[Record], origin: Origin) -> Problem:
    location = typed_at(origin.root, tuple(part for part in detail["loc"] if part != "[key]"))
    context = detail.get("ctx", {})
    if detail["type"] == OURS:
        rule, message, hint = context["rule"], context["message"], context["hint"]
        location += context["at"]
        place = place_of(origin.root, location, origin.file, key=bool(context["at"]))
        hint = (message.singular == NEITHER.singular and _too_deep(location, record)) or hint
    elif begun := _without_hyphen(detail, location, record, origin.root):
        location, (rule, message, hint) = (*location[:-1], begun[0]), begun[1]
        place = place_of(origin.root, location, origin.file, key=True)
    elif detail["type"] == "extra_forbidden":
        rule, message, hint = _unknown_key(location, record, origin.root)
        # A feeling that is none is shown itself, all else by its name.
        place = place_of(origin.root, location, origin.file, key=hint is not SCALE)
    else:
        rule, message, hint = _plain(detail, location, record, origin.root)
        place = place_of(origin.root, _shown(location, message), origin.file)
    return Problem(rule, Severity.ERROR, message, place, _as_item(hint, location))


def _too_deep(location: Location, record: type[Record]) -> Phrase | None:
    """Where to begin a field that stands below the languages of the text before it; None where it is no field."""
    key, text = str(location[-1]), str(location[-2])
    if key not in fields_at(record, location[:-2]):
        return None
    return phrase("“{key}” stands too far to the right: begin it in the column of “{text}”.", key=key, text=text)


def _as_item(hint: Phrase | None, location: Location) -> Phrase | None:
    """The hint with the hyphen before the text to be typed, where it is an item of a list."""
    line = str(dict(hint.params).get("line", "")) if hint else ""
    in_list = location[-2:-1] and isinstance(location[-2], int)
    return (
        structs.replace(hint, params=(("line", f"- {line}"),)) if hint and in_list and line[:1] in {'"', "'"} else hint
    )


def _shown(location: Location, message: Phrase) -> Location:
    """Where a mistake is seen best: a phase and a touchpoint at their titles."""
    return (*location[:-1], "title") if message.singular in misplaced.TOGETHER and len(location) > 2 else location


def _plain(detail: ErrorDetails, location: Location, record: type[Record], root: Value) -> Said:
    name = next((part for part in reversed(location) if isinstance(part, str)), "")
    typed = detail["input"]
    if said := misplaced.wrong_phase(location, typed, value_at(root, location[:-1])):
        return "wrong-value", *said
    if detail["type"] == "missing":
        hint = misplaced.HOW_PHASES if name == "phases" else phrase("Add a line: {name}: …", name=name)
        return "missing-field", phrase("“{name}” is missing here.", name=name), hint
    if detail["type"] == "literal_error":
        return _not_a_choice(typed, name, QUOTED.findall(detail.get("ctx", {}).get("expected", "")))
    if detail["type"] in {"tuple_type", "list_type"}:
        return (
            "wrong-value",
            phrase("“{name}” is a list.", name=name),
            phrase("Write each item on its own line below it, indented, beginning with a hyphen and a space."),
        )
    if isinstance(location[-1], int) and isinstance(typed, Sequence):
        within = next((each for each in typed if isinstance(each, str)), "…")
        return "wrong-value", phrase("Here stands a list inside a list."), phrase("Write: `{line}`", line=f"- {within}")
    fields = ", ".join(f"{field}: …" for field in fields_at(record, location)[:3])
    return (
        "wrong-value",
        phrase("“{name}” has fields of its own, but here stands something else.", name=name),
        phrase("Write them on the lines below it, further right, for example: {fields}.", fields=fields),
    )


def _not_a_choice(typed: object, name: str, choices: list[str]) -> Said:
    listed = ", ".join(choices)
    if not isinstance(typed, str):
        return (
            "wrong-value",
            phrase("“{name}” takes one word.", name=name),
            phrase("Write one of: {listed}.", listed=listed),
        )
    close = choice_meant(typed, choices)
    hint = (
        phrase("Did you mean “{word}”? It takes one of: {listed}.", word=close, listed=listed)
        if close
        else phrase("Write one of: {listed}.", listed=listed)
    )
    return "wrong-value", phrase("“{typed}” is no word that “{name}” takes.", typed=typed[:60], name=name), hint


def _without_hyphen(
    detail: ErrorDetails, location: Location, record: type[Record], root: Value
) -> tuple[str, Said] | None:
    """The name before which a hyphen is missing, where two touchpoints stand in one item; what is said of it."""
    if detail["type"] != "extra_forbidden":
        return None
    holder, close = value_at(root, location[:-1]), _close(location, record, root)
    name = misplaced.item_without_hyphen(location, holder, close)
    if name is None or not isinstance(holder, Mapping):
        return None
    says = holder[name]
    return name, ("yaml-bullet", MISSING, how(f"{name}: {says}" if isinstance(says, str) else f"{name}:"))


def _unknown_key(location: Location, record: type[Record], root: Value) -> Said:
    key, holder, fields = str(location[-1]), value_at(root, location[:-1]), fields_at(record, location[:-1])
    if said := misplaced.unknown_name(location, key, holder):
        return "wrong-value" if location[0] == "phases" else "unknown-key", *said
    close = _close(location, record, root)
    if isinstance(holder, Mapping) and misplaced.is_short(location, key, holder, close):
        return "wrong-value", *misplaced.short_form(key, holder)
    if close is None and isinstance(holder, Mapping) and misplaced.is_text_with_colon(key, holder, fields):
        return "yaml-colon-in-text", *colon_inside(key, holder[key])
    if close is None and isinstance(holder, Mapping) and (said := misplaced.no_field(key, holder[key], fields)):
        return "unknown-key", *said
    return "unknown-key", phrase("“{key}” is not known here.", key=key[:60]), _where_known(location, record, holder)


def name_meant(location: Location, record: type[Record], root: Value) -> str | None:
    """The field that a name at a place stands for which is none; None where no hint says so."""
    key, holder = str(location[-1]), value_at(root, location[:-1])
    if misplaced.unknown_name(location, key, holder) or _elsewhere(location, record, holder):
        return None
    return _close(location, record, root)


def _close(location: Location, record: type[Record], root: Value) -> str | None:
    """The field that a name at a place is most like, or is another word for."""
    return field_meant(str(location[-1]), fields_at(record, location[:-1]), value_at(root, location))


def _where_known(location: Location, record: type[Record], holder: Value) -> Phrase:
    """What to type instead of an unknown name, or where it belongs."""
    fields = fields_at(record, location[:-1])
    if elsewhere := _elsewhere(location, record, holder):
        return elsewhere
    value = holder.get(str(location[-1])) if isinstance(holder, Mapping) else None
    if close := field_meant(str(location[-1]), fields, value):
        return phrase("Did you mean “{close}”?", close=close)
    return phrase("Known here: {fields}.", fields=", ".join(fields[:20]) + (" …" if len(fields) > 20 else ""))


def _elsewhere(location: Location, record: type[Record], holder: Value) -> Phrase | None:
    """Where a field belongs that is none at this place."""
    key, fields = str(location[-1]), fields_at(record, location[:-1])
    above_it = len(location) == 1 and "phases" in fields, len(location) == 3 and location[0] == "phases"
    if any(above_it) and key in TOUCHPOINT_FIELDS:
        return phrase("“{key}” is a field of a touchpoint: write it there, indented below its title.", key=key)
    if isinstance(holder, Mapping) and not isinstance(holder[key], str) and field_meant(key, fields):
        return None  # `question:` with fields below it rather is `questions` than a text inside something else
    inner = next((name for name in fields if key in fields_at(record, (*location[:-1], name))), None)
    if inner and inner not in {"context", "touchpoints", "phases"} and key not in fields:
        return phrase("“{key}” belongs to “{inner}”: write it there, on a line below, further right.",
                      key=key, inner=inner)  # fmt: skip
    return None


def _meant(location: Location, record: type[Record], root: Value) -> tuple[str, ...]:
    """The fields that are not missing where an unknown name stands for them."""
    key, holder, fields = str(location[-1]), value_at(root, location[:-1]), fields_at(record, location[:-1])
    if location == ("touchpoints",):
        return ("phases",)
    close = _close(location, record, root)
    short = isinstance(holder, Mapping) and misplaced.is_short(location, key, holder, close)
    if short or misplaced.item_without_hyphen(location, holder, close):
        return ("title",)
    if close is not None or not isinstance(holder, Mapping) or key not in holder:
        return (close,) if close else ()
    is_text = misplaced.is_text_with_colon(key, holder, fields) or misplaced.no_field(key, holder[key], fields)
    return tuple(fields) if is_text else ()


def typed_at(root: Value, location: Location) -> Location:
    """The place as it was typed: without the number of an item where one thing stands without a list around it."""
    found: Location = ()
    for part in location:
        if part != 0 or isinstance(value_at(root, found), Sequence):
            found = (*found, part)
    return found


def value_at(root: Value, location: Location) -> Value:
    """What stands at a place; nothing where there is no such place."""
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
            record = record_of(record, part) or record
    return [(info.alias or name) for name, info in record.model_fields.items() if _typed(info)]


def _typed(info: Any) -> bool:
    return bool(isinstance(info.json_schema_extra, dict) and info.json_schema_extra.get("tier"))


@cache
def record_of(record: type[Record], field: str) -> type[Record] | None:
    """The record that a field of another opens."""
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
