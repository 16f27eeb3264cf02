"""What a good book is: a reviewer that never tires, rule by rule; each rule explains itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from journeybook.model import Book
from journeybook.problem import Problem
from journeybook.rules import (
    actions,
    brand,
    comments,
    context,
    deadlines,
    evidence,
    expectations,
    feelings,
    flow,
    languages,
    listening,
    metrics,
    moments,
    ownership,
    people,
    promise_words,
    promises,
    quotes,
    reading,
    rings,
    shape,
    standards,
    strategy,
    studies,
    voice,
    yaml_shape,
    yaml_signs,
)
from journeybook.rules.ignores import Texts
from journeybook.rules.rule import FAMILIES, REGISTERED, Rule
from journeybook.rules.run import Memory, looked_at, said

MODULES = (
    reading, rings, voice, promises, standards, promise_words, brand, evidence, studies, quotes, ownership, feelings,
    moments, expectations, context, listening, metrics, deadlines, strategy, actions, languages, flow, shape, comments,
    people, yaml_shape, yaml_signs,
)  # fmt: skip
"""One module a family, or a part of one; importing it registers its rules, which stand in this order."""

__all__ = ["FAMILIES", "Rule", "all_rules", "checked", "findings"]


@cache
def all_rules() -> Mapping[str, Rule]:
    """Every rule by its name, family by family."""
    families, modules = list(FAMILIES), [module.__name__ for module in MODULES]
    ordered = sorted(
        REGISTERED.values(), key=lambda rule: (families.index(rule.family), modules.index(rule.check.__module__))
    )
    return MappingProxyType({rule.name: rule for rule in ordered})


def findings(book: Book, text: Texts | None = None) -> Iterator[Problem]:
    """What the rules have to say to a book, without what is silenced or not to be heard yet.

    `text` gives the text of a file by its path from the book's root, for the comments that silence rules.
    """
    yield from said(looked_at(book, all_rules(), text), all_rules())


def _order(problem: Problem) -> tuple[str, int, int, int, int, str]:
    place = problem.place
    return place.file, place.line, place.column, place.end_line, place.end_column, problem.rule


def checked(
    book: Book,
    told: Iterable[Problem] = (),
    text: Texts | None = None,
    go_on: Callable[[], None] | None = None,
    memory: Memory | None = None,
) -> tuple[Problem, ...]:
    """What was told while reading and what the rules have to say, sorted by place.

    `go_on` is asked before each rule; whoever does not want to wait for the end raises something there. `memory`
    may know what was found before.
    """
    told = tuple(told)
    look = looked_at(memory.book if memory else book, all_rules(), text, told)
    found = said(replace(look, go_on=go_on) if go_on else look, all_rules(), told, memory)
    return tuple(sorted(found, key=_order))
