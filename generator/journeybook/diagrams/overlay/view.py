"""What the drawing of a change says, in one language and ready to be drawn: no book, no geometry."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from journeybook.diagrams.journey_map.view import Chip, Gauge, MapView
from journeybook.diagrams.overlay.compared import Kind


class ChangeCard(Struct, frozen=True):
    """A touchpoint with what changes; emotions before and after, where there are any, for the curves."""

    kind: Kind
    title: str
    was: str = ""
    feeling: str = ""
    facts: tuple[str, ...] = ()
    before: float | None = None
    after: float | None = None
    moment: bool = False
    link: str = ""
    tip: str = ""
    said: tuple[object, object, tuple[object, ...]] = ("", "", ())
    """Its title, what it was called and its facts, in no language yet: a page marks what of them is in another."""


class Turn(Struct, frozen=True):
    """A promise in a phase, before and after, as far as it is there."""

    before: Chip | None
    after: Chip | None

    @property
    def stays(self) -> bool:
        """Whether nothing changes."""
        return bool(self.before and self.after and self.before.state == self.after.state)


class Course(Struct, frozen=True):
    """A metric in a phase, before and after, as far as it is there."""

    before: Gauge | None
    after: Gauge | None

    @property
    def stays(self) -> bool:
        """Whether nothing changes."""
        return bool(self.before and self.after and self.before.value == self.after.value)


class PhaseTurn(Struct, frozen=True):
    """What changes in a phase; of its metrics only those that do."""

    cards: tuple[ChangeCard, ...]
    promises: tuple[Turn, ...]
    metrics: tuple[Course, ...]

    @property
    def stays(self) -> bool:
        """Whether nothing changes."""
        same = all(card.kind is Kind.SAME for card in self.cards)
        return same and all(each.stays for each in self.promises) and all(each.stays for each in self.metrics)


class Words(Struct, frozen=True):
    """What the drawing says by itself: how much changes, what is folded, and the names of both curves."""

    kinds: Mapping[Kind, str]
    counts: tuple[tuple[Kind, str], ...]
    folded: str
    before: str
    after: str
    removed: str


class OverlayView(Struct, frozen=True):
    """A whole change: the phases that are shown, as heads and with what changes in them."""

    map: MapView
    phases: tuple[PhaseTurn, ...]
    words: Words
