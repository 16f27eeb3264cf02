"""What a change of a book is: values that speak no language until they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Any, Protocol

from msgspec import Struct

from journeybook.model import Path, Text
from journeybook.problem import Place


class Sayable(Protocol):
    """Words that can be said in a language: an author's text, a phrase, a figure."""

    def say(self, language: str) -> str:
        """The words in a language."""


class Kind(StrEnum):
    """What happened, in the order of what matters to the customer: of two changes, the earlier kind is told first."""

    VERDICT = "verdict"
    EXPECT = "expect"
    UNREADABLE = "unreadable"
    READABLE = "readable"
    PROMISE = "promise"
    EMOTION = "emotion"
    REMOVED = "removed"
    ADDED = "added"
    SPLIT = "split"
    MERGED = "merged"
    MOVED = "moved"
    CHANNEL = "channel"
    OWNER = "owner"
    RESULT = "result"
    MEASURE = "measure"
    UNPROVEN = "unproven"
    EVIDENCE = "evidence"
    AGED = "aged"
    RECOUNT = "recount"
    CHANGED = "changed"
    RENAMED = "renamed"
    PROBLEM = "problem"
    SOLVED = "solved"
    TRANSLATED = "translated"
    REWORDED = "reworded"


MIRRORED = {
    Kind.ADDED: Kind.REMOVED,
    Kind.REMOVED: Kind.ADDED,
    Kind.SPLIT: Kind.MERGED,
    Kind.MERGED: Kind.SPLIT,
    Kind.UNREADABLE: Kind.READABLE,
    Kind.READABLE: Kind.UNREADABLE,
    Kind.PROBLEM: Kind.SOLVED,
    Kind.SOLVED: Kind.PROBLEM,
}
"""What a kind is called when the two versions change places; all others stay what they are."""


class Value(Struct, frozen=True):
    """One side of a change: as programs read it (a number, a word, a list of them) and as people do."""

    raw: Any
    words: Sayable

    def say(self, language: str) -> str:
        """The value as the language writes it."""
        return self.words.say(language)


class Subject(Struct, frozen=True):
    """What a change is about: a thing of the book, a phase or touchpoint of a journey, or the book itself.

    `id` is the present one (the former one of what is gone), `was` the former one where it differs; of a touchpoint it
    is `journey/touchpoint`. `entity` is the id of the thing whose file it stands in.
    """

    noun: str
    id: str
    label: Text
    entity: str
    was: str = ""


@dataclass(frozen=True)
class Change:
    """One change, with what follows from it.

    `field` names what has changed as it is typed (`pains.evidence`), empty for the whole. `others` are those that it
    was split into or merged from, where it moved from and to, what moved a measure, or the promise whose verdict at
    a touchpoint is another. `worse` says whether it is the
    worse for customers, where that can be told. `place` is where it stands now; of what is gone, where it stood.
    `of` says which of several results has changed: its time, and whom or what it speaks of.
    """

    kind: Kind
    subject: Subject
    field: str = ""
    before: Value | None = None
    after: Value | None = None
    others: tuple[Subject, ...] = ()
    worse: bool | None = None
    place: Place | None = None
    at: Path = ()
    of: Sayable | None = None
    effects: tuple[Change, ...] = ()

    @property
    def everything(self) -> Iterator[Change]:
        """The change and all that follows from it."""
        yield self
        for effect in self.effects:
            yield from effect.everything

    @cached_property
    def weight(self) -> tuple[int, int]:
        """How early it is told: by the gravest kind in it, the worse before the better."""
        return min((ORDER[each.kind], _gravity(each.worse)) for each in self.everything)

    def under(self, *effects: Change) -> Change:
        """The same change with further effects."""
        return replace(self, effects=(*self.effects, *effects)) if effects else self


def _gravity(worse: bool | None) -> int:
    return 1 if worse is None else 0 if worse else 2


ORDER = {kind: place for place, kind in enumerate(Kind)}
QUIET = (Kind.TRANSLATED, Kind.REWORDED)
"""Kinds that are told in one line, however many there are."""


@dataclass(frozen=True)
class Group:
    """The changes of one thing of the book, the gravest first; personas, actors and journeys that they touch."""

    subject: Subject
    changes: tuple[Change, ...]
    personas: tuple[Subject, ...] = ()
    actors: tuple[Subject, ...] = ()
    journeys: tuple[Subject, ...] = ()

    @property
    def weight(self) -> tuple[int, int]:
        """How early it is told."""
        return min(change.weight for change in self.changes)
