"""The ways through a journey, one at a time: from a touchpoint to where it leads; paths are never counted out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from journeybook.model import Journey, Step, Text

START = ""  # the name of where a journey starts; touchpoints have longer ones
NOTHING = Text()


class Way(Struct, frozen=True):
    """From a touchpoint (or the start) to the next, or to an outcome; a loop leads to an earlier one or to itself."""

    start: str
    end: str
    when: Text = NOTHING
    share: float | None = None
    loop: bool = False

    @property
    def plain(self) -> bool:
        """Whether all go this way, with nothing to say of it."""
        return not self.loop and not self.when and self.share in (None, 1)


def branches(journey: Journey) -> bool:
    """Whether a journey does anything but go straight on."""
    return any(touchpoint.next for phase in journey.phases for touchpoint in phase.touchpoints)


def ways(journey: Journey) -> tuple[Way, ...]:
    """All ways, in the order of touchpoints; those that lead nowhere are left out."""
    numbers = {step.touchpoint.id: step.number for step in journey.steps}
    ends = {outcome.id for outcome in journey.outcomes}
    found = [way for step in journey.steps for way in _from(journey, step) if way.end in numbers or way.end in ends]
    first = [Way(START, journey.steps[0].touchpoint.id)] if journey.starts_when else []
    return (
        *first,
        *(Way(w.start, w.end, w.when, w.share, numbers.get(w.end, 1 << 30) <= numbers[w.start]) for w in found),
    )


def _from(journey: Journey, step: Step) -> Iterator[Way]:
    """What is written, else the following touchpoint."""
    for branch in step.touchpoint.next:
        yield Way(step.touchpoint.id, branch.to, branch.when, branch.share)
    if not step.touchpoint.next and step.number < len(journey.steps):
        yield Way(step.touchpoint.id, journey.steps[step.number].touchpoint.id)


def main_way(journey: Journey, found: Sequence[Way]) -> tuple[str, ...]:
    """The way that most go, from its start until it ends or would go round in a circle."""
    leaving = defaultdict[str, list[Way]](list)
    for way in found:
        if not way.loop:
            leaving[way.start].append(way)
    here = found[0].start if found and found[0].start == START else journey.steps[0].touchpoint.id
    done = [here]
    while leaving[here]:
        here = max(leaving[here], key=lambda way: way.share or 0).end
        done.append(here)
    return tuple(done)
