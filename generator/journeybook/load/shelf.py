"""Where the files of a book come from: a folder of the disk, or a revision that Git keeps."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from stat import S_ISLNK, S_ISREG
from typing import Protocol

from journeybook.git.marks import Marks
from journeybook.model import KINDS

SETTINGS = "content/book.yml"
ENDINGS = (".yml", ".yaml", ".results.csv")
MISTAKEN = (".txt", ".json", ".rtf", ".doc", ".docx", ".odt", ".yml", ".yaml")
"""Endings, in small or capital letters, of files that who puts them beside parts of the book may take for one."""
PLACES = ("content", "journeys")
PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""Endings of hand-written pages, in small or capital letters."""


class Shelf(Protocol):
    """The files of a book by their paths from its root (with `/`)."""

    def names(self) -> tuple[str, ...]:
        """Every file that is a part of the book or may be meant as one, folder by folder, each sorted by name."""

    def pages(self) -> tuple[str, ...]:
        """Every hand-written page, sorted."""

    def data(self, name: str, most: int) -> bytes | None:
        """What stands in a file, cut behind `most` bytes; nothing where there is no such file."""

    def mark(self, name: str) -> str:
        """What changes when, and only when, the file's content does; empty where there is no such file."""


@dataclass(frozen=True)
class Folder:
    """A folder of the disk; links that lead out of it are not followed."""

    root: Path
    marks: Marks = field(default_factory=Marks, compare=False)
    closed: set[str] = field(default_factory=set, compare=False)
    """Folders of the book that the account may not look into, as far as anybody has tried."""

    def names(self) -> tuple[str, ...]:
        """Every file that is a part of the book or may be meant as one, folder by folder, each sorted by name."""
        return self._names

    def pages(self) -> tuple[str, ...]:
        """Every hand-written page, sorted."""
        return tuple(filter(self._has, self._by_hand))

    @property
    def no_texts(self) -> tuple[str, ...]:
        """What stands in the place of hand-written pages and has no text: pipes, devices, links that lead nowhere."""
        none = {name: Path(f"{self.root}/{name}") for name in self._by_hand if not self._has(name)}
        return tuple(name for name, path in none.items() if self._holds(path) or not os.path.exists(path))  # noqa: PTH110 - pathlib raises for what may not be looked at

    def data(self, name: str, most: int) -> bytes | None:
        """What stands in a file, cut behind `most` bytes; nothing where there is no such file."""
        if not self._has(name):
            return None
        with (self.root / name).open("rb") as stream:
            return stream.read(most)

    def mark(self, name: str) -> str:
        """The name that Git would give to the content, so that a folder and a revision agree where they are equal."""
        return self.marks.of(f"{self.root}/{name}") if self._has(name) else ""

    @property
    def not_followed(self) -> tuple[str, ...]:
        """Links in the place of parts of the book that lead out of it, or nowhere."""
        missing = self._meant.difference(self._names)
        return tuple(sorted(name for name in missing if Path(f"{self.root}/{name}").is_symlink()))

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(sorted(filter(self._has, self._meant), key=in_order))

    @cached_property
    def _meant(self) -> frozenset[str]:
        linked = [kind.folder for kind in KINDS if (self.root / kind.folder).is_symlink()]
        return frozenset(name for place in dict.fromkeys((*PLACES, *linked)) for name in self._below(place))

    @cached_property
    def _by_hand(self) -> tuple[str, ...]:
        return tuple(sorted(filter(is_page, self._files(PLACES[0]))))

    def _below(self, place: str) -> Iterator[str]:
        return filter(is_meant, self._files(place))

    def _files(self, place: str) -> Iterator[str]:
        if not self._holds(self.root / place):
            return
        for folder, _, files in os.walk(self.root / place, onerror=self._refuse):
            way = Path(folder).relative_to(self.root).as_posix()
            if os.access(folder, os.X_OK):
                yield from (f"{way}/{file}" for file in files)
            else:
                self.closed.add(way)

    def _has(self, name: str) -> bool:
        path = f"{self.root}/{name}"
        try:
            mode = os.lstat(path).st_mode
            return S_ISREG(mode) or (S_ISLNK(mode) and Path(path).is_file() and self._holds(Path(path)))
        except (OSError, ValueError):
            return False

    def _holds(self, path: Path) -> bool:
        real = os.path.realpath  # of links that lead in a circle, pathlib gives up
        return Path(real(path)).is_relative_to(real(self.root))

    def _refuse(self, error: OSError) -> None:
        """A folder that nobody may look into is not empty; one that is not there is."""
        if isinstance(error, PermissionError):
            self.closed.add(Path(error.filename).relative_to(self.root).as_posix())
        elif not isinstance(error, FileNotFoundError):
            raise error


def is_meant(name: str) -> bool:
    """Whether a file is a part of the book, or may be taken for one by who put it there."""
    in_its_place = name.startswith(tuple(f"{kind.folder}/" for kind in KINDS))
    return name.endswith(ENDINGS) or (in_its_place and name.lower().endswith(MISTAKEN))


def is_page(name: str) -> bool:
    """Whether a file is a hand-written page; what is hidden is none."""
    return name.startswith(f"{PLACES[0]}/") and name.lower().endswith(PAGES) and "/." not in name


def in_order(name: str) -> list[str]:
    """Sorts files folder by folder."""
    return name.split("/")
