"""From the book to what its map says."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from msgspec.structs import replace

from journeybook.diagrams.journey_map.cells import CELLS, MOMENT, THOUGHTS, WEAKEST, texts
from journeybook.diagrams.journey_map.promises import MADE
from journeybook.diagrams.journey_map.source import Source, Told, told
from journeybook.diagrams.journey_map.view import Item, LaneView, MapView, More, PhaseView, Words
from journeybook.diagrams.speech import duration_words, signed
from journeybook.measures import Verdict
from journeybook.model import LANES, Phase, Step
from journeybook.model.choices import choice
from journeybook.words import phrase, phrases

# Things of one kind that a cell shows; the page tells them all.
MOST = {"thinking": THOUGHTS, "pains": 4, "opportunities": 4, "backstage": 5, "promises": 6, "metrics": 4}
FEELING = "feeling"


def view_of(source: Source, most: int = 0) -> MapView:
    """The whole map of a journey; a phase of more than `most` touchpoints (0 = any) is told in several, one by one."""
    journey = source.journey
    numbered = enumerate(journey.phases, start=1)
    phases = tuple(part for number, phase in numbered for part in _parts(source, number, phase, most))
    return MapView(
        title=source.say(phrase("Map of the journey “{title}”", title=journey.label)),
        description=_description(source),
        lanes=_lanes(source, phases),
        phases=phases,
        words=words(source),
        place=source.book.place(journey.id),
    )


def _parts(source: Source, number: int, phase: Phase, most: int) -> Iterator[PhaseView]:
    """A phase, or its touchpoints in groups as even as can be, what is told of it as a whole in the first."""
    whole, *each = told(phase, tuple(step for step in source.journey.steps if step.phase_number == number))
    count = -(-len(each) // most) if most else 1
    bounds = [len(each) * part // count for part in range(1, count)] if count > 1 else []
    for start, end in pairwise((0, *bounds, len(each))):
        yield _phase(source, number, phase, (*([] if start else [whole]), *each[start:end]))


def _phase(source: Source, number: int, phase: Phase, parts: tuple[Told, ...]) -> PhaseView:
    steps = tuple(each.step for each in parts if each.step)
    shown = head(source, number, phase)
    cells = {lane.field: _cell(source, lane.field, parts, shown.link) for lane in LANES if lane.field != FEELING}
    return replace(shown, mood=_mood(source, phase, steps), cells=cells)


def head(source: Source, number: int, phase: Phase) -> PhaseView:
    """A phase with its number, title and time, and nothing in its lanes."""
    title, link = source.say(phase.title) or str(number), f"#phase-{phase.id}"
    time = duration_words(phase.duration, source.language) if phase.duration else ""
    tip = f"{number}. {title}" + (f" – {time}" if time else "")
    return PhaseView(number=number, title=title, time=time, mood="", link=link, tip=tip, cells={})


def _cell(source: Source, field: str, parts: tuple[Told, ...], link: str) -> tuple[Item, ...]:
    items = tuple((CELLS.get(field) or texts(field))(source, parts))
    most = MOST.get(field, len(items))
    left = len(items) - most
    if left <= 0:
        return items
    return (*items[:most], More(source.say(phrases("{count} more", "{count} more", left)), link))


def _mood(source: Source, phase: Phase, steps: tuple[Step, ...]) -> str:
    """The feeling of the phase in its own word, else the touchpoints' words, each once."""
    if phase.feeling:
        return source.say(phase.feeling)
    return " · ".join(dict.fromkeys(source.say(step.touchpoint.feeling) for step in steps if step.touchpoint.feeling))


def _lanes(source: Source, phases: tuple[PhaseView, ...]) -> tuple[LaneView, ...]:
    filled = {field for phase in phases for field, items in phase.cells.items() if items}
    if any(_felt(phase) for phase in phases):
        filled.add(FEELING)
    return tuple(LaneView(lane.field, source.say(lane.name), lane.icon) for lane in LANES if lane.field in filled)


def _felt(phase: PhaseView) -> bool:
    return any(card.emotion is not None for card in phase.cards)


def _description(source: Source) -> str:
    journey, lowest = source.journey, source.weakest
    who = source.label(journey.persona)
    goal = source.say(journey.goal)
    first = source.say(phrase("{persona}: {goal}", persona=who, goal=goal)) if goal else who
    if lowest is None:
        return first
    last = source.say(
        phrase("The weakest point is {number}, “{title}”.", number=lowest.number, title=lowest.touchpoint.title)
    )
    return f"{first} {last}" if first.endswith((".", "!", "?", "…")) else f"{first}. {last}"


def words(source: Source) -> Words:
    """What every drawing of feelings says by itself."""
    return Words(
        weakest=source.say(WEAKEST),
        moment=source.say(MOMENT),
        delight=source.say(phrase("delight")),
        neutral=source.say(phrase("neutral")),
        anger=source.say(phrase("anger")),
        states={"made": source.say(MADE), **{verdict: source.say(choice(verdict)) for verdict in Verdict}},
        emotions=tuple((emotion, signed(emotion, source.language)) for emotion in range(-2, 3)),
    )
