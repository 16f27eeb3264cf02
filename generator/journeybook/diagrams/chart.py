"""Curves over touchpoints: a column for each, phases across; lines are told apart by marks and strokes too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from journeybook.diagrams.drawing import Drawing, written
from journeybook.diagrams.journey_map.blocks import text_lines
from journeybook.diagrams.journey_map.feeling import AXIS, RADIUS, Axis, scale
from journeybook.diagrams.journey_map.grid import BELOW_HEAD, Column, arrows, head_height, phases
from journeybook.diagrams.journey_map.view import PhaseView, Words
from journeybook.problem import Place
from journeybook.scene.beside import beside
from journeybook.scene.curve import smooth
from journeybook.scene.marks import face
from journeybook.scene.measure import Face, Type, width
from journeybook.scene.shape import Line, Paint, Part, Scene, Stroke, rectangle, rule, straight
from journeybook.scene.wrap import SAFE, lines

HEAD, NUMBER, TITLE = Type(13, Face.BOLD, 17), Type(11, Face.BOLD, 15), Type(11, leading=14)
NAME, LEGEND = Type(11.5, Face.BOLD, 15), Type(11, leading=14)
GAP, PAD = 6.0, 10.0
CURVES, ABOVE, FOOT = 230.0, 24.0, 36.0  # px of the lane of curves, above and below the axis in it, of the legend
ENDS = 132.0  # px at the right for the curves' names
POINT = 6.5  # radius of a mark that is no face
# ink, pen and style of a line, and the look of its marks; the first has faces
LOOKS: MappingProxyType[str, tuple[str, float, str, str]] = MappingProxyType(
    {
        "main": ("ink", 2.6, "solid", ""),
        "second": ("info-base", 2.2, "dashed", "point-square"),
        "third": ("moment-base", 2.6, "dotted", "point-triangle"),
        "fourth": ("risk-base", 1.4, "solid", "point-diamond"),
        "fifth": ("kept-base", 1.4, "dashed", "point-ring"),
        "plain": ("ink", 2.6, "solid", "point-disc"),
    }
)
OTHERS = ("second", "third", "fourth", "fifth")


class Stop(Struct, frozen=True):
    """A touchpoint: its number, what it is called, and where it leads."""

    number: int
    title: str
    link: str
    tip: str


class Point(Struct, frozen=True):
    """A value at a stop (by its place), so many px beside its middle; one that is not marked only leads the line."""

    stop: int
    value: float
    shift: float = 0
    marked: bool = True
    tip: str = ""


class Curve(Struct, frozen=True):
    """A line of one look in one or more runs, with its name at its end; `about` names it for the page."""

    name: str
    look: str
    runs: tuple[tuple[Point, ...], ...]
    about: tuple[str, ...] = ()


class ChartView(Struct, frozen=True):
    """A whole chart; `counts` says how many of the stops stand under each phase, `beneath` what stands under each stop.

    What stands there has its place beside the middle (px).
    """

    title: str
    description: str
    lanes: str
    phases: tuple[PhaseView, ...]
    counts: tuple[int, ...]
    stops: tuple[Stop, ...]
    curves: tuple[Curve, ...]
    words: Words
    place: Place
    breadth: float
    beneath: tuple[tuple[float, str], ...] = ()


class Laid(Struct, frozen=True):
    """A chart laid out (px)."""

    view: ChartView
    columns: tuple[Column, ...]
    head: float
    top: float
    axis: Axis
    left: float

    @property
    def bottom(self) -> float:
        """Where the curves end."""
        return self.axis.bottom + ABOVE

    def x(self, point: Point) -> float:
        """Where a point stands."""
        return GAP / 2 + (point.stop + 0.5) * (self.view.breadth + GAP) - GAP / 2 + point.shift


def drawings(view: ChartView, names: tuple[str, str], template: str, templates: Path | None = None) -> list[Drawing]:
    """The chart in two parts to be put side by side: its scale, which stays, and what scrolls."""
    grid = laid(view)
    scale_, curves = scale_scene(grid, names[0]), body(grid, names[1])
    wide = scale_.width + curves.width
    both = ((scale_, view.lanes, ""), (curves, view.title, view.description))
    return [
        Drawing(s.name, written(s, template, templates), title, told, s.width, s.height, view.place, wide)
        for s, title, told in both
    ]


def whole(view: ChartView, name: str, template: str, templates: Path | None = None) -> Drawing:
    """The chart in one part, for a picture."""
    grid = laid(view)
    scene = beside(scale_scene(grid, "scale"), body(grid, "curves"), f"{name}-whole")
    dot = written(scene, template, templates)
    return Drawing(scene.name, dot, view.title, view.description, scene.width, scene.height, view.place)


def laid(view: ChartView) -> Laid:
    """The chart laid out; columns begin at 0, the scale stands in a drawing of its own."""
    columns = tuple(_columns(view))
    head = head_height(columns, HEAD)
    tallest = max(len(_title(view, stop)) for stop in view.stops)
    top = head + BELOW_HEAD + tallest * TITLE.leading + NUMBER.leading + 2 * PAD
    right = len(view.stops) * (view.breadth + GAP)
    axis = Axis(top + ABOVE, top + CURVES - ABOVE, 0, right)
    words = (view.words.delight, view.words.neutral, view.words.anger)
    left = float(round(max(max(width(word, AXIS) for word in words) / SAFE + 34, 84)))
    return Laid(view, columns, head, top, axis, left)


def _columns(view: ChartView) -> Iterator[Column]:
    x = GAP / 2
    for phase, count in zip(view.phases, view.counts, strict=True):
        breadth = count * (view.breadth + GAP) - GAP
        yield Column(phase, x, breadth, GAP)
        x += breadth + GAP


def _title(view: ChartView, stop: Stop) -> tuple[str, ...]:
    return lines(stop.title, view.breadth - 8, TITLE, 5)


def scale_scene(grid: Laid, name: str) -> Scene:
    """What up and down stand for."""
    edge = rule((grid.left - 0.5, grid.head + BELOW_HEAD), (grid.left - 0.5, grid.bottom))
    under = (*_bands(grid, grid.left), edge)
    return Scene(name, grid.left, grid.bottom + FOOT, under, tuple(scale(grid.view.words, grid.left, grid.axis)))


def body(grid: Laid, name: str) -> Scene:
    """Phases, touchpoints and curves."""
    right = grid.axis.right + ENDS
    under = (*_bands(grid, right), *arrows(grid.columns, grid.head), *_levels(grid))
    heads = (*phases(grid.columns, grid.head, HEAD), *_stops(grid))
    parts = (*heads, *_lines(grid), *_marks(grid), *_ends(grid), *_legend(grid))
    return Scene(name, max(right, _legend_end(grid)), grid.bottom + FOOT, under, parts)


def _bands(grid: Laid, right: float) -> Iterator[Paint]:
    y = grid.head + BELOW_HEAD
    yield rectangle(0, y, right, grid.top - y, "band")
    for level in (y, grid.top, grid.bottom):
        yield rule((0, level), (right, level))


def _levels(grid: Laid) -> Iterator[Paint]:
    axis = grid.axis
    for column in grid.columns[1:]:
        yield rule((column.left, grid.head + BELOW_HEAD), (column.left, grid.bottom))
    for level in (2, 1, -1, -2):
        yield rule((0, axis.y(level)), (axis.right, axis.y(level)), style="dotted")
    yield rule((0, axis.y(0)), (axis.right, axis.y(0)), "rule")


def _lines(grid: Laid) -> Iterator[Part]:
    """The main curve over all others."""
    for number, curve in reversed(list(enumerate(grid.view.curves, start=1))):
        ink, pen, style, _ = LOOKS[curve.look]
        runs = [[(grid.x(point), grid.axis.y(point.value)) for point in run] for run in curve.runs if len(run) > 1]
        if runs:
            strokes = (Stroke(tuple(smooth(run) for run in runs), ink, pen, style),)
            place = (*runs[0][0], 1, 1)
            yield Part(f"curve-{number}", "area", *place, strokes, tip=curve.name, about=curve.about)


def _stops(grid: Laid) -> Iterator[Part]:
    breadth, top = grid.view.breadth, grid.head + BELOW_HEAD
    for place, stop in enumerate(grid.view.stops):
        x = GAP / 2 + place * (breadth + GAP)
        title = text_lines(_title(grid.view, stop), x + 5, top + PAD + NUMBER.leading, TITLE, room=breadth - 6)
        number = Line(x + 5, top + PAD + 7, str(stop.number), NUMBER, "muted", room=breadth - 6)
        box = (x, top, breadth, grid.top - top)
        yield Part(f"stop-{stop.number}", "area", *box, (), (number, *title), stop.link, stop.tip)
        for shift, words in grid.view.beneath:
            text = Line(x + breadth / 2 + shift, grid.bottom - 10, words, AXIS, "muted", "middle", breadth / 2)
            yield Part(f"beneath-{stop.number}-{shift:g}", "group", text.x, text.y, 0, 0, (), (text,))


def _marks(grid: Laid) -> Iterator[Part]:
    for number, curve in enumerate(grid.view.curves, start=1):
        look = LOOKS[curve.look][3]
        for point in (point for run in curve.runs for point in run if point.marked):
            name, x, y = f"mark-{number}-{point.stop}-{point.shift:g}", grid.x(point), grid.axis.y(point.value)
            link = grid.view.stops[point.stop].link
            drawn = _mark(name, look, x, y) if look else face(name, point.value, (x, y), RADIUS)
            yield drawn._replace(link=link, tip=point.tip, about=curve.about)


def _mark(name: str, look: str, x: float, y: float) -> Part:
    """A mark by its shape; a triangle and a diamond look smaller than they are."""
    radius = POINT + {"point-triangle": 2.0, "point-diamond": 1.5}.get(look, 0)
    return Part(name, look, x - radius, y - radius, 2 * radius, 2 * radius)


def _ends(grid: Laid) -> Iterator[Part]:
    """The name of each curve beside its end, none over another."""
    ends = sorted((grid.axis.y(curve.runs[-1][-1].value), n) for n, curve in enumerate(grid.view.curves))
    below = 0.0
    for y, number in ends:
        curve = grid.view.curves[number]
        words = lines(curve.name, ENDS - 10, NAME, 2)
        high = len(words) * NAME.leading
        start = max(y - high / 2, below)
        below = start + high + 2
        x = grid.axis.right + 6
        texts = tuple(text_lines(words, x, start, NAME, "ink", ENDS - 8))
        yield Part(
            f"end-{number + 1}", "area", x, start, ENDS - 8, high, (), texts, tip=curve.name, about=curve.about
        )  # fmt: skip


def _legend_places(grid: Laid) -> Iterator[tuple[int, Curve, float]]:
    x = 8.0
    for number, curve in enumerate(grid.view.curves, start=1):
        yield number, curve, x
        x += 66 + width(curve.name, LEGEND) / SAFE


def _legend_end(grid: Laid) -> float:
    return max(x + 60 + width(curve.name, LEGEND) / SAFE for _, curve, x in _legend_places(grid))


def _legend(grid: Laid) -> Iterator[Part]:
    """A piece of each line with its mark, and its name."""
    y = grid.bottom + 20
    for number, curve, x in _legend_places(grid):
        ink, pen, style, look = LOOKS[curve.look]
        text = Line(x + 42, y, curve.name, LEGEND, "muted", room=width(curve.name, LEGEND) / SAFE + 2)
        yield Part(f"legend-{number}", "group", x, y, 0, 0, (_sample(x, y, style, ink, pen),), (text,))
        yield (
            _mark(f"legend-mark-{number}", look, x + 17, y)
            if look
            else face(f"legend-face-{number}", 1, (x + 17, y), 8)
        )


def _sample(x: float, y: float, style: str, ink: str, pen: float) -> Stroke:
    """34 px of a line; of dashes and dots, since a stroke has no style."""
    step, long = {"solid": (34.0, 34.0), "dashed": (8.5, 5.0), "dotted": (5.0, 1.6)}[style]
    starts = [x + number * step for number in range(int(34 / step))]
    return Stroke(tuple(straight(((start, y), (start + long, y))) for start in starts), ink, pen)
