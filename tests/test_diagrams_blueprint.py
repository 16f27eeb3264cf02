"""The service blueprint: what it says of a journey, who hands what to whom, and that nothing covers anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from journeybook import dot
from journeybook.diagrams import blueprint, journey_map
from journeybook.diagrams.blueprint.boxes import LONGEST, rows
from journeybook.diagrams.blueprint.drawn import body, names
from journeybook.diagrams.blueprint.grid import laid
from journeybook.diagrams.blueprint.paths import arrows
from journeybook.diagrams.blueprint.reading import view_of
from journeybook.diagrams.blueprint.view import BlueprintView, Box, Hand, Note
from journeybook.diagrams.journey_map.source import Source
from journeybook.dot.engine import executable
from journeybook.load import load
from journeybook.measures import ledger
from journeybook.pages.page import Links
from journeybook.scene.measure import width
from journeybook.scene.shape import Scene

BOOKS = Path(__file__).parent / "books"
Write = Callable[[Mapping[str, str | bytes]], Path]
Untidy = Callable[[Scene], list[str]]
FILES = {
    "journeys/bread.yml": """
        title: Bread on account
        persona: bakery
        phases:
          - id: ordering
            title: Ordering
            duration: 2 h
            backstage: [{actor: office, does: plans the week}]
            touchpoints:
              - id: call
                title: I ring
                channel: phone
                doing: Rings between two ovens
                props: [A number on the fridge]
                frontstage: [{actor: desk, does: writes it down}]
                backstage: [{actor: office, does: checks the account, to: desk}, {actor: mill, does: counts sacks}]
                support: [{actor: ledger, does: knows what is owed, to: desk}]
              - id: mail
                title: I get a mail
                channel: email
                wait: 3 h
                frontstage: [{actor: desk, does: writes back, to: van}]
          - title: Delivery
            touchpoints:
              - id: van
                title: The van comes late
                emotion: -1.5
                failure_rate: 0.5 %
                keeps: [by-five]
                breaks: [{promise: by-five, evidence: letters}]
                causes: [{text: one driver, actor: mill}]
                frontstage: [{actor: van, does: unloads}]
                support: [{actor: mill, does: loads, to: bank}, {does: weighs}]
              - id: silence
                title: Nobody says sorry
                contact: absent
    """,
    "content/personas/bakery.yml": "name: The bakery\n",
    "content/promises/by-five.yml": "text: Flour by five\n",
    "content/evidence/letters.yml": "title: Letters\nmethod: complaint_log\nvoices: [customer]\n",
    **{
        f"content/actors/{name}.yml": f"title: {title}\n"
        for name, title in {
            "desk": "Sales desk", "office": "Back office", "mill": "Mill", "van": "Driver", "ledger": "Ledger",
            "bank": "Bank",
        }.items()
    },
}  # fmt: skip


def source(root: Path, name: str, language: str = "en") -> Source:
    book, _ = load(root)
    links = Links(f"journeys/{name}", language, book.languages[0])
    return journey_map.source(book, book.journeys[name], language, links, ledger(book))


@pytest.fixture
def bread(write_book: Write) -> Source:
    return source(write_book(FILES), "bread")


@pytest.fixture
def view(bread: Source) -> BlueprintView:
    return view_of(bread)


def box(view: BlueprintView, key: str) -> Box:
    return next(each for each in view.boxes if each.key == key)


def scenes(view: BlueprintView) -> tuple[Scene, Scene]:
    grid = laid(view)
    return names(grid, "lanes"), body(grid, "columns")


def test_what_the_engine_is_given(bread: Source, golden: Callable[[str, str], None]) -> None:
    lanes, columns = blueprint.drawings(bread)
    golden("blueprint-lanes.dot", lanes.dot)
    golden("blueprint.dot", columns.dot)


def test_a_small_blueprint_is_tidy(view: BlueprintView, untidy: Untidy) -> None:
    assert [fault for scene in scenes(view) for fault in untidy(scene)] == []


@pytest.mark.parametrize("name", ["everything", "crowd"])
def test_whatever_is_typed_is_tidy(name: str, untidy: Untidy) -> None:
    shown = view_of(source(BOOKS / "stress", name))
    assert len(shown.boxes) >= 40
    assert [fault for scene in scenes(shown) for fault in untidy(scene)] == []


def test_a_journey_of_which_no_actor_is_told_has_none() -> None:
    assert blueprint.drawings(source(BOOKS / "ten-lines", "paying-late-once")) == []
    assert blueprint.whole(source(BOOKS / "ten-lines", "paying-late-once")) is None


def test_the_customer_is_said_to_do_something_somewhere(view: BlueprintView) -> None:
    call = box(view, "1-customer")
    assert (call.title, call.text, call.above, call.icon) == ("I ring", "Rings between two ovens", "1 · phone", "phone")
    assert (call.link, call.anchor) == ("#call", "blueprint-call")


def test_a_touchpoint_that_is_missing_looks_so(view: BlueprintView) -> None:
    looks = {part.name: part.look for part in scenes(view)[1].parts}
    assert looks["box-4-customer"] == "card-absent"
    assert box(view, "4-customer").above == "4 · missing"


def test_where_it_fails_is_said_in_words_and_marked(view: BlueprintView) -> None:
    late = box(view, "3-customer")
    assert late.notes == (
        Note("", "fails in 0.5%"),
        Note("broken", "feels −1.5"),
        Note("broken", "breaks “Flour by five”"),
    )
    marks = [part.name for part in scenes(view)[1].parts if part.look == "square"]
    assert marks == ["box-3-customer/broken", "box-3-support-1/broken", "legend-broken"]


RATED = """
    title: A
    persona: p
    phases:
      - title: One
        touchpoints:
          - {title: Step, failure_rate: RATE, support: [{actor: a}], causes: [{text: Old, actor: a}]}
"""


@pytest.mark.parametrize(
    ("rate", "limit", "state"),
    [("0.3 %", "", ""), ("4.9 %", "", ""), ("5 %", "", "broken"), ("15 %", "", "broken"), ("0.3 %", "0.3 %", "broken")],
)
def test_what_fails_seldom_is_told_and_no_fail_point(write_book: Write, rate: str, limit: str, state: str) -> None:
    book = f"format: 1\nthresholds: {{fails: {limit}}}\n" if limit else "format: 1\n"
    files = {"content/book.yml": book, "content/actors/a.yml": "title: A team\n"}
    shown = view_of(source(write_book({**files, "journeys/a.yml": RATED.replace("RATE", rate)}), "a"))
    step, states = box(shown, "1-customer"), (state,) if state else ()
    assert step.notes == (Note(state, f"fails in {rate.replace(' ', '')}"),)
    assert step.states == box(shown, "1-support-1").states == states
    assert [part.look for part in scenes(shown)[1].parts].count("square") == 3 * len(states)


def test_who_is_the_cause_fails_with_it_and_nobody_else(view: BlueprintView) -> None:
    assert box(view, "3-support-1").states == ("broken",)
    assert box(view, "3-frontstage-1").states == ()
    assert box(view, "1-backstage-2").states == ()  # the same actor, at a touchpoint that does not fail


def test_a_wait_is_said_in_words_and_marked(view: BlueprintView) -> None:
    assert box(view, "2-customer").notes == (Note("at_risk", "waits 3 hours"),)
    looks = {part.name: part.look for part in scenes(view)[1].parts}
    assert looks["box-2-customer"] == "waits"


def test_nobody_is_to_be_assigned(view: BlueprintView) -> None:
    nobody = box(view, "3-support-2")
    assert (nobody.title, nobody.link) == ("nobody – to assign", "")
    looks = {part.name: part.look for part in scenes(view)[1].parts}
    assert looks["box-3-support-2"] == "nobody"


def test_whom_it_is_done_for_is_drawn_or_said(view: BlueprintView) -> None:
    assert Hand("1-backstage-1", "1-frontstage-1") in view.hands
    assert Hand("1-support-1", "1-frontstage-1") in view.hands
    assert Hand("2-frontstage-1", "3-frontstage-1") in view.hands  # to the next touchpoint
    assert box(view, "1-backstage-1").text == "checks the account"
    assert box(view, "3-support-1").text == "loads →\xa0Bank"  # the bank has no box


def test_talks_are_exchanges_and_letters_are_not(view: BlueprintView) -> None:
    assert Hand("1-frontstage-1", "1-customer", both=True) in view.hands
    assert Hand("2-frontstage-1", "2-customer", both=False) in view.hands


def test_who_hands_nothing_upwards_serves_the_lane_above(view: BlueprintView) -> None:
    assert Hand("3-support-1", "3-frontstage-1") in view.hands


def test_there_and_back_is_an_exchange(write_book: Write) -> None:
    journey = """
        title: A
        persona: p
        phases:
          - title: One
            touchpoints:
              - title: Step
                backstage: [{actor: a, to: b}]
                support: [{actor: b, to: a}]
    """
    shown = view_of(source(write_book({"journeys/a.yml": journey}), "a"))
    assert Hand("1-backstage-1", "1-support-1", both=True) in shown.hands


def test_what_is_told_of_a_phase_lies_across_its_touchpoints(view: BlueprintView) -> None:
    grid = laid(view)
    whole = grid.boxes["phase-1-backstage-1"]
    assert whole.breadth == grid.columns[0].breadth
    assert whole.y + whole.height < min(grid.boxes[key].y for key in ("1-backstage-1", "1-backstage-2"))


def test_an_arrow_past_a_box_runs_beside_it(view: BlueprintView) -> None:
    grid = laid(view)
    left = grid.boxes["1-frontstage-1"].x
    lines = [paint.points for paint in arrows(grid) if len(paint.points) == 4]
    assert any(all(x < left for x, _ in points) for points in lines)  # the ledger, past the back office
    assert any(points[0][0] < points[-1][0] for points in lines if points[0][0] > left)  # the desk, to the van


def test_lines_part_who_is_seen_from_who_is_not(view: BlueprintView) -> None:
    lanes, columns = scenes(view)
    styles = [paint.style for paint in columns.paints if len(paint.points) == 2 and paint.points[1][0] == columns.width]
    assert styles == ["solid", "dashed", "dotted"]
    words = [" ".join(line.text for line in part.lines) for part in lanes.parts if part.name.startswith("line-")]
    assert words == ["line of interaction", "line of visibility", "line of internal interaction"]


@pytest.mark.parametrize("language", ["en", "pl"])
def test_names_of_lanes_leave_a_phone_two_thirds_of_its_width(language: str) -> None:
    shown = view_of(source(BOOKS.parents[1], "late-invoice", language))
    lanes, _ = scenes(shown)
    assert lanes.width <= 358 / 3
    told = [line.text for part in lanes.parts for line in part.lines]
    assert [text for text in told if text.endswith(("-", "…"))] == []


def test_a_line_of_text_is_no_longer_than_three_touchpoints_are_broad(write_book: Write) -> None:
    words = "Everybody who ever worked here knows this by heart and says it in one breath. " * 4
    points = "".join(f"      - {{title: Step {n}}}\n" for n in range(6))
    journey = (
        f"title: A\npersona: p\nphases:\n  - title: One\n    support: [{{does: '{words}'}}]\n    touchpoints:\n{points}"
    )
    grid = laid(view_of(source(write_book({"journeys/a.yml": journey}), "a")))
    whole = grid.boxes["phase-1-support-1"]
    assert whole.breadth == grid.columns[0].breadth
    assert max(width(row.words, row.type) for row in rows(whole.box, whole.breadth)) <= LONGEST < whole.breadth / 2


def test_both_parts_are_of_one_height_and_make_a_whole(bread: Source) -> None:
    lanes, columns = blueprint.drawings(bread)
    whole = blueprint.whole(bread)
    assert whole is not None
    assert lanes.height == columns.height == whole.height
    assert whole.width == lanes.width + columns.width == columns.whole


@pytest.mark.parametrize("engine", [dot.PURE, "dot"])
def test_each_engine_draws_it(engine: str) -> None:
    if not executable(engine):
        pytest.skip(f"{engine} is not installed here")
    wanted = blueprint.drawings(source(BOOKS / "stress", "everything"))
    made, problems = dot.draw(wanted, engine, {})
    assert problems == []
    assert sorted(made) == sorted(drawing.name for drawing in wanted)
    assert sum(svg.count('<a id="blueprint-') for svg in made.values()) == 48
