"""What a service blueprint says, in one language and ready to be drawn: no book, no geometry."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from journeybook.diagrams.journey_map.view import PhaseView
from journeybook.problem import Place


class Note(Struct, frozen=True):
    """What a box says below, and the state it stands for: `broken` (it fails here), `at_risk` (a wait), "" (none)."""

    state: str
    words: str


class Box(Struct, frozen=True, eq=False):
    """A thing in a lane: what the customer sees or does, or what an actor does; `above` is its channel.

    `about` names what it has to do with, so that the page can light it up. No box is another, whatever it says.
    """

    key: str
    lane: str
    title: str
    text: str = ""
    above: str = ""
    icon: str = ""
    notes: tuple[Note, ...] = ()
    states: tuple[str, ...] = ()
    link: str = ""
    tip: str = ""
    anchor: str = ""
    missing: bool = False
    about: tuple[str, ...] = ()


class Hand(Struct, frozen=True):
    """From one box to another: what is done for somebody, handed over, or (`both`) exchanged."""

    start: str
    end: str
    both: bool = False


class Words(Struct, frozen=True):
    """What the blueprint says by itself: lanes and lines by their field, and the legend."""

    lanes: Mapping[str, str]
    lines: Mapping[str, str]
    fails: str
    waits: str
    one_way: str
    two_way: str


class BlueprintView(Struct, frozen=True):
    """A whole blueprint: each phase with the columns of boxes of its touchpoints, and what is told of it as a whole."""

    title: str
    description: str
    phases: tuple[PhaseView, ...]
    columns: tuple[tuple[tuple[Box, ...], ...], ...]
    whole: tuple[tuple[Box, ...], ...]
    hands: tuple[Hand, ...]
    words: Words
    place: Place

    @property
    def boxes(self) -> tuple[Box, ...]:
        """All boxes, touchpoint by touchpoint."""
        return tuple(box for columns in self.columns for column in columns for box in column)
