"""What is told of a touchpoint, by itself or with its phase as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.model.journey import once

if TYPE_CHECKING:
    from journeybook.model import Journey, Lanes, Step
    from journeybook.model.touchpoint import Breach, Cause, Feedback

MIDDLE = 3.0


def counts(journey: Journey) -> bool:
    """Whether figures of the book are taken over a journey: retired ones and those yet to be are only shown."""
    return journey.status != "retired" and journey.state == "as_is"


def importance(step: Step) -> float:
    """How much a touchpoint counts, 1 … 5; the middle where nothing is stated."""
    stated = step.touchpoint.importance
    return MIDDLE if stated is None else float(stated)


def both(step: Step) -> tuple[Lanes, Lanes]:
    """The touchpoint and its phase: what is told of a phase holds for each of its touchpoints."""
    return step.touchpoint, step.phase


def shared(step: Step) -> str:
    """The id of the shared touchpoint whose facts are told here; the touchpoint's own id where it shares none."""
    other = step.touchpoint.same_as
    if not other:
        return step.id
    return other if "/" in other else f"{step.journey}/{other}"


def keeps(step: Step) -> tuple[str, ...]:
    """Ids of the promises that must be kept here, each once."""
    return step.keeps


def makes(step: Step) -> tuple[str, ...]:
    """Ids of the promises made here, each once."""
    return once(step.touchpoint.makes, step.phase.makes)


def breaks(step: Step) -> tuple[Breach, ...]:
    """The promises broken here, with what witnessed it."""
    return step.touchpoint.breaks + step.phase.breaks


def causes(step: Step) -> tuple[Cause, ...]:
    """Why it feels as it does here."""
    return step.touchpoint.causes + step.phase.causes


def metrics(step: Step) -> tuple[str, ...]:
    """Ids of the metrics that tell how it goes here, each once."""
    return once(step.touchpoint.metrics, step.phase.metrics)


def post(step: Step) -> Feedback | None:
    """The listening post here: the touchpoint's own, else its phase's."""
    return step.touchpoint.feedback or step.phase.feedback


def cited(step: Step) -> tuple[str, ...]:
    """Ids of all evidence cited here: for the whole, a pain, a quote or a broken promise; each once."""
    return step.cited
