"""The HEART grid: what stands in it, and that every word has its room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeybook.diagrams import heart_grid
from journeybook.diagrams.heart_grid import Aspect, Entry
from journeybook.diagrams.series import Source, of_metric
from journeybook.dot import PURE, draw
from journeybook.load import load
from journeybook.measures import of_metric as figures
from journeybook.model import Book
from journeybook.pages.page import Links
from journeybook.scene.measure import width

BOOKS = Path(__file__).parent / "books"
Write = Callable[[Mapping[str, str | bytes]], Path]
FILES = {
    "content/metrics/liked.yml": """
        title: Content with the shop
        kind: rate
        heart: happiness
        aim: Whoever leaves feels helped.
        signal: They come again.
        target: 88 %
        results: [{period: 2026-Q1, successes: 800, n: 1000}, {period: 2026-Q2, successes: 850, n: 1000}]
        """,
    "content/metrics/used.yml": "{title: Uses the app, kind: rate, heart: adoption}",
    "content/metrics/other.yml": "{title: Not in it, kind: count}",
}


def source(book: Book) -> heart_grid.Source:
    latest = {name: next(iter(figures(metric, book.as_of).values())) for name, metric in book.metrics.items()}
    charts = {name: of_metric(Source(book, "en"), metric) for name, metric in book.metrics.items()}
    known = {name: chart for name, chart in charts.items() if chart}
    return heart_grid.Source(book, "en", Links("metrics/index", "en", "en"), latest, known)


def test_heart_grid_in_full(write_book: Write, golden: Callable[[str, str], None]) -> None:
    drawn = heart_grid.drawing(source(load(write_book(FILES))[0]))
    assert drawn is not None
    golden("heart-grid.dot", drawn.dot)


def test_all_five_aspects_are_there_measured_or_not(write_book: Write) -> None:
    aspects = heart_grid.read(source(load(write_book(FILES))[0]))
    assert [(aspect.name, [entry.id for entry in aspect.entries]) for aspect in aspects] == [
        ("happiness", ["liked"]),
        ("engagement", []),
        ("adoption", ["used"]),
        ("retention", []),
        ("task success", []),
    ]


def test_a_metric_stands_with_its_value_and_target(write_book: Write) -> None:
    happiness, _, adoption, *_ = heart_grid.read(source(load(write_book(FILES))[0]))
    liked, used = happiness.entries[0], adoption.entries[0]
    assert (liked.value, liked.target, liked.state, liked.link) == ("85.0%", "target 88%", "broken", "liked.html")
    assert (used.value, used.target, used.state) == ("no result yet", "", "unmeasured")


def test_a_book_without_heart_has_no_grid(write_book: Write) -> None:
    files = {"content/metrics/other.yml": "{title: Not in it, kind: count}"}
    assert heart_grid.drawing(source(load(write_book(files))[0])) is None


@pytest.mark.parametrize("name", ["stress", "government"])
def test_any_book_is_drawn_by_the_engine(name: str) -> None:
    drawn = heart_grid.drawing(source(load(BOOKS / name)[0]))
    wanted = [drawn] if drawn else []
    svgs, problems = draw(wanted, PURE, {})
    assert problems == []
    assert len(svgs) == len(wanted)


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=150)
states = st.sampled_from(["kept", "at_risk", "broken", "unmeasured"])
entries = st.builds(Entry, words, words, words, words, words, words, states, st.just("#a"), st.none())
aspects_ = st.lists(st.builds(Aspect, words, st.lists(entries, max_size=3).map(tuple)), min_size=5, max_size=5)


@given(aspects_)
@settings(max_examples=60, deadline=None)
def test_every_word_has_its_room(aspects: list[Aspect]) -> None:
    drawn = heart_grid.scene(aspects, ["Head"] * 4, "nothing is measured here yet")
    for part in drawn.parts:
        assert part.x + part.width <= drawn.width + 0.01
        assert part.y + part.height <= drawn.height + 0.01
        for line in part.lines:
            edge = drawn.width if part.look == "group" else part.x + part.width
            assert line.x + width(line.text, line.type) <= edge + 0.01, line
            assert line.y + line.type.leading / 2 <= drawn.height + 0.01
