"""JSON Schemas of the files of a book, for editors: derived from the records, the short form of journeys included.

Draft 7, the one that every editor's YAML support reads. `#/definitions` holds `text` and each record inside the file.
"""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BeforeValidator

from journeybook.model.book import KINDS
from journeybook.model.channels import CHANNELS
from journeybook.model.choices import choice
from journeybook.model.fields import NOUNS, record_name
from journeybook.model.journey import Phase
from journeybook.model.order import written_order
from journeybook.model.reads import Reads
from journeybook.model.record import Entity, Record, Ref
from journeybook.model.settings import Settings
from journeybook.model.short import PHASE_FIELDS, TOUCHPOINT_FIELDS
from journeybook.model.text import LANGUAGE
from journeybook.model.touchpoint import Touchpoint
from journeybook.model.values import Emotion, Listed
from journeybook.words import Phrase, phrase

Schema = dict[str, Any]
DRAFT = "http://json-schema.org/draft-07/schema#"
FILES: Mapping[str, type[Entity]] = {Settings.noun: Settings, **{kind.noun: kind for kind in KINDS}}
"""The kinds of file by name: book, persona, journey …"""
_SUGGESTED = {"channel": CHANNELS, "channels": CHANNELS}  # words that are usual, where authors may have their own
_PLAIN = {"type": ["string", "number"]}


NO_IDS: Mapping[str, Sequence[str]] = MappingProxyType({})


@dataclass(frozen=True)
class Writing:
    """A schema being written: the language of its sentences, those of the book, its ids, the definitions so far."""

    language: str
    languages: Sequence[str]
    ids: Mapping[str, Sequence[str]]
    definitions: dict[str, Schema] = field(default_factory=dict)

    def say(self, words: str | Phrase) -> str:
        """The words in the schema's language."""
        return (words if isinstance(words, Phrase) else Phrase(words)).say(self.language)


def schema(
    kind: type[Entity],
    language: str = "en",
    languages: Sequence[str] = (),
    ids: Mapping[str, Sequence[str]] = NO_IDS,
) -> Schema:
    """The schema of a kind of file; its sentences in `language`.

    The `languages` of a book are offered for its texts, and its `ids`, by kind of thing, for references; others remain
    allowed.
    """
    writing = Writing(language, languages, ids)
    writing.definitions["text"] = _text(writing)
    name = phrase("settings of the book") if kind is Settings else NOUNS[kind.noun]
    whole = _fields(writing, kind)
    whole["patternProperties"] = {"^x-": {"description": writing.say(phrase("A key of your own."))}}
    definitions = dict(sorted(writing.definitions.items()))
    return {"$schema": DRAFT, "title": writing.say(name), **whole, "definitions": definitions}


def _fields(writing: Writing, record: type[Record]) -> Schema:
    hints = get_type_hints(record, include_extras=True)
    names = {info.alias or name: name for name, info in record.model_fields.items()}
    properties, required = {}, []
    for typed in written_order(record):
        info = record.model_fields[names[typed]]
        told = {"description": writing.say(info.description or "")}
        properties[typed] = told | _described(_usual(typed, _of(writing, hints[names[typed]])))
        required += [typed] if info.is_required() else []
    return {
        "type": "object",
        "description": writing.say((record.__doc__ or "").strip()),
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _described(form: Schema) -> Schema:
    """The form so that a description may stand beside it: in draft 7 nothing counts beside a reference."""
    return {"allOf": [form]} if "$ref" in form else form


def _usual(name: str, form: Schema) -> Schema:
    """The form with the words that are usual for the field, where authors may have their own."""
    words = _SUGGESTED.get(name, ())
    if not words or form not in (_PLAIN, _one_or_many(_PLAIN)):
        return form
    usual = {"anyOf": [{"enum": list(words)}, _PLAIN]}
    return usual if form == _PLAIN else _one_or_many(usual)


def _of(writing: Writing, hint: Any) -> Schema:
    """The form of a type: what may be typed for it."""
    marks: tuple[Any, ...] = ()
    if get_origin(hint) is Annotated:
        hint, *rest = get_args(hint)
        marks = tuple(rest)
    leaf = next((mark.json_schema for mark in marks if isinstance(mark, Reads)), None)
    if leaf is not None:
        return _offering(writing, dict(leaf), next((mark for mark in marks if isinstance(mark, Ref)), None))
    if isinstance(hint, type) and issubclass(hint, Record):
        form = _record(writing, hint)
        return {"anyOf": [_reference("text"), form]} if _takes_text(marks) else form
    return _compound(writing, hint, Listed in marks)


def _offering(writing: Writing, form: Schema, ref: Ref | None) -> Schema:
    """The form of a reference with the ids it may name, as far as they are known."""
    ids = [name for kind in ref.kinds for name in writing.ids.get(kind, ())] if ref else []
    return {"anyOf": [{"enum": ids}, form]} if ids else form


def _compound(writing: Writing, hint: Any, may_be_one: bool) -> Schema:
    """The form of what is made of other types: one that may be missing, a list, words to choose from, names."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        return _of(writing, next(arm for arm in inner if arm is not type(None)))
    if origin is tuple:
        return _list(writing, inner[0], may_be_one)
    if origin is Literal:
        return _choice(writing, inner)
    values = {} if inner[1] is Any else _of(writing, inner[1])
    return {"type": "object", "additionalProperties": values}


def _takes_text(marks: tuple[Any, ...]) -> bool:
    """Whether a bare text may stand for the record."""
    return any(isinstance(mark, BeforeValidator) and mark is not Listed for mark in marks)


def _list(writing: Writing, item: Any, may_be_one: bool) -> Schema:
    if item is Phase:
        return _phases(writing)
    if item is Touchpoint:
        return _touchpoints(writing)
    form = _of(writing, item)
    return _one_or_many(form) if may_be_one else {"type": "array", "items": form}


def _one_or_many(form: Schema) -> Schema:
    return {"anyOf": [{"type": "array", "items": form}, form]}


def _choice(writing: Writing, words: tuple[str, ...]) -> Schema:
    if all(word.isdecimal() for word in words):
        return {"enum": [*(int(word) for word in words), *words]}
    return {"enum": list(words), "enumDescriptions": [writing.say(choice(word)) for word in words]}


def _record(writing: Writing, record: type[Record]) -> Schema:
    name = record_name(record)
    if name not in writing.definitions:
        writing.definitions[name] = {}
        # Editors name what they expect by its title.
        writing.definitions[name] = {"title": writing.say(NOUNS.get(name, Phrase(name))), **_fields(writing, record)}
    return _reference(name)


def _reference(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _text(writing: Writing) -> Schema:
    """A text, or the same text by language; those of the book are offered."""
    by_language = {
        "properties": dict.fromkeys(writing.languages, _PLAIN),
        "additionalProperties": _PLAIN,
        "propertyNames": {"pattern": f"^{LANGUAGE.pattern}$"},
    }
    return {"anyOf": [_PLAIN, {"type": "object", "minProperties": 1, **by_language}]}


def _phases(writing: Writing) -> Schema:
    """Phases as a list, each with its fields or as `Title: [touchpoints]`, or all by title."""
    if "phases" not in writing.definitions:
        writing.definitions["phases"] = {}
        under = _by_names(PHASE_FIELDS, _phase_under_its_title(writing), _touchpoints(writing))
        titled = _by_title(under, PHASE_FIELDS)
        one = _by_names(PHASE_FIELDS, _record(writing, Phase), titled | {"maxProperties": 1})
        writing.definitions["phases"] = {"anyOf": [{"type": "array", "items": one}, titled]}
    return _reference("phases")


def _phase_under_its_title(writing: Writing) -> Schema:
    fields = _fields(writing, Phase)
    fields["properties"] = {name: form for name, form in fields["properties"].items() if name != "title"}
    return fields | {"minProperties": 1}


def _touchpoints(writing: Writing) -> Schema:
    """Touchpoints as a list, each with its fields, as `Title: emotion` or as a title alone, or all by title."""
    if "touchpoints" not in writing.definitions:
        writing.definitions["touchpoints"] = {}
        titled, fields = _by_title(_of(writing, Emotion), TOUCHPOINT_FIELDS), _record(writing, Touchpoint)
        short = {"anyOf": [titled | {"maxProperties": 1}, _PLAIN, fields]}  # the fields, so that editors offer them
        one = _by_names(TOUCHPOINT_FIELDS, fields, short, many=True)
        writing.definitions["touchpoints"] = {"anyOf": [{"type": "array", "items": one}, titled]}
    return _reference("touchpoints")


def _by_title(form: Schema, fields: frozenset[str]) -> Schema:
    """Anything by its title; a name that is a field is no title."""
    names = {"not": {"enum": sorted(fields)}}
    return {"type": "object", "minProperties": 1, "propertyNames": names, "additionalProperties": form}


def _by_names(fields: frozenset[str], long: Schema, short: Schema, many: bool = False) -> Schema:
    """One form where a name is a field (or, if `many`, where there are several names), else the other.

    Decided by names before anything else, so that a mistake is told of once and in the terms of what was meant.
    """
    named = {"not": {"propertyNames": {"not": {"enum": sorted(fields)}}}}
    return {
        "if": {"type": "object", "anyOf": [named, *([{"minProperties": 2}] if many else [])]},
        "then": long,
        "else": short,
    }
