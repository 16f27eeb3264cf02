"""Problems of `check` that are new or solved; one that only stands on another line, or in other words, is neither."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from journeybook.model import Path, Text
from journeybook.problem import Place, Problem, Severity
from journeybook.review.change import Change, Kind, Subject, Value
from journeybook.review.side import Side
from journeybook.review.things import Versions
from journeybook.rules import all_rules
from journeybook.rules.run import unsure
from journeybook.source import Mapping
from journeybook.source import Sequence as Items
from journeybook.source import Value as Typed

TOLD_ELSEWHERE = {"experience-test"}
"""Rules that say what a review tells anyway."""

DEEP = 6  # steps of the way to a place that are looked at: `phases`, 2, `touchpoints`, 1, `pains`, 0
Key = tuple[str, ...]


def new_and_solved(versions: Versions) -> tuple[Change, ...]:
    """The problems that came and went, errors first.

    While something is wrong in a file of either version, what rules say of the book as a whole, or of a file that
    cannot be read, is not compared: they keep silent there, so that nothing would be new or solved but their silence.
    """
    old, new = _by_key(versions, former=True), _by_key(versions, former=False)
    found = [*_more(versions.after, new, old, Kind.PROBLEM), *_more(versions.before, old, new, Kind.SOLVED)]
    return tuple(sorted(found, key=lambda each: (each.kind is Kind.SOLVED, _severity(each), each.place, each.field)))


def _severity(change: Change) -> int:
    value = change.after or change.before
    assert value
    return list(Severity).index(Severity(value.raw))


def _more(side: Side, many: dict[Key, list[Problem]], few: dict[Key, list[Problem]], kind: Kind) -> Iterator[Change]:
    """What there is more of under each key; of several alike, those in other words are taken to be the new ones."""
    for key, problems in many.items():
        known = list(few.get(key, ()))
        left = _without_same(problems, known)
        yield from (_change(side, problem, kind) for problem in left[len(known) - (len(problems) - len(left)) :])


def _without_same(problems: Sequence[Problem], known: Sequence[Problem]) -> list[Problem]:
    messages = [problem.message for problem in known]
    left = []
    for problem in problems:
        if problem.message in messages:
            messages.remove(problem.message)
        else:
            left.append(problem)
    return left


def _change(side: Side, problem: Problem, kind: Kind) -> Change:
    name = _owner(side).get(problem.place.file, "")
    subject = side.book_subject if name == "book" else side.subject(name) if name else _file(problem.place.file)
    value = Value(problem.severity.value, problem.message)
    before, after = (None, value) if kind is Kind.PROBLEM else (value, None)
    return Change(kind, subject, problem.rule, before, after, place=problem.place, worse=kind is Kind.PROBLEM)


def _file(name: str) -> Subject:
    return Subject("", name, Text(name), name)


def _owner(side: Side) -> dict[str, str]:
    return {origin.file: name for name, origin in side.book.origins.items()}


def _by_key(versions: Versions, *, former: bool) -> dict[Key, list[Problem]]:
    """The problems by rule, thing, and the touchpoint or field they stand at: what outlives moved lines."""
    side, pairs = (versions.before if former else versions.after), versions.pairs
    owners, unread = _owner(side), versions.before.book.unread | versions.after.book.unread
    doubtful = any(_is_faulty(each) for each in (versions.before, versions.after))
    found: defaultdict[Key, list[Problem]] = defaultdict(list)
    for problem in side.problems:
        name = owners.get(problem.place.file, "")
        if problem.rule in TOLD_ELSEWHERE or (doubtful and _is_silent(problem, name in unread)):
            continue
        part = _part(side, name, problem.place)
        if former and name:
            part = pairs.present(part) if "/" in part else part
            name = pairs.present(name)
        found[problem.rule, name or problem.place.file, part].append(problem)
    return dict(found)


def _is_faulty(side: Side) -> bool:
    rules = all_rules()
    told = (each for each in side.problems if each.rule not in rules or rules[each.rule].reading)
    return bool(unsure(side.book, told))


def _is_silent(problem: Problem, of_unread: bool) -> bool:
    """Whether a rule may have kept silent in the other version for want of a file."""
    rule = all_rules().get(problem.rule)
    return rule is not None and not rule.reading and (rule.whole or bool(rule.needs) or of_unread)


def _part(side: Side, name: str, place: Place) -> str:
    """The touchpoint `journey/touchpoint` a place stands in, else the field of the thing."""
    origin = side.book.origins.get(name)
    way = _way(origin.root, place) if origin else ()
    journey = side.book.journeys.get(name)
    if journey and len(way) > 3 and way[0] == "phases":
        step = next((step for step in journey.steps if step.path == way[:4]), None)
        return step.id if step else ""
    return str(way[0]) if way else ""


def _way(root: Typed, place: Place) -> Path:
    """The way to the innermost thing that holds a place."""
    way: list[str | int] = []
    value, at = root, (place.line, place.column)
    while len(way) < DEEP:
        step = _holding(value, at)
        if step is None:
            break
        way.append(step[0])
        value = step[1]
    return tuple(way)


def _holding(value: Typed, at: tuple[int, int]) -> tuple[str | int, Typed] | None:
    """The last entry that begins before a place."""
    if isinstance(value, Mapping):
        named = [(value.keys_at[key][:2], key, item) for key, item in value.items() if key in value.keys_at]
        before = [each for each in named if each[0] <= at]
        return max(before, key=lambda each: each[0])[1:] if before else None
    if isinstance(value, Items):
        placed = [(span[:2], number) for number, span in enumerate(value.items_at)]
        numbers = [each for each in placed if each[0] <= at]
        return (max(numbers)[1], value[max(numbers)[1]]) if numbers else None
    return None
