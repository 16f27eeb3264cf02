"""Marks and icons: each state has a shape of its own, each channel and lane an icon."""

from __future__ import annotations

import re

import pytest

from journeybook.diagrams.columns import ARROWS
from journeybook.diagrams.drawing import written
from journeybook.model import LANES
from journeybook.model.channels import CHANNELS
from journeybook.scene.icons import GRID, icon
from journeybook.scene.marks import face, mark
from journeybook.scene.shape import Point, Scene, Stroke

KINDS = ("kept", "at_risk", "broken", "unmeasured", "made", "moment", "main", "also")
SHAPE = re.compile(r'(shape|style|penwidth)="?([\w,.]+)"?')


def drawn(stroke: Stroke) -> list[Point]:
    """The points of a stroke where they stand in the drawing."""
    return [(stroke.x + x * stroke.scale, stroke.y + y * stroke.scale) for path in stroke.paths for x, y in path]


def test_no_two_states_look_alike_without_colour() -> None:
    shapes = {kind: (mark("m", kind, 0, 0).look, mark("m", kind, 0, 0).strokes) for kind in KINDS}
    assert len({repr(shape) for shape in shapes.values()}) == len(KINDS)


def test_no_two_marks_are_drawn_alike_on_a_page_without_colour() -> None:
    """In grey or as somebody sees it who sees no colours: outline, dashes and strokes tell them apart."""
    drawn = written(Scene("m", 200, 20, (), tuple(mark(kind, kind, 10, 10) for kind in KINDS)), "matrix")
    found = {}
    for kind in KINDS:
        node, *strokes = [line for line in drawn.splitlines() if line.strip().startswith(f'"{kind}"')]
        told = [re.sub(r'color="[^"]*"', "", stroke) for stroke in strokes]
        found[kind] = (tuple(SHAPE.findall(node)), "transparent" in node, tuple(told), 'fillcolor="#FFFFFF' in node)
    assert len({repr(each) for each in found.values()}) == len(KINDS)


def test_arrows_of_different_states_differ_in_pen_or_dashes() -> None:
    assert len({(pen, style) for _, pen, style in ARROWS.values()}) == len(ARROWS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_mark_stays_within_its_radius(kind: str) -> None:
    part = mark("m", kind, 50, 50, 10)
    points = [point for stroke in part.strokes for point in drawn(stroke)]
    assert all(abs(x - 50) <= 10 and abs(y - 50) <= 10 for x, y in points)
    assert part.x < 50 < part.x + part.width


@pytest.mark.parametrize("name", [*CHANNELS, *(lane.icon for lane in LANES)])
def test_every_channel_and_lane_has_an_icon(name: str) -> None:
    assert icon(name, 0, 0) != icon("no such thing", 0, 0)


@pytest.mark.parametrize("name", [*CHANNELS, "no such thing"])
def test_an_icon_stays_in_its_square(name: str) -> None:
    stroke = icon(name, 100, 200, 28)
    assert all(100 <= x <= 128 and 200 <= y <= 228 for x, y in drawn(stroke))
    assert GRID == 14


@pytest.mark.parametrize(
    ("emotion", "look"),
    [
        (-2, "emotion-minus-2"),
        (-1.5, "emotion-minus-2"),
        (-0.5, "emotion-minus-1"),
        (0, "emotion-0"),
        (0.5, "emotion-plus-1"),
    ],
)
def test_a_half_looks_like_the_stronger_feeling(emotion: float, look: str) -> None:
    assert face("f", emotion, (0, 0), 10).look == f"face-{look}"


def test_only_anger_frowns() -> None:
    assert [len(face("f", emotion, (0, 0), 10).strokes[0].paths) for emotion in range(-2, 3)] == [5, 3, 3, 3, 3]
