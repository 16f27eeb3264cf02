"""Where goals pull against each other: our own targets against promises, this quarter against the years."""

from __future__ import annotations

from journeybook.measures import Verdict
from journeybook.measures.target import lower_is_better
from journeybook.model import Metric
from journeybook.model.choices import choice
from journeybook.reports.report import Ask, Cell, Mark, Report, Section, Several, Table, Told, Words
from journeybook.reports.source import NO_DAY, Source, listed, more
from journeybook.words import phrase

MOST_ROWS = 100
NO_TARGET = phrase("No metric is marked as an internal target that presses on something.")
GRAVE = (Verdict.broken, Verdict.at_risk)


def report(source: Source) -> Report:
    """The conflicts of goals."""
    return Report(
        "goal-conflicts",
        phrase("Goals against each other"),
        phrase("Targets of our own that work against what customers were promised, and quick wins that cost years."),
        tuple(_ask(source, metric) for metric in _internal(source) if not metric.mitigation),
        phrase("No internal target without mitigation presses on a promise or a need.")
        if _internal(source)
        else NO_TARGET,
        (pressing(source), _horizons(source), _objectives(source)),
        source.book.as_of,
    )


def pressing(source: Source) -> Section:
    """Internal targets, what they press on, and what is done about it."""
    title, found = phrase("Internal targets against promises"), _internal(source)
    if not found:
        return Section("pressing", title, (Words(NO_TARGET, missing=True),))
    columns = (
        phrase("Internal target"),
        phrase("Latest result"),
        phrase("Presses on"),
        phrase("What is done about it"),
    )
    rows = tuple(
        (source.ref(m.id), _latest(source, m.id), Several(tuple(_pressed(source, m))), _mitigation(m)) for m in found
    )
    return Section("pressing", title, (), (), Table(columns, rows))


def _internal(source: Source) -> list[Metric]:
    """Internal targets that press on something, those without mitigation first, among them those on broken promises."""
    found = [metric for metric in source.book.metrics.values() if metric.internal and metric.pressures]
    return sorted(found, key=lambda m: (bool(m.mitigation), not _hurts(source, m), m.id))


def _hurts(source: Source, metric: Metric) -> bool:
    return any(name in source.ledger and source.ledger[name].verdict in GRAVE for name in metric.pressures)


def _pressed(source: Source, metric: Metric) -> list[Cell]:
    return [
        Several((source.ref(name), Mark(source.ledger[name].verdict)), in_line=True)
        if name in source.ledger
        else Words(source.ref(name).label)
        for name in metric.pressures
    ]


def _mitigation(metric: Metric) -> Cell:
    return Words(metric.mitigation) if metric.mitigation else Words(phrase("nothing yet"), missing=True)


def _ask(source: Source, metric: Metric) -> Ask:
    what = Words(phrase("Drop this target, change it, or say how it shall do no harm."))
    deadlines = [a for name in metric.pressures for a in source.actions_on.get(name, ())]
    about = Several((source.ref(metric.id), *_pressed(source, metric)))
    return Ask(about, what, source.who(metric.owner), source.until(deadlines[0]) if deadlines else NO_DAY)


def _latest(source: Source, metric: str) -> Told:
    return Told(metric, next(iter(source.figures[metric].values())))


def _horizons(source: Source) -> Section:
    """Metrics of this quarter beside those of the years that they lead to."""
    title = phrase("Short term against long")
    pairs = [
        (metric, source.book.metrics[name])
        for metric in source.book.metrics.values()
        for name in metric.leads_to
        if metric.horizon == "short" and name in source.book.metrics and source.book.metrics[name].horizon == "long"
    ]
    if not pairs:
        words = phrase("No metric of the short term says which one of the long term it leads to.")
        return Section("horizons", title, (Words(words, missing=True),))
    ranked = sorted(pairs, key=lambda pair: not _apart(source, *pair))
    rows = tuple(
        (source.ref(short.id), source.told(short.id, "change"), source.ref(long.id), source.told(long.id, "change"),
         _verdict(source, short, long))
        for short, long in ranked[:MOST_ROWS]
    )  # fmt: skip
    columns = (
        phrase("This quarter"), phrase("Change"), phrase("Leads to, over years"), phrase("Its change"),
        phrase("Together"),
    )  # fmt: skip
    words = source.told(pairs[0][0].id, "change").figure.formula
    return Section("horizons", title, (Words(words), *more(len(ranked), MOST_ROWS)), (), Table(columns, rows))


def _verdict(source: Source, short: Metric, long: Metric) -> Cell:
    ways = _way(short, source), _way(long, source)
    if None in ways:
        return Words(phrase("no change is sure of both"), missing=True)
    return Words(phrase("apart: one better, one worse") if ways[0] != ways[1] else phrase("the same way"))


def _apart(source: Source, short: Metric, long: Metric) -> bool:
    ways = _way(short, source), _way(long, source)
    return None not in ways and ways[0] != ways[1]


def _way(metric: Metric, source: Source) -> bool | None:
    """Whether a metric has got better (not worse); None where no change is called one."""
    change = source.figures[metric.id]["change"]
    if change.value is None or ("called", "yes") not in change.inputs:
        return None
    return (change.value < 0) if lower_is_better(metric) else (change.value > 0)


def _objectives(source: Source) -> Section:
    """Whether each objective is measured for the quarter only, or for the years too."""
    title, objectives = phrase("What objectives are measured by"), source.book.settings.objectives
    if not objectives:
        return Section("objectives", title, (Words(phrase("The book names no objective yet."), missing=True),))
    rows = []
    for objective in objectives:
        metrics = [source.book.metrics[name] for name in objective.metrics if name in source.book.metrics]
        cells = [
            listed([source.ref(m.id) for m in metrics if m.horizon == way], phrase("nothing here"))
            for way in ("short", "long")
        ]
        rows.append((Words(objective.statement), *cells, source.who(objective.owner)))
    columns = (phrase("Objective"), choice("short"), choice("long"), phrase("Owner"))
    return Section("objectives", title, (), (), Table(columns, tuple(rows)))
