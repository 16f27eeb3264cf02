"""The short form of a journey written out as fields: where an item has got a second field, or everywhere if asked."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.edit.quoting import written
from journeybook.edit.sheet import Edit, Sheet
from journeybook.model.short import PHASE_FIELDS, TOUCHPOINT_FIELDS, is_feeling
from journeybook.rules.ignores import comment_at
from journeybook.source import Mapping, Sequence, Span, Value

_DASH = "- "


def phases_written_out(page: Sheet, everywhere: bool) -> list[Edit]:
    """The edits that turn `Title: [touchpoints]` into a title and touchpoints."""
    phases = page.value.get("phases")
    if not isinstance(phases, Mapping | Sequence) or page.in_brackets(phases.span):
        return []
    if isinstance(phases, Mapping):
        whole = everywhere and all(_is_titled(page, phases, name) for name in phases)
        return [edit for name in phases if whole for edit in _phase(page, phases, name, _DASH)]
    found = ((item, _title_of_phase(page, item, everywhere)) for item in phases if isinstance(item, Mapping))
    return [edit for item, name in found if name is not None for edit in _phase(page, item, name, "")]


def touchpoints_written_out(page: Sheet, everywhere: bool) -> list[Edit]:
    """The edits that turn `Title: feeling`, or a title alone, into a title and an emotion."""
    return [edit for group in _groups(page) for edit in _touchpoints(page, group, everywhere)]


def _title_of_phase(page: Sheet, item: Mapping, everywhere: bool) -> str | None:
    """The title of a phase in short form that is to be written out."""
    titles = [name for name in item if name not in PHASE_FIELDS and not name.startswith("x-")]
    wanted = everywhere if len(item) == 1 else not {"title", "touchpoints"} & set(item)
    if len(titles) != 1 or not wanted or page.in_brackets(item.span) or not _is_titled(page, item, titles[0]):
        return None
    return titles[0] if len(item) == 1 or not _has_fields(item[titles[0]]) else None


def _is_titled(page: Sheet, phases: Mapping, name: str) -> bool:
    """Whether a list of touchpoints, or fields on lines of their own, stand under a title on one line."""
    value, key = phases[name], phases.keys_at[name]
    if not isinstance(value, Mapping | Sequence) or not page.rest(page.end(key)).lstrip().startswith(":"):
        return False
    return not (_has_fields(value) and page.in_brackets(value.span))


def _has_fields(value: Value) -> bool:
    return isinstance(value, Mapping) and bool(set(value) & PHASE_FIELDS)


def _phase(page: Sheet, holder: Mapping, name: str, dash: str) -> Iterator[Edit]:
    key, value = holder.keys_at[name], holder[name]
    assert isinstance(value, Mapping | Sequence)
    indent = key[1] - 1 + len(dash)
    colon = page.text.index(":", page.end(key))
    yield from _silence_lifted(page, key)
    yield Edit(page.start(key), page.end(key), f"{dash}title: {written(name)}")
    if _has_fields(value):
        yield Edit(page.end(key), colon + 1, "")
        yield from _shifted(page, key, value.span, indent - (value.span[1] - 1))
    else:
        yield Edit(page.end(key), colon + 1, f"{page.newline}{' ' * indent}touchpoints:")
        yield from _shifted(page, key, value.span, len(dash))


def _shifted(page: Sheet, key: Span, value: Span, columns: int) -> Iterator[Edit]:
    """Moves the lines below a name to the right, or to the left."""
    for line in range(key[2] + 1, value[2] + 1):
        start = page.offset(line, 1)
        text = page.rest(start)
        if text.strip() and columns:
            left = min(max(0, -columns), len(text) - len(text.lstrip(" ")))
            yield Edit(start, start + left, " " * max(0, columns))


def _groups(page: Sheet) -> Iterator[Mapping | Sequence]:
    """The touchpoints of each phase, where they stand on lines of their own."""
    phases = page.value.get("phases")
    if not isinstance(phases, Mapping | Sequence) or page.in_brackets(phases.span):
        return
    for item in phases.values() if isinstance(phases, Mapping) else phases:
        value: Value = item
        if (
            isinstance(item, Mapping)
            and isinstance(phases, Sequence)
            and len(item) == 1
            and not set(item) & PHASE_FIELDS
        ):
            (value,) = item.values()
        if _has_fields(value):
            assert isinstance(value, Mapping)
            value = None if page.in_brackets(value.span) else value.get("touchpoints")
        if isinstance(value, Mapping | Sequence) and not page.in_brackets(value.span):
            yield value


def _touchpoints(page: Sheet, group: Mapping | Sequence, everywhere: bool) -> Iterator[Edit]:
    if isinstance(group, Mapping):
        if everywhere and all(_is_pair(page, group, name) for name in group):
            for name in group:
                yield from _pair(page, group, name, _DASH)
        return
    for item, place in zip(group, group.items_at, strict=True):
        if isinstance(item, Mapping) and not page.in_brackets(item.span):
            title = _title_of_touchpoint(item, everywhere)
            if title is not None and _is_pair(page, item, title):
                yield from _pair(page, item, title, "")
        elif isinstance(item, str) and everywhere and place[0] == place[2] and page.typed(place)[:1] not in {"|", ">"}:
            yield Edit(page.start(place), page.end(place), f"title: {written(item)}")


def _title_of_touchpoint(item: Mapping, everywhere: bool) -> str | None:
    """The title of a touchpoint in short form that is to be written out."""
    titles = [name for name in item if name not in TOUCHPOINT_FIELDS and not name.startswith("x-")]
    wanted = everywhere if len(item) == 1 else not {"title", "emotion"} & set(item)
    return titles[0] if len(titles) == 1 and wanted else None


def _is_pair(page: Sheet, item: Mapping, name: str) -> bool:
    """Whether a title and its feeling stand on one line."""
    key, value = item.keys_at[name], item.values_at[name]
    return (
        is_feeling(name, item[name]) and key[0] == value[0] and "#" not in page.text[page.end(key) : page.start(value)]
    )


def _pair(page: Sheet, item: Mapping, name: str, dash: str) -> Iterator[Edit]:
    key, value = item.keys_at[name], item.values_at[name]
    indent = " " * (key[1] - 1 + len(dash))
    yield from _silence_lifted(page, key)
    yield Edit(page.start(key), page.end(key), f"{dash}title: {written(name)}")
    yield Edit(page.end(key), page.start(value), f"{page.newline}{indent}emotion: ")


def _silence_lifted(page: Sheet, key: Span) -> Iterator[Edit]:
    """Moves a comment that silences rules from behind a title to above it: there it speaks of all the new lines."""
    start = page.offset(key[0], 1)
    line = page.rest(start)
    comment = comment_at(line)
    if comment > 0:
        indent = line[: len(line) - len(line.lstrip(" "))]
        yield Edit(start, start, f"{indent}{line[comment:]}{page.newline}")
        yield Edit(start + len(line[:comment].rstrip()), start + len(line), "")
