"""Where an actor serves or answers for it: where that hurts customers most, and which promises must be kept there."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from msgspec import Struct

from journeybook.measures import steps
from journeybook.model.each import Each

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeybook.model import Book, Journey, Step, Text

Keepers: TypeAlias = "tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]"
"""The ids of touchpoints, of promises to be kept at each, and of actors who are told there what to do."""
MOST = 4  # touchpoints that are told of a role by name


class Role(Struct, frozen=True):
    """How many touchpoints of journeys that count an actor has a part in, a few of them, and all promises kept there.

    `worst` are the ids of those that feel worst, each with its feeling.
    """

    touchpoints: int
    worst: tuple[tuple[str, float | None], ...]
    promises: tuple[str, ...]


class Served(NamedTuple):
    """A touchpoint at which somebody has a part: what who tells of all of them together must know of each.

    `actors` serve there or in its phase, or answer for it; `parts` are those who are told there what to do, once for
    each part that they have, and whoever answers for it without one.
    """

    step: str
    number: int
    title: Text
    emotion: float | None
    is_decisive: bool
    keeps: tuple[str, ...]
    actors: tuple[str, ...]
    parts: tuple[str, ...]

    @property
    def journey(self) -> str:
        """The id of its journey."""
        return self.step.partition("/")[0]

    @property
    def touchpoint(self) -> str:
        """Its own id in its journey."""
        return self.step.partition("/")[2]


def role(book: Book, found: Sequence[Served]) -> Role:
    """The part of an actor that has one at these touchpoints."""
    by_feeling = sorted(found, key=lambda at: (at.emotion is None, at.emotion or 0.0, at.number))
    kept = {promise for at in found for promise in at.keeps} & book.promises.keys()
    return Role(len(found), tuple((at.step, at.emotion) for at in by_feeling[:MOST]), tuple(sorted(kept)))


def served(journey: Journey) -> tuple[Served, ...]:
    """The touchpoints of a journey at which somebody has a part, in their order."""
    found = (_served(step) for step in journey.steps)
    return tuple(at for at in found if at.actors)


def keepers(journey: Journey) -> Keepers:
    """Where promises must be kept, and by whom.

    How it feels there is not asked, so that nothing of this changes with it.
    """
    return tuple((step.id, keeps, _parts(step)) for step in journey.steps if (keeps := steps.keeps(step)))


def parts(book: Book, of_journeys: Mapping[str, Sequence[Served]] | None = None) -> Mapping[str, tuple[Served, ...]]:
    """The touchpoints of all journeys at which each actor has a part, by its id.

    `of_journeys` are those of each journey at which anybody has one, where somebody knows them already.
    """
    known = of_journeys or Each(book.journeys, lambda name: served(book.journeys[name]))
    by_actor: dict[str, Mapping[str, Sequence[Served]]] = {}

    def within(journey: str) -> Mapping[str, Sequence[Served]]:
        every = known[journey]  # each time, so that who listens hears of it
        if journey not in by_actor:
            by_actor[journey] = _by_actor(every)
        return by_actor[journey]

    def of(actor: str) -> tuple[Served, ...]:
        here = (within(each.id) for each in book.namers(actor) if each.id in known)
        return tuple(at for theirs in here for at in theirs.get(actor, ()))

    return Each(book.actors, of, is_large=True)


def each_role(book: Book, of_actors: Mapping[str, Sequence[Served]]) -> Mapping[str, Role]:
    """The part of each actor in the journeys that count, by its id."""
    counted = {each.id for each in book.counted}

    def of(name: str) -> Role:
        return role(book, [at for at in of_actors[name] if at.journey in counted])

    return Each(of_actors, of, is_large=True)


def _by_actor(every: Sequence[Served]) -> Mapping[str, Sequence[Served]]:
    found: defaultdict[str, list[Served]] = defaultdict(list)
    for at in every:
        for actor in at.actors:
            found[actor].append(at)
    return found


def _served(step: Step) -> Served:
    at, parts = step.touchpoint, _parts(step)
    actors = dict.fromkeys((*parts, *(part.actor for part in step.phase.parts if part.actor)))
    told = step.id, step.number, at.title, at.emotion, at.moment_of_truth
    return Served(*told, steps.keeps(step), tuple(actors), parts)


def _parts(step: Step) -> tuple[str, ...]:
    """The actors who are told there what to do, once for each part, and whoever answers for it without one."""
    at = step.touchpoint
    parts = tuple(part.actor for part in at.parts if part.actor)
    return (*parts, at.owner) if at.owner and at.owner not in parts else parts
