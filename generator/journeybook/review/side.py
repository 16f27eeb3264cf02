"""One version of a book, as a review looks at it: what is asked again and again is worked out once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from journeybook.measures import Ledger, ledger
from journeybook.model import Book, Entity, Phase, Step, Text
from journeybook.problem import Place, Problem
from journeybook.review.change import Subject


def _no_text(file: str) -> str:
    return ""


@dataclass(frozen=True)
class Side:
    """A book, what is wrong with it, the text of its files by name, and the day its own dates were true.

    `name` is what the reader calls the version: `main`, `v1.2`; empty for what lies in the folder. `around` is where
    the names of things are found that are not in the book, where it is but a part.
    """

    book: Book
    problems: Sequence[Problem] = ()
    text: Callable[[str], str] = _no_text
    day: date | None = None
    name: str = ""
    around: Book | None = None

    @cached_property
    def ledger(self) -> Mapping[str, Ledger]:
        """How each promise stands."""
        return ledger(self.book)

    @property
    def language(self) -> str:
        """The language of texts typed without one."""
        return self.book.languages[0]

    @property
    def book_subject(self) -> Subject:
        """The book itself, by its settings."""
        return Subject("book", "book", self.book.settings.title or Text("content/book.yml"), "book")

    def subject(self, name: str, was: str = "") -> Subject:
        """A thing of the book, or a touchpoint `journey/touchpoint`, by its id; of what is not there, the bare id."""
        step = self.book.step(name)
        if step:
            return self.step_subject(step, was)
        entity = self.book.get(name)
        return self.entity_subject(entity, was) if entity else Subject("", name, Text(name), name, was)

    def entity_subject(self, entity: Entity, was: str = "") -> Subject:
        """A thing of the book."""
        return Subject(entity.noun, entity.id, entity.label, entity.id, was if was != entity.id else "")

    def step_subject(self, step: Step, was: str = "") -> Subject:
        """A touchpoint."""
        title = step.touchpoint.title
        return Subject("touchpoint", step.id, title, step.journey, was if was != step.id else "")

    def phase_subject(self, journey: str, phase: Phase) -> Subject:
        """A phase."""
        return Subject("phase", f"{journey}/{phase.id}", phase.title, journey)

    def place(self, entity: str, *path: str | int) -> Place:
        """Where a field of a thing stands."""
        return self.book.place(entity, *path)

    def step_place(self, step: Step, *path: str | int) -> Place:
        """Where a field of a touchpoint stands."""
        return self.book.place(step.journey, *step.path, *path)
