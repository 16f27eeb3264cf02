"""Whether a site is still what its book, its settings and this program would make of it: then nothing is built."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from journeybook import files, git
from journeybook.audience import AUDIENCE
from journeybook.load import day_of
from journeybook.render import TEMPLATES

PLACE = Path(".journeybook") / "site.json"
BOOK = ("content", "journeys", "templates")
BUILT_WITH = (
    "mkdocs",
    "mkdocs-material",
    "jinja2",
    "markdown",
    "pymdown-extensions",
    "babel",
    "nh3",
    "graphviz-pure",
    "zensical",
)
OWN_PLUGINS = {"material/search", "search", "journeybook"}
PACKAGE = Path(__file__).parents[1]
MOST_TAGS = 12
"""The last tags that pages tell of."""


def seal(root: Path, as_of: date | None, config: Any, audience: str = "", builder: str = "") -> str:
    """Return a digest of all that a site is made of; empty if its settings bring in what we cannot know of."""
    path = Path(config.config_file_path)
    text = path.read_text("utf-8", "replace") if path.is_file() else ""
    if not _is_all_ours(config, text) or git.kept(root, [PLACE.parent.name]):
        return ""
    digest, readers = hashlib.blake2b(digest_size=16), audience or os.environ.get(AUDIENCE, "")
    for part in (text, str(day_of(root, as_of)), readers, builder, git.head(root), *_tags(root), *versions()):
        digest.update(part.encode() + b"\0")
    for folder in (*(root / name for name in BOOK), TEMPLATES, PACKAGE):
        for name, data in contents(folder):
            digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def is_unbroken(root: Path, out: Path, mark: str) -> bool:
    """Tell whether the site in `out` was built under this seal, and nobody has touched it since."""
    try:
        left = json.loads((root / PLACE).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return bool(mark) and left == _left(root, out, mark)


def leave(root: Path, out: Path, mark: str) -> None:
    """Remember that the site in `out` was built under this seal."""
    files.write(root / PLACE, json.dumps(_left(root, out, mark), indent=0))


def _left(root: Path, out: Path, mark: str) -> dict[str, Any]:
    found = {path.relative_to(out).as_posix(): path.stat() for path in _files(out)}
    known = {name: [stat.st_size, stat.st_mtime_ns] for name, stat in sorted(found.items())}
    return {"seal": mark, "site": Path(os.path.relpath(out, root)).as_posix(), "files": known}


def _tags(root: Path) -> Iterator[str]:
    """A tag may come, go or move without a commit; pages show how things stood at each."""
    return (f"{name} {commit.id}" for name, commit in git.tags(root, MOST_TAGS))


def _is_all_ours(config: Any, text: str) -> bool:
    """Other plugins, hooks, inherited or environmental settings may read files that we do not look at."""
    return (
        is_unheard(config)
        and not config.theme.custom_dir
        and not any(word in text for word in ("INHERIT", "!ENV", "snippets"))
    )


def is_unheard(config: Any) -> bool:
    """Tell whether nobody but us and the theme's search has a say in what becomes of a page."""
    return set(config.plugins) <= OWN_PLUGINS and not config.hooks


def versions() -> Iterator[str]:
    """The programs that a site is made with, by name and version."""
    for name in BUILT_WITH:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield name


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The files of a folder by their paths in it, sorted, with what stands in them."""
    for path in sorted(_files(folder)):
        if path.suffix != ".pyc":
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def _files(folder: Path) -> Iterable[Path]:
    return (path for path in folder.rglob("*") if path.is_file())
