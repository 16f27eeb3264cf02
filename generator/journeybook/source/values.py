"""What a file holds: texts, lists and entries by name, each knowing its place."""

from __future__ import annotations

from typing import TypeAlias

from journeybook.problem import Place

Span: TypeAlias = tuple[int, int, int, int]
"""Line, column, end line, end column; counted from 1, the end not included."""

NOWHERE: Span = (1, 1, 1, 1)


class Mapping(dict[str, "Value"]):
    """Entries by name, in the author's order; the places of each name and of what stands under it."""

    __slots__ = ("keys_at", "span", "values_at")

    def __init__(self, span: Span = NOWHERE) -> None:
        super().__init__()
        self.span = span
        self.keys_at: dict[str, Span] = {}
        self.values_at: dict[str, Span] = {}


class Sequence(list["Value"]):
    """Items of a list, and the place of each."""

    __slots__ = ("items_at", "span")

    def __init__(self, span: Span = NOWHERE) -> None:
        super().__init__()
        self.span = span
        self.items_at: list[Span] = []


Value: TypeAlias = str | Mapping | Sequence | None
"""A text as it was typed, nothing (an empty value), a list, or entries by name."""


def place_of(root: Value, path: tuple[str | int, ...], file: str, key: bool = False) -> Place:
    """Where the value at the path stands, or the nearest thing above it that exists; with `key`, where its name is."""
    value, span = root, root.span if isinstance(root, Mapping | Sequence) else NOWHERE
    for step in path:
        if isinstance(value, Mapping) and step in value:
            name = str(step)
            span = value.keys_at[name] if key else value.values_at[name]
            value = value[name]
        elif isinstance(value, Sequence) and isinstance(step, int) and -len(value) <= step < len(value):
            span, value = value.items_at[step], value[step]
        else:
            break
    return Place(file, *span)
