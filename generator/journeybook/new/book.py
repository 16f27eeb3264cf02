"""A small book that builds without a problem, to be changed into one's own."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from journeybook import TEMPLATES, files, render
from journeybook.load.shelf import SETTINGS
from journeybook.model import KINDS, Settings
from journeybook.output.schemas import schema_files
from journeybook.words import Phrase, phrase

SCHEMAS = "schemas"
"""The folder with what editors know of the format. It is kept with the book, so that a fresh copy of it is enough."""


def book(folder: Path, language: str = "en") -> Phrase | None:
    """Writes a first book in the language into an empty or missing folder; what stands in the way otherwise."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        return phrase("{folder} is not empty. Name a new folder.", folder=str(folder))
    source = TEMPLATES / "new" / "book" / language
    paths = sorted(path for path in source.rglob("*") if path.is_file())
    found = {path.relative_to(source).as_posix(): path.read_bytes() for path in paths}
    try:
        files.write_folder(folder, {name: _with_schema(name, data) for name, data in found.items()} | editor(language))
    except OSError:  # such as a full disk: half a book would be in the way of whoever types the same again
        files.write_folder(folder, {})
        raise
    return None


def editor(language: str) -> dict[str, bytes]:
    """The schemas, and the settings with which VS Code finds them."""
    patterns = {Settings.noun: [SETTINGS], **{kind.noun: _patterns(kind.folder) for kind in KINDS}}
    names = {f"./{SCHEMAS}/{noun}.json": pattern for noun, pattern in patterns.items()}
    schemas = {f"{SCHEMAS}/{name}": text.encode() for name, text in schema_files(language).items()}
    settings = render.plain(language).get_template("new/vscode/settings.json.j2").render(schemas=names)
    extensions = render.plain(language).get_template("new/vscode/extensions.json.j2").render()
    return schemas | {".vscode/settings.json": settings.encode(), ".vscode/extensions.json": extensions.encode()}


def schema_line(file: str, noun: str) -> str:
    """The path from a file of the book to the schema of its kind."""
    return "../" * (len(PurePosixPath(file).parts) - 1) + f"{SCHEMAS}/{noun}.json"


def _patterns(folder: str) -> list[str]:
    return [f"{folder}/**/*.yml", f"{folder}/**/*.yaml"]


def _with_schema(name: str, data: bytes) -> bytes:
    """The file, with a first line that tells editors its kind where it is one of the book's."""
    nouns = [kind.noun for kind in KINDS if name.startswith(f"{kind.folder}/")]
    noun = Settings.noun if name == SETTINGS else next(iter(nouns), None)
    return f"# $schema: {schema_line(name, noun)}\n".encode() + data if noun else data
