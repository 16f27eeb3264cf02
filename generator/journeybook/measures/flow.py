"""How smoothly a journey runs, in the words of lean."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

from journeybook.measures.figure import Figure, figure

if TYPE_CHECKING:
    from journeybook.model import Duration, Journey


def first_pass_yield(journey: Journey) -> Figure:
    """The share of customers for whom nothing fails, 0 … 1: Π(1 − failure_rate), failures being independent (lean)."""
    rates = [(step.id, step.touchpoint.failure_rate) for step in journey.steps]
    known = [(where, rate) for where, rate in rates if rate is not None]
    return figure("first_pass_yield", prod(1 - rate for _, rate in known) if known else None, known, len(known))


def value_added(journey: Journey) -> Figure:
    """The share of all time, waits included, that adds value for the customer, 0 … 1 (lean).

    Not known where no touchpoint says whether it adds value, or none says how long it takes.
    """
    touchpoints = [(step.id, step.touchpoint) for step in journey.steps]
    timed = [(where, each) for where, each in touchpoints if each.duration or each.wait]
    whole = sum(hours(each.duration) + hours(each.wait) for _, each in timed)
    adding = sum(hours(each.duration) for _, each in timed if each.value_adding)
    told = whole > 0 and any(each.value_adding is not None for _, each in timed)
    inputs = [("adding value, h", adding), ("all time, h", whole)]
    return figure("value_added", adding / whole if told else None, inputs, len(timed))


def hours(duration: Duration | None) -> float:
    """A length of time in hours; 0 where none is given."""
    return duration.hours if duration else 0.0
