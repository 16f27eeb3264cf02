"""Strategy: that journeys serve objectives, objectives are measured, and what is to be grows out of what is."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.model import Text
from journeybook.model.settings import Objective
from journeybook.rules.look import Look
from journeybook.rules.rule import ADVICE, WARNING, Finding, Found, rule
from journeybook.words import phrase


@rule(severity=WARNING, family="strategy", by_journey=True)
def journey_without_objective(look: Look) -> Found:
    """A journey must support an objective of the company.

    Work on a journey that serves no objective stops with the next budget.

    Bad:
        # file: content/book.yml
        objectives: [{id: keep-small-firms, statement: Nine of ten small firms stay}]
        # file: journeys/paying.yml
        title: Paying late, once  # expect: journey-without-objective

    Good:
        # file: content/book.yml
        objectives: [{id: keep-small-firms, statement: Nine of ten small firms stay}]
        # file: journeys/paying.yml
        title: Paying late, once
        supports: keep-small-firms
    """
    first = next((objective.id for objective in look.book.settings.objectives if objective.id), "")
    for journey in look.journeys:
        if not journey.supports:
            yield Finding(
                look.at(journey),
                phrase("“{journey}” supports no objective.", journey=journey.label),
                phrase("Add a line with one of yours: supports: [{objective}]", objective=first)
                if first
                else phrase("Write your objectives in content/book.yml, then here: supports: [ … ]"),
            )


@rule(severity=WARNING, family="strategy")
def objective_without_metric(look: Look) -> Found:
    """An objective needs a metric.

    Without one, the day it is reached is decided by whoever speaks last.

    Bad:
        # file: content/book.yml
        objectives:
          - {id: easy-help, statement: Help is easy to get}  # expect: objective-without-metric

    Good:
        # file: content/book.yml
        objectives:
          - {id: easy-help, statement: Help is easy to get, metrics: ease-of-help}
    """
    for number, objective in _objectives(look):
        if not objective.metrics:
            yield Finding(
                look.at(look.book.settings, "objectives", number),
                phrase("Nothing measures whether “{objective}” is reached.", objective=_name(objective)),
                phrase("Name the metric that would show it: metrics: [ … ]"),
            )


@rule(severity=ADVICE, family="strategy")
def objective_without_owner(look: Look) -> Found:
    """Somebody should answer for an objective.

    What is everybody's aim is nobody's task.

    Bad:
        # file: content/book.yml
        objectives:
          - {id: easy-help, statement: Help is easy to get}  # expect: objective-without-owner

    Good:
        # file: content/book.yml
        objectives:
          - {id: easy-help, statement: Help is easy to get, owner: head-of-service}
    """
    for number, objective in _objectives(look):
        if objective.owner is None:
            yield Finding(
                look.at(look.book.settings, "objectives", number),
                phrase("Nobody answers for “{objective}”.", objective=_name(objective)),
                phrase("Add a line with the role that answers for it: owner: …"),
            )


@rule(severity=WARNING, family="strategy", whole=True)
def critical_objective_without_action(look: Look) -> Found:
    """Something must be done for an objective that the company hangs on.

    If all effort goes elsewhere, the objective is not what the company hangs on.

    Bad:
        # file: content/book.yml
        objectives:
          - {id: loyal-firms, statement: Firms stay, critical: yes}  # expect: critical-objective-without-action

    Good:
        # file: content/book.yml
        objectives:
          - {id: loyal-firms, statement: Firms stay, critical: yes}
        # file: content/actions/kind-letters.yml
        supports: loyal-firms
    """
    served = {name for action in look.open_actions for name in action.supports}
    for number, objective in _objectives(look):
        if objective.critical and objective.id not in served:
            yield Finding(
                look.at(look.book.settings, "objectives", number),
                phrase("“{objective}” is critical, but no open action supports it.", objective=_name(objective)),
                phrase("In an action that serves it, write: supports: [{id}]", id=objective.id),
            )


@rule(severity=WARNING, family="strategy", by_journey=True)
def to_be_without_as_is(look: Look) -> Found:
    """A journey as it is to be must name the one it improves.

    A dream without the way things are cannot be compared, costed or believed.

    Bad:
        # file: journeys/paying-kindly.yml
        title: Paying late, kindly
        state: to_be  # expect: to-be-without-as-is

    Good:
        # file: journeys/paying-kindly.yml
        title: Paying late, kindly
        state: to_be
        as_is: paying
        # file: journeys/paying.yml
        title: Paying late, once
    """
    for journey in look.journeys:
        if journey.state == "to_be" and journey.as_is is None:
            yield Finding(
                look.at(journey, "state"),
                phrase("“{journey}” does not say which journey it improves.", journey=journey.label),
                phrase("Add a line with the journey as it is today: as_is: …"),
            )


@rule(severity=WARNING, family="strategy", whole=True)
def to_be_without_service_model(look: Look) -> Found:
    """A journey as it is to be needs a service model that can carry it.

    A better letter is drawn in an afternoon; who will write it, with which system, decides whether it ever comes.

    Bad:
        # file: journeys/paying-kindly.yml
        title: Paying late, kindly
        state: to_be  # expect: to-be-without-service-model

    Good:
        # file: journeys/paying-kindly.yml
        title: Paying late, kindly
        state: to_be
        # file: content/service-models/billing-to-be.yml
        state: to_be
        actors: A person who reads every letter aloud
    """
    if any(model.state == "to_be" for model in look.book.service_models.values()):
        return
    for journey in look.journeys:
        if journey.state == "to_be":
            yield Finding(
                look.at(journey, "state"),
                phrase("No service model says how “{journey}” is to work.", journey=journey.label),
                phrase("Write one in content/service-models/ with the line: state: to_be"),
            )


@rule(severity=ADVICE, family="strategy")
def service_model_without_as_is(look: Look) -> Found:
    """A service model as it is to be should stand beside the one of today.

    Only side by side it shows what changes, for whom, and what that takes.

    Bad:
        # file: content/service-models/billing-to-be.yml
        title: Billing, kindly
        state: to_be  # expect: service-model-without-as-is

    Good:
        # file: content/service-models/billing-to-be.yml
        title: Billing, kindly
        state: to_be
        as_is: billing-as-is
        # file: content/service-models/billing-as-is.yml
        state: as_is
    """
    for model in look.book.service_models.values():
        if model.state == "to_be" and model.as_is is None:
            yield Finding(
                look.at(model, "state"),
                phrase("“{model}” does not say which service model it improves.", model=model.label),
                phrase("Add a line with the model of today: as_is: …"),
            )


def _objectives(look: Look) -> Iterator[tuple[int, Objective]]:
    yield from enumerate(look.book.settings.objectives)


def _name(objective: Objective) -> Text:
    return objective.statement or Text(objective.id)
