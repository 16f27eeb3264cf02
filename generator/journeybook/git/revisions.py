"""Versions of a book as Git keeps them: names become commits, commits become files; nothing is checked out."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from msgspec import Struct

from journeybook.git.asking import ask, command, day_in, environment

Read = Callable[[str, int], bytes | None]
"""Gives the content of a blob, cut behind so many bytes; nothing where Git does not have it."""

_FILES = ("100644", "100755")  # links and other repositories are not followed
_BLOCK = 1 << 20


class Commit(Struct, frozen=True):
    """A commit: its id, its day, who wrote it, and the first line of what was said."""

    id: str
    date: date
    author: str
    subject: str


def commit_of(root: Path, name: str) -> str:
    """The id of the commit that a name (branch, tag, short id, HEAD~3 …) stands for; empty where it stands for none."""
    if name.startswith("-") or "\0" in name:
        return ""
    return ask(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").strip()


def merge_base(root: Path, one: str, other: str) -> str:
    """The commit from which two have gone apart; empty where none is known, as in a shallow clone."""
    return ask(root, "merge-base", one, other).strip()


def commit_date(root: Path, commit: str) -> date | None:
    """The day of a commit; none where a calendar has none such."""
    return day_in(ask(root, "log", "-1", "--format=%cs", commit))


def is_shallow(root: Path) -> bool:
    """Whether Git has only the newest part of the history."""
    return ask(root, "rev-parse", "--is-shallow-repository").strip() == "true"


def way_down(root: Path) -> str:
    """The way from the repository's root down to a folder, with `/` behind it; empty where they are one."""
    return ask(root, "rev-parse", "--show-prefix").strip("\n")


def tree(root: Path, commit: str, places: Sequence[str] = ()) -> dict[str, str]:
    """The files of a commit by their paths from the repository's root, with what names their content.

    `places` are the files and folders to look at, all where none is given.
    """
    listed = ask(root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *places)
    found = {}
    for line in listed.split("\0"):
        about, _, name = line.partition("\t")
        mode, _, blob = about.partition(" blob ")
        if mode in _FILES:
            found[name] = blob
    return found


@contextmanager
def reader(root: Path) -> Iterator[Read]:
    """Yield a function that gives the contents of blobs, all from one process."""
    words = ("cat-file", "--batch")
    with subprocess.Popen(  # noqa: S603 - a list, no shell
        command(root, words),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
    ) as git:
        yield lambda blob, most: _content(git, blob, most)


def _content(git: subprocess.Popen[bytes], blob: str, most: int) -> bytes | None:
    assert git.stdin
    assert git.stdout
    git.stdin.write(f"{blob}\n".encode())
    git.stdin.flush()
    _, _, size = git.stdout.readline().decode().strip().partition(" blob ")
    if not size.isdecimal():
        return None
    data, left = git.stdout.read(min(int(size), most)), int(size) - most
    while left > 0:
        left -= len(git.stdout.read(min(left, _BLOCK)))
    git.stdout.read(1)
    return data
