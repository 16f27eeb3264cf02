"""The book: all that was read, and how its parts refer to each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from msgspec import Struct

from journeybook.model.action import Action
from journeybook.model.actor import Actor
from journeybook.model.evidence import Evidence
from journeybook.model.journey import Journey, Path, Step
from journeybook.model.metric import Metric
from journeybook.model.origin import Origin
from journeybook.model.persona import Persona
from journeybook.model.promise import Promise
from journeybook.model.record import Entity
from journeybook.model.references import Reference
from journeybook.model.service_model import ServiceModel
from journeybook.model.settings import Settings
from journeybook.problem import Place

Made = TypeVar("Made")
KINDS: tuple[type[Entity], ...] = (Persona, Journey, Promise, Actor, Metric, Evidence, Action, ServiceModel)


class Mention(NamedTuple):
    """One place where something refers to something else."""

    source: str
    path: Path
    target: str
    step: Step | None = None


class Withheld(Struct, frozen=True):
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
    withheld: Withheld = field(default_factory=Withheld)

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

    @cached_property
    def order(self) -> Mapping[str, int]:
        """How far on in the book each entity stands, by its id."""
        return {name: place for place, name in enumerate(self._by_id)}

    def get(self, entity_id: str) -> Entity | None:
        """The entity with this id, whatever its kind."""
        return self._by_id.get(entity_id)

    @cached_property
    def steps(self) -> Mapping[str, Step]:
        """Every touchpoint of every journey by `journey/touchpoint`."""
        return MappingProxyType({step.id: step for journey in self.journeys.values() for step in journey.steps})

    def step(self, step_id: str) -> Step | None:
        """The touchpoint `journey/touchpoint`."""
        journey, _, name = step_id.partition("/")
        return self.journeys[journey].step(name) if journey in self.journeys else None

    def _has_step(self, step_id: str) -> bool:
        journey, _, name = step_id.partition("/")
        return journey in self.journeys and name in self.journeys[journey].step_ids

    @cached_property
    def counted(self) -> tuple[Journey, ...]:
        """The journeys that figures are taken over: all that are neither retired nor yet to be."""
        return tuple(journey for journey in self.journeys.values() if journey.counts)

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
    def _namers(self) -> Mapping[str, tuple[Entity, ...]]:
        found: defaultdict[str, list[Entity]] = defaultdict(list)
        for entity in (self.settings, *self.entities):
            for name in entity.names:
                found[name].append(entity)
        return {name: tuple(namers) for name, namers in found.items()}

    def namers(self, name: str) -> tuple[Entity, ...]:
        """What refers to an entity or to a part of it, in the order of the book."""
        return self._namers.get(name, ())

    @cached_property
    def _mentions(self) -> dict[str, tuple[Mention, ...]]:
        return {}

    def mentions(self, target: str) -> tuple[Mention, ...]:
        """Where an entity, or a touchpoint `journey/touchpoint`, is referred to, in the order of the book."""
        if target not in self._mentions:
            self._mentions[target] = tuple(self._mentioning(target))
        return self._mentions[target]

    def _mentioning(self, target: str) -> Iterator[Mention]:
        whole, _, part = target.partition("/")
        own = self.journeys[whole] if self._has_step(target) else None
        sources = list(self.namers(whole))
        if own is not None and part in own.named and not any(entity is own for entity in sources):
            sources = sorted([*sources, own], key=lambda entity: self.order.get(entity.id, -1))
        for entity in sources:
            steps = entity.step_at if isinstance(entity, Journey) else {}
            for ref in self._meant(entity, target, part if entity is own else ""):
                yield Mention(entity.id, ref.path, target, steps.get(ref.path[:4]))

    def _meant(self, entity: Entity, target: str, part: str) -> list[Reference]:
        """The references of an entity to the target; a touchpoint is named inside its journey by its `part` alone."""
        whole = target.partition("/")[0]
        named = [ref for ref in entity.named.get(whole, ()) if ref.target == target]
        if self._has_step(f"{entity.id}/{target}"):
            named = [ref for ref in named if "step" not in ref.ref.kinds]
        inside = [ref for ref in entity.named.get(part, ()) if ref.target == part and "step" in ref.ref.kinds]
        return sorted([*named, *inside], key=entity.references.index) if named and inside else named or inside

    def place(self, entity_id: str, *path: str | int, key: bool = False) -> Place:
        """Where a field of an entity stands (`book` = book.yml); of what was not typed, the nearest thing above it."""
        origin = self.origins.get(entity_id)
        return origin.place(path, key) if origin else Place("content/book.yml", 1, 1, 1, 1)
