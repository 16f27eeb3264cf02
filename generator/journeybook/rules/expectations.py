"""Experience tests: what a journey's `expect:` demands, held against what is measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from journeybook.measures import MEASURES, Figure, coverage, emotion, of_journey
from journeybook.measures.expectations import TESTABLE, Tested, tested
from journeybook.model import Journey
from journeybook.model.close import closest
from journeybook.model.journey import Expectation
from journeybook.rules.look import Look
from journeybook.rules.rule import ERROR, WARNING, Finding, Found, rule
from journeybook.words import Phrase, phrase


@rule(severity=WARNING, family="feelings", by_journey=True, whole=True)
def experience_test(look: Look) -> Found:
    """A journey must be as good as its tests demand.

    A test written down in a calm hour says what may never happen, whatever the mean says.

    Bad:
        # file: journeys/paying.yml
        expect:
          - {measure: weakest_link, at_least: -1}  # expect: experience-test
        phases:
          Paying: [I get the bill: 1, I open the reminder: -2, I pay it: 1]

    Good:
        # file: journeys/paying.yml
        expect:
          - {measure: weakest_link, at_least: -1}
        phases:
          Paying: [I get the bill: 1, I open the reminder: -0.5, I pay it: 1]
    """
    for journey in look.journeys:
        if journey.expect:
            yield from _failed(look, journey)


def _failed(look: Look, journey: Journey) -> Found:
    figures = _figures(look, journey)
    for test in tested(look.book, journey, figures, look.ledger):
        asked = journey.expect[test.number]
        known = asked.promise in look.ledger if asked.promise else asked.measure in TESTABLE
        if not test.passed and known:
            yield Finding(
                look.at(journey, "expect", test.number),
                phrase("{subject}: not known, wanted {wanted}.", subject=test.subject, wanted=test.wanted)
                if test.passed is None
                else phrase(
                    "{subject}: {measured}, wanted {wanted}.",
                    subject=test.subject, measured=test.measured, wanted=test.wanted,
                ),
                _next_step(test, asked, figures.get(asked.measure)),
                tuple((look.at(step), phrase("weighs on it")) for step in test.weighing),
            )  # fmt: skip


def _next_step(test: Tested, asked: Expectation, figure: Figure | None) -> Phrase | None:
    """Where to begin: at the heaviest touchpoint; where nothing is known, at what is missing."""
    if figure is not None and figure.unit == "share" and asked.bound > 1:
        return phrase(
            "A share is at most 1: write {percent} %, or {part}.", percent=asked.bound, part=asked.bound / 100
        )
    if test.passed is None and figure is not None:
        return phrase("Tell what is missing for it. How it comes about: {formula}.", formula=figure.formula)
    if test.passed is None:
        return phrase("No touchpoint of this journey names such a metric with a result: metrics: [ … ]")
    if not test.weighing:
        return None
    return phrase("What weighs on it most is “{touchpoint}”.", touchpoint=test.weighing[0].touchpoint.title)


QUICK: Mapping[str, Callable[[Look, Journey], Figure]] = {
    "mean": lambda _, journey: emotion.mean(journey),
    "weakest_link": lambda _, journey: emotion.weakest_link(journey),
    "peak_end": lambda _, journey: emotion.peak_end(journey),
    "largest_drop": lambda _, journey: emotion.largest_drop(journey),
    "spoiler": lambda look, journey: emotion.spoiler(journey, look.bad),
    "listening": lambda _, journey: coverage.listening(journey.steps),
    "owned": lambda _, journey: coverage.owned(journey.steps),
    "promised": lambda _, journey: coverage.promised(journey.steps),
}
"""The measures that are tested most, one by one; all the others are worked out together."""


def _figures(look: Look, journey: Journey) -> Mapping[str, Figure]:
    names = {each.measure for each in journey.expect if each.measure}
    if names <= QUICK.keys():
        return {name: QUICK[name](look, journey) for name in names}
    return of_journey(look.book, journey)


@rule(severity=ERROR, family="feelings", by_journey=True)
def unknown_measure(look: Look) -> Found:
    """A test must name a measure that there is.

    A test of nothing passes for ever.

    Bad:
        # file: journeys/paying.yml
        expect:
          - {measure: weakest-link, at_least: -1}  # expect: unknown-measure

    Good:
        # file: journeys/paying.yml
        expect:
          - {measure: weakest_link, at_least: -1}
    """
    for journey in look.journeys:
        for number, each in enumerate(journey.expect):
            if each.measure and each.measure not in TESTABLE:
                close = closest(each.measure, TESTABLE)
                yield Finding(
                    look.at(journey, "expect", number, "measure"),
                    phrase("“{measure}” is no measure of a journey.", measure=each.measure)
                    if each.measure in MEASURES
                    else phrase("There is no measure “{measure}”.", measure=each.measure),
                    phrase("Did you mean “{close}”?", close=close)
                    if close
                    else phrase("For example: weakest_link, mean, peak_end, listening."),
                )
