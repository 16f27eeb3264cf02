"""A persona that a journey names and nobody has written yet: drawn as a sketch, with advice to write it."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace

from journeybook.model import Book, Persona, Text
from journeybook.model.close import closest
from journeybook.model.record import KEBAB
from journeybook.problem import Problem, Severity
from journeybook.words import phrase


def sketched(book: Book, hidden: Container[str]) -> tuple[Book, list[Problem]]:
    """The book with a sketch for each persona that is only named, and one advice for each.

    `hidden` are ids of things that are written, but could not be read.
    """
    named = {name: journey for name, journey in _named(book) if name not in hidden}
    if not named:
        return book, []
    sketches = {name: Persona(id=name, name=Text(name.replace("-", " ").capitalize()), sketch=True) for name in named}
    personas = dict(sorted({**book.personas, **sketches}.items()))
    problems = []
    for name, journey in named.items():
        close = closest(name, list(book.personas))
        hint = (
            phrase("Did you mean “{close}”?", close=close)
            if close
            else phrase("When you know more, write content/personas/{name}.yml.", name=name)
        )
        message = phrase("The persona “{name}” is not written yet: shown as a sketch.", name=name)
        problems.append(Problem("persona-sketch", Severity.ADVICE, message, book.place(journey, "persona"), hint))
    return replace(book, personas=personas), problems


def _named(book: Book) -> Iterator[tuple[str, str]]:
    for journey in reversed(list(book.journeys.values())):
        if (
            journey.persona  # none in the readable part of a journey
            and journey.persona not in book.personas
            and journey.persona not in book.origins
            and KEBAB.fullmatch(journey.persona)
        ):
            yield journey.persona, journey.id
