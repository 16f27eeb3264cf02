"""What one build leaves for the next: plain values by name in one file, which a killed build cannot spoil.

The values are JSON, never pickled objects: a cache that somebody else hands us may be wrong, but it cannot run.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any
from zlib import compress, decompress

from journeybook.files.spelt import read, spelt

Told = dict[str, Any]
Rows = list[tuple[Any, ...]]
Learned = tuple[Rows, Rows, set[str]]
_MADE_BY = """
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS made_by (mark TEXT NOT NULL);
"""
_EMPTY = (
    "DROP TABLE IF EXISTS kept",  # another program may have had other columns
    "DROP TABLE IF EXISTS rest",
    "CREATE TABLE kept (name TEXT PRIMARY KEY, told BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE rest (name TEXT PRIMARY KEY, reads BLOB NOT NULL, heavy BLOB NOT NULL)",
    "DELETE FROM made_by",
)
"""What is light lies close together, since every build goes through it."""
_PUT = "INSERT OR REPLACE INTO kept VALUES (?, ?)", "INSERT OR REPLACE INTO rest VALUES (?, ?, ?)"
_DELETE = "DELETE FROM kept WHERE name = ?", "DELETE FROM rest WHERE name = ?"
_ENDS = " \x7f"
"""What stands before the last part of a name; what is the same up to there is of a kind."""
_FASTEST = 1
_PATIENCE = 1  # seconds that another build may take to finish


class Store:
    """Values by name: what is light, what was read for it, and what is heavy, each fetched when asked for.

    What nobody asked for is forgotten.
    """

    def __init__(self, connection: sqlite3.Connection, left: Callable[[], list[sqlite3.Connection]] = list) -> None:
        self._connection, self._left = connection, left
        self._looked_in = [connection]
        self._not_ours: sqlite3.Connection | None = None
        self._used: set[str] = set()
        self._kinds: tuple[str, ...] = ()
        self._ahead: dict[str, bytes] = {}
        self._fetched: set[str] = set()
        self._at_hand: tuple[str, Told] = ("", {})

    def told(self, name: str) -> Told | None:
        """What was put under the name, without what is heavy; None where there is nothing."""
        self._used.add(name)
        self._fetch(name[: max(map(name.rfind, _ENDS)) + 1])
        data = self._ahead.pop(name, None)
        if data is None:
            data = self._found("SELECT told FROM kept WHERE name = ?", name)
        found: Told | None = read(data) if data is not None else None
        return found

    def _fetch(self, kind: str) -> None:
        """Fetch all names that begin like this, once: who asks for one of a kind soon asks for the others."""
        if kind and kind not in self._fetched:
            self._fetched.add(kind)
            past = kind[:-1] + chr(ord(kind[-1]) + 1)
            asked = "SELECT name, told FROM kept WHERE name > ? AND name < ?"
            for each in reversed(self._looked_in):
                self._ahead.update(each.execute(asked, (kind, past)))

    def _found(self, asked: str, name: str) -> Any:
        """What stands under a name; None where nothing does."""
        rows = (each.execute(asked, (name,)).fetchone() for each in self._looked_in)
        return next((row[0] for row in rows if row is not None), None)

    def _forget_fetched(self) -> None:
        self._fetched.clear()
        self._ahead.clear()
        self._at_hand = ("", {})

    def reads(self, name: str) -> Told:
        """What was read for it."""
        found: Told = read(self._found("SELECT reads FROM rest WHERE name = ?", name))
        return found

    def heavy(self, name: str) -> Told:
        """The rest of it; the last one stays at hand, since who asks for a part of it soon asks for the next."""
        if name == self._at_hand[0]:
            return self._at_hand[1]
        self._at_hand = name, read(decompress(self._found("SELECT heavy FROM rest WHERE name = ?", name)))
        return self._at_hand[1]

    def heavy_later(self, name: str) -> Callable[[], Told]:
        """The rest of it, for whoever may ask for it when the store is closed; it is at hand, but not yet read."""
        data = self._found("SELECT heavy FROM rest WHERE name = ?", name)
        return lambda: read(decompress(data))

    def put(self, name: str, told: Told, reads: Told | None = None, heavy: Told | None = None) -> None:
        """Remember it, in the place of what was there."""
        self._used.add(name)
        self._ahead.pop(name, None)
        self._at_hand = ("", {})
        self._put([(name, spelt(told))], [(name, spelt(reads or {}), compress(spelt(heavy or {}), _FASTEST))])

    def _put(self, *rows: Rows) -> None:
        for put, each in zip(_PUT, rows, strict=True):
            self._connection.executemany(put, each)

    def drop(self, name: str) -> None:
        """Forget it, since it is not true any more."""
        self._ahead.pop(name, None)
        self._delete([(name,)])

    def _delete(self, names: Rows) -> None:
        for delete in _DELETE:
            self._connection.executemany(delete, names)

    def keep(self, names: Iterable[str]) -> None:
        """Do not forget these, though nobody asks for them."""
        self._used.update(names)

    def keep_kinds(self, kinds: Iterable[str]) -> None:
        """Do not forget what has a name that begins like one of these, though nobody asks for it."""
        self._kinds += tuple(kinds)

    def set_apart(self) -> None:
        """From now on read what an earlier build left, and write nothing: so does a process that makes a part of it.

        The connection of the other process stays as it is: to close it here would end what that one writes.
        """
        self._not_ours, self._connection = self._connection, _connected(":memory:", "")
        self._looked_in = [self._connection, *self._left()]
        self._forget_fetched()

    def learned(self) -> Learned:
        """What was put in a store that was set apart, and the names of all that was asked for, since it last told.

        It is not here any more.
        """
        light = self._connection.execute("SELECT * FROM kept").fetchall()
        rest = self._connection.execute("SELECT * FROM rest").fetchall()
        if light:
            self._delete([row[:1] for row in light])
            self._forget_fetched()
        used, self._used = self._used, set()
        return light, rest, used

    def learn(self, learned: Learned) -> None:
        """Remember what another process has put."""
        light, rest, used = learned
        self._put(light, rest)
        self._forget_fetched()
        self._used |= used

    def forget_others(self) -> None:
        """Keep only what was asked for or put since the store was opened."""
        names = self._connection.execute("SELECT name FROM kept").fetchall()
        others = [row for row in names if row[0] not in self._used and not row[0].startswith(self._kinds)]
        self._delete(others)
        self._connection.execute("COMMIT")
        self._connection.execute("BEGIN IMMEDIATE")

    def close(self) -> None:
        """Let go of the file; what was put since others were forgotten is not remembered."""
        self._connection.close()


def opened(path: Path, mark: str) -> Store:
    """Open a store; one that something else made (the mark tells), or that cannot be read, starts empty."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return Store(_connected(str(path), mark), partial(_left, path, mark))
    except sqlite3.OperationalError:  # another build has it, or nobody may write here: this one does without
        return Store(_connected(":memory:", mark))
    except sqlite3.DatabaseError:
        for each in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
            each.unlink(missing_ok=True)
        return Store(_connected(str(path), mark), partial(_left, path, mark))


def _left(path: Path, mark: str) -> list[sqlite3.Connection]:
    """What an earlier build left, for reading alone; nothing where none did."""
    with suppress(sqlite3.Error):
        left = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", timeout=_PATIENCE, uri=True, isolation_level=None)
        if left.execute("SELECT mark FROM made_by").fetchall() == [(mark,)]:
            return [left]
    return []


def _connected(path: str, mark: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    try:
        connection.executescript(_MADE_BY)
        connection.execute("BEGIN IMMEDIATE")  # all of a build is remembered, or nothing of it
        if connection.execute("SELECT mark FROM made_by").fetchall() != [(mark,)]:
            for statement in _EMPTY:
                connection.execute(statement)
            connection.execute("INSERT INTO made_by VALUES (?)", (mark,))
    except sqlite3.Error:
        connection.close()
        raise
    return connection
