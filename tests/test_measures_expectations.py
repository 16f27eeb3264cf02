"""Experience tests: every measure and verdict can be demanded; one that fails says what weighs on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from journeybook import rules
from journeybook.load import load
from journeybook.measures import MEASURES, of_journey
from journeybook.measures.expectations import TESTABLE
from journeybook.problem import Problem

ROOT = Path(__file__).parents[1]
Write = Callable[[Mapping[str, str | bytes]], Path]
FILES = {
    "content/personas/anna.yml": "name: Anna\nsize: 100\nyearly_value: 10\n",
    "content/actors/desk.yml": "title: Desk\n",
    "content/evidence/talks.yml": "method: interview\n",
    "content/metrics/score.yml": "{kind: nps, results: {promoters: 50, passives: 30, detractors: 20}}",
    "content/metrics/ease.yml": "kind: ces\nbetter: higher\nresults: [{date: 2026-01-01, value: 3, n: 50, sd: 1}]\n",
    "content/metrics/time.yml": "kind: time\nunit: min\nresults: [{date: 2026-01-01, value: 9, n: 50, sd: 1}]\n",
    "content/promises/soon.yml": "text: We answer in 5 minutes\nstandard: {metric: time, at_most: 5 min}\n",
    "content/promises/never.yml": "text: No fee\n",
}
JOURNEY = """
    title: Asking
    persona: anna
    status: validated
    expect: [%s]
    phases:
      Asking:
        - {title: I look, emotion: 1, owner: desk, evidence: talks, keeps: never, failure_rate: 0.1}
        - {title: I ring, emotion: -1, importance: 5, metrics: [score, ease], duration: 5 min, value_adding: yes}
        - {title: I wait, emotion: -2, importance: 1, wait: 50 min, failure_rate: 0.3, owner: desk, keeps: soon,
           causes: [{text: Two people for all, driver: policy}], metrics: time}
        - {title: I am glad, emotion: 2, feedback: {method: A call, question: All well?, frequency: Always,
           answer_within: 1 day, owner: desk}}
    """


def judged(write_book: Write, test: str) -> list[Problem]:
    """Return what check says of a journey with one test."""
    book, told = load(write_book({**FILES, "journeys/asking.yml": JOURNEY % test}), date(2026, 11, 22))
    wanted = {"experience-test", "unknown-measure", "unknown-reference", "wrong-value", "missing-field"}
    return [problem for problem in rules.checked(book, told) if problem.rule in wanted]


@pytest.mark.parametrize(
    ("test", "message", "weighing"),
    [
        ("measure: weakest_link, at_least: -1", "Weakest link: −2, wanted at least −1.", ["I wait"]),
        ("measure: mean, more_than: 1", "Mean emotion: 0.17, wanted more than 1.", ["I ring", "I wait"]),
        ("measure: peak_end, at_least: 1.5", "Peak and end: 0, wanted at least 1.5.", ["I wait", "I am glad"]),
        ("measure: largest_drop, at_least: -1", "Largest drop: −2, wanted at least −1.", ["I ring", "I look"]),
        ("measure: spoiler, less_than: 1", "Spoilers: 2, wanted less than 1.", ["I wait", "I ring"]),
        ("measure: listening, at_least: 60 %", "25.0% , wanted at least 60.0%", ["I wait", "I ring", "I look"]),
        ("measure: evidenced, at_least: 0.5", "25.0% , wanted at least 50.0%", ["I wait", "I ring", "I am glad"]),
        ("measure: owned, at_least: .6", "50.0% , wanted at least 60.0%", ["I ring", "I am glad"]),
        ("measure: promised, at_least: '0,6'", "50.0% , wanted at least 60.0%", ["I ring", "I am glad"]),
        ("measure: acted, at_least: 1", "0.0% , wanted at least 100.0%", ["I wait", "I ring"]),
        ("measure: stay_share, at_least: 95 %", "wanted at least 95.0%", ["I wait", "I look"]),
        ("measure: first_pass_yield, at_least: 0.9", "63.0% , wanted at least 90.0%", ["I wait", "I look"]),
        ("measure: value_added, at_least: 0.5", "9.1% , wanted at least 50.0%", ["I wait"]),
        ("measure: cause_cost, at_most: 1", "2, wanted at most 1", ["I wait"]),
        ("measure: cause_cost_policy, at_most: 1", "2, wanted at most 1", ["I wait"]),
        ("measure: nps, at_least: 40", "30.0, wanted at least 40", ["I ring"]),
        ("measure: ces, at_least: 5", "3, wanted at least 5", ["I ring"]),
        ("measure: rung, at_least: 5", "2 of 5, wanted at least 5 of 5", []),
        ("measure: context, at_least: 6", "0 of 6, wanted at least 6 of 6", []),
        ("promise: soon, verdict: kept", "Promise “We answer in 5 minutes”: broken, wanted kept.", ["I wait"]),
        ("promise: never, verdict: kept", "Promise “No fee”: not measured, wanted kept.", ["I look"]),
    ],
)
def test_a_test_that_fails_says_what_was_wanted_and_what_weighs_on_it(
    test: str, message: str, weighing: list[str], write_book: Write
) -> None:
    (problem,) = judged(write_book, f"{{{test}}}")
    told = problem.message.say("en")
    assert all(
        re.sub(r"\s|\.0|\u00a0", "", part) in re.sub(r"\s|\.0|\u00a0", "", told) for part in message.split(" , ")
    )
    lines = (JOURNEY % test).splitlines()
    assert [next(t for t in weighing if t in lines[place.line]) for place, _ in problem.others] == weighing
    assert (problem.place.line, problem.rule) == (4, "experience-test")
    assert bool(problem.hint) == bool(weighing)


@pytest.mark.parametrize(
    "test",
    [
        "measure: weakest_link, at_least: -2", "measure: spoiler, at_most: 2", "measure: nps, more_than: 29",
        "promise: soon, verdict: broken", "promise: never, verdict: unmeasured", "measure: largest_drop, at_least: −2",
    ],
)  # fmt: skip
def test_a_test_that_holds_is_quiet(test: str, write_book: Write) -> None:
    assert judged(write_book, f"{{{test}}}") == []


@pytest.mark.parametrize(
    ("test", "rule", "told"),
    [
        ("measure: weakest-link, at_least: 1", "unknown-measure", "Did you mean “weakest_link”?"),
        ("measure: wekest_link, at_least: 1", "unknown-measure", "Did you mean “weakest_link”?"),
        ("measure: happiness, at_least: 1", "unknown-measure", "For example: weakest_link"),
        ("measure: focus, at_least: 1", "unknown-measure", "“focus” is no measure of a journey."),
        ("promise: sonn, verdict: kept", "unknown-reference", "Did you mean “soon”?"),
        ("promise: soon, verdict: held", "wrong-value", "kept"),
        ("measure: mean", "wrong-value", "at_least"),
        ("measure: csat, at_least: 80 %", "experience-test", "No touchpoint of this journey names such a metric"),
        ("measure: listening, at_least: 60", "experience-test", "A share is at most 1: write 60 %, or 0.6."),
        ("measure: spill_over, at_most: 1", "experience-test", "How it comes about:"),
    ],
)
def test_a_test_that_cannot_be_judged_says_why(test: str, rule: str, told: str, write_book: Write) -> None:
    (problem,) = judged(write_book, f"{{{test}}}")
    assert problem.rule == rule
    assert told in f"{problem.message.say('en')} {problem.hint.say('en') if problem.hint else ''}"


def test_a_journey_can_be_tested_by_every_figure_it_has() -> None:
    book, _ = load(ROOT)
    own = {name for journey in book.journeys.values() for name in of_journey(book, journey)}
    assert own <= set(TESTABLE) <= set(MEASURES)
