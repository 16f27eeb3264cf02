"""A site built after an edit is that of a clean build, to the byte: what is read for a page is tracked, not guessed."""

from __future__ import annotations

import random
import re
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from journeybook import dot
from journeybook.diagrams.drawing import Drawing
from journeybook.dot import engine
from journeybook.pages.kept import Shelf
from journeybook.site import build
from journeybook.words import phrase

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))  # a folder of programs, not a package
import books
import edits

_BROKEN = phrase("it broke")
pytestmark = pytest.mark.xdist_group("incremental")


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a book and its site, built once; tests edit it, one after the other."""
    folder = tmp_path_factory.mktemp("incremental")
    for name, text in books.files(2):
        (folder / "book" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "book" / name).write_text(text, "utf-8")
    build(folder / "book", folder / "site", books.DAY)
    return folder


@pytest.mark.parametrize("number", range(4))
def test_any_edits_give_the_site_of_a_clean_build(scratch: Path, number: int) -> None:
    chance = random.Random(number)
    made = [chance.choice(edits.EDITS)(scratch / "book", chance) for _ in range(5)]
    assert edits.differences(scratch / "book", scratch / "site", scratch) == [], made


def test_an_edit_makes_only_what_it_concerns(scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    make = Shelf._made_now

    def heard(self: Shelf, name: str, *more: Any) -> Any:
        made.append(name)
        return make(self, name, *more)

    monkeypatch.setattr(Shelf, "_made_now", heard)
    (scratch / "book" / "content/actions/late.yml").write_text("title: An action of nobody\n", "utf-8")
    build(scratch / "book", scratch / "site", books.DAY)
    things = {
        about
        for name in made
        if name.split()[0].rpartition(".")[-1] not in {"rules", "reports"}
        for about in name.split()[3:]
    }
    assert things == {"late"}, "\n".join(made)
    of_others = {"journeys", "personas", "promises", "actors", "metrics", "evidence", "coverage", "walls", "fields"}
    assert not [name for name in made if name.split()[0].rpartition(".")[-1] in of_others], "\n".join(made)


def test_of_a_page_of_many_things_only_the_parts_of_those_that_changed_are_made(
    scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the page stayed as it was for a while, and nobody asked for its parts."""
    promises = sorted((scratch / "book/content/promises").glob("*.yml"))
    assert len(promises) > 1
    made: list[str] = []
    make = Shelf._made_now

    def heard(self: Shelf, name: str, *more: Any) -> Any:
        made.append(name)
        return make(self, name, *more)

    (scratch / "book" / "content/actions/late.yml").write_text("title: A later action of nobody\n", "utf-8")
    build(scratch / "book", scratch / "site", books.DAY)
    monkeypatch.setattr(Shelf, "_made_now", heard)
    words = promises[0].read_text("utf-8")
    promises[0].write_text(re.sub(r"^text: .*", "text: Told anew", words, count=1, flags=re.MULTILINE), "utf-8")
    build(scratch / "book", scratch / "site", books.DAY)
    assert "journeybook.pages.promises _index en" in made
    assert [name for name in made if "promises _row" in name] == [
        f"journeybook.pages.promises _row en {promises[0].stem}"
    ]


def test_what_could_not_be_drawn_is_told_as_a_clean_build_tells_it(
    scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine fails at some drawings, again after an edit, and then no more."""
    page, path = scratch / "site/problems.html", scratch / "book/journeys/journey-0001.yml"
    run = engine.run
    with monkeypatch.context() as broken:
        broken.setattr(
            dot,
            "run",
            lambda name, graph, **more: _BROKEN if "map-journey-0001" in graph else run(name, graph, **more),
        )
        for words in ("Waiting", "Still waiting"):
            path.write_text(re.sub(r"title: .*", f"title: {words}", path.read_text("utf-8"), count=1), "utf-8")
            assert edits.differences(scratch / "book", scratch / "site", scratch) == []
            assert "was not drawn: it broke." in page.read_text("utf-8")
    assert edits.differences(scratch / "book", scratch / "site", scratch) == []
    assert "was not drawn" not in page.read_text("utf-8")


def test_a_spoilt_store_costs_time_alone(scratch: Path) -> None:
    (scratch / "book" / ".journeybook" / "pages.sqlite").write_bytes(b"not a store" * 1000)
    (scratch / "book" / "content/welcome.md").write_text("# Another page\n")
    assert edits.differences(scratch / "book", scratch / "site", scratch) == []


def test_a_pull_request_of_one_journey_draws_one_journey(scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """CI checks out anew, at another place and with other times, and gets the cache of the last run back."""
    shutil.copytree(scratch / "book", scratch / "checkout", copy_function=shutil.copyfile)
    changed = scratch / "checkout" / "journeys/journey-0001.yml"
    changed.write_text(re.sub(r"doing: .*", "doing: I ask once more", changed.read_text("utf-8"), count=1), "utf-8")
    drawn: list[str] = []
    draw = dot._drawn

    def heard(drawings: Iterable[Drawing], *more: Any) -> Any:
        for drawing, raw in draw(drawings, *more):
            drawn.append(drawing.place.file)
            yield drawing, raw

    monkeypatch.setattr(dot, "_drawn", heard)
    build(scratch / "checkout", scratch / "checkout-site", books.DAY)
    assert set(drawn) == {"journeys/journey-0001.yml"}


def test_any_edits_give_the_site_of_a_clean_build_for_an_audience_too(scratch: Path) -> None:
    """What a thing has there follows from other files too: its own file does not tell whether it is the same."""
    shutil.copytree(scratch / "book", scratch / "cut", ignore=shutil.ignore_patterns(".journeybook"))
    build(scratch / "cut", scratch / "cut-site", books.DAY, "frontline")
    chance = random.Random(7)
    for edit in (edits.feel, edits.own, edits.speak):
        edit(scratch / "cut", chance)
        assert edits.differences(scratch / "cut", scratch / "cut-site", scratch, "frontline") == []
