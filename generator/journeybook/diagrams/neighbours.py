"""What hangs together in a book: for each thing all others that it names or that name it, and in which way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache, partial
from types import MappingProxyType

from msgspec import Struct

from journeybook.model import Book, Journey, Path, Step, Text
from journeybook.model.book import KINDS
from journeybook.model.each import Each
from journeybook.model.references import Reference
from journeybook.words import Phrase, phrase

NAMES: Mapping[str, Phrase] = MappingProxyType(
    {
        "persona": phrase("Personas"), "journey": phrase("Journeys"), "promise": phrase("Promises"),
        "actor": phrase("Actors"), "metric": phrase("Metrics"), "evidence": phrase("Evidence"),
        "action": phrase("Actions"), "service-model": phrase("Service models"),
    }
)  # fmt: skip
_NOUNS = [kind.noun for kind in KINDS]
_WITHIN = {"finding": "evidence", "persona-value": "persona", "touchpoint": "journey"}
_FRAME = {"phases", "touchpoints"}
MOST_SHOWN = 40  # neighbours of a kind, by any drawing or list of them

_Words = tuple[Phrase, Phrase]


def _both(word: Phrase) -> _Words:
    return word, word


# The way in which a field ties two things: said of what it names, and said of what names it.
TIES: Mapping[str, _Words] = MappingProxyType(
    {
        "owner": _both(phrase("owner")), "questions.owner": _both(phrase("owner")),
        "sponsor": _both(phrase("sponsor")), "made_by": _both(phrase("makes it")),
        "questions.responder": _both(phrase("acts when it is set off")),
        "decision.asked_of": _both(phrase("decides")),
        "persona": _both(phrase("main persona")), "other_personas": _both(phrase("one of its personas")),
        "emotion_by": _both(phrase("feels it in another way")), "results.persona": _both(phrase("asked")),
        "customers": _both(phrase("customers")), "answers": _both(phrase("answers what is prized")),
        "to": _both(phrase("made to them")), "makes": _both(phrase("made")), "keeps": _both(phrase("to be kept")),
        "breaks.promise": _both(phrase("broken")), "expect.promise": _both(phrase("tested")),
        "standard.metric": _both(phrase("standard")), "metrics": _both(phrase("measured")),
        "results.touchpoint": _both(phrase("measured")), "survey.answers": _both(phrase("measured")),
        "kpi": _both(phrase("shows that it works")),
        "leads_to": (phrase("follows from it"), phrase("leads to it")),
        "pressures": (phrase("suffers from it"), phrase("works against it")),
        "evidence": _both(phrase("evidence")), "quotes.evidence": _both(phrase("quote")),
        "pains.evidence": _both(phrase("pain")), "breaks.evidence": _both(phrase("broken promise")),
        "findings.rests_on": (phrase("bears it"), phrase("rests on it")),
        "frontstage.actor": _both(phrase("frontstage")), "backstage.actor": _both(phrase("backstage")),
        "support.actor": _both(phrase("support")), "frontstage.to": _both(phrase("is handed something")),
        "backstage.to": _both(phrase("is handed something")), "support.to": _both(phrase("is handed something")),
        "causes.actor": _both(phrase("cause")), "causes.metric": _both(phrase("cause")),
        "feedback.owner": _both(phrase("listens")), "feedback.escalates_to": _both(phrase("told when it is bad")),
        "addresses": (phrase("to be mended"), phrase("mends it")),
        "actors": _both(phrase("serves")), "actions": _both(phrase("what we do")),
        "as_is": (phrase("as it is"), phrase("as it is to be")),
        "parent": (phrase("in less detail"), phrase("in more detail")),
        "opens": (phrase("in more detail"), phrase("in less detail")),
        "same_as": _both(phrase("shared touchpoint")),
    }
)  # fmt: skip


class Stop(Struct, frozen=True):
    """A touchpoint, as far as it is named beside a thing: its journey, its own id, its number there, its title."""

    journey: str
    touchpoint: str
    number: int
    title: Text


class Tie(Struct, frozen=True):
    """One way in which two things hang together, and the touchpoints at which they do."""

    word: Phrase
    stops: tuple[Stop, ...] = ()


class Neighbour(Struct, frozen=True):
    """A thing (its id) that hangs together with another."""

    name: str
    ties: tuple[Tie, ...]


class Group(Struct, frozen=True):
    """The neighbours of one kind, those with the most ties first, as far as anybody is shown them; `count` counts all.

    A role that serves everywhere has as many neighbours as the book has journeys.
    """

    noun: str
    neighbours: tuple[Neighbour, ...]
    count: int

    @property
    def name(self) -> Phrase:
        """The word for this kind of things."""
        return NAMES[self.noun]

    def beyond(self, most: int) -> int:
        """How many there are beside the first so many."""
        return max(self.count - most, 0)


def neighbours(book: Book) -> Mapping[str, tuple[Group, ...]]:
    """What hangs together with each thing of the book, by its id and then by kind."""
    names = {entity.id: None for entity in book.entities}
    return Each(names, lambda name: _around(book, name), is_large=True, is_kept=True)


def _around(book: Book, name: str) -> tuple[Group, ...]:
    found: defaultdict[str, dict[Phrase, dict[str, Step]]] = defaultdict(dict)
    for other, word, step in _ties(book, name):
        found[other].setdefault(word, {}).update({step.id: step} if step else {})
    by_kind: defaultdict[str, list[str]] = defaultdict(list)
    for other in sorted(found, key=lambda other: (-_strength(found[other]), other)):
        if (entity := book.get(other)) is not None:
            by_kind[entity.noun].append(other)
    return tuple(_group(noun, by_kind[noun], found) for noun in _NOUNS if noun in by_kind)


def _group(noun: str, names: list[str], found: Mapping[str, Mapping[Phrase, Mapping[str, Step]]]) -> Group:
    shown = (Neighbour(name, tuple(map(_tie, found[name].items()))) for name in names[:MOST_SHOWN])
    return Group(noun, tuple(shown), len(names))


def _tie(told: tuple[Phrase, Mapping[str, Step]]) -> Tie:
    word, steps = told
    return Tie(word, tuple(map(_stop, sorted(steps.values(), key=lambda step: (step.journey, step.number)))))


def _stop(step: Step) -> Stop:
    return Stop(step.journey, step.touchpoint.id, step.number, step.touchpoint.title)


def _strength(ties: Mapping[Phrase, Mapping[str, Step]]) -> int:
    return sum(1 + len(steps) for steps in ties.values())


def _ties(book: Book, name: str) -> Iterator[tuple[str, Phrase, Step | None]]:
    """Every reference of a thing to another, and of another to it: the other's id, the word for it, the touchpoint."""
    things = {each.id: each.noun for each in (book.get(name), *book.namers(name)) if each and each.noun in NAMES}
    for entity in sorted(things, key=lambda each: (_NOUNS.index(things[each]), each)):
        yield from _own_ties(book, name) if entity == name else _ties_of(book, entity, name)


def _own_ties(book: Book, name: str) -> Iterator[tuple[str, Phrase, Step | None]]:
    for reference, target, step in _told(book, name, ""):
        if target != name:
            yield target, _words(reference.path)[0], step


def _ties_of(book: Book, other: str, name: str) -> Iterator[tuple[str, Phrase, Step | None]]:
    for reference, target, step in _told(book, other, name):
        if target == name:
            yield other, _words(reference.path)[1], step


def _told(book: Book, source: str, name: str) -> Iterator[tuple[Reference, str, Step | None]]:
    """What a thing refers to (all, or what begins with a name): the reference, the other thing, the touchpoint."""
    entity = book.get(source)
    steps = entity.step_at if isinstance(entity, Journey) else {}
    target_of = cache(partial(_target, book))  # a journey names an actor again and again
    for reference in (entity.named[name] if name else entity.references) if entity else ():
        target, there = target_of(reference.target, reference.ref.kinds)
        if target:
            yield reference, target, steps.get(reference.path[:4]) or there


def _target(book: Book, target: str, kinds: tuple[str, ...]) -> tuple[str, Step | None]:
    """The thing a reference names, or that what it names stands in; nothing where the book has no such thing."""
    wanted = _wanted(kinds)
    for name in (target, target.partition("/")[0]):
        entity = book.get(name)
        if entity is not None and entity.noun in wanted:
            return name, book.step(target)
    return "", None


@lru_cache(1 << 8)
def _wanted(kinds: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_WITHIN.get(kind, kind) for kind in kinds)


def _words(path: Path) -> _Words:
    return _words_for(tuple(part for part in path if type(part) is str))


@lru_cache(1 << 12)
def _words_for(names: tuple[str, ...]) -> _Words:
    fields = [name for name in names if name not in _FRAME]
    return TIES.get(".".join(fields[:2])) or TIES[fields[0]]
