"""How several personas feel at the same touchpoints: a curve for each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from journeybook.diagrams import chart
from journeybook.diagrams.chart import OTHERS, ChartView, Curve, Point, Stop
from journeybook.diagrams.drawing import Drawing
from journeybook.diagrams.journey_map.reading import head, words
from journeybook.diagrams.journey_map.source import Source
from journeybook.diagrams.speech import signed
from journeybook.measures.emotion import feeling
from journeybook.model import Journey, Step
from journeybook.words import phrase

TEMPLATE = "chart"
BREADTH = 108.0  # px of a touchpoint
BESIDE = 14.0  # px between the marks of two personas at one touchpoint


def drawn_names(journey: str) -> tuple[str, str]:
    """The names of the curves of a journey's personas: of the scale, and of what scrolls beside it."""
    return f"personas-{journey}-scale", f"personas-{journey}"


def who(journey: Journey) -> tuple[str, ...]:
    """The journey's persona and those of whom it is told how they feel otherwise; nobody where none does."""
    told = dict.fromkeys(name for step in journey.steps for name in step.touchpoint.emotion_by)
    others = [name for name in (*journey.other_personas, *told) if name in told and name != journey.persona]
    return (journey.persona, *dict.fromkeys(others)) if others else ()


def drawings(source: Source, templates: Path | None = None) -> list[Drawing]:
    """The curves in two parts to be put side by side; nothing where all are told to feel the same."""
    if not who(source.journey):
        return []
    return chart.drawings(view_of(source), drawn_names(source.journey.id), TEMPLATE, templates)


def whole(source: Source, templates: Path | None = None) -> Drawing | None:
    """The same in one part, for a picture."""
    if not who(source.journey):
        return None
    return chart.whole(view_of(source), drawn_names(source.journey.id)[1], TEMPLATE, templates)


def view_of(source: Source) -> ChartView:
    """What the drawing says."""
    journey = source.journey
    numbered = [(n, phase) for n, phase in enumerate(journey.phases, start=1) if phase.touchpoints]
    title = phrase("How others feel in the journey “{title}”", title=journey.label)
    told = phrase("A curve for each persona; where nothing else is told of one, it feels as all do. The same as text.")
    return ChartView(
        title=source.say(title),
        description=source.say(told),
        lanes=source.say(phrase("Scale of feelings")),
        phases=tuple(head(source, number, phase) for number, phase in numbered),
        counts=tuple(len(phase.touchpoints) for _, phase in numbered),
        stops=tuple(_stop(source, step) for step in journey.steps),
        curves=tuple(_curves(source)),
        words=words(source),
        place=source.book.place(journey.id),
        breadth=BREADTH,
    )


def _stop(source: Source, step: Step) -> Stop:
    title = source.say(step.touchpoint.title)
    return Stop(step.number, title, f"#{step.touchpoint.id}", f"{step.number}. {title}")


def _curves(source: Source) -> Iterator[Curve]:
    for place, persona in enumerate(who(source.journey)):
        look = OTHERS[(place - 1) % len(OTHERS)] if place else "main"
        points = tuple(_points(source, persona, place))
        if points:
            yield Curve(source.label(persona), look, (points,), (f"persona-{persona}",))


def _points(source: Source, persona: str, place: int) -> Iterator[Point]:
    """Where this persona feels something; marked where that is told of this one in particular."""
    shift = (place + 1) // 2 * BESIDE * (1 if place % 2 else -1)
    for stop, step in enumerate(source.journey.steps):
        value = feeling(step, persona)
        if value is not None:
            own = not place or persona in step.touchpoint.emotion_by
            said = f"{source.label(persona)}: {signed(value, source.language)}"
            tip = f"{said} · {step.number}. {source.say(step.touchpoint.title)}"
            yield Point(stop, value, shift if own else 0, own, tip)
