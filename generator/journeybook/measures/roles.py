"""Where an actor serves or answers for it: where that hurts customers most, and which promises must be kept there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from journeybook.measures import steps
from journeybook.model.each import Each

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeybook.model import Book, Journey, Step

MOST = 4  # touchpoints that are told of a role by name


@dataclass(frozen=True, slots=True)
class Role:
    """How many touchpoints of journeys that count an actor has a part in, a few of them, and all promises kept there.

    `worst` are the ids of those that feel worst, each with its feeling.
    """

    touchpoints: int
    worst: tuple[tuple[str, float | None], ...]
    promises: tuple[str, ...]


class Served(NamedTuple):
    """A touchpoint at which somebody has a part, how it feels, and the promises that must be kept at it."""

    step: Step
    emotion: float | None
    keeps: tuple[str, ...]


def role(book: Book, found: Sequence[Served]) -> Role:
    """The part of an actor that has one at these touchpoints."""
    by_feeling = sorted(found, key=lambda at: (at.emotion is None, at.emotion or 0.0, at.step.number))
    kept = {promise for at in found for promise in at.keeps} & book.promises.keys()
    return Role(len(found), tuple((at.step.id, at.emotion) for at in by_feeling[:MOST]), tuple(sorted(kept)))


def serving(journey: Journey) -> dict[str, list[Served]]:
    """The touchpoints of a journey at which each actor serves, or for which it answers, by its id."""
    found: defaultdict[str, list[Served]] = defaultdict(list)
    for step in journey.steps:
        at = Served(step, step.touchpoint.emotion, steps.keeps(step))
        for actor in dict.fromkeys(_actors(step)):
            if actor:
                found[actor].append(at)
    return found


def touchpoints(book: Book, actor: str, of_journeys: Mapping[str, Mapping[str, list[Served]]]) -> list[Served]:
    """The touchpoints of an actor, of those of each journey that counts by the ids of both."""
    within = (of_journeys[each.id] for each in book.namers(actor) if each.id in of_journeys)
    return [step for here in within for step in here.get(actor, ())]


def served(book: Book) -> Mapping[str, Mapping[str, list[Served]]]:
    """The touchpoints at which actors serve, by the ids of journeys that count and of actors."""
    return Each({each.id: None for each in book.counted}, lambda name: serving(book.journeys[name]))


def each_role(book: Book, of_journeys: Mapping[str, Mapping[str, list[Served]]]) -> Mapping[str, Role]:
    """The part of each actor, by its id."""
    return Each(book.actors, lambda name: role(book, touchpoints(book, name, of_journeys)), is_large=True)


def _actors(step: Step) -> Iterator[str | None]:
    for lanes in steps.both(step):
        for part in lanes.parts:
            yield part.actor
    yield step.touchpoint.owner
