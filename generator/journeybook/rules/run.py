"""Running the rules: settings, silence with a reason, and a noise that grows with how far a journey has come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from typing import Protocol

from journeybook.model import KINDS, Book, Origin
from journeybook.problem import Problem, Severity
from journeybook.rules.ignores import Ignore, Texts, ignores_in
from journeybook.rules.look import Look
from journeybook.rules.places import Places
from journeybook.rules.rule import DRAFT, HEARD_FROM, RETIRED, STATUSES, Rule
from journeybook.rules.settings import Setting, settings_of

UNUSED = "unused-ignore"
UNTOUCHED = Setting()
NONE = frozenset[str]()
_RANKS = {status: rank for rank, status in enumerate(STATUSES)}
AT_A_TIME = 5  # journeys; where one of them has changed, all of them are looked at anew
Rules = Mapping[str, Rule]
ByFile = Mapping[str, Sequence[Ignore]]


class Memory(Places, Protocol):
    """What was found before, and where; `book` is the one that is looked at, and notes what is read of it."""

    book: Book

    def again(self, name: str, find: Callable[[], list[Problem]]) -> list[Problem]:
        """The answer to a question (by a name), which may be known already; else it is found."""


def looked_at(book: Book, rules: Rules, text: Texts | None = None, told: Iterable[Problem] = ()) -> Look:
    """The book as the rules look at it; `text` gives the files, for the comments that silence rules.

    `told` is what was told while reading: of what has errors, nobody knows yet what it will say.
    """
    files = sorted({origin.file for origin in book.origins.values()})
    ignores = tuple(ignores_in(files, text)) if text else ()
    doubtful = unsure(book, told)
    return Look(book, settings_of(book, rules), ignores, unsure=doubtful, doubts=dict(_doubts(book, doubtful)))


def unsure(book: Book, told: Iterable[Problem]) -> frozenset[str]:
    """The ids of all in whose files something is wrong; `book` are the settings. `told` was told while reading."""
    wrong = {problem.place.file for problem in told if problem.severity is Severity.ERROR}
    faulty = (name for name, origin in book.origins.items() if not wrong.isdisjoint(_files(origin)))
    return book.unread.union(faulty if wrong else ())


def _doubts(book: Book, unsure: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """By file, the kinds of faulty things that it refers to."""
    files = {name: book.origins[name].file for name in unsure}
    kinds = {name: kind.noun for name, file in files.items() for kind in KINDS if file.startswith(f"{kind.folder}/")}
    for name in book.origins if kinds else ():
        wholes = (reference.target.partition("/")[0] for reference in book.references.get(name, ()))
        yield book.origins[name].file, frozenset(kinds[whole] for whole in wholes if whole in kinds)


def _files(origin: Origin) -> tuple[str, ...]:
    return (origin.file, origin.beside.file) if origin.beside else (origin.file,)


def said(look: Look, rules: Rules, told: Iterable[Problem] = (), memory: Memory | None = None) -> Iterator[Problem]:
    """What was told while reading and what the rules find, without what is silenced or not to be heard yet."""
    by_file, statuses = _by_file(look.ignores), heard_in(look.book)
    for problem in everything(look, rules, told, heard=True, memory=memory):
        if is_heard(problem, rules.get(problem.rule), statuses) and not _silencing(problem, rules, by_file):
            yield problem


def everything(
    look: Look, rules: Rules, told: Iterable[Problem] = (), heard: bool = False, memory: Memory | None = None
) -> list[Problem]:
    """What was told while reading and all that the rules find, last the comments that silence nothing of it.

    With `heard` much is left out that is not to be heard yet, except where comments silence something.
    """
    found = [*_as_set(look, told), *found_by(look, rules.values(), heard, memory)]
    by_file = _by_file(look.ignores)
    used = {ignore for problem in found for ignore in _silencing(problem, rules, by_file)}
    wrong = replace(look, unused=unused(look, used, rules))
    return [*found, *(found_by(wrong, [rules[UNUSED]]) if wrong.unused else ())]


def found_by(look: Look, rules: Iterable[Rule], heard: bool = False, memory: Memory | None = None) -> Iterator[Problem]:
    """What rules find, with the severity that the book wants; with `heard` not what is far from being heard.

    What is found in some journeys at a time, or by a rule that looks at the whole book, may be known from before,
    unless something of the book could not be read.
    """
    if "book" in look.book.origins and look.book.origins["book"].root is None:
        return  # nobody knows what this book wants of its rules
    asked = [rule for rule in rules if not (_is_off(look, rule) or rule.reading or (rule.whole and look.unsure))]
    one_by_one = [rule for rule in asked if rule.by_journey]
    commented = frozenset(ignore.place.file for ignore in look.ignores)
    known = None if look.unsure else memory
    for part in look.parts(AT_A_TIME) if one_by_one else ():
        find = partial(_found_in, replace(part, places=known), one_by_one, commented, heard)
        yield from known.again(_name(part, one_by_one, commented, heard), find) if known else find()
    silenced = repr(look.ignores)
    for rule in asked:
        if not rule.by_journey:
            find = partial(_found_in_all, look, rule, known)
            yield from known.again(_digest(rule.name, silenced), find) if known else find()


def _found_in_all(look: Look, rule: Rule, known: Memory | None) -> list[Problem]:
    """What a rule finds that looks at the whole book; it works all out by itself, so that who listens hears of it."""
    return list(_found(replace(look, places=known) if known else look, rule))


def _found_in(part: Look, rules: Iterable[Rule], commented: frozenset[str], heard: bool) -> list[Problem]:
    """What rules find in some journeys, one rule after the other."""
    parts = {status: part.come_to(status, commented) for status in STATUSES}
    return [
        problem
        for rule in rules
        for problem in _found(parts[_needed(rule, _severity(part, rule)) if heard else RETIRED], rule)
    ]


def _name(part: Look, rules: Iterable[Rule], commented: frozenset[str], heard: bool) -> str:
    """What is asked of some journeys: the same name is the same question, whatever the answer."""
    origins = part.book.origins
    silent = (each.id in origins and origins[each.id].file in commented for each in part.written)
    how = (part.beside, heard, *silent)
    told = (*(each.id for each in part.written), *map(str, how), *(rule.name for rule in rules))
    return _digest(*told)


def _digest(*told: str) -> str:
    return blake2b("\0".join(told).encode(), digest_size=16).hexdigest()


def _is_off(look: Look, rule: Rule) -> bool:
    return look.settings.get(rule.name, UNTOUCHED).off


def _severity(look: Look, rule: Rule) -> Severity:
    return look.settings.get(rule.name, UNTOUCHED).severity or rule.severity


def _needed(rule: Rule, severity: Severity) -> str:
    """The status from which on a finding of this severity is heard."""
    return rule.status if severity is rule.severity or rule.status == RETIRED else HEARD_FROM[severity]


def _found(look: Look, rule: Rule) -> Iterator[Problem]:
    look.go_on()
    severity = _severity(look, rule)
    for found in rule.check(look):
        if look.doubts.get(found.place.file, NONE).isdisjoint(rule.needs):
            yield Problem(rule.name, severity, found.message, found.place, found.hint, found.others)


def unused(look: Look, used: Iterable[Ignore], rules: Rules) -> tuple[Ignore, ...]:
    """The comments that silence nothing, though they are complete and their rules are not off."""
    quiet = set(used)
    return tuple(each for each in look.ignores if each not in quiet and _could_speak(look, each, rules))


def heard_in(book: Book) -> dict[str, str]:
    """The status of each journey by its file, and under "" that of the furthest, which holds for all other files."""
    of_file = {book.origins[name].file: journey.status for name, journey in book.journeys.items()}
    return {**of_file, "": max((DRAFT, *of_file.values()), key=STATUSES.index)}


def _as_set(look: Look, told: Iterable[Problem]) -> Iterator[Problem]:
    """What was told while reading; errors as they are, since the book cannot be read as it is meant."""
    for problem in told:
        setting = look.settings.get(problem.rule, UNTOUCHED)
        if problem.severity is Severity.ERROR:
            yield problem
        elif not setting.off:
            yield replace(problem, severity=setting.severity or problem.severity)


def _by_file(ignores: Iterable[Ignore]) -> ByFile:
    found: defaultdict[str, list[Ignore]] = defaultdict(list)
    for ignore in ignores:
        found[ignore.place.file].append(ignore)
    return found


def _silencing(problem: Problem, rules: Rules, by_file: ByFile) -> list[Ignore]:
    """The comments that silence a problem; nothing silences an error of reading."""
    if not by_file:
        return []
    if problem.severity is Severity.ERROR and (problem.rule not in rules or rules[problem.rule].reading):
        return []
    return [ignore for ignore in by_file.get(problem.place.file, ()) if ignore.silences(problem)]


def is_heard(problem: Problem, rule: Rule | None, statuses: Mapping[str, str]) -> bool:
    """Whether the journey has come far enough; what was told while reading is always heard."""
    if rule is None or rule.reading:
        return True
    status = statuses.get(problem.place.file, statuses[""])
    return _RANKS[status] >= _RANKS[_needed(rule, problem.severity)]


def _could_speak(look: Look, ignore: Ignore, rules: Rules) -> bool:
    named = [rules[name] for name in ignore.rules if name in rules and not look.settings.get(name, UNTOUCHED).off]
    return bool(ignore.reason and named) and not any(_waits(look, rule, ignore.place.file) for rule in named)


def _waits(look: Look, rule: Rule, file: str) -> bool:
    """Whether a rule keeps silent on a file as long as something in the book is wrong."""
    unread = any(look.book.origins[name].file == file for name in look.book.unread)
    return unread or bool(rule.whole and look.unsure) or not look.doubts.get(file, NONE).isdisjoint(rule.needs)
