"""The stages of one build, each measured in this process: `python stages.py BOOK OUT [--drawings N]` prints JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import books
from clock import Clock, bytes_in
from journeybook import measures, plugin
from journeybook.diagrams.drawing import Drawing
from journeybook.dot import draw
from journeybook.files.records import LeftRecords
from journeybook.load import load
from journeybook.load.text import text_of
from journeybook.model import Book
from journeybook.pages import render_pages
from journeybook.problem import Problem
from journeybook.rules import checked
from journeybook.site import build, builder, garbage, reading


def cold(root: Path, out: Path, drawn: int) -> Clock:
    """Measure a first build: its drawings only of some journeys, for each costs the same, and its pages without any."""
    clock = Clock()
    with clock.stage("load"):
        book, problems = load(root, books.DAY)
    with clock.stage("check"):
        told = checked(book, problems, text_of(root))
    with clock.stage("measures"):
        measures.all_of(book)
    with clock.stage("pages") as cost, garbage.settled():  # as a build makes them
        pages = tuple(render_pages(book, told, None, None))
    cost.out = sum(len(page.body.encode()) for page in pages)
    _build(clock, reading.Read(book, (), told, pages), root, out)
    del pages
    _drawings(clock, book, told, drawn)
    return clock


def _build(clock: Clock, read: reading.Read, root: Path, out: Path) -> None:
    """MkDocs' part: everything behind the pages."""
    setattr(plugin, "read", lambda *_: read)  # noqa: B010 - what was read and rendered above
    config = builder.configured(root, out)
    with clock.stage("mkdocs") as cost:
        builder._built(config, out)
    cost.out = bytes_in(out, ".html")
    clock.costs["search"] = type(cost)(out=bytes_in(out / "search"))


def _drawings(clock: Clock, book: Book, told: Sequence[Problem], journeys: int) -> None:
    """Where things stand and their DOT, the engine, and what makes its SVG ours, for the drawings of some journeys."""
    found: list[Drawing] = []

    def keep(drawings: Iterable[Drawing]) -> tuple[Mapping[str, str], Sequence[Problem]]:
        found.extend(drawings)
        return {}, ()

    with clock.stage("geometry"), garbage.settled():
        for _ in render_pages(book, told, keep, None):
            break
    names = set(list(book.journeys)[:journeys])
    chosen = [drawing for drawing in found if any(name in drawing.place.file for name in names)]
    with clock.stage("engine and finish") as cost:
        svg, _ = draw(chosen, book.settings.engine, {})
    cost.out = sum(len(each) for each in svg.values())


def warm(root: Path, out: Path) -> Clock:
    """Measure one whole `build` in this process, whatever has been done before."""
    clock = Clock()
    with clock.stage("build"):
        problems = build(root, out, books.DAY)
    assert out.is_dir(), problems
    return clock


def again(root: Path) -> Clock:
    """Measure how a book is read of which a build has left what it had read."""
    clock = Clock()
    with clock.stage("load again"), closing(LeftRecords(root)) as left:
        load(root, books.DAY, left)
    return clock


def main(words: Sequence[str]) -> None:
    """Measure what the words ask for and print it."""
    kind, root, out = words[0], Path(words[1]), Path(words[2])
    clock = cold(root, out, int(words[3])) if kind == "cold" else warm(root, out) if kind == "warm" else again(root)
    print(json.dumps(clock.told()))


if __name__ == "__main__":
    main(sys.argv[1:])
