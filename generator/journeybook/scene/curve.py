"""Curves: a smooth line through points that never overshoots them, and the areas between it and a level."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from journeybook.scene.shape import Path, Point

Segment = tuple[Point, Point, Point, Point]
_FLAT = 1e-6  # px


def smooth(points: Sequence[Point]) -> Path:
    """A line through the points that rises and falls only where they do (Fritsch and Carlson 1980), as Béziers."""
    if len(points) < 2:
        return tuple(points)
    slopes = _slopes(points)
    path = [points[0]]
    for (ax, ay), (bx, by), left, right in zip(points, points[1:], slopes, slopes[1:], strict=False):
        third = (bx - ax) / 3
        path += [(ax + third, ay + left * third), (bx - third, by - right * third), (bx, by)]
    return tuple(path)


def _slopes(points: Sequence[Point]) -> list[float]:
    """The slope at each point: the mean of its neighbours, none at a turn, tamed until the curve is monotone."""
    rises = [(by - ay) / (bx - ax) for (ax, ay), (bx, by) in pairwise(points)]
    inner = [0.0 if a * b <= 0 else (a + b) / 2 for a, b in pairwise(rises)]
    slopes = [rises[0], *inner, rises[-1]]
    for place, rise in enumerate(rises):
        slopes[place : place + 2] = _tamed(slopes[place], slopes[place + 1], rise)
    return slopes


def _tamed(left: float, right: float, rise: float) -> tuple[float, float]:
    if rise == 0:
        return 0.0, 0.0
    length = math.hypot(left / rise, right / rise)
    return (left, right) if length <= 3 else (left * 3 / length, right * 3 / length)


def areas(path: Path, level: float) -> list[tuple[bool, Path]]:
    """What lies between the curve and a level: whether it is above (smaller y), and its outline as Béziers."""
    runs: list[list[Segment]] = []
    sides: list[bool] = []
    for segment in _segments(path):
        for piece in _split_at(segment, level):
            side = _side(piece, level)
            if not runs or side is not sides[-1]:
                runs.append([])
                sides.append(side)
            runs[-1].append(piece)
    outlines = ((side, run) for side, run in zip(sides, runs, strict=True) if _depth(run, level) > 0.5)
    return [(side, _closed(run, level)) for side, run in outlines]


def _segments(path: Path) -> list[Segment]:
    return [(path[i], path[i + 1], path[i + 2], path[i + 3]) for i in range(0, len(path) - 3, 3)]


def _split_at(segment: Segment, level: float) -> list[Segment]:
    """The segment in one or two, parted where it crosses the level; it does so once at most, being monotone."""
    start, end = segment[0], segment[3]
    if (start[1] - level) * (end[1] - level) >= -_FLAT:
        return [segment]
    before, after = _parted(segment, _crossing(segment, level))
    here = (before[3][0], level)
    return [(*before[:3], here), (here, *after[1:])]


def _crossing(segment: Segment, level: float) -> float:
    """The parameter at which the segment meets the level, by halving: 25 times is far finer than a pixel."""
    a, b, c, d = (y for _, y in segment)
    low, high = 0.0, 1.0
    for _ in range(25):
        share = (low + high) / 2
        rest = 1 - share
        y = rest**3 * a + 3 * rest * rest * share * b + 3 * rest * share * share * c + share**3 * d
        low, high = (share, high) if (y > level) is (a > d) else (low, share)
    return (low + high) / 2


def _parted(segment: Segment, share: float) -> tuple[Segment, Segment]:
    """De Casteljau: the segment before and after a share of its parameter."""
    a, b, c, d = segment
    ab, bc, cd = _between(a, b, share), _between(b, c, share), _between(c, d, share)
    abc, bcd = _between(ab, bc, share), _between(bc, cd, share)
    here = _between(abc, bcd, share)
    return (a, ab, abc, here), (here, bcd, cd, d)


def _between(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def _side(segment: Segment, level: float) -> bool:
    return segment[0][1] + segment[3][1] < 2 * level


def _depth(run: list[Segment], level: float) -> float:
    return max(abs(y - level) for segment in run for _, y in segment)


def _closed(run: list[Segment], level: float) -> Path:
    """The run as one outline; where it begins or ends off the level, it is led there straight."""
    start, end = run[0][0], run[-1][3]
    outline = [(start[0], level), (start[0], level), start, start]
    for _, b, c, d in run:
        outline += [b, c, d]
    return (*outline, end, (end[0], level), (end[0], level))
