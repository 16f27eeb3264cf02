"""Strategy: true north, the objectives with all that serves them, and what serves none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar

from msgspec import Struct

from journeybook.diagrams import strategy_tree
from journeybook.diagrams.drawing import Drawing
from journeybook.model import Action, Book, Journey
from journeybook.model.settings import Objective
from journeybook.pages.edition import Edition
from journeybook.pages.kept import kept
from journeybook.pages.page import Page
from journeybook.words import phrase

Supporting = TypeVar("Supporting", Journey, Action)


class Served(Struct, frozen=True):
    """An objective, the journeys that support it and the actions for it, open ones first."""

    objective: Objective
    anchor: str
    journeys: tuple[Journey, ...]
    actions: tuple[Action, ...]


@kept
def drawings(edition: Edition) -> Iterator[Drawing]:
    """The strategy tree."""
    facts, links = edition.facts, edition.links("strategy")
    source = strategy_tree.Source(edition.book, edition.language, links, facts.weakest, facts.latest)
    drawn = strategy_tree.drawing(source, edition.book_templates)
    if drawn is not None:
        yield drawn


@kept
def pages(edition: Edition) -> Iterator[Page]:
    """The one page of strategy."""
    book = edition.book
    served = objectives(book)
    yield edition.page(
        "strategy",
        phrase("Strategy").say(edition.language),
        "pages/strategy.html.j2",
        source=book.place("book", "objectives"),
        hide=("navigation", "toc"),
        boost=1.5,
        north=book.settings.true_north,
        served=served,
        idle=[each for each in served if not each.journeys and not each.actions],
        stray_journeys=[journey for journey in book.counted if not journey.supports],
        stray_actions=[action for action in edition.facts.open_actions if not action.supports],
    )


def objectives(book: Book) -> list[Served]:
    """Every objective with what serves it; journeys and actions are gone through once."""
    journeys = _by_objective(journey for journey in book.journeys.values() if journey.status != "retired")
    actions = _by_objective(sorted(book.actions.values(), key=lambda action: (action.closed is not None, action.id)))
    return [
        Served(
            objective,
            objective.id or f"_objective-{number}",
            tuple(journeys.get(objective.id, ())),
            tuple(actions.get(objective.id, ())),
        )
        for number, objective in enumerate(book.settings.objectives, start=1)
    ]


def _by_objective(things: Iterable[Supporting]) -> dict[str, list[Supporting]]:
    found: defaultdict[str, list[Supporting]] = defaultdict(list)
    for thing in things:
        for objective in dict.fromkeys(thing.supports):
            found[objective].append(thing)
    return dict(found)
