"""The canvas of a service: what is new and what is left out, and that every word has its room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeybook.diagrams import canvas
from journeybook.diagrams.canvas import Element, Item, Sheet, Words
from journeybook.diagrams.drawing import Drawing
from journeybook.dot import PURE, draw
from journeybook.load import load
from journeybook.model import Book
from journeybook.pages import service_models
from journeybook.pages.edition import edition
from journeybook.pages.facts import Facts
from journeybook.scene.measure import width

Write = Callable[[Mapping[str, str | bytes]], Path]
FILES = {
    "content/personas/baker.yml": "name: Hanna\n",
    "content/metrics/complaints.yml": "{title: Complaints, kind: count, results: [{date: 2026-01-01, value: 46}]}",
    "content/service-models/today.yml": """
        title: Reminders today
        state: as_is
        customers: [baker]
        value: [An exact bill]
        channels: [A letter]
        kpi: [complaints]
        """,
    "content/service-models/tomorrow.yml": """
        title: Reminders tomorrow
        state: to_be
        as_is: today
        customers: [baker]
        value: [An exact bill, A word in time]
        uniqueness: [They ring first]
        channels: [A call]
        kpi: [complaints]
        """,
    "content/service-models/alone.yml": "title: Alone\nstate: as_is\n",
}
WORDS = Words("Canvas", "told", "not told yet", "What nobody else gives:", "new", "left out")


def drawings(book: Book) -> dict[str, Drawing]:
    return {drawn.name: drawn for drawn in service_models.drawings(edition(Facts(book), "en"))}


def test_canvas_in_full(write_book: Write, golden: Callable[[str, str], None]) -> None:
    found = drawings(load(write_book(FILES))[0])
    assert list(found) == ["canvas-tomorrow", "canvas-alone"]
    golden("canvas.dot", found["canvas-tomorrow"].dot)


def test_what_is_new_and_what_is_left_out(write_book: Write) -> None:
    (pair, _) = service_models.pairs(load(write_book(FILES))[0])
    before, after = ({each.id: each for each in side} for side in zip(*pair.rows, strict=True))
    changes = {name: [item.change for item in (*before[name].items, *after[name].items)] for name in before}
    assert changes["customers"] == ["", ""]
    assert changes["value"] == ["", "", "added"]
    assert changes["channels"] == ["removed", "added"]
    assert [item.change for item in after["value"].unique] == ["added"]


def test_a_model_without_another_has_nothing_new(write_book: Write) -> None:
    *_, alone = service_models.pairs(load(write_book(FILES))[0])
    assert [item.change for left, right in alone.rows for item in (*left.items, *right.items)] == []
    dot = drawings(load(write_book(FILES))[0])["canvas-alone"].dot
    assert dot.count("not told yet") == 8
    assert "left out" not in dot


def test_things_of_the_book_are_links_with_what_is_known_of_them(write_book: Write) -> None:
    dot = drawings(load(write_book(FILES))[0])["canvas-tomorrow"].dot
    assert 'URL="../personas/baker.html" tooltip="Hanna"' in dot
    assert 'URL="../metrics/complaints.html" tooltip="Complaints: 46"' in dot


def test_it_is_drawn_by_the_engine(write_book: Write) -> None:
    wanted = drawings(load(write_book(FILES))[0])
    svgs, problems = draw(list(wanted.values()), PURE, {})
    assert problems == []
    assert set(svgs) == set(wanted)


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=90)
items = st.lists(st.builds(Item, words, st.sampled_from(["", "added", "removed"])), max_size=3).map(tuple)
elements = st.lists(st.builds(Element, words, items, items), min_size=8, max_size=8).map(tuple)
sheets = st.lists(
    st.builds(Sheet, st.just("a"), words, words, st.booleans(), st.just("#"), elements), min_size=1, max_size=2
)


@given(sheets)
@settings(max_examples=30, deadline=None)
def test_elements_stand_beside_each_other_and_hold_their_words(shown: list[Sheet]) -> None:
    drawn = canvas.scene(shown, WORDS)
    cards = [part for part in drawn.parts if part.look in {"card", "nobody"}]
    assert len(cards) == 8 * len(shown)
    for part in drawn.parts:
        assert part.x + part.width <= drawn.width + 0.01
        assert part.y + part.height <= drawn.height + 0.01
        for line in part.lines if part.look != "group" else ():
            assert line.x + width(line.text, line.type) <= part.x + part.width + 0.01
            assert line.y + line.type.leading / 2 <= part.y + part.height + 4
    for part in (part for part in drawn.parts if part.look == "area"):
        assert any(c.x <= part.x and part.y + part.height <= c.y + c.height for c in cards)


@pytest.mark.parametrize("change", ["added", "removed"])
def test_a_change_is_told_in_words_too(change: str) -> None:
    sheet = Sheet("a", "A", "as it is", False, "#", (Element("Value", (Item("A letter", change),)),))
    (part,) = [part for part in canvas.scene([sheet], WORDS).parts if part.look == "area"]
    assert part.tip == f"A letter – {'new' if change == 'added' else 'left out'}"
