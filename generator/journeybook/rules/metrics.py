"""Metrics: that each has a question and a target, rests on enough cases, and is of use."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from math import inf

from journeybook.measures.results import PER_CENT
from journeybook.measures.shown import Shown
from journeybook.measures.standard import threshold
from journeybook.model import Metric
from journeybook.model.metric import MEASURED
from journeybook.rules.look import Look
from journeybook.rules.rule import ADVICE, ERROR, WARNING, Finding, Found, rule
from journeybook.words import phrase, phrases

ONE_PER_CENT = 0.01
ASKED = ("nps", "csat", "ces")


@rule(severity=WARNING, family="listening", whole=True)
def metric_without_target(look: Look) -> Found:
    """A metric needs a target.

    A figure that may be anything is weather.

    Bad:
        # file: content/metrics/answer-time.yml
        title: Seconds until a person answers  # expect: metric-without-target

    Good:
        # file: content/metrics/answer-time.yml
        title: Seconds until a person answers
        target: 30
    """
    bound = {promise.standard.metric for promise in look.book.promises.values() if promise.standard}
    for metric in look.book.metrics.values():
        if metric.target is None and metric.id not in bound:
            yield Finding(
                look.at(metric),
                phrase("“{metric}” has no target.", metric=metric.label),
                phrase("Add a line with where it should stand: target: …"),
            )


@rule(severity=ADVICE, family="listening")
def metric_without_question(look: Look) -> Found:
    """A metric should tell the question people are asked, or what is counted.

    “Satisfaction” is no question; nobody can repeat it next year, and nobody can argue with it.

    Bad:
        # file: content/metrics/csat-shop.yml
        title: Satisfaction in the shop  # expect: metric-without-question

    Good:
        # file: content/metrics/csat-shop.yml
        title: Satisfaction in the shop
        question: How satisfied are you with today's visit?
    """
    for metric in look.book.metrics.values():
        if not metric.question:
            yield Finding(
                look.at(metric),
                phrase("“{metric}” does not tell what people are asked.", metric=metric.label)
                if metric.kind in ASKED
                else phrase("“{metric}” does not tell what is counted.", metric=metric.label),
                phrase("Add a line: question: …"),
            )


@rule(severity=WARNING, family="listening")
def result_without_n(look: Look) -> Found:
    """A result needs the number of cases it rests on.

    90 % of ten and 90 % of ten thousand look the same on a slide.

    Bad:
        # file: content/metrics/csat-shop.yml
        kind: csat
        results:
          - {period: 2026-09, value: 90 %}  # expect: result-without-n

    Good:
        # file: content/metrics/csat-shop.yml
        kind: csat
        results:
          - {period: 2026-09, successes: 90, n: 100}
    """
    for metric in look.book.metrics.values():
        silent = _without_n(metric)
        if silent:
            yield Finding(
                look.at(metric, "results", silent[-1]),
                phrases(
                    "A result of “{metric}” does not say how many answers or cases it rests on.",
                    "{count} results of “{metric}” do not say how many answers or cases they rest on.",
                    len(silent), metric=metric.label,
                ),
                phrase("Add the number: n: …; if every case was counted, also census: yes"),
            )  # fmt: skip


def _without_n(metric: Metric) -> list[int]:
    """The numbers of the results, typed in the metric's own file, that rest on nobody knows how many cases."""
    return [
        number
        for number, result in enumerate(metric.results)
        if result.n is None and result.promoters is None and not result.census
    ]


@rule(severity=ADVICE, family="listening")
def few_answers(look: Look) -> Found:
    """A result should rest on enough answers.

    With fewer than thirty, one bad morning looks like a trend.

    Bad:
        # file: content/metrics/csat-shop.yml
        kind: csat
        results:
          - {period: 2026-09, successes: 8, n: 10}  # expect: few-answers

    Good:
        # file: content/metrics/csat-shop.yml
        kind: csat
        results:
          - {period: 2026-09, successes: 80, n: 100}
    """
    enough = look.book.settings.thresholds.few_answers
    for metric in look.book.metrics.values():
        few = [
            n for n, r in enumerate(metric.results) if r.n is not None and r.n < enough and not r.census and not r.place
        ]
        if few:
            yield Finding(
                look.at(metric, "results", few[-1]),
                phrase(
                    "This result rests on too few answers: {n}, fewer than {enough}.",
                    n=metric.results[few[-1]].n,
                    enough=enough,
                ),
                phrase("Ask more people, or put several months together."),
            )


@rule(severity=ADVICE, family="listening", whole=True)
def metric_used_nowhere(look: Look) -> Found:
    """A metric should tell of something in the book.

    What decides nothing costs the time of those who count it, and of those who are asked.

    Bad:
        # file: content/metrics/shop-visitors.yml
        title: Visitors of our shops  # expect: metric-used-nowhere

    Good:
        # file: content/metrics/shop-visitors.yml
        title: Visitors of our shops
        # file: journeys/asking.yml
        phases:
          Asking:
            - {title: I go to the shop, metrics: shop-visitors}
    """
    for metric in look.book.metrics.values():
        if not metric.pressures and not look.book.mentions(metric.id):
            yield Finding(
                look.at(metric),
                phrase("Nothing in the book uses “{metric}”.", metric=metric.label),
                phrase("Where it tells how things go, write: metrics: [{id}] – or stop measuring it.", id=metric.id),
            )


@rule(severity=ERROR, family="listening")
def figure_that_cannot_be(look: Look) -> Found:
    """A figure must lie on its metric's scale.

    A rate of 95 is 9,500 % to us, and a satisfaction of 82 a mean on a scale of five: whatever is made of it is wrong.

    Bad:
        # file: content/metrics/solved-at-once.yml
        kind: rate
        results:
          - {period: 2026-09, value: 95, n: 400}  # expect: figure-that-cannot-be

    Good:
        # file: content/metrics/solved-at-once.yml
        kind: rate
        results:
          - {period: 2026-09, value: 95 %, n: 400}
    """
    for metric in look.book.metrics.values():
        low, high = _ends(metric)
        for where, value in _typed(metric):
            if not low <= value <= high:
                told = {"value": value, "low": low, "high": high, "metric": metric.label}
                yield Finding(
                    look.at(metric, *where),
                    phrase("“{metric}” cannot be {value}: it lies between {low} and {high}.", **told),
                    phrase("Write it as a share: {line}", line=f"{value:g} %")
                    if metric.kind in {"rate", "csat"} and 1 < value <= 100
                    else phrase("Correct the figure, or say what its scale is: scale: {{min: …, max: …}}"),
                )


@rule(severity=ADVICE, family="listening")
def share_below_one_per_cent(look: Look) -> Found:
    """A share counted in per cent is written in per cent.

    With the unit %, 0.95 is read as 0.95 %. Failures may be as rare as that; who is satisfied, hardly ever.

    Bad:
        # file: content/metrics/solved-at-once.yml
        kind: rate
        unit: "%"
        target: 95
        results:
          - {period: 2026-09, value: 0.92, n: 400}  # expect: share-below-one-per-cent

    Good:
        # file: content/metrics/solved-at-once.yml
        kind: rate
        unit: "%"
        target: 95
        results:
          - {period: 2026-09, value: 92, n: 400}
    """
    promised: defaultdict[str, list[float]] = defaultdict(list)
    for promise in look.book.promises.values():
        metric = look.book.metrics.get(promise.standard.metric) if promise.standard else None
        if metric and promise.standard and (bound := threshold(promise.standard, metric)):
            promised[metric.id].append(bound)
    for metric in look.book.metrics.values():
        figures = [value for _, value in _typed(metric)] + promised[metric.id]
        doubtful = ((where, value) for where, value in _typed(metric) if _is_rather_a_share(value, figures, metric))
        for where, value in islice(doubtful, 1):
            yield Finding(
                look.at(metric, *where),
                phrase("With the unit %, this is {low}, hardly {high}.", low=Shown(value, "share", 2),
                       high=Shown(100 * value, "share", 0)),
                phrase("If {high} is meant, write: {line}", high=Shown(100 * value, "share", 0),
                       line=f"{10_000 * value:.10g} %"),
            )  # fmt: skip


def _is_rather_a_share(value: float, figures: list[float], metric: Metric) -> bool:
    """Whether a figure below 1 % is most likely one of 0 … 1: a hundred times as much is like the others of its metric.

    Where all of them are as small, it may well be right, unless more is better and it is half a per cent or more.
    """
    if metric.unit != PER_CENT or not 0 < value < ONE_PER_CENT:
        return False
    if max(figures) <= ONE_PER_CENT:
        return metric.better == "higher" and value >= ONE_PER_CENT / 2
    return any(each > 0.1 and 1 / 3 <= each / (100 * value) <= 3 for each in figures)


def _typed(metric: Metric) -> list[tuple[tuple[str | int, ...], float]]:
    """The figures of a metric, each with where it stands."""
    aims = [((name,), getattr(metric, name)) for name in MEASURED]
    results = [(("results", number, "value"), row.value) for number, row in enumerate(metric.results)]
    return [(where, value) for where, value in (*aims, *results) if value is not None]


def _ends(metric: Metric) -> tuple[float, float]:
    """The lowest and the highest figure that a metric can have; satisfaction and ease may be shares as well."""
    if metric.kind == "rate":
        return 0.0, 1.0
    if metric.kind == "nps":
        return -100.0, 100.0
    if metric.kind in {"ces", "csat"}:
        low, high = (
            (metric.scale.min, metric.scale.max) if metric.scale else (0.0, 7.0 if metric.kind == "ces" else 10.0)
        )
        return min(low, 0.0), high
    return -inf, inf
