"""The text of a book's files as typed, comments and all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from journeybook.load.shelf import Folder, Shelf
from journeybook.source.decoding import LARGEST_FILE


def text_of(root: Path | Shelf) -> Callable[[str], str]:
    """Gives the text of a file by its path from the book's root; empty where it cannot be read."""
    shelf = Folder(root) if isinstance(root, Path) else root

    def text(file: str) -> str:
        try:
            return (shelf.data(file, LARGEST_FILE) or b"").decode("utf-8-sig", "replace")
        except OSError:
            return ""

    return text
