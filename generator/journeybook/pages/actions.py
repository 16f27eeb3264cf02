"""What is being done about it: all actions by circle, the decisions they wait for, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from journeybook.diagrams import value_effort
from journeybook.diagrams.drawing import Drawing
from journeybook.measures.figure import Figure
from journeybook.measures.loops import is_late
from journeybook.model import Action
from journeybook.model.action import STANDINGS
from journeybook.pages.edition import Edition
from journeybook.pages.home import waiting
from journeybook.pages.kept import kept
from journeybook.pages.page import Page
from journeybook.words import phrase


class Worth(Struct, frozen=True):
    """What an action is worth, and what it costs."""

    action: Action
    opportunity: Figure


@kept
def drawings(edition: Edition) -> Iterator[Drawing]:
    """Value and effort."""
    source = value_effort.Source(edition.book, edition.language, edition.links("actions/index"))
    told = [(each.action, each.opportunity) for each in worth(edition)]
    drawn = value_effort.drawing(source, told, edition.book_templates)
    if drawn is not None:
        yield drawn


def pages(edition: Edition) -> Iterator[Page]:
    """The index, then every action."""
    yield _index(edition)
    for action in edition.book.actions.values():
        yield _action(edition, action)


@kept
def _index(edition: Edition) -> Page:
    actions = edition.in_order(edition.book.actions.values())
    return edition.page(
        "actions/index",
        phrase("Actions").say(edition.language),
        "pages/actions.html.j2",
        waiting=waiting(edition),
        decided=decided(edition),
        circle=[(each, found) for each in STANDINGS if (found := [a for a in actions if a.standing == each])],
        worth=worth(edition),
        late=[action.id for action in edition.facts.open_actions if is_late(action, edition.book.as_of)],
        hide=("toc",),
    )


@kept
def _action(edition: Edition, action: Action) -> Page:
    return edition.page(
        f"actions/{action.id}",
        action.label,
        "pages/action.html.j2",
        description=edition.say(action.benefit or action.summary),
        parent="actions/index",
        source=edition.place(action),
        action=action,
        late=is_late(action, edition.book.as_of),
        figures=edition.facts.figures[action.id],
    )


def decided(edition: Edition) -> list[Action]:
    """The actions on which somebody has decided, the latest decision first."""
    found = [a for a in edition.book.actions.values() if a.decision and a.decision.decided]
    return sorted(found, key=lambda a: (a.decision.decided if a.decision else None) or date.min, reverse=True)


def worth(edition: Edition) -> list[Worth]:
    """The actions, the greatest opportunity first, among equals the least effort; then the unknown, then the closed."""
    actions = edition.book.actions.values()
    return sorted((Worth(a, edition.facts.figures[a.id]["opportunity"]) for a in actions), key=_rank)


def _rank(each: Worth) -> tuple[bool, bool, float, int, str]:
    value = each.opportunity.value
    return (each.action.closed is not None, value is None, -(value or 0.0), each.action.effort or 6, each.action.id)
