"""The field reference: every field an author may type, derived from the records themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model import Entity, Persona, Record, Settings, Touchpoint
from journeybook.model.fields import NOUNS, FieldNote, documented, field_notes, record_name
from journeybook.model.touchpoint import CHANNELS
from journeybook.pages.edition import Edition
from journeybook.pages.page import Page
from journeybook.words import Phrase, phrase

TIERS = (phrase("First ten"), phrase("Next twenty"), phrase("All"))
SUGGESTED = {(Touchpoint, "channel"): CHANNELS, (Persona, "channels"): CHANNELS}
"""Words an author may choose where an own word is welcome too."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record, the words suggested for it, and the anchor of the record it opens."""

    note: FieldNote
    suggested: tuple[str, ...]
    opens: str


@dataclass(frozen=True, slots=True)
class Section:
    """A record: the keys that lead to it from its file, the file's name, and its fields, tier by tier."""

    anchor: str
    file: str
    name: Phrase | None
    keys: tuple[str, ...]
    told: Phrase | None
    tiers: tuple[tuple[Phrase, tuple[Field, ...]], ...]


def pages(edition: Edition) -> Iterator[Page]:
    """The one page of fields."""
    yield edition.page(
        "fields",
        phrase("Field reference").say(edition.language),
        "pages/fields.html.j2",
        sections=sections(),
        boost=0.5,
        hide=("feedback",),
    )


def sections() -> list[Section]:
    """Every record of the format in the order of the files; nested ones follow the file that holds them first."""
    ways = _ways()
    return [_section(record, *ways[record]) for record in documented()]


def _ways() -> dict[type[Record], tuple[type[Record], tuple[str, ...], Phrase | None]]:
    """How each record is reached first: its file, the keys on the way, and what the last key is for."""
    found: dict[type[Record], tuple[type[Record], tuple[str, ...], Phrase | None]] = {}
    for record in documented():
        file, keys, _ = found.setdefault(record, (record, (), None))
        for note in field_notes(record):
            if note.record is not None:
                found.setdefault(note.record, (file, (*keys, note.name), note.told))
    return found


def _section(record: type[Record], file: type[Record], keys: tuple[str, ...], told: Phrase | None) -> Section:
    notes = [Field(note, SUGGESTED.get((record, note.name), ()), _opens(note)) for note in field_notes(record)]
    tiers = [(words, tuple(each for each in notes if each.note.tier == tier)) for tier, words in enumerate(TIERS, 1)]
    noun = record_name(file)
    return Section(
        anchor_of(record),
        _file(file),
        None if keys else NOUNS.get(noun, phrase("book")),
        (noun, *keys),
        told,
        tuple((words, fields) for words, fields in tiers if fields),
    )


def anchor_of(record: type[Record]) -> str:
    """Where a record stands on the page."""
    return f"_{record_name(record)}"


def _opens(note: FieldNote) -> str:
    return anchor_of(note.record) if note.record else ""


def _file(record: type[Record]) -> str:
    if record is Settings:
        return "content/book.yml"
    return f"{record.folder}/*.yml" if issubclass(record, Entity) else ""
