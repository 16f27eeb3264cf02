"""Where a word that is longer than a line is parted."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

_VOWELS = frozenset("aeiouyąęóàáâãäåæèéêëìíîïòôõöøœùúûüýÿěőűůаеёиоуыэюяіїєαειουωάέίόύώηή")
_NEVER_FIRST = frozenset("ьъйñ")
_SEPARATORS = "-/_.?&=@:,;+#\xa0"
_BEFORE_ITS_CONSONANT = frozenset("เแโใไເແໂໃໄ")
_BEHIND_ITS_CONSONANT = frozenset("ะาำๅๆฯະາຳຽ\u200c\u200d")
_SHORTEST = 3  # letters that a hyphen may leave on either side
_REACH = 6  # how far back from the edge a better place for the hyphen is looked for


def cut(word: str, room: float, measure: Callable[[str], float]) -> tuple[str, str]:
    """The part of a word that fits into the room, with its hyphen, and the rest; never the whole, never nothing."""
    signs = list(clusters(word))
    fitting = _fitting(signs, room, measure)
    parted = _after_separator(signs, fitting)
    if parted:
        return "".join(signs[:parted]).rstrip("\xa0"), "".join(signs[parted:])
    if not _hyphenates(signs[fitting - 1], signs[fitting] if fitting < len(signs) else ""):
        fitting = min(fitting, len(signs) - 1) or 1
        return "".join(signs[:fitting]), "".join(signs[fitting:])
    fitting = _fitting(signs, room - measure("-"), measure)
    place = _syllable(signs, fitting)
    return "".join(signs[:place]) + "-", "".join(signs[place:])


def clusters(text: str) -> Iterator[str]:
    """The signs a reader sees: letters with their accents, joined emoji, flags, each whole."""
    sign = ""
    for char in text:
        if sign and (_follows(char) or _awaits(sign) or _second_half(sign, char)):
            sign += char
            continue
        if sign:
            yield sign
        sign = char
    if sign:
        yield sign


def _awaits(sign: str) -> bool:
    return sign[-1] == "\u200d" or sign[-1] in _BEFORE_ITS_CONSONANT


def _follows(char: str) -> bool:
    if char in _BEHIND_ITS_CONSONANT or 0x1F3FB <= ord(char) <= 0x1F3FF:
        return True
    return unicodedata.category(char) in {"Mn", "Me", "Mc"}


def _second_half(sign: str, char: str) -> bool:
    """Whether a flag, which is a pair of signs, is still half."""
    return len(sign) == 1 and all(0x1F1E6 <= ord(half) <= 0x1F1FF for half in (sign, char))


def _fitting(signs: list[str], room: float, measure: Callable[[str], float]) -> int:
    """How many signs fit; at least one, and never all, since something must be left for the next line."""
    used, count = 0.0, 0
    for sign in signs:
        used += measure(sign)
        if used > room:
            break
        count += 1
    return max(1, min(count, len(signs) - 1))


def _after_separator(signs: list[str], fitting: int) -> int:
    """The last place behind a sign that parts a word by itself; 0 where there is none far enough from the start."""
    places = range(fitting, 1, -1)
    return next((place for place in places if signs[place - 1] in _SEPARATORS and signs[place] not in _SEPARATORS), 0)


def _hyphenates(left: str, right: str) -> bool:
    """Only scripts with capitals are parted with a hyphen."""
    return all(sign and sign[0].isalpha() and sign[0].lower() != sign[0].upper() for sign in (left, right))


def _syllable(signs: list[str], fitting: int) -> int:
    """The last place, near the edge, where a new syllable begins: a consonant before a vowel."""
    last = min(fitting, len(signs) - _SHORTEST)
    for place in range(last, max(_SHORTEST, fitting - _REACH) - 1, -1):
        before, here, after = (signs[place + step][0].lower() for step in (-1, 0, 1))
        if here not in _VOWELS and here not in _NEVER_FIRST and after in _VOWELS and before.isalpha():
            return place
    return max(1, last if last >= _SHORTEST else fitting)
