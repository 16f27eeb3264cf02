"""The words of promises: that they can be held to what they say."""

from __future__ import annotations

import re

from journeybook.measures.shown import Shown
from journeybook.model import Promise
from journeybook.rules.look import Look
from journeybook.rules.rule import WARNING, Finding, Found, rule
from journeybook.rules.word_lists import hit, unmeasurable, up_to
from journeybook.words import Phrase, phrase

_DIGIT = re.compile(r"\d")


@rule(severity=WARNING, family="promises")
def vague_promise(look: Look) -> Found:
    """A promise needs words that can be measured.

    “Quickly” means a minute to the caller and a week to the office; each is right, and the promise is broken.

    Bad:
        # file: content/promises/answer.yml
        text: We answer quickly  # expect: vague-promise

    Good:
        # file: content/promises/answer.yml
        text: We answer within 30 seconds, eight times out of ten
    """
    for promise in look.book.promises.values():
        for language, path, words in look.words(promise.text):
            word = "" if _DIGIT.search(words) else hit(unmeasurable(language), words)
            if word:
                yield Finding(
                    look.at(promise, "text", *path),
                    phrase("“{word}” cannot be measured: everyone understands something else by it.", word=word),
                    _better(promise),
                )
                break


def _better(promise: Promise) -> Phrase:
    """The number that is already behind the promise, if there is one, ready to be said."""
    found = promise.standard
    if found is None:
        return phrase("Say how much, how soon or how often.")
    per_cent = found.unit == "%"
    value = Shown(found.value / 100, "share", 0) if per_cent else Shown(found.value, found.unit)
    return phrase("Say the number that your standard has already: {value}.", value=value)


@rule(severity=WARNING, family="promises")
def up_to_promise(look: Look) -> Found:
    """A promise must name what most customers get, not the best case.

    “Up to 70 %” cannot be broken, and so it cannot be kept; what people remember is the 70.

    Bad:
        # file: content/promises/faster.yml
        text: Up to 70 % faster  # expect: up-to-promise

    Good:
        # file: content/promises/faster.yml
        text: Nine customers out of ten load pages 30 % faster
    """
    for promise in look.book.promises.values():
        for language, path, words in look.words(promise.text):
            found = hit(up_to(language), words)
            if found:
                yield Finding(
                    look.at(promise, "text", *path),
                    phrase("“{words}” names the best case; nobody can say whether it is kept.", words=found),
                    phrase("Say what most customers get, for example: nine customers out of ten …"),
                )
                break
