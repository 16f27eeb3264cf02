"""The curve of feelings: through every point, never beyond it, and the areas it closes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from journeybook.scene.curve import areas, smooth
from journeybook.scene.shape import Path, Point

HALVES = st.lists(st.integers(-4, 4).map(lambda half: half / 2), min_size=2, max_size=24)


def points_of(values: list[float]) -> list[Point]:
    return [(30.0 * place, -20.0 * value) for place, value in enumerate(values)]


def sampled(path: Path) -> list[Point]:
    found = []
    for place in range(0, len(path) - 3, 3):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = path[place : place + 4]
        for tenth in range(11):
            t, u = tenth / 10, 1 - tenth / 10
            weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
            x = sum(w * v for w, v in zip(weights, (ax, bx, cx, dx), strict=True))
            found.append((x, sum(w * v for w, v in zip(weights, (ay, by, cy, dy), strict=True))))
    return found


@given(HALVES)
def test_the_curve_meets_every_point(values: list[float]) -> None:
    points = points_of(values)
    assert list(smooth(points)[::3]) == points


@given(HALVES)
def test_between_two_points_the_curve_never_leaves_them(values: list[float]) -> None:
    points = points_of(values)
    for x, y in sampled(smooth(points)):
        place = min(int(x / 30 + 1e-9), len(points) - 2)
        low, high = sorted((points[place][1], points[place + 1][1]))
        assert low - 1e-6 <= y <= high + 1e-6


@given(HALVES)
def test_areas_lie_on_the_side_they_are_said_to(values: list[float]) -> None:
    for above, outline in areas(smooth(points_of(values)), 0):
        assert all((y <= 0.01) if above else (y >= -0.01) for _, y in sampled(outline))
        assert outline[0][1] == outline[-1][1] == 0
        assert len(outline) % 3 == 1


def test_an_area_ends_where_the_curve_crosses() -> None:
    found = areas(smooth([(0, -20), (30, 20), (60, -20)]), 0)
    assert [above for above, _ in found] == [True, False, True]
    assert found[0][1][-1] == found[1][1][0]
    assert 0 < found[1][1][0][0] < 30 < found[1][1][-1][0] < 60


def test_a_flat_curve_on_the_level_has_no_area() -> None:
    assert areas(smooth([(0, 0), (30, 0), (60, 0)]), 0) == []


def test_one_point_makes_no_curve() -> None:
    assert smooth([(3, 4)]) == ((3, 4),)
    assert areas(((3, 4),), 0) == []
