"""The site as the last build left it: which of its files nobody has touched since, and what each was made of."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from journeybook import files
from journeybook.files.spelt import read, spelt
from journeybook.files.storeroom import storeroom

NAME = "site.json"
Stat = list[int]
"""What tells that a file is as it was: its size and its time."""
_SHAPE = {"site": str, "seal": str, "files": dict, "marks": dict, "followed": bool, "odd": list}


@dataclass(frozen=True)
class Left:
    """A site in a folder; paths are those from its root."""

    folder: Path
    seal: str = ""
    """What all of it was made of; empty where it had errors."""
    files: Mapping[str, Stat] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    """What each file was made of, as far as somebody could tell."""
    followed: bool = False
    """Whether every link was followed, and led somewhere."""
    odd: Sequence[str] = ()
    """Pages with a link that is not written as the path it names."""
    there: Mapping[str, int] = field(default_factory=dict)
    """The inodes of files that stand already in the place of the next site."""

    def is_still(self, seal: str) -> bool:
        """Tell whether it was made of the same, and nobody has touched it since."""
        return bool(seal) and seal == self.seal and self.files == _stats(self.folder)

    def has(self, path: str, mark: str = "") -> bool:
        """Tell whether a file is as it was left, and made of what the mark says, if one is given."""
        return self._state(path, mark) is not None

    def give(self, path: str, mark: str, to: str, there: int = 0) -> bool:
        """Put a file of it to another place, if it is made of what the mark says; tell whether it is there now.

        What has the inode `there` is at that place already.
        """
        state = self._state(path, mark) if mark else None
        if state is None:
            return False
        if there and state.st_ino == there and state.st_nlink > 1:
            return True
        try:
            files.link(f"{self.folder}/{path}", to)
        except OSError:
            return False
        return True

    def _state(self, path: str, mark: str) -> os.stat_result | None:
        """How a file is, if it is as it was left, and made of what the mark says, if one is given."""
        if path not in self.files or (mark and self.marks.get(path) != mark):
            return None
        try:
            state = os.stat(f"{self.folder}/{path}")  # noqa: PTH116 - there are thousands
        except OSError:
            return None
        return state if _stat(state) == self.files[path] else None

    def read(self, path: str) -> bytes | None:
        """Return what stands in a file, if it is as it was left."""
        return (self.folder / path).read_bytes() if self.has(path) else None


def left(root: Path, out: Path) -> Left:
    """Return what the last build of the book in `root` left in `out`; nothing where it left it elsewhere, or none."""
    try:
        told = read((storeroom(root) / NAME).read_bytes())
    except (OSError, ValueError, RecursionError):
        return Left(out)
    if not isinstance(told, dict) or {name: type(value) for name, value in told.items()} != _SHAPE:
        return Left(out)
    return Left(out, **told) if told.pop("site") == _site(root, out) else Left(out)


def leave(root: Path, left: Left) -> None:
    """Remember the site for the next build; the files of it are those that are there now.

    Those that `left` names are the same as in the site before, and how they were then is how they are.
    """
    told: dict[str, Any] = {
        "site": _site(root, left.folder), "seal": left.seal, "files": _stats(left.folder, left.files),
        "marks": dict(left.marks), "followed": left.followed, "odd": list(left.odd),
    }  # fmt: skip
    files.write(storeroom(root) / NAME, spelt(told))


def standing(folder: Path, marks: Mapping[str, str]) -> Left:
    """Return the site in a folder as it stands now, made of what these marks say; what is hidden is none of it."""
    files = {path: stat for path, stat in _stats(folder).items() if not path.startswith(".")}
    return Left(folder, files=files, marks=marks)


def _site(root: Path, out: Path) -> str:
    return Path(os.path.relpath(out, root)).as_posix()


def _stats(folder: Path, known: Mapping[str, Stat] = MappingProxyType({})) -> dict[str, Stat]:
    """What tells of each file in a folder whether it is as it was; those `known` are not looked at."""
    found = {}
    for path in sorted(files.paths(str(folder))):
        with suppress(OSError):  # it is gone just now
            found[path] = known.get(path) or _stat(os.stat(f"{folder}/{path}"))  # noqa: PTH116 - there are thousands
    return found


def _stat(stat: os.stat_result) -> Stat:
    return [stat.st_size, stat.st_mtime_ns]
