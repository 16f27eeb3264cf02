"""Context: what surrounds a journey, without which a map hangs in the air."""

from __future__ import annotations

from journeybook.measures.coverage import FACTORS
from journeybook.model import Journey
from journeybook.rules.look import Look
from journeybook.rules.rule import ADVICE, WARNING, Finding, Found, rule
from journeybook.words import Phrase, phrase, phrases


@rule(severity=WARNING, family="context", by_journey=True)
def journey_without_both_goals(look: Look) -> Found:
    """A journey needs two goals: the customer's and the company's.

    Where the two part, customers feel it; who writes down only one of them never sees where.

    Bad:
        # file: journeys/paying.yml
        title: Paying late, once  # expect: journey-without-both-goals
        goal: Pay without losing a morning

    Good:
        # file: journeys/paying.yml
        title: Paying late, once
        goal: Pay without losing a morning
        company_goal: Get paid within thirty days and keep the customer
    """
    for journey in look.journeys:
        if not journey.goal or not journey.company_goal:
            yield Finding(
                look.at(journey),
                phrase("“{journey}” does not say what the customer wants to reach.", journey=journey.label)
                if not journey.goal
                else phrase("“{journey}” does not say what we want to reach.", journey=journey.label),
                phrase("Add a line: goal: …") if not journey.goal else phrase("Add a line: company_goal: …"),
            )


@rule(severity=WARNING, family="context", by_journey=True)
def journey_without_start_and_end(look: Look) -> Found:
    """A journey must say what sets it off and when it is over.

    Without a start and an end everybody in the room maps another journey.

    Bad:
        # file: journeys/paying.yml
        title: Paying late, once  # expect: journey-without-start-and-end
        starts_when: The month's invoice is on its way

    Good:
        # file: journeys/paying.yml
        title: Paying late, once
        starts_when: The month's invoice is on its way
        ends_when: The next invoice is paid
    """
    for journey in look.journeys:
        if not journey.starts_when or not journey.ends_when:
            yield Finding(
                look.at(journey),
                phrase("“{journey}” does not say what sets it off.", journey=journey.label)
                if not journey.starts_when
                else phrase("“{journey}” does not say when it is over.", journey=journey.label),
                phrase("Add a line: starts_when: …") if not journey.starts_when else phrase("Add a line: ends_when: …"),
            )


@rule(severity=WARNING, family="context", by_journey=True, needs=("persona",))
def journey_without_context(look: Look) -> Found:
    """A journey must tell all six factors of its context, itself or through its persona.

    The same letter is a nuisance to one and a blow to another; what they bring along decides which.

    Bad:
        # file: journeys/paying.yml
        title: Paying late, once
        context:  # expect: journey-without-context
          needs: Phones that never need attention before nine

    Good:
        # file: journeys/paying.yml
        title: Paying late, once
        context:
          needs: Phones that never need attention before nine
          expectations: A word before the due date
          experience_with_brand: Eight good years
          experience_with_category: The power company sends a text three days before
          promises: “You come first”, at the tram stop
          opinions_of_others: Two bakers had the same mail and left
    """
    for journey in look.journeys:
        missing = _missing(look, journey)
        if missing:
            yield Finding(
                look.key(journey, "context"),
                _untold(journey, missing),
                phrase("Below context: add a line: {factor}: …", factor=missing[0]),
            )  # fmt: skip


def _untold(journey: Journey, missing: list[str]) -> Phrase:
    if len(missing) == len(FACTORS):
        return phrase("Nothing is told of what surrounds “{journey}”: none of the six factors.", journey=journey.label)
    return phrases(
        "One of the six factors around “{journey}” is not told: {missing}.",
        "{count} of the six factors around “{journey}” are not told: {missing}.",
        len(missing), journey=journey.label, missing=", ".join(missing),
    )  # fmt: skip


def _missing(look: Look, journey: Journey) -> list[str]:
    persona = look.persona(journey)
    told = [each.context for each in (journey, persona) if each and each.context]
    return [name for name in FACTORS if not any(getattr(each, name) for each in told)]


@rule(severity=ADVICE, family="context", by_journey=True)
def journey_without_story(look: Look) -> Found:
    """A journey should be told as a story too.

    Nobody remembers a table; everybody remembers the flour on her hands.

    Bad:
        # file: journeys/paying.yml
        title: Paying late, once  # expect: journey-without-story

    Good:
        # file: journeys/paying.yml
        title: Paying late, once
        story: I opened the reminder between two trays, and I was ashamed.
    """
    for journey in look.journeys:
        if not journey.story and not journey.parent:
            yield Finding(
                look.at(journey),
                phrase("Nobody tells the story of “{journey}”.", journey=journey.label),
                phrase("Write it in the first person, in ten lines: story: I …"),
            )


@rule(severity=ADVICE, family="context", by_journey=True)
def journey_without_outcome(look: Look) -> Found:
    """A journey should say how it can end, for the customer and for the company.

    What a bad end costs both sides is the reason to mend it.

    Bad:
        # file: journeys/paying.yml
        title: Paying late, once  # expect: journey-without-outcome

    Good:
        # file: journeys/paying.yml
        title: Paying late, once
        outcomes: [{id: leaves, title: She leaves, for_customer: A lost morning, for_company: Eight good years gone}]
    """
    for journey in look.journeys:
        if not journey.outcomes:
            yield Finding(
                look.at(journey),
                phrase("“{journey}” does not say how it can end.", journey=journey.label),
                phrase("Add outcomes: with a title, for_customer and for_company for each."),
            )
