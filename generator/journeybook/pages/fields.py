"""The field reference: every field an author may type, derived from the records themselves."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from journeybook.model import Entity, Persona, Record, Settings, Touchpoint
from journeybook.model.channels import CHANNELS
from journeybook.model.fields import NOUNS, FieldNote, documented, field_notes, record_name
from journeybook.pages.edition import Edition
from journeybook.pages.kept import kept
from journeybook.pages.page import Page
from journeybook.words import Phrase, phrase

TIERS = (phrase("First ten"), phrase("Next twenty"), phrase("All"))
SUGGESTED = {(Touchpoint, "channel"): CHANNELS, (Persona, "channels"): CHANNELS}
"""Words an author may choose where an own word is welcome too."""


class Field(Struct, frozen=True):
    """A field of a record, the words suggested for it, and the anchor of the record it opens."""

    note: FieldNote
    suggested: tuple[str, ...]
    opens: str


class Way(Struct, frozen=True):
    """How a record is reached: its file, the keys on the way, what the last key is for, and its place in order."""

    file: type[Record]
    keys: tuple[str, ...]
    told: Phrase | None
    order: tuple[int, ...]


class Section(Struct, frozen=True):
    """A record: the keys that lead to it from its file, the file's name, and its fields, tier by tier."""

    anchor: str
    file: str
    name: Phrase | None
    keys: tuple[str, ...]
    told: Phrase | None
    tiers: tuple[tuple[Phrase, tuple[Field, ...]], ...]


@kept
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
    """Every record of the format in the order of the files; a nested one follows the record that holds it."""
    ways = sorted(_ways().items(), key=lambda item: item[1].order)
    return [_section(record, way) for record, way in ways]


def _ways() -> dict[type[Record], Way]:
    """How each record is reached, in the first file that holds it; what phases share is told of touchpoints."""
    found: dict[type[Record], Way] = {}
    for number, record in enumerate(documented()):
        way = found.setdefault(record, Way(record, (), None, (number,)))
        for place, note in enumerate(field_notes(record)):
            before = found.get(note.record) if note.record else None
            if note.record and (before is None or (before.file is way.file and before.keys[:-1] != way.keys)):
                found[note.record] = Way(way.file, (*way.keys, note.name), note.told, (*way.order, place))
    return found


def _section(record: type[Record], way: Way) -> Section:
    notes = [Field(note, SUGGESTED.get((record, note.name), ()), _opens(note)) for note in field_notes(record)]
    tiers = [(words, tuple(each for each in notes if each.note.tier == tier)) for tier, words in enumerate(TIERS, 1)]
    noun = record_name(way.file)
    return Section(
        anchor_of(record),
        _file(way.file),
        None if way.keys else NOUNS.get(noun, phrase("book")),
        (noun, *way.keys),
        way.told,
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
