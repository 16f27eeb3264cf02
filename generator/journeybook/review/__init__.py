"""What the change from one version of a book to another means: for customers first, for the wording last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from journeybook.model import Book
from journeybook.problem import Place
from journeybook.review.change import MIRRORED, ORDER, QUIET, Change, Group, Kind, Subject, Value
from journeybook.review.effects import Effects
from journeybook.review.pairing import Pairs, paired
from journeybook.review.problems import new_and_solved
from journeybook.review.side import Side
from journeybook.review.things import Versions

__all__ = [
    "MIRRORED", "ORDER", "QUIET", "Change", "Group", "Kind", "Pairs", "Review", "Side", "Subject", "Value", "review",
]  # fmt: skip


NOWHERE = Place("", 1, 1, 1, 1)


@dataclass(frozen=True)
class Review:
    """What has changed: thing by thing, the gravest first; and the problems of `check` that came and went."""

    before: Side
    after: Side
    groups: tuple[Group, ...]
    problems: tuple[Change, ...]
    pairs: Pairs
    planned: bool = False

    @property
    def changes(self) -> Iterator[Change]:
        """Every change and effect, in the order in which they are told, problems last."""
        for group in self.groups:
            for change in group.changes:
                yield from change.everything
        yield from self.problems

    def touched(self, of: Callable[[Group], Sequence[Subject]]) -> tuple[Subject, ...]:
        """All personas, actors or journeys that any change touches, each once."""
        found = {subject.id: subject for group in self.groups for subject in of(group)}
        return tuple(found[name] for name in sorted(found))


def review(before: Side, after: Side, *, planned: bool = False) -> Review:
    """What the change from one version to the other means.

    Of one that is only `planned` less is known yet: what it does not tell is not called gone, and nobody can have
    evidence of how it feels.

    Ages are counted from one day in both, the later one, so that time alone changes nothing but what has aged.
    """
    day = max(before.book.as_of, after.book.as_of)
    before, after = (replace(side, book=_as_of(side.book, day)) for side in (before, after))
    versions = Versions(before, after, paired(before.book, after.book))
    done = tuple(change for change in versions.changes() if not planned or is_planned(change))
    told = Effects(versions, done, planned).told()
    return Review(before, after, _grouped(versions, told), new_and_solved(versions), versions.pairs, planned)


def is_planned(change: Change) -> bool:
    """Whether a plan says so: not of wording, nor of what it merely does not tell."""
    untold = change.after is None and change.kind in UNTOLD and not change.field.startswith(("pains", "breaks"))
    return change.kind not in QUIET and not untold


UNTOLD = {Kind.CHANGED, Kind.EVIDENCE, Kind.OWNER, Kind.CHANNEL, Kind.PROMISE, Kind.EMOTION}


def _as_of(book: Book, day: date) -> Book:
    return book if book.as_of == day else replace(book, as_of=day)


def _grouped(versions: Versions, changes: Iterable[Change]) -> tuple[Group, ...]:
    by_thing: defaultdict[str, list[Change]] = defaultdict(list)
    for change in changes:
        by_thing[change.subject.entity].append(change)
    groups = (_group(versions, name, found) for name, found in by_thing.items())
    return tuple(sorted(groups, key=lambda group: (group.weight, group.subject.noun, group.subject.id)))


def _group(versions: Versions, name: str, changes: list[Change]) -> Group:
    told = sorted(changes, key=lambda change: (change.weight, change.place or NOWHERE, change.field))
    side = versions.after if versions.after.book.get(name) else versions.before
    subject = next((each.subject for each in told if each.subject.id == name), None) or side.subject(name)
    personas, actors, journeys = _touched(side.book, name, told)
    subjects = [tuple(side.subject(each) for each in sorted(found)) for found in (personas, actors, journeys)]
    return Group(subject, tuple(told), *subjects)


def _touched(book: Book, name: str, changes: Sequence[Change]) -> tuple[set[str], set[str], set[str]]:
    """Ids of personas, actors and journeys that the changes of a thing touch, itself left out."""
    alone = name in book.journeys or all(change.kind in QUIET for change in changes)
    mentioned = {name} if alone else _near(book, name)
    journeys = mentioned & set(book.journeys)
    personas = {who for each in journeys for who in book.journeys[each].personas if who in book.personas}
    actors = {who for change in changes for who in _actors(book, change)}
    return personas - {name}, actors - {name}, journeys - {name}


def _near(book: Book, name: str) -> set[str]:
    """What speaks of a thing, and what speaks of the promises that hang on it."""
    sources = {mention.source for mention in book.mentions(name)}
    promises = sources & set(book.promises)
    return sources | {mention.source for promise in promises for mention in book.mentions(promise)}


def _actors(book: Book, change: Change) -> Iterator[str]:
    """Actors that serve at the touchpoint that has changed, or answer for the thing."""
    step, entity = book.step(change.subject.id), book.get(change.subject.id)
    if step:
        named = [step.touchpoint.owner, *(part.actor for part in step.touchpoint.parts)]
    else:
        named = [entity.owner] if entity else []
    for effect in change.effects:
        named += list(_actors(book, effect))
    yield from (name for name in named if name and name in book.actors)
