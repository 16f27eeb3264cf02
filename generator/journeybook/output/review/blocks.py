"""The lines of a review, whatever they are written as: who, what, what follows; wording and measures in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct

from journeybook.review import QUIET, Change, Group, Kind, Review, Subject
from journeybook.review.sentences import Short, listed, quiet_counts, sentence
from journeybook.words import Phrase, phrase, phrases


class Line(Struct, frozen=True):
    """One sentence, what follows from it, and whether it is the better or the worse for customers."""

    words: Phrase
    worse: bool | None = None
    below: tuple[Phrase, ...] = ()


class Block(Struct, frozen=True):
    """What has happened to one touchpoint or phase, or (without a label) to the thing as a whole."""

    subject: Subject
    label: Short | None
    lines: tuple[Line, ...]


class Section(Struct, frozen=True):
    """What has happened to one thing of the book."""

    group: Group
    label: Short
    blocks: tuple[Block, ...]
    wording: tuple[Change, ...]
    quiet: tuple[Phrase, ...]
    touched: tuple[tuple[Phrase, tuple[Subject, ...]], ...]


def sections(review: Review) -> tuple[Section, ...]:
    """The things that have changed in more than their wording, in the order of what matters."""
    return tuple(_section(group) for group in review.groups if not _is_quiet(group))


class Wording(Struct, frozen=True):
    """Changes of nothing but words, in all the things that nothing else has happened to."""

    counts: tuple[Phrase, ...]
    changes: tuple[Change, ...]
    things: tuple[Subject, ...]


def only_wording(review: Review) -> Wording:
    """What has changed in words alone."""
    groups = [group for group in review.groups if _is_quiet(group)]
    changes = tuple(change for group in groups for change in group.changes)
    return Wording(tuple(quiet_counts(changes)), changes, tuple(group.subject for group in groups))


def _is_quiet(group: Group) -> bool:
    return all(change.kind in QUIET for change in group.changes)


def _section(group: Group) -> Section:
    loud = [change for change in group.changes if change.kind not in QUIET]
    wording = tuple(change for change in group.changes if change.kind in QUIET)
    figures = [change for change in loud if change.kind is Kind.MEASURE]
    told = _by_subject(change for change in loud if change.kind is not Kind.MEASURE)
    blocks = tuple(_block(group, subject, tuple(map(_line, changes))) for subject, changes in told.items())
    if figures:
        blocks += (_block(group, group.subject, (Line(measured(figures), below=_moved_by(figures)),)),)
    touched = (
        (phrase("Personas"), group.personas),
        (phrase("Roles"), group.actors),
        (phrase("Journeys"), group.journeys),
    )
    spoken = any(change.kind is not Kind.RENAMED for change in loud)
    shown = tuple((name, subjects) for name, subjects in touched if subjects and spoken)
    return Section(group, Short(group.subject.label), blocks, wording, tuple(quiet_counts(wording)), shown)


def _by_subject(changes: Iterable[Change]) -> dict[Subject, list[Change]]:
    found: dict[Subject, list[Change]] = {}
    for change in changes:
        found.setdefault(change.subject, []).append(change)
    return found


def _block(group: Group, subject: Subject, lines: tuple[Line, ...]) -> Block:
    return Block(subject, None if subject.id == group.subject.id else Short(subject.label), lines)


def _line(change: Change) -> Line:
    return Line(sentence(change), change.worse, tuple(_below(change)))


def _below(change: Change) -> list[Phrase]:
    effects = [each for each in change.effects if each.kind is not Kind.MEASURE]
    told = [_within(change, each.subject, sentence(each)) for each in effects if each.kind not in _COUNTED]
    told += [
        phrase("{subject}: {what}", subject=Short(each.subject.label), what=sentence(each))
        for each in effects
        if each.kind in _COUNTED
    ]
    figures = _by_subject(each for each in change.effects if each.kind is Kind.MEASURE)
    if change.kind is Kind.EXPECT and change.others:
        told.append(phrase("what weighs on it most: {names}", names=listed(tuple(o.label for o in change.others))))
    return [*told, *(_within(change, subject, measured(each)) for subject, each in figures.items())]


def _within(cause: Change, subject: Subject, what: Phrase) -> Phrase:
    """What follows, with the journey it follows in where that is another than the one told of."""
    if subject.noun != "journey" or subject.id == cause.subject.entity:
        return what
    return phrase("journey “{journey}”: {what}", journey=Short(subject.label), what=what)


_COUNTED = {Kind.ADDED, Kind.REMOVED}


def measured(changes: Sequence[Change]) -> Phrase:
    """Measures that moved, in one line."""
    told = sentence(changes[0])
    for change in changes[1:]:
        told = phrase("{one}; {other}", one=told, other=sentence(change))
    return phrase("In figures: {measures}", measures=told)


def _moved_by(changes: Sequence[Change]) -> tuple[Phrase, ...]:
    movers = tuple(dict.fromkeys(subject for change in changes for subject in change.others))
    return (phrase("moved by {names}", names=listed(tuple(o.label for o in movers[:MOST]))),) if movers else ()


def _is_broken_promise(change: Change) -> bool:
    """Whether a verdict is of a promise as a whole (not at one touchpoint), and that it is broken."""
    return change.subject.noun == "promise" and change.after is not None and change.after.raw == "broken"


MOST = 6  # names in one line
MOST_OF_A_RULE = 5

COUNTS: Mapping[str, tuple[Callable[[Change], bool], Callable[[int], Phrase]]] = MappingProxyType(
    {
        "broken": (
            lambda c: c.kind is Kind.VERDICT and _is_broken_promise(c),
            lambda n: phrases("{count} promise broken", "{count} promises broken", n),
        ),
        "verdicts": (
            lambda c: c.kind is Kind.VERDICT and not _is_broken_promise(c),
            lambda n: phrases("{count} other verdict", "{count} other verdicts", n),
        ),
        "failing": (
            lambda c: c.kind is Kind.EXPECT and c.after is not None and c.after.raw is False,
            lambda n: phrases("{count} test fails now", "{count} tests fail now", n),
        ),
        "passing": (
            lambda c: c.kind is Kind.EXPECT and c.after is not None and c.after.raw is True,
            lambda n: phrases("{count} test passes now", "{count} tests pass now", n),
        ),
        "worse": (
            lambda c: c.kind is Kind.EMOTION and c.worse is True,
            lambda n: phrases("{count} feeling worse", "{count} feelings worse", n),
        ),
        "better": (
            lambda c: c.kind is Kind.EMOTION and c.worse is False,
            lambda n: phrases("{count} feeling better", "{count} feelings better", n),
        ),
        "added": (lambda c: c.kind is Kind.ADDED, lambda n: phrases("{count} added", "{count} added", n)),
        "removed": (lambda c: c.kind is Kind.REMOVED, lambda n: phrases("{count} removed", "{count} removed", n)),
        "unreadable": (
            lambda c: c.kind is Kind.UNREADABLE,
            lambda n: phrases("{count} file cannot be read", "{count} files cannot be read", n),
        ),
        "problems": (
            lambda c: c.kind is Kind.PROBLEM,
            lambda n: phrases("{count} new problem", "{count} new problems", n),
        ),
        "solved": (
            lambda c: c.kind is Kind.SOLVED,
            lambda n: phrases("{count} problem solved", "{count} problems solved", n),
        ),
    }
)
"""What is counted at the head of a review."""


def few_of_each(problems: Sequence[Change], kind: Kind) -> list[Change]:
    """The first new or solved problems of each rule: a language that was added would else drown all others."""
    seen, found = Counter[str](), []
    for change in (each for each in problems if each.kind is kind):
        seen[change.field] += 1
        if seen[change.field] <= MOST_OF_A_RULE:
            found.append(change)
    return found


def counts(review: Review) -> dict[str, int]:
    """How many changes there are of each sort that is counted."""
    changes = list(review.changes)
    return {name: sum(map(is_one, changes)) for name, (is_one, _) in COUNTS.items()}


def headline(review: Review) -> tuple[Phrase, ...]:
    """The counts that are not 0, in words; where all are, how much else has changed."""
    told = tuple(COUNTS[name][1](count) for name, count in counts(review).items() if count)
    changes = tuple(review.changes)
    top = [change for group in review.groups for change in group.changes]
    loud = [change for change in top if change.kind not in {*QUIET, Kind.MEASURE}]
    if told or not changes:
        return told or (phrase("Nothing has changed."),)
    return (phrases("{count} change", "{count} changes", len(loud)),) if loud else tuple(quiet_counts(changes))
