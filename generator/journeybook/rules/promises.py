"""Promises: that somebody keeps them, answers for them and can make good on them."""

from __future__ import annotations

from collections import Counter

from journeybook.measures import Verdict, steps
from journeybook.model import Promise, Step
from journeybook.rules.look import Look, parts
from journeybook.rules.rule import ADVICE, WARNING, Finding, Found, rule
from journeybook.words import phrase


@rule(severity=WARNING, family="promises", whole=True)
def promise_kept_nowhere(look: Look) -> Found:
    """A promise must be kept at some touchpoint.

    What was said to customers, and is nobody's task at any touchpoint, is kept by chance only.

    Bad:
        # file: content/promises/call-back.yml
        text: We call you back within the hour  # expect: promise-kept-nowhere

    Good:
        # file: content/promises/call-back.yml
        text: We call you back within the hour
        # file: journeys/asking.yml
        phases:
          Asking:
            - title: They call me back
              keeps: call-back
    """
    for promise in look.book.promises.values():
        if not look.ledger[promise.id].keeping:
            yield Finding(
                look.at(promise),
                phrase("No touchpoint has to keep the promise “{promise}”.", promise=promise.label),
                phrase("At the touchpoint where customers expect it, write: keeps: [{id}]", id=promise.id),
            )


@rule(severity=WARNING, family="promises", whole=True)
def promise_kept_only_by_its_makers(look: Look) -> Found:
    """A promise must reach the people who serve, not only those who advertise it.

    The poster goes up, and whoever writes the letters has never heard of it: most promises break there.

    Bad:
        # file: content/promises/first.yml
        text: You come first  # expect: promise-kept-only-by-its-makers
        made_by: marketing
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: I see the poster
              owner: marketing
              makes: first
              keeps: first

    Good:
        # file: content/promises/first.yml
        text: You come first
        made_by: marketing
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: I open their reminder
              owner: accounting
              keeps: first
    """
    for promise in look.book.promises.values():
        keeping = look.ledger[promise.id].keeping
        if keeping and all(_by_its_makers(promise, step) for step in keeping):
            yield Finding(
                look.at(promise),
                phrase("“{promise}” is kept only by those who make it.", promise=promise.label),
                phrase("Where others serve the customer, write: keeps: [{id}]", id=promise.id),
                tuple((look.at(step), phrase("kept here, by its makers")) for step in keeping[:3]),
            )


def _by_its_makers(promise: Promise, step: Step) -> bool:
    keepers = {actor for actor, _ in parts(step)}
    return keepers == {promise.made_by} if promise.made_by else promise.id in steps.makes(step) and len(keepers) < 2


@rule(severity=WARNING, family="promises")
def promise_without_owner(look: Look) -> Found:
    """Somebody must answer for a promise.

    A promise without an owner is everybody's, and when it breaks nobody is asked.

    Bad:
        # file: content/promises/call-back.yml
        text: We call you back within the hour  # expect: promise-without-owner

    Good:
        # file: content/promises/call-back.yml
        text: We call you back within the hour
        owner: helpline
    """
    for promise in look.book.promises.values():
        if promise.owner is None:
            yield Finding(
                look.at(promise),
                phrase("Nobody answers for the promise “{promise}”.", promise=promise.label),
                phrase(
                    "Add a line with the role that answers for it: owner: {actor}", actor=_likely_owner(look, promise)
                ),
            )


def _likely_owner(look: Look, promise: Promise) -> str:
    owners = [step.touchpoint.owner for step in look.ledger[promise.id].keeping if step.touchpoint.owner]
    return Counter(owners).most_common(1)[0][0] if owners else promise.made_by or "…"


@rule(severity=WARNING, family="promises", whole=True)
def broken_promise_without_action(look: Look) -> Found:
    """What breaks a promise must be worked on.

    Customers forgive a broken promise when somebody mends it; a book that only states the break helps nobody.

    Bad:
        # file: content/promises/call-back.yml
        text: We call you back within the hour  # expect: broken-promise-without-action
        # file: content/evidence/call-log.yml
        method: operational
        # file: journeys/asking.yml
        phases:
          Asking:
            - title: Nobody calls me back
              breaks: {promise: call-back, evidence: call-log}

    Good:
        # file: content/promises/call-back.yml
        text: We call you back within the hour
        # file: content/evidence/call-log.yml
        method: operational
        # file: content/actions/call-list.yml
        addresses: call-back
        # file: journeys/asking.yml
        phases:
          Asking:
            - title: Nobody calls me back
              breaks: {promise: call-back, evidence: call-log}
    """
    for promise in look.book.promises.values():
        entry = look.ledger[promise.id]
        at = [name for name, verdict in entry.at.items() if verdict is Verdict.broken]
        if entry.verdict is Verdict.broken and not any(look.actions_on.get(name) for name in (promise.id, *at)):
            where = [step for step in (*entry.witnessed, *entry.keeping) if step.id in at]
            yield Finding(
                look.at(promise),
                phrase("“{promise}” is broken, and no action mends it. {why}.", promise=promise.label, why=entry.why),
                phrase("Write an action in content/actions/ with the line: addresses: [{id}]", id=promise.id),
                tuple((look.at(step), phrase("broken here")) for step in where[:3]),
            )


@rule(severity=ADVICE, family="promises")
def guarantee_without_remedy(look: Look) -> Found:
    """A guarantee says what the customer gets when it is broken.

    A guarantee without a remedy is a claim; the remedy is what makes people believe it.

    Bad:
        # file: content/promises/see-a-difference.yml
        text: You will see a difference, guaranteed  # expect: guarantee-without-remedy
        kind: guarantee

    Good:
        # file: content/promises/see-a-difference.yml
        text: You will see a difference, guaranteed
        kind: guarantee
        remedy: Your money back within three days, without a form
    """
    for promise in look.book.promises.values():
        if promise.kind == "guarantee" and not promise.remedy:
            yield Finding(
                look.at(promise),
                phrase("The guarantee “{promise}” does not say what the customer gets if it is broken.",
                       promise=promise.label),
                phrase("Add a line: remedy: …"),
            )  # fmt: skip


@rule(severity=ADVICE, family="promises", whole=True)
def promise_made_nowhere(look: Look) -> Found:
    """It must be known where customers hear a promise.

    Where a promise is made decides who believes it and how hard it is to take back.

    Bad:
        # file: content/promises/call-back.yml
        text: We call you back within the hour  # expect: promise-made-nowhere

    Good:
        # file: content/promises/call-back.yml
        text: We call you back within the hour
        made_in: Recording at the start of every call
    """
    for promise in look.book.promises.values():
        if promise.explicit and not promise.made_in and not look.is_mentioned(promise.id, "makes"):
            yield Finding(
                look.at(promise),
                phrase("Nothing says where customers hear “{promise}”.", promise=promise.label),
                phrase("Add a line such as made_in: Poster, or at a touchpoint: makes: [{id}]", id=promise.id),
            )
