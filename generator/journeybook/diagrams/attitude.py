"""What touchpoints do to the opinion of the place and of the brand: a line for each, before and after."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from journeybook.diagrams import chart
from journeybook.diagrams.chart import ChartView, Curve, Point, Stop
from journeybook.diagrams.drawing import Drawing
from journeybook.diagrams.journey_map.reading import head, words
from journeybook.diagrams.journey_map.source import Source
from journeybook.diagrams.speech import signed
from journeybook.model import Journey, Step
from journeybook.model.choices import choice
from journeybook.words import phrase

TEMPLATE = "chart"
BREADTH = 190.0  # px of a touchpoint
ASIDE = 52.0  # px from the middle of a touchpoint to before and after
LOOKS = {"brand": "plain", "place": "second", "person": "third"}
BESIDE = {"brand": 0.0, "place": 13.0, "person": -13.0}  # px, so that none covers another


def drawn_names(journey: str) -> tuple[str, str]:
    """The names of the lines of a journey's attitudes: of the scale, and of what scrolls beside it."""
    return f"attitude-{journey}-scale", f"attitude-{journey}"


def steps(journey: Journey) -> tuple[Step, ...]:
    """The touchpoints that change an opinion."""
    return tuple(step for step in journey.steps if any(_told(step, to) for to in LOOKS))


def drawings(source: Source, templates: Path | None = None) -> list[Drawing]:
    """The lines in two parts to be put side by side; nothing where no opinion changes."""
    if not steps(source.journey):
        return []
    return chart.drawings(view_of(source), drawn_names(source.journey.id), TEMPLATE, templates)


def whole(source: Source, templates: Path | None = None) -> Drawing | None:
    """The same in one part, for a picture."""
    if not steps(source.journey):
        return None
    return chart.whole(view_of(source), drawn_names(source.journey.id)[1], TEMPLATE, templates)


def view_of(source: Source) -> ChartView:
    """What the drawing says."""
    journey, found = source.journey, steps(source.journey)
    by_phase = [(number, len(list(each))) for number, each in groupby(found, key=lambda step: step.phase_number)]
    told = phrase("What customers think of us before and after each touchpoint that changes it; the same as text.")
    return ChartView(
        title=source.say(phrase("Attitude in the journey “{title}”", title=journey.label)),
        description=source.say(told),
        lanes=source.say(phrase("Scale of attitude")),
        phases=tuple(head(source, number, journey.phases[number - 1]) for number, _ in by_phase),
        counts=tuple(count for _, count in by_phase),
        stops=tuple(_stop(source, step) for step in found),
        curves=tuple(_curves(source, found)),
        words=words(source),
        place=source.book.place(journey.id),
        breadth=BREADTH,
        beneath=((-ASIDE, source.say(phrase("before"))), (ASIDE, source.say(phrase("after")))),
    )


def _stop(source: Source, step: Step) -> Stop:
    title = source.say(step.touchpoint.title)
    return Stop(step.number, title, f"#{step.touchpoint.id}", f"{step.number}. {title}")


def _curves(source: Source, found: tuple[Step, ...]) -> Iterator[Curve]:
    """Brand and place are the same all along; a person may be another at every touchpoint."""
    for to, look in LOOKS.items():
        runs = tuple(run for stop, step in enumerate(found) if (run := tuple(_points(source, stop, step, to))))
        if runs:
            joined = runs if to == "person" else (tuple(point for run in runs for point in run),)
            yield Curve(source.say(choice(to)), look, joined)


def _points(source: Source, stop: int, step: Step, to: str) -> Iterator[Point]:
    for value, shift in _told(step, to):
        when = phrase("before") if shift < 0 else phrase("after")
        said = f"{source.say(choice(to))}, {source.say(when)}: {signed(value, source.language)}"
        yield Point(stop, value, shift + BESIDE[to], tip=f"{said} · {step.number}. {source.say(step.touchpoint.title)}")


def _told(step: Step, to: str) -> list[tuple[float, float]]:
    """The opinion of somebody or something before and after a touchpoint, each with its place beside the middle."""
    found = [each for each in step.touchpoint.attitude if each.to == to][-1:]
    values = [(each.before, -ASIDE) for each in found] + [(each.after, ASIDE) for each in found]
    return [(value, shift) for value, shift in values if value is not None]
