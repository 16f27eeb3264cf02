"""Languages: that a book says the same in each of its languages."""

from __future__ import annotations

from babel.core import Locale, UnknownLocaleError
from msgspec import Struct

from journeybook.model.close import closest
from journeybook.problem import Place
from journeybook.rules.look import Look
from journeybook.rules.rule import ADVICE, WARNING, Finding, Found, rule
from journeybook.words import phrase, phrases, slug


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


@rule(severity=WARNING, family="language", whole=True)
def tag_name_unused(look: Look) -> Found:
    """A name of a tag must be the name of a tag that something carries.

    Nobody ever reads a name for a tag mistyped; the tag that was meant is shown as it was typed, in every language.

    Bad:
        # file: content/book.yml
        languages: [en, pl]
        tag_names:
          helplin: {en: helpline, pl: infolinia}  # expect: tag-name-unused
        # file: journeys/paying.yml
        tags: [helpline]

    Good:
        # file: content/book.yml
        languages: [en, pl]
        tag_names:
          helpline: {en: helpline, pl: infolinia}
        # file: journeys/paying.yml
        tags: [helpline]
    """
    settings, carried = look.book.settings, {slug(tag): tag for each in look.book.entities for tag in each.tags}
    named = {slug(name) for name in settings.tag_names}
    for name in settings.tag_names:
        if slug(name) not in carried:
            close = closest(name, [tag for key, tag in carried.items() if key not in named])
            yield Finding(
                look.key(settings, "tag_names", name),
                phrase("Nothing in the book carries the tag “{tag}”, so nobody reads its name.", tag=name),
                phrase("Did you mean “{close}”? That tag is carried and has no name yet.", close=close)
                if close
                else phrase("Take the line out, or write “{tag}” under tags: of what it belongs to.", tag=name),
            )


class Language(Struct, frozen=True):
    """The name of a language, said in any other."""

    code: str

    def say(self, language: str) -> str:
        """The name, as the language of the reader has it; the code where nobody knows."""
        try:
            return Locale.parse(self.code.replace("-", "_")).get_display_name(language) or self.code
        except (UnknownLocaleError, ValueError):
            return self.code
