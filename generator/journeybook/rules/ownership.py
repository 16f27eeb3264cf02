"""Ownership: that for everything somebody answers, and that mending is not left to those who apologise."""

from __future__ import annotations

from collections import Counter

from journeybook.model import Action, Book
from journeybook.rules.look import Look, level_of
from journeybook.rules.rule import ADVICE, WARNING, Finding, Found, rule
from journeybook.words import phrase, phrases


@rule(severity=WARNING, family="ownership", by_journey=True)
def journey_without_owner(look: Look) -> Found:
    """Somebody must answer for a journey.

    Each department owns its piece; without an owner of the whole, nobody owns what falls between them.

    Bad:
        # file: journeys/paying.yml
        title: Paying late, once  # expect: journey-without-owner

    Good:
        # file: journeys/paying.yml
        title: Paying late, once
        owner: accounting
    """
    for journey in look.journeys:
        if journey.owner is None:
            owners = [step.touchpoint.owner for step in journey.steps if step.touchpoint.owner]
            likely = Counter(owners).most_common(1)[0][0] if owners else "…"
            yield Finding(
                look.at(journey),
                phrase("Nobody answers for “{journey}”.", journey=journey.label),
                phrase("Add a line with the role that answers for it: owner: {actor}", actor=likely),
            )


@rule(severity=WARNING, family="ownership", by_journey=True)
def journey_without_sponsor(look: Look) -> Found:
    """Somebody in management must back a journey.

    What goes wrong between departments is mended by whom both report to, or not at all.

    Bad:
        # file: journeys/paying.yml
        title: Paying late, once  # expect: journey-without-sponsor

    Good:
        # file: journeys/paying.yml
        title: Paying late, once
        sponsor: chief-executive
    """
    likely = look.book.once(_usual_sponsor)
    for journey in look.journeys:
        if journey.sponsor is None:
            yield Finding(
                look.at(journey),
                phrase("Nobody in management backs “{journey}”.", journey=journey.label),
                phrase("Add a line: sponsor: {actor}", actor=likely),
            )


def _usual_sponsor(book: Book) -> str:
    """Who backs the most journeys."""
    journeys = (journey for journey in book.journeys.values() if journey.status != "retired")
    backing = Counter(journey.sponsor for journey in journeys if journey.sponsor)
    return backing.most_common(1)[0][0] if backing else "…"


@rule(severity=WARNING, family="ownership", by_journey=True, whole=True)
def all_actions_at_the_front_line(look: Look) -> Found:
    """Not all actions of a journey may be owned at the front line.

    A script for the apology is quickly written. What made it necessary is decided further up.

    Bad:
        # file: content/actors/helpline.yml
        level: frontline
        # file: content/actions/say-sorry.yml
        {owner: helpline, addresses: paying}
        # file: content/actions/say-it-well.yml
        {owner: helpline, addresses: paying}
        # file: journeys/paying.yml
        title: Paying late, once  # expect: all-actions-at-the-front-line

    Good:
        # file: content/actors/accounting-head.yml
        level: management
        # file: content/actions/kind-letters.yml
        {owner: accounting-head, addresses: paying}
        # file: journeys/paying.yml
        title: Paying late, once
    """
    for journey in look.lived:
        levels = [_level(look, action) for action in look.actions_of(journey) if action.closed is None]
        if set(levels) == {"frontline"}:
            yield Finding(
                look.at(journey),
                phrases("The only open action for “{journey}” is left to the front line.",
                        "All {count} open actions for “{journey}” are left to the front line.",
                        len(levels), journey=journey.label),
                phrase("Find the cause that only management can take away, and give one action an owner there."),
            )  # fmt: skip


def _level(look: Look, action: Action) -> str:
    """Who acts: as the action says, else the level of its owner."""
    owner = action.owner or (action.questions.owner if action.questions else None)
    return action.level or level_of(look.book.actors.get(owner or ""))


@rule(severity=WARNING, family="ownership", whole=True, by_journey=True)
def live_journey_without_action(look: Look) -> Found:
    """A live journey needs something being done about it.

    A map that hangs on the wall and changes nothing has cost more than it gave.

    Bad:
        # file: journeys/paying.yml
        title: Paying late, once
        status: live  # expect: live-journey-without-action

    Good:
        # file: content/actions/kind-letters.yml
        addresses: paying
        # file: journeys/paying.yml
        title: Paying late, once
        status: live
    """
    for journey in look.lived:
        if journey.status == "live" and not look.actions_of(journey):
            yield Finding(
                look.at(journey, "status"),
                phrase("“{journey}” is live, and nothing is done about it.", journey=journey.label),
                phrase("Write an action in content/actions/ with the line: addresses: [{id}]", id=journey.id),
            )


@rule(severity=WARNING, family="ownership")
def action_without_owner(look: Look) -> Found:
    """Somebody must answer for an action.

    What everybody was to do, nobody did.

    Bad:
        # file: content/actions/kind-letters.yml
        title: Kind letters  # expect: action-without-owner

    Good:
        # file: content/actions/kind-letters.yml
        title: Kind letters
        owner: accounting
    """
    for action in look.open_actions:
        if action.owner is None and (action.questions is None or action.questions.owner is None):
            yield Finding(
                look.at(action),
                phrase("Nobody answers for the action “{action}”.", action=action.label),
                phrase("Add a line with the role that answers for it: owner: …"),
            )


@rule(severity=ADVICE, family="ownership", by_journey=True)
def bad_touchpoint_without_owner(look: Look) -> Found:
    """Somebody should answer for each touchpoint that hurts, or at which customers make up their minds.

    The touchpoints that hurt most lie between departments, and so on nobody’s desk.

    Bad:
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: I open the reminder  # expect: bad-touchpoint-without-owner
              emotion: -2

    Good:
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: I open the reminder
              emotion: -2
              owner: accounting
    """
    for step in look.steps:
        touchpoint = step.touchpoint
        hurts = touchpoint.emotion is not None and touchpoint.emotion <= look.bad
        if touchpoint.owner is None and (hurts or touchpoint.moment_of_truth):
            yield Finding(
                look.at(step),
                phrase("Nobody answers for “{touchpoint}”, where it hurts.", touchpoint=touchpoint.title)
                if hurts
                else phrase("Nobody answers for “{touchpoint}”, a moment of truth.", touchpoint=touchpoint.title),
                phrase("Add a line with the role that answers for it: owner: …"),
            )
