"""The command draw, as it is typed: every kind of drawing as a file, and what is said where there is none."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from journeybook import TEMPLATES, dot
from journeybook.cli import command
from journeybook.dot import engine, pictures
from journeybook.load import load
from journeybook.pages import DRAWN
from journeybook.pages.edition import Edition, edition
from journeybook.pages.facts import Facts
from journeybook.pages.pictures import KINDS
from journeybook.scene.colour import COLOURS

ROOT = Path(__file__).parents[1]
STRESS = Path(__file__).parent / "books" / "stress"
Write = Callable[[Mapping[str, str | bytes]], Path]
JOURNEY = "title: Paying\npersona: anna\nphases:\n  Paying:\n    - I open the bill: 1\n    - I pay: -1\n"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def shipped() -> Edition:
    return edition(Facts(load(ROOT)[0]), "en")


@pytest.fixture
def small(write_book: Write) -> Path:
    return write_book({"journeys/paying.yml": JOURNEY, "content/personas/anna.yml": "name: Anna\n"})


def typed(root: Path, *words: str, language: str = "en") -> Result:
    return CliRunner().invoke(command, ["-C", str(root), "--language", language, "draw", *words])


def bare(name: str) -> str:
    """What a drawing is called without what tells its two parts and the whole apart, or a report's copy of it."""
    return re.sub(r"^report-|-(whole|lanes|scale|names)$", "", name)


def test_whatever_a_page_shows_can_be_had_alone(shipped: Edition) -> None:
    """A drawing that a page asks for has its word for the command, but for what is drawn small beside words."""
    of_pages = {bare(each.name) for kind in DRAWN for each in kind.drawings(shipped)}
    alone = set()
    for kind in KINDS.values():
        ids = [*kind.ids(shipped.book), *([""] if kind.alone else [])] if kind.ids else [""]
        alone |= {bare(drawn.name) for name in ids if (drawn := kind.made(shipped, name))}
    assert {name for name in of_pages if not name.startswith("sparkline-small-")} == alone


def test_every_kind_has_a_template() -> None:
    shared = {"box", "looks", "scene"}
    templates = {path.name.partition(".")[0] for path in (TEMPLATES / "diagrams").glob("*.dot.j2")} - shared
    assert len(templates) <= len(KINDS)


@pytest.mark.parametrize(("look", "dark"), [("auto", "media"), ("light", None), ("dark", "{fill:#")])
def test_an_svg_goes_to_where_it_may_be_sent_on(small: Path, look: str, dark: str | None) -> None:
    done = typed(small, "map", "paying", "--look", look)
    assert done.exit_code == 0
    root = ET.fromstring(done.stdout)
    assert "I\xa0pay" in [text.text for text in root.iter(f"{SVG}text")]
    style = root.findtext(f"{SVG}style") or ""
    assert ("media" in style) == (look == "auto")
    assert ("{fill:#" in style) == (dark is not None)


PUBLISHED = "site_name: A\nsite_url: https://example.org/book/\n"


def links_of(svg: str) -> set[str]:
    return set(re.findall(r'href="([^"]*)"', svg))


def test_an_svg_leads_to_the_published_site_and_else_nowhere(write_book: Write) -> None:
    files = {
        "content/book.yml": "format: 1\nlanguages: [en, pl]\nbrand: {name: B}\n",
        "content/promises/kind.yml": "{title: Kind, text: We are kind}\n",
        "journeys/paying.yml": JOURNEY.replace("I pay: -1", "{title: I pay, id: pay, keeps: [kind]}"),
        "content/personas/anna.yml": "name: Anna\n",
    }
    assert links_of(typed(write_book(files), "map", "paying").stdout) == set()
    root = write_book({**files, "mkdocs.yml": PUBLISHED})
    site = "https://example.org/book"
    assert f"{site}/journeys/paying.html#pay" in links_of(typed(root, "map", "paying").stdout)
    found = links_of(typed(root, "map", "paying", language="pl").stdout)
    assert {f"{site}/pl/journeys/paying.html#pay", f"{site}/pl/promises/kind.html"} <= found
    assert all(link.startswith(f"{site}/pl/") for link in found)
    assert links_of(typed(root, "neighbourhood", "kind").stdout) >= {f"{site}/journeys/paying.html"}


@pytest.mark.parametrize(
    "settings", ["site_url: [\n", "- a\n", "", "site_url: ''\n", "site_url: !ENV ADDRESS\n", "site_url: example.org\n"]
)
def test_where_no_address_is_told_an_svg_leads_nowhere(small: Path, settings: str) -> None:
    (small / "mkdocs.yml").write_text(settings, "utf-8")
    done = typed(small, "map", "paying")
    assert (done.exit_code, links_of(done.stdout)) == (0, set())


def test_a_file_is_what_it_is_called(small: Path, tmp_path: Path) -> None:
    for name, begins in {"a.svg": b"<svg", "a.png": b"\x89PNG", "a.dot": b"digraph"}.items():
        done = typed(small, "map", "paying", "-o", str(tmp_path / name))
        assert (done.exit_code, done.stdout) == (0, "")
        assert (tmp_path / name).read_bytes().startswith(begins)
    assert typed(small, "map", "paying", "--format", "dot", "-o", str(tmp_path / "b.svg")).exit_code == 0
    assert (tmp_path / "b.svg").read_bytes().startswith(b"digraph")


@pytest.mark.skipif("pdf" not in engine.kinds("dot"), reason="no dot here that writes PDF")
def test_a_pdf_is_written_by_whoever_can(small: Path) -> None:
    assert typed(small, "map", "paying", "--format", "pdf").stdout_bytes.startswith(b"%PDF")


def test_where_nobody_writes_pdf_it_is_said_what_is_needed(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "kinds", lambda _: frozenset({"svg", "png"}))
    done = typed(small, "map", "paying", "--format", "pdf")
    assert done.exit_code == 1
    assert "graphviz-pure writes no PDF. Install Graphviz" in done.stderr


def test_a_drawing_may_be_dark_and_says_what_is_typed() -> None:
    light, dark = COLOURS["broken-bg"]
    for source in (
        f'graph [_background="c 7 -{light} "]\n  node [a]',
        f'graph []\n  node [a]\n x [fillcolor="{light}"]',
    ):
        assert dot.coloured(source, "dark") == source.replace(light, dark)
    spoken = f'graph []\n  node [a]\n x [label="color=\\"{light}\\" -{light}"]'
    assert dot.coloured(spoken, "dark") == spoken
    assert dot.coloured(spoken, "auto") == spoken


def test_letters_that_would_be_boxes_are_told() -> None:
    done = typed(STRESS, "map", "one-touchpoint", "--format", "png")
    assert done.exit_code == 0
    lacking = typed(STRESS, "neighbourhood", "hanzi", "--format", "png")
    assert "Empty boxes stand in the picture" in lacking.stderr
    assert typed(STRESS, "neighbourhood", "hanzi", "--format", "svg").stderr == ""


@pytest.mark.parametrize("letters", ["Zażółć gęślą jaźń – ľščťž", "ПРИВЕТ, ёлка", "Ελληνικά", "עברית", "→ ≥ € “„”…"])
def test_letters_that_the_engine_has_are_not(letters: str) -> None:
    assert pictures.lacking(f'x [label="{letters}\\l"]', dot.PURE, "png") == ""


@pytest.mark.parametrize("letters", ["客", "أ", "한", "ไ", "😀"])
def test_letters_that_it_has_not_are(letters: str) -> None:
    assert pictures.lacking(f'x [label="a{letters}"]', dot.PURE, "png") == letters
    assert pictures.lacking(f"<FONT>a{letters}</FONT>", dot.PURE, "png") == letters


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("bluprint", "paying"), "Did you mean “blueprint”?"),
        (("map",), "Say of what: “map” is drawn of a journey. In this book: paying"),
        (("map", "payng"), "There is no “payng” to draw. Did you mean “paying”?"),
        (("map", "anna"), "“anna” is something else"),
        (("loop", "paying"), "leave “paying” out"),
        (("canvas", "x"), "This book has none yet."),
        (("map", "paying", "--language", "de"), "not written in “de”, but in: en"),
    ],
)
def test_what_cannot_be_meant_is_told_with_what_can(small: Path, words: tuple[str, ...], said: str) -> None:
    done = typed(small, *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr


def test_where_nothing_is_told_there_is_nothing_to_draw(small: Path) -> None:
    done = typed(small, "flow", "paying")
    assert done.exit_code == 1
    assert "There is nothing to draw" in done.stderr
    assert "Nie ma czego rysować" in typed(small, "flow", "paying", language="pl").stderr


def test_a_book_that_cannot_be_read_draws_nothing(write_book: Write, tmp_path: Path) -> None:
    kept = tmp_path / "kept.svg"
    kept.write_text("as it was", "utf-8")
    root = write_book({"journeys/paying.yml": "title: [\n"})
    assert typed(root, "map", "paying", "-o", str(kept)).exit_code == 1
    assert kept.read_text("utf-8") == "as it was"
