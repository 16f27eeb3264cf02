"""Where the company listens: every listening post, what it lacks, and where nobody listens at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journeybook.diagrams import loop
from journeybook.diagrams.drawing import Drawing
from journeybook.measures import steps
from journeybook.measures.coverage import missing
from journeybook.model import Journey, Phase, Step
from journeybook.model.touchpoint import Feedback
from journeybook.pages.edition import Edition
from journeybook.pages.kept import kept
from journeybook.pages.page import Page
from journeybook.words import Phrase, phrase

PARTS = {
    "method": phrase("how we listen"),
    "question": phrase("what we ask"),
    "frequency": phrase("how often"),
    "answer_within": phrase("how soon we answer"),
    "owner": phrase("who answers for it"),
}


@dataclass(frozen=True, slots=True)
class Post:
    """A listening post at a touchpoint, or of a phase as a whole, and what it lacks to be complete."""

    phase: Phase
    step: Step | None
    feedback: Feedback
    lacks: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Unheard:
    """A journey's touchpoints where nobody listens, moments of truth aside."""

    journey: Journey
    steps: tuple[Step, ...]


@kept
def drawings(edition: Edition) -> Iterator[Drawing]:
    """The closed loop."""
    yield loop.drawing(_source(edition), edition.book_templates)


def _source(edition: Edition) -> loop.Source:
    return loop.Source(edition.book, edition.language, edition.links("listening"))


@kept
def pages(edition: Edition) -> Iterator[Page]:
    """The one page of listening."""
    journeys = [journey for journey in edition.book.journeys.values() if journey.status != "retired"]
    gaps = unheard(edition.book.counted)
    decisive = [step for step in gaps if step.touchpoint.moment_of_truth]
    yield edition.page(
        "listening",
        phrase("Listening").say(edition.language),
        "pages/listening.html.j2",
        loop=loop.stations(_source(edition)),
        posts=[(journey, found) for journey in journeys if (found := posts(journey))],
        decisive=sorted(decisive, key=_feeling),
        others=by_journey(edition.book.counted, [step for step in gaps if not step.touchpoint.moment_of_truth]),
        phases=silent(edition.book.counted),
    )


def posts(journey: Journey) -> list[Post]:
    """The listening posts of a journey in its order, those of a phase as a whole before those of its touchpoints."""
    found = []
    for phase, own in _by_phase(journey):
        if phase.feedback:
            found.append(_post(phase, None, phase.feedback))
        found += [_post(phase, step, step.touchpoint.feedback) for step in own if step.touchpoint.feedback]
    return found


def _by_phase(journey: Journey) -> Iterator[tuple[Phase, tuple[Step, ...]]]:
    """The phases of a journey, each with its touchpoints."""
    steps_of: defaultdict[int, list[Step]] = defaultdict(list)
    for step in journey.steps:
        steps_of[step.phase_number].append(step)
    return ((phase, tuple(steps_of[number])) for number, phase in enumerate(journey.phases, start=1))


def _post(phase: Phase, step: Step | None, feedback: Feedback) -> Post:
    return Post(phase, step, feedback, tuple(PARTS.get(name, Phrase(name)) for name in missing(feedback)))


def unheard(journeys: Sequence[Journey]) -> list[Step]:
    """The touchpoints where nobody listens, by themselves or with their phase."""
    return [step for journey in journeys for step in journey.steps if steps.post(step) is None]


def by_journey(journeys: Sequence[Journey], gaps: Sequence[Step]) -> list[Unheard]:
    """The journeys with touchpoints where nobody listens, the longest silence first."""
    found: dict[str, list[Step]] = {}
    for step in gaps:
        found.setdefault(step.journey, []).append(step)
    listed = [Unheard(journey, tuple(found[journey.id])) for journey in journeys if journey.id in found]
    return sorted(listed, key=lambda each: -len(each.steps))


def silent(journeys: Sequence[Journey]) -> list[tuple[Journey, Phase, tuple[Step, ...]]]:
    """The phases in which nobody listens anywhere, those with a moment of truth first."""
    found = []
    for journey in journeys:
        for phase, own in _by_phase(journey):
            if own and all(steps.post(step) is None for step in own):
                found.append((journey, phase, own))
    return sorted(found, key=lambda each: not any(step.touchpoint.moment_of_truth for step in each[2]))


def _feeling(step: Step) -> tuple[float, str]:
    emotion = step.touchpoint.emotion
    return (0.0 if emotion is None else emotion, step.id)
