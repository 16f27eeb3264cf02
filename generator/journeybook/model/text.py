"""Words an author typed, in one language or in several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from pydantic import ValidationInfo

from journeybook.model.complaint import complaint
from journeybook.model.reads import Reads
from journeybook.source.lines import quoted, shown
from journeybook.words import Phrase, phrase

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")
_ID = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)?")
_SIGNS = re.compile(r"""[,:#\[\]{}"'`&*!|>%@?]|^-|^\s|\s$""")
SHORT_FIELDS = {"to", "is"}  # fields that look like codes of languages
NAMES_OF_TEXT = {"text", "title", "name"}
LONGEST = 50_000  # characters in one text; a page of a book has about 2,000


class Text:
    """An author's words by language; words typed without a language stand under the empty code."""

    __slots__ = ("_said",)

    def __init__(self, words: Mapping[str, str] | str = "") -> None:
        only = words.__class__ is not str and isinstance(words, Mapping) and len(words) == 1 and words.get("")
        self._said: Mapping[str, str] | str = only or words  # most texts are in one language, and need no table

    @property
    def words(self) -> Mapping[str, str]:
        """The words by language."""
        said = self._said
        return ({"": said} if said else {}) if isinstance(said, str) else said

    @property
    def only(self) -> str | None:
        """The words, where they are typed without a language."""
        said = self._said
        return said if isinstance(said, str) else None

    def say(self, language: str) -> str:
        """The words in this language; else those typed without one; else the first that there are."""
        said = self._said
        if isinstance(said, str):
            return said
        return said.get(language) or said.get("") or next(iter(said.values()), "")

    def spoken(self, language: str, first: str = "") -> str:
        """The code of the language that `say` answers in.

        Words typed without a language are of the book's `first`; of names and ids, which stay the same in all, and
        where no first one is told, it is ''.
        """
        words = self.words
        if words.get(language):
            return language
        if plain := words.get(""):
            return "" if _is_name(plain) else first
        return next(iter(words), "")

    def __str__(self) -> str:
        said = self._said
        return said if isinstance(said, str) else next(iter(said.values()), "")

    def __bool__(self) -> bool:
        return bool(self._said)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and self.words == other.words

    def __hash__(self) -> int:
        return hash(tuple(self.words.items()))

    def __repr__(self) -> str:
        return f"Text({dict(self.words)!r})"


NOTHING = Text()


def _is_name(words: str) -> bool:
    """Whether words may be the same in all languages: an id, or names, abbreviations and numbers alone."""
    return bool(_ID.fullmatch(words)) or not any(word[0].isalpha() and not word[0].isupper() for word in words.split())


def languages_of(info: ValidationInfo) -> tuple[str, ...]:
    """The languages of the book that is being read."""
    return tuple(info.context["languages"]) if info.context else ("en",)


def only_languages(value: object, languages: Iterable[str]) -> bool:
    """Whether a value has nothing but codes of languages as keys: the book's, or what can only be meant as one."""
    if not isinstance(value, Mapping) or not value:
        return False
    return all(
        key in languages or (key not in SHORT_FIELDS and LANGUAGE.fullmatch(key) and len(key) == 2) for key in value
    )


NEITHER = phrase("Here a text is expected, or the same text by language ({known}); “{key}” is neither.")
"""What is said of a name below a text that is no language."""


def read_text(value: object, info: ValidationInfo) -> Text:
    """A text as typed: words, or words by language."""
    if isinstance(value, str):
        return Text({"": _bounded(value)}) if value else NOTHING
    if isinstance(value, Text):
        return value
    if not isinstance(value, Mapping):
        raise complaint(
            phrase("Here stands a list, but one text is expected."),
            phrase("Write one text after the colon."),
        )
    languages = languages_of(info)
    _refuse_other_keys(value, languages)
    return Text({code: _bounded(value[code], value) for code in languages if value.get(code)})


def _items_by_language(value: Mapping[Any, Any]) -> Phrase:
    """What to write instead of lists by language: a list whose items are said in each."""
    firsts = {code: said[0] if isinstance(said, list) and said else said for code, said in value.items()}
    texts = [f"{code}: {_in_braces(said)}" for code, said in firsts.items() if isinstance(said, str)]
    if not texts or not any(isinstance(said, list) for said in value.values()):
        return phrase("Write one text after the colon.")
    return phrase(
        "Write one text in each language; where a list may stand, write each item in all languages: `{line}`",
        line=f"- {{{', '.join(texts)}}}",
    )


def _in_braces(text: str) -> str:
    """A text as it stands between braces: in quotes where it holds a sign that means something there."""
    return quoted(text) if _SIGNS.search(text) else text


def _bounded(words: object, by_language: Mapping[Any, Any] | None = None) -> str:
    if not isinstance(words, str):
        raise complaint(
            phrase("Here stands a list or further fields, but one text is expected."),
            _items_by_language(by_language or {}),
        )
    if len(words) > LONGEST:
        raise complaint(
            phrase("This text has {count} characters; {most} are allowed.", count=len(words), most=LONGEST),
            phrase("Move it into a page of its own (content/….md) and link to it."),
        )
    return words.strip()


def _refuse_other_keys(value: Mapping[Any, Any], languages: tuple[str, ...]) -> None:
    for key in value:
        if key in languages:
            continue
        close, known = key.lower() if key.lower() in languages else "", ", ".join(languages)
        if LANGUAGE.fullmatch(key):
            raise complaint(
                phrase("“{key}” is not a language of this book (it has: {known}).", key=key, known=known),
                phrase("Add “{key}” to languages in content/book.yml, or correct the code.", key=key),
                at=(key,),
                rule="unknown-language",
            )
        if not close and is_one_line(value):
            raise complaint(*_one_line(key, value[key]), at=(key,), rule="yaml-colon-in-text")
        raise complaint(
            phrase(NEITHER.singular, known=known, key=key),
            phrase("Did you mean “{close}”?", close=close)
            if close
            else phrase("Write the text after the colon, in quotes if it contains a colon."),
            at=(key,),
        )


def _one_line(key: str, rest: object) -> tuple[Phrase, Phrase]:
    if key in NAMES_OF_TEXT and rest:
        return (
            phrase("Only a text is expected here, without “{name}:” before it.", name=key),
            phrase("Write: `{line}`", line=shown(f"- {rest}")),
        )
    return colon_inside(key, rest)


def is_one_line(value: Mapping[Any, Any]) -> bool:
    """Whether what looks like a name with its value is rather a text with a colon in it."""
    return len(value) == 1 and all(not said or (isinstance(said, str) and "\n" not in said) for said in value.values())


def colon_inside(name: str, rest: object) -> tuple[Phrase, Phrase]:
    """What is wrong with a text that was cut in two at its colon, and the whole of it as it must be typed."""
    if not rest:
        return (
            phrase("A colon at the end of a text: the text is taken for a name."),
            phrase("Put it in quotes, or take the colon away: `{line}`", line=shown(quoted(f"{name}:"))),
        )
    return (
        phrase("A colon and a space inside a text: what stands before it is taken for a name."),
        phrase("Put it in quotes: `{line}`", line=shown(quoted(f"{name}: {rest}"))),
    )


Words = Annotated[Text, Reads(read_text, {"$ref": "#/definitions/text"}, in_context=True)]
