"""Results over time: large on the pages of metrics and promises, small in their tables and in the HEART grid."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.diagrams import heart_grid, sparkline
from journeybook.diagrams.drawing import Drawing
from journeybook.diagrams.series import Chart, Source, of_metric, of_promise
from journeybook.model import Metric, Promise
from journeybook.pages.edition import Edition
from journeybook.pages.kept import kept


def drawings(edition: Edition) -> Iterator[Drawing]:
    """Both sizes of each metric's and each promise's results, and the HEART grid, which shows them small."""
    for thing in (*edition.book.metrics.values(), *edition.book.promises.values()):
        yield from _drawings(edition, thing)
    yield from grids(edition)


@kept
def _drawings(edition: Edition, thing: Metric | Promise) -> Iterator[Drawing]:
    chart = _chart(edition, thing)
    if chart is not None:
        yield sparkline.drawing(chart, edition.language, edition.book_templates)
        yield sparkline.small(chart, edition.language, edition.book_templates)


@kept
def grids(edition: Edition) -> Iterator[Drawing]:
    """The HEART grid, where a metric has a place in it."""
    placed = (_chart(edition, metric) for metric in edition.book.metrics.values() if metric.heart)
    found = {chart.id: chart for chart in placed if chart is not None}
    links = edition.links("metrics/index")
    source = heart_grid.Source(edition.book, edition.language, links, edition.facts.latest, found)
    grid = heart_grid.drawing(source, edition.book_templates)
    if grid is not None:
        yield grid


def charts(edition: Edition) -> Iterator[Chart]:
    """The results of each metric and of each promise, as far as there are any."""
    things: tuple[Metric | Promise, ...] = (*edition.book.metrics.values(), *edition.book.promises.values())
    return (chart for thing in things if (chart := _chart(edition, thing)) is not None)


def _chart(edition: Edition, thing: Metric | Promise) -> Chart | None:
    source = Source(edition.book, edition.language)
    if isinstance(thing, Metric):
        return of_metric(source, thing)
    return of_promise(source, thing, edition.facts.ledger[thing.id])
