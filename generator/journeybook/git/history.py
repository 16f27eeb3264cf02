"""The commits that made a book, or one file of it, the newest first; a file is followed through renames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from journeybook.git.asking import ask
from journeybook.git.revisions import Commit

_COMMIT, _PART = "\x01", "\x02"
_FORMAT = f"--format={_COMMIT}%H{_PART}%cs{_PART}%aN{_PART}%s"


@dataclass(frozen=True, slots=True)
class Touch:
    """A commit that changed a file, and the file's path in it, from the repository's root."""

    commit: Commit
    file: str


def touches(root: Path, file: str, most: int) -> list[Touch]:
    """The last commits that changed a file (its path from the book's root), merges by what they brought."""
    words = ("log", "--follow", "--name-only", "-z", f"--max-count={most}", _FORMAT, "--", file)
    found, commit = [], None
    for part in ask(root, *words).split("\0"):
        text = part.removeprefix("\n")
        if text.startswith(_COMMIT):
            commit = _commit(text)
        elif text and commit:
            found.append(Touch(commit, text))
    return found


def commits(root: Path, places: Sequence[str], most: int) -> list[Commit]:
    """The last commits of this branch itself that changed anything below these places (from the book's root)."""
    words = ("log", "--first-parent", "-z", f"--max-count={most}", _FORMAT, "--", *places)
    return [_commit(part) for part in ask(root, *words).split("\0") if part.startswith(_COMMIT)]


def tags(root: Path) -> dict[str, str]:
    """The tags of commits that led here: the commit's id by the tag's name."""
    form = "--format=%(if)%(*objectname)%(then)%(*objectname)%(else)%(objectname)%(end) %(refname:short)"
    lines = ask(root, "for-each-ref", "--merged=HEAD", form, "refs/tags").splitlines()
    return {name: commit for commit, _, name in (line.partition(" ") for line in lines)}


def _commit(text: str) -> Commit:
    name, day, author, subject = (text.removeprefix(_COMMIT).split(_PART, 3) + [""] * 3)[:4]
    return Commit(name, date.fromisoformat(day), author, subject)
