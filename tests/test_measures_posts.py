"""Where a journey is listened to: at a touchpoint, with its phase, or nowhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from journeybook.load import load
from journeybook.measures.posts import Listened, Silent, Unheard, listened
from journeybook.pages import plain
from journeybook.problem import Severity

Write = Callable[[Mapping[str, str | bytes]], Path]
COMPLETE = "{method: call, question: How was it?, frequency: weekly, answer_within: 2 days, owner: desk}"
JOURNEY = f"""
    title: Order
    persona: p
    phases:
      - title: With a post of its own
        feedback: a box
        touchpoints:
          - {{id: a, title: A}}
          - {{id: b, title: B, feedback: {COMPLETE}}}
      - title: Silent
        touchpoints:
          - {{id: c, title: C, emotion: -2, moment_of_truth: true}}
          - {{id: d, title: D}}
      - title: Silent too
        touchpoints:
          - {{id: e, title: E, emotion: 1}}
      - title: Heard here and there
        touchpoints:
          - {{id: f, title: F, moment_of_truth: true}}
          - {{id: g, title: G, feedback: a card}}
      - title: Nothing yet
        touchpoints: []
    """


def told(write_book: Write, journey: str) -> Listened:
    book, problems = load(write_book({"journeys/order.yml": journey, "content/actors/desk.yml": "title: Desk\n"}))
    assert [each.message.say() for each in problems if each.severity is Severity.ERROR] == []
    return listened(book.journeys["order"])


def test_what_is_told_of_a_phase_is_heard_at_its_touchpoints(write_book: Write) -> None:
    assert told(write_book, JOURNEY) == Listened(
        touchpoints=7,
        posts=3,
        complete=1,
        answered=1,
        has_posts=True,
        unheard=(
            Unheard("order/c", True, -2),
            Unheard("order/d", False, None),
            Unheard("order/e", False, 1),
            Unheard("order/f", True, None),
        ),
        silent=(Silent(1, True), Silent(2, False)),
    )


def test_a_post_of_a_phase_without_touchpoints_is_one(write_book: Write) -> None:
    found = told(
        write_book,
        """
        title: Order
        persona: p
        phases:
          - {title: One, feedback: a box, touchpoints: []}
          - {title: Two, touchpoints: [{id: a, title: A}]}
        """,
    )
    assert (found.posts, found.has_posts, found.silent) == (0, True, (Silent(1, False),))


def test_it_is_the_same_when_it_was_kept(write_book: Write) -> None:
    found = told(write_book, JOURNEY)
    assert plain.whole(json.loads(json.dumps(plain.told(found)))) == found
