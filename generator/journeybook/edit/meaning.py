"""What a file says, however it is laid out."""

from __future__ import annotations

from journeybook.edit.standard import standard_in_one
from journeybook.model import Entity, Journey, Promise
from journeybook.model.short import expand
from journeybook.source import Mapping, Sequence, Value


def meaning(value: Mapping, kind: type[Entity]) -> Mapping:
    """The file's entries without empty ones, what may be written in several ways written in one, and ids made."""
    present = _present(value)
    assert isinstance(present, Mapping)
    if kind is Promise and "standard" in present:
        present["standard"] = standard_in_one(present["standard"])
    return expand(present) if kind is Journey else present


def _present(value: Value) -> Value:
    """The value without what was left empty, every part still knowing its place."""
    if isinstance(value, Mapping):
        made = Mapping(value.span)
        made.update({name: _present(item) for name, item in value.items() if item is not None})
        made.keys_at.update(value.keys_at)
        made.values_at.update(value.values_at)
        return made
    if isinstance(value, Sequence):
        kept = Sequence(value.span)
        kept.extend(_present(item) for item in value if item is not None)
        kept.items_at.extend(place for item, place in zip(value, value.items_at, strict=True) if item is not None)
        return kept
    return value.strip() if value else value  # the records do so too: the end of a text in lines is none of its words
