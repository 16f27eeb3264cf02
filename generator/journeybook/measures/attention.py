"""What customers prize beside what we work on: the weight of each value, and the effort that goes into it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from journeybook.measures import places, steps
from journeybook.measures.figure import Figure, figure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeybook.model import Action, Book, Persona, Promise
    from journeybook.model.persona import Prized


class Attention(Struct, frozen=True):
    """Something a persona prizes: the promises that answer it, the open actions for these, and both shares."""

    persona: str
    value: Prized
    promises: tuple[Promise, ...]
    actions: tuple[Action, ...]
    prized: Figure
    attended: Figure


def attention(book: Book, persona: Persona) -> tuple[Attention, ...]:
    """What a persona prizes, the weightiest first, and which share of our effort goes there.

    Weight: of all weights of this persona. Effort: of the open actions that mend a promise which answers something
    this persona prizes, or a touchpoint that keeps such a promise; one that serves several values is shared among them.
    """
    on = book.once(_actions_on)
    answers = {place: _answering(book, persona, value) for place, value in enumerate(persona.values)}
    actions = {place: _serving(promises, on) for place, promises in answers.items()}
    efforts = _efforts(actions)
    weight, effort = sum(value.weight for value in persona.values), sum(efforts.values())
    found = []
    for place, value in enumerate(persona.values):
        prized = _part("prized", value, place, value.weight, weight)
        attended = _part("attention", value, place, efforts[place], effort)
        found.append(Attention(persona.id, value, answers[place], actions[place], prized, attended))
    return tuple(sorted(found, key=lambda each: -each.value.weight))


def _part(measure: str, value: Prized, place: int, part: float, whole: float) -> Figure:
    """A share of a whole; not known where the whole is nothing."""
    inputs = [("part", part), ("of", whole)]
    found = figure(measure, part / whole if whole > 0 else None, inputs)
    return replace(places.part(found, value.title or value.id), id=f"{measure}:{value.id or place + 1}")


def _answering(book: Book, persona: Persona, value: Prized) -> tuple[Promise, ...]:
    names = (value.id, f"{persona.id}/{value.id}") if value.id else ()
    found = {promise.id: promise for name in names for promise in book.once(_by_answer).get(name, ())}
    return tuple(found[name] for name in sorted(found))


def _by_answer(book: Book) -> Mapping[str, list[Promise]]:
    """The promises that answer what is prized, by its id as they write it."""
    found: defaultdict[str, list[Promise]] = defaultdict(list)
    for promise in book.promises.values():
        for name in promise.answers:
            found[name].append(promise)
    return found


def _actions_on(book: Book) -> Mapping[str, list[Action]]:
    """The open actions by the promise they serve: by name, or at a touchpoint that keeps it."""
    found: defaultdict[str, dict[str, Action]] = defaultdict(dict)
    for action in (action for action in book.actions.values() if action.closed is None):
        for target in action.addresses:
            step = book.step(target)
            for promise in steps.keeps(step) if step else (target,):
                found[promise][action.id] = action
    return {promise: list(actions.values()) for promise, actions in found.items()}


def _serving(promises: tuple[Promise, ...], on: Mapping[str, list[Action]]) -> tuple[Action, ...]:
    found = {action.id: action for promise in promises for action in on.get(promise.id, ())}
    return tuple(found.values())


def _efforts(actions: Mapping[int, tuple[Action, ...]]) -> dict[int, float]:
    """The effort for each value; that of an action that serves several is shared equally."""
    times: defaultdict[str, int] = defaultdict(int)
    for served in actions.values():
        for action in served:
            times[action.id] += 1
    return {place: sum((each.effort or 0) / times[each.id] for each in served) for place, served in actions.items()}
