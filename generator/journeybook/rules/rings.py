"""References that lead, but to the wrong place: in a ring, to what is retired, to what is of another state."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from journeybook.model import Journey, Step
from journeybook.rules.look import Look
from journeybook.rules.rule import ERROR, RETIRED, WARNING, Finding, Found, rule
from journeybook.words import phrase


@rule(severity=ERROR, family="references", status=RETIRED)
def ring_of_parents(look: Look) -> Found:
    """A journey must not be a part of itself.

    If each of two journeys tells a part of the other, nobody finds the way up.

    Bad:
        # file: journeys/paying.yml
        parent: reminder  # expect: ring-of-parents
        # file: journeys/reminder.yml
        parent: paying  # expect: ring-of-parents

    Good:
        # file: journeys/paying.yml
        title: Paying late, once
        # file: journeys/reminder.yml
        parent: paying
    """
    for journey in _in_rings(look.book.journeys, lambda journey: journey.parent or ""):
        yield Finding(
            look.at(journey, "parent"),
            phrase("“{journey}” is a part of itself, through its parents.", journey=journey.label),
            phrase("Take the line parent: out of the journey that tells the whole."),
        )


@rule(severity=ERROR, family="references", status=RETIRED, by_journey=True)
def improves_itself(look: Look) -> Found:
    """A journey as it is to be must improve one as it is.

    What is to be is measured against what is; two wishes say nothing about each other.

    Bad:
        # file: journeys/paying-kindly.yml
        state: to_be
        as_is: paying-perfectly  # expect: improves-itself
        # file: journeys/paying-perfectly.yml
        state: to_be

    Good:
        # file: journeys/paying-kindly.yml
        state: to_be
        as_is: paying
        # file: journeys/paying.yml
        state: as_is
    """
    for journey in look.written:
        today = look.book.journeys.get(journey.as_is or "")
        if today is not None and (journey.state != "to_be" or today.state != "as_is"):
            yield Finding(
                look.at(journey, "as_is"),
                phrase("“{journey}” is itself as it is today, and improves nothing.", journey=journey.label)
                if journey.state != "to_be"
                else phrase("“{journey}” is not as it is today either.", journey=today.label),
                phrase("Write state: to_be, or take this line out.")
                if journey.state != "to_be"
                else phrase("Name the journey as customers live through it today."),
            )


@rule(severity=ERROR, family="references", status=RETIRED, by_journey=True)
def shared_in_a_ring(look: Look) -> Found:
    """A shared touchpoint must be told once, where it is told first.

    If each of two touchpoints says “the same as the other”, nobody tells anything.

    Bad:
        # file: journeys/paying.yml
        phases:
          Paying:
            - {title: I log in, same_as: paying/i-sign-in}  # expect: shared-in-a-ring
            - {title: I sign in, same_as: paying/i-log-in}  # expect: shared-in-a-ring

    Good:
        # file: journeys/paying.yml
        phases:
          Paying:
            - {title: I log in, emotion: 0}
            - {title: I sign in, same_as: paying/i-log-in}
    """
    for step in (step for journey in look.written for step in journey.steps):
        other = look.book.step(_shared(step))
        if other is not None and (other is step or other.touchpoint.same_as):
            yield Finding(
                look.at(step, "same_as"),
                phrase(
                    "“{touchpoint}” does not tell it either: it is shared itself.", touchpoint=other.touchpoint.title
                ),
                phrase("Name the touchpoint where the facts stand: same_as: journey/touchpoint"),
            )


def _shared(step: Step) -> str:
    other = step.touchpoint.same_as or ""
    return other if "/" in other or not other else f"{step.journey}/{other}"


@rule(severity=WARNING, family="references", by_journey=True)
def refers_to_retired(look: Look) -> Found:
    """What is in use must not lead to what is retired.

    A retired journey is kept for the record; who is led there takes the past for today.

    Bad:
        # file: journeys/lost-phone.yml
        status: retired
        # file: journeys/call-for-help.yml
        phases:
          Calling:
            - title: I ring
              opens: lost-phone  # expect: refers-to-retired

    Good:
        # file: journeys/lost-phone.yml
        status: live
        # file: journeys/call-for-help.yml
        phases:
          Calling:
            - title: I ring
              opens: lost-phone
    """
    retired = look.retired
    for journey in look.journeys if retired else ():
        for name in ("parent", "as_is"):
            if getattr(journey, name) in retired:
                yield _leads_to_retired(look, journey, getattr(journey, name), name)
        for step in journey.steps:
            if step.touchpoint.opens in retired:
                yield _leads_to_retired(look, journey, step.touchpoint.opens or "", *step.path, "opens")


def _leads_to_retired(look: Look, journey: Journey, target: str, *path: str | int) -> Finding:
    return Finding(
        look.at(journey, *path),
        phrase("“{journey}” is retired.", journey=look.book.journeys[target].label),
        phrase("Name the journey that has taken its place, or take this line out."),
    )


def _in_rings(journeys: Mapping[str, Journey], above: Callable[[Journey], str]) -> list[Journey]:
    """The journeys that come back to themselves on the way up; each is walked over once."""
    caught: list[Journey] = []
    done: set[str] = set()
    for start in journeys:
        way: dict[str, None] = {}
        name = start
        while name in journeys and name not in way and name not in done:
            way[name] = None
            name = above(journeys[name])
        names = list(way)
        if name in way:
            caught += [journeys[each] for each in names[names.index(name) :]]
        done.update(names)
    return caught
