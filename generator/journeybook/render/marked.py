"""Authors' words as HTML: what is of another language than the page tells which, so that a voice reads it in it."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup

from journeybook.model import Text
from journeybook.render.quick import escaped
from journeybook.words import Phrase, said

_SPOKEN = Markup('<span lang="{}">{}</span>')
LANGUAGE = '<span lang="'
"""With what begins what is marked."""
MARKED = re.compile(r'(<span lang="[^"<>]*">[^<]*</span>)')
"""What is marked, in a page; no other tag stands within."""


def spoken(words: str, language: str) -> Markup:
    """Words of a language as HTML that names it."""
    return _SPOKEN.format(language, words)


class Marked:
    """What templates put out of authors' texts and of sentences that hold some, for pages of one language.

    `first` is the first language of the book, of which texts are that were typed without one.
    """

    def __init__(self, language: str, first: str = "") -> None:
        self._language, self._first = language, first
        self._is_first = first in ("", language)

    def __call__(self, words: Any) -> Markup:
        """The words as HTML, escaped; only what is of another language stands in a `span` that names it."""
        if type(words) is Text:
            only = words.only
            if only is not None and self._is_first:
                return escaped(only)
            put, foreign = words.say(self._language), self.foreign(words)
            return spoken(put, foreign) if foreign else escaped(put)
        if isinstance(words, str):
            return escaped(words)
        return self._sentence(words) if type(words) is Phrase else escaped(words.say(self._language))

    def foreign(self, words: Any) -> str:
        """The code of the language that an author's text is said in, where that is another than the page's; else ''."""
        spoken = words.spoken(self._language, self._first) if type(words) is Text else ""
        return "" if spoken == self._language else spoken

    def _sentence(self, words: Phrase) -> Markup:
        """A sentence of ours; each text that is filled in is marked by itself."""
        if not words.params:
            return escaped(words.say(self._language))
        put = tuple((name, self(value) if hasattr(value, "say") else value) for name, value in words.params)
        shown = {name: escaped(value) for name, value in said(put, self._language).items()}
        filled = str.format(escaped(words.template(self._language)), **{"count": words.count, **shown})  # all escaped
        return str.__new__(Markup, filled)
