"""How far a journey has come: mapped, heard, shared, acted on, rewarded."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from journeybook.measures import steps
from journeybook.measures.coverage import actions_on, missing
from journeybook.measures.figure import Figure, figure
from journeybook.model.each import Each

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeybook.model import Action, Book, Journey, Metric

OF_CUSTOMERS = ("nps", "csat", "ces")


def rung(book: Book, journey: Journey) -> Figure:
    """The stages of customer-experience growth reached one after another, 0 … 5 (after Satmetrix)."""
    return rung_of(rungs(book, journey))


def rung_of(reached: Mapping[str, bool]) -> Figure:
    """The stages reached one after another, of those that are reached at all."""
    inputs = ((name, "yes" if there else "no") for name, there in reached.items())
    return figure("rung", float(height(reached)), inputs, len(reached))


def height(reached: Mapping[str, bool]) -> int:
    """How many stages are reached one after another."""
    return len(list(takewhile(bool, reached.values())))


def rungs(book: Book, journey: Journey) -> Mapping[str, bool]:
    """Each rung and whether the book shows it.

    - mapped: every touchpoint says how it feels
    - heard: a touchpoint has a complete listening post
    - shared: a complete post is open to two levels or more, or a workshop has been held
    - acted: an action for the journey or one of its touchpoints is being done, reviewed or is done
    - rewarded: an objective that the journey supports is measured by what customers say or do, with a result, and no
      internal target without mitigation presses on a promise that must be kept here
    """
    if book.journeys.get(journey.id) is not journey:
        return _rungs(book, journey)
    return book.once(_of_each)[journey.id]


def _of_each(book: Book) -> Mapping[str, Mapping[str, bool]]:
    return Each(book.journeys, lambda name: _rungs(book, book.journeys[name]))


def _rungs(book: Book, journey: Journey) -> Mapping[str, bool]:
    return {
        "mapped": all(step.touchpoint.emotion is not None for step in journey.steps),
        "heard": any(not missing(steps.post(step)) for step in journey.steps),
        "shared": _shared(book, journey),
        "acted": any(map(_moving, _actions(book, journey))),
        "rewarded": _rewarded(book, journey),
    }


def _shared(book: Book, journey: Journey) -> bool:
    posts = (steps.post(step) for step in journey.steps)
    if any(post and not missing(post) and len(set(post.access)) > 1 for post in posts):
        return True
    return any(workshop.date is None or workshop.date <= book.as_of for workshop in journey.workshops)


def _actions(book: Book, journey: Journey) -> list[Action]:
    targets = (journey.id, *(step.id for step in journey.steps))
    return [action for target in targets for action in actions_on(book, target)]


def _moving(action: Action) -> bool:
    return action.closed == "done" or action.circle in {"do", "review"}


def _rewarded(book: Book, journey: Journey) -> bool:
    objectives = (each for each in book.settings.objectives if each.id in journey.supports)
    metrics = (book.metrics.get(key) for each in objectives for key in each.metrics)
    kept_here = {promise for step in journey.steps for promise in steps.keeps(step)}
    return any(metric and _of_customers(metric) for metric in metrics) and not kept_here & pressing(book).keys()


def pressing(book: Book) -> Mapping[str, Metric]:
    """The first internal target that presses on each promise, with nothing done about it, by the promise's id."""
    return book.once(_pressing)


def _pressing(book: Book) -> Mapping[str, Metric]:
    found: dict[str, Metric] = {}
    for metric in book.metrics.values():
        for promise in metric.pressures if metric.internal and not metric.mitigation else ():
            found.setdefault(promise, metric)
    return found


def _of_customers(metric: Metric) -> bool:
    return not metric.internal and bool(metric.results) and (metric.kind in OF_CUSTOMERS or metric.heart is not None)
