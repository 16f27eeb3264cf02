"""All metrics with their latest results, HEART, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from journeybook.measures import results
from journeybook.measures.coverage import HEART
from journeybook.measures.figure import Figure, estimated
from journeybook.model import Metric, Result
from journeybook.pages.edition import Edition
from journeybook.pages.kept import kept
from journeybook.pages.page import Page
from journeybook.words import phrase


class Row(Struct, frozen=True):
    """A result as it was typed, and as a figure."""

    result: Result
    figure: Figure


def pages(edition: Edition) -> Iterator[Page]:
    """The index, then every metric."""
    yield _index(edition)
    for metric in edition.book.metrics.values():
        yield _metric(edition, metric)


@kept
def _index(edition: Edition) -> Page:
    metrics = edition.book.metrics.values()
    return edition.page(
        "metrics/index",
        phrase("Metrics").say(edition.language),
        "pages/metrics.html.j2",
        metrics=edition.in_order(metrics),
        heart=[(letter, [metric for metric in metrics if metric.heart == letter]) for letter in HEART],
        hide=("toc",),
    )


@kept
def _metric(edition: Edition, metric: Metric) -> Page:
    book = edition.book
    return edition.page(
        f"metrics/{metric.id}",
        metric.label,
        "pages/metric.html.j2",
        description=edition.say(metric.summary or metric.question),
        parent="metrics/index",
        source=edition.place(metric),
        metric=metric,
        figures=edition.facts.figures[metric.id],
        rows=rows(metric, book.as_of),
        steps=edition.facts.measured_at.get(metric.id, ()),
        promises=edition.facts.promises_by_metric.get(metric.id, ()),
        objectives=[objective for objective in book.settings.objectives if metric.id in objective.metrics],
        led_to_by=edition.facts.naming("metrics", "leads_to", metric.id),
    )


def rows(metric: Metric, as_of: date) -> list[Row]:
    """The results of a metric, the newest first, each as a figure with its interval and n."""
    newest_first = sorted(
        metric.results, key=lambda each: (results.when(each, as_of), results.since(each)), reverse=True
    )
    return [Row(result, _figure(metric, result)) for result in newest_first]


def _figure(metric: Metric, result: Result) -> Figure:
    found = results.estimate(metric, result)
    return estimated("latest", found, (), results.unit(metric, found) if found else "")
