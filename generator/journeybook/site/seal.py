"""Whether a site is still what its book, its settings and this program would make of it: then nothing is built."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from msgspec import Struct

from journeybook import TEMPLATES, git, own_templates
from journeybook.files.storeroom import FOLDER
from journeybook.git.day import day_of
from journeybook.git.marks import Marks
from journeybook.level import AUDIENCE
from journeybook.site.seen import told

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


class Seal(Struct, frozen=True):
    """Digests: of all that a site is made of, and of what all its pages have in common, the book left out.

    One is empty where something plays a part that we cannot know of.
    """

    whole: str = ""
    common: str = ""


def seal(root: Path, as_of: date | None, settings: str, marks: Marks, audience: str = "", builder: str = "") -> Seal:
    """Return what a site is made of now; `settings` are MkDocs' as they are written, `marks` tell what files hold."""
    if git.may_keep(root, FOLDER):
        return Seal()
    readers = audience or os.environ.get(AUDIENCE, "")
    common = digest(settings, builder, *made_with(marks))
    its_own = told(marks, (root.absolute() / name for name in BOOK))
    whole = digest(common, str(day_of(root, as_of)), readers, git.head(root), *_tags(root), *its_own)
    own = own_templates(root)
    return Seal(whole, "" if own and (own / "theme").is_dir() else common)


def made_with(marks: Marks) -> Iterator[str]:
    """This program, all of it, and those it is made with."""
    yield from versions()
    yield from told(marks, (TEMPLATES, PACKAGE))


def digest(*parts: str) -> str:
    """Return a digest of texts."""
    return hashlib.blake2b("\0".join((*parts, "")).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _tags(root: Path) -> Iterator[str]:
    """A tag may come, go or move without a commit; pages show how things stood at each."""
    return (f"{name} {commit.id}" for name, commit in git.tags(root, MOST_TAGS))


def is_all_ours(config: Any, settings: str) -> bool:
    """Other plugins, hooks, inherited or environmental settings may read files that we do not look at."""
    return (
        is_unheard(config)
        and not config.theme.custom_dir
        and not any(word in settings for word in ("INHERIT", "!ENV", "snippets"))
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
