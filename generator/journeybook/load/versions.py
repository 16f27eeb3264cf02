"""The versions of a book that a reader may name: a folder, what lies in the book's own, a revision of Git."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from msgspec import Struct

from journeybook import git
from journeybook.load.opened import opened
from journeybook.load.revision import revision
from journeybook.load.shelf import SETTINGS, Folder, Shelf
from journeybook.load.text import text_of
from journeybook.words import Phrase, phrase


class Version(Struct, frozen=True):
    """A version of the book: its files, and its day where one is known."""

    name: str
    shelf: Shelf
    day: date | None

    @property
    def empty(self) -> bool:
        """Whether there was no book yet."""
        return opened(self.shelf, SETTINGS) == (None, [])


@contextmanager
def version(root: Path, name: str) -> Iterator[Version | Phrase]:
    """Yield the version that a name stands for, the folder itself where it is empty; or why there is none."""
    commit = git.commit_of(root, name) if name else ""
    if commit:
        with revision(root, commit) as shelf:
            yield Version(name, shelf, git.commit_date(root, commit))
        return
    folder = Path(name) if name else root
    yield _in_folder(root, folder, name)


def _in_folder(root: Path, folder: Path, name: str) -> Version | Phrase:
    if (folder / SETTINGS).is_file():
        return Version(name, Folder(folder), git.head_date(folder))
    if folder.is_dir():
        return phrase("There is no book in “{name}”: {file} is missing.", name=name, file=SETTINGS)
    if git.is_silent(root):
        return phrase(
            "Git tells nothing of this folder: it is not installed, or the folder belongs to somebody else. "
            "If you trust it, type: git config --global --add safe.directory {folder}",
            folder=root.resolve().as_posix(),
        )
    if git.is_shallow(root):
        return phrase(
            "“{name}” is no folder, and no revision that this shallow clone knows; "
            "fetch more of the history (git fetch --unshallow).",
            name=name,
        )
    return phrase("“{name}” is neither a folder nor a revision of Git (a branch, a tag, a commit).", name=name)


def shared_text(shelf: Shelf, known: dict[str, str]) -> Callable[[str], str]:
    """Gives the text of a file; what another version holds too is read once."""

    def text(file: str) -> str:
        mark = shelf.mark(file)
        if mark not in known:
            known[mark] = text_of(shelf)(file)
        return known[mark]

    return text
