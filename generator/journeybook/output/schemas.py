"""JSON Schemas as files."""

from __future__ import annotations

import json
from typing import Any

from journeybook.model import Book
from journeybook.model.schema import FILES, NO_IDS, Schema, schema


def schemas(language: str, book: Book | None = None, with_ids: bool = False) -> dict[str, Schema]:
    """The schemas of all kinds of file; a book's languages, and its ids if wanted, are offered to who types."""
    languages = book.languages if book else ()
    ids = ids_of(book) if book and with_ids else NO_IDS
    return {noun: schema(kind, language, languages, ids) for noun, kind in FILES.items()}


def schema_files(language: str, book: Book | None = None, with_ids: bool = False) -> dict[str, str]:
    """The schemas of all kinds by the names of their files."""
    return {f"{noun}.json": as_json(each) for noun, each in schemas(language, book, with_ids).items()}


def ids_of(book: Book) -> dict[str, list[str]]:
    """The ids of a book by kind of thing, as other files refer to them."""
    found: dict[str, list[str]] = {"touchpoint": list(book.steps)}
    for entity in book.entities:
        found.setdefault(entity.noun, []).append(entity.id)
    found["objective"] = [objective.id for objective in book.settings.objectives if objective.id]
    found["brand-value"] = [value.id for value in book.settings.brand.values if value.id] if book.settings.brand else []
    return found


def as_json(value: Any) -> str:
    """The value as JSON that people can read."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
