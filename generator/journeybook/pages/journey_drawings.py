"""What a journey's page draws beside its map: blueprint, flow, what changes, how others feel, attitudes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from journeybook.diagrams import attitude, blueprint, flow, journey_map, overlay, personas
from journeybook.diagrams.drawing import Drawing
from journeybook.diagrams.journey_map.source import Source
from journeybook.diagrams.ways import Way, ways
from journeybook.measures.emotion import feeling
from journeybook.model import Journey, Step
from journeybook.model.journey import Outcome
from journeybook.pages.edition import Edition

OPINIONS = ("person", "place", "brand")


def source(edition: Edition, journey: Journey, page: str = "") -> Source:
    """What a journey is drawn from, as its own page (or the one at this path) links."""
    links = edition.links(page or f"journeys/{journey.id}")
    return journey_map.source(edition.book, journey, edition.language, links, edition.facts.ledger)


def drawings(edition: Edition, told: Source) -> Iterator[Drawing]:
    """All that there is to draw of a journey beside its map."""
    templates = edition.book_templates
    yield from blueprint.drawings(told, templates)
    flowing = flow.drawing(told, templates)
    if flowing is not None:
        yield flowing
    before = as_is(edition, told.journey)
    if before is not None:
        yield from overlay.drawings(before, told, templates)
    yield from personas.drawings(told, templates)
    yield from attitude.drawings(told, templates)


def as_is(edition: Edition, journey: Journey) -> Source | None:
    """What a journey that is to be improves, with links from the page of the one that is to be."""
    before = edition.book.journeys.get(journey.as_is or "")
    return source(edition, before, f"journeys/{journey.id}") if before and before is not journey else None


def told(edition: Edition, journey: Journey) -> dict[str, Any]:
    """The names of what was drawn, and the same as rows of tables."""
    before = as_is(edition, journey)
    here = source(edition, journey)
    changed = there(edition, overlay.drawn_names(journey.id))
    change = overlay.view_of(before, here) if changed and before else None
    return {
        "blueprint": there(edition, blueprint.drawn_names(journey.id)),
        "flow": there(edition, (flow.drawing_name(journey.id),)),
        "change": change,
        "changes": [other for other in _improving(edition, journey) if there(edition, overlay.drawn_names(other))],
        "changed": changed,
        "felt_by_others": there(edition, personas.drawn_names(journey.id)),
        "attitudes": there(edition, attitude.drawn_names(journey.id)),
        "ways": list(_ways(journey)),
        "felt": [(step, [feeling(step, who) for who in personas.who(journey)]) for step in journey.steps],
        "feeling_personas": personas.who(journey),
        "opinions": [(step, [_opinion(step, to) for to in OPINIONS]) for step in attitude.steps(journey)],
    }


def _improving(edition: Edition, journey: Journey) -> Iterator[str]:
    """The journeys that are to come in the place of this one."""
    return (other.id for other in edition.facts.naming("journeys", "as_is", journey.id) if other.id != journey.id)


def there(edition: Edition, names: tuple[str, ...]) -> list[str]:
    """The names of a drawing's parts, if all of them could be drawn."""
    return list(names) if all(name in edition.drawn for name in names) else []


def _ways(journey: Journey) -> Iterator[tuple[Step | None, Way, Step | None, Outcome | None]]:
    """Each way with the touchpoint it leads from (none from the start) and the touchpoint or outcome it leads to."""
    steps = {step.touchpoint.id: step for step in journey.steps}
    outcomes = {outcome.id: outcome for outcome in journey.outcomes}
    for way in ways(journey):
        yield steps.get(way.start), way, steps.get(way.end), None if way.end in steps else outcomes.get(way.end)


def _opinion(step: Step, to: str) -> Any:
    return next((each for each in reversed(step.touchpoint.attitude) if each.to == to), None)
