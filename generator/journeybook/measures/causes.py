"""What the bad feelings along the journeys cost, by cause, by driver and by actor."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from journeybook.measures import places
from journeybook.measures.catalogue import MEASURES
from journeybook.measures.figure import Figure, figure
from journeybook.measures.steps import causes, counts, importance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from journeybook.model import Book, Step, Text
    from journeybook.model.touchpoint import Cause


MOST = 10
"""So many causes, the dearest, have a figure of the book."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What stands behind bad touchpoints (a cause's words, a driver), what it costs, and where."""

    key: str
    figure: Figure
    steps: tuple[Step, ...]


def cost_of(step: Step) -> float:
    """What one touchpoint costs: importance × max(0, −emotion), 0 … 10, without a unit."""
    return importance(step) * max(0.0, -(step.touchpoint.emotion or 0.0))


def by_cause(steps: Iterable[Step]) -> tuple[Cost, ...]:
    """The costs by the cause's words (in the default language, capitals and spaces apart), dearest first."""
    return _costs(steps, lambda cause: _key(cause.text))


def by_driver(steps: Iterable[Step]) -> tuple[Cost, ...]:
    """The costs by driver (human, process, product, technology, policy, place), dearest first."""
    return _costs(steps, lambda cause: cause.driver or "")


def of_actor(book: Book, actor: str) -> Figure | None:
    """What the causes that lie with an actor cost in the journeys that count; None where none does."""
    sources = dict.fromkeys(mention.source for mention in book.mentions(actor) if "causes" in mention.path)
    journeys = [book.journeys[key] for key in sources if key in book.journeys and counts(book.journeys[key])]
    at = (step for journey in journeys for step in journey.steps)
    behind = [step for step in at if any(cause.actor == actor for cause in causes(step))]
    return cost(behind) if behind else None


def of_driver(cost: Cost) -> Figure:
    """The cost of one driver, as a measure of its own: `cause_cost_process` and so on."""
    measure = f"cause_cost_{cost.key}"
    return replace(cost.figure, id=measure, name=MEASURES[measure].name)


def of_cause(cost: Cost) -> Figure:
    """The cost of one cause, as a measure of its own: `cause_cost:` and the cause's words."""
    return replace(places.part(cost.figure, words(cost)), id=f"{cost.figure.id}:{cost.key}")


def words(cost: Cost) -> Text:
    """A cause in the author's words, in every language they were typed in."""
    told = (cause.text for step in cost.steps for cause in causes(step))
    return next(text for text in told if _key(text).casefold() == cost.key.casefold())


def _key(text: Text) -> str:
    return " ".join(str(text).split())


def _costs(steps: Iterable[Step], key: Callable[[Cause], str]) -> tuple[Cost, ...]:
    behind: defaultdict[str, list[Step]] = defaultdict(list)
    words: dict[str, str] = {}
    for step in steps:
        for each in dict.fromkeys(words.setdefault(name.casefold(), name) for name in map(key, causes(step)) if name):
            behind[each].append(step)
    found = (Cost(name, cost(at), tuple(at)) for name, at in behind.items())
    return tuple(sorted(found, key=lambda each: (-(each.figure.value or 0.0), each.key)))


def cost(steps: Iterable[Step]) -> Figure:
    """The cost over touchpoints whose emotion is known; not known where none is."""
    known = [step for step in steps if step.touchpoint.emotion is not None]
    inputs = ((step.id, f"{importance(step):g} × {max(0.0, -(step.touchpoint.emotion or 0.0)):g}") for step in known)
    return figure("cause_cost", sum(map(cost_of, known)) if known else None, inputs, len(known))
