"""Which files of a folder belong to the book."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from journeybook.model import KINDS, Entity
from journeybook.model.wording import closest
from journeybook.problem import Place, Problem, Severity
from journeybook.words import phrase

SETTINGS = "content/book.yml"
ASSETS = "content/assets/"


def entity_files(root: Path) -> Iterator[tuple[type[Entity], Path]]:
    """Every YAML file that holds an entity, kind by kind, sorted; links that lead out of the book are not followed."""
    inside = root.resolve()
    for kind in KINDS:
        for path in _yaml_below(root / kind.folder):
            if path.resolve().is_relative_to(inside):
                yield kind, path


def stray_files(root: Path) -> Iterator[Problem]:
    """YAML files that stand where nothing is read."""
    folders = [kind.folder for kind in KINDS]
    for path in _yaml_below(root / "content"):
        name = path.relative_to(root).as_posix()
        if name == SETTINGS or name.startswith(ASSETS) or any(name.startswith(f"{folder}/") for folder in folders):
            continue
        close = _meant(path.parent.relative_to(root).as_posix(), folders)
        hint = (
            phrase("Move it to {folder}/.", folder=close)
            if close
            else phrase("The folders are: {folders}.", folders=", ".join(folders))
        )
        message = phrase("This file is not read: no kind of thing lives in this folder.")
        yield Problem("stray-file", Severity.WARNING, message, Place(name, 1, 1, 1, 1), hint)


def _meant(typed: str, folders: list[str]) -> str | None:
    """The folder of the same name elsewhere (`content/journeys` for `journeys`), else the one most alike."""
    same = (folder for folder in folders if folder.rpartition("/")[2] == typed.rpartition("/")[2])
    return next(same, None) or closest(typed, folders)


def _yaml_below(folder: Path) -> list[Path]:
    return sorted(path for pattern in ("*.yml", "*.yaml") for path in folder.rglob(pattern) if path.is_file())
