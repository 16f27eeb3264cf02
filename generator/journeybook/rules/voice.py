"""The customer's voice: that a map is told by the one who goes the way, in words that customers use."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from journeybook.model import Journey, Path, Step, Text
from journeybook.rules.look import Look
from journeybook.rules.places import Thing
from journeybook.rules.rule import ADVICE, WARNING, Finding, Found, rule
from journeybook.rules.word_lists import any_of, first_person, hit, process_name, the_customer
from journeybook.words import phrase

Patterns = Mapping[str, re.Pattern[str]]


@rule(severity=WARNING, family="voice", by_journey=True, needs=("persona",))
def organisation_words(look: Look) -> Found:
    """What the customer meets must not be called by the organisation's own words.

    “Dunning run” tells us which department it is; it does not tell us what the customer lives through.

    Bad:
        # file: content/book.yml
        organisation_words: [dunning]
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: I get the dunning letter  # expect: organisation-words

    Good:
        # file: content/book.yml
        organisation_words: [dunning]
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: I open the reminder
    """
    patterns = look.once(_organisation)
    for text, thing, field in _met_by_customers(look) if patterns else ():
        for language, path, words in look.words(text):
            word = hit(patterns.get(language), words)
            if word:
                yield Finding(
                    look.at(thing, *field, *path),
                    phrase("“{word}” is a word of our own house; customers do not say it.", word=word),
                    phrase("Write what the customer sees or says instead."),
                )
                break


def _organisation(look: Look) -> Patterns:
    """The organisation's words as one pattern a language; a word typed without a language counts in all of them."""
    words = look.book.settings.organisation_words
    said = {code: tuple(filter(None, (text.words.get(code) or text.words.get("") for text in words)))
            for code in look.book.languages}  # fmt: skip
    found = {code: any_of(listed, code) for code, listed in said.items()}
    return {code: pattern for code, pattern in found.items() if pattern}


def _met_by_customers(look: Look) -> Iterator[tuple[Text, Thing, Path]]:
    """The titles of journeys, phases and touchpoints that are not our own people's, and where they stand."""
    for journey in look.journeys:
        if not look.inside(journey):
            yield journey.title, journey, ("title",)
            for number, phase in enumerate(journey.phases):
                yield phase.title, journey, ("phases", number, "title")
            for step in journey.steps:
                yield step.touchpoint.title, step, ("title",)


@rule(severity=ADVICE, family="voice", by_journey=True, needs=("persona",))
def title_not_in_customers_voice(look: Look) -> Found:
    """A touchpoint's title should be told by the customer.

    “Complaint handling” is a process seen from inside. “I tell it all again” is what the customer lives through.

    Bad:
        # file: journeys/asking.yml
        phases:
          Asking:
            - title: Complaint handling  # expect: title-not-in-customers-voice
            - title: Customer receives the answer  # expect: title-not-in-customers-voice

    Good:
        # file: journeys/asking.yml
        phases:
          Asking:
            - title: I tell it all again
            - title: The answer comes on Friday
    """
    for journey in look.journeys:
        if not look.inside(journey):
            yield from _from_outside(look, journey)


def _from_outside(look: Look, journey: Journey) -> Found:
    for step in journey.steps:
        for language, path, words in look.words(step.touchpoint.title):
            own = first_person(language)
            if own and not own.search(words):
                about = hit(the_customer(language), words) or hit(process_name(language), words)
                if about:
                    yield Finding(
                        look.at(step, "title", *path),
                        phrase("“{title}” is told from our side, not by the customer.", title=words),
                        phrase("Say it as the customer would, for example: “I wait for an answer”."),
                    )
                    break


@rule(severity=ADVICE, family="voice", by_journey=True)
def journey_told_from_outside(look: Look) -> Found:
    """Some titles of a journey should be in the first person.

    A journey in which nobody says “I” is a process chart; who reads it feels nothing.

    Bad:
        # file: journeys/asking.yml
        title: Asking for help  # expect: journey-told-from-outside
        phases:
          Asking: [The phone rings, The phone still rings, A voice answers, The voice is friendly, The line is cut]

    Good:
        # file: journeys/asking.yml
        title: Asking for help
        phases:
          Asking: [I ring, The phone still rings, A voice answers me, I explain, The line is cut]
    """
    for journey in look.journeys:
        voices = _voices(journey, look.book.languages[0])
        if len(voices) > 4 and not any(voices):
            yield Finding(
                look.at(journey),
                phrase("No touchpoint of “{journey}” is told in the first person.", journey=journey.label),
                phrase("Tell it as the customer would: “I ring”, “They ask me …”."),
            )


def _voices(journey: Journey, language: str) -> list[bool]:
    """Of each title, whether somebody speaks of themselves in it; none where the language is not known to us."""
    own = first_person(language)
    titles = [step.touchpoint.title.words for step in journey.steps]
    words = [title.get(language) or title.get("") for title in titles]
    return [own.search(each) is not None for each in words if each] if own else []


@rule(severity=ADVICE, family="voice", by_journey=True)
def story_not_in_first_person(look: Look) -> Found:
    """The story of a journey should be told in the first person.

    Feelings travel from one person to another; a report about “the customer” carries none.

    Bad:
        # file: journeys/paying.yml
        story: The reminder is opened at nine, and the morning is spoilt.  # expect: story-not-in-first-person

    Good:
        # file: journeys/paying.yml
        story: I opened the reminder at nine, and my morning was spoilt.
    """
    for journey in look.journeys:
        for language, path, words in look.words(journey.story):
            own = first_person(language)
            if own and not own.search(words):
                yield Finding(
                    look.at(journey, "story", *path),
                    phrase("Nobody says “I” in this story."),
                    phrase("Let the one who lived it tell it: I …"),
                )
                break


@rule(severity=ADVICE, family="voice", by_journey=True)
def title_said_twice(look: Look) -> Found:
    """Each touchpoint of a journey needs a title of its own.

    Two points of the curve with one name cannot be told apart in a workshop.

    Bad:
        # file: journeys/asking.yml
        phases:
          Asking: [I wait, A voice answers, I wait]  # expect: title-said-twice

    Good:
        # file: journeys/asking.yml
        phases:
          Asking: [I wait for a voice, A voice answers, I wait for the answer]
    """
    for journey in look.journeys:
        at: defaultdict[str, list[Step]] = defaultdict(list)
        for step in journey.steps:
            at[str(step.touchpoint.title).casefold()].append(step)
        for first, *others in at.values():
            for step in others:
                yield Finding(
                    look.at(step),
                    phrase(
                        "“{title}” is already touchpoint {number}.", title=step.touchpoint.title, number=first.number
                    ),
                    phrase(
                        "Say what is different the second time, or lead back to it with: next: {id}",
                        id=first.touchpoint.id,
                    ),
                    ((look.at(first), phrase("the first one")),),
                )
