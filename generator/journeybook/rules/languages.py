"""Languages: that a book says the same in each of its languages."""

from __future__ import annotations

from dataclasses import dataclass

from babel.core import Locale, UnknownLocaleError

from journeybook.problem import Place
from journeybook.rules.look import Look
from journeybook.rules.rule import ADVICE, WARNING, Finding, Found, rule
from journeybook.words import phrase, phrases


@rule(severity=WARNING, family="language", by_journey=True)
def translation_missing(look: Look) -> Found:
    """A text that is written in one language of the book must be written in all of them.

    Half a page in a language that the reader does not speak is a page for somebody else.

    Bad:
        # file: content/book.yml
        languages: [en, pl]
        # file: journeys/paying.yml
        title:
          en: Paying late, once  # expect: translation-missing

    Good:
        # file: content/book.yml
        languages: [en, pl]
        # file: journeys/paying.yml
        title:
          en: Paying late, once
          pl: Raz po terminie
    """
    for file, spoken in look.spoken.items():
        for code, places in spoken.missing.items():
            yield Finding(
                Place(file, *places[0]),
                phrases("This text is not written in {language}.",
                        "This text and others, {count} in this file, are not written in {language}.",
                        len(places), language=Language(code)),
                phrase("Below it, add a line: {code}: …", code=code),
                tuple((Place(file, *place), phrase("nor this one")) for place in places[1:4]),
            )  # fmt: skip


@rule(severity=ADVICE, family="language", by_journey=True)
def translation_copied(look: Look) -> Found:
    """A translation should not be a copy of the original.

    It looks translated to every tool, and to no reader.

    Bad:
        # file: content/book.yml
        languages: [en, pl]
        # file: journeys/paying.yml
        summary:
          en: Five good touchpoints, then one rude mail
          pl: Five good touchpoints, then one rude mail  # expect: translation-copied

    Good:
        # file: content/book.yml
        languages: [en, pl]
        # file: journeys/paying.yml
        summary:
          en: Five good touchpoints, then one rude mail
          pl: Pięć dobrych spotkań i jeden nieuprzejmy mail
    """
    for file, spoken in look.spoken.items():
        for code, places in spoken.copied.items():
            yield Finding(
                Place(file, *places[0]),
                phrase("This text is the same in {language} as in another language.", language=Language(code)),
                phrase("Translate it."),
                tuple((Place(file, *place), phrase("nor is this one translated")) for place in places[1:4]),
            )


@dataclass(frozen=True, slots=True)
class Language:
    """The name of a language, said in any other."""

    code: str

    def say(self, language: str) -> str:
        """The name, as the language of the reader has it; the code where nobody knows."""
        try:
            return Locale.parse(self.code.replace("-", "_")).get_display_name(language) or self.code
        except (UnknownLocaleError, ValueError):
            return self.code
