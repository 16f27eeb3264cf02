"""Where answers come from: files that the author named, or a database; secrets come from the environment alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from msgspec import Struct

from journeybook.survey.plan import Fault
from journeybook.words import phrase

VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
DATABASE = re.compile(r"^[a-z][a-z0-9+]*://")
IN_FILES = {"duckdb", "sqlite", "polars", "datafusion"}  # databases whose address is a path
PATTERNS = set("*?[")
PUBLISHED = ("content", "journeys", "templates")
PARQUET = {".parquet", ".pq"}
AT = ("source",)
SHORTEST = 3


class Source(Struct, frozen=True):
    """The files to read, or the address of a database, whose secrets are never shown."""

    files: tuple[Path, ...] = ()
    address: str = ""
    secrets: tuple[str, ...] = ()

    @property
    def may_be_shown(self) -> bool:
        """Whether secrets can be taken out of a text without taking out half of it."""
        return all(len(secret) > SHORTEST for secret in self.secrets)

    def hide(self, text: str) -> str:
        """A text with every secret of the address taken out."""
        for secret in sorted(self.secrets, key=len, reverse=True):
            text = text.replace(secret, "•••")
        return text


def found(root: Path, typed: str, environment: Mapping[str, str]) -> tuple[Source, list[Fault]]:
    """The source that a survey names, with `${NAME}` filled in from the environment.

    Files lie inside the book, unless a variable leads elsewhere; never where they would be published.
    """
    if not typed:
        message = phrase("Here it is not said where the answers are.")
        return Source(), [Fault(AT, message, phrase("Add a line: source: private/answers.csv"))]
    names = VARIABLE.findall(typed)
    absent = [name for name in names if not environment.get(name)]
    if absent:
        message = phrase("{name} is not set in the environment.", name=", ".join(absent))
        return Source(), [Fault(AT, message, phrase("Set it where you pull; the book only holds its name."))]
    filled = VARIABLE.sub(lambda name: environment[name[1]], typed)
    if DATABASE.match(filled):
        if filled.partition(":")[0] in IN_FILES and not names:
            return Source(), [_outside("${FOLDER}/answers.db")]
        return Source(address=filled, secrets=_secrets(filled, [environment[name] for name in names])), []
    return _files(root, filled, anywhere=bool(names))


def _secrets(address: str, values: list[str]) -> tuple[str, ...]:
    password = re.match(r"^[^:/]+://[^@/]*?:([^@/]+)@", address)
    found = {address, *values, *((password[1],) if password else ())}
    return tuple(sorted(found | {unquote(value) for value in found}))


def _files(root: Path, typed: str, anywhere: bool) -> tuple[Source, list[Fault]]:
    base = root.resolve()
    pattern = Path(typed)
    folder = Path(pattern.anchor) if pattern.is_absolute() else base
    relative = pattern.relative_to(folder) if pattern.is_absolute() else pattern
    paths = sorted(folder.glob(str(relative))) if PATTERNS & set(typed) else [folder / relative]
    files = [path.resolve() for path in paths if path.is_file()]
    outside = [path for path in files if not path.is_relative_to(base)]
    if (outside or pattern.is_absolute() or ".." in pattern.parts) and not anywhere:
        return Source(), [_outside("${FOLDER}/answers.csv")]
    if not files:
        message = phrase("There is no file {name}.", name=typed)
        return Source(), [Fault(AT, message, phrase("Write its path from the folder of the book."))]
    published = [path for path in files if any(path.is_relative_to(base / place) for place in PUBLISHED)]
    if published:
        message = phrase("A file with answers must not lie in a folder that is published.")
        return Source(), [Fault(AT, message, phrase("Move it to a folder of its own, such as private/."))]
    return Source(files=tuple(files)), []


def _outside(path: str) -> Fault:
    message = phrase("A book reads no files outside its own folder.")
    return Fault(AT, message, phrase("Put the file into the book’s folder, or write {path} and set FOLDER.", path=path))
