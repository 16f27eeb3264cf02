"""A journey becomes a user-journey diagram that mermaid shows with just its titles, feelings and people."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.convert.losses import not_carried
from journeybook.convert.mermaid.signs import escaped
from journeybook.convert.people import lane_of
from journeybook.convert.report import lost
from journeybook.model import Book, Journey, Phase, Touchpoint
from journeybook.model.touchpoint import SIDES
from journeybook.problem import Problem
from journeybook.words import phrase

NEUTRAL = 3  # mermaid's score for a touchpoint of which no feeling is known
LONGEST = 50_000  # characters that mermaid draws unless it is told to draw more
_CARRIED = {
    "title", "summary", "persona", "phases.title", "phases.touchpoints.title", "phases.touchpoints.emotion",
    *(f"phases.touchpoints.{lane}.actor" for lane in SIDES),
}  # fmt: skip


def diagram_text(book: Book, journey: Journey, language: str) -> tuple[str, list[Problem]]:
    """The diagram, and what of the journey is not in it."""
    text = "\n".join(_lines(book, journey, language)) + "\n"
    problems = not_carried(book, journey, _CARRIED, language)
    problems += [*_without_feeling(book, journey), *_lanes_lost(book, journey)]
    if len(text) > LONGEST:
        message = phrase("The diagram has {count} characters; mermaid draws {most}.", count=len(text), most=LONGEST)
        hint = phrase("Set maxTextSize where it is shown, or tell a part in a journey of its own.")
        problems.append(lost("mermaid-long", message, book.place(journey.id), hint))
    return text, sorted(problems, key=lambda problem: problem.place)


def _lines(book: Book, journey: Journey, language: str) -> Iterator[str]:
    yield "journey"
    yield f"    title {escaped(journey.label.say(language))}"
    if journey.summary:
        yield f"    accDescr: {escaped(journey.summary.say(language))}"
    for phase in journey.phases:
        yield f"    section {escaped(_section(phase, language))}"
        for touchpoint in phase.touchpoints:
            score = NEUTRAL if touchpoint.emotion is None else touchpoint.emotion + NEUTRAL
            people = ", ".join(escaped(name, ",") for name in _people(book, journey, touchpoint, language))
            yield f"      {escaped(touchpoint.title.say(language))}: {score:g}: {people}"


def _section(phase: Phase, language: str) -> str:
    return phase.title.say(language) or phase.id


def _people(book: Book, journey: Journey, touchpoint: Touchpoint, language: str) -> list[str]:
    """The persona and the actors at a touchpoint, by the names they go by, each once."""
    persona = book.personas.get(journey.persona)
    names = [persona.label.say(language) if persona else journey.persona]
    actors = [(name, book.actors.get(name)) for name in _actors(touchpoint)]
    names += [actor.label.say(language) if actor else name for name, actor in actors]
    return list(dict.fromkeys(names))


def _actors(touchpoint: Touchpoint) -> list[str]:
    return [part.actor for part in touchpoint.parts if part.actor]


def _without_feeling(book: Book, journey: Journey) -> Iterator[Problem]:
    for step in journey.steps:
        if step.touchpoint.emotion is None:
            message = phrase("No feeling is known here, and mermaid needs a score: 3 is written.")
            yield lost("mermaid-no-feeling", message, book.place(journey.id, *step.path, "title"))


def _lanes_lost(book: Book, journey: Journey) -> Iterator[Problem]:
    """Actors who stand in another lane than the one in which they would be put when the diagram is read again."""
    for step in journey.steps:
        for lane in SIDES:
            for number, part in enumerate(getattr(step.touchpoint, lane)):
                if part.actor and lane_of(book, part.actor, ()) != lane:
                    message = phrase(
                        "Mermaid knows no lanes: that “{actor}” stands under “{lane}” here is lost.",
                        actor=part.actor,
                        lane=lane,
                    )
                    yield lost("mermaid-lane", message, book.place(journey.id, *step.path, lane, number))
