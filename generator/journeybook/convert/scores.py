"""What people write for a feeling: numbers on scales of their own, words, faces, stars."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence

from msgspec import Struct

from journeybook.convert.feeling_words import FACES, NUMBERS, STRONGER, WEAKER, WORDS

_NUMBER = re.compile(r"[+-]?(\d{1,6}([.,]\d{0,6})?|[.,]\d{1,6})")
_SHARE = re.compile(r"(?P<part>[+-]?\d{1,6}([.,]\d{1,6})?) ?(/|of|out of|z|von|из|sur|de) ?(?P<whole>\d{1,4})")
_UNIT = re.compile(r" ?(%|stars?|points?|pts?\.?|pkt\.?|punkty?|punktów|punkte?|балл(а|ов)?|gwiazdk(i|a|ek)|sterne?)")
_ELSEWHERE = re.compile(r"[+-]?(0x[0-9a-f]{1,6}|\d{1,4}(\.\d{1,6})?e[+-]?\d{1,2}|infinity)", re.IGNORECASE)
_SIGNS = str.maketrans({"−": "-", "–": "-", "—": "-", "﹣": "-"})
_STARS = re.compile(r"(?P<full>[★⭐🌟]+)\ufe0f?☆*")


class Scale(Struct, frozen=True):
    """A scale from its worst to its best; the worst may be the higher number, as with some countries' marks."""

    worst: float
    best: float

    def emotion(self, score: float) -> float:
        """The feeling from −2 to +2 in halves that a score stands for; what lies outside counts as the nearest end."""
        share = (score - self.worst) / (self.best - self.worst)
        return math.floor(8 * min(1.0, max(0.0, share)) + 0.5) / 2 - 2

    def holds(self, score: float) -> bool:
        """Whether the score lies on the scale."""
        return min(self.worst, self.best) <= score <= max(self.worst, self.best)

    def is_exact(self, score: float) -> bool:
        """Whether the feeling is just what the score says, neither rounded nor brought in from outside."""
        exact = 4 * (score - self.worst) / (self.best - self.worst) - 2
        return abs(exact - self.emotion(score)) < 1e-9

    def __str__(self) -> str:
        return f"{self.worst:g}…{self.best:g}".replace("-", "−")


OWN = Scale(-2, 2)
ONE_TO_FIVE = Scale(1, 5)


def scale_of(typed: str) -> Scale | None:
    """A scale as typed, `1-5`, `-2..2`, `0…10`, `6-1`: worst, then best; None where it is none."""
    found = re.fullmatch(
        r"\s*([+-]?\d{1,4})\s*(?:\.{2,3}|…|:|to|do|bis|-)\s*([+-]?\d{1,4})\s*", typed.translate(_SIGNS)
    )
    return Scale(float(found[1]), float(found[2])) if found and float(found[1]) != float(found[2]) else None


def number(typed: str) -> float | None:
    """A plain number as people type it, `4`, `3,5`, `−2`, `４`; None where anything else stands there."""
    text = _plain(typed)
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def score(typed: str) -> float | None:
    """A number that stands for a feeling: also `4/5` and `80 %` (then out of five), `★★★`, `5 stars`, `0x3`."""
    text = _plain(typed)
    if (plain := NUMBERS.get(text.casefold(), number(text))) is not None:
        return plain
    if stars := _STARS.fullmatch(typed.strip()):
        return float(len(stars["full"]))
    if (share := _SHARE.fullmatch(text.lower())) and float(share["whole"]) > 0:
        return _of_five(float(share["part"].replace(",", ".")), float(share["whole"]))
    if (found := _NUMBER.match(text)) and (unit := _UNIT.fullmatch(text[found.end() :].lower())):
        value = float(found[0].replace(",", "."))
        return _of_five(value, 100) if unit[0].strip() == "%" else value
    return _number_of_programs(text)


def _of_five(part: float, whole: float) -> float:
    """A part of a whole on a scale from one to five, if it is out of anything but five."""
    return part if whole == 5 else 1 + 4 * part / whole


def _number_of_programs(text: str) -> float | None:
    if not _ELSEWHERE.fullmatch(text):
        return None
    if "infinity" in text.lower():
        return 1e6 if text[0] != "-" else -1e6
    return float(int(text, 16)) if "x" in text.lower() else float(text)


def feeling(typed: str) -> float | None:
    """The feeling from −2 to +2 that words or a face stand for, in any of the languages known.

    Several words are taken together, in halves, if each of them is known: `calm, curious`.
    """
    text = unicodedata.normalize("NFKC", typed).strip().casefold().strip(" .!\ufe0f")
    parts = [part.strip() for part in re.split(r"[,;/\n]", text) if part.strip()]
    if (known := WORDS.get(typed.strip(), WORDS.get(text))) is not None:
        return known
    faces = [FACES[sign] for sign in typed if sign in FACES]
    if faces and not re.sub(r"[\W_]", "", text):
        return faces[0]
    felt = [_word(part) for part in parts]
    values = [value for value in felt if value is not None]
    return math.floor(2 * sum(values) / len(values) + 0.5) / 2 if values and len(values) == len(felt) else None


def _word(text: str) -> float | None:
    """The feeling of one word, stronger or weaker by the word before it."""
    before, _, word = text.rpartition(" ")
    value = WORDS.get(text)
    if value is None and word in WORDS:
        value = max(-2.0, min(2.0, 2 * WORDS[word])) if before in STRONGER else None
        value = WORDS[word] / 2 if before in WEAKER else value
    return value


def scale_for(scores: Sequence[float], usual: Scale = ONE_TO_FIVE) -> Scale:
    """The scale that all scores together speak of; the usual one where they fit it or too little tells of another.

    A number below 0 tells of a scale around 0; a quarter or more above 5, not all the same, of one to 10; half or more
    above 10 of one to 100. A single slip of the finger changes no scale.
    """
    if not scores or all(usual.holds(each) for each in scores):
        return usual
    low, high = min(scores), max(scores)
    if low < 0:
        return _around_zero(-low, high) or usual
    if high > 10:
        return Scale(0, 100) if high <= 100 and sorted(scores)[len(scores) // 2] > 10 else usual
    above = [each for each in scores if each > 5]
    if len(set(above)) > 1 and 4 * len(above) >= len(scores):
        return Scale(0 if low == 0 else 1, 10)
    return usual


def _around_zero(depth: float, high: float) -> Scale | None:
    """The scale around 0 that reaches so deep, unless what lies above reaches much higher."""
    reach = next((each for each in (2, 3, 5, 10, 100) if max(depth, high) <= each), None)
    return Scale(-reach, reach) if reach and high <= max(2, depth) else None


def _plain(typed: str) -> str:
    """Full-width signs as ordinary ones, every kind of minus as a hyphen, blanks as one."""
    return " ".join(unicodedata.normalize("NFKC", typed).translate(_SIGNS).split())
