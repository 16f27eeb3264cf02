"""Where a journey is listened to and where nobody listens: what must be known of each by who tells of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from journeybook.measures import steps
from journeybook.measures.coverage import missing

if TYPE_CHECKING:
    from journeybook.model import Journey


class Unheard(Struct, frozen=True):
    """A touchpoint (its id) where nobody listens, whether it is a moment of truth, and how it feels."""

    step: str
    is_decisive: bool
    emotion: float | None


class Silent(Struct, frozen=True):
    """A phase (its place among those of the journey) in which nobody listens anywhere."""

    place: int
    is_decisive: bool
    """Whether a moment of truth is in it."""


class Listened(Struct, frozen=True):
    """The touchpoints of a journey, at how many of them is a post, and how many posts are complete or say how soon.

    `has_posts` tells too of posts that are those of a phase without touchpoints.
    """

    touchpoints: int
    posts: int
    complete: int
    answered: int
    has_posts: bool
    unheard: tuple[Unheard, ...]
    silent: tuple[Silent, ...]


def listened(journey: Journey) -> Listened:
    """Where a journey is listened to: at a touchpoint itself, or with its phase as a whole."""
    at = [(step, steps.post(step)) for step in journey.steps]
    posts = [post for _, post in at if post is not None]
    unheard = [(step.phase_number, step.id, step.touchpoint) for step, post in at if post is None]
    heard_in = {step.phase_number for step, post in at if post is not None}
    silent = {number: False for number, *_ in unheard if number not in heard_in}
    silent |= {number: True for number, _, touchpoint in unheard if number in silent and touchpoint.moment_of_truth}
    return Listened(
        len(at),
        len(posts),
        sum(not missing(post) for post in posts),
        sum(post.answer_within is not None for post in posts),
        bool(posts) or any(phase.feedback for phase in journey.phases),
        tuple(Unheard(name, touchpoint.moment_of_truth, touchpoint.emotion) for _, name, touchpoint in unheard),
        tuple(Silent(number - 1, is_decisive) for number, is_decisive in silent.items()),
    )
