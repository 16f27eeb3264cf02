"""Which entries of a file are the fields of which record."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import get_type_hints

from journeybook.edit.sheet import Sheet
from journeybook.model import Phase, Record, Touchpoint
from journeybook.model.order import written_order
from journeybook.model.record import unwrapped
from journeybook.source import Mapping, Sequence, Value


def records_in(page: Sheet, value: Value, record: type[Record]) -> Iterator[tuple[Mapping, type[Record]]]:
    """Every group of entries on lines of their own that holds fields of a record, outer ones before inner ones."""
    if not isinstance(value, Mapping | Sequence) or page.in_brackets(value.span):
        return
    if isinstance(value, Sequence):
        for item in value:
            yield from records_in(page, item, record)
    elif holds_fields(value, record):
        yield value, record
        for name, inner in records_below(record).items():
            yield from records_in(page, value.get(name), inner)
    elif record is Phase:
        for item in value.values():
            inner = Phase if isinstance(item, Mapping) else Touchpoint
            yield from records_in(page, item, inner)


def holds_fields(value: Mapping, record: type[Record]) -> bool:
    """Whether all names are fields of the record or the author's own."""
    known = written_order(record)
    return all(name in known or name.startswith("x-") for name in value)


@cache
def records_below(record: type[Record]) -> dict[str, type[Record]]:
    """The fields of a record that hold records themselves."""
    hints = get_type_hints(record, include_extras=True)
    cores = {info.alias or name: unwrapped(hints[name])[2] for name, info in record.model_fields.items()}
    return {name: core for name, core in cores.items() if isinstance(core, type) and issubclass(core, Record)}
