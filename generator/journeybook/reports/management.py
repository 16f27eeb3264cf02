"""For those who decide, on one page: the north, the worst promises, what waits, what is exposed."""

from __future__ import annotations

from journeybook.measures import Verdict
from journeybook.measures.figure import Figure
from journeybook.measures.loops import waiting
from journeybook.measures.loyalty import tolerance_of
from journeybook.measures.shown import Shown
from journeybook.model import Journey
from journeybook.reports.asking import about_action, about_promise
from journeybook.reports.report import Cell, Day, Report, Section, Several, Table, Told, Words
from journeybook.reports.source import NO_DAY, Source, more
from journeybook.words import Phrase, phrase, phrases

MOST_PROMISES = 3
MOST_ROWS = 5  # so that one sheet of A4 holds it all
SCENARIO = phrase(
    "How many stay is reckoned from how often touchpoints fail. One whose failure rate is not known counts as never "
    "failing, so more may be exposed."
)


def report(source: Source) -> Report:
    """The one page for management."""
    asks = [about_promise(source, entry) for entry in source.worst_promises[:MOST_PROMISES]]
    asks = asks or [about_action(source, action) for action in waiting(source.book)[:MOST_PROMISES]]
    return Report(
        "management",
        phrase("For management"),
        phrase("What was promised and is not kept, and what you are asked to decide."),
        tuple(asks),
        _nothing_asked(source),
        (_promises(source), _north(source), _decisions(source), _exposure(source)),
        source.book.as_of,
    )


def _nothing_asked(source: Source) -> Phrase:
    if not source.ledger:
        return phrase("The book holds no promise yet. Ask what customers have been told, and write it down.")
    if len(source.by_verdict(Verdict.unmeasured)) == len(source.ledger):
        return phrase("No promise is measured yet. Ask each owner for a standard and a first result.")
    return phrase("No measured promise is broken or at risk.")


def _promises(source: Source) -> Section:
    kinds = ("promises_broken", "promises_at_risk", "promises_kept", "promises_unmeasured")
    points = tuple(source.told("book", kind) for kind in kinds) if source.ledger else ()
    words = _others_of_the_worst(source)
    if not source.ledger:
        words = (Words(phrase("Nothing is known of any promise yet."), missing=True),)
    return Section("promises", phrase("How the promises stand"), words, points)


def _others_of_the_worst(source: Source) -> tuple[Words, ...]:
    """That more is broken or at risk than is asked about at the head of the page."""
    left = len(source.worst_promises) - MOST_PROMISES
    more_of_them = phrases(
        "{count} more promise is broken or at risk; nothing is asked about it above.",
        "{count} more promises are broken or at risk; nothing is asked about them above.",
        left,
    )
    return (Words(more_of_them),) if left > 0 else ()


def _north(source: Source) -> Section:
    north = source.book.settings.true_north
    title = phrase("True north")
    if north is None or not (north.statement or north.metrics):
        return Section(
            "north", title, (Words(phrase("Nobody has said yet where the company walks to."), missing=True),)
        )
    metrics = [name for name in north.metrics if name in source.book.metrics]
    rows = tuple((source.ref(name), _latest(source, name), source.told(name, "distance_to_north")) for name in metrics)
    columns = (phrase("Metric"), phrase("Latest result"), phrase("Way to the ideal still ahead"))
    return Section("north", title, (Words(north.statement),), (), Table(columns, rows) if rows else None)


def _latest(source: Source, metric: str) -> Told:
    return Told(metric, next(iter(source.figures[metric].values())))


def _decisions(source: Source) -> Section:
    title, found = phrase("Decisions waiting"), waiting(source.book)
    if not found:
        return Section("decisions", title, (Words(phrase("No decision waits."), missing=True),))
    rows: list[tuple[Cell, ...]] = []
    above = _asked_above(source)
    left = [action for action in found if action.id not in above]
    for action in left[:MOST_ROWS]:
        decision = action.decision
        assert decision is not None
        what = Words(decision.question) if decision.question else Words(phrase("not told"), missing=True)
        since = Day(decision.asked) if decision.asked else NO_DAY
        rows.append((source.ref(action.id), what, source.who(decision.asked_of), since, source.until(action)))
    columns = (
        phrase("Action"), phrase("Decision wanted"), phrase("Of whom"), phrase("Asked on"), phrase("Until"),
    )  # fmt: skip
    points: tuple[Cell, ...] = (source.told("book", "waiting_days"), source.told("book", "decision_days"))
    return Section(
        "decisions", title, more(len(left), MOST_ROWS), points, Table(columns, tuple(rows)) if rows else None
    )


def _asked_above(source: Source) -> set[str]:
    """The actions whose decisions are asked for at the head of the page, so that nothing is asked twice."""
    worst = source.worst_promises[:MOST_PROMISES]
    if not worst:
        return {action.id for action in waiting(source.book)[:MOST_PROMISES]}
    actions = [source.actions_for(source.book.promises[entry.promise])[:1] for entry in worst]
    return {action.id for first in actions for action in first}


def _exposure(source: Source) -> Section:
    """Journey by journey, never added up: the same customers go through several, and currencies differ."""
    title = phrase("What is exposed: a scenario")
    exposed = source.exposed
    journeys = [journey for journey in source.book.counted if exposed[journey.id][1].value is not None]
    if not journeys:
        lacks = phrase(
            "Not known yet: it takes failure rates at touchpoints, and a persona’s size and yearly value."
        )  # fmt: skip
        return Section("exposure", title, (Words(lacks, missing=True),))
    ranked = sorted(journeys, key=lambda journey: (-(exposed[journey.id][1].value or 0.0), journey.id))
    rows = tuple(_exposed(source, journey, *exposed[journey.id]) for journey in ranked[:MOST_ROWS])
    columns = (
        phrase("Journey"), phrase("Customers"), phrase("Failure rates known"), phrase("Share who stay"),
        phrase("Yearly value exposed"),
    )  # fmt: skip
    words = (Words(SCENARIO), Words(_tolerances(source, ranked)), *more(len(ranked), MOST_ROWS))
    return Section("exposure", title, words, (), Table(columns, rows))


def _exposed(source: Source, journey: Journey, stay: Figure, exposure: Figure) -> tuple[Cell, ...]:
    """A row; of how many rates it is worked out has a column, since an n beside a share looks like people asked."""
    persona = source.book.personas[journey.persona]
    customers = Several((source.ref(persona.id), Words(Shown(float(persona.size or 0)))), in_line=True)
    rates = Words(phrase("{part} of {whole}", part=int(stay.n or 0), whole=len(journey.steps)))
    figures = (Told(journey.id, figure, counted=False) for figure in (stay, exposure))
    return source.ref(journey.id), customers, rates, *figures


def _tolerances(source: Source, journeys: list[Journey]) -> Phrase:
    """The assumption of how many stay, where all journeys share it."""
    found = {tolerance_of(source.book, journey) for journey in journeys}
    if len(found) > 1:
        return phrase(
            "How many stay after bad experiences differs between these personas; the page of each journey tells it."
        )
    shares = [Shown(share, "share", 0) for share in (*found.pop(), 0.0, 0.0, 0.0, 0.0)[:4]]
    return phrase(
        "It takes that {none} stay after no bad experience, {one} after one, {two} after two, {three} after more.",
        none=shares[0], one=shares[1], two=shares[2], three=shares[3],
    )  # fmt: skip
