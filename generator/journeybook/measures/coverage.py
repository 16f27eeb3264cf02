"""How much of the book is told, heard, promised, owned and acted on."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from journeybook.measures import steps
from journeybook.measures.confidence import is_evidence
from journeybook.measures.figure import Figure, counted, figure
from journeybook.model.journey import Stage
from journeybook.model.metric import Heart
from journeybook.model.persona import Context
from journeybook.model.service_model import CANVAS
from journeybook.model.touchpoint import Area

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from journeybook.model import Action, Book, Journey, Persona, ServiceModel, Step
    from journeybook.model.touchpoint import Feedback

COMPLETE_POST = ("method", "question", "frequency", "answer_within", "owner")
AREAS: tuple[str, ...] = get_args(Area)
STAGES: tuple[str, ...] = get_args(Stage)
FACTORS = tuple(Context.model_fields)
HEART: tuple[str, ...] = get_args(Heart)


def missing(post: Feedback | None) -> tuple[str, ...]:
    """What a listening post lacks to be complete; everything where there is none."""
    return tuple(name for name in COMPLETE_POST if not getattr(post, name)) if post else COMPLETE_POST


def listening(at: Sequence[Step]) -> Figure:
    """The share of touchpoints with a complete listening post, 0 … 1.

    Complete: it says how and what we ask, how often, how soon an unhappy customer hears from us, who answers for it.
    """
    return _share("listening", at, lambda step: not missing(steps.post(step)))


def evidenced(book: Book, at: Sequence[Step]) -> Figure:
    """The share of touchpoints, 0 … 1, that cite evidence other than an assumption; stale evidence counts."""
    return _share("evidenced", at, lambda step: any(is_evidence(book, key) for key in steps.cited(step)))


def promised(at: Sequence[Step]) -> Figure:
    """The share of touchpoints, 0 … 1, where a promise is made or must be kept."""
    return _share("promised", at, lambda step: bool(steps.keeps(step) or steps.makes(step)))


def owned(at: Sequence[Step]) -> Figure:
    """The share of touchpoints with an owner of their own, 0 … 1."""
    return _share("owned", at, lambda step: step.touchpoint.owner is not None)


def acted(book: Book, at: Sequence[Step]) -> Figure:
    """The share of bad touchpoints, 0 … 1, that an action, open or done, addresses by name."""
    bad = book.settings.thresholds.bad
    hurting = [step for step in at if step.touchpoint.emotion is not None and step.touchpoint.emotion <= bad]
    left = [step for step in hurting if not actions_on(book, step.id)]
    found = len(hurting) - len(left)
    inputs = [("count", found), ("of", len(hurting)), *(("not addressed", step.id) for step in left)]
    return figure("acted", found / len(hurting) if hurting else None, inputs, len(hurting), bad=bad)


def actions_on(book: Book, target: str) -> tuple[Action, ...]:
    """The actions, open or done but not dropped, that address a touchpoint, promise or journey."""
    return book.addressed.get(target, ())


def areas(at: Iterable[Step]) -> Figure:
    """How many of the five areas of experience the touchpoints meet, 0 … 5."""
    return _of("areas", AREAS, {step.touchpoint.area for step in at})


def stages(book: Book) -> Figure:
    """How many of the nine stages of a customer's life with us the journeys that count reach, 0 … 9."""
    return _of("stages", STAGES, {phase.stage for journey in book.counted for phase in journey.phases})


def context(journey: Journey | None, persona: Persona | None) -> Figure:
    """How many of the six context factors are told, of the journey or of its persona, 0 … 6."""
    told = [each.context for each in (journey, persona) if each and each.context]
    return _of("context", FACTORS, {name for each in told for name in FACTORS if getattr(each, name)})


def heart(book: Book, metrics: Iterable[str]) -> Figure:
    """How many of the five dimensions of HEART have a metric with a result among these, 0 … 5 (Rodden et al. 2010)."""
    known = (book.metrics[key] for key in metrics if key in book.metrics)
    return _of("heart", HEART, {metric.heart for metric in known if metric.results})


def canvas(model: ServiceModel) -> Figure:
    """How many of the canvas's eight elements are filled in, 0 … 8."""
    return _of("canvas", CANVAS, {name for name in CANVAS if getattr(model, name)})


def _share(measure: str, at: Sequence[Step], has: Callable[[Step], bool]) -> Figure:
    return counted(measure, sum(map(has, at)), len(at))


def _of(measure: str, whole: Sequence[str], found: Iterable[str | None]) -> Figure:
    there = set(found)
    inputs = ((name, "yes" if name in there else "no") for name in whole)
    return figure(measure, float(len(there.intersection(whole))), inputs, len(whole))
