"""Which files of a shelf belong to the book."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from journeybook.load.misfiled import folder_meant, outside
from journeybook.load.shelf import ENDINGS, PLACES, SETTINGS, Folder, Shelf
from journeybook.model import KINDS, Entity, Metric
from journeybook.model.close import closest
from journeybook.problem import Place, Problem, Severity
from journeybook.words import phrase, slug

ASSETS = "content/assets/"
YAML = (".yml", ".yaml")
TABLE = ".results.csv"


def entity_files(root: Path) -> Iterator[tuple[type[Entity], Path]]:
    """Every YAML file of a folder that holds an entity, kind by kind, sorted."""
    return ((kind, root / name) for kind, name in entity_names(Folder(root)))


def entity_names(shelf: Shelf) -> Iterator[tuple[type[Entity], str]]:
    """Every YAML file that holds an entity by its path from the book's root, kind by kind, sorted."""
    names = [name for name in shelf.names() if name.endswith(YAML)]
    for kind in KINDS:
        yield from ((kind, name) for name in names if name.startswith(f"{kind.folder}/"))


def stray_files(shelf: Shelf) -> Iterator[Problem]:
    """YAML files that stand where nothing is read."""
    folders = [kind.folder for kind in KINDS]
    yield from map(_not_followed, shelf.not_followed if isinstance(shelf, Folder) else ())
    metrics = {name.rpartition(".")[0] for name in shelf.names() if name.startswith(f"{Metric.folder}/")}
    for name in shelf.names():
        if name.endswith(TABLE) and name.removesuffix(TABLE) not in metrics:
            yield _without_metric(name)
        if _is_of_another_ending(name, folders):
            yield _of_another_ending(name)
        if not _is_stray(name, folders):
            continue
        yield _elsewhere(name, folder_meant(shelf, name) or _meant(name.rpartition("/")[0], folders), folders)
    for name in outside(shelf) if isinstance(shelf, Folder) else ():
        if meant := folder_meant(shelf, name):
            yield _elsewhere(name, meant, folders) if name.endswith(YAML) else _of_another_ending(name)


def _elsewhere(name: str, meant: str | None, folders: list[str]) -> Problem:
    """A part of the book in a folder where none is read, and the folder that is meant, if that is known."""
    message = phrase("This file is not read: no kind of thing lives in this folder.")
    listed = phrase("The folders are: {folders}.", folders=", ".join(folders))
    hint = phrase("Move it to {folder}/.", folder=meant) if meant else listed
    return Problem("stray-file", Severity.WARNING, message, Place(name, 1, 1, 1, 1), hint)


def _is_of_another_ending(name: str, folders: list[str]) -> bool:
    return name.startswith(tuple(f"{folder}/" for folder in folders)) and not name.endswith(ENDINGS)


def _of_another_ending(name: str) -> Problem:
    """A file that a book’s part may have been saved as; Windows hides endings, so that `x.yml.txt` looks like x.yml."""
    stem = name.rpartition("/")[2].partition(".")[0]
    message = phrase("This file is not read: its name does not end in .yml.")
    hint = phrase("Save it as plain text under the name {file}.", file=f"{slug(stem) or stem}.yml")
    return Problem("stray-file", Severity.WARNING, message, Place(name, 1, 1, 1, 1), hint)


def _not_followed(name: str) -> Problem:
    message = phrase("This file is not read: it is a link that leads out of the book, or to a file that is not there.")
    hint = phrase("Put the file itself in its place, or delete the link.")
    return Problem("stray-file", Severity.WARNING, message, Place(name, 1, 1, 1, 1), hint)


def _without_metric(name: str) -> Problem:
    """A table of results that has no metric beside it."""
    message = phrase("This table of results is not read: no metric of this name stands beside it.")
    hint = phrase("Name it like the metric, or write {file}.", file=f"{name.removesuffix(TABLE)}.yml")
    return Problem("stray-file", Severity.WARNING, message, Place(name, 1, 1, 1, 1), hint)


def _is_stray(name: str, folders: list[str]) -> bool:
    if not name.endswith(YAML) or name == SETTINGS or name.startswith(ASSETS):
        return False
    return not any(name.startswith(f"{folder}/") for folder in folders)


def _meant(typed: str, folders: list[str]) -> str | None:
    """The folder of the same name elsewhere (`content/journeys` for `journeys`), else the one most alike."""
    same = (folder for folder in folders if folder.rpartition("/")[2] == typed.rpartition("/")[2])
    return next(same, None) or (closest(typed, folders) if typed not in PLACES else None)
