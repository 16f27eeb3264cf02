"""What changes from one journey to another: touchpoints are the same where their ids are."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from msgspec import Struct

from journeybook.model import Journey, Phase, Step

# What the card of a touchpoint shows or what an owner would be asked about; wordings of thoughts change all the time.
FIELDS = (
    "title", "emotion", "channel", "contact", "moment_of_truth", "owner", "makes", "keeps", "breaks", "wait",
    "duration", "failure_rate",
)  # fmt: skip


class Kind(StrEnum):
    """What happened to a touchpoint."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    SAME = "same"


class Difference(Struct, frozen=True):
    """A field of a touchpoint that is not what it was."""

    field: str
    before: Any
    after: Any


class Change(Struct, frozen=True):
    """A touchpoint before and after, as far as there is one, and in what it differs."""

    kind: Kind
    before: Step | None
    after: Step | None
    differences: tuple[Difference, ...] = ()


class PhaseChange(Struct, frozen=True):
    """A phase before and after, and what happens to the touchpoints of either."""

    number: int
    before: Phase | None
    after: Phase | None
    changes: tuple[Change, ...]


def compared(
    before: Journey, after: Journey, emptied: bool = False, fields: Sequence[str] = FIELDS
) -> tuple[PhaseChange, ...]:
    """Phase by phase in the new order, what was removed where it stood; a touchpoint that moved stands where it is.

    Whether a field that is no longer told counts (`emptied`): it does after an edit, but not in a journey that is to
    be, of which less is known yet.
    """
    old, new = _by_phase(before), _by_phase(after)
    was = {step.touchpoint.id: step for step in before.steps}
    now = {step.touchpoint.id: step for step in after.steps}
    found = []
    for name in merged(list(old), list(new)):
        left = [key for key in old.get(name, (None, []))[1] if key not in now]
        stayed = [key for key in old.get(name, (None, []))[1] if key in left or key in new.get(name, (None, []))[1]]
        order = merged(stayed, new.get(name, (None, []))[1])
        changes = tuple(_change(was.get(key), now.get(key), emptied, fields) for key in order)
        found.append(_phase(before, after, name, changes))
    return tuple(found)


def merged(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """The new order, with what is gone right behind what it followed."""
    order = list(new)
    for place, name in enumerate(old):
        if name not in new:
            order.insert(order.index(old[place - 1]) + 1 if place else 0, name)
    return order


def _by_phase(journey: Journey) -> dict[str, tuple[Phase | None, list[str]]]:
    return {phase.id: (phase, [touchpoint.id for touchpoint in phase.touchpoints]) for phase in journey.phases}


def _phase(before: Journey, after: Journey, name: str, changes: tuple[Change, ...]) -> PhaseChange:
    old = next((phase for phase in before.phases if phase.id == name), None)
    new = next((phase for phase in after.phases if phase.id == name), None)
    journey, phase = (after, new) if new else (before, old)
    return PhaseChange(journey.phases.index(phase) + 1 if phase else 0, old, new, changes)


def _change(before: Step | None, after: Step | None, emptied: bool, fields: Sequence[str]) -> Change:
    if before is None or after is None:
        return Change(Kind.REMOVED if after is None else Kind.ADDED, before, after)
    pairs = [(field, getattr(before.touchpoint, field), getattr(after.touchpoint, field)) for field in fields]
    told = [(field, old, new) for field, old, new in pairs if emptied or new or (new == 0 and new is not False)]
    differences = [Difference(field, old, new) for field, old, new in told if old != new]
    if before.phase.id != after.phase.id:
        differences.append(Difference("phase", before.phase.title, after.phase.title))
    return Change(Kind.CHANGED if differences else Kind.SAME, before, after, tuple(differences))
