"""What there is to tell of a diagram that became a journey: what was guessed, and what its scores were taken for."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.convert.mermaid.diagram import Diagram, Task
from journeybook.convert.mermaid.tasks import brief
from journeybook.convert.people import Cast
from journeybook.convert.report import guessed, lost
from journeybook.convert.scores import Scale, feeling, number, score
from journeybook.problem import Problem
from journeybook.words import Phrase, phrase

MOST_LINES = 20  # lines named in one sentence


def told(diagram: Diagram, made: Cast, scale: Scale, title: str) -> list[Problem]:
    """All there is to tell; `title` is the one that was made up, if one was."""
    return [*_of_titles(diagram, title), *_of_people(diagram, made), *_of_scores(diagram, scale)]


def emotion(task: Task, scale: Scale) -> float | None:
    """The feeling a task's score stands for; None where it stands for none."""
    if not task.read.score:
        return None
    value = score(task.read.score)
    return feeling(task.read.score) if value is None else scale.emotion(value)


def _of_titles(diagram: Diagram, title: str) -> Iterator[Problem]:
    if title:
        message = phrase("The diagram has no title; the journey is called “{title}”.", title=title)
        hint = phrase("Give one with --title, and its id with --id.")
        yield guessed("mermaid-no-title", message, diagram.place, hint)
    for section in diagram.sections:
        if not section.tasks:
            message = phrase(
                "The section “{name}” has no task; mermaid draws nothing of it.", name=brief(section.title)
            )
            yield guessed("mermaid-section-without-task", message, section.place)


def _of_people(diagram: Diagram, made: Cast) -> Iterator[Problem]:
    hint = phrase("Someone else? --persona NAME") if made.guessed else None
    yield guessed("mermaid-persona", _lead(diagram, made), diagram.place, hint)
    alone = [task.place for task in diagram.tasks if task.read.people and made.name not in task.read.people]
    if alone:
        lines = ", ".join(str(place.line) for place in alone[:MOST_LINES]) + (" …" if len(alone) > MOST_LINES else "")
        message = phrase(
            "“{name}” takes no part in some tasks (lines {lines}); their map shows these all the same.",
            name=brief(made.name),
            lines=lines,
        )
        yield guessed("mermaid-without-persona", message, alone[0])
    if made.missing:
        names = brief(", ".join(made.missing))
        message = phrase("The book has no such actors, so they are left out: {names}.", names=names)
        yield lost("missing-actors", message, diagram.place, phrase("Without --no-actors they are written as well."))


def _lead(diagram: Diagram, made: Cast) -> Phrase:
    """Whose journey it is taken for, and who else is in it."""
    name, others = brief(made.name), brief(", ".join(made.actors))
    if not any(task.read.people for task in diagram.tasks):
        return phrase("Nobody is named; it is taken for the journey of “{name}”.", name=name)
    if not others:
        return phrase("It is taken for the journey of “{name}”.", name=name)
    return phrase("It is taken for the journey of “{name}”; actors in it: {others}.", name=name, others=others)


def _of_scores(diagram: Diagram, scale: Scale) -> Iterator[Problem]:
    if (scale.worst, scale.best) != (1, 5):
        message = phrase("The scores are read on a scale of {scale}; mermaid knows 1…5.", scale=str(scale))
        hint = phrase("Another scale: --scale 1-5")
        yield guessed("mermaid-scale", message, diagram.place, hint)
    for task in diagram.tasks:
        if (message_ := _of_score(task, scale)) is not None:
            yield lost("mermaid-score", message_, task.place)


def _of_score(task: Task, scale: Scale) -> Phrase | None:
    """What to say of a score that is none, or a word for one, or not on the scale."""
    if task.read.score is None:
        return phrase("No score stands here; no feeling is written.")
    typed, felt = brief(task.read.score), emotion(task, scale)
    if felt is None:
        return phrase("“{typed}” is no score; no feeling is written.", typed=typed)
    value = score(task.read.score)
    if value is None:
        return phrase("“{typed}” is a word for a score; read as the feeling {felt}.", typed=typed, felt=felt)
    return _of_number(typed, value, felt, scale)


def _of_number(typed: str, value: float, felt: float, scale: Scale) -> Phrase | None:
    """What to say of a number that lies outside the scale, is finer than halves, or is not written as usual."""
    if not scale.holds(value):
        return phrase(
            "The score {typed} lies outside {scale}; read as the feeling {felt}.",
            typed=typed,
            scale=str(scale),
            felt=felt,
        )
    if not scale.is_exact(value):
        return phrase("The score {typed} is read as the feeling {felt}, in halves.", typed=typed, felt=felt)
    if number(typed) is None:
        return phrase("The score {typed} is read as the feeling {felt}.", typed=typed, felt=felt)
    return None
