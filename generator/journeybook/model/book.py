"""The book: all that was read, and how its parts refer to each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from journeybook.model.action import Action
from journeybook.model.actor import Actor
from journeybook.model.evidence import Evidence
from journeybook.model.journey import Journey, Path, Step
from journeybook.model.metric import Metric
from journeybook.model.persona import Persona
from journeybook.model.promise import Promise
from journeybook.model.record import Entity
from journeybook.model.references import Reference
from journeybook.model.service_model import ServiceModel
from journeybook.model.settings import Settings
from journeybook.problem import Place
from journeybook.source import Value, place_of

Made = TypeVar("Made")
KINDS: tuple[type[Entity], ...] = (Persona, Journey, Promise, Actor, Metric, Evidence, Action, ServiceModel)


@dataclass(frozen=True, slots=True)
class Beside:
    """Items of a field that stand in a file of their own: those from number `first` on."""

    field: str
    first: int
    file: str
    items: Value


@dataclass(frozen=True, slots=True)
class Origin:
    """The file an entity was read from (path from the book's root) and what stands in it, with places."""

    file: str
    root: Value
    beside: Beside | None = None
    mark: str = ""
    """What changes when, and only when, the file or what stands beside it does; empty where nobody said."""

    def place(self, path: tuple[str | int, ...], key: bool = False) -> Place:
        """Where the value at the path stands, or the nearest thing above it; with `key`, where its name is."""
        other = self.beside
        if other and path[:1] == (other.field,) and len(path) > 1 and isinstance(path[1], int):
            item = path[1] - other.first
            if item >= 0:
                return place_of(other.items, (item, *path[2:]), other.file, key)
        return place_of(self.root, path, self.file, key)


class Mention(NamedTuple):
    """One place where something refers to something else."""

    source: str
    path: Path
    target: str
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class Withheld:
    """What an audience's book keeps from it: promises judged by what it may not see, and files it may not see."""

    promises: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Book:
    """Everything an organisation wrote down; entities by id, each kind sorted by id.

    `audience` is whom it was cut for (frontline, cx, management), "" the whole book.
    """

    settings: Settings
    personas: Mapping[str, Persona] = field(default_factory=dict)
    journeys: Mapping[str, Journey] = field(default_factory=dict)
    promises: Mapping[str, Promise] = field(default_factory=dict)
    actors: Mapping[str, Actor] = field(default_factory=dict)
    metrics: Mapping[str, Metric] = field(default_factory=dict)
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    actions: Mapping[str, Action] = field(default_factory=dict)
    service_models: Mapping[str, ServiceModel] = field(default_factory=dict)
    origins: Mapping[str, Origin] = field(default_factory=dict)
    as_of: date = date.min
    audience: str = ""
    withheld: Withheld = Withheld()

    @cached_property
    def _worked_out(self) -> dict[object, object]:
        return {}

    def once(self, work: Callable[[Book], Made]) -> Made:
        """What a function makes of this book; worked out when it is first asked for."""
        known = self._worked_out
        if work not in known:
            known[work] = work(self)
        return known[work]  # type: ignore[return-value]

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes of the book's languages; the first is the default."""
        return self.settings.languages

    @cached_property
    def unread(self) -> frozenset[str]:
        """The ids of things that are written, but could not be read."""
        return frozenset(name for name in self.origins if name != "book" and name not in self._by_id)

    @cached_property
    def _by_id(self) -> dict[str, Entity]:
        kinds: tuple[Mapping[str, Entity], ...] = (
            self.personas, self.journeys, self.promises, self.actors, self.metrics, self.evidence, self.actions,
            self.service_models,
        )  # fmt: skip
        return {key: entity for kind in kinds for key, entity in kind.items()}

    @property
    def entities(self) -> Iterator[Entity]:
        """Every entity, kind by kind, each kind sorted by id."""
        return iter(self._by_id.values())

    def get(self, entity_id: str) -> Entity | None:
        """The entity with this id, whatever its kind."""
        return self._by_id.get(entity_id)

    @cached_property
    def steps(self) -> Mapping[str, Step]:
        """Every touchpoint of every journey by `journey/touchpoint`."""
        return MappingProxyType({step.id: step for journey in self.journeys.values() for step in journey.steps})

    def step(self, step_id: str) -> Step | None:
        """The touchpoint `journey/touchpoint`."""
        return self.steps.get(step_id)

    @cached_property
    def counted(self) -> tuple[Journey, ...]:
        """The journeys that figures are taken over: all that are neither retired nor yet to be."""
        return tuple(j for j in self.journeys.values() if j.status != "retired" and j.state == "as_is")

    @cached_property
    def addressed(self) -> Mapping[str, tuple[Action, ...]]:
        """The actions, open or done but not dropped, by the touchpoint, promise or journey that they address."""
        found: defaultdict[str, list[Action]] = defaultdict(list)
        for action in self.actions.values():
            for target in dict.fromkeys(action.addresses) if action.closed != "dropped" else ():
                found[target].append(action)
        return MappingProxyType({target: tuple(actions) for target, actions in found.items()})

    @cached_property
    def references(self) -> Mapping[str, tuple[Reference, ...]]:
        """What each entity refers to, by its id; the settings stand under `book`."""
        found = {entity.id: entity.references for entity in self.entities}
        return MappingProxyType({"book": self.settings.references, **found})

    @cached_property
    def _mentions(self) -> Mapping[str, tuple[Mention, ...]]:
        found: defaultdict[str, list[Mention]] = defaultdict(list)
        for source, refs in self.references.items():
            steps = {step.path: step for step in self.journeys[source].steps} if source in self.journeys else {}
            for ref in refs:
                within = f"{source}/{ref.target}" if "step" in ref.ref.kinds else ""
                target = within if within in self.steps else ref.target
                found[target].append(Mention(source, ref.path, target, steps.get(ref.path[:4])))
        return {target: tuple(mentions) for target, mentions in found.items()}

    def mentions(self, target: str) -> tuple[Mention, ...]:
        """Where an entity, or a touchpoint `journey/touchpoint`, is referred to."""
        return self._mentions.get(target, ())

    def place(self, entity_id: str, *path: str | int, key: bool = False) -> Place:
        """Where a field of an entity stands (`book` = book.yml); of what was not typed, the nearest thing above it."""
        origin = self.origins.get(entity_id)
        return origin.place(path, key) if origin else Place("content/book.yml", 1, 1, 1, 1)
