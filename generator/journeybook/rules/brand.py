"""The brand: that its values are lived where customers can see it, in its own voice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journeybook.model import Text
from journeybook.model.settings import BrandValue
from journeybook.rules.look import Look
from journeybook.rules.rule import ADVICE, WARNING, Finding, Found, rule
from journeybook.words import phrase

_BETWEEN = re.compile(r"[,;/·]|\s(?:and|but|i|a|и|но)\s")


@rule(severity=WARNING, family="brand")
def brand_value_without_behaviour(look: Look) -> Found:
    """A value of the brand needs behaviours that customers can see.

    A value without behaviours is a word on the wall: nobody knows what to do differently on Monday.

    Bad:
        # file: content/book.yml
        brand:
          values:
            - {id: near, title: Near}  # expect: brand-value-without-behaviour

    Good:
        # file: content/book.yml
        brand:
          values:
            - {id: near, title: Near, behaviours: [We ring before we write]}
    """
    for number, value in _values(look):
        if not value.behaviours:
            yield Finding(
                look.at(look.book.settings, "brand", "values", number),
                phrase(
                    "The value “{value}” has no behaviours: nobody can see whether it is lived.", value=_name(value)
                ),
                phrase("Add what customers see you do when you live it: behaviours: [We …]"),
            )


@rule(severity=WARNING, family="brand", whole=True)
def brand_value_shown_nowhere(look: Look) -> Found:
    """A value of the brand must show at some touchpoint.

    If no customer can see a value lived anywhere, the brand does not have it.

    Bad:
        # file: content/book.yml
        brand:
          values:
            - {id: near, title: Near}  # expect: brand-value-shown-nowhere

    Good:
        # file: content/book.yml
        brand:
          values:
            - {id: near, title: Near}
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: They ring before they write
              shows: near
    """
    for number, value in _values(look):
        if value.id and not look.is_mentioned(value.id, "shows"):
            yield Finding(
                look.at(look.book.settings, "brand", "values", number),
                phrase("The value “{value}” is shown at no touchpoint.", value=_name(value)),
                phrase("Where customers see it lived, write: shows: [{id}]", id=value.id),
            )


@rule(severity=ADVICE, family="brand")
def brand_value_without_metric(look: Look) -> Found:
    """A value of the brand should be measured.

    What is not measured is not missed when it goes.

    Bad:
        # file: content/book.yml
        brand:
          values:
            - {id: near, title: Near}  # expect: brand-value-without-metric

    Good:
        # file: content/book.yml
        brand:
          values:
            - {id: near, title: Near, measured_by: recommendation}
    """
    for number, value in _values(look):
        if not value.measured_by:
            yield Finding(
                look.at(look.book.settings, "brand", "values", number),
                phrase("Nothing measures whether the value “{value}” is lived.", value=_name(value)),
                phrase("Name the metric that would show it: measured_by: [ … ]"),
            )


@rule(severity=ADVICE, family="brand")
def brand_value_without_owner(look: Look) -> Found:
    """Somebody should answer for a value of the brand.

    A value that belongs to nobody is the first to give way.

    Bad:
        # file: content/book.yml
        brand:
          values:
            - {id: near, title: Near}  # expect: brand-value-without-owner

    Good:
        # file: content/book.yml
        brand:
          values:
            - {id: near, title: Near, owner: brand-team}
    """
    for number, value in _values(look):
        if value.owner is None:
            yield Finding(
                look.at(look.book.settings, "brand", "values", number),
                phrase("Nobody answers for the value “{value}”.", value=_name(value)),
                phrase("Add a line with the role that answers for it: owner: …"),
            )


@rule(severity=WARNING, family="brand", by_journey=True)
def tone_off_voice(look: Look) -> Found:
    """What is said to customers must not sound as the brand never speaks.

    Customers hear one company. A letter that threatens unsays every warm sentence before it.

    Bad:
        # file: content/book.yml
        brand: {voice: {is: [warm], never: [threatening]}}
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: I open the reminder
              tone: threatening, official  # expect: tone-off-voice

    Good:
        # file: content/book.yml
        brand: {voice: {is: [warm], never: [threatening]}}
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: I open the reminder
              tone: warm
    """
    brand = look.book.settings.brand
    if brand is None or brand.voice is None or not brand.voice.never:
        return
    for told in look.told:
        off = next(_off(look, told.lanes.tone, brand.voice.never), None) if told.lanes.tone else None
        if off:
            path, word = off
            yield Finding(
                look.at(told.journey, *told.path, "tone", *path),
                phrase("“{word}” is how this brand never speaks.", word=word),
                phrase("Change what is said here until it sounds like this: {voice}.", voice=_listed(brand.voice.is_)),
            )


def _off(look: Look, tone: Text, never: tuple[Text, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The words of a tone that are among those never to be used, with the path to them."""
    for language, path, words in look.words(tone):
        forbidden = [text.say(language) for text in never]
        for word in map(str.strip, _BETWEEN.split(words)):
            if any(_alike(word.casefold(), other.casefold()) for other in forbidden):
                yield path, word


def _alike(one: str, other: str) -> bool:
    """Whether two words are forms of one, as far as endings alone make them."""
    stem = max(4, min(len(one), len(other)) - 2)
    return one == other or (abs(len(one) - len(other)) < 4 and one[:stem] == other[:stem] and len(one) > 4)


def _listed(texts: tuple[Text, ...]) -> Text:
    """Several texts as one, in every language that all of them have."""
    codes = [code for code in (texts[0].words if texts else ()) if all(code in text.words for text in texts)]
    return Text({code: ", ".join(text.words[code] for text in texts) for code in codes})


def _values(look: Look) -> Iterator[tuple[int, BrandValue]]:
    brand = look.book.settings.brand
    yield from enumerate(brand.values if brand else ())


def _name(value: BrandValue) -> Text:
    return value.title or Text(value.id)
