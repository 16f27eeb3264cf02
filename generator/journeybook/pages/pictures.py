"""Every kind of drawing by the name it is asked for, to be had alone: as a file instead of on a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from journeybook.diagrams import (
    attitude,
    blueprint,
    flow,
    journey_map,
    matrix,
    overlay,
    personas,
    promise_map,
    sparkline,
)
from journeybook.diagrams.drawing import Drawing
from journeybook.model import Book, Journey
from journeybook.pages import (
    actions,
    coverage,
    journey_drawings,
    journeys,
    listening,
    neighbourhoods,
    promises,
    service_models,
    sparklines,
    strategy,
    walls,
)
from journeybook.pages import personas as persona_pages
from journeybook.pages.edition import Edition
from journeybook.words import Phrase, phrase

Ids = Callable[[Book], Sequence[str]]
Drawn = Callable[[Edition, str], Drawing | None]
Whole = Callable[..., Drawing | None]


class Kind(Struct, frozen=True):
    """A kind of drawing: what it shows, of what (`ids`; nothing where it is of the whole book), and how it is made.

    `alone` can be drawn of the whole book as well; `made` gives nothing where there is nothing to show.
    """

    shows: Phrase
    made: Drawn
    of: Phrase | None = None
    ids: Ids | None = None
    alone: bool = False


def _journeys(book: Book) -> Sequence[str]:
    return tuple(book.journeys)


def _to_be(book: Book) -> Sequence[str]:
    return tuple(journey.id for journey in book.journeys.values() if journey.as_is in book.journeys)


def _things(book: Book) -> Sequence[str]:
    return tuple(entity.id for entity in book.entities if not isinstance(entity, Journey))


def _measured(book: Book) -> Sequence[str]:
    return (*book.metrics, *book.promises)


def _promised(book: Book) -> Sequence[str]:
    return (*book.promises, *book.journeys)


def _matrices(_: Book) -> Sequence[str]:
    return tuple(MATRICES)


def _of_journey(whole: Whole) -> Drawn:
    def made(edition: Edition, name: str) -> Drawing | None:
        return whole(journey_drawings.source(edition, edition.book.journeys[name]), edition.book_templates)

    return made


def _first(drawings: Callable[[Edition], Iterable[Drawing]]) -> Drawn:
    """The one drawing that a page has."""

    def made(edition: Edition, _: str) -> Drawing | None:
        return next(iter(drawings(edition)), None)

    return made


def _change(edition: Edition, name: str) -> Drawing | None:
    journey = edition.book.journeys[name]
    before = journey_drawings.as_is(edition, journey)
    if before is None:
        return None
    return overlay.whole(before, journey_drawings.source(edition, journey), edition.book_templates)


def _promise_map(edition: Edition, name: str) -> Drawing | None:
    book, templates = edition.book, edition.book_templates
    links = edition.links(f"promises/{name or 'index'}" if name not in book.journeys else f"journeys/{name}")
    source = promise_map.Source(book, edition.language, links, edition.facts.ledger)
    if not name:
        return promise_map.of_book(source, edition.facts.made_in, templates)
    if name in book.promises:
        return promise_map.of_promise(source, name, templates)
    return promise_map.of_journey(source, book.journeys[name], edition.facts.touched.get(name, {}), templates)


def _canvas(edition: Edition, name: str) -> Drawing | None:
    pairs = service_models.pairs(edition.book)
    pair = next(each for each in pairs if name in {model.id for model in (each.as_is, each.to_be) if model})
    return service_models.drawing(edition, pair)


def _sparkline(edition: Edition, name: str) -> Drawing | None:
    chart = next((each for each in sparklines.charts(edition) if each.id == name), None)
    return sparkline.drawing(chart, edition.language, edition.book_templates) if chart else None


def _neighbourhood(edition: Edition, name: str) -> Drawing | None:
    entity = edition.book.get(name)
    return neighbourhoods.drawing(edition, entity) if entity else None


def _matrix(edition: Edition, name: str) -> Drawing | None:
    shown, path = MATRICES[name]
    return matrix.whole(shown(edition, edition.links(path)), edition.book.place("book"), edition.book_templates)


_SHOWN = {
    "personas/index": (persona_pages.MATRIX,),
    "promises/index": promises.MATRICES,
    coverage.PATH: coverage.SHOWN,
}
MATRICES = {
    each.__name__.replace("_and_", "-"): (each, path) for path, shown in _SHOWN.items() for each in shown
}  # fmt: skip
"""Every matrix by its name, with the page that it stands on."""

_JOURNEY, _TO_BE = phrase("a journey"), phrase("a journey that is to be")

KINDS: dict[str, Kind] = {
    "map": Kind(
        phrase("the journey map, a column for each phase"), _of_journey(journey_map.whole), _JOURNEY, _journeys
    ),
    "poster": Kind(
        phrase("the journey map for a wall: as it is printed on A3, or on A4 in two halves"),
        _of_journey(journey_map.poster), _JOURNEY, _journeys,
    ),
    "blueprint": Kind(
        phrase("who does what at each touchpoint, before and behind the lines"),
        _of_journey(blueprint.whole), _JOURNEY, _journeys,
    ),
    "flow": Kind(
        phrase("where a journey branches, loops and ends"), _of_journey(flow.drawing), _JOURNEY, _journeys
    ),
    "change": Kind(phrase("what changes from as it is to as it is to be"), _change, _TO_BE, _to_be),
    "personas": Kind(
        phrase("how several personas feel in one journey"), _of_journey(personas.whole), _JOURNEY, _journeys
    ),
    "attitude": Kind(
        phrase("what customers think of place and brand, before and after"),
        _of_journey(attitude.whole), _JOURNEY, _journeys,
    ),
    "promise-map": Kind(
        phrase("where promises are made, where they must be kept, and by whom"),
        _promise_map, phrase("a promise or a journey"), _promised, alone=True,
    ),
    "neighbourhood": Kind(
        phrase("what one thing hangs together with"), _neighbourhood, phrase("anything but a journey"), _things
    ),
    "sparkline": Kind(
        phrase("results over time, with target and intervals"),
        _sparkline, phrase("a metric or a promise"), _measured,
    ),
    "canvas": Kind(
        phrase("a service in eight elements, as it is beside as it is to be"),
        _canvas, phrase("a service model"), lambda book: tuple(book.service_models),
    ),
    "matrix": Kind(phrase("what meets what, and in which state"), _matrix, phrase("a matrix"), _matrices),
    "health-wall": Kind(phrase("all journeys, the worst first"), _first(walls.drawings)),
    "hierarchy": Kind(phrase("which journey tells a part of which"), _first(journeys.hierarchy_drawings)),
    "strategy-tree": Kind(phrase("objectives and what serves them"), _first(strategy.drawings)),
    "value-effort": Kind(phrase("what actions are worth and what they cost"), _first(actions.drawings)),
    "heart-grid": Kind(
        phrase("metrics by happiness, engagement, adoption, retention and task success"), _first(sparklines.grids)
    ),
    "loop": Kind(phrase("what is heard, answered, mended, checked and told"), _first(listening.drawings)),
}  # fmt: skip
"""Every kind of drawing, by the word that the command knows it by."""
