"""What a site is to be made of now, and what the last build of it left: all that is looked at where nothing is new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

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


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asked to be built."""

    root: Path
    out: Path
    as_of: date | None
    audience: str
    builder: str


@dataclass(frozen=True, slots=True)
class Standing:
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


def settings_of(root: Path) -> str:
    """Return MkDocs' settings of a book as they are written, or those for a folder without."""
    path = root / CONFIG
    return path.read_text("utf-8", "replace") if path.is_file() else PLAIN_CONFIG
