"""Journeys on paper: sheets that hold the whole map once, nothing on them smaller than 7 points."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeybook import dot
from journeybook.diagrams import journey_map
from journeybook.diagrams.drawing import Drawing
from journeybook.diagrams.journey_map import sheets, wall, web
from journeybook.diagrams.journey_map.sheets import Sheet, parted
from journeybook.diagrams.journey_map.view import MapView
from journeybook.load import load
from journeybook.measures import ledger
from journeybook.pages import render_pages
from journeybook.pages.page import Links
from journeybook.pages.page import Page as Rendered
from journeybook.render import TEMPLATES

if TYPE_CHECKING:
    from playwright.sync_api import Page

BOOKS = Path(__file__).parent / "books"
LINE_OF_ARIAL = 1.117  # of its size: how far ascent and descent are apart
JOURNEYS = [
    "government/first-passport", "government/a-meal-on-the-road", "stress/everything", "stress/crowd", "stress/loops",
    "stress/no-feelings", "stress/one-touchpoint", "ten-lines/paying-late-once",
]  # fmt: skip


def view(where: str) -> MapView:
    folder, name = where.split("/")
    book, _ = load(BOOKS / folder)
    links = Links(f"journeys/{name}", book.languages[0], book.languages[0])
    return journey_map.view(book, book.journeys[name], book.languages[0], links, ledger(book))


def both(shown: MapView) -> list[list[Sheet]]:
    return [sheets.large(shown), sheets.small(shown)]


@pytest.mark.parametrize("where", JOURNEYS)
def test_nothing_is_smaller_than_7_points(where: str) -> None:
    shown = view(where)
    grid = web.grid(shown)
    scenes = (web.names(grid, "lanes"), web.body(grid, "map"), wall.scene(shown, "poster"))
    smallest = min(line.type.size for scene in scenes for part in scene.parts for line in part.lines)
    assert smallest >= sheets.SMALLEST
    for made in both(shown):
        assert min(sheet.scale for sheet in made) * smallest * 0.75 >= 6.99


@pytest.mark.parametrize("where", JOURNEYS)
def test_every_sheet_fits_its_paper(where: str) -> None:
    for made in both(view(where)):
        assert len({(sheet.paper, sheet.scale) for sheet in made}) == 1
        for sheet in made:
            assert sheet.breadth <= sheet.paper.width + 0.01
            assert sheet.tallness + sheets.HEADING <= sheet.paper.height + 0.01


@pytest.mark.parametrize("where", JOURNEYS)
def test_all_of_the_map_is_printed_once(where: str) -> None:
    shown = view(where)
    for made in both(shown):
        grid = wall.grid(shown) if made[0].pieces[0].drawing == "poster" else web.grid(shown)
        inside = [sheet.pieces[2] for sheet in made]
        covered = sum(piece.width * piece.height for piece in inside)
        whole = sum(column.full for column in grid.columns) * (grid.bottom - grid.rows[0].y if grid.rows else 0)
        assert covered == pytest.approx(whole)
        assert made[0].first == 1
        assert max(sheet.last for sheet in made) == len(shown.phases)


@pytest.mark.parametrize("where", JOURNEYS)
def test_pieces_lie_within_their_drawings_and_beside_each_other(where: str) -> None:
    shown = view(where)
    grid = web.grid(shown)
    scenes = {"lanes": web.names(grid, ""), "map": web.body(grid, ""), "poster": wall.scene(shown, "")}
    for sheet in (sheet for made in both(shown) for sheet in made):
        for piece in sheet.pieces:
            drawing = scenes[piece.drawing]
            assert piece.left >= -0.01
            assert piece.left + piece.width <= drawing.width + 4.01
            assert piece.top + piece.height <= drawing.height + 12.01
            assert piece.x + piece.width <= sheet.width + 0.01
            assert piece.y + piece.height <= sheet.height + 0.01


def test_a_short_journey_is_a_poster_on_one_sheet_of_a3() -> None:
    (sheet,) = sheets.large(view("government/a-meal-on-the-road"))
    assert (sheet.paper.name, sheet.pieces[0].drawing) == ("a3", "poster")


def test_a_phase_too_broad_for_an_upright_sheet_lies_across() -> None:
    (sheet,) = sheets.small(view("stress/crowd"))
    assert sheet.paper.name == "a4-wide"


SIZES = st.lists(st.floats(1, 100), max_size=12)


UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault


@UNHURRIED
@given(SIZES, st.floats(20, 300))
def test_parting_loses_nothing_and_fills_no_group_too_far(sizes: list[float], most: float) -> None:
    groups = parted(sizes, sizes, most)
    assert [size for group in groups for size in group] == sizes
    assert all(len(group) == 1 or sum(group) <= most + 0.1 for group in groups)


@UNHURRIED
@given(st.lists(st.floats(1, 100), min_size=1, max_size=12))
def test_parting_takes_no_more_groups_than_it_must(sizes: list[float]) -> None:
    assert len(parted(sizes, sizes, sum(sizes))) == 1
    assert len(parted(sizes, sizes, 0)) == len(sizes)


# The page


def pages(root: Path, draw: Callable[[Sequence[Drawing]], Mapping[str, str]]) -> dict[str, Rendered]:
    return {page.path: page for page in render_pages(load(root)[0], (), draw) if page.language == "en"}


def engine(drawings: Sequence[Drawing]) -> dict[str, str]:
    wanted = [drawing for drawing in drawings if drawing.name.startswith(("journey-map", "journey-poster"))]
    return dict(dot.draw(wanted, dot.PURE, {})[0])


@pytest.fixture(scope="module")
def printed() -> str:
    return pages(BOOKS / "government", engine)["print/journeys/first-passport"].body


def test_what_was_drawn_stands_on_the_page_once_and_leads_nowhere(printed: str) -> None:
    ids = re.findall(r' id="([^"]*)"', printed)
    assert len(ids) == len(set(ids))
    used = set(re.findall(r'<use xlink:href="#([^"]*)"', printed))
    assert used <= {name for name in ids if name.startswith("_source-")}
    assert not re.search(r"<a [^>]*xlink:href", printed)


def test_each_sheet_says_what_it_is(printed: str) -> None:
    count = printed.count('<section class="jb-sheet"')
    assert count == printed.count('<p class="jb-sheet__head">') >= 2
    assert "Sheet 1 of 1" in printed


def test_the_page_of_the_journey_leads_to_paper_where_something_is_drawn() -> None:
    drawn, words = pages(BOOKS / "government", engine), pages(BOOKS / "government", lambda drawings: {})
    assert 'href="../print/journeys/first-passport.html"' in drawn["journeys/first-passport"].body
    assert "print/journeys" not in words["journeys/first-passport"].body
    assert "jb-sheet" not in words["print/journeys/first-passport"].body
    assert 'href="../../journeys/first-passport.html"' in words["print/journeys/first-passport"].body


def test_paper_is_not_searched() -> None:
    found = pages(BOOKS / "ten-lines", engine)
    assert found["print/journeys/paying-late-once"].search == ""


@pytest.mark.browser
@pytest.mark.parametrize("paper", ["a3", "a4"])
def test_a_browser_prints_a_page_for_each_sheet(paper: str, printed: str, page: Page) -> None:
    styles = "".join(
        (TEMPLATES / "assets" / name).read_text("utf-8") for name in ("journeybook.css", "journeybook-drawings.css")
    )
    page.set_content(f'<style>body{{margin:0}}{styles}</style><div class="md-typeset">{printed}</div>')
    page.check(f"#_{paper}")
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    boxes = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert len(boxes) == page.locator(f".jb-sheets-{paper} .jb-sheet").count()
    short, long = {"a3": (842, 1191), "a4": (595, 842)}[paper]
    assert {tuple(sorted(round(float(side)) for side in box)) for box in boxes} == {(short, long)}


@pytest.mark.browser
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext here (poppler-utils)")
@pytest.mark.parametrize("paper", ["a3", "a4"])
def test_what_a_browser_prints_is_no_smaller_than_7_points(
    paper: str, printed: str, page: Page, tmp_path: Path
) -> None:
    styles = "".join(
        (TEMPLATES / "assets" / name).read_text("utf-8") for name in ("journeybook.css", "journeybook-drawings.css")
    )
    page.set_content(f'<style>body{{margin:0}}{styles}</style><div class="md-typeset">{printed}</div>')
    page.check(f"#_{paper}")
    page.pdf(path=str(tmp_path / "printed.pdf"), prefer_css_page_size=True, print_background=True)
    command = ["pdftotext", "-bbox", str(tmp_path / "printed.pdf"), "-"]
    told = subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
    heights = [
        float(low) - float(high) for high, low in re.findall(r'yMin="([\d.]+)" xMax="\S+" yMax="([\d.]+)"', told)
    ]
    assert len(heights) > 100
    assert min(heights) >= 6.95 * LINE_OF_ARIAL


SCALES = """() => [
  [...document.querySelectorAll(".jb-sheet > svg")]
    .map(svg => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width),
  [...document.querySelectorAll(".jb-paper__source text")].map(text => parseFloat(getComputedStyle(text).fontSize)),
]"""


@pytest.mark.browser
def test_no_text_on_paper_is_smaller_than_7_points(printed: str, page: Page) -> None:
    styles = (TEMPLATES / "assets" / "journeybook-drawings.css").read_text("utf-8")
    page.set_content(f'<style>{styles}</style><div class="md-typeset">{printed}</div>')
    ratios, sizes = page.evaluate(SCALES)
    assert min(sizes) >= sheets.SMALLEST
    assert min(ratio for ratio in ratios if ratio) * min(sizes) * 0.75 >= 6.95
