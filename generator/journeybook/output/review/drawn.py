"""Journeys before and after, drawn: the old curve dashed behind the new one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from journeybook import dot
from journeybook.diagrams import journey_map, overlay
from journeybook.diagrams.drawing import Drawing
from journeybook.diagrams.journey_map.source import Source
from journeybook.model import Entity, Journey
from journeybook.output.review.shown import Shown
from journeybook.review import Review, Subject

MOST = 40  # drawings on one page


def drawings(shown: Shown, templates: Path | None = None) -> Mapping[str, str]:
    """The drawing of every journey whose course has changed, as SVG that looks after itself, by the journey's id."""
    found = shown.review
    engine = found.after.book.settings.engine
    made = {journey: drawing for journey, drawing in _drawings(shown, templates) if drawing}
    wanted = dict(list(made.items())[:MOST])
    svgs, _ = dot.draw(list(wanted.values()), engine if not _lacks(engine) else dot.PURE, {}, templates)
    return {
        journey: dot.standalone([(drawing, svgs[drawing.name])], shown.site, embedded=True)
        for journey, drawing in wanted.items()
        if drawing.name in svgs
    }


def _lacks(engine: str) -> bool:
    return engine != dot.PURE and not dot.executable(engine)


def _drawings(shown: Shown, templates: Path | None) -> Iterator[tuple[str, Drawing | None]]:
    found = shown.review
    former = {now: was for was, now in found.pairs.entities.items()}
    for group in found.groups:
        now = found.after.book.journeys.get(group.subject.id)
        was = found.before.book.journeys.get(former.get(group.subject.id, ""))
        if now and was:
            yield (
                now.id,
                overlay.whole(
                    _source(shown, _as_now(found, was), old=True), _source(shown, now), templates, not found.planned
                ),
            )


def _source(shown: Shown, journey: Journey, old: bool = False) -> Source:
    side = shown.review.before if old else shown.review.after

    def link(entity: Entity) -> str:
        return shown.address(Subject(entity.noun, entity.id, entity.label, entity.id))

    return journey_map.source(side.book, journey, shown.language, link, side.ledger)


def _as_now(found: Review, journey: Journey) -> Journey:
    """The former journey with the present ids of its touchpoints, so that what is the same stands in one place."""
    steps = found.pairs.steps
    phases = tuple(
        phase.model_copy(
            update={
                "touchpoints": tuple(
                    point.model_copy(update={"id": steps.get(f"{journey.id}/{point.id}", point.id).rpartition("/")[2]})
                    for point in phase.touchpoints
                )
            }
        )
        for phase in journey.phases
    )
    told = {name: getattr(journey, name) for name in Journey.model_fields}  # not what was worked out from the old ids
    return Journey.model_construct(**{**told, "phases": phases})
