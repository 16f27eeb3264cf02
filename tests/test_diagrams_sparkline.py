"""Results over time: which are read as one line, and that every word has its room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeybook.diagrams import sparkline
from journeybook.diagrams.series import Chart, Point, Series, Source, of_metric, of_promise
from journeybook.diagrams.sparkline import PARTS
from journeybook.dot import PURE, draw
from journeybook.load import load
from journeybook.measures import ledger
from journeybook.model import Book
from journeybook.problem import Place
from journeybook.scene.measure import width
from journeybook.scene.shape import Scene

BOOKS = Path(__file__).parent / "books"
Write = Callable[[Mapping[str, str | bytes]], Path]
SHOPS = """
    title: Content with the shop
    kind: rate
    target: 88 %
    results:
      - {period: 2026-Q1, successes: 80, n: 100}
      - {period: 2026-Q2, successes: 850, n: 1000}
      - {period: 2026-Q2, place: Harbour, successes: 90, n: 100}
      - {period: 2026-Q2, place: Market, successes: 20, n: 100}
      - {period: 2026-Q2, touchpoint: visit/door, successes: 50, n: 100}
    """
FILES = {
    "content/metrics/shops.yml": SHOPS,
    "content/promises/content.yml": "text: You will like it\nstandard: {metric: shops, at_least: 90 %}\n",
    "journeys/visit.yml": "title: Visit\npersona: p\nphases:\n  One:\n    - {id: door, title: I open the door}\n",
}


def book(write_book: Write, **more: str) -> Book:
    return load(write_book({**FILES, **{f"content/metrics/{name}.yml": text for name, text in more.items()}}))[0]


def chart(found: Book, name: str, language: str = "en") -> Chart | None:
    return of_metric(Source(found, language), found.metrics[name])


def test_results_over_time_in_full(write_book: Write, golden: Callable[[str, str], None]) -> None:
    shown = chart(book(write_book), "shops")
    assert shown is not None
    golden("sparkline.dot", sparkline.drawing(shown, "en").dot)
    golden("sparkline-small.dot", sparkline.small(shown, "en").dot)


def test_all_customers_come_first_then_the_parts_the_worst_first(write_book: Write) -> None:
    shown = chart(book(write_book), "shops")
    assert shown is not None
    assert [(each.name, len(each.points), each.state) for each in shown.series] == [
        ("all customers", 2, "broken"),
        ("Market", 1, "broken"),
        ("1. I open the door", 1, "broken"),
        ("Harbour", 1, "at_risk"),
    ]
    assert (shown.bound, shown.bound_words) == (0.88, "target 88%")


def test_where_less_is_better_the_highest_is_the_worst(write_book: Write) -> None:
    rows = "{date: 2026-01-01, place: a, value: 3}, {date: 2026-01-01, place: b, value: 9}"
    shown = chart(book(write_book, waits=f"{{kind: time, unit: min, results: [{rows}]}}"), "waits")
    assert shown is not None
    assert [each.name for each in shown.series] == ["b", "a"]


def test_a_result_in_another_unit_is_not_drawn_with_the_others(write_book: Write) -> None:
    text = "{kind: csat, results: [{date: 2026-01-01, value: 4.2, n: 9}, {date: 2026-02-01, value: 80 %, n: 50}]}"
    shown = chart(book(write_book, liked=text), "liked")
    assert shown is not None
    assert [point.value for point in shown.series[0].points] == [0.8]


def test_a_promise_is_held_against_its_standard(write_book: Write) -> None:
    found = book(write_book)
    shown = of_promise(Source(found, "en"), found.promises["content"], ledger(found)["content"])
    assert shown is not None
    assert (shown.bound_words, shown.series[0].state) == ("promised 90%", "broken")
    assert shown.series[0].points[-1].tip == "2026-Q2: 85.0% · (82.7 … 87.1%) · n = 1,000"


def test_without_results_there_is_no_line(write_book: Write) -> None:
    assert chart(book(write_book, none="{kind: count}"), "none") is None
    promises = load(write_book({**FILES, "content/promises/bare.yml": "text: Bare\n"}))[0]
    assert of_promise(Source(promises, "en"), promises.promises["bare"], ledger(promises)["bare"]) is None


def test_what_does_not_fit_is_counted(write_book: Write) -> None:
    rows = ", ".join(f"{{date: 2026-01-01, place: shop {number}, value: {number}}}" for number in range(20))
    shown = chart(book(write_book, many=f"{{kind: count, results: [{rows}]}}"), "many")
    assert shown is not None
    assert f"+ {20 - 1 - PARTS} more in the table" in sparkline.drawing(shown, "en").dot.replace("\xa0", " ")


@pytest.mark.parametrize("name", ["government", "stress"])
def test_any_book_is_drawn_by_the_engine(name: str) -> None:
    found, language = load(BOOKS / name)[0], "en"
    shown = [each for metric in found.metrics if (each := chart(found, metric, language))]
    wanted = [drawn for each in shown for drawn in (sparkline.drawing(each, language), sparkline.small(each, language))]
    svgs, problems = draw(wanted, PURE, {})
    assert problems == []
    assert len(svgs) == len(wanted) >= 2


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=80)
amounts = st.floats(-1e6, 1e6).map(lambda number: round(number, 3))


@st.composite
def points(draw_: st.DrawFn) -> Point:
    day = date(2026, 1, 1) + timedelta(days=draw_(st.integers(0, 900)))
    low, value, high = sorted(draw_(st.tuples(amounts, amounts, amounts)))
    return Point(day, day.isoformat(), value, low, high, f"{value:,} min", "tip")


states = st.sampled_from(["kept", "at_risk", "broken", "unmeasured"])
lines_ = st.builds(
    Series, words, st.lists(points(), min_size=1, max_size=6).map(lambda rows: tuple(sorted(rows, key=_day))), states
)


def _day(point: Point) -> date:
    return point.day


charts = st.builds(
    Chart, st.just("a"), words, st.just("min"), st.lists(lines_, min_size=1, max_size=5).map(tuple),
    st.none() | amounts, words, st.just(Place("content/metrics/a.yml", 1, 1, 1, 1)),
)  # fmt: skip


@given(charts)
@settings(max_examples=60, deadline=None)
def test_every_word_and_mark_has_its_room(shown: Chart) -> None:
    for drawn in (sparkline.scene(shown, "en"), sparkline.small_scene(shown)):
        assert_inside(drawn)


def assert_inside(drawn: Scene) -> None:
    for part in drawn.parts:
        assert part.x >= -0.01
        assert part.x + part.width <= drawn.width + 0.01
        for line in part.lines:
            used = width(line.text, line.type)
            left = {"left": line.x, "middle": line.x - used / 2, "right": line.x - used}[line.align]
            assert left >= -0.01, line
            assert left + used <= drawn.width + 0.01, line
            assert 0 <= line.y <= drawn.height
    for paint in drawn.paints:
        assert all(-0.01 <= x <= drawn.width + 0.01 and -0.01 <= y <= drawn.height + 0.01 for x, y in paint.points)
