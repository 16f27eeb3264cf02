"""Results over time as a line: with its target and intervals for a page of its own, and small to stand beside words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from journeybook.diagrams.drawing import Drawing, written
from journeybook.diagrams.journey_map.blocks import text_lines
from journeybook.diagrams.series import Chart, Point, Series
from journeybook.diagrams.strip import INKS, NAME, TICK, Strip, scale_words
from journeybook.scene.marks import mark
from journeybook.scene.measure import Face, Type, width
from journeybook.scene.scale import Scale, ticks
from journeybook.scene.shape import Line, Paint, Part, Scene, rectangle, rule
from journeybook.scene.wrap import lines
from journeybook.words import phrase, phrases

TEMPLATE = "sparkline"
NAMES, RIGHT, WIDTH = 172.0, 556.0, 720.0  # px: where the plot begins and ends, and the whole
HEAD, PANEL, FOOT, NOTE_ROW = 14.0, 150.0, 34.0, 20.0
SMALL_WIDTH, SMALL_HEIGHT = 110.0, 30.0
PARTS = 12  # streams beside the whole
APART = 19.0  # px between two words at the right end
BETWEEN = 84.0  # px between two days that are both named
VALUE, GOAL = Type(15, Face.BOLD), Type(11)


class Plot(Struct, frozen=True):
    """Where days and values stand."""

    days: Scale
    values: Scale

    def at(self, point: Point) -> tuple[float, float]:
        """The place of a result (px)."""
        return self.days.at(point.day.toordinal()), self.values.at(point.value)


def drawing_name(thing: str) -> str:
    """The name of a metric's or a promise's results over time."""
    return f"sparkline-{thing}"


def small_name(thing: str) -> str:
    """The name of the small line that stands beside words."""
    return f"sparkline-small-{thing}"


def drawing(chart: Chart, language: str, templates: Path | None = None) -> Drawing:
    """The results over time: all customers large, below them the parts on one scale of their own."""
    drawn = scene(chart, language)
    title = phrase("Results over time: {thing}", thing=chart.label).say(language)
    first, last = chart.series[0].points[0], chart.series[0].points[-1]
    told = ". ".join(dict.fromkeys(part for part in (first.tip, last.tip, chart.bound_words) if part))
    return Drawing(drawn.name, written(drawn, TEMPLATE, templates), title, told, drawn.width, drawn.height, chart.place)


def small(chart: Chart, language: str, templates: Path | None = None) -> Drawing:
    """The line of the first stream alone, without words."""
    drawn = small_scene(chart)
    title = phrase("Results over time: {thing}", thing=chart.label).say(language)
    dot = written(drawn, TEMPLATE, templates)
    return Drawing(drawn.name, dot, title, chart.series[0].points[-1].tip, drawn.width, drawn.height, chart.place)


def small_scene(chart: Chart) -> Scene:
    """The small line: results, target, and how the last one stands."""
    shown, name = chart.series[0], small_name(chart.id)
    plot = small_plot(chart, (6, SMALL_WIDTH - 10), (SMALL_HEIGHT - 8, 8))
    return Scene(name, SMALL_WIDTH, SMALL_HEIGHT, tuple(line(chart, shown, plot)), tuple(ends(name, shown, plot)))


def small_plot(chart: Chart, across: tuple[float, float], upwards: tuple[float, float]) -> Plot:
    """Where the results of the first stream stand within some room (px): from left to right, from bottom to top."""
    points = chart.series[0].points
    numbers = [*(point.value for point in points), *([chart.bound] if chart.bound is not None else [])]
    return Plot(_days(points, *across), Scale(min(numbers), max(numbers), *upwards))


def line(chart: Chart, shown: Series, plot: Plot) -> Iterator[Paint]:
    """The target and the line through the results."""
    if chart.bound is not None:
        y = plot.values.at(chart.bound)
        yield rule((plot.days.start - 4, y), (plot.days.end + 4, y), "rule", "dashed")
    if len(shown.points) > 1:
        yield Paint(tuple(plot.at(point) for point in shown.points), "", "muted", 1.6)


def ends(name: str, shown: Series, plot: Plot, radius: float = 5) -> Iterator[Part]:
    """The last result: the mark of how it stands, or a plain point where there is nothing to hold it against."""
    x, y = plot.at(shown.points[-1])
    if shown.state == "unmeasured":
        yield _dot(f"{name}-last", shown.points[-1], plot, radius - 1)
    else:
        yield mark(f"{name}-last", shown.state, x, y, radius)


def scene(chart: Chart, language: str) -> Scene:
    """The whole first, then the parts below each other."""
    name, whole, parts = drawing_name(chart.id), chart.series[0], chart.series[1 : PARTS + 1]
    marked = ticks(_numbers(chart, whole))
    plot = Plot(_days(whole.points, NAMES + 20, RIGHT - 16), Scale(marked[0], marked[-1], HEAD + PANEL, HEAD))
    paints = [*_frame(plot, marked), *line(chart, whole, plot), *_whiskers(whole, plot)]
    numbers = scale_words(marked, chart.unit, language)
    things = [*_scale(name, marked, numbers, plot), *_points(name, whole, plot), *_right(name, chart, plot)]
    things += [*_named(name, whole, max(width(each, TICK) for each in numbers)), *_when(name, whole, plot.days)]
    strip = Strip(chart, parts, (NAMES, RIGHT, WIDTH), HEAD + PANEL + FOOT, language)
    below = strip.top + strip.height
    notes = tuple(_notes(chart, language, below))
    things += [*strip.parts(name), Part(f"{name}-notes", "group", 1, 1, 1, 1, (), notes)]
    return Scene(name, WIDTH, below + len(notes) * NOTE_ROW, (*paints, *strip.paints()), tuple(things))


def _days(points: Sequence[Point], start: float, end: float) -> Scale:
    """The days of the results; those without a day stand first."""
    known = [point.day for point in points if point.day > date.min]
    first, last = (min(known), max(known)) if known else (date.min, date.min)
    return Scale(first.toordinal(), last.toordinal(), start, end)


def _numbers(chart: Chart, shown: Series) -> list[float]:
    ends_ = [number for point in shown.points for number in (point.low, point.value, point.high)]
    return [*ends_, chart.bound] if chart.bound is not None else ends_


def _frame(plot: Plot, marked: Sequence[float]) -> Iterator[Paint]:
    yield rectangle(NAMES, HEAD - 6, RIGHT - NAMES, PANEL + 12, "band")
    for number in marked:
        yield rule((NAMES, plot.values.at(number)), (RIGHT, plot.values.at(number)))


def _scale(name: str, marked: Sequence[float], numbers: Sequence[str], plot: Plot) -> Iterator[Part]:
    """The round numbers beside the plot."""
    words = (
        Line(NAMES - 8, plot.values.at(number), word, TICK, "muted", "right", NAMES - 10)
        for number, word in zip(marked, numbers, strict=True)
    )
    yield Part(f"{name}-scale", "group", 1, 1, 1, 1, (), tuple(words))


def _points(name: str, shown: Series, plot: Plot) -> Iterator[Part]:
    for number, point in enumerate(shown.points[:-1]):
        yield _dot(f"{name}-point-{number}", point, plot, 3.2)
    yield from ends(name, shown, plot, 7)


def _dot(name: str, point: Point, plot: Plot, radius: float) -> Part:
    x, y = plot.at(point)
    return Part(name, "dot", x - radius, y - radius, 2 * radius, 2 * radius, (), (), "", point.tip)


def _whiskers(shown: Series, plot: Plot) -> Iterator[Paint]:
    """From the lower to the higher end of each interval, with a short bar at both."""
    for point in shown.points:
        if point.low < point.high:
            x, _ = plot.at(point)
            low, high = plot.values.at(point.low), plot.values.at(point.high)
            for start, end in (((x, low), (x, high)), ((x - 3, low), (x + 3, low)), ((x - 3, high), (x + 3, high))):
                yield Paint((start, end), "", "rule", 1.2)


def _named(name: str, shown: Series, used: float) -> Iterator[Part]:
    """Whom a line speaks of, beside the numbers of the scale, which have used so many px."""
    room = max(NAMES - 20 - used, 60)
    words = lines(shown.name, room, NAME, 4)
    inside = tuple(text_lines(words, 4, HEAD + (PANEL - len(words) * NAME.leading) / 2, NAME, room=room))
    yield Part(f"{name}-name", "group", 1, 1, 1, 1, (), inside)


def _right(name: str, chart: Chart, plot: Plot) -> Iterator[Part]:
    """The last value and the target, never one over the other."""
    shown, x, room = chart.series[0], RIGHT + 10, WIDTH - RIGHT - 12
    last = shown.points[-1]
    value = plot.values.at(last.value)
    words = [
        *text_lines(lines(last.words, room, VALUE, 1), x, value - VALUE.leading / 2, VALUE, INKS[shown.state], room)
    ]
    if chart.bound is not None and chart.bound_words:
        goal = plot.values.at(chart.bound)
        if abs(goal - value) < APART:
            goal = value + (APART if goal >= value else -APART)
        told = lines(chart.bound_words, room, GOAL, 1)
        words += text_lines(told, x, goal - GOAL.leading / 2, GOAL, "muted", room)
    yield Part(f"{name}-right", "area", RIGHT + 4, 0, room + 8, HEAD + PANEL + FOOT, (), tuple(words), "", last.tip)


def _when(name: str, shown: Series, days: Scale) -> Iterator[Part]:
    """The days below the plot: the last one and, from there, those that have room."""
    words: list[Line] = []
    free = RIGHT + BETWEEN
    for point in reversed(shown.points):
        x = days.at(point.day.toordinal())
        if free - x >= BETWEEN and width(point.when, TICK) < BETWEEN:
            words.append(Line(x, HEAD + PANEL + 18, point.when, TICK, "muted", "middle", BETWEEN))
            free = x
    yield Part(f"{name}-when", "group", 1, 1, 1, 1, (), tuple(words))


def _notes(chart: Chart, language: str, y: float) -> Iterator[Line]:
    """What the lines and bars are, and how many parts are in the table alone."""
    said = [phrase("Dashed line: {bound}.", bound=chart.bound_words)] if chart.bound_words else []
    if any(point.low < point.high for each in chart.series for point in each.points):
        said.append(phrase("Bars: 95% intervals."))
    left = len(chart.series) - 1 - PARTS
    if left > 0:
        said.append(phrases("+ {count} more in the table", "+ {count} more in the table", left))
    words = " ".join(each.say(language) for each in said)
    for number, each in enumerate(lines(words, WIDTH - 8, GOAL)):
        yield Line(4, y + (number + 0.5) * NOTE_ROW, each, GOAL, "muted", room=WIDTH - 8)
