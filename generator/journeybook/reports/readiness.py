"""Which journeys are ready to be worked with, and what the others lack."""

from __future__ import annotations

from itertools import islice

from journeybook.measures import Figure
from journeybook.measures.catalogue import MEASURES
from journeybook.measures.confidence import of_journey
from journeybook.model import Journey
from journeybook.model.choices import choice
from journeybook.reports.asking import review_day
from journeybook.reports.report import Ask, Cell, Report, Section, Table, Told, Words
from journeybook.reports.source import Source, in_a_row, listed, more
from journeybook.words import phrase

MEASURED = ("empathy", "context", "client_centricity", "every_level", "coherent_values", "rung")
MOST_ASKED, MOST_ROWS, MOST_NAMED = 3, 100, 6
NONE = phrase("nothing here")


def report(source: Source) -> Report:
    """The readiness of each journey."""
    ranked = sorted(source.book.counted, key=lambda journey: (readiness(source, journey), journey.id))
    return Report(
        "readiness",
        phrase("Readiness of the journeys"),
        phrase("Before a journey is drawn, shown and acted on: is there enough in it that it can be believed?"),
        tuple(islice((_ask(source, journey) for journey in ranked if _lacking(source, journey)), MOST_ASKED)),
        phrase("Every journey of today has all that a map needs.") if ranked else EMPTY,
        (_journeys(source, ranked), _meaning(), _evidence(source, ranked)),
        source.book.as_of,
    )


EMPTY = phrase("The book has no journey of today yet.")


def readiness(source: Source, journey: Journey) -> float:
    """The mean of the parts reached, 0 … 1, to sort by; shown nowhere, since it would hide what is missing."""
    shares = [_reached(source.ready[journey.id][name]) for name in MEASURED]
    known = [share for share in shares if share is not None]
    return sum(known) / len(known) if known else 0.0


def _reached(figure: Figure) -> float | None:
    """How much of a figure is reached, 0 … 1."""
    if figure.value is None:
        return None
    return figure.value / float(figure.unit[3:]) if figure.unit.startswith("of ") else figure.value


def _lacking(source: Source, journey: Journey) -> list[str]:
    reached = {name: _reached(source.ready[journey.id][name]) for name in MEASURED}
    return [name for name, share in reached.items() if share is not None and share < 1]


def _ask(source: Source, journey: Journey) -> Ask:
    lacks = _lacking(source, journey)
    worst = sorted(lacks, key=lambda name: _reached(source.ready[journey.id][name]) or 0.0)[:2]
    names = in_a_row(MEASURES[name].name for name in worst)
    what = Words(phrase("See to what is furthest off: {names}", names=names))
    return Ask(source.ref(journey.id), what, source.who(journey.owner), review_day(source, journey))


def _journeys(source: Source, ranked: list[Journey]) -> Section:
    title = phrase("Journeys, the least ready first")
    if not ranked:
        return Section("journeys", title, (Words(EMPTY, missing=True),))
    columns = (phrase("Journey"), *(MEASURES[name].name for name in MEASURED), phrase("Owner"))
    rows = tuple(
        (
            source.ref(journey.id),
            *(Told(journey.id, source.ready[journey.id][name]) for name in MEASURED),
            source.who(journey.owner),
        )
        for journey in ranked[:MOST_ROWS]
    )
    ranks = tuple((readiness(source, journey),) for journey in ranked[:MOST_ROWS])
    return Section("journeys", title, more(len(ranked), MOST_ROWS), (), Table(columns, rows, "plain", ranks))


def _meaning() -> Section:
    rows = tuple((Words(MEASURES[name].name), Words(MEASURES[name].formula)) for name in MEASURED)
    columns = (phrase("Measure"), phrase("How it comes about"))
    return Section("meaning", phrase("What the columns mean"), (), (), Table(columns, rows))


def _evidence(source: Source, ranked: list[Journey]) -> Section:
    """What each journey rests on: listening beside counting, customers beside our own people, and what has aged."""
    title = phrase("What the journeys rest on")
    if not ranked:
        return Section("evidence", title, (Words(EMPTY, missing=True),))
    columns = (
        phrase("Journey"), phrase("Confidence"), phrase("Listened and watched"), phrase("Counted"),
        phrase("Customers’ voice"), phrase("Employees’ voice"), phrase("No longer holds"),
    )  # fmt: skip
    rows = tuple(_rests(source, journey) for journey in ranked[:MOST_ROWS])
    ranks = tuple((readiness(source, journey),) for journey in ranked[:MOST_ROWS])
    return Section("evidence", title, more(len(ranked), MOST_ROWS), (), Table(columns, rows, ranks=ranks))


def _rests(source: Source, journey: Journey) -> tuple[Cell, ...]:
    found = of_journey(source.book, journey)
    listened = [each for each in found.all if each.qualitative]
    counted = [each for each in found.all if each.quantitative]
    lists = (listened, counted, found.heard("customer"), found.heard("employee"), found.stale)
    cells = (listed([source.ref(each.id) for each in pieces], NONE, MOST_NAMED) for pieces in lists)
    return source.ref(journey.id), Words(choice(found.confidence.value)), *cells
