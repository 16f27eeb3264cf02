"""What the bad feelings along the journeys cost, by cause, by driver and by actor."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from journeybook.measures import places
from journeybook.measures.catalogue import MEASURES
from journeybook.measures.figure import Figure, figure
from journeybook.measures.steps import causes, counts, importance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from journeybook.model import Book, Step, Text


MOST = 10
"""So many causes, the dearest, have a figure of the book."""


class Behind(Struct, frozen=True):
    """A touchpoint by its id, how much it counts, how it feels and what is behind that: words, each with a driver."""

    step: str
    importance: float
    emotion: float | None
    causes: tuple[tuple[Text, str], ...]

    @property
    def cost(self) -> float:
        """Importance × max(0, −emotion), 0 … 10, without a unit."""
        return self.importance * max(0.0, -(self.emotion or 0.0))


class Cost(Struct, frozen=True):
    """What stands behind bad touchpoints (a cause's words, a driver), what it costs, and where."""

    key: str
    figure: Figure
    steps: tuple[Behind, ...]


def behind(steps: Iterable[Step]) -> tuple[Behind, ...]:
    """What is behind the touchpoints that tell a cause."""
    told = ((step, tuple((each.text, each.driver or "") for each in causes(step))) for step in steps)
    return tuple(Behind(step.id, importance(step), step.touchpoint.emotion, why) for step, why in told if why)


def cost_of(step: Step) -> float:
    """What one touchpoint costs: importance × max(0, −emotion), 0 … 10, without a unit."""
    return importance(step) * max(0.0, -(step.touchpoint.emotion or 0.0))


def by_cause(told: Iterable[Behind]) -> tuple[Cost, ...]:
    """The costs by the cause's words (in the default language, capitals and spaces apart), dearest first."""
    return _costs(told, lambda text, _: _key(text))


def by_driver(told: Iterable[Behind]) -> tuple[Cost, ...]:
    """The costs by driver (human, process, product, technology, policy, place), dearest first."""
    return _costs(told, lambda _, driver: driver)


def of_actor(book: Book, actor: str) -> Figure | None:
    """What the causes that lie with an actor cost in the journeys that count; None where none does."""
    sources = dict.fromkeys(mention.source for mention in book.mentions(actor) if "causes" in mention.path)
    journeys = [book.journeys[key] for key in sources if key in book.journeys and counts(book.journeys[key])]
    at = (step for journey in journeys for step in journey.steps)
    theirs = behind(step for step in at if any(cause.actor == actor for cause in causes(step)))
    return cost(theirs) if theirs else None


def of_driver(cost: Cost) -> Figure:
    """The cost of one driver, as a measure of its own: `cause_cost_process` and so on."""
    measure = f"cause_cost_{cost.key}"
    return replace(cost.figure, id=measure, name=MEASURES[measure].name)


def of_cause(cost: Cost) -> Figure:
    """The cost of one cause, as a measure of its own: `cause_cost:` and the cause's words."""
    return replace(places.part(cost.figure, words(cost)), id=f"{cost.figure.id}:{cost.key}")


def words(cost: Cost) -> Text:
    """A cause in the author's words, in every language they were typed in."""
    told = (text for each in cost.steps for text, _ in each.causes)
    return next(text for text in told if _key(text).casefold() == cost.key.casefold())


def _key(text: Text) -> str:
    return " ".join(str(text).split())


def _costs(told: Iterable[Behind], key: Callable[[Text, str], str]) -> tuple[Cost, ...]:
    found: defaultdict[str, list[Behind]] = defaultdict(list)
    words: dict[str, str] = {}
    for each in told:
        names = (key(text, driver) for text, driver in each.causes)
        for name in dict.fromkeys(words.setdefault(name.casefold(), name) for name in names if name):
            found[name].append(each)
    costs = (Cost(name, cost(at), tuple(at)) for name, at in found.items())
    return tuple(sorted(costs, key=lambda each: (-(each.figure.value or 0.0), each.key)))


def cost(told: Iterable[Behind]) -> Figure:
    """The cost over touchpoints whose emotion is known; not known where none is."""
    known = [each for each in told if each.emotion is not None]
    inputs = ((each.step, f"{each.importance:g} × {max(0.0, -(each.emotion or 0.0)):g}") for each in known)
    return figure("cause_cost", sum(each.cost for each in known) if known else None, inputs, len(known))
