"""Drawings in columns: the promise map, the strategy tree, the hierarchy of journeys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeybook.diagrams import hierarchy, promise_map, strategy_tree
from journeybook.diagrams.columns import ARROWS, Arrow, Column, Thing, on_the_lines_of, rising, scene
from journeybook.dot import PURE, draw
from journeybook.load import load
from journeybook.measures import ledger
from journeybook.measures.emotion import lowest
from journeybook.measures.promises import touched_in
from journeybook.model import Book
from journeybook.pages.facts import Facts
from journeybook.pages.page import Links
from journeybook.scene.measure import width
from journeybook.scene.shape import Scene

BOOKS = Path(__file__).parent / "books"
SMALL = {
    "content/book.yml": """
        format: 1
        true_north: Nobody leaves
        objectives:
          - {id: stay, statement: Nine of ten stay, critical: yes}
        """,
    "content/actors/desk.yml": "title: Sales desk\n",
    "content/promises/flour-by-five.yml": "text: Flour by five\n",
    "content/promises/never-late.yml": "text: Never late\nto: [bakery]\n",
    "content/personas/bakery.yml": "name: The bakery\n",
    "journeys/order.yml": """
        title: The first order
        persona: bakery
        owner: desk
        supports: [stay]
        phases:
          - title: Buying
            touchpoints:
              - {title: I see the poster, emotion: 1, makes: [flour-by-five, never-late]}
              - {title: The van comes, emotion: -1, keeps: [flour-by-five], owner: desk}
              - {title: I wait, emotion: -2, keeps: [flour-by-five]}
        """,
    "journeys/order-by-app.yml": """
        title: The order by app
        persona: bakery
        state: to_be
        as_is: order
        phases: {One: [{I tap: 2}]}
        """,
    "journeys/delivery.yml": "title: The delivery\npersona: bakery\nparent: order\nphases: {One: [{It comes: 1}]}\n",
}


@pytest.fixture
def small(write_book: Callable[[Mapping[str, str | bytes]], Path]) -> Book:
    return load(write_book(SMALL))[0]


def source(book: Book, path: str = "promises/index") -> promise_map.Source:
    return promise_map.Source(book, book.languages[0], Links(path, book.languages[0], book.languages[0]), ledger(book))


def test_promise_map_in_full(small: Book, golden: Callable[[str, str], None]) -> None:
    golden("promise-map.dot", promise_map.of_promise(source(small), "flour-by-five").dot)


def test_promises_kept_nowhere_are_seen(small: Book) -> None:
    assert "nowhere yet" in promise_map.of_promise(source(small), "never-late").dot


def test_of_many_places_those_where_a_promise_stands_worst_are_drawn_and_the_others_are_counted(
    write_book: Callable[[Mapping[str, str | bytes]], Path],
) -> None:
    steps = "".join(f"      - {{title: Step {n}, keeps: [fast], makes: [fast]}}\n" for n in range(40))
    results = "[{date: 2026-01-10, value: 1, n: 40}, {date: 2026-01-10, value: 9, n: 40, touchpoint: long/step-39}]"
    files = {
        "content/book.yml": "format: 1\n",
        "content/promises/fast.yml": "text: Fast\nstandard: {metric: wait, at_most: 5 min}\n",
        "content/metrics/wait.yml": f"title: Wait\nunit: min\nresults: {results}\n",
        "journeys/long.yml": f"title: Long\npersona: p\nphases:\n  - title: One\n    touchpoints:\n{steps}",
    }
    book = load(write_book(files))[0]
    dot = promise_map.of_promise(source(book), "fast").dot
    assert dot.count("+ 10\N{NO-BREAK SPACE}more") == 2
    assert ledger(book)["fast"].at["long/step-39"] == "broken"
    shown = promise_map.worst_places(ledger(book)["fast"], promise_map.MOST)
    assert shown == [*(f"long/step-{n}" for n in range(29)), "long/step-39"]
    assert all(f"kept-{name}" in dot for name in shown)


def test_what_the_marks_of_a_promise_map_mean_stands_below_it(small: Book) -> None:
    def told(promise: str, state: str) -> bool:
        dot = promise_map.of_promise(source(small), promise).dot
        return f"legend-{state}-word" in dot

    assert told("flour-by-five", "unmeasured")
    assert not told("flour-by-five", "broken")
    whole = promise_map.of_book(source(small), promise_map.journeys_making(small))
    assert whole
    assert whole.dot.count('-word"') == 1


def test_touchpoints_without_an_owner_are_seen(small: Book) -> None:
    assert "– to assign" in promise_map.of_promise(source(small), "flour-by-five").dot


def test_journeys_without_promises_have_no_promise_map(small: Book) -> None:
    assert (
        promise_map.of_journey(source(small), small.journeys["delivery"], touched_in(small).get("delivery", {})) is None
    )
    assert promise_map.of_journey(source(small), small.journeys["order"], touched_in(small)["order"]) is not None


def test_things_know_on_whose_lines_they_are() -> None:
    things = [
        Thing(name, column, name, "card")
        for column, names in enumerate(("a b", "p q", "k l", "o"))
        for name in names.split()
    ]
    lines = ("a p", "b p", "b q", "p k", "q l", "q k", "k o")
    found = on_the_lines_of(1, things, [Arrow(*line.split()) for line in lines])
    assert {thing.name: thing.about for thing in found} == {
        "a": ("p",), "b": ("p", "q"), "p": ("p",), "q": ("q",), "k": ("p", "q"), "l": ("q",), "o": ("p", "q"),
    }  # fmt: skip


def test_hierarchy_shows_children_and_what_is_to_be(small: Book) -> None:
    felt = {journey.id: step for journey in small.journeys.values() if (step := lowest(journey))}
    links = Links("journeys/index", "en", "en")
    drawn = hierarchy.drawing(hierarchy.Source(small, "en", links, felt))
    assert drawn is not None
    assert all(words in drawn.dot for words in ("The first order", "The delivery", "The order by app"))


def test_journeys_that_are_their_own_ancestors_are_drawn_all_the_same(
    write_book: Callable[[Mapping[str, str | bytes]], Path],
) -> None:
    text = "title: {0}\npersona: p\nparent: {1}\nphases: {{One: [{{I: 1}}]}}\n"
    files = {"journeys/a.yml": text.format("a", "b"), "journeys/b.yml": text.format("b", "a")}
    book = load(write_book(files))[0]
    assert hierarchy.drawing(hierarchy.Source(book, "en", Links("journeys/index", "en", "en"), {})) is not None


def test_strategy_tree_names_what_serves_an_objective(small: Book) -> None:
    facts = Facts(small)
    links = Links("strategy", "en", "en")
    drawn = strategy_tree.drawing(strategy_tree.Source(small, "en", links, facts.weakest, facts.latest))
    assert drawn is not None
    assert all(words in drawn.dot for words in ("Nobody leaves", "Nine of ten stay", "The first order"))


@pytest.mark.parametrize("name", ["government", "stress"])
def test_any_book_is_drawn_by_the_engine(name: str) -> None:
    book = load(BOOKS / name)[0]
    drawings = [promise_map.of_promise(source(book), promise) for promise in book.promises]
    whole = promise_map.of_book(source(book), promise_map.journeys_making(book))
    svgs, problems = draw([*drawings, *([whole] if whole else [])], PURE, {})
    assert problems == []
    assert len(svgs) == len(drawings) + bool(whole)


titles = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=120)


@given(st.lists(st.tuples(st.integers(0, 2), titles), min_size=1, max_size=14), st.data())
@settings(max_examples=60, deadline=None)
def test_boxes_never_overlap_and_hold_their_words(rows: list[tuple[int, str]], data: st.DataObject) -> None:
    things = [Thing(f"t{number}", column, title, "card", title) for number, (column, title) in enumerate(rows)]
    pairs = [(a, b) for a in things for b in things if a.column + 1 == b.column]
    states = st.sampled_from(sorted(ARROWS))
    chosen = data.draw(st.lists(st.tuples(st.sampled_from(pairs), states), max_size=20)) if pairs else []
    arrows = [Arrow(start.name, end.name, state) for (start, end), state in chosen]
    drawn = scene("any", [Column("Head", 220), Column("Head", 320), Column("Head", 240)], things, arrows)
    assert_tidy(drawn)
    assert drawn == scene("any", [Column("Head", 220), Column("Head", 320), Column("Head", 240)], things, arrows)


def assert_tidy(drawn: Scene) -> None:
    boxes = [part for part in drawn.parts if part.look == "card"]
    for box in boxes:
        assert box.y >= 0
        assert box.y + box.height <= drawn.height
        for line in box.lines:
            assert line.x + width(line.text, line.type) <= box.x + box.width + 0.01
    for x in {box.x for box in boxes}:
        column = sorted((box for box in boxes if box.x == x), key=lambda box: box.y)
        assert all(above.y + above.height <= below.y for above, below in pairwise(column))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.floats(-1e4, 1e4), max_size=30))
def test_what_is_wanted_out_of_order_is_met_halfway(wanted: list[float]) -> None:
    found = rising(wanted)
    assert len(found) == len(wanted)
    assert all(one <= other for one, other in pairwise(found))
    assert sum(found) == pytest.approx(sum(wanted), abs=1e-3)
    assert wanted != sorted(wanted) or found == wanted


@pytest.fixture
def large(write_book: Callable[[Mapping[str, str | bytes]], Path]) -> Book:
    """A book of 80 journeys with a promise each, all but the last of them children of the first."""
    journey = "title: Journey {0}\npersona: p\n{1}supports: [grow]\nphases: {{One: [{{title: I, keeps: [p{0}]}}]}}\n"
    files = {f"journeys/j{n}.yml": journey.format(n, "parent: j0\n" if 0 < n < 79 else "") for n in range(80)} | {
        f"content/promises/p{n}.yml": f"title: Promise {n}\ntext: We do {n}\n" for n in range(80)
    }
    objective = "objectives: [{id: grow, statement: We grow}]\nbrand: {name: A book}\n"
    return load(write_book({"content/book.yml": objective, **files}))[0]


def test_a_large_book_is_drawn_as_far_as_it_can_be_read_and_the_rest_is_counted(large: Book) -> None:
    facts = Facts(large)
    whole = promise_map.of_book(source(large), promise_map.journeys_making(large))
    tree = strategy_tree.drawing(
        strategy_tree.Source(large, "en", Links("strategy", "en", "en"), facts.weakest, facts.latest)
    )
    family = hierarchy.drawing(hierarchy.Source(large, "en", Links("journeys/index", "en", "en"), facts.weakest))
    assert whole and tree and family
    for drawn, left, most in ((whole, 50, 3000), (tree, 67, 1000), (family, 19, 5000)):
        assert f"+ {left}\xa0more" in drawn.dot
        assert drawn.height < most
