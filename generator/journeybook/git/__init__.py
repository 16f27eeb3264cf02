"""What Git knows of a book, read once: when and by whom each file was last changed, and when the last commit was."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from journeybook.git.asking import ask, command, day_in, environment, in_line
from journeybook.git.history import Touch, commits, tags, touches
from journeybook.git.lines import Lines, changed_lines
from journeybook.git.revisions import (
    Commit,
    Read,
    commit_date,
    commit_of,
    is_shallow,
    merge_base,
    reader,
    tree,
    way_down,
)

__all__ = [
    "Change", "Commit", "Lines", "Read", "Touch", "changed_lines", "changes", "commit_date", "commit_of", "commits",
    "head", "head_date", "is_shallow", "is_silent", "kept", "may_keep", "merge_base", "reader", "tags", "touches",
    "tree", "way_down",
]  # fmt: skip

_COMMIT, _AUTHOR = "\x01", "\x02"


class Change(Struct, frozen=True):
    """A commit, as far as a reader cares."""

    date: date
    author: str


def changes(root: Path) -> dict[str, Change]:
    """Return the last change of each file by its path from the root; nothing where Git is absent or knows half."""
    if ask(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    wanted = set(ask(root, "ls-files", "-z").split("\0")) - {""}
    return _first_seen(_log(root), wanted)


def head_date(root: Path) -> date | None:
    """Return the day of the last commit; none where there is none, or none that a calendar has."""
    return day_in(ask(root, "log", "-1", "--format=%cs"))


def head(root: Path) -> str:
    """Return the id of the last commit; empty where there is none."""
    return ask(root, "rev-parse", "--verify", "--quiet", "HEAD").strip()


def kept(root: Path, names: Sequence[str]) -> list[str]:
    """Return those of these files (paths from the root) that Git keeps, on disks too that take `A` for `a`."""
    wanted = [f":(literal,icase){name}" for name in names]
    return [name for name in ask(root, "ls-files", "-z", "--", *wanted).split("\0") if name] if names else []


def may_keep(root: Path, name: str) -> bool:
    """Whether a file may have come with the repository: Git keeps it, or does not tell."""
    return bool(kept(root, [name])) or is_silent(root)


def is_silent(root: Path) -> bool:
    """Whether there is a repository of which Git tells nothing: there is no Git, or somebody else owns the folder."""
    is_in_one = any((folder / ".git").exists() for folder in (root.resolve(), *root.resolve().parents))
    return is_in_one and not ask(root, "rev-parse", "--git-dir")


def _first_seen(log: Iterator[tuple[Change, str]], wanted: set[str]) -> dict[str, Change]:
    """Newest first, so the first change met is the last one made; a long history is read no further than needed."""
    found: dict[str, Change] = {}
    for change, file in log:
        if file in wanted and file not in found:
            found[file] = change
            if len(found) == len(wanted):
                break
    return found


def _log(root: Path) -> Iterator[tuple[Change, str]]:
    words = ("log", "--relative", "--name-only", "--no-renames", "-z", f"--format={_COMMIT}%cs{_AUTHOR}%aN")
    with subprocess.Popen(  # noqa: S603 - a list, no shell: nothing in it is read as anything but a word
        command(root, words), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment()
    ) as git:
        assert git.stdout is not None
        try:
            yield from _parsed(part.decode(errors="replace") for part in _parts(git.stdout.fileno()))
        finally:
            git.kill()


def _parsed(parts: Iterator[str]) -> Iterator[tuple[Change, str]]:
    """Each part is a commit's line or, after a newline or not, the name of a file it touched."""
    change: Change | None = None
    for part in parts:
        name = part.removeprefix("\n")
        if name.startswith(_COMMIT):
            when, _, author = name[1:].partition(_AUTHOR)
            change = Change(day_in(when) or date.max, in_line(author))
        elif name and change:
            yield change, name


def _parts(stream: int) -> Iterator[bytes]:
    rest = b""
    while block := os.read(stream, 1 << 16):
        *parts, rest = (rest + block).split(b"\0")
        yield from parts
    if rest:
        yield rest
