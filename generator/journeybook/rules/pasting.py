"""YAML ready to paste: where it goes, and the lines, with what is to be filled in told in the reader's language."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from journeybook.model import Book, Entity, Record, Step, Text, Touchpoint
from journeybook.model.fields import VALUES, FieldNote, field_notes
from journeybook.problem import Place
from journeybook.rules.places import HEADINGS, Thing, typed_at, words_at
from journeybook.source import TO_FILL
from journeybook.source import Mapping as Entries
from journeybook.source import Sequence as Items
from journeybook.words import Phrase, phrase

WORDS = (VALUES[Text], VALUES[str])
Fields = Mapping[str, object]
"""Names and what stands behind them: words, a day, a list, further fields, or TO_FILL."""


class Line(Struct, frozen=True):
    """A line of YAML, and what is to be filled in there."""

    text: str
    note: Phrase | None = None


class Paste(Struct, frozen=True):
    """Lines of YAML and where they go: below the last line of the place, or in its stead; none if none is ready."""

    where: Phrase
    place: Place
    lines: tuple[Line, ...]

    def yaml(self, language: str) -> str:
        """The lines, ready to paste, with what is to be filled in as comments."""
        width = max((len(line.text) for line in self.lines if line.note), default=0)
        told = (f"{line.text:<{width}}  # {line.note.say(language)}" if line.note else line.text for line in self.lines)
        return "\n".join(told) + "\n"


def added(book: Book, thing: Thing, fields: Fields, *path: str | int) -> Paste:
    """New fields below the title of a thing, or of what stands at a path inside it."""
    typed, place = typed_at(book, thing, *path), words_at(book, thing, *path)
    record = Touchpoint if isinstance(thing, Step) else _record_at(type(thing), path)
    if isinstance(thing, Step) and not path and (not isinstance(typed, Entries) or _is_short(typed)):
        return _written_out(book, place, thing, fields)
    assert isinstance(typed, Entries)
    if _is_inline(typed):
        inline = "".join(f", {name}: {_inline(value)}" for name, value in _ready(fields, record).items())
        where = phrase("In {file}, before the closing brace on line {line}, add:", file=place.file, line=typed.span[2])
        return Paste(where, place, (Line(inline),) if inline else ())
    heading = next((name for name in HEADINGS if name in typed), next(iter(typed)))
    indent, end = typed.keys_at[heading][1], typed.values_at[heading][2]
    where = phrase("In {file}, below line {line}, add:", file=place.file, line=end)
    return Paste(where, Place(place.file, end, indent, end, indent), tuple(_lines(fields, record, indent - 1)))


def changed(book: Book, thing: Thing, field: str, value: object, *path: str | int) -> Paste:
    """Another value of a field that is typed already, or the field where it is not."""
    typed = typed_at(book, thing, *path)
    if not isinstance(typed, Entries) or field not in typed or _is_inline(typed):
        return added(book, thing, {field: value}, *path)
    file, (line, column, *_), end = words_at(book, thing).file, typed.keys_at[field], typed.values_at[field][2]
    record = Touchpoint if isinstance(thing, Step) else _record_at(type(thing), path)
    where = (
        phrase("In {file}, in the place of line {line}, write:", file=file, line=line)
        if line == end
        else phrase("In {file}, in the place of lines {first} to {last}, write:", file=file, first=line, last=end)
    )  # fmt: skip
    lines = tuple(_lines({field: value}, record, column - 1))
    return Paste(where, Place(file, line, column, end, column), lines)


def quoted(text: Text) -> object:
    """An author's text as it can stand in YAML, in each of its languages."""
    words = {code: json.dumps(each, ensure_ascii=False) for code, each in text.words.items()}
    return words.get("", words)


def new_file(entity: type[Entity], name: str, fields: Fields) -> Paste:
    """A new file of a kind."""
    file = f"{entity.folder}/{name}.yml"
    where = phrase("Write a new file, {file}:", file=file)
    return Paste(where, Place(file, 1, 1, 1, 1), tuple(_lines(fields, entity, 0)))


def _written_out(book: Book, place: Place, step: Step, fields: Fields) -> Paste:
    """A touchpoint in short form, with fields of its own."""
    title = json.dumps(str(step.touchpoint.title), ensure_ascii=False)
    emotion = step.touchpoint.emotion
    whole = {"title": title, **({} if emotion is None else {"emotion": f"{emotion:g}"}), **fields}
    if _in_brackets(typed_at(book, book.journeys[step.journey], *step.path[:-1])):
        where = phrase(
            "In {file}, on line {line}, in the place of “{title}” and its number, write:",
            file=place.file, line=place.line, title=step.touchpoint.title,
        )  # fmt: skip
        return Paste(where, place, (Line(_inline(_ready(whole, Touchpoint))),))
    indent = max(0, place.column - 3)
    first, *others = _lines(whole, Touchpoint, indent + 2)
    where = phrase("In {file}, in the place of line {line}, write:", file=place.file, line=place.line)
    return Paste(where, place, (Line(f"{' ' * indent}- {first.text.lstrip()}", first.note), *others))


def _in_brackets(items: object) -> bool:
    """Whether a list stands in brackets, not each item on a line of its own."""
    return isinstance(items, Items) and bool(items) and items.span[2:] != items.items_at[-1][2:]


def _lines(fields: Fields, record: type[Record] | None, indent: int) -> Iterator[Line]:
    """The fields as lines; what can only be an id, a number or one of a few words waits as a comment."""
    notes = _notes(record)
    for name, value in fields.items():
        known = notes.get(name)
        if isinstance(value, Mapping):
            yield Line(f"{' ' * indent}{name}:")
            yield from _lines(value, known.record if known else None, indent + 2)
        else:
            mark = "" if _is_ready(value, known) else "# "
            note = known.told if known and _waits(value) else None
            yield Line(f"{' ' * indent}{mark}{name}: {_inline(value)}", note)


def _ready(fields: Fields, record: type[Record] | None) -> dict[str, object]:
    """The fields without what can only be an id, a number or one of a few words, and is still to be filled in."""
    notes = _notes(record)
    whole = {
        name: _ready(value, notes[name].record if name in notes else None) if isinstance(value, Mapping) else value
        for name, value in fields.items()
    }
    return {name: value for name, value in whole.items() if _is_ready(value, notes.get(name))}


def _notes(record: type[Record] | None) -> dict[str, FieldNote]:
    return {note.name: note for note in field_notes(record)} if record else {}


def _waits(value: object) -> bool:
    return value == TO_FILL or (isinstance(value, Sequence) and not isinstance(value, str) and TO_FILL in value)


def _is_ready(value: object, note: FieldNote | None) -> bool:
    """Whether a value is no mere place to fill in, or one that may be any words."""
    return not _waits(value) or (note is not None and note.form in WORDS)


def _inline(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_inline(each)}" for name, each in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(str, value)) + "]"
    return value.isoformat() if isinstance(value, date) else str(value)


def _record_at(record: type[Record], path: tuple[str | int, ...]) -> type[Record] | None:
    found: type[Record] | None = record
    for part in path:
        if found is not None and isinstance(part, str):
            found = next((note.record for note in field_notes(found) if note.name == part), None)
    return found


def _is_short(typed: Entries) -> bool:
    """Whether a touchpoint is typed as a mere title, or a title and a feeling."""
    return typed.keys_at["title"] == typed.values_at["title"]


def _is_inline(typed: Entries) -> bool:
    """Whether entries stand in braces, not each on a line of its own."""
    return typed.span[:2] != next(iter(typed.keys_at.values()))[:2]
