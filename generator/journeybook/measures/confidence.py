"""What a statement rests on: an assumption, a single source, several that agree in kind, or something gone stale."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from journeybook.measures.due import lasting
from journeybook.model.values import Duration

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeybook.model import Book, Evidence, Journey, Phase, Step

ASSUMPTION = "assumption"
TWO_YEARS = Duration(24, "month")


class Confidence(StrEnum):
    """How far one may trust what cites the evidence."""

    assumption = "assumption"
    single_source = "single_source"
    triangulated = "triangulated"
    stale = "stale"


class Basis(Struct, frozen=True):
    """What a statement rests on: the evidence that still holds, what has gone stale, their n and newest day."""

    confidence: Confidence
    fresh: tuple[Evidence, ...] = ()
    stale: tuple[Evidence, ...] = ()

    @property
    def n(self) -> int | None:
        """People or cases in all that still holds (in all that is stale, where nothing else is there)."""
        samples = [each.sample for each in self.fresh or self.stale if each.sample is not None]
        return sum(samples) if samples else None

    @property
    def all(self) -> tuple[Evidence, ...]:
        """Everything but assumptions, what still holds first."""
        return (*self.fresh, *self.stale)

    def heard(self, voice: str) -> tuple[Evidence, ...]:
        """The evidence in which a voice speaks: customer, employee, partner."""
        return tuple(each for each in self.all if voice in each.voices)

    @property
    def newest(self) -> date | None:
        """The day of the newest evidence."""
        return max((each.date for each in (*self.fresh, *self.stale) if each.date), default=None)


class Ground(Struct, frozen=True):
    """What a phase rests on, with its number in the journey."""

    phase: Phase
    number: int
    basis: Basis


def basis(book: Book, cited: Iterable[str]) -> Basis:
    """What a statement rests on that cites this evidence (ids; those not in the book are passed over).

    Assumption: nothing, or assumptions only. Stale: nothing that still holds. Triangulated: of what still holds, at
    least one qualitative and one quantitative. Single source: else.
    """
    evidence = book.evidence
    known = (evidence.get(key) for key in dict.fromkeys(cited))
    found = [each for each in known if each is not None and each.method != ASSUMPTION]
    gone = {each.id for each in found if is_stale(book, each)}
    fresh = tuple(each for each in found if each.id not in gone)
    old = tuple(each for each in found if each.id in gone)
    return Basis(_confidence(fresh, old), fresh, old)


def by_phase(book: Book, journey: Journey) -> tuple[Ground, ...]:
    """What each phase of a journey rests on: all that it and its touchpoints cite, in the order of the phases."""
    at: dict[int, list[Step]] = {number: [] for number in range(1, len(journey.phases) + 1)}
    for step in journey.steps:
        at[step.phase_number].append(step)
    found = []
    for number, phase in enumerate(journey.phases, start=1):
        cited = (*phase.cited, *(name for step in at[number] for name in step.touchpoint.cited))
        found.append(Ground(phase, number, basis(book, cited)))
    return tuple(found)


def of_journey(book: Book, journey: Journey) -> Basis:
    """What a journey rests on as a whole."""
    return basis(book, (each.id for ground in by_phase(book, journey) for each in ground.basis.all))


def is_evidence(book: Book, key: str) -> bool:
    """Whether an id is that of evidence in the book, and no assumption."""
    found = book.evidence.get(key)
    return found is not None and found.method != ASSUMPTION


def is_stale(book: Book, evidence: Evidence) -> bool:
    """Whether evidence is older than it may be relied on, counted from `as_of`; the undated never is."""
    last = holds_until(book, evidence)
    return last is not None and last < book.as_of


def holds_until(book: Book, evidence: Evidence) -> date | None:
    """The last day evidence may be relied on: its date + valid_for, else + the book's threshold (24 months)."""
    if evidence.date is None:
        return None
    length = evidence.valid_for or book.settings.thresholds.stale or TWO_YEARS
    return lasting(evidence.date, length)


def _confidence(fresh: tuple[Evidence, ...], stale: tuple[Evidence, ...]) -> Confidence:
    if not fresh:
        return Confidence.stale if stale else Confidence.assumption
    heard = any(each.qualitative for each in fresh)
    counted = any(each.quantitative for each in fresh)
    return Confidence.triangulated if heard and counted else Confidence.single_source
