"""The standard of a promise in its one form: the number with its unit at the comparison."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic_core import PydanticCustomError

from journeybook.edit.quoting import written
from journeybook.edit.sheet import Edit, Sheet
from journeybook.model.comparison import Comparison, one_number
from journeybook.source import Mapping, Span, Value


def standard_in_one(value: Value) -> Value:
    """What a standard says, whichever way it is written; as it is where it says nothing that can be read."""
    if not isinstance(value, Mapping):
        return value
    made = Mapping(value.span)
    try:
        made.update(one_number(value))
    except PydanticCustomError:
        return value
    return made


def number_at_comparison(page: Sheet) -> list[Edit]:
    """The edits that write `at_most: 48 h` for `at_most: 48` with `unit: h`, or for `value: at most 48 h`."""
    typed = page.value.get("standard")
    said = standard_in_one(typed)
    if not isinstance(typed, Mapping) or not isinstance(said, Mapping) or said == typed:
        return []
    name = next(name for name in Comparison if name in said)
    kept = "value" if "value" in typed else str(name)
    if page.in_brackets(typed.span):
        return _in_braces(page, typed, kept, f"{name}: {written(str(said[name]), 'value in brackets')}")
    gone = sorted(({*Comparison, "unit"} & set(typed)) - {kept})
    if not all(_has_own_line(page, typed, each) for each in (kept, *gone)):
        return []
    first = Edit(*_stretch(page, typed, kept), f"{name}: {written(str(said[name]))}")
    return [first, *(_without_line(page, typed.keys_at[each]) for each in gone)]


def _in_braces(page: Sheet, typed: Mapping, kept: str, entry: str) -> list[Edit]:
    """The whole group anew, where it stands on one line."""
    if typed.span[0] != typed.span[2]:
        return []
    entries = list(_entries(page, typed, kept, entry))
    return [Edit(page.start(typed.span), page.end(typed.span), f"{{{', '.join(entries)}}}")]


def _entries(page: Sheet, typed: Mapping, kept: str, entry: str) -> Iterator[str]:
    for name in typed:
        if name == kept:
            yield entry
        elif name not in {*Comparison, "unit"}:
            start, end = _stretch(page, typed, name)
            yield page.text[start:end]


def _stretch(page: Sheet, typed: Mapping, name: str) -> tuple[int, int]:
    return page.start(typed.keys_at[name]), page.end(typed.values_at[name])


def _has_own_line(page: Sheet, typed: Mapping, name: str) -> bool:
    """Whether an entry is alone on one line, without a comment that would be lost with it."""
    start, end = _stretch(page, typed, name)
    key: Span = typed.keys_at[name]
    before = page.text[page.offset(key[0], 1) : start]
    return key[0] == typed.values_at[name][2] and not before.strip() and not page.rest(end).strip()


def _without_line(page: Sheet, key: Span) -> Edit:
    start = page.offset(key[0], 1)
    end = page.starts[key[0]] if key[0] < len(page.starts) else len(page.text)
    return Edit(start, end, "")
