"""What pages tell of a book beyond its words: figures and verdicts, each computed once for all languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from msgspec.structs import replace

from journeybook import measures
from journeybook.diagrams import wall
from journeybook.diagrams.neighbours import Group, neighbours
from journeybook.diagrams.promise_map import journeys_making
from journeybook.measures import feelings
from journeybook.measures.confidence import Basis, basis
from journeybook.measures.emotion import Lowest, lowest, mean
from journeybook.measures.figure import Figure
from journeybook.measures.loops import open_actions
from journeybook.measures.loyalty import exposed, latest, series
from journeybook.measures.posts import Listened, listened
from journeybook.measures.promises import Ledger, Touched, ledger, touched_in
from journeybook.measures.roles import Keepers, Role, Served, each_role, keepers, parts, served
from journeybook.measures.shortfall import worst_first
from journeybook.model import Action, Book, Journey, Persona, Promise, Step
from journeybook.model.each import Each
from journeybook.model.heard import unheard
from journeybook.model.persona import Prized
from journeybook.model.settings import Objective
from journeybook.pages import crossings
from journeybook.pages.crossings import Crossing
from journeybook.pages.grouping import concerned, grouped, names_in
from journeybook.reports.source import open_on
from journeybook.rules.look import Look
from journeybook.rules.next_steps import Way, way


@dataclass(frozen=True)
class Facts:
    """The figures of a book, computed when first asked for."""

    book: Book
    _named: dict[tuple[str, str], Mapping[str, tuple[Any, ...]]] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def ledger(self) -> Mapping[str, Ledger]:
        """How each promise stands."""
        return ledger(self.book)

    @cached_property
    def touched(self) -> Mapping[str, Mapping[str, Touched]]:
        """Where in each journey each promise must be kept or is seen broken."""
        return touched_in(self.book)

    @cached_property
    def open_on(self) -> Mapping[str, tuple[Action, ...]]:
        """The open actions that address a promise, a journey or a touchpoint, by its id."""
        return open_on(self.book)

    @cached_property
    def weakest(self) -> Mapping[str, Lowest | None]:
        """The weakest touchpoint of each journey; None where it has no feeling."""
        return Each(self.book.journeys, lambda name: lowest(self.book.journeys[name]), is_kept=True)

    @cached_property
    def figures(self) -> Mapping[str, Mapping[str, Figure]]:
        """The measures of each thing that has any, by its id."""
        return Each(self.book.order, self._figures, is_large=True)

    def _figures(self, name: str) -> Mapping[str, Figure]:
        entity = self.book.get(name)
        return measures.of(self.book, entity, self.ledger) if entity else {}

    @cached_property
    def means(self) -> Mapping[str, Figure]:
        """The mean feeling of each journey, which is told where not all of its figures are, nor how it came about."""
        journeys = self.book.journeys
        return Each(journeys, lambda name: replace(mean(journeys[name]), inputs=()), is_kept=True)

    @cached_property
    def ready(self) -> Mapping[str, Mapping[str, Figure]]:
        """How far each journey can be worked with, which is told of all journeys together."""
        journeys = self.book.journeys
        return Each(journeys, lambda name: measures.ready(self.book, journeys[name]), is_kept=True)

    @cached_property
    def exposed(self) -> Mapping[str, tuple[Figure, Figure]]:
        """The share who stay after each journey, and what is exposed by that."""
        return Each(self.book.journeys, lambda name: exposed(self.book, self.book.journeys[name]), is_large=True)

    @cached_property
    def of_book(self) -> Mapping[str, Figure]:
        """The measures of the book."""
        return measures.of_book(self.book, self.of_promises, self.shares)

    @cached_property
    def of_promises(self) -> Mapping[str, Figure]:
        """Those of the book that are taken over all promises."""
        return measures.of_ledger(self.ledger)

    @cached_property
    def listened(self) -> Mapping[str, Listened]:
        """Where each journey is listened to, and where nobody listens, by its id."""
        return Each(self.book.journeys, lambda name: listened(self.book.journeys[name]), is_kept=True)

    @cached_property
    def made_in(self) -> Mapping[str, tuple[str, ...]]:
        """The journeys in which each promise is made, by the ids of both."""
        return journeys_making(self.book)

    @cached_property
    def worst(self) -> list[str]:
        """The ids of the promises that are broken or at risk, the worst first."""
        return worst_first(self.ledger, {name: self._figures(name)["let_down"] for name in self.ledger})

    @cached_property
    def verdicts(self) -> Mapping[str, str]:
        """How each promise stands, in a word."""
        return {name: entry.verdict.value for name, entry in self.ledger.items()}

    @cached_property
    def shares(self) -> Mapping[str, measures.Share]:
        """What figures of the book take from each journey that counts."""
        journeys = self.book.journeys
        return Each(self.counted, lambda name: measures.share(self.book, journeys[name]), is_kept=True)

    @cached_property
    def met(self) -> Mapping[str, tuple[feelings.Met, ...]]:
        """What says where the touchpoints of each journey that counts belong, and how they feel."""
        return Each(self.counted, lambda name: feelings.met(self.book.journeys[name]), is_kept=True)

    @cached_property
    def felt(self) -> Mapping[str, feelings.ByTwo]:
        """How touchpoints feel by two of their properties each, such as `area stage`."""
        return feelings.tables(each for met in self.met.values() for each in met)

    @cached_property
    def served(self) -> Mapping[str, tuple[Served, ...]]:
        """The touchpoints of each journey at which somebody has a part."""
        return Each(self.book.journeys, lambda name: served(self.book.journeys[name]), is_kept=True)

    @cached_property
    def roles(self) -> Mapping[str, Role]:
        """The part of each actor in the journeys that count, by its id."""
        return each_role(self.book, self.parts)

    @cached_property
    def latest(self) -> Mapping[str, Figure]:
        """The latest result of each metric; its value is None where there is none."""
        metrics, as_of = self.book.metrics, self.book.as_of
        return Each(metrics, lambda name: latest(metrics[name], series(metrics[name], as_of)))

    @cached_property
    def ways(self) -> Mapping[str, Way]:
        """How far each journey that counts has come, and what is next; advice is for the authors of the whole book."""
        if self.book.audience:
            return {}
        look = Look(self.book)
        return Each(
            {each.id: None for each in self.book.counted},
            lambda name: way(look, self.book.journeys[name]),
            is_large=True,
        )

    def let_go_of_files(self) -> None:
        """Work out what needs files as they were typed where they are at hand, then forget how they were.

        Of the settings nothing is forgotten; many pages lead into the midst of them. What only reading a book needs is
        forgotten too.
        """
        with unheard():
            for entity in self.book.entities:
                vars(entity).pop("needed", None)
            for name, origin in self.book.origins.items():
                if name != "book" and origin.is_read:
                    self.ways.get(name)
                    origin.let_go()

    @cached_property
    def open_actions(self) -> tuple[Action, ...]:
        """The actions that are not closed."""
        return open_actions(self.book)

    @cached_property
    def actions_on(self) -> Mapping[str, tuple[Action, ...]]:
        """The actions that address something, open ones first; a journey's own include those on its touchpoints."""
        found: defaultdict[str, list[Action]] = defaultdict(list)
        for action in sorted(self.book.actions.values(), key=lambda action: (action.closed is not None, action.id)):
            targets = dict.fromkeys([*action.addresses, *(t.partition("/")[0] for t in action.addresses)])
            for target in targets:
                found[target].append(action)
        return {target: tuple(actions) for target, actions in found.items()}

    @cached_property
    def parts(self) -> Mapping[str, tuple[Served, ...]]:
        """The touchpoints of all journeys at which each actor has a part, by its id."""
        return parts(self.book, self.served)

    @cached_property
    def keepers(self) -> Mapping[str, Keepers]:
        """Where promises must be kept in each journey that counts, and by whom."""
        return Each(self.counted, lambda name: keepers(self.book.journeys[name]), is_kept=True)

    @cached_property
    def counted(self) -> Mapping[str, None]:
        """The ids of the journeys that count."""
        return {each.id: None for each in self.book.counted}

    @cached_property
    def children(self) -> Mapping[str, tuple[Journey, ...]]:
        """The journeys that tell a part of another in more detail, by the other's id."""
        found: defaultdict[str, list[Journey]] = defaultdict(list)
        for journey in self.book.journeys.values():
            if journey.parent:
                found[journey.parent].append(journey)
        return {parent: tuple(children) for parent, children in found.items()}

    @cached_property
    def objectives(self) -> Mapping[str, Objective]:
        """The company's objectives by their ids."""
        return {objective.id: objective for objective in self.book.settings.objectives if objective.id}

    @cached_property
    def stakes(self) -> Mapping[str, Mapping[str, int]]:
        """How many of the promises at stake in a journey have which verdict, the worst first."""
        return wall.stakes(self.ledger)

    @cached_property
    def around(self) -> Mapping[str, tuple[Group, ...]]:
        """What hangs together with each thing, by its id and then by kind."""
        return neighbours(self.book)

    @cached_property
    def hanging(self) -> Crossing[str]:
        """Which promises hang on which journeys: the worst verdict there, or that they are made there."""
        return crossings.hanging(self.book, self.ledger, self.made_in)

    @cached_property
    def keeping(self) -> Crossing[str]:
        """Which actors have to keep which promise: the worst verdict where they have a part."""
        return crossings.keeping(self.book, self.ledger, self.keepers)

    @cached_property
    def measured_at(self) -> Mapping[str, tuple[Step, ...]]:
        """The touchpoints that name a metric, by its id."""
        return Each(self.book.metrics, self._measured_at, is_large=True)

    def _measured_at(self, metric: str) -> tuple[Step, ...]:
        journeys = (each for each in self.book.namers(metric) if isinstance(each, Journey))
        return tuple(step for journey in journeys for step in journey.steps if metric in step.touchpoint.metrics)

    @cached_property
    def promises_by_metric(self) -> Mapping[str, tuple[Promise, ...]]:
        """The promises whose standard a metric decides, by its id."""
        promises = self.book.promises.values()
        return grouped((each.standard.metric, each) for each in promises if each.standard)

    @cached_property
    def concerning(self) -> Mapping[str, tuple[Action, ...]]:
        """The open actions in which an actor is named, and those that address a thing, by its id."""
        return grouped((name, action) for action in self.open_actions for name in concerned(action))

    @cached_property
    def prized(self) -> Mapping[str, tuple[tuple[Persona, Prized], ...]]:
        """What personas prize, by its id and by `persona/value`: a promise may name either."""
        every = ((persona, value) for persona in self.book.personas.values() for value in persona.values)
        return grouped(
            (name, (persona, value))
            for persona, value in every
            for name in dict.fromkeys((value.id, f"{persona.id}/{value.id}"))
            if name
        )

    def naming(self, kind: str, attribute: str, name: str) -> tuple[Any, ...]:
        """The things of a kind (`journeys`, `entities` …) whose field is this name, or holds it, in their order."""
        return self._naming(kind, attribute).get(name, ())

    def _naming(self, kind: str, attribute: str) -> Mapping[str, tuple[Any, ...]]:
        if (kind, attribute) not in self._named:
            things = getattr(self.book, kind)
            every = things.values() if isinstance(things, Mapping) else things
            pairs = ((name, each) for each in every for name in names_in(getattr(each, attribute)))
            self._named[kind, attribute] = grouped(pairs)
        return self._named[kind, attribute]

    def confidence(self, *evidence: str) -> Basis:
        """What a statement rests on that cites this evidence, and how far it may be relied on."""
        return basis(self.book, evidence)
