"""Journeys on paper: sheets that hold the whole map and the whole blueprint, nothing on them smaller than 7 points."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeybook import TEMPLATES, dot
from journeybook.diagrams import blueprint, journey_map, sheets
from journeybook.diagrams.blueprint import drawn
from journeybook.diagrams.blueprint import sheets as columns
from journeybook.diagrams.blueprint.grid import Grid, laid
from journeybook.diagrams.blueprint.reading import view_of as blueprint_view
from journeybook.diagrams.drawing import Drawing
from journeybook.diagrams.journey_map import paper, wall
from journeybook.diagrams.journey_map.paper import Laid
from journeybook.diagrams.journey_map.reading import view_of
from journeybook.diagrams.journey_map.source import Source
from journeybook.diagrams.journey_map.view import Bullet, Card, LaneView, MapView, PhaseView
from journeybook.diagrams.sheets import Piece, Sheet, parted
from journeybook.load import load
from journeybook.measures import ledger
from journeybook.model import Book
from journeybook.pages import render_pages
from journeybook.pages.page import Links
from journeybook.pages.page import Page as Rendered
from journeybook.scene.measure import width
from journeybook.scene.shape import Scene

if TYPE_CHECKING:
    from playwright.sync_api import Page

BOOKS = Path(__file__).parent / "books"
ROOT = Path(__file__).parents[1]
LINE_OF_ARIAL = 1.117  # of its size: how far ascent and descent are apart
TOLD = [
    "government/first-passport", "government/a-meal-on-the-road", "government/looking-for-help", "stress/everything",
    "stress/crowd", "stress/loops", "stress/no-feelings", "stress/one-touchpoint", "ten-lines/paying-late-once",
]  # fmt: skip
SHIPPED = [f"shipped/{path.stem}" for path in sorted((ROOT / "journeys").glob("*.yml"))]
JOURNEYS = [*TOLD, *SHIPPED]
NAMES = ("lanes", "columns")
Write = Callable[[Mapping[str, str | bytes]], Path]


@cache
def book_of(folder: str) -> Book:
    return load(ROOT if folder == "shipped" else BOOKS / folder)[0]


def source(where: str, language: str = "") -> Source:
    folder, name = where.split("/")
    book = book_of(folder)
    spoken = language or book.languages[-1]
    return journey_map.source(
        book, book.journeys[name], spoken, Links(f"journeys/{name}", spoken, spoken), ledger(book)
    )


def poster_of(told: Source) -> Laid:
    return paper.laid(view_of(told, paper.MOST_TOUCHPOINTS))


@cache
def map_of(where: str) -> Laid:
    return poster_of(source(where))


def blueprint_of(told: Source) -> Grid:
    return laid(blueprint_view(told))


def sheets_of(where: str) -> Iterator[tuple[Sheet, ...]]:
    """All that is made of a journey: its map and its blueprint on both sizes of paper."""
    yield from (make(map_of(where), "poster") for make in (wall.large, wall.small))
    told = source(where)
    if blueprint.drawings(told):
        yield from (make(blueprint_of(told), NAMES) for make in (columns.large, columns.small))


def scenes_of(where: str) -> dict[str, Scene]:
    found = {"poster": wall.scene(map_of(where), "poster")}
    told = source(where)
    if blueprint.drawings(told):
        grid = blueprint_of(told)
        found |= {"lanes": drawn.names(grid, "lanes"), "columns": drawn.body(grid, "columns")}
    return found


@pytest.mark.parametrize("where", JOURNEYS)
def test_nothing_is_smaller_than_7_points(where: str) -> None:
    lines = [line for scene in scenes_of(where).values() for part in scene.parts for line in part.lines]
    smallest = min(line.type.size for line in lines)
    assert smallest >= sheets.SMALLEST
    for made in sheets_of(where):
        assert min(sheet.scale for sheet in made) * smallest * 0.75 >= 6.99


@pytest.mark.parametrize("where", JOURNEYS)
def test_every_sheet_fits_its_paper(where: str) -> None:
    for made in sheets_of(where):
        assert len({(sheet.paper, sheet.scale) for sheet in made}) == 1
        for sheet in made:
            assert sheet.breadth <= sheet.paper.width + 0.01
            assert sheet.height * sheet.scale / sheets.MM + sheets.HEADING <= sheet.paper.height + 0.01


@pytest.mark.parametrize("where", JOURNEYS)
def test_pieces_lie_within_their_drawings_and_beside_each_other(where: str) -> None:
    drawings = scenes_of(where)
    for sheet in (sheet for made in sheets_of(where) for sheet in made):
        for piece in sheet.pieces:
            drawing = drawings[piece.drawing]
            assert min(piece.left, piece.top) >= -0.01
            assert piece.left + piece.width <= drawing.width + 0.01
            assert piece.top + piece.height <= drawing.height + 0.01
        assert [pair for pair in combinations(sheet.pieces, 2) if lap(*pair)] == []


def lap(one: Piece, other: Piece) -> bool:
    across = one.x < other.x + other.width - 0.01 and other.x < one.x + one.width - 0.01
    return across and one.y < other.y + other.height - 0.01 and other.y < one.y + one.height - 0.01


@pytest.mark.parametrize("where", JOURNEYS)
def test_every_word_stands_whole_on_one_sheet_of_each_kind(where: str) -> None:
    """Legends and titles of phases may stand on several; no word is cut by the edge of a piece."""
    drawings = scenes_of(where)
    for made in sheets_of(where):
        pieces = [piece for sheet in made for piece in sheet.pieces]
        for name in dict.fromkeys(piece.drawing for piece in pieces):
            for part in drawings[name].parts:
                again = part.name.startswith(("legend", "phase-", "lane-", "axis", "line-"))
                for line in part.lines:
                    used = width(line.text, line.type)
                    left = {"left": line.x, "middle": line.x - used / 2, "right": line.x - used}[line.align]
                    box = left, line.y - line.type.size / 2, left + used, line.y + line.type.size / 2
                    whole = [piece for piece in pieces if piece.drawing == name and holds(piece, box)]
                    parts = [piece for piece in pieces if piece.drawing == name and touches(piece, box)]
                    assert len(whole) >= 1 if again else len(whole) == 1, (part.name, line.text)
                    assert parts == whole, (part.name, line.text)


Box = tuple[float, float, float, float]


def holds(piece: Piece, box: Box) -> bool:
    right, bottom = piece.left + piece.width, piece.top + piece.height
    return piece.left - 1 <= box[0] and box[2] <= right + 1 and piece.top - 1 <= box[1] and box[3] <= bottom + 1


def touches(piece: Piece, box: Box) -> bool:
    right, bottom = piece.left + piece.width, piece.top + piece.height
    return piece.left + 1 < box[2] and box[0] < right - 1 and piece.top + 1 < box[3] and box[1] < bottom - 1


@pytest.mark.parametrize("where", JOURNEYS)
def test_phases_and_rows_are_on_one_sheet_and_in_order(where: str) -> None:
    laid = map_of(where)
    for spans, count in ((laid.columns, len(laid.grid.columns)), (laid.rows, len(laid.grid.rows))):
        assert [place for start, end in spans for place in range(start, end)] == list(range(count))
    made = wall.small(laid, "poster")
    assert (made[0].first, max(sheet.last for sheet in made)) == (1, laid.grid.view.phases[-1].number)


@pytest.mark.parametrize("language", ["en", "pl"])
def test_a_journey_of_19_touchpoints_is_a_poster_in_two_halves(language: str) -> None:
    book = book_of("shipped")
    longest = [journey for journey in book.journeys.values() if len(journey.steps) >= 19]
    assert longest
    for journey in longest:
        laid = poster_of(source(f"shipped/{journey.id}", language))
        halves, (poster,) = wall.small(laid, "poster"), wall.large(laid, "poster")
        assert [sheet.paper.name for sheet in halves] == ["a4", "a4"]
        assert poster.paper.name == "a3"
        assert poster.scale >= halves[0].scale


@pytest.mark.parametrize("where", SHIPPED)
def test_no_journey_of_the_shipped_book_takes_more_than_two_halves(where: str) -> None:
    assert len(wall.small(map_of(where), "poster")) <= 2


def test_a_short_journey_lies_across_one_sheet() -> None:
    laid = map_of("government/a-meal-on-the-road")
    assert [sheet.paper.name for sheet in wall.small(laid, "poster")] == ["a4-wide"]
    assert [sheet.paper.name for sheet in wall.large(laid, "poster")] == ["a3"]


LANES = (
    LaneView("doing", "Doing", "play"),
    LaneView("feeling", "Feeling", "pulse"),
    LaneView("pains", "Pains", "warn"),
)


def view(phases: int, steps: int, pains: int = 4) -> MapView:
    """So many phases of so many touchpoints, each phase with pains that take three lines or so."""
    model = map_of("stress/one-touchpoint").grid.view

    def phase(number: int) -> PhaseView:
        cards = tuple(
            Card(f"s{number}-{step}", 100 * number + step, "I open the bill and read it", "app", "app", 0.0, "#a", "")
            for step in range(steps)
        )
        told = tuple(
            Bullet(f"What hurts here is told in so many words that they are long {n}", "#a") for n in range(pains)
        )
        return PhaseView(number, f"Phase {number}", "2 days", "worry", "#p", "", {"doing": cards, "pains": told})

    shown = tuple(phase(number) for number in range(1, phases + 1))
    return MapView(model.title, "", LANES, shown, model.words, model.place)


def test_twenty_touchpoints_take_two_sheets_however_they_are_parted_into_phases() -> None:
    for phases, steps in ((1, 20), (2, 10), (4, 5), (5, 4), (10, 2)):
        assert len(wall.small(paper.laid(view(phases, steps)), "poster")) <= 2


def test_longer_maps_take_more_sheets_each_as_full_as_it_goes() -> None:
    count = [paper.laid(view(phases, 6, 12)).sheets for phases in (4, 8, 16, 32)]
    assert count == sorted(count)
    assert count[-1] <= 32 / 2
    laid = paper.laid(view(16, 6, 12))
    assert {sheet.scale for sheet in wall.small(laid, "poster")} == {wall.small(laid, "poster")[0].scale}
    assert len(wall.large(laid, "poster")) == -(-laid.sheets // 2)


def test_a_phase_of_too_many_touchpoints_for_a_sheet_is_told_in_parts(write_book: Write) -> None:
    points = "".join(f"      - {{title: Step {n}, emotion: 1, pains: [Pain {n}]}}\n" for n in range(1, 8))
    journey = f"title: A\npersona: p\nphases:\n  - title: One\n    pains: [Of all]\n    touchpoints:\n{points}"
    book = load(write_book({"journeys/a.yml": journey}))[0]
    told = journey_map.source(book, book.journeys["a"], "en", Links("journeys/a", "en", "en"), ledger(book))
    parts = view_of(told, most=3).phases
    assert [[card.number for card in part.cards] for part in parts] == [[1, 2], [3, 4], [5, 6, 7]]
    assert {(part.number, part.title) for part in parts} == {(1, "One")}
    pains = [[item.text for item in part.cells["pains"] if isinstance(item, Bullet)] for part in parts]
    assert pains == [["Of all", "Pain 1", "Pain 2"], ["Pain 3", "Pain 4"], ["Pain 5", "Pain 6", "Pain 7"]]
    assert len(view_of(told).phases) == len(view_of(told, most=7).phases) == 1
    assert len(map_of("stress/crowd").grid.columns) == 2


def test_room_that_is_left_goes_to_letters_and_to_the_curve() -> None:
    tight, roomy = map_of("shipped/late-invoice"), map_of("shipped/call-for-help")
    assert (len(tight.columns), len(roomy.columns)) == (2, 2)
    assert roomy.scale > tight.scale
    heights = [row.height for laid in (tight, roomy) for row in laid.grid.rows if row.lane.field == "feeling"]
    assert heights[0] < heights[1]


# The blueprint


def test_a_blueprint_is_parted_between_phases_where_that_takes_no_more_sheets() -> None:
    made = columns.large(blueprint_of(source("government/first-passport")), NAMES)
    assert [(sheet.first, sheet.last) for sheet in made] == [(1, 2), (3, 4)]


def test_a_phase_that_goes_on_has_its_title_again() -> None:
    grid = blueprint_of(source("stress/everything"))
    for made in (columns.large(grid, NAMES), columns.small(grid, NAMES)):
        for sheet in made:
            body = next(piece for piece in sheet.pieces if piece.drawing == "columns" and piece.height > grid.head + 7)
            inside = [
                each
                for each in grid.columns
                if body.left < each.left + each.full - 3 and each.left < body.left + body.width - 3
            ]
            assert [inside[0].phase.number, inside[-1].phase.number] == [sheet.first, sheet.last]
            heads = [piece for piece in sheet.pieces if piece.drawing == "columns" and piece.top == 0]
            assert any(piece.left <= inside[0].x for piece in heads)


def test_lines_have_their_names_on_every_sheet_where_lanes_are_parted() -> None:
    grid = blueprint_of(source("stress/everything"))
    made = [piece for sheet in columns.small(grid, NAMES) for piece in sheet.pieces if piece.drawing == "lanes"]
    assert {piece.top for piece in made} != {made[0].top}
    for part in drawn.names(grid, "lanes").parts:
        if part.name.startswith("line-"):
            assert any(piece.top <= part.y and part.y + part.height <= piece.top + piece.height for piece in made)


# Parting

SIZES = st.lists(st.floats(1, 100), max_size=12)
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault


@UNHURRIED
@given(SIZES, st.floats(20, 300), st.integers(1, 4))
def test_parting_loses_nothing_and_fills_no_group_too_far(sizes: list[float], most: float, least: int) -> None:
    spans = parted(sizes, most, (), least)
    assert [place for start, end in spans for place in range(start, end)] == list(range(len(sizes)))
    assert all(end - start == 1 or sum(sizes[start:end]) <= most + 0.2 for start, end in spans)
    assert len(spans) >= min(least, len(sizes))


@UNHURRIED
@given(st.lists(st.floats(1, 100), min_size=1, max_size=12))
def test_parting_takes_no_more_groups_than_it_must(sizes: list[float]) -> None:
    assert len(parted(sizes, sum(sizes))) == 1
    assert len(parted(sizes, 0)) == len(sizes)
    assert len(parted(sizes, float("inf"), (), 3)) == min(3, len(sizes))


def test_parting_is_even_and_rather_at_a_border() -> None:
    assert parted([1] * 6, 4) == ((0, 3), (3, 6))
    assert parted([1] * 6, 4, {0, 2}) == ((0, 2), (2, 6))
    assert parted([1] * 6, 3, {0, 2}) == ((0, 3), (3, 6))


# The page


def pages(root: Path, draw: Callable[[Iterable[Drawing]], Mapping[str, str]]) -> dict[str, Rendered]:
    found = render_pages(load(root)[0], (), lambda wanted: (draw(wanted), ()))
    return {page.path: page for page in found if page.language == "en"}


def engine(drawings: Iterable[Drawing]) -> dict[str, str]:
    wanted = [each for each in drawings if each.name.startswith(("journey-map", "journey-poster", "blueprint"))]
    return dict(dot.draw(wanted, dot.PURE, {})[0])


@pytest.fixture(scope="module")
def printed() -> str:
    return pages(BOOKS / "government", engine)["print/journeys/first-passport"].body


@pytest.fixture(scope="module")
def hard() -> str:
    return pages(BOOKS / "stress", engine)["print/journeys/everything"].body


def test_what_was_drawn_stands_on_the_page_once_and_leads_nowhere(printed: str) -> None:
    ids = re.findall(r' id="([^"]*)"', printed)
    assert len(ids) == len(set(ids))
    used = set(re.findall(r'<use xlink:href="#([^"]*)"', printed))
    assert used == {name for name in ids if name.startswith("_drawn-")}
    assert len(used) == 3  # the poster, the blueprint's lanes and its columns
    assert not re.search(r"<a [^>]*xlink:href", printed)


def test_each_sheet_says_what_it_is(printed: str) -> None:
    count = printed.count('<section class="jb-sheet"')
    assert count == printed.count('<p class="jb-sheet__head">') >= 2
    assert "Sheet 1 of 1" in printed
    assert 'aria-label="Service blueprint, phases 1 to 2"' in printed


def test_paper_is_lighter_than_what_it_is_cut_from(printed: str) -> None:
    told = source("government/first-passport")
    whole = dot.draw([journey_map.poster(told), *blueprint.drawings(told)], dot.PURE, {})[0]
    assert len(printed) < sum(len(svg) for svg in whole.values())


def test_the_page_of_the_journey_leads_to_paper_where_something_is_drawn() -> None:
    drawn_ones, words = pages(BOOKS / "government", engine), pages(BOOKS / "government", lambda drawings: {})
    assert 'href="../print/journeys/first-passport.html"' in drawn_ones["journeys/first-passport"].body
    assert "print/journeys" not in words["journeys/first-passport"].body
    assert "jb-sheet" not in words["print/journeys/first-passport"].body
    assert 'href="../../journeys/first-passport.html"' in words["print/journeys/first-passport"].body


def test_paper_is_not_searched() -> None:
    found = pages(BOOKS / "ten-lines", engine)
    assert found["print/journeys/paying-late-once"].search == ""


# In a browser

SIDES = {"a3": (842, 1191), "a4": (595, 842), "a4-wide": (595, 842)}
STYLES = ("journeybook.css", "journeybook-drawings.css")


def opened(page: Page, body: str, scheme: str = "default") -> None:
    styles = "".join((TEMPLATES / "assets" / name).read_text("utf-8") for name in STYLES)
    beneath = f'<style>body{{margin:0}}{styles}</style><body data-md-color-scheme="{scheme}">'
    page.set_content(f'{beneath}<div class="md-typeset">{body}</div>')


def forms(page: Page) -> Iterator[tuple[str, str]]:
    for choice in page.locator(".jb-paper__choice input").all():
        choice.check()
        yield str(choice.get_attribute("id"))[1:], str(choice.get_attribute("data-jb-paper"))


@pytest.mark.browser
def test_a_browser_prints_a_page_for_each_sheet(printed: str, page: Page) -> None:
    opened(page, printed)
    found = list(forms(page))
    assert [name for name, _ in found] == ["map-a3", "map-a4", "blueprint-a3", "blueprint-a4"]
    for name, size in forms(page):
        pdf = page.pdf(prefer_css_page_size=True, print_background=True)
        boxes = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
        assert len(boxes) == page.locator(f".jb-sheets--{name} .jb-sheet").count()
        assert {tuple(sorted(round(float(side)) for side in box)) for box in boxes} == {SIDES[size]}


WORDS = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">')
PAGES = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)


@pytest.mark.browser
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext here (poppler-utils)")
@pytest.mark.parametrize("which", ["printed", "hard"])
def test_what_a_browser_prints_is_no_smaller_than_7_points_and_within_the_margins(
    which: str, page: Page, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    opened(page, request.getfixturevalue(which))
    for name, _ in forms(page):
        page.pdf(path=str(tmp_path / f"{name}.pdf"), prefer_css_page_size=True, print_background=True)
        command = ["pdftotext", "-bbox", str(tmp_path / f"{name}.pdf"), "-"]
        told = subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
        sheets_told = PAGES.findall(told)
        assert sheets_told
        for wide, tall, inside in sheets_told:
            words = [[float(side) for side in box] for box in WORDS.findall(inside)]
            assert len(words) > 20
            assert min(bottom - top for _, top, _, bottom in words) >= 6.95 * LINE_OF_ARIAL
            margin = 8 / 25.4 * 72 - 1
            assert min(left for left, _, _, _ in words) >= margin
            assert max(right for _, _, right, _ in words) <= float(wide) - margin
            middles = [(top + bottom) / 2 for _, top, _, bottom in words]  # some fonts' boxes are higher than letters
            assert margin < min(middles) < max(middles) < float(tall) - margin


SCALES = """() => [
  [...document.querySelectorAll(".jb-sheet > svg")]
    .map(svg => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width),
  [...document.querySelectorAll(".jb-paper__source text")].map(text => parseFloat(getComputedStyle(text).fontSize)),
]"""


@pytest.mark.browser
def test_no_text_on_paper_is_smaller_than_7_points(printed: str, page: Page) -> None:
    opened(page, printed)
    ratios, sizes = page.evaluate(SCALES)
    assert min(sizes) >= sheets.SMALLEST
    assert min(ratio for ratio in ratios if ratio) * min(sizes) * 0.75 >= 6.95


@pytest.mark.browser
def test_paper_is_white_with_dark_words_wherever_it_is_looked_at(printed: str, page: Page) -> None:
    opened(page, printed, "slate")
    colour = "([what, name]) => getComputedStyle(document.querySelector(what))[name]"
    assert page.evaluate(colour, [".jb-sheet", "backgroundColor"]) == "rgb(255, 255, 255)"
    assert page.evaluate(colour, [".jb-sheet__head strong", "color"]) == "rgb(27, 39, 51)"
    assert page.evaluate(colour, [".jb-paper__source text", "fill"]) == "rgb(27, 39, 51)"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(colour, ["html", "backgroundColor"]) == "rgb(255, 255, 255)"
