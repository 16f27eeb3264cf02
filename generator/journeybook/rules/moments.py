"""Moments of truth: that we hear of them, measure them, can make good and can delight."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.measures import steps
from journeybook.model import Step
from journeybook.rules.look import Look
from journeybook.rules.rule import ADVICE, WARNING, Finding, Found, rule
from journeybook.words import phrase


def moments(look: Look) -> Iterator[Step]:
    """The touchpoints at which customers make up their minds today; what is shared is told where it is told first."""
    return (step for step in look.steps if step.touchpoint.moment_of_truth and not step.touchpoint.same_as)


@rule(severity=WARNING, family="listening", by_journey=True)
def moment_of_truth_without_feedback(look: Look) -> Found:
    """A moment of truth needs a listening post.

    Where customers make up their minds, we must be the first to hear which way.

    Bad:
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: I open the reminder  # expect: moment-of-truth-without-feedback
              moment_of_truth: yes

    Good:
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: I open the reminder
              moment_of_truth: yes
              feedback: A call to every tenth customer who was reminded
    """
    for step in moments(look):
        if steps.post(step) is None:
            yield Finding(
                look.at(step),
                phrase(
                    "“{touchpoint}” is a moment of truth, but nobody listens there.", touchpoint=step.touchpoint.title
                ),
                phrase("Say how you hear what customers feel here: feedback: …"),
            )


@rule(severity=WARNING, family="listening", by_journey=True)
def moment_of_truth_without_metric(look: Look) -> Found:
    """A moment of truth needs a metric.

    What decides whether customers stay cannot be left to impressions.

    Bad:
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: I open the reminder  # expect: moment-of-truth-without-metric
              moment_of_truth: yes

    Good:
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: I open the reminder
              moment_of_truth: yes
              metrics: reminder-complaints
    """
    for step in moments(look):
        if not steps.metrics(step):
            yield Finding(
                look.at(step),
                phrase(
                    "“{touchpoint}” is a moment of truth, but nothing is measured there.",
                    touchpoint=step.touchpoint.title,
                ),
                phrase("Name what tells how it goes here: metrics: [ … ]"),
            )


@rule(severity=WARNING, family="feelings", by_journey=True)
def moment_of_truth_without_recovery(look: Look) -> Found:
    """A moment of truth needs a way to make good when it fails.

    It will fail for somebody. Whether that one stays is decided by what happens then.

    Bad:
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: I open the reminder  # expect: moment-of-truth-without-recovery
              moment_of_truth: yes

    Good:
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: I open the reminder
              moment_of_truth: yes
              recovery: Whoever hears of a harsh letter rings on the same day and takes the fee back
    """
    for step in moments(look):
        if not (step.touchpoint.recovery or step.phase.recovery):
            yield Finding(
                look.at(step),
                phrase("“{touchpoint}” is a moment of truth, but nothing says what we do when it goes wrong.",
                       touchpoint=step.touchpoint.title),
                phrase("Add a line: recovery: …"),
            )  # fmt: skip


@rule(severity=ADVICE, family="feelings", by_journey=True)
def moment_of_truth_without_delight(look: Look) -> Found:
    """A moment of truth should say what would be more than expected.

    Nobody tells friends about what merely worked.

    Bad:
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: I open the reminder  # expect: moment-of-truth-without-delight
              moment_of_truth: yes

    Good:
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: I open the reminder
              moment_of_truth: yes
              delight: The letter begins with thanks for eight years
    """
    for step in moments(look):
        if not (step.touchpoint.delight or step.phase.delight):
            yield Finding(
                look.at(step),
                phrase("“{touchpoint}” is a moment of truth, but nothing says what would delight here.",
                       touchpoint=step.touchpoint.title),
                phrase("Add a line: delight: …"),
            )  # fmt: skip
