"""How Git is asked: a list of words, no shell, no lock, a time limit; silence where there is no Git."""

from __future__ import annotations

import os
import re
import subprocess
from datetime import date
from pathlib import Path

_SECONDS = 60
_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def ask(root: Path, *words: str) -> str:
    """What Git answers; nothing where there is no Git, no repository, or it refuses."""
    try:
        done = subprocess.run(  # noqa: S603 - a list, no shell: nothing in it is read as anything but a word
            command(root, words), capture_output=True, timeout=_SECONDS, check=True, env=environment()
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode(errors="replace")


def day_in(told: str) -> date | None:
    """A day as Git tells it; none where it tells nothing, or one after the year 9999, as odd commits have."""
    try:
        return date.fromisoformat(told.strip())
    except ValueError:
        return None


def in_line(told: str) -> str:
    """Words of whoever made a commit, without signs that a terminal would obey."""
    return _OBEYED.sub("", told)


def command(root: Path, words: tuple[str, ...]) -> list[str]:
    """The words that ask Git in a folder, whatever its owner has set.

    Files of the book that are named as those of a repository are none: their settings could name programs to run.
    """
    settings = ("safe.bareRepository=explicit", "core.fsmonitor=false", "log.showSignature=false")
    return ["git", "-C", str(root), *(word for each in settings for word in ("-c", each)), *words]


def environment() -> dict[str, str]:
    """What Git finds around itself: no locks, messages in English."""
    return {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
