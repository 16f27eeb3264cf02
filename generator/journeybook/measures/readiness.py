"""Whether a journey is ready to be worked with: empathy, the customer at the centre, every level, coherent values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.measures import steps
from journeybook.measures.coverage import actions_on
from journeybook.measures.figure import Figure, counted, figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeybook.model import Action, Book, Journey, Step

LEVELS = ("frontline", "cx", "management")


def empathy(book: Book, journey: Journey) -> Figure:
    """The share of touchpoints, 0 … 1, whose feeling is backed by a customer's words or by evidence that listens."""
    return counted("empathy", sum(is_felt_with(book, step) for step in journey.steps), len(journey.steps))


def client_centricity(book: Book, journey: Journey) -> Figure:
    """Of goal, start, outcome and benefit, those told from the customer's side, 0 … 4."""
    actions = _actions(book, journey)
    told = {
        "goal": bool(journey.goal),
        "start": bool(journey.starts_when),
        "outcome": any(outcome.for_customer for outcome in journey.outcomes),
        "benefit": bool(actions) and all(action.benefit for action in actions),
    }
    return _of("client_centricity", told)


def every_level(book: Book, journey: Journey) -> Figure:
    """Of front line, CX people and management, those with a part in the journey, 0 … 3."""
    there = set(_levels(book, journey))
    return _of("every_level", {level: level in there for level in LEVELS})


def coherent_values(book: Book, journey: Journey) -> Figure:
    """The share of what the persona prizes, 0 … 1, answered by a promise kept here that stands for a brand value."""
    persona = book.personas.get(journey.persona)
    prized = [value.id for value in persona.values if value.id] if persona else []
    kept = dict.fromkeys(promise for step in journey.steps for promise in steps.keeps(step))
    standing = [book.promises[name] for name in kept if name in book.promises and book.promises[name].values]
    answered = {answer.rpartition("/")[2] for promise in standing for answer in promise.answers}
    met = [value for value in prized if value in answered]
    return counted("coherent_values", len(met), len(prized), (("answered", value) for value in met))


def is_felt_with(book: Book, step: Step) -> bool:
    """Whether a touchpoint says how it feels, and a quote or evidence that listens backs it."""
    if step.touchpoint.emotion is None:
        return False
    known = map(book.evidence.get, steps.cited(step))
    heard = any(each is not None and each.qualitative for each in known)
    return heard or any(lanes.quotes for lanes in steps.both(step))


def _actions(book: Book, journey: Journey) -> list[Action]:
    found = {a.id: a for target in (journey.id, *(s.id for s in journey.steps)) for a in actions_on(book, target)}
    return list(found.values())


def _levels(book: Book, journey: Journey) -> Iterator[str | None]:
    """The levels of all who serve, own, act, and hear what customers say."""
    for name in dict.fromkeys((journey.owner, journey.sponsor, *(who for step in journey.steps for who in _who(step)))):
        actor = book.actors.get(name) if name else None
        yield actor.level if actor else None
    for step in journey.steps:
        post = steps.post(step)
        yield from post.access if post else ()
    yield from (action.level for action in _actions(book, journey))


def _who(step: Step) -> Iterator[str | None]:
    yield step.touchpoint.owner
    for lanes in steps.both(step):
        for part in lanes.parts:
            yield part.actor


def _of(measure: str, told: dict[str, bool]) -> Figure:
    inputs = ((name, "yes" if there else "no") for name, there in told.items())
    return figure(measure, float(sum(told.values())), inputs, len(told))
