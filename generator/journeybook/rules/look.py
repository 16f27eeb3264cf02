"""A book as the rules look at it: what several of them ask is worked out once, places are found when needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import NamedTuple, TypeVar
from zlib import crc32

from journeybook.measures import steps
from journeybook.measures.loops import open_actions
from journeybook.measures.promises import Ledger, ledger
from journeybook.model import Action, Actor, Book, Journey, Lanes, Path, Persona, Step, Text
from journeybook.model.touchpoint import SIDES
from journeybook.problem import Place
from journeybook.rules.ignores import Ignore
from journeybook.rules.places import Places, Thing, known_place, name_at, words_at
from journeybook.rules.rule import STATUSES
from journeybook.rules.settings import Setting
from journeybook.rules.spoken import Spoken, spoken_in

Made = TypeVar("Made")
TO_A_LANE = 3  # the least parts of a path to a lane of a phase: phases, its number, the lane
OUTSIDE = ("employee", "partner")
MOST_PARTS = 4  # how many times as long as asked for a part may become


class Told(NamedTuple):
    """What is told of a phase, or of a touchpoint (then `step` is there), and the path to it."""

    journey: Journey
    path: Path
    lanes: Lanes
    step: Step | None


class Citation(NamedTuple):
    """Where a statement of a phase or touchpoint cites evidence, the path to that inside it, and the ids."""

    told: Told
    path: Path
    names: tuple[str, ...]


@dataclass(frozen=True)
class Look:
    """A book, its indexes, the settings of its rules and the comments that silence them."""

    book: Book
    settings: Mapping[str, Setting] = field(default_factory=dict)
    ignores: Sequence[Ignore] = ()
    unused: Sequence[Ignore] = ()
    part: tuple[Journey, ...] | None = None
    beside: bool = True
    """Whether what is no journey is to be looked at as well."""
    unsure: frozenset[str] = frozenset()
    """The ids of all in whose files something is wrong; `book` are the settings."""
    doubts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By file, the kinds of things that it refers to and in whose own files something is wrong."""
    places: Places | None = None
    """Who knows from before where findings stood."""
    go_on: Callable[[], None] = lambda: None
    """Asked before each rule looks; whoever does not want to wait for the end raises something."""

    def parts(self, size: int) -> Iterator[Look]:
        """The same book, about so many journeys at a time: what was just looked at is looked at again while it is near.

        Where a part ends follows from the id that the next one begins with, so that a new journey changes only its own.
        """
        parts: list[list[Journey]] = [[]]
        for name, journey in self.book.journeys.items():
            if crc32(name.encode()) % size == 0 or len(parts[-1]) == MOST_PARTS * size:
                parts.append([])
            parts[-1].append(journey)
        yield from (replace(self, part=tuple(part), beside=not number) for number, part in enumerate(parts))

    def come_to(self, status: str, files: frozenset[str]) -> Look:
        """The same without the journeys that have not come to a status, but for those in these files."""
        if status == STATUSES[0]:
            return self
        far = STATUSES[STATUSES.index(status) :]
        origins = self.book.origins
        return replace(self, part=tuple(j for j in self.written if j.status in far or origins[j.id].file in files))

    @cached_property
    def written(self) -> tuple[Journey, ...]:
        """The journeys, retired ones too."""
        return tuple(self.book.journeys.values()) if self.part is None else self.part

    @cached_property
    def _worked_out(self) -> dict[object, object]:
        return {}

    def once(self, work: Callable[[Look], Made]) -> Made:
        """What a function makes of this look; worked out when it is first asked for, for all rules together."""
        known = self._worked_out
        if work not in known:
            known[work] = work(self)
        return known[work]  # type: ignore[return-value]

    @property
    def ledger(self) -> Mapping[str, Ledger]:
        """How each promise stands."""
        return ledger(self.book)

    @cached_property
    def journeys(self) -> tuple[Journey, ...]:
        """The journeys that are not retired, as they are and as they are to be."""
        return tuple(journey for journey in self.written if journey.status != "retired")

    @property
    def retired(self) -> frozenset[str]:
        """The ids of all journeys that are kept for the record only."""
        return self.book.once(_retired)

    @cached_property
    def lived(self) -> tuple[Journey, ...]:
        """The journeys that customers live through today."""
        return tuple(journey for journey in self.journeys if journey.state == "as_is")

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The touchpoints of the journeys lived through today."""
        return tuple(step for journey in self.lived for step in journey.steps)

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """The phases and touchpoints of all journeys that are not retired, each phase before its touchpoints."""
        return tuple(each for journey in self.journeys for each in _told(journey))

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """All that cites evidence in journeys that are not retired, in the order of their lines."""
        found: list[Citation] = []
        for told in self.told:
            lanes = told.lanes
            if lanes.evidence:
                found.append(Citation(told, ("evidence",), lanes.evidence))
            if lanes.pains or lanes.quotes or lanes.breaks:
                found += _statements(told)
        return tuple(found)

    @cached_property
    def cited_in(self) -> Mapping[str, frozenset[str]]:
        """The ids of all evidence that a journey, retired or not, cites."""
        found: dict[str, set[str]] = {journey.id: set() for journey in self.written}
        for told, _, names in self.citations:
            found[told.journey.id].update(names)
        for journey in self.written:
            if journey.status == "retired":
                found[journey.id].update(name for step in journey.steps for name in steps.cited(step))
        return {name: frozenset(cited) for name, cited in found.items()}

    @property
    def journeys_of(self) -> Mapping[str, tuple[Journey, ...]]:
        """The journeys each persona goes through, alone or with others."""
        return self.book.once(_journeys_of)

    def serving(self, actor: str) -> Iterator[tuple[Step, str]]:
        """Where an actor serves (`frontstage`, `backstage`, `support`) or answers for a touchpoint (`owner`)."""
        for mention in self.book.mentions(actor):
            path, step, journey = mention.path, mention.step, self.book.journeys.get(mention.source)
            if journey is None or journey.status == "retired" or len(path) < TO_A_LANE:
                continue
            if step is not None:
                if path[4] in SIDES or path[4:] == ("owner",):
                    yield step, str(path[4])
            elif path[2] in SIDES:
                yield from (
                    (each, str(path[2])) for each in journey.steps if each.phase is journey.phases[int(path[1])]
                )

    @property
    def open_actions(self) -> tuple[Action, ...]:
        """The actions that are neither done nor dropped."""
        return self.book.once(open_actions)

    @property
    def actions_on(self) -> Mapping[str, tuple[Action, ...]]:
        """The actions, not dropped, that address a touchpoint, promise or journey."""
        return self.book.addressed

    @cached_property
    def spoken(self) -> Mapping[str, Spoken]:
        """What each file says in which language, where the book has several."""
        languages, known = self.book.languages, self.book.origins
        if len(languages) < 2:
            return {}
        rest = known.keys() - self.book.journeys.keys() - self.book.unread if self.beside else ()
        names = [*rest, *(journey.id for journey in self.written if journey.id in known)]
        return {known[name].file: spoken_in(known[name].root, languages) for name in names}

    @cached_property
    def language(self) -> str:
        """The language of texts that were typed without one."""
        return self.book.languages[0]

    @cached_property
    def bad(self) -> float:
        """The emotion at or below which a touchpoint is bad."""
        return self.book.settings.thresholds.bad

    def is_mentioned(self, target: str, field: str) -> bool:
        """Whether something that is not retired names the target in this field."""
        mentions = self.book.mentions(target)
        return any(field in mention.path and mention.source not in self.retired for mention in mentions)

    def option(self, rule: str, name: str, default: float) -> float:
        """A number of a rule, as book.yml or else the rule itself has it."""
        setting = self.settings.get(rule)
        return setting.options.get(name, default) if setting else default

    def persona(self, journey: Journey) -> Persona | None:
        """Whose journey it is."""
        return self.book.personas.get(journey.persona)

    def inside(self, journey: Journey) -> bool:
        """Whether it is the journey of one of our own people, or of a partner's."""
        persona = self.persona(journey)
        return persona is not None and persona.kind in OUTSIDE

    def actions_of(self, journey: Journey) -> list[Action]:
        """The actions, not dropped, for a journey or its touchpoints, each once."""
        targets = (journey.id, *(step.id for step in journey.steps))
        found = {action.id: action for target in targets for action in self.actions_on.get(target, ())}
        return list(found.values())

    def at(self, thing: Thing, *path: str | int) -> Place:
        """Where the words of a field stand; without a path, or where it was not typed, the title of the thing."""
        return self._place("words", thing, path) if self.places else words_at(self.book, thing, *path)

    def key(self, thing: Thing, *path: str | int) -> Place:
        """Where the name of a field stands; the title of the thing where it was not typed."""
        return self._place("name", thing, path) if self.places else name_at(self.book, thing, *path)

    def _place(self, way: str, thing: Thing, path: Path) -> Place:
        """A place that may be known; who looks at some journeys looks again when one of their files is another."""
        assert self.places is not None
        return known_place(self.places, self.book, way, thing, path, is_one=self.part is None)

    def words(self, text: Text) -> list[tuple[str, tuple[str, ...], str]]:
        """A text by language: the language's code, the path to its words, the words."""
        return [(code, (code,), words) if code else (self.language, (), words) for code, words in text.words.items()]


def parts(step: Step) -> Iterator[tuple[str, str]]:
    """The actors of a touchpoint with their side; its owner where that one does not serve there."""
    served = set()
    for lanes in steps.both(step):
        for side in SIDES:
            for part in getattr(lanes, side):
                if part.actor and (part.actor, side) not in served:
                    served.add((part.actor, side))
                    yield part.actor, side
    if step.touchpoint.owner:
        yield step.touchpoint.owner, "owner"


def level_of(actor: Actor | None) -> str:
    """The level an actor works at; empty where it is not told."""
    return (actor.level or "") if actor else ""


def _retired(book: Book) -> frozenset[str]:
    return frozenset(journey.id for journey in book.journeys.values() if journey.status == "retired")


def _journeys_of(book: Book) -> Mapping[str, tuple[Journey, ...]]:
    found: defaultdict[str, list[Journey]] = defaultdict(list)
    for journey in book.journeys.values():
        for persona in journey.personas if journey.status != "retired" else ():
            found[persona].append(journey)
    return {persona: tuple(journeys) for persona, journeys in found.items()}


CITING = ("pains", "quotes", "breaks")


def _statements(told: Told) -> Iterator[Citation]:
    for name in CITING:
        for number, statement in enumerate(getattr(told.lanes, name)):
            if statement.evidence:
                yield Citation(told, (name, number, "evidence"), statement.evidence)


def _told(journey: Journey) -> Iterator[Told]:
    told: list[list[Told]] = [[Told(journey, ("phases", n), phase, None)] for n, phase in enumerate(journey.phases)]
    for step in journey.steps:
        told[step.phase_number - 1].append(Told(journey, step.path, step.touchpoint, step))
    return chain.from_iterable(told)
