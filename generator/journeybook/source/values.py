"""What a file holds: texts, lists and entries by name, each knowing its place."""

from __future__ import annotations

import marshal
from struct import Struct, error, pack
from typing import Any, TypeAlias
from zlib import compress, decompress

from journeybook.problem import Place

Span: TypeAlias = tuple[int, int, int, int]
"""Line, column, end line, end column; counted from 1, the end not included."""

NOWHERE: Span = (1, 1, 1, 1)
TO_FILL = "…"
"""What stands in our examples in the place of what only their reader knows; no text, unless in quotes."""
_NARROW, _WIDE = Struct("4H"), Struct("4I")
_FASTEST = 1
_PACKED: dict[str, Span] = {}
"""In the place of what has been packed; one for all, since there are many."""


class Mapping(dict[str, "Value"]):
    """Entries by name, in the author's order; the places of each name and of what stands under it.

    The places of what was read are packed: a large book has a million of them, and looks at few.
    """

    __slots__ = ("_keys_at", "_packed", "_span", "_values_at")

    def __init__(self, span: Span = NOWHERE) -> None:
        super().__init__()
        self._span: Span | None = span
        self._keys_at: dict[str, Span] | None = {}
        self._values_at: dict[str, Span] = {}
        self._packed = b""

    @property
    def span(self) -> Span:
        """The place of all of it; once packed, it stands behind those of the entries."""
        return self._span or _span(self._packed, 2 * len(self))

    @span.setter
    def span(self, span: Span) -> None:
        self._span = span

    @property
    def keys_at(self) -> dict[str, Span]:
        """The place of each name; of what is packed, a copy."""
        return dict(zip(self, _spans(self._packed)[::2], strict=False)) if self._keys_at is None else self._keys_at

    @property
    def values_at(self) -> dict[str, Span]:
        """The place of what stands under each name; of what is packed, a copy."""
        return dict(zip(self, _spans(self._packed)[1::2], strict=False)) if self._keys_at is None else self._values_at

    def at(self, name: str, key: bool = False) -> Span:
        """The place of what stands under a name, or of the name itself."""
        if self._keys_at is None:
            return _span(self._packed, 2 * list(self).index(name) + (not key))
        return (self._keys_at if key else self._values_at)[name]

    def drop(self, *names: str) -> None:
        """Take entries out."""
        if self._keys_at is None:
            spans = _spans(self._packed)
            kept = [at for row, name in enumerate(self) if name not in names for at in spans[2 * row : 2 * row + 2]]
            self._packed = _packed([number for at in (*kept, *spans[2 * len(self) :]) for number in at])
        for name in names:
            self.pop(name, None)

    def place(self, names: list[str], numbers: list[int]) -> None:
        """Take the places of all entries, packed: the numbers of each name's span and of what stands under it.

        A name may stand twice; what was typed last counts.
        """
        if len(names) != len(self):
            rows = {name: numbers[8 * row : 8 * row + 8] for row, name in enumerate(names)}
            numbers = [number for name in self for number in rows[name]]
        self._packed = _packed(numbers)
        self._keys_at, self._values_at = None, _PACKED

    def pack(self) -> None:
        """Pack the places of all that was put in by hand; after that, nothing may be put in any more."""
        if self._keys_at is not None:
            keys_at, values_at, own = self._keys_at, self._values_at, self.span
            both = ((keys_at.get(name, own), values_at.get(name, own)) for name in self)
            self.place(list(self), [number for spans in both for span in spans for number in span])
        if self._span is not None:
            self._packed, self._span = _with(self._packed, self._span), None
        for value in self.values():
            if value.__class__ is not str and isinstance(value, Mapping | Sequence):
                value.pack()


class Sequence(list["Value"]):
    """Items of a list, and the place of each."""

    __slots__ = ("_items_at", "_packed", "_span")

    def __init__(self, span: Span = NOWHERE) -> None:
        super().__init__()
        self._span: Span | None = span
        self._items_at: list[Span] | None = []
        self._packed = b""

    @property
    def span(self) -> Span:
        """The place of all of it; once packed, it stands behind those of the items."""
        return self._span or _span(self._packed, len(self))

    @span.setter
    def span(self, span: Span) -> None:
        self._span = span

    @property
    def items_at(self) -> list[Span]:
        """The place of each item; once packed, a copy."""
        return _spans(self._packed)[: len(self)] if self._items_at is None else self._items_at

    def at(self, item: int) -> Span:
        """The place of an item."""
        return _span(self._packed, item % len(self)) if self._items_at is None else self._items_at[item]

    def drop_nothing(self) -> None:
        """Take out the items that are empty."""
        self._span = self.span
        kept = [(item, at) for item, at in zip(self, self.items_at, strict=True) if item is not None]
        self[:] = [item for item, _ in kept]
        self.place([number for _, at in kept for number in at])

    def place(self, numbers: list[int]) -> None:
        """Take the places of all items, packed: the numbers of their spans."""
        self._packed, self._items_at = _packed(numbers), None

    def pack(self) -> None:
        """Pack the places of all that was put in by hand; after that, nothing may be put in any more."""
        if self._items_at is not None:
            self.place([number for span in self._items_at for number in span])
        if self._span is not None:
            self._packed, self._span = _with(self._packed, self._span), None
        for value in self:
            if value.__class__ is not str and isinstance(value, Mapping | Sequence):
                value.pack()


Value: TypeAlias = str | Mapping | Sequence | None
"""A text as it was typed, nothing (an empty value), a list, or entries by name."""


def place_of(root: Value, path: tuple[str | int, ...], file: str, key: bool = False) -> Place:
    """Where the value at the path stands, or the nearest thing above it that exists; with `key`, where its name is."""
    value, span = root, root.span if isinstance(root, Mapping | Sequence) else NOWHERE
    for step in path:
        if isinstance(value, Mapping) and step in value:
            name = str(step)
            span, value = value.at(name, key), value[name]
        elif isinstance(value, Sequence) and isinstance(step, int) and -len(value) <= step < len(value):
            span, value = value.at(step), value[step]
        else:
            break
    return Place(file, *span)


def put_away(value: Value) -> bytes:
    """What was packed, in a tenth of the room, for this very process."""
    return compress(marshal.dumps(_flat(value)), _FASTEST)


def taken_out(data: bytes) -> Value:
    """What was put away."""
    return _whole(marshal.loads(decompress(data)))  # noqa: S302 - nobody else has had it


def _flat(value: Value) -> Any:
    if isinstance(value, Mapping):
        return value._packed, tuple(map(str, value)), tuple(map(_flat, value.values()))
    if isinstance(value, Sequence):
        return value._packed, tuple(map(_flat, value))
    return value if value is None else str(value)


def _whole(flat: Any) -> Value:
    if flat.__class__ is not tuple:
        return flat  # type: ignore[no-any-return]
    if len(flat) == len(("places", "items")):
        items = Sequence()
        items.extend(map(_whole, flat[1]))
        items._packed, items._items_at, items._span = flat[0], None, None
        return items
    entries = Mapping()
    entries.update(zip(flat[1], map(_whole, flat[2]), strict=True))
    entries._packed, entries._keys_at, entries._values_at, entries._span = flat[0], None, _PACKED, None
    return entries


def _packed(numbers: list[int]) -> bytes:
    """Two bytes for each number, as nearly all are small; else four, and one more byte by which to know them."""
    try:
        return pack(f"{len(numbers)}H", *numbers)
    except error:
        return pack(f"{len(numbers)}I", *numbers) + b"\0"


def _with(packed: bytes, span: Span) -> bytes:
    """The same with one more span at its end."""
    try:
        if not len(packed) % 2:
            return packed + _NARROW.pack(*span)
    except error:
        pass
    return _packed([number for each in (*_spans(packed), span) for number in each])


def _is_wide(packed: bytes) -> bool:
    return len(packed) % 2 == 1


def _spans(packed: bytes) -> list[Span]:
    found = _WIDE.iter_unpack(packed[:-1]) if _is_wide(packed) else _NARROW.iter_unpack(packed)
    return [(line, column, to_line, to_column) for line, column, to_line, to_column in found]


def _span(packed: bytes, place: int) -> Span:
    form = _WIDE if _is_wide(packed) else _NARROW
    line, column, to_line, to_column = form.unpack_from(packed, form.size * place)
    return line, column, to_line, to_column
