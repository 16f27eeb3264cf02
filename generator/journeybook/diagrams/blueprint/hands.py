"""Who does something for whom: arrows between the boxes of a blueprint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from journeybook.diagrams.blueprint.view import Hand
from journeybook.model import Step
from journeybook.model.touchpoint import SIDES, Part

ONE_WAY = frozenset({"email", "sms", "post", "media", "social", "review_site"})  # channels by which nobody answers

Boxed = tuple[str, str, Part]  # key and lane of a box, and the part it tells of
Actors = Mapping[int, Sequence[Boxed]]  # by the touchpoint's number


def hands(steps: Sequence[Step], actors: Actors) -> tuple[tuple[Hand, ...], set[str]]:
    """All arrows, and the boxes whose `to` is told by one."""
    found: list[Hand] = []
    told: set[str] = set()
    for step in steps:
        named = list(_named(actors[step.number], actors.get(step.number + 1, ())))
        told |= {hand.start for hand in named}
        found += _merged([*_served(step, actors[step.number], named), *named])
    return tuple(found), told


def _named(here: Sequence[Boxed], beside: Sequence[Boxed]) -> Iterator[Hand]:
    """To whom each part says it is done: a box of the same touchpoint, else one of the next."""
    for key, lane, part in here:
        end = _box_of(part.to, lane, [boxed for boxed in here if boxed[0] != key]) or _box_of(part.to, lane, beside)
        if end:
            yield Hand(key, end)


def _box_of(actor: str | None, lane: str, among: Sequence[Boxed]) -> str:
    """The box of an actor, rather one in the same lane."""
    own = [(other != lane, key) for key, other, part in among if actor and part.actor == actor]
    return min(own)[1] if own else ""


def _served(step: Step, here: Sequence[Boxed], named: Sequence[Hand]) -> Iterator[Hand]:
    """What needs no saying: the front serves the customer, and whoever hands nothing upwards serves the lane above."""
    above = f"{step.number}-customer"
    lanes = [[key for key, lane, _ in here if lane == side] for side in SIDES]
    higher = {above}
    for side, keys in zip(SIDES, lanes, strict=True):
        if not keys:
            continue
        if not any(_joins(hand, set(keys), higher) for hand in named):
            both = side == "frontstage" and step.touchpoint.channel not in ONE_WAY
            yield Hand(keys[0], above, both)
        above = keys[-1]
        higher |= set(keys)


def _joins(hand: Hand, these: set[str], those: set[str]) -> bool:
    return (hand.start in these and hand.end in those) or (hand.start in those and hand.end in these)


def _merged(found: Sequence[Hand]) -> list[Hand]:
    """Each pair of boxes once; there and back is an exchange."""
    pairs: dict[frozenset[str], Hand] = {}
    for hand in found:
        pair = frozenset((hand.start, hand.end))
        known = pairs.get(pair)
        back = known is not None and (known.both or hand.both or known.start != hand.start)
        pairs[pair] = Hand(known.start, known.end, back) if known else hand
    return list(pairs.values())
