"""Journeys as code: YAML in a repository becomes a checked book of maps and promises, and a site."""

from __future__ import annotations

from pathlib import Path

__version__ = "0.1.0"

_HERE = Path(__file__).resolve().parent
TEMPLATES = next(path for path in (_HERE / "templates", _HERE.parents[1] / "templates") if path.is_dir())
"""The folder of all templates: within the package where it is installed, beside its sources where it is worked on."""


def own_templates(root: Path) -> Path | None:
    """The folder of a book's own templates, if it has one; that of the book beside our sources is ours."""
    folder = root / "templates"
    return folder if folder.is_dir() and not folder.samefile(TEMPLATES) else None
