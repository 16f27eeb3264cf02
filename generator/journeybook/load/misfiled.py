"""Files in the folder of another kind, or outside all folders: their fields tell where they belong."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from unicodedata import normalize

from journeybook import source
from journeybook.load.opened import opened
from journeybook.load.shelf import PAGES, PLACES, Folder, Shelf
from journeybook.model import KINDS, Entity
from journeybook.model.wording import fields_at
from journeybook.problem import Problem, Severity
from journeybook.words import phrase

_FEWEST = 2  # fields that tell a kind for sure, each unknown where the file stands
_SETTINGS = ("mkdocs", ".")
_NO_PARTS = ("readme.", "index.", "_")
_FOLDERS = """
    journey podróż podróże podroz podroze ścieżki sciezki mapy persona personas personae persony promise promises
    obietnica obietnice actor actors role aktor aktorzy metric metrics miara miary metryki wskaźniki wskazniki evidence
    dowód dowody dowod badania action actions działania dzialania modele путешествие путешествия пути карты персона
    персоны обещание обещания роль роли актёры актеры метрика метрики показатели доказательства исследования действия
    модели
"""
"""What people call folders for parts of a book, in small letters."""


def kind_meant(typed: source.Value, kind: type[Entity] | None = None) -> type[Entity] | None:
    """The one kind that has all fields of a file which the kind of its folder has not; None where that is not sure."""
    if not isinstance(typed, source.Mapping):
        return None
    known = _fields(Entity if kind is None else kind)
    strange = {name for name in typed if not name.startswith("x-")} - known - {"id"}
    found = [other for other in KINDS if len(strange) >= _FEWEST and strange <= _fields(other)]
    return found[0] if len(found) == 1 else None


@cache
def _fields(kind: type[Entity]) -> frozenset[str]:
    return frozenset(fields_at(kind, ()))


def folder_meant(shelf: Shelf, name: str) -> str | None:
    """The folder in which a file belongs, where its fields tell."""
    data, _ = opened(shelf, name)
    kind = kind_meant(source.readable(data, name).value) if data else None
    return kind.folder if kind else None


def misfiled(root: source.Mapping, file: str, kind: type[Entity]) -> Problem | None:
    """What is wrong with a thing of another kind than that of its folder."""
    meant = kind_meant(root, kind)
    if meant is None:
        return None
    key = next(name for name in root if name in _fields(meant) - _fields(kind))
    place = source.place_of(root, (key,), file, key=True)
    message = phrase(
        "“{key}” stands in files of the folder {folder}/, and this file is in {other}/.",
        key=key, folder=meant.folder, other=kind.folder,
    )  # fmt: skip
    return Problem("unknown-key", Severity.ERROR, message, place, phrase("Move it to {folder}/.", folder=meant.folder))


def outside(folder: Folder) -> Iterator[str]:
    """Files beside the folders of a book, and pages in these, that may hold a part of it."""
    for name in _listed(folder, ""):
        if name.endswith((".yml", ".yaml")) and not name.startswith(_SETTINGS):
            yield name
        elif "." not in name and name not in PLACES and _is_named_so(name):
            yield from (f"{name}/{file}" for file in _listed(folder, name) if file.endswith((".yml", ".yaml")))
    for kind in KINDS:
        pages = (file for file in _listed(folder, kind.folder) if file.lower().endswith(PAGES))
        yield from (f"{kind.folder}/{file}" for file in pages if not file.lower().startswith(_NO_PARTS))


def _is_named_so(folder: str) -> bool:
    return normalize("NFC", folder).casefold() in _FOLDERS.split()


def _listed(folder: Folder, name: str) -> list[str]:
    try:
        return sorted(os.listdir(folder.root / name))  # noqa: PTH208 - only the names are needed
    except OSError:
        return []
