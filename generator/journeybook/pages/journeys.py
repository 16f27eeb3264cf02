"""The atlas of journeys, and a page for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from journeybook.diagrams import hierarchy, journey_map, promise_map
from journeybook.diagrams.drawing import Drawing
from journeybook.diagrams.journey_map import lanes_name, map_name, poster_name
from journeybook.dot import standalone
from journeybook.measures.confidence import by_phase
from journeybook.measures.due import next_review
from journeybook.measures.emotion import weakest
from journeybook.measures.expectations import tested
from journeybook.model import Journey, Step, Text
from journeybook.pages import journey_drawings, journey_print, past
from journeybook.pages.edition import Edition
from journeybook.pages.kept import kept
from journeybook.pages.page import Asset, Page
from journeybook.rules.next_steps import RUNGS
from journeybook.words import Phrase, phrase

DEEPEST = 8  # a journey that is its own ancestor must not be followed for ever
FACTORS: tuple[tuple[str, Phrase], ...] = (
    ("needs", phrase("Needs")),
    ("expectations", phrase("Expectations")),
    ("experience_with_brand", phrase("Experience with the brand")),
    ("experience_with_category", phrase("Experience with the trade")),
    ("promises", phrase("Promises believed")),
    ("opinions_of_others", phrase("Opinions of others")),
)


class Stake(Struct, frozen=True):
    """A promise at stake in a journey, and where it is made, must be kept and is broken."""

    promise: str
    made: tuple[Step, ...]
    kept: tuple[Step, ...]
    broken: tuple[Step, ...]


def pages(edition: Edition) -> Iterator[Page]:
    """The atlas, then every journey."""
    yield _index(edition)
    for journey in edition.book.journeys.values():
        yield _journey(edition, journey)
        yield _print_form(edition, journey)


@kept
def _index(edition: Edition) -> Page:
    return edition.page(
        "journeys/index",
        phrase("Journeys").say(edition.language),
        "pages/journeys.html.j2",
        rows=list(_rows(edition, _roots(edition))),
        hide=("navigation", "toc"),
    )


def drawings(edition: Edition) -> Iterator[Drawing]:
    """The map of each journey, for the page in two parts and as a poster."""
    yield from hierarchy_drawings(edition)
    for journey in edition.book.journeys.values():
        yield from _drawings(edition, journey)


@kept
def _drawings(edition: Edition, journey: Journey) -> Iterator[Drawing]:
    """All that there is to draw of a journey."""
    told, templates = journey_drawings.source(edition, journey), edition.book_templates
    yield from journey_map.drawings(told, templates)
    source = promise_map.Source(told.book, told.language, told.link, told.ledger)
    promises = promise_map.of_journey(source, journey, edition.facts.touched.get(journey.id, {}), templates)
    if promises is not None:
        yield promises
    yield from journey_drawings.drawings(edition, told)


@kept
def hierarchy_drawings(edition: Edition) -> Iterator[Drawing]:
    """How all journeys hang together, where any does."""
    source = hierarchy.Source(edition.book, edition.language, edition.links("journeys/index"), edition.facts.weakest)
    drawn = hierarchy.drawing(source, edition.book_templates)
    if drawn is not None:
        yield drawn


def _rows(edition: Edition, among: Iterable[Journey], level: int = 0) -> Iterator[tuple[Journey, int]]:
    """These journeys in the order of the atlas, each before those that tell a part of it, with its depth."""
    children = edition.facts.children
    for journey in edition.in_order(among):
        yield journey, level
        if level < DEEPEST:
            yield from _rows(edition, children.get(journey.id, ()), level + 1)


def _roots(edition: Edition) -> Iterator[Journey]:
    """The journeys that are no part of another."""
    journeys = edition.book.journeys
    return (journey for journey in journeys.values() if journey.parent not in journeys)


@kept
def _journey(edition: Edition, journey: Journey) -> Page:
    parent = f"journeys/{journey.parent}" if journey.parent in edition.book.journeys else "journeys/index"
    return edition.page(
        f"journeys/{journey.id}",
        journey.label,
        "pages/journey.html.j2",
        description=edition.say(journey.summary or journey.goal),
        parent=parent,
        source=edition.place(journey),
        hide=("navigation", "toc"),
        boost=2.0,
        files=_downloads(edition, journey),
        journey=journey,
        **_map(edition, journey),
        **journey_drawings.told(edition, journey),
        **_around(edition, journey),
        **_inside(edition, journey),
    )


@kept
def _print_form(edition: Edition, journey: Journey) -> Page:
    return journey_print.page(edition, journey)


def _map(edition: Edition, journey: Journey) -> dict[str, Any]:
    """The parts of the map that were drawn, and where its poster is."""
    return {
        "map": journey_drawings.there(edition, (lanes_name(journey.id), map_name(journey.id))),
        "poster": _poster_path(edition, journey) if poster_name(journey.id) in edition.drawn else "",
    }


def _around(edition: Edition, journey: Journey) -> dict[str, Any]:
    """What the journey hangs together with."""
    facts = edition.facts
    return {
        "children": [child.id for child in facts.children.get(journey.id, ())],
        "improved_by": [other.id for other in facts.naming("journeys", "as_is", journey.id)],
        "objectives": {objective.id: objective for objective in edition.book.settings.objectives},
        "context": _context(edition, journey),
        "actions": facts.actions_on.get(journey.id, ()),
        **past.told_of(edition, journey),
        "next_review": next_review(journey),
    }


def _inside(edition: Edition, journey: Journey) -> dict[str, Any]:
    """What the journey itself says, in the order the page tells it."""
    facts = edition.facts
    return {
        "weakest": weakest(journey),
        "steps_by_phase": _by_phase(journey),
        "numbers": {step.id: f"#{step.number}" for step in journey.steps},
        "promises": stakes(journey),
        "evidence": cited(journey),
        "grounds": by_phase(edition.book, journey),
        "way": facts.ways.get(journey.id),
        "rung_words": RUNGS,
        "tests": tested(edition.book, journey, facts.figures[journey.id], facts.ledger),
    }


def _poster_path(edition: Edition, journey: Journey) -> str:
    return f"drawings/{journey.id}.{edition.language}.svg"


def _downloads(edition: Edition, journey: Journey) -> tuple[Asset, ...]:
    name = poster_name(journey.id)
    if name not in edition.drawn:
        return ()
    drawing = edition.drawings[name], edition.drawn[name]
    address = edition.address(f"journeys/{journey.id}")
    return (Asset(_poster_path(edition, journey), standalone([drawing], address, edition.book_templates)),)


def stakes(journey: Journey) -> list[Stake]:
    """The promises of a journey in the order in which the customer meets them."""
    made, kept, broken = (defaultdict[str, list[Step]](list) for _ in range(3))
    for step in journey.steps:
        for name in step.touchpoint.makes:
            made[name].append(step)
        for name in step.touchpoint.keeps:
            kept[name].append(step)
        for breach in step.touchpoint.breaks:
            broken[breach.promise].append(step)
    return [
        Stake(name, tuple(made[name]), tuple(kept[name]), tuple(broken[name])) for name in {**made, **kept, **broken}
    ]


def cited(journey: Journey) -> list[str]:
    """The evidence that a journey cites, each once, in its order."""
    found = (reference.target for reference in journey.references if reference.ref.kinds == ("evidence",))
    return list(dict.fromkeys(found))


def _by_phase(journey: Journey) -> dict[int, list[Step]]:
    found: dict[int, list[Step]] = {number: [] for number in range(1, len(journey.phases) + 1)}
    for step in journey.steps:
        found[step.phase_number].append(step)
    return found


def _context(edition: Edition, journey: Journey) -> list[tuple[str, tuple[Text, ...], bool]]:
    """The six factors: told of the journey, else of its persona."""
    persona = edition.book.personas.get(journey.persona)
    theirs = persona.context if persona else None
    rows = []
    for name, words in FACTORS:
        own = getattr(journey.context, name, ())
        rows.append((words.say(edition.language), own or getattr(theirs, name, ()), bool(own)))
    return rows if any(texts for _, texts, _ in rows) else []
