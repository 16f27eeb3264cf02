"""A metric against its target."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from journeybook.load import load
from journeybook.measures import of_metric
from journeybook.measures.target import lower_is_better, standing
from journeybook.model import Metric

Write = Callable[[Mapping[str, str | bytes]], Path]


def metric(write_book: Write, text: str) -> Metric:
    return load(write_book({"content/metrics/m.yml": text}))[0].metrics["m"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{kind: count, better: lower, target: 10, results: [{date: 2026-01-01, value: 9}]}", "kept"),
        ("{kind: count, better: lower, target: 10, results: [{date: 2026-01-01, value: 46}]}", "broken"),
        ("{kind: count, target: 10, results: [{date: 2026-01-01, value: 46}]}", "kept"),
        ("{kind: time, unit: min, target: 10, results: [{date: 2026-01-01, value: 46}]}", "broken"),
        ("{kind: rate, target: 90 %, results: [{date: 2026-01-01, successes: 95, n: 100}]}", "at_risk"),
        ("{kind: rate, target: 90 %, results: [{date: 2026-01-01, successes: 990, n: 1000}]}", "kept"),
        ("{kind: rate, results: [{date: 2026-01-01, successes: 990, n: 1000}]}", "unmeasured"),
        ("{kind: rate, target: 90 %}", "unmeasured"),
        ("{kind: csat, target: 88 %, results: [{date: 2026-01-01, value: 4.2, n: 50}]}", "unmeasured"),
        ("{kind: csat, target: 4, results: [{date: 2026-01-01, value: 4.2, sd: 1, successes: 40, n: 500}]}", "kept"),
        ("{kind: csat, target: 4, results: [{date: 2026-01-01, successes: 40, n: 50}]}", "unmeasured"),
    ],
)
def test_a_figure_is_held_against_the_target_as_a_promise_would_be(write_book: Write, text: str, expected: str) -> None:
    found = metric(write_book, text)
    assert standing(found, next(iter(of_metric(found, date.max).values()))) == expected


def test_of_times_less_is_better_unless_somebody_says_so(write_book: Write) -> None:
    assert lower_is_better(metric(write_book, "{kind: time}"))
    assert not lower_is_better(metric(write_book, "{kind: time, better: higher}"))
    assert not lower_is_better(metric(write_book, "{kind: count}"))
