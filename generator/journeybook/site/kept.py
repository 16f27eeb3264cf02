"""Finished drawings kept between builds, a file each; safe to delete, and never wrong, since a key names all of it."""

from __future__ import annotations

import os
from collections.abc import Iterator, MutableMapping
from pathlib import Path

from journeybook import files, git
from journeybook.files.storeroom import DRAWINGS, FOLDER, storeroom

_END = ".svg"


class Kept(MutableMapping[str, str]):
    """SVG by key in a folder; `forget_others` removes what was not asked for since."""

    def __init__(self, root: Path) -> None:
        self._folder = storeroom(root) / DRAWINGS
        self._is_ours = not git.may_keep(root, FOLDER)
        self._known = {name.removesuffix(_END) for name in _names(self._folder)} if self._is_ours else set()
        self._asked: set[str] = set()

    def __getitem__(self, key: str) -> str:
        if key not in self._known:
            raise KeyError(key)
        self._asked.add(key)
        return self._path(key).read_text("utf-8")

    def __contains__(self, key: object) -> bool:
        """Whether it is there; who asks wants to keep it."""
        if self._is_ours and key not in self._known and self._path(str(key)).is_file():  # made by another process
            self._known.add(str(key))
        if key in self._known:
            self._asked.add(str(key))
        return key in self._known

    def __setitem__(self, key: str, svg: str) -> None:
        files.write(self._path(key), svg)
        self._known.add(key)
        self._asked.add(key)

    def __delitem__(self, key: str) -> None:
        files.remove(self._path(key))
        self._known.discard(key)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._known))

    def __len__(self) -> int:
        return len(self._known)

    def forget_others(self) -> None:
        """Keep only what this build has used."""
        for key in sorted(self._known - self._asked):
            del self[key]

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}{_END}"


def _names(folder: Path) -> list[str]:
    """The drawings in a folder; a large book has thousands."""
    try:
        return [name for name in os.listdir(folder) if name.endswith(_END)]  # noqa: PTH208 - a path each takes longer
    except OSError:
        return []
