"""What a repository needs around a book: a workflow of its forge, a container to work in, hooks before a commit."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from journeybook import __version__, files, render
from journeybook.words import LANGUAGES, Phrase, phrase

FORGES: Mapping[str, Mapping[str, str]] = {
    "github": {".github/workflows/journeybook.yml": "new/forge/github.yml.j2"},
    "gitlab": {".gitlab-ci.yml": "new/forge/gitlab.yml.j2"},
}
"""By forge: the file it reads and the template of it."""
_BESIDE = {".devcontainer/devcontainer.json": "new/forge/devcontainer.json.j2"}


def forge(root: Path, name: str, book: str, language: str) -> tuple[str, ...] | Phrase:
    """Writes what the forge reads, and a container to work in; the files written, or what stands in the way.

    `root` is the folder of the repository, `book` that of the book in it (`.` where they are one).
    """
    wanted = {file: _rendered(template, book, language) for file, template in {**FORGES[name], **_BESIDE}.items()}
    there = [file for file, text in wanted.items() if (root / file).is_file() and _read(root / file) != text]
    if there:
        return phrase("{file} is there already and says something else; it is not overwritten.", file=there[0])
    return tuple(file for file, text in wanted.items() if files.write(root / file, text))


def _rendered(template: str, book: str, language: str) -> str:
    given = {"version": __version__, "book": json.dumps(book), "path": book, "languages": LANGUAGES}
    return render.plain(language).get_template(template).render(given)


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")
