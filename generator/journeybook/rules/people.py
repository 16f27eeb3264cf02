"""People: that those whom the book speaks of are met, understood and not forgotten, customers and our own."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.model import Actor, Journey, Persona, Step
from journeybook.model.close import folded
from journeybook.rules.look import Look
from journeybook.rules.rule import ADVICE, WARNING, Finding, Found, rule
from journeybook.words import Phrase, phrase

ROLES: tuple[tuple[frozenset[str], Phrase], ...] = (
    (frozenset({"user"}), phrase("who uses it")),
    (frozenset({"decision_maker"}), phrase("who decides")),
    (frozenset({"buyer", "payer"}), phrase("who buys or pays")),
)
"""Who must be in a group that buys, and how each is called."""


@rule(severity=WARNING, family="people", whole=True)
def persona_without_journey(look: Look) -> Found:
    """A persona must go through a journey.

    A portrait on the wall that nobody walks with is decoration.

    Bad:
        # file: content/personas/baker.yml
        name: Hanna, the baker  # expect: persona-without-journey

    Good:
        # file: content/personas/baker.yml
        name: Hanna, the baker
        # file: journeys/paying.yml
        persona: baker
    """
    for persona in look.book.personas.values():
        if persona.id not in look.journeys_of:
            yield Finding(
                look.at(persona),
                phrase("“{persona}” goes through no journey.", persona=persona.label),
                phrase("Write one in journeys/ with the line: persona: {id}", id=persona.id),
            )


@rule(severity=WARNING, family="people", options={"most": 3}, by_journey=True)
def too_many_personas(look: Look) -> Found:
    """A journey must be of three personas at most.

    A curve that is everybody's is nobody's: the retired teacher and the courier do not feel the same at any point.

    Bad:
        # file: journeys/paying.yml
        persona: baker
        other_personas: [student, teacher, courier]  # expect: too-many-personas

    Good:
        # file: journeys/paying.yml
        persona: baker
        other_personas: [student]
    """
    most = look.option("too-many-personas", "most", 3)
    for journey in look.journeys:
        if len(journey.personas) > most:
            yield Finding(
                look.at(journey, "other_personas"),
                phrase(
                    "“{journey}” is the journey of {count} personas.",
                    journey=journey.label,
                    count=len(journey.personas),
                ),
                phrase("Keep those who live through the same; write the others a journey of their own."),
            )


@rule(severity=WARNING, family="people", by_journey=True, needs=("persona",))
def incomplete_buying_group(look: Look) -> Found:
    """A journey on which a company buys must show who uses, who decides and who buys.

    The engineer who was not asked can undo in a week what was negotiated for a year.

    Bad:
        # file: content/personas/it-director.yml
        {market: b2b, decision_role: decision_maker}
        # file: journeys/business-fleet.yml
        persona: it-director  # expect: incomplete-buying-group
        aim: get

    Good:
        # file: content/personas/it-director.yml
        {market: b2b, decision_role: decision_maker}
        # file: content/personas/purchasing.yml
        {market: b2b, decision_role: [buyer, payer]}
        # file: content/personas/engineer.yml
        {market: b2b, decision_role: user}
        # file: journeys/business-fleet.yml
        persona: it-director
        aim: get
        other_personas: [purchasing, engineer]
    """
    for journey in look.lived:
        missing = _missing_roles(look, journey) if journey.aim == "get" else []
        if missing:
            yield Finding(
                look.at(journey, "persona"),
                phrase("A company buys here, but nobody shows {role}.", role=missing[0]),
                phrase("Add the persona to other_personas, and tell its part with decision_role: in its own file."),
            )


def _missing_roles(look: Look, journey: Journey) -> list[Phrase]:
    """The parts that nobody plays, where the first persona is a company's; one who plays two is enough for both."""
    persona = look.persona(journey)
    if persona is None or persona.market != "b2b" or persona.kind in {"employee", "partner"}:
        return []
    group = [look.book.personas[name] for name in journey.personas if name in look.book.personas]
    played = {role for each in group for role in each.decision_role}
    return [who for roles, who in ROLES if not roles & played]


@rule(severity=WARNING, family="people", whole=True)
def prized_value_unanswered(look: Look) -> Found:
    """What a persona prizes must be answered by a promise.

    What customers want most and nobody has promised them is where they look at others.

    Bad:
        # file: content/personas/baker.yml
        name: Hanna, the baker
        values:
          - {id: known-by-name, title: To be known by name}  # expect: prized-value-unanswered

    Good:
        # file: content/personas/baker.yml
        name: Hanna, the baker
        values:
          - {id: known-by-name, title: To be known by name}
        # file: content/promises/first.yml
        text: Who knows you answers you
        answers: known-by-name
    """
    answered = {name for promise in look.book.promises.values() for name in promise.answers}
    for persona in look.book.personas.values():
        for number, value in enumerate(persona.values):
            if value.id and not {value.id, f"{persona.id}/{value.id}"} & answered:
                yield Finding(
                    look.at(persona, "values", number),
                    phrase("“{persona}” prizes “{value}”, and no promise answers it.",
                           persona=persona.label, value=value.title or value.id),
                    phrase("In the promise that answers it, write: answers: [{id}]", id=value.id),
                )  # fmt: skip


@rule(severity=WARNING, family="people", whole=True)
def preferred_channel_unserved(look: Look) -> Found:
    """A persona must meet us in the channels it prefers.

    Who wants a text and gets a letter hears us too late, and says that we never listen.

    Bad:
        # file: content/personas/engineer.yml
        name: Piotr, the engineer
        channels: [phone, sms]  # expect: preferred-channel-unserved
        # file: journeys/changing-the-card.yml
        persona: engineer
        phases:
          Changing:
            - {title: I ring from the car park, channel: phone}

    Good:
        # file: content/personas/engineer.yml
        name: Piotr, the engineer
        channels: [phone, sms]
        # file: journeys/changing-the-card.yml
        persona: engineer
        phases:
          Changing:
            - {title: I ring from the car park, channel: phone}
            - {title: A text brings the code, channel: sms}
    """
    for persona in look.book.personas.values():
        met = set(map(folded, _channels(look, persona)))
        for number, channel in enumerate(persona.channels if met else ()):
            if folded(channel) not in met:
                yield Finding(
                    look.at(persona, "channels", number),
                    phrase("“{persona}” prefers “{channel}”, but meets us there in no journey.",
                           persona=persona.label, channel=channel),
                    phrase("Serve it at a touchpoint: channel: {channel} – or ask again.", channel=channel),
                )  # fmt: skip


def _channels(look: Look, persona: Persona) -> Iterator[str]:
    """The channels in which a persona meets us today."""
    for journey in look.journeys_of.get(persona.id, ()):
        if journey.state == "as_is":
            for step in journey.steps:
                if step.touchpoint.channel and step.touchpoint.contact not in {"absent", "indirect"}:
                    yield step.touchpoint.channel


@rule(severity=ADVICE, family="people", whole=True)
def actor_in_no_touchpoint(look: Look) -> Found:
    """An actor should have a part at some touchpoint.

    Who stands in no blueprint does not know what the work is for, and customers pay for that.

    Bad:
        # file: content/actors/accounting.yml
        title: Accounting  # expect: actor-in-no-touchpoint

    Good:
        # file: content/actors/accounting.yml
        title: Accounting
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: I open the reminder
              backstage: [{actor: accounting, does: writes the reminder}]
    """
    for actor in look.book.actors.values():
        if actor.level != "management" and next(look.serving(actor.id), None) is None:
            yield Finding(
                look.at(actor),
                phrase("“{actor}” has a part at no touchpoint.", actor=actor.label),
                phrase("Where it serves, write under frontstage: or backstage: – actor: {id}", id=actor.id),
            )


@rule(severity=WARNING, family="people")
def contact_without_training(look: Look) -> Found:
    """Who speaks or writes to customers must be trained for it.

    One letter by people who were never told what the brand promises undoes what all others have said.

    Bad:
        # file: content/actors/accounting.yml
        title: Accounting  # expect: contact-without-training
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: I open the reminder
              owner: accounting
              channel: email

    Good:
        # file: content/actors/accounting.yml
        title: Accounting
        training: Two hours on what we promise, every spring
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: I open the reminder
              owner: accounting
              channel: email
    """
    for actor in look.book.actors.values():
        met = [] if actor.training or actor.stage == "technology" else _met(look, actor)
        if met:
            yield Finding(
                look.at(actor),
                phrase("“{actor}” meets customers, but nothing says what it was taught for it.", actor=actor.label),
                phrase("Add what it has learnt: training: [ … ]"),
                tuple((look.at(step), phrase("meets customers here")) for step in met[:3]),
            )


SPOKEN_TO = ("phone", "chat", "store", "branch", "in_person", "email", "post", "sms")


def _met(look: Look, actor: Actor) -> list[Step]:
    """Where an actor serves in the customer's sight, or answers for what customers are told in words."""
    found = {
        step.id: step
        for step, side in look.serving(actor.id)
        if step.touchpoint.contact not in {"indirect", "absent"}
        and (side == "frontstage" or (side == "owner" and step.touchpoint.channel in SPOKEN_TO))
    }
    return list(found.values())
