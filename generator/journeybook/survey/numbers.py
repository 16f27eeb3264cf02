"""Numbers as exports write them, read exactly: whole numbers of ten-billionths, so that no order of adding matters."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal

DECIMALS = 10
ONE = 10**DECIMALS
LARGEST = 10**15  # of an answer
HEAVIEST = 10**8  # of a weight: what a database keeps exactly beside ten decimals, squared
PATTERN = r"[-+]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][-+]?[0-9]{1,3})?"
NUMBER = re.compile(PATTERN)
THOUSANDS = re.compile(r"[-+]?[1-9][0-9]{0,2}([ \u00a0\u202f'’][0-9]{3})+(?![0-9])")
UNCLEAR = re.compile(r"[-+]?[1-9][0-9]{0,2}(,[0-9]{3})+")
GAPS = re.compile(r"[ \u00a0\u202f'’]")
EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
BLANKS = " \t\n\r\v\f\u00a0\u202f\ufeff"


def scaled(number: str, largest: int = LARGEST) -> int | None:
    """A number written with a point, in ten-billionths, halves away from zero; None for what is none, or too large.

    >>> scaled("0.5"), scaled("1e3"), scaled("x")
    (5000000000, 10000000000000, None)
    """
    if not NUMBER.fullmatch(number):
        return None
    value = Decimal(number)
    if abs(value) >= largest:
        return None
    return int(value.scaleb(DECIMALS, EXACT).to_integral_value(ROUND_HALF_UP, EXACT))


def read(typed: str, decimal: str | None = None) -> int | None:
    """A cell as a number in ten-billionths: 9, 9.5, 9,5, 1 200, −3, 85 %; None for what is none.

    `decimal` says what stands before the decimals, `point` or `comma`; without it `1,234` is unclear, and no number.
    """
    text = typed.strip(BLANKS).replace("−", "-").removesuffix("%").rstrip(BLANKS)
    if THOUSANDS.match(text):
        text = GAPS.sub("", text)
    if decimal == "comma":
        text = text.replace(".", "").replace(",", ".")
    elif decimal == "point":
        text = text.replace(",", "")
    elif "," in text:
        text = "" if "." in text or UNCLEAR.fullmatch(text) else text.replace(",", ".", 1)
    return scaled(text)


def is_unclear(typed: str, decimal: str | None = None) -> bool:
    """Whether a comma may stand before decimals or between thousands: 1,234."""
    return decimal is None and bool(UNCLEAR.fullmatch(typed.strip(BLANKS)))
