"""What is typed in one file becomes a thing of the book; where that fails, the part of it that can be read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from msgspec import Struct, structs
from pydantic import ValidationError

from journeybook import source
from journeybook.load.cut_short import CutShort
from journeybook.model import Entity, Origin
from journeybook.model.mending import Guess, guesses, may_hide_names, put
from journeybook.model.part import read_in_part
from journeybook.model.short import expand
from journeybook.model.wording import MOST_PROBLEMS, Location, problems_of, value_at
from journeybook.problem import Place, Problem, Severity

LEFT_OUT = ("yaml-tag", "yaml-anchor", "yaml-alias", "yaml-merge-key")
"""Where one of these is told, what stood there was not read."""


class Part(Struct, frozen=True):
    """What can be read of a thing in whose file something is wrong, and where it stands.

    It is read as if what was mistyped were mended. `hides`: more names may stand in the file than are in it.
    """

    entity: Entity
    origin: Origin
    hides: bool


class Typed(Struct, frozen=True):
    """What is typed in the file of one thing, and in the table beside it."""

    kind: type[Entity]
    name: str
    origin: Origin
    languages: tuple[str, ...]

    @classmethod
    def of(cls, kind: type[Entity], name: str, origin: Origin, languages: tuple[str, ...]) -> Typed:
        """The same with every short form of a journey written out."""
        assert isinstance(origin.root, source.Mapping)
        root = expand(origin.root) if kind.noun == "journey" else origin.root
        return cls(kind, name, replace(origin, root=root), languages)

    @property
    def context(self) -> Mapping[str, Any]:
        """What readers of texts have to know."""
        return {"languages": self.languages}

    @property
    def fields(self) -> dict[str, Any]:
        """All that is typed, with what was pulled behind it."""
        root, beside = self.origin.root, self.origin.beside
        assert isinstance(root, source.Mapping)
        fields: dict[str, Any] = {key: value for key, value in root.items() if not key.startswith("x-")}
        extras = {key: value for key, value in root.items() if key.startswith("x-")}
        if beside is not None and isinstance(beside.items, source.Sequence):
            fields[beside.field] = [*fields.get(beside.field, ()), *beside.items]
        return {**fields, "id": self.name, "extras": extras}

    def read(self) -> Entity:
        """The thing itself; raises `ValidationError` where something is wrong with it."""
        return self.kind.model_validate(self.fields, context=self.context)

    def mended(self, found: Iterable[Guess]) -> Typed:
        """The same as if these guesses had been typed."""
        origin = replace(self.origin, root=put(self.origin.root, found))
        return Typed.of(self.kind, self.name, origin, self.languages)


def read_record(
    typed: Typed, told: Iterable[Problem], gaps: Collection[source.Gap] = ()
) -> tuple[Entity | None, Part | None, list[Problem]]:
    """The thing, or a part of it, and what is wrong with it.

    `told` is what was said of its files before; `gaps` are the lines that could not be read.
    """
    untidy = [each for each in told if each.severity is Severity.ERROR and each.place.file == typed.origin.file]
    try:
        entity = typed.read()
    except ValidationError as error:
        part, problems = _in_part(typed, error, gaps)
        new = [problem for problem in dict.fromkeys(problems) if not _follows(problem, untidy)]
        return None, structs.replace(part, hides=part.hides or bool(untidy)), new
    return (None, Part(entity, typed.origin, hides=True), []) if untidy else (entity, None, [])


def _in_part(typed: Typed, error: ValidationError, gaps: Collection[source.Gap]) -> tuple[Part, list[Problem]]:
    """What was mistyped is put right and read again, until only that is wrong for which nothing better is known."""
    kind, problems, put_right = typed.kind, list[Problem](), set[Location]()
    while len(problems) < MOST_PROBLEMS and (found := guesses(error, kind, typed.origin.root)):
        problems += _certain(error, typed, gaps, found.__contains__)
        typed = typed.mended(found.values())
        put_right |= {guess.place for guess in found.values()}
        try:
            return Part(typed.read(), typed.origin, hides=False), problems
        except ValidationError as further:
            error = further
    root = typed.origin.root

    def told_anew(at: Location) -> bool:  # a value that does not fit where it was put rather proves the guess wrong
        return not (at in put_right and isinstance(value_at(root, at), str))

    problems += _certain(error, typed, gaps, told_anew)
    entity = read_in_part(kind, typed.fields, typed.context)
    return Part(entity, typed.origin, may_hide_names(error, kind, root)), problems


def _certain(
    error: ValidationError, typed: Typed, gaps: Collection[source.Gap], asked: Callable[[Location], bool]
) -> list[Problem]:
    """What is wrong in the places that are asked for, whatever stands in the lines that could not be read."""
    cut = CutShort.by(gaps, typed.kind, typed.origin.root)
    return problems_of(error, typed.kind, typed.origin, lambda each: asked(each["loc"]) and not cut.leaves_open(each))


def _follows(problem: Problem, told: Iterable[Problem]) -> bool:
    """Whether it is the same mistake as one that was complained of already: met a second time, or what it left out."""
    places = [each.place for each in told]
    missing = problem.rule == "missing-field"
    inside = [each.place for each in told if each.rule in LEFT_OUT or not missing]
    return (
        any(_begins_in(problem.place, place) for place in places)
        or any(_begins_in(place, problem.place) for place in inside)
        or any(missing and _emptied(problem, each) for each in told)
    )


def _emptied(missing: Problem, other: Problem) -> bool:
    """Whether the field that is missing stands there, and a comment, right behind it, swallows what is typed for it."""
    holder, sign = missing.place, other.place
    begins, ends = (holder.line, holder.column), (holder.end_line, holder.end_column)
    inside = begins <= (sign.line, sign.column - 1) <= ends
    return inside and other.rule == "yaml-comment-in-text" and other.message.params == missing.message.params


def _begins_in(one: Place, other: Place) -> bool:
    return (other.line, other.column) <= (one.line, one.column) < (other.end_line, other.end_column)
