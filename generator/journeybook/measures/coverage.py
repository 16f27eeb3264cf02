"""How much of the book is told, heard, promised, owned and acted on."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from msgspec import Struct
from msgspec.structs import replace

from journeybook.measures import steps
from journeybook.measures.confidence import is_evidence
from journeybook.measures.figure import Figure, counted, figure
from journeybook.model.journey import Stage
from journeybook.model.metric import Heart
from journeybook.model.persona import Context
from journeybook.model.service_model import CANVAS
from journeybook.model.touchpoint import Area

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeybook.model import Action, Book, Journey, Persona, ServiceModel, Step
    from journeybook.model.touchpoint import Feedback

COMPLETE_POST = ("method", "question", "frequency", "answer_within", "owner")
AREAS: tuple[str, ...] = get_args(Area)
STAGES: tuple[str, ...] = get_args(Stage)
FACTORS = tuple(Context.model_fields)
HEART: tuple[str, ...] = get_args(Heart)


class Covered(Struct, frozen=True):
    """How many touchpoints there are, and of how many what is told; the areas met, what hurts and nobody acts on.

    `unaddressed` and `unowned` are ids of touchpoints.
    """

    touchpoints: int
    listening: int
    evidenced: int
    promised: int
    unowned: tuple[str, ...]
    bad: int
    unaddressed: tuple[str, ...]
    areas: tuple[str, ...]


def covered(book: Book, at: Sequence[Step]) -> Covered:
    """How far some touchpoints are covered."""
    hurting = _hurting(book, at)
    return Covered(
        len(at),
        sum(map(_is_heard, at)),
        sum(any(is_evidence(book, key) for key in steps.cited(step)) for step in at),
        sum(map(_is_promised, at)),
        tuple(step.id for step in at if not _is_owned(step)),
        len(hurting),
        tuple(step for step in hurting if not actions_on(book, step)),
        tuple(dict.fromkeys(step.touchpoint.area for step in at if step.touchpoint.area)),
    )


def shares(book: Book, told: Sequence[Covered]) -> list[Figure]:
    """How far touchpoints are covered, in figures, of what was counted of some of them each."""
    whole = sum(each.touchpoints for each in told)
    return [
        counted("listening", sum(each.listening for each in told), whole),
        counted("evidenced", sum(each.evidenced for each in told), whole),
        counted("promised", sum(each.promised for each in told), whole),
        counted("owned", whole - sum(len(each.unowned) for each in told), whole),
        _acted(book, told),
        _areas({area for each in told for area in each.areas}),
    ]


def _areas(met: set[str]) -> Figure:
    """How many areas are met; not known where nobody has said of any touchpoint to which one it belongs."""
    found = _of("areas", AREAS, met)
    return found if met else replace(found, value=None)


def missing(post: Feedback | None) -> tuple[str, ...]:
    """What a listening post lacks to be complete; everything where there is none."""
    return tuple(name for name in COMPLETE_POST if not getattr(post, name)) if post else COMPLETE_POST


def listening(at: Sequence[Step]) -> Figure:
    """The share of touchpoints with a complete listening post, 0 … 1.

    Complete: it says how and what we ask, how often, how soon an unhappy customer hears from us, who answers for it.
    """
    return counted("listening", sum(map(_is_heard, at)), len(at))


def promised(at: Sequence[Step]) -> Figure:
    """The share of touchpoints, 0 … 1, where a promise is made or must be kept."""
    return counted("promised", sum(map(_is_promised, at)), len(at))


def owned(at: Sequence[Step]) -> Figure:
    """The share of touchpoints with an owner of their own, 0 … 1."""
    return counted("owned", sum(map(_is_owned, at)), len(at))


def _is_heard(step: Step) -> bool:
    return not missing(steps.post(step))


def _is_promised(step: Step) -> bool:
    return bool(steps.keeps(step) or steps.makes(step))


def _is_owned(step: Step) -> bool:
    return step.touchpoint.owner is not None


def _hurting(book: Book, at: Sequence[Step]) -> list[str]:
    """The ids of the touchpoints that feel bad."""
    felt, bad = ((step.id, step.touchpoint.emotion) for step in at), book.settings.thresholds.bad
    return [name for name, emotion in felt if emotion is not None and emotion <= bad]


def _acted(book: Book, told: Sequence[Covered]) -> Figure:
    """The share of bad touchpoints, 0 … 1, that an action, open or done, addresses by name."""
    bad, left = sum(each.bad for each in told), [step for each in told for step in each.unaddressed]
    found = bad - len(left)
    inputs = [("count", found), ("of", bad), *(("not addressed", step) for step in left)]
    return figure("acted", found / bad if bad else None, inputs, bad, bad=book.settings.thresholds.bad)


def actions_on(book: Book, target: str) -> tuple[Action, ...]:
    """The actions, open or done but not dropped, that address a touchpoint, promise or journey."""
    return book.addressed.get(target, ())


def stages(told: Iterable[Iterable[str]]) -> Figure:
    """How many of the nine stages of a customer's life with us the journeys that count reach, 0 … 9."""
    return _of("stages", STAGES, {stage for each in told for stage in each})


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


def _of(measure: str, whole: Sequence[str], found: Iterable[str | None]) -> Figure:
    there = set(found)
    inputs = ((name, "yes" if name in there else "no") for name in whole)
    return figure(measure, float(len(there.intersection(whole))), inputs, len(whole))
