"""Where the company listens: every listening post, what it lacks, and where nobody listens at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from journeybook.diagrams import loop
from journeybook.diagrams.drawing import Drawing
from journeybook.measures.coverage import missing
from journeybook.measures.posts import Silent, Unheard
from journeybook.model import Journey, Phase, Step
from journeybook.model.touchpoint import Feedback
from journeybook.pages.edition import Edition
from journeybook.pages.kept import kept
from journeybook.pages.page import Page
from journeybook.words import Phrase, phrase

MOST, MOST_POSTS = 60, 20
"""What can be read of touchpoints, phases and journeys of one kind, and of journeys with all their posts."""
PARTS = {
    "method": phrase("how we listen"),
    "question": phrase("what we ask"),
    "frequency": phrase("how often"),
    "answer_within": phrase("how soon we answer"),
    "owner": phrase("who answers for it"),
}


class Post(Struct, frozen=True):
    """A listening post at a touchpoint, or of a phase as a whole, and what it lacks to be complete."""

    phase: Phase
    step: Step | None
    feedback: Feedback
    lacks: tuple[Phrase, ...]


class Gap(Struct, frozen=True):
    """Touchpoints of a journey where nobody listens: all but moments of truth, or those of a phase."""

    journey: Journey
    steps: tuple[Step, ...]
    phase: Phase | None = None


@kept
def drawings(edition: Edition) -> Iterator[Drawing]:
    """The closed loop."""
    yield loop.drawing(_source(edition), edition.book_templates)


def _source(edition: Edition) -> loop.Source:
    return loop.Source(edition.book, edition.language, edition.links("listening"), edition.facts.listened)


@kept
def pages(edition: Edition) -> Iterator[Page]:
    """The one page of listening; in a large book it tells of so many journeys and touchpoints as can be read."""
    counted, listened = edition.book.counted, edition.facts.listened
    unheard = [each for journey in counted for each in listened[journey.id].unheard]
    told = [each for each in edition.book.journeys.values() if each.status != "retired" and listened[each.id].has_posts]
    decisive = sorted((each for each in unheard if each.is_decisive), key=_feeling)
    others = _longest_first([each for each in unheard if not each.is_decisive])
    phases = [(journey, each) for journey in counted for each in listened[journey.id].silent]
    phases.sort(key=lambda each: not each[1].is_decisive)
    yield edition.page(
        "listening",
        phrase("Listening").say(edition.language),
        "pages/listening.html.j2",
        loop=loop.stations(_source(edition)),
        posts=[(journey, posts(journey)) for journey in told[:MOST_POSTS]],
        decisive=_steps(edition, decisive[:MOST]),
        others=[Gap(edition.book.journeys[name], _steps(edition, each)) for name, each in others[:MOST]],
        phases=[_silent(journey, each) for journey, each in phases[:MOST]],
        left_out={
            "posts": len(told[MOST_POSTS:]),
            "decisive": len(decisive[MOST:]),
            "others": len(others[MOST:]),
            "phases": len(phases[MOST:]),
        },
    )


def _longest_first(unheard: Sequence[Unheard]) -> list[tuple[str, list[Unheard]]]:
    """The touchpoints where nobody listens by journey, the longest silence first."""
    found: defaultdict[str, list[Unheard]] = defaultdict(list)
    for each in unheard:
        found[each.step.partition("/")[0]].append(each)
    return sorted(found.items(), key=lambda each: -len(each[1]))


def _steps(edition: Edition, unheard: Iterable[Unheard]) -> tuple[Step, ...]:
    steps = (edition.step(each.step) for each in unheard)
    return tuple(step for step in steps if step is not None)


def _silent(journey: Journey, silent: Silent) -> Gap:
    phase, own = list(_by_phase(journey))[silent.place]
    return Gap(journey, own, phase)


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


def _feeling(unheard: Unheard) -> tuple[float, str]:
    return (0.0 if unheard.emotion is None else unheard.emotion, unheard.step)
