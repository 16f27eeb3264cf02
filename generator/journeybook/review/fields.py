"""What a record may hold, found once in its class: so that two of them can be compared field by field."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from msgspec import Struct

from journeybook.model.record import Record, Ref, unwrapped
from journeybook.model.text import Text

NOT_COMPARED = {"id", "formerly", "sketch"}
ORDERED = {"languages", "tolerance"}
"""Lists in which the place of an item means something."""


OWN = "extras"
"""The field of what the author has added, each as `x-…`."""


class Field(Struct, frozen=True):
    """A field: its name in the record and as typed, whether it holds many, and what stands at the end."""

    name: str
    typed: str
    many: bool
    keyed: bool
    ref: Ref | None
    record: type[Record] | None
    text: bool
    ordered: bool


@cache
def fields(record: type[Record]) -> tuple[Field, ...]:
    """The fields of a class that are compared, in their order."""
    hints = get_type_hints(record, include_extras=True)
    return tuple(
        _field(name, info.alias or name, hints[name])
        for name, info in record.model_fields.items()
        if name not in NOT_COMPARED
    )


def astray(record: type[Record], way: Sequence[str]) -> tuple[str, tuple[str, ...]] | None:
    """The first word of the way to a field that leads nowhere, and those that would; None where the field is there."""
    inside: type[Record] | None = record
    for word in way:
        known = {each.typed: each for each in fields(inside)} if inside else {}
        if word.startswith("x-") and OWN in known:
            return None
        if word not in known:
            return word, tuple(name for name in known if name != OWN)
        if known[word].keyed:  # with keys of the author
            return None
        inside = known[word].record
    return None


def _field(name: str, typed: str, hint: Any) -> Field:
    many, ref, core = unwrapped(hint)
    keyed = get_origin(core) is dict
    if keyed:
        _, ref, _ = unwrapped(get_args(core)[0])
    record = core if isinstance(core, type) and issubclass(core, Record) else None
    return Field(name, typed, many, keyed, ref, record, core is Text, name in ORDERED)


def own_id(record: Record) -> str:
    """The id that a record has among its like; empty where it has none."""
    return str(getattr(record, "id", "") or "")
