"""What the health wall says, in one language and ready to be drawn: no book, no geometry."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

STATES = ("broken", "at_risk", "unmeasured", "kept")
Rank = tuple[int, int, float, float, str]


class Health(Struct, frozen=True):
    """A journey: how it feels in the mean and at its weakest, how its promises stand, how far it is written.

    `worst` is the worst verdict of a promise at stake, nothing where there is none.
    """

    id: str
    title: str
    persona: str
    weakest: float | None
    weakest_words: str
    mean: float | None
    mean_words: str
    mean_short: str
    verdicts: Mapping[str, int]
    worst: str
    standing: str
    standing_word: str
    link: str
    tip: str

    @property
    def counts(self) -> bool:
        """Whether figures are taken over it."""
        return self.standing not in {"retired", "to_be"}

    @property
    def rank(self) -> Rank:
        """What journeys are sorted by: those that count, then the worst verdict, the weakest link, the mean."""
        last = {"to_be": 1, "retired": 2}.get(self.standing, 0)
        order = STATES.index(self.worst) if self.worst in {"broken", "at_risk"} else len(STATES)
        weakest, mean = (9.0 if each is None else each for each in (self.weakest, self.mean))
        return last, order, weakest, mean, self.id


class Row(Struct, frozen=True):
    """The journeys of one persona, the worst first."""

    persona: str
    link: str
    journeys: tuple[Health, ...]

    @property
    def broken(self) -> int:
        """How many journeys that count have a broken promise at stake."""
        return sum(each.worst == "broken" and each.counts for each in self.journeys)

    @property
    def rank(self) -> tuple[int, Rank]:
        """What rows are sorted by: the most journeys with a broken promise, then their worst journey."""
        return -self.broken, self.journeys[0].rank


class Words(Struct, frozen=True):
    """What the wall says beside the book's own words."""

    states: Mapping[str, str]
    standings: Mapping[str, str]
    weakest: str
    promises: str
    mean: str
    number: str
    counts: str
    emotions: tuple[tuple[int, str], ...]


class Wall(Struct, frozen=True):
    """All journeys, the worst first, and the same by persona."""

    journeys: tuple[Health, ...]
    rows: tuple[Row, ...]
    words: Words
