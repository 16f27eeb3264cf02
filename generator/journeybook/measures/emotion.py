"""What the curve of a journey says: its mean, its weakest link, its peak and end, its drops and spoilers."""

from __future__ import annotations

from itertools import pairwise
from operator import attrgetter
from sys import intern
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from journeybook.measures.figure import Figure, figure
from journeybook.measures.steps import importance
from journeybook.model import Step
from journeybook.model.journey import Felt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeybook.model import Journey, Text

BAD = -1.0


class Drop(NamedTuple):
    """A fall of the curve from one touchpoint to the next, or, where both are the same, inside it."""

    start: Step
    end: Step
    by: float


class Lowest(Struct, frozen=True):
    """The weakest touchpoint of a journey: its id in the book, its number and title, and how it feels."""

    step: str
    number: int
    title: Text
    emotion: float

    @property
    def name(self) -> str:
        """Its id in the journey."""
        return self.step.partition("/")[2]


def felt(journey: Journey, persona: str = "") -> tuple[Felt, ...]:
    """The touchpoints whose emotion is known, in order; as another persona feels them where one is given."""
    if not persona:
        return journey.felt
    known = ((step, feeling(step, persona)) for step in journey.steps)
    return tuple(Felt(step, value) for step, value in known if value is not None)


def feeling(step: Step, persona: str = "") -> float | None:
    """How a touchpoint feels to a persona; what is told of no persona in particular holds for all."""
    return step.touchpoint.emotion_by.get(persona, step.touchpoint.emotion)


def mean(journey: Journey, persona: str = "") -> Figure:
    """The importance-weighted mean of emotion, −2 … 2."""
    curve = felt(journey, persona)
    value = _mean(curve)
    inputs = ((each.step.id, intern(f"{each.value:g} × {importance(each.step):g}")) for each in curve)  # a few pairs
    return figure("mean", value, inputs, len(curve))


def weakest(journey: Journey, persona: str = "") -> Step | None:
    """The touchpoint of lowest emotion; among equals a moment of truth, then the more important, then the earlier."""
    curve = felt(journey, persona)
    return min(curve, key=_weakness).step if curve else None


def lowest(journey: Journey) -> Lowest | None:
    """What lists of many journeys tell of the weakest touchpoint of one."""
    found = weakest(journey)
    if found is None or found.touchpoint.emotion is None:
        return None
    return Lowest(found.id, found.number, found.touchpoint.title, found.touchpoint.emotion)


def weakest_link(journey: Journey, persona: str = "") -> Figure:
    """The lowest emotion of a journey, −2 … 2, and where: one bad touchpoint outweighs five good ones."""
    found = weakest(journey, persona)
    value = feeling(found, persona) if found else None
    return figure("weakest_link", value, [("touchpoint", found.id)] if found else [], len(felt(journey, persona)))


def peak_end(journey: Journey, persona: str = "") -> Figure:
    """(Most intense + last) / 2, −2 … 2: what is remembered (Kahneman et al. 1993, Psychological Science 4:401)."""
    curve = felt(journey, persona)
    if not curve:
        return figure("peak_end", None, n=0)
    highest = peak(curve)
    inputs = ((f"peak {highest.step.id}", highest.value), (f"end {curve[-1].step.id}", curve[-1].value))
    return figure("peak_end", (highest.value + curve[-1].value) / 2, inputs, len(curve))


def peak(curve: tuple[Felt, ...]) -> Felt:
    """The most intense feeling; among equals the bad one, then the earlier."""
    return max(curve, key=lambda each: (abs(each.value), each.value < 0))


def drop(journey: Journey, persona: str = "") -> Drop | None:
    """The steepest fall; the earliest of equals. A curve that only rises gives its smallest rise, above 0."""
    return min(_moves(journey, persona), key=_by, default=None)


def largest_drop(journey: Journey, persona: str = "") -> Figure:
    """min(e[i+1] − e[i]), inside a touchpoint too where its `emotion_before` is given; −4 … 4."""
    moves = list(_moves(journey, persona))
    found = min(moves, key=_by, default=None)
    inputs = [("from", found.start.id), ("to", found.end.id)] if found else []
    return figure("largest_drop", found.by if found else None, inputs, len(moves))


def spoilers(journey: Journey, bad: float = BAD) -> tuple[Step, ...]:
    """The bad touchpoints of a journey that is good on the whole."""
    value = _mean(felt(journey))
    if value is None or value <= 0:
        return ()
    return tuple(each.step for each in felt(journey) if each.value <= bad)


def spoiler(journey: Journey, bad: float = BAD) -> Figure:
    """How many touchpoints spoil a journey whose mean emotion is above 0."""
    found = spoilers(journey, bad)
    known = len(felt(journey))
    return figure(
        "spoiler", float(len(found)) if known else None, (("touchpoint", s.id) for s in found), known, bad=bad
    )


def spill_over(journey: Journey) -> Figure:
    """How much of a change of attitude to the place passes on to the brand; 1 = all of it.

    One touchpoint: change to the brand / change to the place. Several: the mean of these ratios weighted by the size
    of the change to the place, so that one clerk for worse and one for better do not cancel out.
    """
    changes = [(step, *_changes(step)) for step in journey.steps]
    pairs = [(step, brand, place) for step, brand, place in changes if brand is not None and place]
    whole = sum(abs(place) for _, _, place in pairs if place)
    value = sum(brand if place > 0 else -brand for _, brand, place in pairs if place) / whole if whole else None
    return figure(
        "spill_over", value, ((step.id, f"{brand:g} / {place:g}") for step, brand, place in pairs), len(pairs)
    )


def _mean(curve: tuple[Felt, ...]) -> float | None:
    weights = [importance(each.step) for each in curve]
    return (
        sum(weight * each.value for weight, each in zip(weights, curve, strict=True)) / sum(weights) if curve else None
    )


_by = attrgetter("by")


def _weakness(each: Felt) -> tuple[float, bool, float, int]:
    return each.value, not each.step.touchpoint.moment_of_truth, -importance(each.step), each.step.number


def _moves(journey: Journey, persona: str) -> Iterator[Drop]:
    curve = felt(journey, persona)
    for one, following in pairwise(curve):
        yield Drop(one.step, following.step, following.value - one.value)
    for each in curve:
        before = each.step.touchpoint.emotion_before
        if before is not None:
            yield Drop(each.step, each.step, each.value - before)


def _changes(step: Step) -> tuple[float | None, float | None]:
    """The changes of attitude to the brand and to the place."""
    changed = {
        attitude.to: attitude.after - attitude.before
        for attitude in step.touchpoint.attitude
        if attitude.before is not None and attitude.after is not None
    }
    return changed.get("brand"), changed.get("place")
