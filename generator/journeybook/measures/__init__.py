"""What a book says in figures, each with its formula, its inputs and the cases it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from journeybook.measures import (
    attention,
    causes,
    coverage,
    emotion,
    flow,
    loops,
    loyalty,
    north,
    places,
    promises,
    readiness,
    rungs,
    shortfall,
    steps,
)  # fmt: skip
from journeybook.measures.catalogue import MEASURES
from journeybook.measures.figure import Figure
from journeybook.measures.promises import Ledger, Verdict, ledger
from journeybook.model import Action, Actor, Book, Entity, Journey, Metric, Persona, Promise, ServiceModel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date


__all__ = [
    "MEASURES", "Figure", "Figures", "Ledger", "Verdict", "all_of", "ledger", "of", "of_action", "of_actor", "of_book",
    "of_journey", "of_metric", "of_persona", "of_promise", "of_service_model", "ready",
]  # fmt: skip

Figures = dict[str, Figure]


class Share(Struct, frozen=True):
    """What figures of the book take from one journey."""

    covered: coverage.Covered
    stages: tuple[str, ...]
    causes: tuple[causes.Behind, ...]
    rungs: dict[str, bool]


def all_of(book: Book, entries: Mapping[str, Ledger] | None = None) -> dict[str, Figures]:
    """The figures of the book (under `book`) and of each thing in it that has any, by its id; `entries`: its ledger."""
    entries = ledger(book) if entries is None else entries
    found = {"book": of_book(book, of_ledger(entries))}
    return found | {entity.id: figures for entity in book.entities if (figures := of(book, entity, entries))}


def of(book: Book, entity: Entity, entries: Mapping[str, Ledger] | None = None) -> Figures:
    """The figures of one thing in the book; `entries` is the book's ledger, where it is worked out already."""
    found: Figures = {}
    match entity:
        case Journey():
            found = of_journey(book, entity)
        case Promise():
            found = of_promise(book, (ledger(book) if entries is None else entries)[entity.id])
        case Metric():
            found = of_metric(entity, book.as_of)
        case Action():
            found = of_action(entity)
        case Persona():
            found = of_persona(book, entity)
        case Actor():
            found = of_actor(book, entity)
        case ServiceModel():
            found = of_service_model(entity)
    return found


def of_book(
    book: Book, of_promises: Mapping[str, Figure] | None = None, of_journeys: Mapping[str, Share] | None = None
) -> Figures:
    """The figures over all journeys that count (neither retired nor yet to be), all promises, metrics and actions.

    `of_promises` are those of the ledger, `of_journeys` is what each journey has for others, if they are known already.
    """
    parts = list(shares(book).values() if of_journeys is None else of_journeys.values())
    behind = [each for part in parts for each in part.causes]
    drivers = (causes.of_driver(cost) for cost in causes.by_driver(behind))
    lowest = min((part.rungs for part in parts), key=rungs.height, default=None)
    found = [
        *(of_ledger(ledger(book)) if of_promises is None else of_promises).values(),
        *coverage.shares(book, [part.covered for part in parts]),
        coverage.stages(part.stages for part in parts), coverage.heart(book, book.metrics), north.focus(book), *drivers,
        *map(causes.of_cause, causes.by_cause(behind)[:causes.MOST]),
        loops.open_days(book), loops.decision_days(book), loops.waiting_days(book),
    ]  # fmt: skip
    return _by_id([*found, rungs.rung_of(lowest)] if lowest else found)


def of_ledger(entries: Mapping[str, Ledger]) -> Figures:
    """The figures over all promises."""
    return _by_id([*promises.tallies(entries).values(), promises.promise_share(entries.values())])


def shares(book: Book) -> Mapping[str, Share]:
    """What figures of the book take from each journey that counts."""
    return {journey.id: share(book, journey) for journey in book.counted}


def share(book: Book, journey: Journey) -> Share:
    """What figures of the book take from a journey."""
    told = dict.fromkeys(phase.stage for phase in journey.phases if phase.stage)
    covered = coverage.covered(book, journey.steps)
    return Share(covered, tuple(told), causes.behind(journey.steps), dict(rungs.rungs(book, journey)))


def of_journey(book: Book, journey: Journey) -> Figures:
    """The figures of one journey."""
    stay = loyalty.stay_share(book, journey)
    persona = book.personas.get(journey.persona)
    metrics = dict.fromkeys(key for step in journey.steps for key in steps.metrics(step))
    found = [
        emotion.mean(journey), emotion.weakest_link(journey), emotion.peak_end(journey), emotion.largest_drop(journey),
        emotion.spoiler(journey, book.settings.thresholds.bad), stay, *_exposed(book, journey, stay),
        flow.first_pass_yield(journey), flow.value_added(journey),
        causes.cost(causes.behind(journey.steps)), emotion.spill_over(journey),
        *coverage.shares(book, [coverage.covered(book, journey.steps)]), coverage.context(journey, persona),
        coverage.heart(book, metrics),
        *_prepared(book, journey), rungs.rung(book, journey),
    ]  # fmt: skip
    return _by_id(found)


def of_promise(book: Book, entry: Ledger) -> Figures:
    """The figures of one promise: the result that decides, the share of results that meet the standard, what lacks.

    A place with results of its own has the worst of its latest under `promise_result:<place>`.
    """
    promise = book.promises[entry.promise]
    by_place = [places.part(row.figure, place) for place, row in entry.by_place.items()]
    found = [
        promises.promise_share([entry]), shortfall.shortfall(book, promise, entry),
        shortfall.let_down(book, promise, entry), *by_place,
    ]  # fmt: skip
    return _by_id([entry.figure, *found] if entry.figure else found)


def of_metric(metric: Metric, as_of: date) -> Figures:
    """The figures of one metric as of a day: its latest result, the change, how far to true north; then by part."""
    rows = loyalty.series(metric, as_of)
    beside = [loyalty.ease(metric, rows)] if metric.kind == "ces" else loyalty.satisfaction_beside(metric, rows)
    found = [loyalty.latest(metric, rows), *beside, loyalty.change(metric, rows), north.distance_to_north(metric, rows)]
    return _by_id([*found, *places.of_touchpoints(metric, as_of), *places.of_metric(metric, as_of).values()])


def of_action(action: Action) -> Figures:
    """The figures of one action."""
    return _by_id([north.opportunity(action)])


def of_persona(book: Book, persona: Persona) -> Figures:
    """The figures of one persona: the context told, and for each thing it prizes the weight and our effort."""
    shares = [each for value in attention.attention(book, persona) for each in (value.prized, value.attended)]
    return _by_id([coverage.context(None, persona), *shares])


def of_actor(book: Book, actor: Actor) -> Figures:
    """The figures of one actor: what the causes that lie with it cost."""
    cost = causes.of_actor(book, actor.id)
    return _by_id([cost] if cost else [])


def of_service_model(model: ServiceModel) -> Figures:
    """The figures of one service model."""
    return _by_id([coverage.canvas(model)])


def ready(book: Book, journey: Journey) -> Figures:
    """Those of its figures that tell how far a journey can be worked with."""
    persona = book.personas.get(journey.persona)
    return _by_id([coverage.context(journey, persona), *_prepared(book, journey), rungs.rung(book, journey)])


def _prepared(book: Book, journey: Journey) -> list[Figure]:
    return [
        readiness.empathy(book, journey), readiness.client_centricity(book, journey),
        readiness.every_level(book, journey), readiness.coherent_values(book, journey),
    ]  # fmt: skip


def _exposed(book: Book, journey: Journey, stay: Figure) -> list[Figure]:
    """For management only; a book cut for others does not even say that it is not known."""
    return [loyalty.exposure(book, journey, stay)] if book.audience in {"", "management"} else []


def _by_id(figures: Sequence[Figure]) -> Figures:
    return {figure.id: figure for figure in figures}
