"""The closed loop: what is counted at its stations, and where it stands open."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeybook.diagrams import loop
from journeybook.diagrams.loop import CENTRE, RADII, Station, arc
from journeybook.dot import PURE, draw
from journeybook.load import load
from journeybook.measures.posts import listened
from journeybook.model import Book
from journeybook.pages.page import Links
from journeybook.scene.measure import width

BOOKS = Path(__file__).parent / "books"
Write = Callable[[Mapping[str, str | bytes]], Path]
FILES = {
    "content/actions/a.yml": "{title: A, circle: do}",
    "content/actions/b.yml": "{title: B, closed: done}",
    "content/actions/c.yml": "{title: C, closed: dropped}",
    "content/actions/d.yml": "{title: D}",
    "content/actors/desk.yml": "{title: Desk}",
    "journeys/order.yml": """
        title: Order
        persona: p
        phases:
          - title: One
            touchpoints:
              - title: I order
                feedback: {method: call, question: How was it?, frequency: weekly, answer_within: 2 days, owner: desk}
              - {title: I wait, feedback: a box}
              - {title: I get it}
        """,
    "journeys/old.yml": """
        title: Old
        persona: p
        status: retired
        phases: [{title: One, touchpoints: [{title: X, feedback: a box}]}]
        """,
}


def source(book: Book) -> loop.Source:
    heard = {name: listened(journey) for name, journey in book.journeys.items()}
    return loop.Source(book, "en", Links("listening", "en", "en"), heard)


def test_loop_in_full(write_book: Write, golden: Callable[[str, str], None]) -> None:
    golden("loop.dot", loop.drawing(source(load(write_book(FILES))[0])).dot)


def test_stations_count_posts_and_actions(write_book: Write) -> None:
    found = loop.stations(source(load(write_book(FILES))[0]))
    assert [(station.id, station.count, station.counted, station.more) for station in found] == [
        ("listen", 2, "listening posts", "1 complete, at 3 touchpoints in all"),
        ("answer", 1, "post that says how soon", "of 2 posts"),
        ("act", 1, "action being done", "1 planned"),
        ("review", 0, "actions being reviewed", ""),
        ("tell", 1, "action done", "1 dropped; customers hear what came of it"),
    ]
    assert [station.id for station in found if station.is_open] == ["review"]


def test_where_nothing_goes_on_the_loop_is_open_in_shape_and_word(write_book: Write) -> None:
    dot = loop.drawing(source(load(write_book(FILES))[0])).dot
    assert dot.count("the loop stands open here") == 2  # the card and its tip


@pytest.mark.parametrize("name", ["stress", "government", "ten-lines"])
def test_any_book_is_drawn_by_the_engine(name: str) -> None:
    svgs, problems = draw([loop.drawing(source(load(BOOKS / name)[0]))], PURE, {})
    assert problems == []
    assert list(svgs) == ["loop"]


def test_an_arc_stays_on_the_ring() -> None:
    for start, end in ((-1.2, -0.4), (0.1, 0.8), (2, 2.9)):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = arc(start, end)
        x, y = (ax + 3 * bx + 3 * cx + dx) / 8, (ay + 3 * by + 3 * cy + dy) / 8
        assert math.hypot((x - CENTRE[0]) / RADII[0], (y - CENTRE[1]) / RADII[1]) == pytest.approx(1, abs=1e-3)


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=120)
found = st.lists(
    st.builds(Station, st.just(""), words, st.integers(0, 99999), words, words, st.just("#")), min_size=5, max_size=5
)


@given(found, words)
@settings(max_examples=40, deadline=None)
def test_stations_stand_apart_and_hold_their_words(stations: list[Station], about: str) -> None:
    drawn = loop.scene(stations, (about, about, about), "en")
    cards = [part for part in drawn.parts if part.look.startswith("card")]
    for one, other in combinations(cards, 2):
        assert abs(one.x - other.x) >= one.width or abs(one.y - other.y) >= one.height
    for part in cards:
        assert part.x >= 0
        assert part.y >= 0
        assert part.x + part.width <= drawn.width
        assert part.y + part.height <= drawn.height
        for line in part.lines:
            assert line.x + width(line.text, line.type) <= part.x + part.width
            assert line.y + line.type.size / 2 <= part.y + part.height
