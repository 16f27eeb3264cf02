"""Value and effort: where actions stand, by which numbers, and that none stands on another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeybook.diagrams import value_effort
from journeybook.diagrams.drawing import Drawing
from journeybook.diagrams.value_effort import LEFT, MOST, PLOT, RADIUS, TOP, Bubble, Words, places
from journeybook.dot import PURE, draw
from journeybook.load import load
from journeybook.model import Book
from journeybook.model.action import STANDINGS
from journeybook.pages.actions import worth
from journeybook.pages.edition import edition
from journeybook.pages.facts import Facts
from journeybook.pages.page import Links
from journeybook.scene.measure import width
from journeybook.scene.shape import Scene

BOOKS = Path(__file__).parent / "books"
Write = Callable[[Mapping[str, str | bytes]], Path]
ACTIONS = {
    "kind-letter": "title: One kind letter, circle: do, customer_value: 90, business_value: 70, effort: 2",
    "call-first": "title: A call first, circle: plan, customer_value: 80, business_value: 60, effort: 3",
    "more-hands": "title: More hands, circle: review, customer_value: 65, business_value: 45, effort: 2",
    "queue": "title: Keep your place, closed: done, customer_value: 70, business_value: 50, effort: 3",
    "envelope": "title: An envelope, closed: dropped, customer_value: 60, business_value: 40, effort: 4",
    "wish": "title: Only a wish, customer_value: 60, business_value: 40",
}
FILES = {f"content/actions/{name}.yml": f"{{{text}}}" for name, text in ACTIONS.items()}
WORDS = Words(
    "Opportunity",
    "Effort",
    ("a", "b", "c", "d"),
    (("plan", "planned"),),
    "",
    f"Moved: {', '.join(map(str, range(1, MOST + 1)))}.",
)


def drawing(book: Book) -> Drawing | None:
    told = [(each.action, each.opportunity) for each in worth(edition(Facts(book), "en"))]
    return value_effort.drawing(value_effort.Source(book, "en", Links("actions/index", "en", "en")), told)


def test_value_and_effort_in_full(write_book: Write, golden: Callable[[str, str], None]) -> None:
    drawn = drawing(load(write_book(FILES))[0])
    assert drawn is not None
    golden("value-effort.dot", drawn.dot)


def test_actions_are_numbered_as_in_the_table_open_ones_first(write_book: Write) -> None:
    found = worth(edition(Facts(load(write_book(FILES))[0]), "en"))
    assert [each.action.id for each in found] == [
        "kind-letter", "call-first", "more-hands", "wish", "queue", "envelope",
    ]  # fmt: skip
    drawn = drawing(load(write_book(FILES))[0])
    assert drawn is not None
    assert "5. Keep your place: opportunity 60, effort 3, done" in drawn.dot


def test_what_is_not_judged_is_counted(write_book: Write) -> None:
    drawn = drawing(load(write_book(FILES))[0])
    assert drawn is not None
    assert "1 more in the table" in drawn.dot.replace("\xa0", " ")
    assert "Only a wish" not in drawn.dot


def test_without_a_judged_action_there_is_no_drawing(write_book: Write) -> None:
    assert drawing(load(write_book({"content/actions/wish.yml": FILES["content/actions/wish.yml"]}))[0]) is None


@pytest.mark.parametrize("name", ["stress", "government"])
def test_any_book_is_drawn_by_the_engine(name: str) -> None:
    drawn = drawing(load(BOOKS / name)[0])
    wanted = [drawn] if drawn else []
    svgs, problems = draw(wanted, PURE, {})
    assert problems == []
    assert len(svgs) == len(wanted)


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=150)
bubbles = st.lists(
    st.builds(
        Bubble, st.integers(1, 99), st.just(""), words, st.sampled_from(STANDINGS),
        st.integers(0, 100).map(float), st.integers(1, 5), st.just("#a"), words,
    ),
    min_size=1, max_size=MOST,
)  # fmt: skip


def named(shown: list[Bubble]) -> list[Bubble]:
    return [
        Bubble(n, f"a-{n}", b.title, b.standing, b.opportunity, b.effort, b.link, b.tip)
        for n, b in enumerate(shown, start=1)
    ]


@given(bubbles)
@settings(max_examples=60, deadline=None)
def test_no_bubble_stands_on_another_or_outside(shown: list[Bubble]) -> None:
    found = places(named(shown))
    for x, y in found:
        assert LEFT + RADIUS <= x <= LEFT + PLOT - RADIUS
        assert TOP + RADIUS <= y <= TOP + PLOT - RADIUS
    for (ax, ay), (bx, by) in combinations(found, 2):
        assert max(abs(ax - bx), abs(ay - by)) >= 2 * RADIUS


def test_many_of_one_value_and_effort_stand_beside_each_other() -> None:
    same = named([Bubble(1, "", "A", "plan", 50, 3, "#", "A")] * MOST)
    assert len(set(places(same))) == MOST


def test_what_was_moved_is_told_and_nothing_else(write_book: Write) -> None:
    apart, same = drawing(load(write_book(FILES))[0]), dict(FILES)
    same["content/actions/queue.yml"] = "{" + ACTIONS["kind-letter"].replace("circle: do", "closed: done") + "}"
    close = drawing(load(write_book(same))[0])
    assert apart is not None
    assert close is not None
    assert ("Moved" in apart.dot, "Moved" in apart.description) == (False, False)
    told = "Moved aside, since others stand there: 5."
    assert told in close.dot.replace("\xa0", " ")
    assert close.description.endswith(told)


@given(bubbles)
@settings(max_examples=40, deadline=None)
def test_every_word_has_its_room(shown: list[Bubble]) -> None:
    assert_inside(value_effort.scene(named(shown), WORDS))


def assert_inside(drawn: Scene) -> None:
    for part in drawn.parts:
        assert part.y + part.height <= drawn.height + 0.01
        for line in part.lines:
            used = width(line.text, line.type)
            left = {"left": line.x, "middle": line.x - used / 2, "right": line.x - used}[line.align]
            assert left >= 0
            assert left + used <= drawn.width
