"""The commits that made a book, or one file of it, the newest first; a file is followed through renames."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from journeybook.git.asking import ask, day_in, in_line
from journeybook.git.revisions import Commit

_COMMIT, _PART = "\x01", "\x02"
_FORMAT = f"--format={_COMMIT}%H{_PART}%cs{_PART}%aN{_PART}%s"


class Touch(Struct, frozen=True):
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
    """The last commits of this branch itself that changed anything in a folder of these names, wherever it stood."""
    wanted = [f":(top,glob)**/{place}/**" for place in places]
    return _commits(ask(root, "log", "--first-parent", "-z", f"--max-count={most}", _FORMAT, "--", *wanted))


def tags(root: Path, most: int) -> list[tuple[str, Commit]]:
    """The last tags that led here, the oldest first, each with its commit."""
    form = "--format=%(if)%(*objectname)%(then)%(*objectname)%(else)%(objectname)%(end) %(refname:short)"
    words = ("for-each-ref", "--merged=HEAD", "--sort=-creatordate", f"--count={most}", form, "refs/tags")
    named = [line.partition(" ")[::2] for line in ask(root, *words).splitlines()]
    if not named:
        return []
    names = dict(reversed(named))
    made = _commits(ask(root, "log", "--no-walk", "-z", _FORMAT, *names))
    return sorted(((names[each.id], each) for each in made), key=lambda tag: (tag[1].date, tag[0]))


def _commits(log: str) -> list[Commit]:
    return [_commit(part) for part in log.split("\0") if part.startswith(_COMMIT)]


def _commit(text: str) -> Commit:
    name, when, author, subject = (text.removeprefix(_COMMIT).split(_PART, 3) + [""] * 3)[:4]
    return Commit(name, day_in(when) or date.max, in_line(author), in_line(subject))
