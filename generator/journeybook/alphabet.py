"""In which order the readers of a language look for a name in a list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from unicodedata import category, combining, normalize

_NUMBER = re.compile(r"\d+")
_DIGITS = 12
"""As many as a number in a title may have to stand in its order."""
_ELSEWHERE: Mapping[str, str] = {"đ": "d", "ł": "l", "ø": "o"}
"""Letters that readers of other languages take for another one; Unicode does not take them apart."""
_OWN: Mapping[str, tuple[str, ...]] = {
    "pl": ("aą", "cć", "eę", "lł", "nń", "oó", "sś", "zźż"),
    "ru": ("ий",),
    "uk": ("гґ", "еє", "иіїй"),
    "es": ("nñ",),
    "sv": ("zåäö",),
    "fi": ("zåäö",),
    "da": ("zæøå",),
    "nb": ("zæøå",),
    "no": ("zæøå",),
}
"""Letters that stand right behind the first of their group; any other mark on a letter makes no letter of its own."""
_BEHIND = 0x10FF00
"""Signs from here on come after every letter: `ą` is told as `a` with one of them behind it."""


def alphabetical(text: str, language: str) -> tuple[str, str]:
    """A key by which a text stands where the language's readers look for it.

    Case, punctuation and marks that make no letter of its own decide nothing (ё is е, but Polish ł follows all of l);
    a word ends before a longer one begins, and 2 comes before 10. What is equal so far stands in the order of its
    characters.
    """
    plain = " ".join(normalize("NFC", text).casefold().split())
    numbered = _NUMBER.sub(lambda number: number[0].zfill(_DIGITS), plain)
    return numbered.translate(_letters(language.replace("-", "_").partition("_")[0])), text


class _Letters(dict[int, str]):
    """What a character is told by; that of no letter which has a place of its own is found when it is met."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        is_vowel = category(sign).startswith("M") and not combining(sign)  # as Thai and Hindi write them
        counts = sign.isalnum() or sign == " " or is_vowel
        return self.setdefault(code, "".join(s for s in normalize("NFD", sign) if not combining(s)) if counts else "")


@cache
def _letters(language: str) -> _Letters:
    groups = _OWN.get(language, ())
    own = {sign: f"{group[0]}{chr(_BEHIND + at)}" for group in groups for at, sign in enumerate(group) if at}
    return _Letters((ord(sign), told) for sign, told in ({**_ELSEWHERE, **own}).items())
