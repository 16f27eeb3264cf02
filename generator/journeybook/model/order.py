"""The order in which fields are written: in files, in the schema, in the field reference."""

from __future__ import annotations

from functools import cache

from journeybook.model.record import Entity, Record
from journeybook.model.touchpoint import Lanes

FIRST = ("id", "name", "title", "text")
LAST = ("next", "touchpoints", "phases")


@cache
def written_order(record: type[Record]) -> tuple[str, ...]:
    """The names an author types, in the order of the records; what a thing is called first, what is longest last.

    Of a phase and a touchpoint, what is its own and usual stands above the lanes, what is its own and rare below.
    """
    fields = [name for name, info in record.model_fields.items() if _tier(record, name) or info.alias]
    if issubclass(record, Lanes):
        own = [name for name in fields if name in record.__annotations__]
        usual = [name for name in own if _tier(record, name) < 3]
        fields = [*usual, *(name for name in fields if name not in own), *(name for name in own if name not in usual)]
    first = ("format", "languages", *FIRST) if issubclass(record, Entity) else FIRST
    ends = {name: place for place, name in enumerate(first, -len(first))} | dict.fromkeys(LAST, 1)
    return tuple(record.model_fields[name].alias or name for name in sorted(fields, key=lambda name: ends.get(name, 0)))


def _tier(record: type[Record], name: str) -> int:
    extra = record.model_fields[name].json_schema_extra
    return int(str(extra.get("tier", 3))) if isinstance(extra, dict) else 3
