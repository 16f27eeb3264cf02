"""How shops and regions differ: promises and metrics by place, the worst first."""

from __future__ import annotations

from journeybook.measures import Verdict, places
from journeybook.measures.figure import Figure
from journeybook.measures.standard import Judgement
from journeybook.measures.target import lower_is_better
from journeybook.measures.verdict import WORST_FIRST
from journeybook.model import Metric, Text
from journeybook.reports.report import Ask, Cell, Mark, Report, Section, Several, Table, Told, Words
from journeybook.reports.source import NO_DAY, Source, more
from journeybook.words import phrase

MOST_ASKED, MOST_ROWS = 20, 200
NO_PLACE = phrase("No result of a promise names a place yet.")


def report(source: Source) -> Report:
    """By place."""
    judged = _judged(source)
    grave = [(promise, place) for promise, place, row in judged if row.verdict is Verdict.broken]
    return Report(
        "by-place",
        phrase("By place"),
        phrase("A good figure of all shops may hide one where nothing is well."),
        tuple(_ask(source, promise, place) for promise, place in grave[:MOST_ASKED]),
        phrase("No promise is broken at a place.") if judged else NO_PLACE,
        (_promises(source, judged), _metrics(source)),
        source.book.as_of,
    )


def _judged(source: Source) -> list[tuple[str, str, Judgement]]:
    """Promise, place and the worst of its latest results; the worst first."""
    found = [(name, place, row) for name, entry in source.ledger.items() for place, row in entry.by_place.items()]
    return sorted(found, key=lambda each: (WORST_FIRST.index(each[2].verdict), each[0], each[1]))


def _ask(source: Source, promise: str, place: str) -> Ask:
    found = source.book.promises[promise]
    actions = source.actions_for(found)
    about = Several((Words(Text(place)), source.ref(promise)))
    what = Words(phrase("Go there, see why, and say what this place needs."))
    return Ask(about, what, source.who(found.owner), source.until(actions[0]) if actions else NO_DAY)


def _promises(source: Source, judged: list[tuple[str, str, Judgement]]) -> Section:
    title = phrase("Promises by place")
    if not judged:
        return Section("promises", title, (Words(NO_PLACE, missing=True),))
    rows = tuple(
        (
            Words(Text(place)), source.ref(promise), Mark(row.verdict),
            source.told(promise, places.part(row.figure, place).id), Words(row.why),
        )
        for promise, place, row in judged[:MOST_ROWS]
    )  # fmt: skip
    columns = (phrase("Place"), phrase("Promise"), phrase("Verdict"), phrase("Result"), phrase("Why"))
    ranks = tuple((WORST_FIRST.index(row.verdict),) for _, _, row in judged[:MOST_ROWS])
    return Section("promises", title, more(len(judged), MOST_ROWS), (), Table(columns, rows, ranks=ranks))


def _metrics(source: Source) -> Section:
    """The latest result of each metric at each place, beside that of all."""
    title = phrase("Metrics by place")
    rows, ranks = list[tuple[Cell, ...]](), list[tuple[float, ...]]()
    for number, metric in enumerate(source.book.metrics.values()):
        whole = Told(metric.id, next(iter(source.figures[metric.id].values())))
        for place, figure in places.of_metric(metric, source.book.as_of).items():
            ranks.append((number, *_badness(metric, figure)))
            rows.append((source.ref(metric.id), Words(Text(place)), source.told(metric.id, figure.id), whole))
    if not rows:
        words = phrase("No result of a metric names a place yet.")
        return Section("metrics", title, (Words(words, missing=True),))
    columns = (phrase("Metric"), phrase("Place"), phrase("Latest result"), phrase("All together"))
    shown = sorted(range(len(rows)), key=ranks.__getitem__)[:MOST_ROWS]
    table = Table(columns, tuple(rows[each] for each in shown), ranks=tuple(ranks[each] for each in shown))
    return Section("metrics", title, more(len(rows), MOST_ROWS), (), table)


def _badness(metric: Metric, figure: Figure) -> tuple[float, float]:
    """Sorts what is worst first, and what is not known last."""
    value = figure.value or 0.0
    return figure.value is None, -value if lower_is_better(metric) else value
