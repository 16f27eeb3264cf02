"""The other builder: Zensical writes the pages that MkDocs' own steps have rendered, in its own theme.

Zensical ignores plugins, so it is given everything as files: a page is an empty Markdown file whose front matter holds
its table of contents and what stands around it, which templates of ours put where they belong. The body, which can be
large, goes into its slot when the page is written.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from markupsafe import escape
from msgspec import Struct, structs

from journeybook import TEMPLATES, files
from journeybook.files.storeroom import storeroom
from journeybook.pages.page import Heading
from journeybook.site.navigation import Branch
from journeybook.site.rendered import Site
from journeybook.site.search import SEPARATOR, WORKER, worker

SLOT = "<!-- the body of this page -->"
"""Markup, so that no title, which is escaped before it, can be taken for it."""
FOLDER = "zensical"
LOOK = TEMPLATES / "zensical"


class HandedOverError(Exception):
    """Not a mistake: another builder has written the site, so MkDocs need not."""


class Rendered(Struct, frozen=True):
    """A page as MkDocs rendered it: its body, and the headings of it."""

    body: str
    toc: tuple[Heading, ...]


def stage(root: Path, site: Site, pages: Mapping[str, Rendered], settings: Mapping[str, Any]) -> Path:
    """Write what Zensical reads; return its settings file, beside which it may write alone."""
    texts = {Path(path).with_suffix(".md").as_posix(): _front_matter(site, path, page) for path, page in pages.items()}
    files.write_folder(storeroom(root) / FOLDER / "docs", texts)
    files.write_folder(storeroom(root) / FOLDER / "look", dict(_look()))
    trees = {each: [_branch(site, each, branch) for branch in site.navigation[each]] for each in site.languages}
    told = {
        **settings,
        "docs_dir": "docs",
        "site_dir": "site",
        "use_directory_urls": False,
        "plugins": [],
        "theme": {**settings["theme"], "variant": "classic", "custom_dir": "look"},
        "extra": {**settings["extra"], "jb_default": site.languages[0], "jb_navigation": trees},
    }
    place = storeroom(root) / FOLDER / "mkdocs.yml"
    files.write(place, json.dumps(told, ensure_ascii=False, indent=1))
    return place


def build(settings: Path, pages: Mapping[str, Rendered]) -> Path:
    """Let Zensical build, fill the slots, put our script to its search, and return the folder of the site."""
    from zensical import build as build_with_zensical

    with _unheard():
        build_with_zensical(str(settings), {"clean": True, "strict": False})
    site = settings.parent / "site"
    for path, page in pages.items():
        before, slot, after = (site / path).read_text("utf-8").partition(SLOT)
        assert slot, path
        files.write(site / path, f"{before}{page.body}{after}")
    for script in site.glob(WORKER):
        files.write(script, worker(script.read_text("utf-8")))
    return site


@contextmanager
def _unheard() -> Iterator[None]:
    """What Zensical says of its progress is not for our readers; it writes past Python, so its way out is closed."""
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(nowhere)
        os.close(kept)


def search_index(entries: Iterable[Mapping[str, object]], words: Mapping[str, str]) -> str:
    """Our entries of a language as Zensical's search wants them; it knows no weights."""
    known = ("location", "title", "text")
    items = [{"level": 1, "path": [], "tags": [], **{name: each[name] for name in known}} for each in entries]
    config = {"lang": [words["search.config.lang"]], "separator": SEPARATOR}
    return json.dumps({"config": config, "items": items}, ensure_ascii=False, separators=(",", ":"))


def _look() -> Iterator[tuple[str, str]]:
    for path in sorted(LOOK.rglob("*.html")):
        yield path.relative_to(LOOK).as_posix(), path.read_text("utf-8")


def _front_matter(site: Site, path: str, rendered: Rendered) -> str:
    """What the theme shows unescaped, as MkDocs' does, comes escaped, and titles do; our templates escape the rest."""
    page, frame = site.pages[path], site.frames[path]
    trail = [{"title": escape(crumb.title), "url": crumb.url} for crumb in frame.trail]
    around = {
        "language": frame.language, "base": frame.base, "words": dict(frame.words), "untranslated": frame.untranslated,
        "trail": trail, "alternates": [structs.asdict(each) for each in frame.alternates],
        "name": frame.name, "place": frame.place, "changed": frame.changed, "wrong": frame.wrong,
        "toc": [structs.asdict(heading) for heading in rendered.toc], "slot": SLOT,
    }  # fmt: skip
    told = {
        "title": escape(page.title), "description": escape(page.description), "hide": list(page.hide),
        "search": {"exclude": True}, "jb": around,
    }  # fmt: skip
    return f"---\n{json.dumps(told, ensure_ascii=False)}\n---\n"


def _branch(site: Site, language: str, branch: Branch) -> dict[str, Any]:
    url = site.file(branch.path, language) if branch.path else ""
    children = [_branch(site, language, each) for each in branch.children]
    return {"title": str(branch.title), "url": url, "children": children}
