"""Which touchpoints pull a measure of a journey down, the heaviest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.measures import causes, emotion, readiness, steps
from journeybook.measures.confidence import is_evidence
from journeybook.measures.coverage import actions_on, missing
from journeybook.measures.flow import hours

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from journeybook.model import Book, Journey, Step

MOST = 3
ANSWERS = ("nps", "csat", "ces", "rate")
"""Kinds of metrics that a journey has no figure of its own for, but its touchpoints may have."""


def weighing(book: Book, journey: Journey, measure: str) -> tuple[Step, ...]:
    """At most three touchpoints; none where no touchpoint has a part in the measure."""
    if measure in ANSWERS:
        return tuple(_asked(book, journey, measure)[:MOST])
    if measure.startswith("cause_cost_"):
        return tuple(_driven(journey, measure.removeprefix("cause_cost_"))[:MOST])
    found = BY_MEASURE.get(measure)
    return tuple(found(book, journey)[:MOST]) if found else ()


def metrics_of(book: Book, journey: Journey, kind: str) -> list[str]:
    """The metrics of a kind that tell how it goes at the touchpoints of a journey, each once."""
    named = dict.fromkeys(name for step in journey.steps for name in steps.metrics(step))
    return [name for name in named if name in book.metrics and book.metrics[name].kind == kind]


def _asked(book: Book, journey: Journey, kind: str) -> list[Step]:
    wanted = set(metrics_of(book, journey, kind))
    return _lowest(step for step in journey.steps if not wanted.isdisjoint(steps.metrics(step)))


def _driven(journey: Journey, driver: str) -> list[Step]:
    behind = (step for step in journey.steps if any(cause.driver == driver for cause in steps.causes(step)))
    return _dearest(behind)


def _dearest(at: Iterable[Step]) -> list[Step]:
    costs = [(causes.cost_of(step), step) for step in at]
    return [step for cost, step in sorted(costs, key=lambda each: (-each[0], each[1].number)) if cost > 0]


def _lowest(at: Iterable[Step]) -> list[Step]:
    """Where it feels worst first; what feels like nothing stands in the middle."""
    return sorted(at, key=lambda step: (step.touchpoint.emotion or 0.0, -steps.importance(step), step.number))


def _weakest(_: Book, journey: Journey) -> list[Step]:
    found = emotion.weakest(journey)
    return [found] if found else []


def _dropping(_: Book, journey: Journey) -> list[Step]:
    found = emotion.drop(journey)
    return [] if found is None else [found.end] if found.end is found.start else [found.end, found.start]


def _remembered(_: Book, journey: Journey) -> list[Step]:
    curve = emotion.felt(journey)
    if not curve:
        return []
    both = {each.step.number: each.step for each in (emotion.peak(curve), curve[-1])}
    return _lowest(both.values())


def _failing(_: Book, journey: Journey) -> list[Step]:
    rates = [(step.touchpoint.failure_rate or 0.0, step) for step in journey.steps]
    return [step for rate, step in sorted(rates, key=lambda each: (-each[0], each[1].number)) if rate]


def _idle(_: Book, journey: Journey) -> list[Step]:
    lost = [(_lost(step), step) for step in journey.steps]
    return [step for time, step in sorted(lost, key=lambda each: (-each[0], each[1].number)) if time]


def _lost(step: Step) -> float:
    """Hours that add nothing for the customer."""
    touchpoint = step.touchpoint
    return hours(touchpoint.wait) + (0.0 if touchpoint.value_adding else hours(touchpoint.duration))


def _without(has: Callable[[Book, Step], object]) -> Callable[[Book, Journey], Sequence[Step]]:
    return lambda book, journey: _lowest(step for step in journey.steps if not has(book, step))


def _unmended(book: Book, journey: Journey) -> list[Step]:
    bad = book.settings.thresholds.bad
    hurting = (each.step for each in emotion.felt(journey) if each.value <= bad)
    return _lowest(step for step in hurting if not actions_on(book, step.id))


BY_MEASURE: Mapping[str, Callable[[Book, Journey], Sequence[Step]]] = {
    "mean": lambda _, journey: _dearest(journey.steps),
    "weakest_link": _weakest,
    "peak_end": _remembered,
    "largest_drop": _dropping,
    "spoiler": lambda book, journey: _lowest(emotion.spoilers(journey, book.settings.thresholds.bad)),
    "cause_cost": lambda _, journey: _dearest(step for step in journey.steps if steps.causes(step)),
    "stay_share": _failing,
    "exposure": _failing,
    "first_pass_yield": _failing,
    "value_added": _idle,
    "listening": _without(lambda _, step: not missing(steps.post(step))),
    "evidenced": _without(lambda book, step: any(is_evidence(book, name) for name in steps.cited(step))),
    "promised": _without(lambda _, step: steps.keeps(step) or steps.makes(step)),
    "owned": _without(lambda _, step: step.touchpoint.owner),
    "acted": _unmended,
    "heart": lambda _, __: (),
    "areas": lambda _, __: (),
    "context": lambda _, __: (),
    "empathy": _without(readiness.is_felt_with),
    "client_centricity": lambda _, __: (),
    "every_level": lambda _, __: (),
    "coherent_values": lambda _, __: (),
    "rung": lambda _, __: (),
    "spill_over": lambda _, journey: [step for step in journey.steps if step.touchpoint.attitude],
}
"""By measure of a journey: what pulls it down. Some are of the journey as a whole, and no touchpoint is to blame."""
