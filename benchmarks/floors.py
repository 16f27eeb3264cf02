"""What to hold our figures against, in the same run: the same bytes merely written, an empty site, stock MkDocs."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from clock import Clock, bytes_in

SETTINGS = "site_name: Measured\ntheme: {name: material, font: false}\nplugins: [search]\nuse_directory_urls: false\n"
"""Material as its makers deliver it, but for fonts from elsewhere."""


def written(site: Path, scratch: Path) -> Clock:
    """(a) Writing the files of a site that is there, and nothing else."""
    found = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    clock = Clock()
    with clock.stage("writing") as cost:
        for name, data in found.items():
            (scratch / name).parent.mkdir(parents=True, exist_ok=True)
            (scratch / name).write_bytes(data)
    cost.out = bytes_in(scratch)
    return clock


def empty(scratch: Path) -> Clock:
    """(b) A Material site of one page."""
    return _built(scratch, {"index.md": "# Measured\n"}, "empty site")


def stock(site: Path, scratch: Path) -> Clock:
    """(c) Stock MkDocs and Material on the same pages: their bodies as Markdown files."""
    pages = {path.relative_to(site).with_suffix(".md").as_posix(): _body(path) for path in site.rglob("*.html")}
    return _built(scratch, pages, "stock mkdocs")


def _body(page: Path) -> str:
    """A page's article; on one block, so that Markdown leaves it alone as far as it can."""
    _, _, rest = page.read_text("utf-8").partition("<article")
    body = rest.partition(">")[2].partition("</article>")[0]
    return "\n".join(line for line in body.splitlines() if line.strip())


def _built(scratch: Path, pages: dict[str, str], name: str) -> Clock:
    for page, text in pages.items():
        (scratch / "docs" / page).parent.mkdir(parents=True, exist_ok=True)
        (scratch / "docs" / page).write_text(text, "utf-8")
    (scratch / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    clock = Clock()
    with clock.stage(name) as cost:
        build(load_config(str(scratch / "mkdocs.yml")))
    cost.out = bytes_in(scratch / "site")
    return clock


def main(words: Sequence[str]) -> None:
    """Measure the floor that the words name and print it."""
    kind, *places = words[0], *(Path(word) for word in words[1:])
    clock = empty(*places) if kind == "empty" else {"writing": written, "stock": stock}[kind](*places)
    print(json.dumps(clock.told()))


if __name__ == "__main__":
    main(sys.argv[1:])
