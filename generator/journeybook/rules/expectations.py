"""Experience tests: what a journey's `expect:` demands, held against what is measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from journeybook.measures import MEASURES, Figure, coverage, emotion, of_journey
from journeybook.measures.expectations import tested
from journeybook.model import Journey
from journeybook.model.wording import closest
from journeybook.rules.look import Look
from journeybook.rules.rule import ERROR, WARNING, Finding, Found, rule
from journeybook.words import phrase


@rule(severity=WARNING, family="feelings", by_journey=True)
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
    for test in tested(look.book, journey, _figures(look, journey), look.ledger):
        known = journey.expect[test.number].promise or journey.expect[test.number].measure in MEASURES
        if not test.passed and known:
            heaviest = test.weighing[0].touchpoint.title if test.weighing else None
            yield Finding(
                look.at(journey, "expect", test.number),
                phrase(
                    "{subject}: {measured}, wanted {wanted}.",
                    subject=test.subject, measured=test.measured, wanted=test.wanted,
                ),
                phrase("What weighs on it most is “{touchpoint}”.", touchpoint=heaviest) if heaviest else None,
                tuple((look.at(step), phrase("weighs on it")) for step in test.weighing),
            )  # fmt: skip


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
            if each.measure and each.measure not in MEASURES:
                close = closest(each.measure, tuple(MEASURES))
                yield Finding(
                    look.at(journey, "expect", number, "measure"),
                    phrase("There is no measure “{measure}”.", measure=each.measure),
                    phrase("Did you mean “{close}”?", close=close)
                    if close
                    else phrase("For example: weakest_link, mean, peak_end, listening."),
                )
