"""Feelings: that the curve is honest, that its falls have causes, and that the decisive moments are prepared for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from journeybook.measures import emotion, steps
from journeybook.model import Journey, Step
from journeybook.model.journey import Felt
from journeybook.rules.look import Look
from journeybook.rules.rule import ADVICE, WARNING, Finding, Found, rule
from journeybook.words import phrase


@rule(severity=WARNING, family="feelings", options={"touchpoints": 3}, by_journey=True)
def curve_all_positive(look: Look) -> Found:
    """A curve must have at least one point that is not good.

    Nobody's way is all sunshine. A map without a fall was drawn to please, and there is nothing to mend in it.

    Bad:
        # file: journeys/paying.yml
        title: Paying  # expect: curve-all-positive
        phases:
          Paying: [I get the bill: 1, I read it: 1, I pay it: 2, I forget it: 1]

    Good:
        # file: journeys/paying.yml
        title: Paying
        phases:
          Paying: [I get the bill: 1, I do not understand it: -1, I pay it: 0, I forget it: 1]
    """
    least = look.option("curve-all-positive", "touchpoints", 3)
    for journey in look.lived:
        curve = emotion.felt(journey)
        if len(curve) >= least and all(each.value > 0 for each in curve):
            yield Finding(
                look.at(journey),
                phrase("Every touchpoint of “{journey}” feels good: the curve hides where it hurts.",
                       journey=journey.label),
                phrase("Ask those who complained or left, and give at least one touchpoint an emotion of 0 or below."),
            )  # fmt: skip


@rule(severity=WARNING, family="feelings", options={"more_than": 3}, by_journey=True)
def jump_without_cause(look: Look) -> Found:
    """A jump of the curve needs a cause.

    Nobody turns from delighted to furious for nothing. Where no cause is told, either the curve is wrong or the map.

    Bad:
        # file: journeys/paying.yml
        phases:
          Paying:
            - I read the poster: 2
            - title: I open the reminder
              emotion: -2  # expect: jump-without-cause

    Good:
        # file: journeys/paying.yml
        phases:
          Paying:
            - I read the poster: 2
            - title: I open the reminder
              emotion: -2
              causes: [The letter was never shown to anyone who speaks with customers]
    """
    most = look.option("jump-without-cause", "more_than", 3)
    for journey in look.lived:
        for before, at, after in _moves(journey):
            if abs(after - before.value) > most and not steps.causes(at):
                yield Finding(
                    look.at(at, "emotion"),
                    phrase("The feeling jumps from {before} to {after}, and no cause is told.",
                           before=before.value, after=after),
                    phrase("Add why: causes: [ … ]"),
                    ((look.at(before.step), phrase("before it")),) if before.step is not at else (),
                )  # fmt: skip


def _moves(journey: Journey) -> Iterator[tuple[Felt, Step, float]]:
    """From what feeling a touchpoint starts, and to which it leads: inside it too where it is told how it began."""
    curve = emotion.felt(journey)
    for before, after in pairwise(curve):
        begun = after.step.touchpoint.emotion_before
        yield before, after.step, after.value if begun is None else begun
    for each in curve:
        begun = each.step.touchpoint.emotion_before
        if begun is not None:
            yield Felt(each.step, begun), each.step, each.value


@rule(severity=ADVICE, family="feelings", by_journey=True)
def touchpoint_without_emotion(look: Look) -> Found:
    """Every touchpoint should say how it feels.

    A gap in the curve is where people stopped asking.

    Bad:
        # file: journeys/paying.yml
        phases:
          Paying:
            - I get the bill: 1
            - I pay it  # expect: touchpoint-without-emotion

    Good:
        # file: journeys/paying.yml
        phases:
          Paying:
            - I get the bill: 1
            - I pay it: 0
    """
    for journey in look.lived:
        silent = [step for step in journey.steps if step.touchpoint.emotion is None]
        if silent:
            others = tuple((look.at(step), phrase("nor this one")) for step in silent[1:4])
            yield Finding(
                look.at(silent[0]),
                phrase("“{touchpoint}” does not say how it feels.", touchpoint=silent[0].touchpoint.title),
                phrase("Add a line with a number from -2 (terrible) to 2 (wonderful): emotion: 0"),
                others,
            )


@rule(severity=ADVICE, family="feelings", by_journey=True)
def bad_touchpoint_without_cause(look: Look) -> Found:
    """A touchpoint that hurts should say what hurts and why.

    Minus two is a cry, not a finding: nobody can mend a number.

    Bad:
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: I open the reminder
              emotion: -2  # expect: bad-touchpoint-without-cause

    Good:
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: I open the reminder
              emotion: -2
              pains: [It threatens me with a court, on the second day]
    """
    for step in look.steps:
        feeling = step.touchpoint.emotion if step.touchpoint.contact != "indirect" else None
        told = step.touchpoint.pains or step.touchpoint.quotes or steps.causes(step)
        if feeling is not None and feeling <= look.bad and not (told or step.touchpoint.same_as):
            yield Finding(
                look.at(step, "emotion"),
                phrase("“{touchpoint}” hurts, but nothing says what or why.", touchpoint=step.touchpoint.title),
                phrase("Add what hurts, pains: [ … ], or why, causes: [ … ]"),
            )


@rule(severity=ADVICE, family="feelings", options={"touchpoints": 6}, by_journey=True)
def no_moment_of_truth(look: Look) -> Found:
    """A journey should mark where customers make up their minds.

    Not all touchpoints weigh the same; who treats them alike polishes the wrong ones.

    Bad:
        # file: journeys/paying.yml
        title: Paying  # expect: no-moment-of-truth
        phases:
          Paying: [I get the bill, I read it, I lay it aside, I forget it, I open the reminder, I pay it]

    Good:
        # file: journeys/paying.yml
        title: Paying
        phases:
          Paying:
            - I get the bill
            - I read it
            - I lay it aside
            - I forget it
            - title: I open the reminder
              moment_of_truth: yes
            - I pay it
    """
    least = look.option("no-moment-of-truth", "touchpoints", 6)
    for journey in look.lived:
        if len(journey.steps) >= least and not any(step.touchpoint.moment_of_truth for step in journey.steps):
            weakest = emotion.weakest(journey) or journey.steps[0]
            yield Finding(
                look.at(journey),
                phrase(
                    "“{journey}” does not say at which touchpoint customers make up their minds.", journey=journey.label
                ),
                phrase(
                    "Perhaps at “{touchpoint}”? There, write: moment_of_truth: yes", touchpoint=weakest.touchpoint.title
                ),
            )
