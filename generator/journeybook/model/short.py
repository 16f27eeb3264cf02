"""The short form of a journey, written out: `Title: [touchpoints]`, `Title: emotion`; ids from titles."""

from __future__ import annotations

from journeybook.model.journey import Phase
from journeybook.model.touchpoint import Touchpoint
from journeybook.model.values import split_number
from journeybook.source import Mapping, Sequence, Span, Value
from journeybook.words import slug

PHASE_FIELDS = frozenset(Phase.model_fields)
TOUCHPOINT_FIELDS = frozenset(Touchpoint.model_fields)


class MadeId(str):
    """An id that comes from a title, since the author typed none."""

    __slots__ = ()


def expand(journey: Mapping) -> Mapping:
    """The same journey with every phase and touchpoint as fields, each still knowing its place."""
    phases = journey.get("phases")
    if not isinstance(phases, (Mapping, Sequence)):
        return journey
    items = _titled_items(phases) if isinstance(phases, Mapping) else phases
    taken: set[str] = set()
    written = _like(items, [_phase(item, taken) for item in items])
    _name(written, set())
    return _with(journey, "phases", written)


def is_feeling(key: str, value: Value) -> bool:
    """Whether `key: value` is a touchpoint in short form: a number from −2 to 2 behind words that are no field."""
    if not isinstance(value, str) or key in TOUCHPOINT_FIELDS:
        return False
    parts = split_number(value)
    return parts is not None and not parts[1] and -2 <= parts[0] <= 2


def _phase(item: Value, taken: set[str]) -> Value:
    if isinstance(item, Mapping) and len(item) == 1:
        ((key, value),) = item.items()
        if key not in PHASE_FIELDS and not isinstance(value, str):
            item = _titled(item, key)
    if not isinstance(item, Mapping):
        return item
    touchpoints = item.get("touchpoints")
    if isinstance(touchpoints, Mapping):
        touchpoints = _pairs(touchpoints)
    if not isinstance(touchpoints, Sequence):
        return item
    written = _like(
        touchpoints, [_touchpoint(each, place) for each, place in zip(touchpoints, touchpoints.items_at, strict=True)]
    )
    _name(written, taken)
    return _with(item, "touchpoints", written)


def _touchpoint(item: Value, place: Span) -> Value:
    if isinstance(item, str):
        return _at({"title": item}, place)
    if isinstance(item, Mapping) and len(item) == 1:
        ((key, value),) = item.items()
        if is_feeling(key, value):
            written = _at({"title": key, "emotion": value}, item.keys_at[key])
            written.values_at["emotion"] = item.values_at[key]
            return written
    return item


def _titled(item: Mapping, key: str) -> Mapping:
    """A phase from `Title: [touchpoints]`, from `Title:` with further fields, or from `Title:` alone."""
    value = item[key]
    if isinstance(value, Mapping) and set(value) & PHASE_FIELDS:
        return made_like({"title": key, **value}, _placed(value, "title", item.keys_at[key], item.keys_at[key]))
    written = _at({"title": key} if value is None else {"title": key, "touchpoints": value}, item.keys_at[key])
    written.values_at["touchpoints"] = item.values_at[key]
    return written


def _titled_items(phases: Mapping) -> Sequence:
    items = Sequence(phases.span)
    items.extend(_titled(phases, key) for key in phases)
    items.items_at.extend(phases.keys_at[key] for key in phases)
    return items


def _pairs(touchpoints: Mapping) -> Sequence:
    """`touchpoints:` typed without hyphens: each `Title: emotion` becomes an item."""
    items = Sequence(touchpoints.span)
    items.items_at.extend(touchpoints.keys_at[key] for key in touchpoints)
    for key, value in touchpoints.items():
        one = _at({key: value}, touchpoints.keys_at[key])
        one.values_at[key] = touchpoints.values_at[key]
        items.append(one)
    return items


def _placed(like: Mapping, key: str, key_at: Span, value_at: Span) -> Mapping:
    made = made_like({}, like)
    made.keys_at[key], made.values_at[key] = key_at, value_at
    return made


def _name(items: Sequence, taken: set[str]) -> None:
    """Gives an id to every item that has none, from its title; `taken` holds the ids already given."""
    typed = (item.get("id") for item in items if isinstance(item, Mapping) and has_own_id(item))
    taken.update(name for name in typed if isinstance(name, str))
    for number, item in enumerate(items):
        if not isinstance(item, Mapping) or has_own_id(item):
            continue
        named = made_like({**item, "id": MadeId(_free(slug(_title(item)) or "untitled", taken))}, item)
        place = item.keys_at.get("title", item.span)
        named.keys_at["id"] = named.values_at["id"] = place
        items[number] = named


def has_own_id(item: Mapping) -> bool:
    """Whether the author typed an id."""
    return bool(item.get("id")) and not isinstance(item["id"], MadeId)


def _title(item: Mapping) -> str:
    title = item.get("title")
    words = list(title.values()) if isinstance(title, Mapping) else [title]
    return next((word for word in words if isinstance(word, str) and word), "")


def _free(name: str, taken: set[str]) -> str:
    name = name[:60].strip("-")
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    return free


def made_like(values: dict[str, Value], like: Mapping) -> Mapping:
    """Entries that stand where others do."""
    made = Mapping(like.span)
    made.update(values)
    made.keys_at.update(like.keys_at)
    made.values_at.update(like.values_at)
    return made


def _like(items: Sequence, values: list[Value]) -> Sequence:
    made = Sequence(items.span)
    made.extend(values)
    made.items_at.extend(items.items_at)
    return made


def _with(item: Mapping, key: str, value: Value) -> Mapping:
    return made_like({**item, key: value}, item)


def _at(values: dict[str, Value], place: Span) -> Mapping:
    """Fields that the author did not type as such: all stand where the short form stands."""
    made = Mapping(place)
    made.update(values)
    made.keys_at.update(dict.fromkeys(values, place))
    made.values_at.update(dict.fromkeys(values, place))
    return made
