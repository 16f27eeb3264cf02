"""The shape of journeys: that they go on after the purchase, have an end, and can be taken in at a glance."""

from __future__ import annotations

from journeybook.model import Entity, Persona, Promise, Step, Text
from journeybook.rules.look import Look
from journeybook.rules.rule import ADVICE, ERROR, WARNING, Finding, Found, rule
from journeybook.words import phrase

LATER = {"receive", "use", "pay", "get_help", "renew", "leave"}
ENDS = {"renew", "leave"}


@rule(severity=ERROR, family="structure")
def without_title(look: Look) -> Found:
    """Whatever the book tells of has a title.

    Without one its file’s name stands on maps, on pages and in the search, and that is no word of the field.

    Bad:
        # file: content/actors/dispatch.yml
        level: frontline  # expect: without-title

    Good:
        # file: content/actors/dispatch.yml
        title: Dispatch
        level: frontline
    """
    for entity in look.book.entities:
        if not (entity.title or _own_words(entity)):
            place = look.at(entity)
            yield Finding(
                place,
                phrase("{file} has no title.", file=place.file),
                phrase("Write title: and what readers are to call it, in the first line."),
            )


def _own_words(entity: Entity) -> Text | None:
    """What stands for a title: a persona's name, the words of a promise."""
    match entity:
        case Persona():
            return entity.name
        case Promise():
            return entity.text
    return None


@rule(severity=WARNING, family="structure", whole=True)
def nothing_after_the_purchase(look: Look) -> Found:
    """What comes after the purchase must be mapped too.

    Buying takes an hour, using it takes years; a company that maps only the hour is surprised by the rest.

    Bad:
        # file: journeys/getting-a-phone.yml
        phases:
          - {title: Looking, stage: consider, touchpoints: [I compare offers]}
          - {title: Buying, stage: buy, touchpoints: [I sign]}  # expect: nothing-after-the-purchase

    Good:
        # file: journeys/getting-a-phone.yml
        phases:
          - {title: Looking, stage: consider, touchpoints: [I compare offers]}
          - {title: Buying, stage: buy, touchpoints: [I sign]}
          - {title: Using, stage: use, touchpoints: [I put the card in]}
    """
    cared_for = {journey.persona for journey in look.lived if LATER & {phase.stage for phase in journey.phases}}
    for journey in look.lived:
        stages = [phase.stage for phase in journey.phases]
        if "buy" in stages and not journey.parent and journey.persona not in cared_for:
            yield Finding(
                look.at(journey, "phases", stages.index("buy")),
                phrase("After the purchase nothing is mapped of what “{persona}” lives through.",
                       persona=look.book.personas[journey.persona].label if journey.persona in look.book.personas
                       else journey.persona),
                phrase("Add phases with stage: receive, use or pay, or another journey of the same persona."),
            )  # fmt: skip


@rule(severity=WARNING, family="structure", by_journey=True)
def end_without_touchpoint(look: Look) -> Found:
    """Where customers renew or leave, we must meet them.

    A contract that runs out in silence is the company’s last word.

    Bad:
        # file: journeys/contract.yml
        phases:
          - {title: Using, stage: use, touchpoints: [I use it]}
          - {title: The contract ends, stage: leave}  # expect: end-without-touchpoint

    Good:
        # file: journeys/contract.yml
        phases:
          - {title: Using, stage: use, touchpoints: [I use it]}
          - {title: The contract ends, stage: leave, touchpoints: [They warn me a month before]}
    """
    for journey in look.lived:
        met = {step.phase_number for step in journey.steps if step.touchpoint.contact not in {"absent", "indirect"}}
        for number, phase in enumerate(journey.phases, start=1):
            if phase.stage in ENDS and number not in met:
                yield Finding(
                    look.at(journey, "phases", number - 1),
                    phrase("In “{phase}” the customer never meets us.", phase=phase.title),
                    phrase("Add the touchpoint that ought to be there; one still to come has contact: absent."),
                )


@rule(severity=ADVICE, family="structure", whole=True, by_journey=True)
def absent_touchpoint_without_action(look: Look) -> Found:
    """A touchpoint that ought to exist should have an action that makes it.

    Naming a gap is half the work; the other half is dated and has an owner.

    Bad:
        # file: journeys/contract.yml
        phases:
          Ending:
            - title: Nobody warns me  # expect: absent-touchpoint-without-action
              contact: absent

    Good:
        # file: content/actions/warn-in-time.yml
        addresses: contract/nobody-warns-me
        # file: journeys/contract.yml
        phases:
          Ending:
            - title: Nobody warns me
              contact: absent
    """
    for step in look.steps:
        if step.touchpoint.contact == "absent" and not look.actions_on.get(step.id):
            yield Finding(
                look.at(step),
                phrase("“{touchpoint}”: what is missing here is in no action.", touchpoint=step.touchpoint.title),
                phrase("Write an action in content/actions/ with the line: addresses: [{id}]", id=step.id),
            )


@rule(severity=WARNING, family="structure", by_journey=True)
def phase_without_touchpoint(look: Look) -> Found:
    """A phase needs at least one touchpoint.

    An empty phase says either that nothing happens or that nobody looked; readers cannot tell which.

    Bad:
        # file: journeys/paying.yml
        phases:
          - {title: Using, touchpoints: [I use it]}
          - {title: Paying}  # expect: phase-without-touchpoint

    Good:
        # file: journeys/paying.yml
        phases:
          - {title: Using, touchpoints: [I use it]}
          - {title: Paying, touchpoints: [I pay]}
    """
    for journey in look.journeys:
        for number, phase in enumerate(journey.phases):
            if not phase.touchpoints and phase.stage not in ENDS:
                yield Finding(
                    look.at(journey, "phases", number),
                    phrase("Nothing happens in the phase “{phase}”.", phase=phase.title),
                    phrase("Below touchpoints: write what happens, for example: - I open the bill: 1"),
                )


@rule(severity=ADVICE, family="structure", options={"most": 25}, by_journey=True)
def too_many_touchpoints(look: Look) -> Found:
    """A journey should be short enough to be taken in.

    Beyond twenty-five touchpoints nobody sees the curve any more, only boxes.

    Bad:
        # file: content/book.yml
        rules: {too-many-touchpoints: {most: 3}}
        # file: journeys/paying.yml
        title: Paying  # expect: too-many-touchpoints
        phases:
          Paying: [I get the bill, I read it, I understand it, I pay it]

    Good:
        # file: content/book.yml
        rules: {too-many-touchpoints: {most: 3}}
        # file: journeys/paying.yml
        title: Paying
        phases:
          Paying: [I get the bill, I understand it, I pay it]
    """
    most = look.option("too-many-touchpoints", "most", 25)
    for journey in look.journeys:
        if len(journey.steps) > most:
            yield Finding(
                look.at(journey),
                phrase("“{journey}” has {count} touchpoints.", journey=journey.label, count=len(journey.steps)),
                phrase(
                    "Tell a part in a journey of its own, with parent: {id}, and lead there with opens:", id=journey.id
                ),
            )


@rule(severity=ADVICE, family="structure", options={"most": 60}, by_journey=True)
def title_too_long(look: Look) -> Found:
    """A touchpoint's title should be short.

    On the map it has three lines; what does not fit there belongs under doing or thinking.

    Bad:
        # file: journeys/paying.yml
        phases:
          Paying:
            - I open the mail between two trays and read that they want to take me to court  # expect: title-too-long

    Good:
        # file: journeys/paying.yml
        phases:
          Paying:
            - I open the reminder
    """
    most = look.option("title-too-long", "most", 60)
    for step in (step for journey in look.journeys for step in journey.steps):
        yield from _too_long(look, step, most)


def _too_long(look: Look, step: Step, most: float) -> Found:
    for _, path, words in look.words(step.touchpoint.title):
        if len(words) > most:
            yield Finding(
                look.at(step, "title", *path),
                phrase("This title has {count} characters.", count=len(words)),
                phrase("Say it in {most} at most; the rest can stand under doing: or thinking:", most=int(most)),
            )
            return
