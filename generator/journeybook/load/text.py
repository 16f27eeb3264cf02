"""The text of a book's files as typed, comments and all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


def text_of(root: Path) -> Callable[[str], str]:
    """Gives the text of a file by its path from the book's root; empty where it cannot be read."""

    def text(file: str) -> str:
        try:
            return (root / file).read_bytes().decode("utf-8-sig", "replace")
        except OSError:
            return ""

    return text
