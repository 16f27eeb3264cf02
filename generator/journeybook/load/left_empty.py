"""What is left empty and must not be: told at its own line, and in the words of its kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from journeybook import source
from journeybook.model import Entity
from journeybook.model.wording import fields_at
from journeybook.problem import Place, Problem
from journeybook.words import phrase

HOW_PHASES = phrase(
    "Write on the line below it, further right, a title such as “Beginning:”, and below that, further right again, "
    "“- I open the bill: 1”."
)
_FIRST = ("name", "text")
"""Fields with which a thing begins that is told by another than its title."""


class FoundIn(NamedTuple):
    """What can be read of a file; `empty`: where the names stand at its edge behind which there is nothing."""

    value: source.Value
    problems: list[Problem]
    gaps: tuple[source.Gap, ...] = ()
    empty: Mapping[str, source.Span] = MappingProxyType({})


def empty_names(value: source.Mapping) -> dict[str, source.Span]:
    """Where the names stand behind which there is nothing, of those that begin at the edge of the file."""
    return {name: value.at(name, key=True) for name, typed in value.items() if typed is None}


def at_its_line(problem: Problem, empty: Mapping[str, source.Span], root: source.Mapping) -> Problem:
    """A field that is missing, told at its name where that stands there with nothing behind it."""
    name = str(dict(problem.message.params).get("name", ""))
    whole = source.place_of(root, (), problem.place.file)
    if problem.rule != "missing-field" or name not in empty or problem.place != whole:
        return problem
    hint = HOW_PHASES if name == "phases" else phrase("Write: {line}", line=f"{name}: …")
    words = phrase("Nothing stands behind “{name}:” or below it, and it is needed.", name=name)
    return replace(problem, message=words, place=Place(whole.file, *empty[name]), hint=hint)


def in_words_of(kind: type[Entity], problem: Problem) -> Problem:
    """That a file is empty, with the field that its kind begins with."""
    fields = fields_at(kind, ())
    first = next((name for name in _FIRST if name in fields), None)
    if first is None or problem.rule != "yaml-empty":
        return problem
    hint = phrase("Write at least `{name}:` and a space and a text, or delete the file.", name=first)
    return replace(problem, hint=hint)
