"""Curves of several personas, and of attitude to person, place and brand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path

import pytest

from journeybook import dot
from journeybook.diagrams import attitude, journey_map, personas
from journeybook.diagrams.chart import LOOKS, ChartView, body, laid, scale_scene
from journeybook.diagrams.journey_map.source import Source
from journeybook.dot.engine import executable
from journeybook.load import load
from journeybook.measures import ledger
from journeybook.pages.page import Links
from journeybook.scene.shape import Scene, Stroke

BOOKS = Path(__file__).parent / "books"
Write = Callable[[Mapping[str, str | bytes]], Path]
Untidy = Callable[[Scene], list[str]]
FLEET = """
    title: A fleet
    persona: director
    other_personas: [buyer, engineer, silent]
    phases:
      - title: The need
        touchpoints:
          - {id: vans, title: The vans lose signal, emotion: -1, emotion_by: {buyer: -0.5, engineer: -2}}
          - {id: offer, title: An offer comes, emotion: 1}
      - {title: Nothing happens, touchpoints: []}
      - title: The tender
        touchpoints:
          - {id: red, title: Red pages, emotion: -1, emotion_by: {buyer: -1.5, guest: 2}}
          - {id: quiet, title: Quiet}
"""
VISIT = """
    title: A visit
    persona: director
    phases:
      - title: First
        touchpoints:
          - {id: wait, title: I wait}
          - id: clerk
            title: He talks to his screen
            attitude:
              - {to: person, before: 0, after: -2}
              - {to: place, before: 1, after: -1}
              - {to: brand, before: 1, after: -0.5}
      - title: Second
        touchpoints:
          - id: other
            title: She sits down beside me
            attitude: [{to: person, after: 2}, {to: place, before: -1, after: 1.5}, {to: brand, before: -0.5}]
"""
WHO = ("director", "buyer", "engineer", "silent", "guest")
FILES = {
    "journeys/fleet.yml": FLEET,
    "journeys/visit.yml": VISIT,
    **{f"content/personas/{name}.yml": f"name: The {name}\n" for name in WHO},
}


def source(root: Path, name: str, language: str = "en") -> Source:
    book, _ = load(root)
    links = Links(f"journeys/{name}", language, book.languages[0])
    return journey_map.source(book, book.journeys[name], language, links, ledger(book))


@pytest.fixture
def fleet(write_book: Write) -> Source:
    return source(write_book(FILES), "fleet")


@pytest.fixture
def visit(write_book: Write) -> Source:
    return source(write_book(FILES), "visit")


def scenes(view: ChartView) -> tuple[Scene, Scene]:
    grid = laid(view)
    return scale_scene(grid, "scale"), body(grid, "curves")


def test_what_the_engine_is_given(fleet: Source, visit: Source, golden: Callable[[str, str], None]) -> None:
    scale, curves = personas.drawings(fleet)
    golden("personas-scale.dot", scale.dot)
    golden("personas.dot", curves.dot)
    golden("attitude.dot", attitude.drawings(visit)[1].dot)


def test_a_curve_for_each_of_whom_something_is_told(fleet: Source) -> None:
    assert personas.who(fleet.journey) == ("director", "buyer", "engineer", "guest")
    assert [curve.name for curve in personas.view_of(fleet).curves] == [
        "The director", "The buyer", "The engineer", "The guest",
    ]  # fmt: skip


def test_nobody_is_drawn_where_all_feel_the_same(visit: Source) -> None:
    assert personas.drawings(visit) == []
    assert personas.whole(visit) is None


def test_what_is_told_of_no_persona_in_particular_holds_for_all(fleet: Source) -> None:
    _, buyer, engineer, _ = personas.view_of(fleet).curves
    assert [(point.stop, point.value, point.marked) for point in buyer.runs[0]] == [
        (0, -0.5, True), (1, 1, False), (2, -1.5, True),
    ]  # fmt: skip
    assert [point.marked for point in engineer.runs[0]] == [True, False, False]


def curves_of(scene: Scene) -> list[Stroke]:
    return [stroke for part in scene.parts if part.name.startswith("curve-") for stroke in part.strokes]


def test_a_personas_curve_marks_and_name_can_be_put_away(fleet: Source) -> None:
    named = [part for part in scenes(personas.view_of(fleet))[1].parts if part.about == ("persona-buyer",)]
    assert [part.name.partition("-")[0] for part in named] == ["curve", "mark", "mark", "end"]
    assert named[0].tip == "The buyer"


def test_curves_are_told_apart_by_stroke_and_mark(fleet: Source) -> None:
    columns = scenes(personas.view_of(fleet))[1]
    strokes = [(stroke.style, stroke.pen) for stroke in curves_of(columns)]
    assert len(set(strokes)) == 4
    marks = {part.look for part in columns.parts if part.name.startswith("mark-")}
    assert {"point-square", "point-triangle", "point-diamond"} <= marks
    assert [look for look in marks if look.startswith("face-")]


def test_the_styles_of_curves_are_no_two_alike() -> None:
    apart = [(style, mark) for name, (_, _, style, mark) in LOOKS.items() if name != "plain"]
    assert len(set(apart)) == len(apart)


def test_marks_of_one_touchpoint_stand_beside_each_other(fleet: Source) -> None:
    columns = scenes(personas.view_of(fleet))[1]
    marks = [part for part in columns.parts if part.name.startswith("mark-") and "-0-" in part.name]
    middles = sorted(part.x + part.width / 2 for part in marks)
    assert len(marks) == 3
    assert min(b - a for a, b in pairwise(middles)) >= personas.BESIDE


def test_every_curve_is_named_at_its_end_and_in_the_legend(fleet: Source) -> None:
    columns = scenes(personas.view_of(fleet))[1]
    for where in ("end-", "legend-"):
        words = [line.text for part in columns.parts if part.name.startswith(where) for line in part.lines]
        assert words.count("The buyer") == 1
    ends = sorted(part.lines[0].y for part in columns.parts if part.name.startswith("end-"))
    assert min(b - a for a, b in pairwise(ends)) >= 15


def test_a_mark_leads_to_its_touchpoint_and_says_whose_it_is(fleet: Source) -> None:
    columns = scenes(personas.view_of(fleet))[1]
    red = next(part for part in columns.parts if part.tip.startswith("The buyer: −1.5"))
    assert (red.link, red.tip) == ("#red", "The buyer: −1.5 · 3. Red pages")


def test_a_phase_without_touchpoints_has_no_head(fleet: Source) -> None:
    view = personas.view_of(fleet)
    assert [phase.title for phase in view.phases] == ["The need", "The tender"]
    assert view.counts == (2, 2)


def test_opinions_before_and_after(visit: Source) -> None:
    view = attitude.view_of(visit)
    assert [stop.title for stop in view.stops] == ["He talks to his screen", "She sits down beside me"]
    values = {curve.name: [[point.value for point in run] for run in curve.runs] for curve in view.curves}
    assert values == {"brand": [[1, -0.5, -0.5]], "place": [[1, -1, -1, 1.5]], "person": [[0, -2], [2]]}


def test_another_person_is_not_joined_to_the_first(visit: Source) -> None:
    columns = scenes(attitude.view_of(visit))[1]
    lines = [stroke.style for stroke in curves_of(columns)]
    assert lines == ["dotted", "dashed", "solid"]  # the second person has one value alone


def test_before_stands_left_of_after(visit: Source) -> None:
    columns = scenes(attitude.view_of(visit))[1]
    words = [line for part in columns.parts if part.name.startswith("beneath-") for line in part.lines]
    assert [line.text for line in sorted(words, key=lambda line: line.x)] == ["before", "after", "before", "after"]


def test_no_opinion_no_drawing(fleet: Source) -> None:
    assert attitude.drawings(fleet) == []
    assert attitude.whole(fleet) is None


def test_small_charts_are_tidy(fleet: Source, visit: Source, untidy: Untidy) -> None:
    for view in (personas.view_of(fleet), attitude.view_of(visit)):
        assert [fault for scene in scenes(view) for fault in untidy(scene)] == []


@pytest.mark.parametrize("drawn", [personas, attitude])
def test_whatever_is_typed_is_tidy(drawn: object, untidy: Untidy) -> None:
    view = drawn.view_of(source(BOOKS / "stress", "everything"))  # type: ignore[attr-defined]
    assert view.curves
    assert [fault for scene in scenes(view) for fault in untidy(scene)] == []


def test_both_parts_make_a_whole(fleet: Source, visit: Source) -> None:
    for (scale, curves), whole in (
        (personas.drawings(fleet), personas.whole(fleet)),
        (attitude.drawings(visit), attitude.whole(visit)),
    ):
        assert whole is not None
        assert scale.height == curves.height == whole.height
        assert whole.width == scale.width + curves.width == curves.whole


@pytest.mark.parametrize("engine", [dot.PURE, "dot"])
def test_each_engine_draws_them(engine: str) -> None:
    if not executable(engine):
        pytest.skip(f"{engine} is not installed here")
    told = source(BOOKS / "stress", "everything")
    wanted = [*personas.drawings(told), *attitude.drawings(told)]
    made, problems = dot.draw(wanted, engine, {})
    assert problems == []
    assert [made[drawing.name].count("<text") > 2 for drawing in wanted] == [True] * len(wanted)
