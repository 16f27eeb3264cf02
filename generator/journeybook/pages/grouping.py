"""What goes together under one name: the parts of an actor, the actions that concern a thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from msgspec import Struct

from journeybook.model import Action, Step
from journeybook.model.touchpoint import SIDES

Named = TypeVar("Named")


class Part(Struct, frozen=True):
    """An actor at a touchpoint: on which side of the lines, and what is said of it there (owner where nothing is)."""

    step: Step
    side: str
    does: object = None


def concerned(action: Action) -> Iterable[str]:
    """The actors named in an action, and what it addresses, each once."""
    asked, decision = action.questions, action.decision
    named = [action.owner, action.sponsor, decision.asked_of if decision else None]
    named += [asked.owner, asked.responder] if asked else []
    return dict.fromkeys([*(name for name in named if name), *action.addresses])


def grouped(pairs: Iterable[tuple[str, Named]]) -> dict[str, tuple[Named, ...]]:
    """What goes together under one name."""
    found: defaultdict[str, list[Named]] = defaultdict(list)
    for name, each in pairs:
        found[name].append(each)
    return {name: tuple(named) for name, named in found.items()}


def names_in(names: object) -> Iterable[str]:
    """The names in a field, each once."""
    if isinstance(names, str):
        return (names,)
    return dict.fromkeys(names) if isinstance(names, tuple) else ()


def parts_at(step: Step) -> list[tuple[str, Part]]:
    """The part of each actor at a touchpoint, by its id."""
    touchpoint = step.touchpoint
    found = [(part.actor, Part(step, side, part)) for side in SIDES for part in getattr(touchpoint, side) if part.actor]
    served = {actor for actor, _ in found}
    if touchpoint.owner and touchpoint.owner not in served:
        found.append((touchpoint.owner, Part(step, "owner")))
    return found
