"""JSON Schemas as files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from journeybook.model.schema import FILES, schema


def schema_text(kind: str, language: str, languages: Sequence[str] = ()) -> str:
    """The schema of a kind of file as JSON."""
    return as_json(schema(FILES[kind], language, languages))


def schema_files(language: str, languages: Sequence[str] = ()) -> dict[str, str]:
    """The schemas of all kinds by the names of their files."""
    return {f"{kind}.json": schema_text(kind, language, languages) for kind in FILES}


def as_json(value: Any) -> str:
    """The value as JSON that people can read."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
