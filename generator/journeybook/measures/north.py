"""How far it is to where the company wants to be, and what is done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.measures.figure import Figure, figure

if TYPE_CHECKING:
    from journeybook.measures.results import Measured
    from journeybook.model import Action, Book, Metric


def distance_to_north(metric: Metric, rows: list[Measured]) -> Figure:
    """(ideal − actual) / (ideal − baseline): 1 where we began, 0 at the ideal, above 1 further off than ever (lean)."""
    actual = rows[-1].estimate.value if rows else None
    typed = (("ideal", metric.ideal), ("actual", actual), ("baseline", metric.baseline))
    inputs = [(name, value) for name, value in typed if value is not None]
    if metric.ideal is None or metric.baseline is None or actual is None or metric.ideal == metric.baseline:
        return figure("distance_to_north", None, inputs)
    if metric.kind == "csat" and len({value > 1 for _, value in inputs}) > 1:
        return figure("distance_to_north", None, inputs)  # a mean on the scale is no share of the satisfied
    return figure("distance_to_north", (metric.ideal - actual) / (metric.ideal - metric.baseline), inputs)


def opportunity(action: Action) -> Figure:
    """½ value to customers + ½ value to the company, 0 … 100; drawn against effort."""
    effort = [("effort", action.effort)] if action.effort is not None else []
    customer, business = action.customer_value, action.business_value
    if customer is None or business is None:
        return figure("opportunity", None, effort)
    inputs = [("customer_value", customer), ("business_value", business), *effort]
    return figure("opportunity", (customer + business) / 2, inputs)


def focus(book: Book) -> Figure:
    """The share of the effort of open actions, 0 … 1, that goes into critical objectives."""
    critical = {objective.id for objective in book.settings.objectives if objective.critical}
    efforts = [(action, action.effort) for action in book.actions.values() if action.effort and not action.closed]
    whole = sum(effort for _, effort in efforts)
    part = sum(effort for action, effort in efforts if critical.intersection(action.supports))
    inputs = [("on critical objectives", part), ("in all", whole)]
    return figure("focus", part / whole if whole else None, inputs, len(efforts))
