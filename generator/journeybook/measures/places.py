"""Figures of a part of a thing: of one shop or region, of one touchpoint, of one cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeybook.measures import loyalty, results
from journeybook.measures.figure import Figure
from journeybook.words import phrase

if TYPE_CHECKING:
    from datetime import date

    from journeybook.measures.results import Measured
    from journeybook.model import Metric, Text


def of_metric(metric: Metric, as_of: date) -> dict[str, Figure]:
    """The latest result of each place, by its name in the order of the alphabet; of one time, that of more cases."""
    newest: dict[str, Measured] = {}
    for row in results.measured(metric, as_of):
        place = row.stream.place
        if place and (place not in newest or (row.when, row.since) > (newest[place].when, newest[place].since)):
            newest[place] = row
    return {place: part(loyalty.of_row(metric, newest[place]), place) for place in sorted(newest)}


def of_touchpoints(metric: Metric, as_of: date) -> list[Figure]:
    """The latest results of each touchpoint, all personas and places together; a satisfaction as mean and as share."""
    newest: dict[str, Measured] = {}
    for row in results.measured(metric, as_of):
        if row.stream.touchpoint and row.stream == row.stream.whole:
            newest[row.stream.touchpoint] = row
    return [part(figure, key) for key in sorted(newest) for figure in _both(metric, newest[key])]


def _both(metric: Metric, row: Measured) -> list[Figure]:
    return [loyalty.of_row(metric, row), *loyalty.satisfaction_beside(metric, [row])]


def part(figure: Figure, name: Text | str) -> Figure:
    """The figure as that of a part, whose name stands behind its id and behind its own name."""
    return replace(figure, id=f"{figure.id}:{name}", name=phrase("{measure} – {part}", measure=figure.name, part=name))
