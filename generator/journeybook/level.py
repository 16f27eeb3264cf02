"""Whom a site may be for: the names that a book, the command and the settings of a site have for its readers."""

from __future__ import annotations

from typing import Literal, get_args

Level = Literal["frontline", "cx", "management"]
AUDIENCES: tuple[str, ...] = get_args(Level)
AUDIENCE = "JOURNEYBOOK_AUDIENCE"
"""The environment variable that says whom a site is for, where neither the command nor mkdocs.yml does."""
