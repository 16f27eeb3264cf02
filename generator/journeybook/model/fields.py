"""What an author may type, field by field: derived from the records, shown in the field reference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from msgspec import Struct

from journeybook.model.book import KINDS
from journeybook.model.order import written_order
from journeybook.model.record import Entity, Record, Ref, unwrapped
from journeybook.model.settings import Settings
from journeybook.model.text import Text
from journeybook.model.values import Duration, Period, Quantity
from journeybook.words import Phrase, phrase

NOUNS: Mapping[str, Phrase] = {
    "persona": phrase("persona"), "journey": phrase("journey"), "promise": phrase("promise"), "actor": phrase("actor"),
    "metric": phrase("metric"), "evidence": phrase("evidence"), "action": phrase("action"),
    "service-model": phrase("service model"), "objective": phrase("objective"),
    "brand-value": phrase("value of the brand"),
    "persona-value": phrase("value that a persona prizes"), "finding": phrase("finding"),
    "step": phrase("touchpoint of this journey"), "touchpoint": phrase("touchpoint"), "outcome": phrase("outcome"),
}  # fmt: skip
VALUES: Mapping[type, Phrase] = {
    Text: phrase("a text"),
    str: phrase("a word or a line"),
    bool: phrase("yes or no"),
    int: phrase("a whole number"),
    float: phrase("a number"),
    date: phrase("a day: 2026-03-31"),
    Duration: phrase("a length of time: 48 h"),
    Period: phrase("a month, quarter or year: 2026-03, 2026-Q1"),
    Quantity: phrase("a number with its unit: 15 min, 95 %"),
}


class FieldNote(Struct, frozen=True):
    """One field: its name as typed, what it means, what to type, whether it may be many, and the record it opens."""

    name: str
    tier: int
    told: Phrase
    form: Phrase
    choices: tuple[str, ...]
    record: type[Record] | None
    many: bool
    required: bool


@cache
def field_notes(record: type[Record]) -> tuple[FieldNote, ...]:
    """The fields of a record in the order of their tiers: first ten, next twenty, all."""
    hints = get_type_hints(record, include_extras=True)
    notes = [_note(name, hints[name], info) for name, info in record.model_fields.items() if _tier(info)]
    order = written_order(record)
    return tuple(sorted(notes, key=lambda note: (note.tier, not note.required, order.index(note.name))))


def documented() -> Iterator[type[Record]]:
    """Every record of the format: the settings, each kind of file, and the records inside them, each once."""
    seen: dict[type[Record], None] = {}
    kinds: tuple[type[Record], ...] = (Settings, *KINDS)
    for kind in kinds:
        _collect(kind, seen)
    yield from seen


def record_name(record: type[Record]) -> str:
    """The name of a record in the reference: a file's kind, or the record's own."""
    return record.noun if issubclass(record, Entity) else record.__name__.lower()


def _collect(record: type[Record], seen: dict[type[Record], None]) -> None:
    if record in seen:
        return
    seen[record] = None
    for note in field_notes(record):
        if note.record is not None:
            _collect(note.record, seen)


def _tier(info: Any) -> int:
    extra = info.json_schema_extra
    return int(extra.get("tier", 3)) if isinstance(extra, dict) else 3


def _note(name: str, hint: Any, info: Any) -> FieldNote:
    many, ref, core = unwrapped(hint)
    choices = tuple(str(choice) for choice in get_args(core)) if get_origin(core) is Literal else ()
    record = core if isinstance(core, type) and issubclass(core, Record) else None
    told = Phrase(info.description or "")
    return FieldNote(
        info.alias or name, _tier(info), told, _form(core, ref, record), choices, record, many, info.is_required()
    )


def _form(core: Any, ref: Ref | None, record: type[Record] | None) -> Phrase:
    if ref is not None:
        noun = NOUNS[ref.kinds[0]]
        return (
            phrase("a text, or the id of a {noun}", noun=noun) if ref.soft else phrase("the id of a {noun}", noun=noun)
        )
    if record is not None:
        return phrase("fields of its own")
    if get_origin(core) is Literal:
        return phrase("one of")
    return VALUES.get(core, phrase("names with values"))
