"""Where a site may go: not over what somebody would miss, and not where another build is at work."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

from journeybook.files.alone import alone
from journeybook.files.storeroom import FOLDER
from journeybook.problem import Place, Problem, Severity
from journeybook.words import Phrase, phrase

RULE = "site-place"
OWN = frozenset(("content", "journeys", "templates", "generator", "tests"))
"""Folders of a book, and of this repository, that hold what people have written."""
_OURS = Path("assets") / "journeybook.css"
"""What every site of a book has, and hardly anything else."""


@contextmanager
def held(root: Path, out: Path) -> Iterator[None]:
    """Have the place of a site for oneself; raises `BusyError` while another build of this book writes it."""
    name = blake2b(os.path.realpath(out).encode("utf-8", "surrogateescape"), digest_size=4).hexdigest()
    with alone(root / FOLDER / f"building-{name}"):
        yield


def busy(out: Path) -> Problem:
    """What to tell who builds beside another."""
    words = phrase("Another build is writing {folder} just now.", folder=out.name)
    return _problem(out, words, phrase("Wait until it is done, then build again."))


def refused(root: Path, out: Path) -> Problem | None:
    """Why no site may take the place of this folder; None where it may."""
    here, there = Path(os.path.realpath(root)), Path(os.path.realpath(out))
    if here.is_relative_to(there) or _is_own(there.relative_to(here) if there.is_relative_to(here) else Path()):
        words = phrase(
            "A site cannot take the place of {folder}: the book itself is there.", folder=out.name or str(out)
        )
        return _problem(out, words, phrase("Name a folder of its own, for example: -o site"))
    if out.exists() and not out.is_dir():
        words = phrase("A site cannot take the place of {folder}: that is a file.", folder=out.name)
        return _problem(out, words, phrase("Name a folder of its own, for example: -o site"))
    if out.is_dir() and any(out.iterdir()) and not (out / _OURS).is_file():
        words = phrase("{folder} holds files that are no site of a book; a build would delete them.", folder=out.name)
        return _problem(out, words, phrase("Name another folder, or empty this one yourself."))
    return None


def _is_own(path: Path) -> bool:
    first = path.parts[0] if path.parts else ""
    return first in OWN or first.startswith(".")


def _problem(out: Path, words: Phrase, hint: Phrase) -> Problem:
    return Problem(RULE, Severity.ERROR, words, Place(out.as_posix(), 1, 1, 1, 1), hint)
