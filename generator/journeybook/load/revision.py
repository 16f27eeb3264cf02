"""A version of a book that Git keeps, as a shelf of files; its folder is found again where it was renamed since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from journeybook import git
from journeybook.load.shelf import ENDINGS, PLACES, SETTINGS, in_order, is_page


@dataclass(frozen=True)
class Revision:
    """The files of one commit by their paths from the book's root, each with what names its content for Git."""

    blobs: Mapping[str, str]
    read: git.Read

    def names(self) -> tuple[str, ...]:
        """Every file of YAML and every table of results, folder by folder, each sorted by name."""
        return self._names

    def pages(self) -> tuple[str, ...]:
        """Every hand-written page, sorted."""
        return tuple(sorted(filter(is_page, self.blobs)))

    def data(self, name: str, most: int) -> bytes | None:
        """What stands in a file, cut behind `most` bytes; nothing where there is no such file."""
        blob = self.blobs.get(name)
        return self.read(blob, most) if blob else None

    def mark(self, name: str) -> str:
        """What Git calls the content."""
        return self.blobs.get(name, "")

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(sorted((name for name in self.blobs if name.endswith(ENDINGS)), key=in_order))


@contextmanager
def revision(root: Path, commit: str) -> Iterator[Revision]:
    """Yield the version of the book in a commit; one without files where the commit has no book."""
    with git.reader(root) as read:
        yield Revision(blobs_of(root, commit), read)


def blobs_of(root: Path, commit: str) -> dict[str, str]:
    """The book's files in a commit, wherever in the repository its folder stood then."""
    way = git.way_down(root)
    here = _below(way, git.tree(root, commit, [f"{way}{place}" for place in PLACES]))
    if SETTINGS in here:
        return here
    files = git.tree(root, commit)
    ways = [name.removesuffix(SETTINGS) for name in files if name == SETTINGS or name.endswith(f"/{SETTINGS}")]
    return _below(max(ways, key=lambda other: _likeness(root, other, files)), files) if ways else {}


def _below(way: str, files: Mapping[str, str]) -> dict[str, str]:
    places = tuple(f"{way}{place}/" for place in PLACES)
    return {name.removeprefix(way): blob for name, blob in files.items() if name.startswith(places)}


def _likeness(root: Path, way: str, files: Iterable[str]) -> tuple[int, int]:
    """How many files of a folder then have the names of files now; among equals, the shorter way."""
    names = (name.removeprefix(way) for name in files if name.startswith(way) and name.endswith(ENDINGS))
    return sum((root / name).is_file() for name in names), -len(way)


@contextmanager
def touched(root: Path, file: str, most: int) -> Iterator[Iterator[tuple[git.Commit, Revision]]]:
    """Yield the versions of one file of the book, the newest first, each alone with the settings of its time."""
    with git.reader(root) as read:
        yield ((each.commit, Revision(_alone(root, each, file), read)) for each in git.touches(root, file, most))


def _alone(root: Path, touch: git.Touch, file: str) -> dict[str, str]:
    way = touch.file.removesuffix(_inside(touch.file))
    found = git.tree(root, touch.commit.id, [touch.file, f"{way}{SETTINGS}"])
    return {name.removeprefix(way): blob for name, blob in found.items()}


def _inside(path: str) -> str:
    """The part of a path that lies in the book: behind the folder that holds `content/` or `journeys/`."""
    parts = path.split("/")
    start = next((place for place, part in enumerate(parts) if part in PLACES), 0)
    return "/".join(parts[start:])
