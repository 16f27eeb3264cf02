"""One at a time: what two programs must not do at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


class BusyError(Exception):
    """Somebody else is at it."""


@contextmanager
def alone(place: Path) -> Iterator[None]:
    """Hold a place on the disk until the end, however that comes; raises `BusyError` where somebody else holds it.

    The lock is that of a database, since one knows how to lock on every system and is let go of with its program. Where
    nothing can be written there is nothing to hold.
    """
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(place, timeout=0, isolation_level=None)
    except (OSError, sqlite3.OperationalError):
        yield
        return
    with closing(connection):
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise BusyError from error
        yield
