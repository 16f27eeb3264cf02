"""How wide a text is, from the advance widths of a font with Arial's metrics; no layout engine is asked."""

from __future__ import annotations

import json
import unicodedata
from enum import StrEnum
from functools import cache
from importlib.resources import files

from msgspec import Struct

# Characters the table lacks are drawn in some other font: the widest tenth of the letters of Noto Sans Bold, by script.
_SCRIPTS = (
    (0x0530, 0x058F, 910),  # Armenian
    (0x0590, 0x05FF, 700),  # Hebrew
    (0x0600, 0x08FF, 850),  # Arabic and Syriac: letters that stand alone, which the joined ones never exceed
    (0x0900, 0x0B7F, 980),  # Devanagari, Bengali, Gurmukhi, Gujarati, Oriya
    (0x0B80, 0x0DFF, 1350),  # Tamil, Telugu, Kannada, Malayalam, Sinhala
    (0x0E00, 0x0EFF, 725),  # Thai, Lao
    (0x0F00, 0x0FFF, 800),  # Tibetan
    (0x1000, 0x109F, 1150),  # Myanmar
    (0x10A0, 0x10FF, 910),  # Georgian
    (0xFB50, 0xFEFC, 850),  # Arabic in its joined forms
)
_A_WORD, _REMEMBERED = 80, 1 << 15  # characters of a text, and texts, that are worth it
_EAST_ASIAN, _EMOJI, _FLAG_HALF, _OTHER = 1000, 1250, 650, 1000


class Face(StrEnum):
    """The three faces that drawings use."""

    REGULAR = "regular"
    BOLD = "bold"
    ITALIC = "italic"


class Type(Struct, frozen=True, eq=False):
    """How a text is set: size in px, face, and the height of a line in px; one of a kind, which is quickly told."""

    size: float
    face: Face = Face.REGULAR
    leading: float = 16


class Widths(dict[str, int]):
    """Thousandths of an em by character; what the font lacks is estimated once, on the wide side."""

    def __missing__(self, char: str) -> int:
        return self.setdefault(char, _estimate(char))


class Lengths(dict[str, int]):
    """Thousandths of an em by text; the same words come again and again."""

    def __init__(self, widths: Widths) -> None:
        super().__init__()
        self._width = widths.__getitem__

    def __missing__(self, text: str) -> int:
        length = sum(map(self._width, text))
        if len(text) <= _A_WORD:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[text] = length
        return length


def width(text: str, type_: Type) -> float:
    """The width of a text in px, if it were set in one line."""
    return lengths(type_)[text] * type_.size / 1000


@cache
def lengths(type_: Type) -> Lengths:
    """How long texts are that are set in a type, in thousandths of an em."""
    return of_face(type_.face)


@cache
def of_face(face: Face) -> Lengths:
    """How long texts are in one face."""
    table = json.loads(files("journeybook.scene").joinpath("advance_widths.json").read_text("utf-8"))
    return Lengths(Widths(_by_character(table["regular"]) | _by_character(table[face])))


def _by_character(characters: dict[str, str]) -> dict[str, int]:
    return {char: int(units) for units, chars in characters.items() for char in chars}


def _estimate(char: str) -> int:
    """A width for a character the font lacks, from its kind and script."""
    code, category = ord(char), unicodedata.category(char)
    if category in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    if 0x1F1E6 <= code <= 0x1F1FF:
        return _FLAG_HALF
    if code >= 0x1F000 or category == "So":
        return _EMOJI
    if unicodedata.east_asian_width(char) in {"W", "F"}:
        return _EAST_ASIAN
    return next((units for first, last, units in _SCRIPTS if first <= code <= last), _OTHER)
