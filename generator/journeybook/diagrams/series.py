"""Results over time, in one language: of a metric against its target, of a promise against its standard."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from msgspec import Struct

from journeybook.measures import Figure, Ledger, Verdict, loyalty, results, shown
from journeybook.measures.results import Stream
from journeybook.measures.standard import threshold
from journeybook.measures.target import lower_is_better, standing
from journeybook.model import Book, Comparison, Metric, Promise
from journeybook.problem import Place
from journeybook.words import joined, number, phrase

WHOLE = Stream("", "", "")


class Source(Struct, frozen=True):
    """What results are read from, in one language."""

    book: Book
    language: str

    def say(self, words: Any) -> str:
        """The words in this language."""
        return str(words.say(self.language))


class Point(Struct, frozen=True):
    """One result: its day, its value with the ends of its interval, and all of it in words."""

    day: date
    when: str
    value: float
    low: float
    high: float
    words: str
    tip: str


class Series(Struct, frozen=True):
    """The results of one stream (all customers, a touchpoint, a persona, a place), the oldest first.

    A period that is not over stands at the day of the book where it is the last, else at its first day.
    """

    name: str
    points: tuple[Point, ...]
    state: str


class Chart(Struct, frozen=True):
    """The results of a metric or a promise: all customers first, then the parts, the worst first; never mixed."""

    id: str
    label: str
    unit: str
    series: tuple[Series, ...]
    bound: float | None
    bound_words: str
    place: Place


class _Row(Struct, frozen=True):
    """A result before it is said."""

    stream: Stream
    day: date
    until: date
    when: str
    figure: Figure
    state: Verdict


def of_metric(source: Source, metric: Metric) -> Chart | None:
    """A metric's results; none where there are none, or none with a figure."""
    rows = []
    for row in results.measured(metric, source.book.as_of):
        figure = loyalty.of_row(metric, row)
        when = source.say(joined("", results.time(row.result) or "–"))
        rows.append(_Row(row.stream, row.when, row.until, when, figure, standing(metric, figure)))
    bound = "" if metric.target is None else amount(metric.target, results.unit(metric), source.language)
    words = source.say(phrase("target {value}", value=bound)) if bound else ""
    lower = lower_is_better(metric)
    return _chart(source, (metric.id, source.say(metric.label)), rows, (metric.target, words), lower)


def of_promise(source: Source, promise: Promise, entry: Ledger) -> Chart | None:
    """A promise's results against its standard; none where there are none."""
    standard = promise.standard
    metric = source.book.metrics.get(standard.metric) if standard else None
    if standard is None or metric is None:
        return None
    rows = [_Row(e.stream, e.when, e.until, source.say(e.time), e.figure, e.verdict) for e in entry.history]
    lower = standard.share is None and standard.comparison in {Comparison.AT_MOST, Comparison.LESS_THAN}
    bound = threshold(standard, metric)
    unit = next((row.figure.unit for row in rows if row.figure.value is not None), "")
    words = "" if bound is None else source.say(phrase("promised {value}", value=amount(bound, unit, source.language)))
    return _chart(source, (promise.id, source.say(promise.label)), rows, (bound, words), lower)


def _chart(
    source: Source, of: tuple[str, str], rows: Iterable[_Row], bound: tuple[float | None, str], lower: bool
) -> Chart | None:
    """Streams in the unit of the newest result; results told in another one stand in the table alone."""
    known = [row for row in rows if row.figure.value is not None]
    if not known:
        return None
    unit = max(known, key=lambda row: row.day).figure.unit
    by_stream: defaultdict[Stream, list[_Row]] = defaultdict(list)
    for row in known:
        if row.figure.unit == unit:
            by_stream[row.stream].append(row)
    sign = -1 if lower else 1
    ranked = sorted(by_stream, key=lambda s: (s != WHOLE, sign * (by_stream[s][-1].figure.value or 0.0), s))
    series = tuple(_series(source, stream, by_stream[stream]) for stream in ranked)
    return Chart(*of, unit, series, *bound, source.book.place(of[0]))


def _series(source: Source, stream: Stream, rows: list[_Row]) -> Series:
    points = [_point(source, row, row.day) for row in rows[:-1]]
    last, unfinished = rows[-1], rows[-1].day < rows[-1].until
    points.append(_point(source, last, source.book.as_of if unfinished else last.day))
    return Series(_name(source, stream), tuple(points), last.state.value)


def _point(source: Source, row: _Row, day: date) -> Point:
    figure, value = row.figure, row.figure.value or 0.0
    words = source.say(shown.value(figure))
    low, high = (value if end is None else end for end in (figure.low, figure.high))
    between, n = shown.interval(figure), figure.n
    more = [f"({source.say(between)})"] if between else []
    more += [f"n = {number(n, source.language)}"] if n is not None else []
    return Point(day, row.when, value, low, high, words, " · ".join([f"{row.when}: {words}", *more]))


def _name(source: Source, stream: Stream) -> str:
    """Whom a stream speaks of."""
    step, persona = source.book.step(stream.touchpoint), source.book.personas.get(stream.persona)
    at = f"{step.number}. {source.say(step.touchpoint.title)}" if step else stream.touchpoint
    who = source.say(persona.label) if persona else stream.persona
    return " · ".join(part for part in (at, who, stream.place) if part) or source.say(phrase("all customers"))


def amount(value: float, unit: str, language: str) -> str:
    """A target or a standard with its unit; a share of whole per cents without decimals."""
    return shown.Shown(value, unit, 0 if unit == "share" and round(value, 2) == value else None).say(language)
