"""What the files of a book were read to, left by a build for whoever reads the book next.

A row for each file: JSON and no objects, with a digest of itself and of all that it follows from. What does not agree
with its digest is as good as absent, and the file is read. Who only looks at a book leaves nothing behind.
"""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, closing, suppress
from functools import cached_property, partial
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zlib import compress, decompress

from journeybook import git
from journeybook.files import paths
from journeybook.files.spelt import read, spelt
from journeybook.git.marks import Marks
from journeybook.load.records import Told

PLACE = Path(".journeybook") / "records.sqlite"
PACKAGE = Path(__file__).parents[1]
READERS = ("words", "problem", "source", "level", "model", "git", "load")
"""The parts of this program that say what a file is read to: no other is imported by them."""
READ_WITH = ("pydantic", "pydantic-core", "PyYAML")
_RECORDS = "CREATE TABLE records (file TEXT PRIMARY KEY, mark BLOB NOT NULL, data BLOB NOT NULL, aside BLOB NOT NULL)"
_FASTEST = 1
_PATIENCE = 1  # seconds that another build may take to write
_SIGNS = "utf-8", "surrogatepass"


class LeftRecords:
    """What an earlier build left in a folder, if this program made it; looked at when somebody asks for a file."""

    def __init__(self, root: Path, marks: Marks | None = None) -> None:
        self._root, self._path, self._marks = root, root / PLACE, marks or Marks()
        self._open = ExitStack()

    @cached_property
    def _made_by(self) -> str:
        """A mark of this program; none where what is left would come from whoever proposes a change."""
        return "" if git.may_keep(self._root, PLACE.parent.name) else _digest(*_program(self._marks)).hex()

    @cached_property
    def _left(self) -> sqlite3.Connection | None:
        """What was left, for reading alone."""
        with suppress(OSError, sqlite3.Error):
            if self._path.is_file() and self._made_by:
                address = f"{self._path.absolute().as_uri()}?mode=ro"
                left = sqlite3.connect(address, timeout=_PATIENCE, uri=True, isolation_level=None)
                self._open.enter_context(closing(left))
                if _made_by(left) == self._made_by:
                    return left
        return None

    def found(self, file: str, mark: str) -> Told | None:
        """What was kept of a file, if it was kept with this mark and nobody has touched it since."""
        digest, data, aside = self._rows.get(file, (b"", b"", b""))
        if digest != _digest(mark, data, aside):
            return None
        told: Told = read(decompress(data))
        return {**told, "aside": {name: partial(_fetched, aside, name) for name in told["aside"]}}

    @cached_property
    def _rows(self) -> Mapping[str, tuple[bytes, bytes, bytes]]:
        """What was left of each file: who asks for one soon asks for all others."""
        with suppress(sqlite3.Error):
            if self._left is not None:
                rows = self._left.execute("SELECT file, mark, data, aside FROM records")
                return {file: (mark, data, aside) for file, mark, data, aside in rows}
        return {}

    def keep(self, file: str, mark: str, tell: Callable[[], Told]) -> bool:
        """Who only looks at a book leaves nothing in its folder."""
        return False

    def close(self) -> None:
        """Let go of the file."""
        self._open.close()
        vars(self).pop("_rows", None)


class OwnRecords(LeftRecords):
    """The same for a build, which leaves what it has read itself to the next."""

    def __init__(self, root: Path, marks: Marks) -> None:
        super().__init__(root, marks)
        self._new: dict[str, tuple[str, bytes, bytes, bytes]] = {}

    def keep(self, file: str, mark: str, tell: Callable[[], Told]) -> bool:
        """Keep it for those who come later; `leave` writes it."""
        told = tell()
        data, aside = _packed({**told, "aside": list(told["aside"])}), _packed(told["aside"])
        self._new[file] = file, _digest(mark, data, aside), data, aside
        return True

    def leave(self, files: Collection[str]) -> None:
        """Write what is new for the next who reads these files, and forget all others; without, where nobody may."""
        gone = [(file,) for file in self._files() if file not in files]
        self.close()
        if not (self._new or gone) or not self._made_by:
            return
        with suppress(OSError, sqlite3.OperationalError):  # another build is writing, or nobody may
            self._path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._write(gone)
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:  # something that is no store
                for each in (self._path, self._path.with_name(f"{PLACE.name}-journal")):
                    each.unlink(missing_ok=True)
                self._write([])

    def _files(self) -> list[str]:
        """Those of which something was left; none where nobody has asked for any."""
        left: sqlite3.Connection | None = vars(self).get("_left")
        with suppress(sqlite3.Error):
            return [file for (file,) in left.execute("SELECT file FROM records")] if left is not None else []
        return []

    def _write(self, gone: Collection[tuple[str]]) -> None:
        """All of it or nothing: who reads meanwhile sees what was there before."""
        with closing(sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None)) as store:
            store.execute("BEGIN IMMEDIATE")
            store.execute("CREATE TABLE IF NOT EXISTS made_by (mark TEXT NOT NULL)")
            if _made_by(store) != self._made_by:
                store.execute("DROP TABLE IF EXISTS records")  # another program may have had other columns
                store.execute(_RECORDS)
                store.execute("DELETE FROM made_by")
                store.execute("INSERT INTO made_by VALUES (?)", (self._made_by,))
            store.executemany("DELETE FROM records WHERE file = ?", gone)
            store.executemany("INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?)", self._new.values())
            store.execute("COMMIT")


def _packed(told: Told) -> bytes:
    return compress(spelt(told), _FASTEST)


def _fetched(aside: bytes, name: str) -> Any:
    return read(decompress(aside))[name]


def _made_by(store: sqlite3.Connection) -> str:
    marks = [str(mark) for (mark,) in store.execute("SELECT mark FROM made_by")]
    return marks[0] if len(marks) == 1 else ""


def _program(marks: Marks) -> Iterator[str]:
    """This program, as far as it reads files, and those it does it with."""
    yield platform.python_version()
    yield from (f"{name} {version(name)}" for name in READ_WITH)
    for layer in READERS:
        names = [f"{layer}/{name}" for name in paths(str(PACKAGE / layer))] or [f"{layer}.py"]
        yield from (f"{name} {marks.of(f'{PACKAGE}/{name}')}" for name in sorted(names) if name.endswith(".py"))


def _digest(*parts: str | bytes) -> bytes:
    found = blake2b(digest_size=16)
    for part in parts:
        found.update((part if isinstance(part, bytes) else part.encode(*_SIGNS)) + b"\0")
    return found.digest()
