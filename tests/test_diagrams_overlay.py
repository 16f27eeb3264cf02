"""A change drawn: what is added, removed, changed and folded, both curves, and words that fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeybook import dot
from journeybook.diagrams import journey_map, overlay
from journeybook.diagrams.journey_map.source import Source
from journeybook.diagrams.overlay.compared import Kind, compared, merged
from journeybook.diagrams.overlay.drawn import body, laid, names
from journeybook.diagrams.overlay.view import ChangeCard, OverlayView
from journeybook.dot.engine import executable
from journeybook.load import load
from journeybook.measures import ledger
from journeybook.pages.page import Links
from journeybook.scene.shape import Scene

BOOKS = Path(__file__).parent / "books"
Write = Callable[[Mapping[str, str | bytes]], Path]
Untidy = Callable[[Scene], list[str]]
NOW = """
    title: Paying late
    persona: p
    phases:
      - {id: before, title: Long before, touchpoints: [{id: sign, title: I sign, emotion: 1}]}
      - {id: using, title: Using, touchpoints: [{id: works, title: It works, emotion: 1}]}
      - id: paying
        title: Paying
        touchpoints:
          - {id: nothing, title: Nobody says a word, emotion: -0.5, contact: absent}
          - {id: mail, title: A rude mail, emotion: -2, channel: email, wait: 2 days, keeps: [first],
             breaks: [{promise: first, evidence: letters}], failure_rate: 15 %}
          - {id: pay, title: I pay, emotion: 0, owner: desk}
      - id: anger
        title: Anger
        touchpoints: [{id: ring, title: I ring, emotion: -1, keeps: [second]}]
      - {id: after, title: After, touchpoints: [{id: next, title: I pay the next one}]}
"""
THEN = """
    title: Paying late, kindly
    persona: p
    state: to_be
    as_is: now
    phases:
      - {id: before, title: Long before, touchpoints: [{id: sign, title: I sign, emotion: 1}]}
      - {id: using, title: Using, touchpoints: [{id: works, title: It works, emotion: 1}]}
      - id: paying
        title: Paying
        touchpoints:
          - {id: nudge, title: A text nudges me, emotion: 0.5, moment_of_truth: yes}
          - {id: mail, title: A kind mail, emotion: 1, channel: phone, keeps: [first], moment_of_truth: yes}
          - {id: pay, title: I pay, emotion: 0}
      - {id: after, title: After, touchpoints: [{id: next, title: I pay the next one}]}
      - {id: later, title: Much later, touchpoints: [{id: still, title: I am still here}]}
"""
FILES = {
    "journeys/now.yml": NOW,
    "journeys/then.yml": THEN,
    "content/promises/first.yml": "text: You come first\n",
    "content/promises/second.yml": "text: We answer at once\n",
    "content/actors/desk.yml": "title: Sales desk\n",
    "content/evidence/letters.yml": "title: Letters\nmethod: complaint_log\nvoices: [customer]\n",
}


def source(root: Path, name: str, language: str = "en") -> Source:
    book, _ = load(root)
    links = Links("journeys/then", language, book.languages[0])
    return journey_map.source(book, book.journeys[name], language, links, ledger(book))


@pytest.fixture
def both(write_book: Write) -> tuple[Source, Source]:
    root = write_book(FILES)
    return source(root, "now"), source(root, "then")


@pytest.fixture
def view(both: tuple[Source, Source]) -> OverlayView:
    return overlay.view_of(*both)


def cards(view: OverlayView) -> dict[str, ChangeCard]:
    return {card.title: card for turn in view.phases for card in turn.cards}


def scenes(view: OverlayView) -> tuple[Scene, Scene]:
    grid = laid(view)
    return names(grid, "lanes"), body(grid, view, "columns")


def test_what_the_engine_is_given(both: tuple[Source, Source], golden: Callable[[str, str], None]) -> None:
    lanes, columns = overlay.drawings(*both)
    golden("overlay-lanes.dot", lanes.dot)
    golden("overlay.dot", columns.dot)


def test_touchpoints_are_matched_by_their_ids(view: OverlayView) -> None:
    assert {title: card.kind.value for title, card in cards(view).items()} == {
        "It works": "same",
        "Nobody says a word": "removed",
        "A text nudges me": "added",
        "A kind mail": "changed",
        "I pay": "same",
        "I ring": "removed",
        "I pay the next one": "same",
        "I am still here": "added",
    }
    assert view.words.counts == ((Kind.ADDED, "2 added"), (Kind.REMOVED, "2 removed"), (Kind.CHANGED, "1 changed"))


def test_what_is_removed_stands_where_it_stood(view: OverlayView) -> None:
    assert [card.title for card in view.phases[1].cards] == [
        "Nobody says a word", "A text nudges me", "A kind mail", "I pay",
    ]  # fmt: skip
    assert [phase.title for phase in view.map.phases] == ["Using", "Paying", "Anger (removed)", "After", "Much later"]


def test_phases_without_change_are_folded_but_for_neighbours(view: OverlayView) -> None:
    assert "Long before" not in [phase.title for phase in view.map.phases]
    assert view.words.folded == "1 phase without change is folded"
    assert [turn.stays for turn in view.phases] == [True, False, False, True, False]


def test_what_differs_is_told_in_words(view: OverlayView) -> None:
    mail = cards(view)["A kind mail"]
    assert (mail.was, mail.feeling, mail.before, mail.after) == ("A rude mail", "−2 → +1", -2, 1)
    assert mail.facts == ("Channel: e-mail → phone", "now a moment of truth")
    assert mail.tip == "changed: A kind mail · Channel: e-mail → phone · now a moment of truth"


def test_what_is_to_be_need_not_tell_all_again_but_an_edit_that_drops_it_counts(both: tuple[Source, Source]) -> None:
    edited = cards(overlay.view_of(*both, emptied=True))
    assert edited["I pay"].facts == ("Owner: Sales desk → –",)
    assert edited["A kind mail"].facts == (
        "Channel: e-mail → phone", "now a moment of truth", "Promises broken: You come first → –",
        "Wait: 2 days → –", "Fails in: 15% → –",
    )  # fmt: skip


def test_promises_turn(view: OverlayView) -> None:
    (turn,) = view.phases[1].promises
    assert turn.before is not None
    assert turn.after is not None
    assert (turn.before.state, turn.after.state, turn.stays) == ("broken", "broken", True)
    assert view.phases[2].promises == ()


def test_a_promise_that_an_edit_adds_or_drops_has_a_sign(both: tuple[Source, Source]) -> None:
    dropped = overlay.view_of(*both, emptied=True)
    added = overlay.view_of(both[1], both[0], emptied=True)
    words = [
        [
            line.text.replace("\xa0", " ")
            for part in scenes(each)[1].parts
            if "promises" in part.name
            for line in part.lines
        ]
        for each in (dropped, added)
    ]
    assert words == [["You come first", "– We answer at once"], ["You come first", "+ We answer at once"]]


def test_a_result_that_changes_is_shown_with_both_values(write_book: Write) -> None:
    metric = "title: Complaints\nkind: count\nresults: [{date: 2026-01-31, value: %s}]\n"
    journey = "title: A\npersona: p\nphases: [{title: One, touchpoints: [{title: Step, metrics: [complaints]}]}]\n"
    views = []
    for value in ("46", "8"):
        root = write_book({"journeys/a.yml": journey, "content/metrics/complaints.yml": metric % value})
        views.append(source(root, "a"))
    (course,) = overlay.view_of(views[0], views[1], emptied=True).phases[0].metrics
    assert course.before is not None
    assert course.after is not None
    assert (course.before.value, course.after.value) == ("46", "8")


def test_nothing_is_drawn_of_what_does_not_change(both: tuple[Source, Source]) -> None:
    assert overlay.drawings(both[0], both[0]) == []
    assert overlay.whole(both[1], both[1]) is None


def test_a_touchpoint_that_moves_stands_where_it_is(write_book: Write) -> None:
    one = "title: A\npersona: p\nphases: [{id: a, title: A, touchpoints: [{id: x, title: X}, {id: y, title: Y}]}]\n"
    two = (
        "title: B\npersona: p\nphases:\n  - {id: a, title: A, touchpoints: [{id: y, title: Y}]}\n"
        "  - {id: b, title: B, touchpoints: [{id: x, title: X}]}\n"
    )
    root = write_book({"journeys/one.yml": one, "journeys/two.yml": two})
    shown = overlay.view_of(source(root, "one"), source(root, "two"))
    assert [[card.title for card in turn.cards] for turn in shown.phases] == [["Y"], ["X"]]
    assert shown.phases[1].cards[0].facts == ("Phase: A → B",)


def test_old_and_new_are_told_apart_by_more_than_colour(view: OverlayView) -> None:
    columns = scenes(view)[1]
    styles = [(paint.style, paint.ink) for paint in columns.paints if paint.curved]
    assert styles == [("dashed", "rule"), ("solid", "ink")]
    looks = [part.look for part in columns.parts if part.name.startswith(("was-", "now-"))]
    assert looks.count("was-removed") == 2
    assert looks.count("was") == 1
    assert looks.count("halo-added") == 1
    assert looks.count("halo-changed") == 1
    struck = [bool(part.strokes) for part in columns.parts if part.look.startswith("change-") and "doing" in part.name]
    assert struck == [False, True, False, True, False, True, False, False]  # removed, or with another title than before


def test_both_parts_are_of_one_height_and_make_a_whole(both: tuple[Source, Source]) -> None:
    lanes, columns = overlay.drawings(*both)
    whole = overlay.whole(*both)
    assert whole is not None
    assert lanes.height == columns.height == whole.height
    assert whole.width == lanes.width + columns.width == columns.whole


def test_a_small_change_is_tidy(both: tuple[Source, Source], untidy: Untidy) -> None:
    for view in (overlay.view_of(*both), overlay.view_of(*both, emptied=True)):
        assert [fault for scene in scenes(view) for fault in untidy(scene)] == []


@pytest.mark.parametrize(("one", "other"), [("everything", "crowd"), ("crowd", "everything"), ("loops", "no-feelings")])
def test_whatever_changes_into_whatever_is_tidy(one: str, other: str, untidy: Untidy) -> None:
    shown = overlay.view_of(source(BOOKS / "stress", one), source(BOOKS / "stress", other), emptied=True)
    assert shown.phases
    assert [fault for scene in scenes(shown) for fault in untidy(scene)] == []


@pytest.mark.parametrize("engine", [dot.PURE, "dot"])
def test_each_engine_draws_it(engine: str) -> None:
    if not executable(engine):
        pytest.skip(f"{engine} is not installed here")
    wanted = overlay.drawings(source(BOOKS / "stress", "crowd"), source(BOOKS / "stress", "everything"))
    made, problems = dot.draw(wanted, engine, {})
    assert problems == []
    assert [made[drawing.name].count("<text") > 4 for drawing in wanted] == [True, True]


NAMES = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(NAMES, NAMES)
def test_merging_keeps_the_new_order_and_all_that_is_gone(old: list[str], new: list[str]) -> None:
    order = merged(old, new)
    assert sorted(order) == sorted({*old, *new})
    assert [name for name in order if name in new] == new
    for place, name in enumerate(old):
        if name not in new and place:
            assert order.index(name) == order.index(old[place - 1]) + 1


def test_comparing_is_a_matter_of_ids_alone(both: tuple[Source, Source]) -> None:
    there = compared(both[0].journey, both[1].journey)
    back = compared(both[1].journey, both[0].journey)
    kinds = [[change.kind for phase in each for change in phase.changes] for each in (there, back)]
    assert kinds[0].count(Kind.ADDED) == kinds[1].count(Kind.REMOVED)
    assert kinds[0].count(Kind.REMOVED) == kinds[1].count(Kind.ADDED)
