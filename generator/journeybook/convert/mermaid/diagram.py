"""A user-journey diagram as values, and how what was meant by a line differs from what mermaid reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec import Struct

from journeybook.convert.mermaid import tasks
from journeybook.convert.mermaid.tasks import Read
from journeybook.convert.report import guessed, lost
from journeybook.problem import Place, Problem
from journeybook.words import Phrase, phrase


class Task(Struct, frozen=True):
    """A task as it was meant, and the line it stands on."""

    read: Read
    place: Place
    line: str


@dataclass(slots=True)
class Section:
    """A stretch of the journey; one without a name holds what stands before the first."""

    title: str
    place: Place
    tasks: list[Task] = field(default_factory=list)


@dataclass(slots=True)
class Diagram:
    """All that a diagram says."""

    place: Place
    title: str = ""
    summary: str = ""
    sections: list[Section] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def tasks(self) -> list[Task]:
        """The tasks of all sections."""
        return [task for section in self.sections for task in section.tasks]


def differences(task: Task) -> Iterator[Problem]:
    """What to tell of a line: that mermaid reads it otherwise, or that something is missing from it."""
    theirs, ours = tasks.as_mermaid_reads(task.line), task.read
    if theirs is None or not tasks.same(theirs, ours):
        mermaid = phrase("mermaid reads {theirs}", theirs=theirs.says()) if theirs else _refusal(task.line)
        message = phrase("Read as {ours}; {mermaid}.", ours=ours.says(), mermaid=mermaid)
        yield lost("mermaid-line", message, task.place)
    elif not ours.people:
        yield guessed("mermaid-nobody", phrase("Nobody is named here: it is the persona’s own doing."), task.place)
    if ours.rest:
        message = phrase(
            "“{rest}” is one field too many, and mermaid loses it; it is kept under “doing”.", rest=ours.rest
        )
        yield lost("mermaid-fourth", message, task.place)


def _refusal(line: str) -> Phrase:
    """What mermaid does with a line that is no task to it."""
    if re.match(r"title\s", line, re.IGNORECASE):
        return phrase("mermaid takes it for the title")
    return phrase("mermaid refuses the diagram")
