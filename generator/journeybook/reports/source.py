"""What reports are made from: a book with its ledger and its figures, each worked out once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce

from journeybook import measures
from journeybook.measures import Figures, Ledger, Verdict, feelings
from journeybook.measures.emotion import Lowest, lowest, weakest
from journeybook.measures.loops import open_actions
from journeybook.measures.loyalty import exposed
from journeybook.measures.roles import Role, Served, each_role, parts
from journeybook.measures.shortfall import worst_first
from journeybook.model import Action, Book, Journey, Promise, Step, Text
from journeybook.reports.report import Cell, Day, Mark, Ref, Several, Told, Words
from journeybook.words import Phrase, phrase, phrases

NOBODY = Words(phrase("nobody – to assign"), missing=True)
FOLLOWS = {"follows": True}
"""Marks what follows from the other fields."""
NO_DAY = Words(phrase("no date yet – to set"), missing=True)


@dataclass(frozen=True)
class Source:
    """A book, how its promises stand, and its figures: of each thing by its id, and of the book.

    `actions_on` are the open actions that address a promise, a journey or a touchpoint, by its id. By its id,
    `ready` tells how far each journey can be worked with, `exposed` the share who stay and what is exposed by that.
    `felt` tells how touchpoints feel by two of their properties, `parts` where each actor has a part, `roles` what that
    comes to, by its id; of each journey, `weakest_of` is the weakest touchpoint, `shares` what figures of the book take
    from those that count. `worst` are the ids of the promises that are broken or at risk, the worst first.
    """

    book: Book
    ledger: Mapping[str, Ledger] = field(metadata=FOLLOWS)
    figures: Mapping[str, Mapping[str, measures.Figure]] = field(metadata=FOLLOWS)
    of_book: Mapping[str, measures.Figure] = field(metadata=FOLLOWS)
    actions_on: Mapping[str, tuple[Action, ...]] = field(metadata=FOLLOWS)
    ready: Mapping[str, Mapping[str, measures.Figure]] = field(metadata=FOLLOWS)
    exposed: Mapping[str, tuple[measures.Figure, measures.Figure]] = field(metadata=FOLLOWS)
    felt: Mapping[str, feelings.ByTwo] = field(metadata=FOLLOWS)
    parts: Mapping[str, tuple[Served, ...]] = field(metadata=FOLLOWS)
    roles: Mapping[str, Role] = field(metadata=FOLLOWS)
    weakest_of: Mapping[str, Lowest | None] = field(metadata=FOLLOWS)
    shares: Mapping[str, measures.Share] = field(metadata=FOLLOWS)
    worst: Sequence[str] = field(metadata=FOLLOWS)

    def ref(self, name: str) -> Ref:
        """A thing of the book, or a touchpoint, by its id."""
        step = self.book.step(name)
        entity = self.book.get(name)
        label = step.touchpoint.title if step else entity.label if entity else Text(name)
        return Ref(name, label)

    def at(self, step: Step) -> Several:
        """A touchpoint and the journey it stands in."""
        return Several((self.ref(step.id), self.ref(step.journey)))

    def who(self, name: str | None) -> Cell:
        """An actor, or that nobody is named."""
        return self.ref(name) if name else NOBODY

    def who_at(self, step: Step) -> Cell:
        """The owner of a touchpoint; where it has none, that of its journey, and that it is this one's."""
        whole = self.book.journeys[step.journey].owner
        if step.touchpoint.owner or not whole:
            return self.who(step.touchpoint.owner)
        return Several((self.ref(whole), Words(phrase("(of the whole journey)"))), in_line=True)

    def until(self, action: Action | None) -> Cell:
        """An action's deadline, or that there is none."""
        day = action.questions.deadline if action and action.questions else None
        return Day(day, day < self.book.as_of) if day else NO_DAY

    def told(self, name: str, measure: str) -> Told:
        """A figure of a thing, `book` for the book."""
        return Told(name, (self.of_book if name == "book" else self.figures[name])[measure])

    def promise(self, promise: str, why: bool = True) -> Several:
        """A promise with its verdict, and why."""
        entry = self.ledger[promise]
        told: tuple[Cell, ...] = (self.ref(promise), Mark(entry.verdict))
        return Several((*told, Words(entry.why)) if why else told)

    def by_verdict(self, verdict: Verdict) -> list[Ledger]:
        """The promises with a verdict."""
        return [entry for entry in self.ledger.values() if entry.verdict is verdict]

    @property
    def worst_promises(self) -> list[Ledger]:
        """How the promises stand that are broken or at risk, the worst first."""
        return [self.ledger[name] for name in self.worst]

    @cached_property
    def _order(self) -> Mapping[str, int]:
        """Where each of the worst promises stands among them."""
        return {name: place for place, name in enumerate(self.worst)}

    @cached_property
    def open_actions(self) -> tuple[Action, ...]:
        """The actions that are neither done nor dropped."""
        return open_actions(self.book)

    def actions_for(self, promise: Promise) -> tuple[Action, ...]:
        """The open actions for a promise: by name, else at a touchpoint that keeps it; those to be decided first."""
        targets = (promise.id, *self.ledger[promise.id].kept_at)
        found = {a.id: a for target in targets for a in self.actions_on.get(target, ())}
        return tuple(sorted(found.values(), key=lambda a: (not is_waiting(a), promise.id not in a.addresses)))

    @cached_property
    def weakest(self) -> tuple[Lowest, ...]:
        """The weakest link of each journey that counts and has one below 0, the lowest first."""
        links = (self.weakest_of[journey.id] for journey in self.book.counted)
        found = [link for link in links if link and link.emotion < 0]
        return tuple(sorted(found, key=lambda link: (link.emotion, link.step)))

    def weakest_steps(self, most: int) -> list[Step]:
        """The touchpoints that are the lowest of these links."""
        steps = (self.book.step(link.step) for link in self.weakest[:most])
        return [step for step in steps if step]

    def kept_by(self, actor: str) -> list[Ledger]:
        """The promises to be kept where an actor has a part, the worst first."""
        order, promises = self._order, self.roles[actor].promises
        return [self.ledger[name] for name in sorted(promises, key=lambda name: (order.get(name, len(order)), name))]


def source_of(book: Book) -> Source:
    """Everything worked out for a book."""
    ledger = measures.ledger(book)
    figures: dict[str, Figures] = {entity.id: measures.of(book, entity, ledger) for entity in book.entities}
    ready = {journey.id: measures.ready(book, journey) for journey in book.journeys.values()}
    exposures = {journey.id: exposed(book, journey) for journey in book.journeys.values()}
    shares = measures.shares(book)
    of_book = measures.of_book(book, measures.of_ledger(ledger), shares)
    felt, of_actors = feelings.of_book(book), parts(book)
    links = {journey.id: lowest(journey) for journey in book.journeys.values()}
    worst = worst_first(ledger, {name: figures[name]["let_down"] for name in ledger})
    roles = each_role(book, of_actors)
    return Source(
        book, ledger, figures, of_book, open_on(book), ready, exposures, felt, of_actors, roles, links, shares, worst
    )  # fmt: skip


def open_on(book: Book) -> Mapping[str, tuple[Action, ...]]:
    """The open actions that address a promise, a journey or a touchpoint, by its id."""
    found: defaultdict[str, list[Action]] = defaultdict(list)
    for action in book.actions.values():
        for target in dict.fromkeys(action.addresses) if action.closed is None else ():
            found[target].append(action)
    return {target: tuple(actions) for target, actions in found.items()}


def weak_link(journey: Journey) -> Step | None:
    """The weakest link of a journey, if it feels bad."""
    found = weakest(journey)
    return found if found and (found.touchpoint.emotion or 0.0) < 0 else None


def is_waiting(action: Action) -> bool:
    """Whether an open action waits for somebody to decide."""
    return action.closed is None and action.decision is not None and action.decision.decided is None


def owner_of(book: Book, step: Step) -> str | None:
    """Who answers for a touchpoint, else for its journey."""
    return step.touchpoint.owner or book.journeys[step.journey].owner


def in_a_row(names: Iterable[Phrase]) -> Phrase:
    """Several names as one; there must be one at least."""
    return reduce(lambda one, other: phrase("{one}, {other}", one=one, other=other), names)


def listed(cells: Sequence[Cell], nothing: Phrase, most: int = 15) -> Cell:
    """Things one below the other, the first of them and how many more; or the sentence that there are none."""
    if not cells:
        return Words(nothing, missing=True)
    left = len(cells) - most
    rest = (Words(phrases("and {count} more", "and {count} more", left)),) if left > 0 else ()
    return Several((*cells[:most], *rest))


def more(count: int, most: int) -> tuple[Cell, ...]:
    """That a table does not show all there is; nothing where it does."""
    left = count - most
    words = phrases("{count} more is not shown here.", "{count} more are not shown here.", left)
    return (Words(words),) if left > 0 else ()


def journeys_of(at: Sequence[Step], book: Book) -> list[tuple[Journey, list[Step]]]:
    """Touchpoints by their journeys."""
    found: dict[str, list[Step]] = {}
    for step in at:
        found.setdefault(step.journey, []).append(step)
    return [(book.journeys[name], there) for name, there in found.items()]
