"""A diagram becomes a journey of the book, with the persona it is about and the actors it needs."""

from __future__ import annotations

from collections.abc import Sequence

from journeybook.convert.draft import Draft
from journeybook.convert.mermaid.diagram import Diagram, Section, Task
from journeybook.convert.mermaid.telling import emotion, told
from journeybook.convert.names import id_of
from journeybook.convert.people import Cast, cast, lane_of, persona_draft
from journeybook.convert.report import refused
from journeybook.convert.scores import Scale, scale_for, score
from journeybook.convert.wishes import Wishes
from journeybook.model import Book, Journey
from journeybook.problem import Problem
from journeybook.words import phrase


def journey(
    book: Book, diagram: Diagram, wishes: Wishes, taken: set[str], before: Sequence[Draft] = ()
) -> tuple[list[Draft], list[Problem]]:
    """The journey with what it refers to, unless that came in `before`, and all there is to tell of the crossing."""
    problems = list(diagram.problems)
    if not diagram.tasks:
        message = phrase("This diagram has no task yet; a journey needs one.")
        return [], [*problems, refused("mermaid-no-task", message, diagram.place)]
    people = [name for task in diagram.tasks for name in task.read.people]
    made = cast(book, people, wishes.persona, diagram.place, taken if wishes.actors else None, before)
    scale = wishes.scale or scale_for(_scores(diagram))
    title = wishes.title or diagram.title or phrase("Untitled journey").say(book.languages[0])
    problems += told(diagram, made, scale, "" if wishes.title or diagram.title else title)
    phases = [_phase(book, section, made, scale) for section in diagram.sections]
    entries: dict[str, object] = {"title": title, "persona": made.persona}
    entries |= {"summary": diagram.summary} if diagram.summary else {}
    entries |= {"other_personas": list(made.others)} if made.others else {}
    draft = Draft(Journey, wishes.id or id_of(title, "journey"), {**entries, "phases": phases}, diagram.place)
    is_known = made.persona in book.personas or made.persona in {each.id for each in before}
    sketch = [persona_draft(made, diagram.place)] if wishes.sketch and not is_known else []
    actors = [each for each in made.drafts if each not in before]
    return [draft, *sketch, *actors], sorted(problems, key=lambda problem: problem.place)


def _scores(diagram: Diagram) -> list[float]:
    found = (score(task.read.score) for task in diagram.tasks if task.read.score)
    return [value for value in found if value is not None]


def _phase(book: Book, section: Section, made: Cast, scale: Scale) -> dict[str, object]:
    title = section.title or phrase("Beginning").say(book.languages[0])
    found = [_touchpoint(book, task, made, scale) for task in section.tasks]
    return {"title": title} | ({"touchpoints": found} if found else {})


def _touchpoint(book: Book, task: Task, made: Cast, scale: Scale) -> dict[str, object]:
    entries: dict[str, object] = {"title": task.read.task or "…"}
    value = emotion(task, scale)
    if value is not None:
        entries["emotion"] = value
    if task.read.rest:
        entries["doing"] = task.read.rest
    for name in task.read.people:
        if name in made.actors:
            lane = lane_of(book, made.actors[name], made.drafts)
            entries.setdefault(lane, []).append(made.actors[name])  # type: ignore[attr-defined]
    return entries
