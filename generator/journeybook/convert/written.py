"""Entries by name become the text of a file of the book, laid out as `format` leaves it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from journeybook.edit import formatted
from journeybook.edit.quoting import written, written_word
from journeybook.model import Entity

Entries = Mapping[str, object]
_BLOCK = re.compile(r"[^\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]*")
"""What may stand in a text of several lines below `|`; other signs need quotation marks."""


def file_text(kind: type[Entity], entries: Entries) -> str:
    """The file of a thing: fields in the order of the reference, ids pinned, quotes only where needed."""
    text = "\n".join(_mapping(entries, "")) + "\n"
    return (formatted(text.encode(), kind) or text.encode()).decode()


def _mapping(entries: Entries, indent: str) -> Iterator[str]:
    for name, value in entries.items():
        key = f"{indent}{written(name, 'name')}:"
        if isinstance(value, Mapping):
            yield key
            yield from _mapping(value, indent + "  ")
        elif isinstance(value, Sequence) and not isinstance(value, str):
            yield key
            yield from _items(value, indent + "  ")
        else:
            yield f"{key} {_scalar(value, indent + '  ', 'value')}"


def _items(items: Sequence[object], indent: str) -> Iterator[str]:
    for item in items:
        if isinstance(item, Mapping):
            first, *rest = _mapping(item, indent + "  ")
            yield f"{indent}- {first[len(indent) + 2 :]}"
            yield from rest
        elif isinstance(item, Sequence) and not isinstance(item, str):
            yield f"{indent}-"
            yield from _items(item, indent + "  ")
        else:
            yield f"{indent}- {_scalar(item, indent + '  ', 'item')}"


def _scalar(value: object, indent: str, spot: str) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return written_word(f"{value:g}")
    text = str(value)
    return _block(text, indent) if _fits_block(text) else written(text, spot)


def _fits_block(text: str) -> bool:
    """Whether a text of several lines can stand as it is below `|`."""
    return "\n" in text and text == text.strip() and bool(_BLOCK.fullmatch(text))


def _block(text: str, indent: str) -> str:
    lines = text.split("\n")
    return "|\n" + "\n".join(f"{indent}{line.rstrip()}".rstrip() for line in lines)
