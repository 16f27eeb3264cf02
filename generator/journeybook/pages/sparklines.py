"""Results over time: large on the page of each metric and of each promise with a standard, small in their tables."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.diagrams import sparkline
from journeybook.diagrams.drawing import Drawing
from journeybook.diagrams.series import Chart, Source, of_metric, of_promise
from journeybook.pages.edition import Edition


def drawings(edition: Edition) -> Iterator[Drawing]:
    """Both sizes of each metric's and each promise's results."""
    for chart in charts(edition):
        yield sparkline.drawing(chart, edition.language, edition.book_templates)
        yield sparkline.small(chart, edition.language, edition.book_templates)


def charts(edition: Edition) -> Iterator[Chart]:
    """The results of each metric and of each promise, as far as there are any."""
    book, source = edition.book, Source(edition.book, edition.language)
    found = [*(of_metric(source, metric) for metric in book.metrics.values())]
    found += [of_promise(source, promise, edition.facts.ledger[name]) for name, promise in book.promises.items()]
    return (chart for chart in found if chart is not None)
