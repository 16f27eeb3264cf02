"""Ids that come from titles, written down, so that a title may change and links stay."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.edit.meaning import meaning
from journeybook.edit.sheet import Edit, Sheet
from journeybook.model import Journey
from journeybook.model.short import PHASE_FIELDS, TOUCHPOINT_FIELDS
from journeybook.source import Mapping, Sequence, Span, Value


def pinned_ids(page: Sheet) -> list[Edit]:
    """The edits that write down the id of each phase and touchpoint that has fields and no id yet."""
    names = dict(_ids_of(meaning(page.value, Journey)))
    return [_line(page, item, names[item.span]) for item in _without_id(page.value) if item.span in names]


def _ids_of(journey: Mapping) -> Iterator[tuple[Span, str]]:
    """The id of every phase and touchpoint by the place of its item."""
    for phase in _mappings(journey.get("phases")):
        for item in (phase, *_mappings(phase.get("touchpoints"))):
            name = item.get("id")
            if isinstance(name, str):
                yield item.span, name


def _without_id(journey: Mapping) -> Iterator[Mapping]:
    """The phases and touchpoints in the file that are written as fields."""
    phases = journey.get("phases")
    for phase in _mappings(phases):
        if phase.keys() & PHASE_FIELDS and _is_nameless(phase):
            yield phase
    for group in _touchpoint_lists(phases):
        yield from (item for item in _mappings(group) if item.keys() & TOUCHPOINT_FIELDS and _is_nameless(item))


def _is_nameless(item: Mapping) -> bool:
    return bool(item.get("title")) and "id" not in item


def _touchpoint_lists(phases: Value) -> Iterator[Value]:
    for item in phases.values() if isinstance(phases, Mapping) else _mappings(phases):
        if not isinstance(item, Mapping):
            yield item
        elif "touchpoints" in item:
            yield item["touchpoints"]
        elif len(item) == 1:
            yield from item.values()


def _mappings(value: Value) -> Iterator[Mapping]:
    if isinstance(value, Sequence):
        yield from (item for item in value if isinstance(item, Mapping))


def _line(page: Sheet, item: Mapping, name: str) -> Edit:
    start = page.start(item.span)
    if page.in_brackets(item.span):
        return Edit(start + 1, start + 1, f"id: {name}, ")
    return Edit(start, start, f"id: {name}{page.newline}{' ' * (item.span[1] - 1)}")
