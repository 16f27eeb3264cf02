"""What a site is to be made of now, and what the last build of it left: all that is looked at where nothing is new."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from journeybook.git.marks import Marks
from journeybook.site.left import Left, left
from journeybook.site.seal import Seal, seal
from journeybook.site.seen import remember, remembered

CONFIG = "mkdocs.yml"
MKDOCS, ZENSICAL = "mkdocs", "zensical"
PLAIN_CONFIG = """\
site_name: Journeys
docs_dir: content
theme:
  name: material
plugins: [search, journeybook]
markdown_extensions: [admonition, attr_list, def_list, footnotes, md_in_html, tables]
"""
"""For a folder that holds only a book."""


class Wanted(Struct, frozen=True):
    """What somebody asked to be built."""

    root: Path
    out: Path
    as_of: date | None
    audience: str
    builder: str


class Standing(Struct, frozen=True):
    """What a site is to be made of now, what the last build left, and what stands in files."""

    now: Seal
    last: Left
    marks: Marks


def standing_of(wanted: Wanted) -> Standing:
    """Return what stands of a site, and remember what was learned of files on the way."""
    marks = remembered(wanted.root)
    now = seal(wanted.root, wanted.as_of, settings_of(wanted.root), marks, wanted.audience, wanted.builder)
    remember(wanted.root, marks)
    return Standing(now, left(wanted.root, wanted.out), marks)


def site_of(root: Path) -> Path:
    """Where the site of a book goes: to the `site_dir` that its mkdocs.yml says, else to `site`.

    Where that file cannot be read it is `site`: the build itself tells what is wrong.
    """
    told = _said(root / CONFIG).get("site_dir")
    return root / (told if isinstance(told, str) and told else "site")


def _said(config: Path) -> dict[str, Any]:
    """What mkdocs.yml says, as MkDocs reads it: with what it inherits and takes from the environment."""
    settings = settings_of(config.parent)
    if "site_dir" not in settings and "INHERIT" not in settings:
        return {}  # what reads it takes long to load
    from mkdocs.exceptions import ConfigurationError
    from mkdocs.utils.yaml import yaml_load

    try:
        with config.open("rb") as stream:
            told: Any = yaml_load(stream)
    except (ConfigurationError, ValueError, TypeError):
        return {}
    return told if isinstance(told, dict) else {}


def settings_of(root: Path) -> str:
    """Return MkDocs' settings of a book as they are written, or those for a folder without."""
    path = root / CONFIG
    return path.read_text("utf-8", "replace") if path.is_file() else PLAIN_CONFIG
