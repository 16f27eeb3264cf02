"""Actions: that they serve an objective and a need, reach the cause, and mend before they delight."""

from __future__ import annotations

from journeybook.measures import Verdict
from journeybook.model import Action, Journey, Step
from journeybook.rules.look import Look
from journeybook.rules.rule import ADVICE, WARNING, Finding, Found, rule
from journeybook.words import phrase


@rule(severity=WARNING, family="strategy")
def action_without_objective(look: Look) -> Found:
    """An action must support an objective.

    Without one, nobody can say why it comes before another.

    Bad:
        # file: content/actions/kind-letters.yml
        title: Kind letters  # expect: action-without-objective

    Good:
        # file: content/book.yml
        objectives: [{id: keep-firms, statement: Nine of ten firms stay}]
        # file: content/actions/kind-letters.yml
        title: Kind letters
        supports: keep-firms
    """
    first = next((objective.id for objective in look.book.settings.objectives if objective.id), "…")
    for action in look.open_actions:
        if not action.supports:
            yield Finding(
                look.at(action),
                phrase("“{action}” supports no objective.", action=action.label),
                phrase("Add a line with one of yours: supports: [{objective}]", objective=first),
            )


@rule(severity=WARNING, family="strategy")
def action_for_nothing(look: Look) -> Found:
    """An action must say what it mends.

    An action that stands at no touchpoint, promise or journey is seen on none of their pages.

    Bad:
        # file: content/actions/kind-letters.yml
        title: Kind letters  # expect: action-for-nothing

    Good:
        # file: content/actions/kind-letters.yml
        title: Kind letters
        addresses: paying/i-open-the-reminder
        # file: journeys/paying.yml
        phases:
          Paying: [I open the reminder]
    """
    for action in look.open_actions:
        if not action.addresses:
            yield Finding(
                look.at(action),
                phrase("“{action}” does not say what it mends.", action=action.label),
                phrase("Name touchpoints, promises or journeys: addresses: [ … ]"),
            )


@rule(severity=WARNING, family="strategy", whole=True)
def recovery_without_root_cause(look: Look) -> Found:
    """Where a case is made good, its cause must be worked on too.

    An apology that is needed every day is part of the process.

    Bad:
        # file: content/actions/fee-back.yml
        title: Take the fee back
        aim: recovery  # expect: recovery-without-root-cause
        addresses: [paying/i-find-a-fee]
        # file: journeys/paying.yml
        phases:
          Paying: [I find a fee]

    Good:
        # file: content/actions/fee-back.yml
        title: Take the fee back
        aim: recovery
        addresses: [paying/i-find-a-fee]
        # file: content/actions/no-fee.yml
        title: No fee in the first week
        aim: root_cause
        addresses: [paying/i-find-a-fee]
        # file: journeys/paying.yml
        phases:
          Paying: [I find a fee]
    """
    mended = {scope for each in look.book.actions.values() if _mends_causes(each) for scope in _scopes(each)}
    for action in look.open_actions:
        if action.aim == "recovery" and not _scopes(action) & mended:
            yield Finding(
                look.at(action, "aim"),
                phrase("“{action}” makes good what goes wrong, but nobody works on the cause.", action=action.label),
                phrase("Write an action with aim: root_cause and addresses: [{target}]",
                       target=next(iter(action.addresses), "…")),
            )  # fmt: skip


def _mends_causes(action: Action) -> bool:
    return action.aim == "root_cause" and action.closed != "dropped"


def _scopes(action: Action) -> set[str]:
    """The promises and journeys that an action works on; a cause may lie at an earlier touchpoint of the journey."""
    return {target.partition("/")[0] for target in action.addresses}


@rule(severity=WARNING, family="strategy")
def technology_without_benefit(look: Look) -> Found:
    """The customer's benefit must be named before any technology.

    “We need a chatbot” answers a question no customer has asked.

    Bad:
        # file: content/actions/chatbot.yml
        title: A chatbot
        technology: A language model on the home page  # expect: technology-without-benefit

    Good:
        # file: content/actions/chatbot.yml
        title: An answer at night
        benefit: An answer at midnight, when parents have time
        technology: A language model on the home page
    """
    for action in look.book.actions.values():
        if action.technology and not action.benefit:
            yield Finding(
                look.at(action, "technology"),
                phrase("“{action}” names a technology, but no benefit to the customer.", action=action.label),
                phrase("Say first which need it serves: benefit: …"),
            )


@rule(severity=ADVICE, family="strategy")
def action_without_deadline(look: Look) -> Found:
    """An action under way should say until when, and how we will see that it worked.

    Without these two it is a wish.

    Bad:
        # file: content/actions/kind-letters.yml
        title: Kind letters
        circle: do  # expect: action-without-deadline

    Good:
        # file: content/actions/kind-letters.yml
        title: Kind letters
        circle: do
        questions: {deadline: 2026-12-01, evidence_of_success: Half as many complaints about reminders}
    """
    for action in look.open_actions:
        asked = action.questions
        if action.circle in {"do", "review"} and not (asked and asked.deadline and asked.evidence_of_success):
            yield Finding(
                look.at(action, "circle"),
                phrase("“{action}” is under way, but does not say until when.", action=action.label)
                if not (asked and asked.deadline)
                else phrase("“{action}” does not say how we will see that it worked.", action=action.label),
                phrase("Below questions: add deadline: 2026-12-31 and evidence_of_success: …"),
            )


@rule(severity=WARNING, family="strategy", by_journey=True, whole=True)
def delight_before_must_be(look: Look) -> Found:
    """What must be in order comes before what delights.

    Flowers from a company that gets the bill wrong are an insult.

    Bad:
        # file: content/actions/birthday-card.yml
        addresses: paying/a-card-comes
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: The bill is wrong
              kano: must_be  # expect: delight-before-must-be
              emotion: -2
            - title: A card comes
              kano: attractive

    Good:
        # file: content/actions/right-bill.yml
        addresses: paying/the-bill-is-wrong
        # file: content/actions/birthday-card.yml
        addresses: paying/a-card-comes
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: The bill is wrong
              kano: must_be
              emotion: -2
            - title: A card comes
              kano: attractive
    """
    for journey in look.lived:
        delights = [step for step in journey.steps if step.touchpoint.kano == "attractive" and _worked_on(look, step)]
        for step in journey.steps if delights else ():
            if step.touchpoint.kano == "must_be" and _fails(look, journey, step) and not _worked_on(look, step):
                yield Finding(
                    look.at(step, "kano"),
                    phrase("“{touchpoint}” must be in order and is not, while we work on “{delight}”.",
                           touchpoint=step.touchpoint.title, delight=delights[0].touchpoint.title),
                    phrase("First write an action with the line: addresses: [{id}]", id=step.id),
                    tuple((look.at(each), phrase("being worked on")) for each in delights[:3]),
                )  # fmt: skip


def _worked_on(look: Look, step: Step) -> bool:
    return any(action.closed is None for action in look.actions_on.get(step.id, ()))


def _fails(look: Look, journey: Journey, step: Step) -> bool:
    """Whether a touchpoint feels bad, or a promise is broken at it."""
    feeling = step.touchpoint.emotion
    kept_here = (look.ledger[name].at.get(step.id) for name in step.touchpoint.keeps if name in look.ledger)
    return (feeling is not None and feeling <= look.bad) or Verdict.broken in kept_here
