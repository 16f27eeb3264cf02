"""First files: a small book that builds without a problem, to be changed into one's own."""

from __future__ import annotations

from pathlib import Path

from journeybook import files
from journeybook.render import TEMPLATES
from journeybook.words import Phrase, phrase


def book(folder: Path) -> Phrase | None:
    """Writes a first book into an empty or missing folder; what stands in the way otherwise."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        return phrase("{folder} is not empty. Name a new folder.", folder=str(folder))
    source = TEMPLATES / "new" / "book"
    paths = sorted(path for path in source.rglob("*") if path.is_file())
    found = {path.relative_to(source).as_posix(): path.read_bytes() for path in paths}
    files.write_folder(folder, {name.removesuffix(".j2"): data for name, data in found.items()})
    return None
