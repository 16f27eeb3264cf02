"""Results over time: large on the pages of metrics and promises, small in their tables and in the HEART grid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from journeybook.diagrams import heart_grid, sparkline
from journeybook.diagrams.drawing import Drawing
from journeybook.diagrams.series import Chart, Source, of_metric, of_promise
from journeybook.pages.edition import Edition
from journeybook.pages.kept import kept


def drawings(edition: Edition) -> Iterator[Drawing]:
    """Both sizes of each metric's and each promise's results, and the HEART grid, which shows them small."""
    found = {chart.id: chart for chart in charts(edition)}
    for name, chart in found.items():
        yield from _drawings(edition, name, chart)
    yield from _grid(edition, found)


@kept
def _drawings(edition: Edition, name: str, chart: Chart) -> Iterator[Drawing]:
    yield sparkline.drawing(chart, edition.language, edition.book_templates)
    yield sparkline.small(chart, edition.language, edition.book_templates)


def grids(edition: Edition) -> Iterator[Drawing]:
    """The HEART grid, where a metric has a place in it."""
    yield from _grid(edition, {chart.id: chart for chart in charts(edition)})


def _grid(edition: Edition, found: Mapping[str, Chart]) -> Iterator[Drawing]:
    links = edition.links("metrics/index")
    source = heart_grid.Source(edition.book, edition.language, links, edition.facts.latest, found)
    grid = heart_grid.drawing(source, edition.book_templates)
    if grid is not None:
        yield grid


def charts(edition: Edition) -> Iterator[Chart]:
    """The results of each metric and of each promise, as far as there are any."""
    book, source = edition.book, Source(edition.book, edition.language)
    found = [*(of_metric(source, metric) for metric in book.metrics.values())]
    found += [of_promise(source, promise, edition.facts.ledger[name]) for name, promise in book.promises.items()]
    return (chart for chart in found if chart is not None)
