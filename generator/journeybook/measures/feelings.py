"""How touchpoints feel by where they belong: which channel and area, which stage, which aim of the customer."""

from __future__ import annotations

from collections import defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from journeybook.model import Book, Journey, Text

Key = tuple[str, str]
ByTwo = dict[Key, "Feeling"]
AREAS_STAGES, CHANNELS_AIMS, CHANNELS_STAGES = ("area", "stage"), ("channel", "aim"), ("channel", "stage")


class Met(NamedTuple):
    """What of a touchpoint says where it belongs and how it feels; "" where that is not told."""

    channel: str
    area: str
    stage: str
    aim: str
    emotion: float | None
    tone: Text


class Feeling(Struct, frozen=True):
    """How some touchpoints feel that belong together: as precisely as anybody is told.

    `count` is how many they are, `lowest` and `mean` (with one digit) are −2 … 2, `level` is the mean as a face shows
    it; `tones` are how we sound there, each once, told by channel and stage alone.
    """

    count: int
    lowest: float | None
    mean: float | None
    level: int
    tones: tuple[Text, ...]


def met(journey: Journey) -> tuple[Met, ...]:
    """All touchpoints of a journey."""
    aim, told = journey.aim or "", ((step.touchpoint, step.phase) for step in journey.steps)
    return tuple(Met(at.channel, at.area or "", of.stage or "", aim, at.emotion, at.tone) for at, of in told)


def tables(every: Iterable[Met]) -> Mapping[str, ByTwo]:
    """How touchpoints feel by two of their properties each, under both words; "" for what is not told."""
    here = list(every)
    return {" ".join(by): _by_two(here, by) for by in (AREAS_STAGES, CHANNELS_AIMS, CHANNELS_STAGES)}


def of_book(book: Book) -> Mapping[str, ByTwo]:
    """The tables of all journeys that count."""
    return tables(each for journey in book.counted for each in met(journey))


def level(emotion: float) -> int:
    """A feeling −2 … +2 as a face shows it; halves look like the stronger feeling."""
    found = min(2, int(abs(emotion) + 0.5))
    return found if emotion > 0 else -found


def _by_two(every: Sequence[Met], by: tuple[str, str]) -> ByTwo:
    place: Callable[[Met], Key] = attrgetter(*by)
    found: defaultdict[Key, list[Met]] = defaultdict(list)
    for each in every:
        found[place(each)].append(each)
    return {key: _feeling(here, has_tones=by == CHANNELS_STAGES) for key, here in found.items()}


def _feeling(here: Sequence[Met], has_tones: bool) -> Feeling:
    felt = [each.emotion for each in here if each.emotion is not None]
    tones = tuple(dict.fromkeys(each.tone for each in here if each.tone)) if has_tones else ()
    if not felt:
        return Feeling(len(here), None, None, 0, tones)
    mean = sum(felt) / len(felt)
    return Feeling(len(here), min(felt), round(mean, 1), level(mean), tones)
