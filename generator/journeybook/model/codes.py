"""Codes of languages as authors type them."""

from __future__ import annotations

import re
from typing import Annotated

from babel.core import Locale

from journeybook.model.complaint import complaint
from journeybook.model.reads import Reads
from journeybook.model.values import plain
from journeybook.words import LANGUAGES, phrase

CODE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_PARTED = re.compile(r"[\s,;/]+")


def read_code(value: object) -> str:
    """The code of one language: `en`, `pl`, `pt-BR`."""
    typed = plain(value)
    if CODE.fullmatch(typed):
        return typed
    meant = [code for word in _PARTED.split(typed) if word and (code := _code_of(word))]
    hint = phrase("Write the two letters of a language: en, pl, de, uk.")
    if meant:
        hint = phrase("Write: {line}", line=meant[0] if len(meant) == 1 else f"[{', '.join(meant)}]")
    raise complaint(phrase("“{typed}” is not the code of a language.", typed=typed[:40]), hint)


def _code_of(word: str) -> str:
    """The code that a word is in other letters, or that the language of this name has; empty where there is none."""
    named = {name.casefold(): code for spoken in LANGUAGES for code, name in Locale(spoken).languages.items()}
    small = word.casefold()
    return small if small in Locale("en").languages else named.get(small, "")


Code = Annotated[str, Reads(read_code, {"type": "string", "pattern": f"^{CODE.pattern}$"})]
