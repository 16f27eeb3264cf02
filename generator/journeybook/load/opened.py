"""What stands in a file of a book; one that may not be read is told of beside all else that is wrong."""

from __future__ import annotations

from journeybook.load.shelf import Shelf
from journeybook.problem import Place, Problem, Severity
from journeybook.source.decoding import LARGEST_FILE
from journeybook.words import phrase


def opened(shelf: Shelf, name: str) -> tuple[bytes | None, list[Problem]]:
    """What stands in a file, cut where it is larger than any is read; nothing where there is none, or it is closed."""
    try:
        return shelf.data(name, LARGEST_FILE + 1), []
    except PermissionError:
        return None, [closed(name)]


def closed(name: str) -> Problem:
    """That the account may not read a file, or what is in a folder."""
    message = phrase("Your account may not read this.")
    hint = phrase(
        "Close it where another program has it open; else have whoever looks after this computer give you the right."
    )
    return Problem("no-right", Severity.ERROR, message, Place(name, 1, 1, 1, 1), hint)
