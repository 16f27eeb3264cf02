"""The HEART grid: for each of the five aspects the aim, the signal that shows it, and the metric with its latest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from journeybook.diagrams import series, sparkline
from journeybook.diagrams.drawing import Drawing, written
from journeybook.diagrams.journey_map.blocks import text_lines
from journeybook.measures import Figure, shown
from journeybook.measures.coverage import HEART
from journeybook.measures.target import standing
from journeybook.model import Book, Metric
from journeybook.model.choices import choice
from journeybook.scene.colour import INKS
from journeybook.scene.marks import mark
from journeybook.scene.measure import Face, Type, width
from journeybook.scene.shape import Line, Paint, Part, Scene, rectangle, rule
from journeybook.scene.wrap import lines
from journeybook.words import phrase

NAME, TEMPLATE = "heart-grid", "heart_grid"
COLUMNS = (
    (phrase("Aspect"), 138.0),
    (phrase("Aim"), 224.0),
    (phrase("Signal"), 224.0),
    (phrase("Metric"), 314.0),
)  # breadths in px
HEAD, PAD, LOWEST, LINE_BREADTH, LINE_HEIGHT = 34.0, 10.0, 62.0, 84.0, 34.0
TITLE, ASPECT, TEXT = Type(12, Face.BOLD), Type(13, Face.BOLD), Type(12)
VALUE, GOAL = Type(15, Face.BOLD, 24), Type(11)


class Source(Struct, frozen=True):
    """What the grid is drawn from, in one language: the latest result of each metric and its results over time."""

    book: Book
    language: str
    link: Callable[[Any], str]
    latest: Mapping[str, Figure]
    over_time: Mapping[str, series.Chart]

    def say(self, words: Any) -> str:
        """The words in this language."""
        return str(words.say(self.language))


class Entry(Struct, frozen=True):
    """A metric of an aspect in words; its results over time, where there are any."""

    id: str
    aim: str
    signal: str
    title: str
    value: str
    target: str
    state: str
    link: str
    over_time: series.Chart | None


class Aspect(Struct, frozen=True):
    """One of the five aspects with its metrics; none, where nothing is measured."""

    name: str
    entries: tuple[Entry, ...]


def drawing(source: Source, templates: Path | None = None) -> Drawing | None:
    """The grid; none where no metric has a place in HEART."""
    aspects = read(source)
    if not any(aspect.entries for aspect in aspects):
        return None
    heads = [source.say(head) for head, _ in COLUMNS]
    drawn = scene(aspects, heads, source.say(phrase("nothing is measured here yet")))
    told = source.say(
        phrase("The five aspects of HEART with aim, signal and metric; the same stands below as a table.")
    )
    dot = written(drawn, TEMPLATE, templates)
    return Drawing(NAME, dot, "HEART", told, drawn.width, drawn.height, source.book.place("book"))


def read(source: Source) -> list[Aspect]:
    """The five aspects with the metrics that have a place in them."""
    metrics = source.book.metrics.values()
    return [
        Aspect(source.say(choice(name)), tuple(_entry(source, metric) for metric in metrics if metric.heart == name))
        for name in HEART
    ]


def _entry(source: Source, metric: Metric) -> Entry:
    figure = source.latest[metric.id]
    target = "" if metric.target is None else series.amount(metric.target, figure.unit, source.language)
    return Entry(
        metric.id,
        source.say(metric.aim),
        source.say(metric.signal),
        source.say(metric.label),
        source.say(phrase("no result yet") if figure.value is None else shown.value(figure)),
        source.say(phrase("target {value}", value=target)) if target else "",
        standing(metric, figure).value,
        source.link(metric),
        source.over_time.get(metric.id),
    )


def scene(aspects: Sequence[Aspect], heads: Sequence[str], nothing: str) -> Scene:
    """A row for each aspect, in it a line for each of its metrics."""
    paints: list[Paint] = []
    parts: list[Part] = [Part("heads", "group", 1, 1, 1, 1, (), tuple(_heads(heads)))]
    y = HEAD
    for number, aspect in enumerate(aspects):
        drawn = _aspect(f"heart-{number}", aspect, y, nothing)
        height = drawn[0]
        paints += [*([rectangle(0, y, _left(4), height, "band")] if number % 2 == 0 else []), *drawn[1]]
        parts += drawn[2]
        y += height
    return Scene(NAME, _left(4), y + 2, (*paints, rule((0, HEAD), (_left(4), HEAD))), tuple(parts))


def _left(column: int) -> float:
    """Where a column begins (px); column 4 is the right edge."""
    return sum(breadth for _, breadth in COLUMNS[:column])


def _room(column: int) -> float:
    return COLUMNS[column][1] - 2 * PAD


def _heads(heads: Sequence[str]) -> Iterator[Line]:
    for column, head in enumerate(heads):
        told = lines(head, _room(column), TITLE, 1)
        yield from text_lines(told, _left(column) + PAD, 9, TITLE, "muted", _room(column))


def _aspect(name: str, aspect: Aspect, y: float, nothing: str) -> tuple[float, list[Paint], list[Part]]:
    """The height of an aspect's row, what lies beneath it, and its parts."""
    said = lines(aspect.name[:1].upper() + aspect.name[1:], _room(0), ASPECT, 2)
    title = tuple(text_lines(said, PAD, y + PAD, ASPECT, room=_room(0)))
    paints: list[Paint] = []
    parts = [Part(name, "group", 1, 1, 1, 1, (), title)]
    below = y
    for entry in aspect.entries:
        if below > y:
            paints.append(rule((_left(1), below), (_left(4), below)))
        height, beneath, inside = _row(f"{name}-{entry.id}", entry, below)
        paints += beneath
        parts += inside
        below += height
    if not aspect.entries:
        words = tuple(text_lines((nothing,), _left(1) + PAD + 8, below + 23, TEXT, "broken", _room(1) + _room(2)))
        breadth = width(nothing, TEXT) * 1.05 + 16
        parts.append(Part(f"{name}-nothing", "nobody", _left(1) + PAD, below + 18, breadth, 26, (), words))
        below += LOWEST
    return below - y, paints, parts


def _row(name: str, entry: Entry, y: float) -> tuple[float, list[Paint], list[Part]]:
    aim, signal = (lines(words, _room(1), TEXT, 6) for words in (entry.aim, entry.signal))
    title = lines(entry.title, _room(3), TITLE, 3)
    height = max(LOWEST, 2 * PAD + max(len(aim), len(signal)) * TEXT.leading, _metric_height(title))
    texts = [
        Part(f"{name}-{field}", "area", _left(column) + 2, y + 2, COLUMNS[column][1] - 4, height - 4, (),
             tuple(text_lines(words, _left(column) + PAD, y + PAD, TEXT, room=_room(column))), "", tip)
        for column, field, words, tip in ((1, "aim", aim, entry.aim), (2, "signal", signal, entry.signal))
        if words
    ]  # fmt: skip
    beneath, inside = _metric(name, entry, title, y, height)
    return height, beneath, [*texts, *inside]


def _metric_height(title: Sequence[str]) -> float:
    return 2 * PAD + len(title) * TITLE.leading + LINE_HEIGHT


def _metric(name: str, entry: Entry, title: Sequence[str], y: float, height: float) -> tuple[list[Paint], list[Part]]:
    """Name, value, target, and the small line of results to the right of them."""
    x, below = _left(3) + PAD, y + PAD + len(title) * TITLE.leading
    beside = _room(3) - (LINE_BREADTH + 6 if entry.over_time else 0)
    value = lines(entry.value, beside - 20, VALUE, 1)
    used = 30 + max((width(each, VALUE) for each in value), default=0) * 1.05
    words = [*text_lines(title, x, y + PAD, TITLE, room=_room(3))]
    words += text_lines(value, x + 20, below + 5, VALUE, INKS[entry.state], beside - 20)
    target = lines(entry.target, beside - used, GOAL, 1) if beside - used > 40 else ()
    words += text_lines(target, x + used, below + 9, GOAL, "muted", beside - used)
    tip = " · ".join(part for part in (f"{entry.title}: {entry.value}", entry.target) if part)
    box = Part(name, "area", _left(3) + 2, y + 2, COLUMNS[3][1] - 4, height - 4, (), tuple(words), entry.link, tip)
    found = [box, mark(f"{name}/mark", entry.state, x + 8, below + 17, 6.5)]
    if entry.over_time is None:
        return [], found
    plot = _plot(entry.over_time, _left(4) - PAD - LINE_BREADTH, below)
    last = sparkline.ends(f"{name}/line", entry.over_time.series[0], plot, 4)
    return [*sparkline.line(entry.over_time, entry.over_time.series[0], plot)], [*found, *last]


def _plot(over_time: series.Chart, x: float, y: float) -> sparkline.Plot:
    return sparkline.small_plot(over_time, (x + 4, x + LINE_BREADTH - 6), (y + LINE_HEIGHT - 4, y + 4))
