"""The way through a journey: that every touchpoint can be reached, every loop be left, and nobody gets lost between."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from journeybook.measures.shown import Shown
from journeybook.model import Journey, Step
from journeybook.rules.look import Look
from journeybook.rules.rule import ERROR, RETIRED, WARNING, Finding, Found, rule
from journeybook.words import phrase

END = -1
Ways = Mapping[int, list[int]]
PERSONAL = ("phone", "chat", "store", "branch", "in_person")
TYPED = ("web", "app")
OURS = (*PERSONAL, "web", "app", "email", "sms", "post")


@rule(severity=ERROR, family="structure", status=RETIRED, by_journey=True)
def unreachable_touchpoint(look: Look) -> Found:
    """Some way must lead to every touchpoint.

    A touchpoint that no way leads to is drawn on no path, and nobody will notice what is wrong with it.

    Bad:
        # file: journeys/asking.yml
        phases:
          Asking:
            - title: I ring
              next: a-voice-answers
            - I wait in the queue  # expect: unreachable-touchpoint
            - A voice answers

    Good:
        # file: journeys/asking.yml
        phases:
          Asking:
            - title: I ring
              next: [a-voice-answers, i-wait-in-the-queue]
            - I wait in the queue
            - A voice answers
    """
    for journey in _branching(look):
        reached = _reached([0], look.once(_all_ways)[journey.id])
        for number, step in enumerate(journey.steps):
            if number not in reached and step.touchpoint.contact != "absent":
                yield Finding(
                    look.at(step),
                    phrase("No way leads to “{touchpoint}”.", touchpoint=step.touchpoint.title),
                    phrase("At the touchpoint before it, name it under next: – {id}", id=step.touchpoint.id),
                )


@rule(severity=ERROR, family="structure", status=RETIRED, by_journey=True)
def loop_without_exit(look: Look) -> Found:
    """Every loop must have a way out.

    Customers do leave; a map that keeps them going in circles does not say how.

    Bad:
        # file: journeys/asking.yml
        phases:
          Asking:
            - I ring
            - title: I am told to write  # expect: loop-without-exit
              next: i-am-told-to-ring
            - title: I am told to ring
              next: i-am-told-to-write

    Good:
        # file: journeys/asking.yml
        outcomes: [{id: gives-up, title: Gives up}]
        phases:
          Asking:
            - I ring
            - title: I am told to write
              next: i-am-told-to-ring
            - title: I am told to ring
              next: [i-am-told-to-write, gives-up]
    """
    for journey in _branching(look):
        forth = look.once(_all_ways)[journey.id]
        back: defaultdict[int, list[int]] = defaultdict(list)
        for start, ends in forth.items():
            for end in ends:
                back[end].append(start)
        caught = sorted(_circling(_reached([0], forth) - _reached([END], back) - {END}, forth))
        if caught:
            first = journey.steps[caught[0]]
            yield Finding(
                look.at(first),
                phrase("Who comes to “{touchpoint}” never gets out again.", touchpoint=first.touchpoint.title),
                phrase("Let one touchpoint of the circle lead out: under next: name another touchpoint or an outcome."),
                tuple((look.at(journey.steps[each]), phrase("part of the circle")) for each in caught[1:4]),
            )


@rule(severity=ERROR, family="structure", status=RETIRED, by_journey=True)
def shares_that_do_not_add_up(look: Look) -> Found:
    """The shares of all ways on from a touchpoint must add up to 100 %.

    If 60 % go one way and 30 % the other, the missing 10 % are the ones who left.

    Bad:
        # file: journeys/asking.yml
        outcomes: [{id: gives-up, title: Gives up}]
        phases:
          Asking:
            - title: I ring
              next:
                - {to: a-voice-answers, share: 60 %}  # expect: shares-that-do-not-add-up
                - {to: gives-up, share: 30 %}
            - A voice answers

    Good:
        # file: journeys/asking.yml
        outcomes: [{id: gives-up, title: Gives up}]
        phases:
          Asking:
            - title: I ring
              next:
                - {to: a-voice-answers, share: 60 %}
                - {to: gives-up, share: 40 %}
            - A voice answers
    """
    for journey in _branching(look):
        for step in journey.steps:
            shares = [way.share for way in step.touchpoint.next if way.share is not None]
            total = sum(shares)
            whole = len(shares) == len(step.touchpoint.next)
            if shares and (total > 1.005 or (whole and total < 0.995)):
                yield Finding(
                    look.at(step, "next", 0),
                    phrase("The ways on from “{touchpoint}” add up to {total}.",
                           touchpoint=step.touchpoint.title, total=Shown(total, "share", 0)),
                    phrase("Correct the shares so that they make 100 %, or add the way that is missing."),
                )  # fmt: skip


@rule(severity=WARNING, family="structure", by_journey=True, needs=("persona",))
def channel_change_without_handover(look: Look) -> Found:
    """When a customer has to go on in another channel, something must be handed over.

    What was said on the phone and is not known in the shop has to be said again, by an angrier customer.

    Bad:
        # file: journeys/asking.yml
        phases:
          Asking:
            - {title: I tell it on the phone, channel: phone, owner: helpline}
            - {title: They send a form, channel: email, owner: back-office}  # expect: channel-change-without-handover

    Good:
        # file: journeys/asking.yml
        phases:
          Asking:
            - {title: I tell it on the phone, channel: phone, owner: helpline}
            - {title: They send a form, channel: email, owner: back-office, handover: It is filled in already}
    """
    for journey in look.lived:
        for start, ends in (look.once(_all_ways)[journey.id] if not look.inside(journey) else {}).items():
            for end in ends:
                before, after = journey.steps[start], journey.steps[end]
                if end > start and not after.touchpoint.handover and _passed_on(before, after):
                    yield Finding(
                        look.at(after),
                        phrase("The channel changes here, and nothing says what is handed over."),
                        phrase("Add what those who come next know already: handover: …"),
                        ((look.at(before), phrase("before it, in another channel")),),
                    )


def _passed_on(before: Step, after: Step) -> bool:
    """Whether the customer goes on with others, in another channel, within one phase.

    After a person of ours, or on the telephone after having typed it all.
    """
    one, other = before.touchpoint, after.touchpoint
    if one.channel == other.channel or before.phase_number != after.phase_number:
        return False
    personal = one.contact == "direct" or (one.contact is None and one.channel in PERSONAL)
    by_telephone = one.channel in TYPED and one.contact != "indirect" and other.channel == "phone"
    ours = (
        (personal or by_telephone)
        and other.contact not in {"indirect", "absent"}
        and {one.channel, other.channel} <= set(OURS)
    )
    same_hands = one.owner is not None and one.owner == other.owner
    return ours and not same_hands


def _all_ways(look: Look) -> dict[str, Ways]:
    return {journey.id: ways(journey) for journey in look.written}


def ways(journey: Journey) -> Ways:
    """Where one can go from each touchpoint, by numbers from 0; END stands for the end of the journey."""
    last = len(journey.steps) - 1
    found: dict[int, list[int]] = {number: [number + 1] for number in range(last)} | {last: [END]}
    named = [(number, step.touchpoint.next) for number, step in enumerate(journey.steps) if step.touchpoint.next]
    numbers = {step.touchpoint.id: number for number, step in enumerate(journey.steps)} if named else {}
    return found | {number: [numbers.get(way.to, END) for way in following] for number, following in named}


def _branching(look: Look) -> Iterable[Journey]:
    """The journeys, retired ones too, that do not simply go from one touchpoint to the next."""
    return (journey for journey in look.written if any(step.touchpoint.next for step in journey.steps))


def _circling(caught: set[int], forth: Ways) -> set[int]:
    """Those of the caught touchpoints that one comes to again and again, without the ones that lead there."""
    comings = Counter(end for start in caught for end in set(forth[start]) & caught)
    left = [number for number in caught if not comings[number]]
    circling = set(caught)
    while left:
        start = left.pop()
        circling.discard(start)
        for end in set(forth[start]) & circling:
            comings[end] -= 1
            left += [end] if not comings[end] else []
    return circling


def _reached(start: list[int], ways: Ways) -> set[int]:
    found, left = set(start), list(start)
    while left:
        new = set(ways.get(left.pop(), ())) - found
        found |= new
        left += new
    return found
