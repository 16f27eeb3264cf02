"""All actors, and for each "your part": where customers meet them and what that asks of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from journeybook.measures.promises import Ledger
from journeybook.measures.roles import Served
from journeybook.model import Action, Actor, Journey
from journeybook.pages.code import code
from journeybook.pages.edition import Edition
from journeybook.pages.grouping import Part, parts_at
from journeybook.pages.kept import kept
from journeybook.pages.page import Page
from journeybook.words import phrase

MOST_PARTS = 40
"""Touchpoints told in full on the page of one actor: nobody reads more; the journeys have them all."""
SIDES = {
    "frontstage": phrase("The customer sees or hears you"),
    "backstage": phrase("The customer does not see you"),
    "support": phrase("You help those who serve"),
    "owner": phrase("You answer for it"),
}
"""What a side means to who stands on it."""
STAGES = ("frontstage", "backstage", "partner", "technology", "")


class Duty(Struct, frozen=True):
    """A promise an actor has to keep, and at which touchpoints."""

    entry: Ledger
    places: tuple[Served, ...]


def pages(edition: Edition) -> Iterator[Page]:
    """The index by stage, then every actor, and a form of one page to print."""
    yield _index(edition)
    for actor in edition.book.actors.values():
        yield from _both_forms(edition, actor)


@kept
def _index(edition: Edition) -> Page:
    actors = edition.in_order(edition.book.actors.values())
    return edition.page(
        "actors/index",
        phrase("Actors").say(edition.language),
        "pages/actors.html.j2",
        stages=[(stage, [actor for actor in actors if (actor.stage or "") == stage]) for stage in STAGES],
        hide=("toc",),
    )


@kept
def _both_forms(edition: Edition, actor: Actor) -> Iterator[Page]:
    told = _told(edition, actor)
    yield _actor(edition, actor, told)
    yield _print_form(edition, actor, told)


def _told(edition: Edition, actor: Actor) -> dict[str, Any]:
    """What both forms of the page tell."""
    return {
        "actor": actor,
        **_parts(actor, by_journey(edition, actor)),
        "duties": duties(edition, actor),
        "owns": [each for each in edition.facts.naming("entities", "owner", actor.id) if each.id != actor.id],
        "actions": actions_of(edition, actor),
    }


def _actor(edition: Edition, actor: Actor, told: dict[str, Any]) -> Page:
    return edition.page(
        f"actors/{actor.id}",
        actor.label,
        "pages/actor.html.j2",
        description=edition.say(actor.summary),
        parent="actors/index",
        source=edition.place(actor),
        boost=1.5,
        sides=SIDES,
        **told,
    )


def _print_form(edition: Edition, actor: Actor, told: dict[str, Any]) -> Page:
    return edition.page(
        f"print/actors/{actor.id}",
        phrase("{actor}: my part on one page", actor=actor.label),
        "pages/actor_print.html.j2",
        parent=f"actors/{actor.id}",
        search="",
        hide=("navigation", "toc"),
        qr=_code(edition, actor),
        **told,
    )


def _code(edition: Edition, actor: Actor) -> str:
    """The QR code that leads to the actor's page; nothing where the site's address is not known."""
    address = edition.address(f"actors/{actor.id}")
    return code(address, edition.say(actor.label)) if address else ""


def _parts_of(edition: Edition, actor: Actor) -> list[Served]:
    """The touchpoints at which the actor is told what to do, or which it answers for."""
    return [at for at in edition.facts.parts.get(actor.id, ()) if actor.id in at.parts]


def by_journey(edition: Edition, actor: Actor) -> list[tuple[Journey, list[Served]]]:
    """Where the actor has a part, journey by journey; retired journeys are left out."""
    found: dict[str, list[Served]] = {}
    for at in _parts_of(edition, actor):
        found.setdefault(at.journey, []).append(at)
    journeys = edition.book.journeys
    return [(journeys[name], here) for name, here in found.items() if journeys[name].status != "retired"]


def _parts(actor: Actor, found: list[tuple[Journey, list[Served]]]) -> dict[str, Any]:
    """The parts that are told in full, where there are too many the most pressing, and how many are left out."""
    urgency = {at.step: _urgency(at) for _, here in found for at in here}
    every = [(journey, [place for at in here for place in _places(actor, at)]) for journey, here in found]
    in_order = sorted((place for _, places in every for place in places), key=lambda place: urgency[place[0]])
    told = set(in_order[:MOST_PARTS])
    shown = [
        (journey, [_part(actor, journey, *place) for place in places if place in told], len(places))
        for journey, places in every
    ]
    listed = [(journey, parts, count - len(parts)) for journey, parts, count in shown if parts]
    counts = {"parts_left_out": len(in_order) - len(told), "journeys_left_out": len(found) - len(listed)}
    return {"by_journey": listed, **counts}


def _places(actor: Actor, at: Served) -> Iterator[tuple[str, int]]:
    """The parts of the actor at a touchpoint: the id of that, and which of them it is."""
    return ((at.step, number) for number in range(at.parts.count(actor.id)))


def _part(actor: Actor, journey: Journey, place: str, number: int) -> Part:
    """All that is told of a part."""
    step = journey.step(place.partition("/")[2])
    assert step is not None
    return [part for name, part in parts_at(step) if name == actor.id][number]


def _urgency(at: Served) -> tuple[bool, float]:
    """Moments of truth first, then where it hurts most."""
    return not at.is_decisive, at.emotion or 0.0


def duties(edition: Edition, actor: Actor) -> list[Duty]:
    """The promises to be kept where the actor has a part in journeys that count, the worst verdict first."""
    counted, promises = set(edition.facts.counted), edition.book.promises
    kept: defaultdict[str, list[Served]] = defaultdict(list)
    for at in _parts_of(edition, actor):
        for name in at.keeps if at.journey in counted else ():
            kept[name].append(at)
    found = [Duty(edition.facts.ledger[name], tuple(kept[name])) for name in sorted(kept) if name in promises]
    order = ("broken", "at_risk", "unmeasured", "kept")
    return sorted(found, key=lambda duty: order.index(duty.entry.verdict.value))


def actions_of(edition: Edition, actor: Actor) -> list[Action]:
    """The open actions that the actor owns, acts in or is asked to decide, or that mend a touchpoint it serves."""
    met = (at.step for at in _parts_of(edition, actor))
    found = (action for name in (actor.id, *met) for action in edition.facts.concerning.get(name, ()))
    return sorted({action.id: action for action in found}.values(), key=lambda action: action.id)
