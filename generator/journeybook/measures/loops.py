"""How long loops stay open: actions until they end, decisions until they are taken."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from journeybook.measures.figure import Figure, figure

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from journeybook.model import Action, Book


def open_actions(book: Book) -> tuple[Action, ...]:
    """The actions that are neither done nor dropped."""
    return tuple(action for action in book.actions.values() if action.closed is None)


def open_days(book: Book) -> Figure:
    """The median age of the open actions, in days from `opened` to the day of the book."""
    return _median("open_days", ((a.id, a.opened, book.as_of) for a in open_actions(book)))


def decision_days(book: Book) -> Figure:
    """The median of the days from asking for a decision to deciding."""
    told = [(action, action.decision) for action in book.actions.values() if action.decision]
    return _median("decision_days", ((action.id, each.asked, each.decided) for action, each in told))


def waiting_days(book: Book) -> Figure:
    """The median of the days that decisions still to be taken have been waiting, on the day of the book."""
    return _median("waiting_days", ((a.id, a.decision.asked, book.as_of) for a in waiting(book) if a.decision))


def waiting(book: Book) -> tuple[Action, ...]:
    """The open actions that wait for somebody to decide, the longest first; those asked on no day that is told last."""
    found = [a for a in open_actions(book) if a.decision and a.decision.decided is None]
    return tuple(sorted(found, key=lambda a: ((a.decision.asked if a.decision else None) or book.as_of, a.id)))


def is_late(action: Action, today: date) -> bool:
    """Whether an open action's deadline has gone by."""
    deadline = action.questions.deadline if action.questions else None
    return action.closed is None and deadline is not None and deadline < today


def _median(measure: str, spans: Iterable[tuple[str, date | None, date | None]]) -> Figure:
    """The median length of what has both ends; spans that end before they begin are left out."""
    days = [(name, (end - start).days) for name, start, end in spans if start and end and end >= start]
    return figure(measure, float(median(length for _, length in days)) if days else None, days, len(days))
