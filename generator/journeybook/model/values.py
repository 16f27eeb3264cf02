"""What the plain texts of YAML may mean: numbers, shares, durations, days, yes and no."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from msgspec import Struct
from pydantic import BeforeValidator, ValidationInfo

from journeybook.model.complaint import complaint
from journeybook.model.reads import Reads
from journeybook.model.units import HOURS, is_per_cent, unit_of
from journeybook.words import Phrase, phrase

NUMBER = re.compile(r"[+-]?((\d{1,3}( \d{3}){1,4}(?!\d)|\d{1,15})(\.\d{1,12})?|\.\d{1,12})")
THOUSANDS = re.compile(
    r"([+\-−–]?[1-9]\d{0,2}),(\d{3})(?![\d.,])"
)  # the comma may be one of thousands, or a decimal one
GROUPED = re.compile(
    r"([+\-−–]?\d{1,3}(?:(?:,\d{3})+(?=\.)|(?:,\d{3}){2,}|(?:\.\d{3})+(?=,)|(?:\.\d{3}){2,}))(?:[.,](\d+))?(?!\d)"
)
NO_POINTS = str.maketrans("", "", ".,")
SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
TYPED = str.maketrans({"−": "-", "–": "-", "‑": "-", ",": "."})
SCALE = phrase("Write -2 (terrible), -1 (bad), 0 (neither), 1 (good) or 2 (wonderful); halves such as 0.5 will do.")
YES = {"yes", "true", "y", "on", "tak", "да"}
NO = {"no", "false", "n", "off", "nie", "нет"}


class Quantity(Struct, frozen=True):
    """A number as typed, with the unit that stood behind it ('' where none did); `71 %` has the unit %."""

    value: float
    unit: str = ""

    @property
    def hours(self) -> float | None:
        """The quantity in hours, where its unit is one of time (a month = 730.5 h, a year = 8,766 h)."""
        unit = unit_of(self.unit)
        return None if unit is None else self.value * HOURS[unit]


class Duration(Struct, frozen=True):
    """A length of time: `48 h`; unit is one of s, min, h, day, week, month, year."""

    value: float
    unit: str

    @property
    def hours(self) -> float:
        """The length in hours (a month = 730.5 h, a year = 8,766 h)."""
        return self.value * HOURS[self.unit]

    @property
    def days(self) -> float:
        """The length in days."""
        return self.hours / 24


class Period(Struct, frozen=True):
    """A month, quarter, half-year or year that results stand for: `2026-03`, `2026-Q1`, `2026-H1`, `2026`."""

    typed: str
    first: date
    last: date


def plain(value: object) -> str:
    """The typed text, or a complaint that a list or further fields stand where one value belongs."""
    if isinstance(value, str):
        return value.strip()
    raise complaint(
        phrase("Here one value is expected, not a list or further fields."),
        phrase("Write one, right behind the colon, without brackets and hyphens."),
    )


def split_number(typed: str) -> tuple[float, str] | None:
    """A leading number (0.5, .5, 0,5, −2, 1 200) and the unit behind it; None where no number leads."""
    text = SPACES.sub(" ", typed.translate(TYPED)).strip()
    found = NUMBER.match(text)
    if (
        not found
        or text[found.end() : found.end() + 1].isdigit()
        or text[found.end() : found.end() + 1] in {".", ":", "-"}
    ):
        return None
    return float(found.group().replace(" ", "")), SPACES.sub(" ", typed.translate(TYPED)).strip()[found.end() :].strip()


def has_two_readings(typed: str) -> bool:
    """Whether a text begins with a number whose figures stand in groups, so that others read it in another way."""
    return bool(GROUPED.match(typed.strip()) or THOUSANDS.match(typed.strip()))


def one_reading(value: object) -> str:
    """The typed text; a complaint where its number is `1,200`, 1200 to some and 1.2 to others, or has points in it."""
    typed = plain(value)
    if found := GROUPED.match(typed):
        number = found[0].translate(NO_POINTS) if found[2] is None else found[1].translate(NO_POINTS) + "." + found[2]
        raise complaint(phrase("“{typed}” is not a number.", typed=typed[:60]), phrase("Write: {line}", line=number))
    if found := THOUSANDS.match(typed):
        whole, decimal = f"{found[1]}{found[2]}", f"{found[1]}.{found[2].rstrip('0')}".rstrip(".")
        raise complaint(
            phrase(
                "“{typed}” can be read as {whole} and as {decimal}.", typed=typed[:60], whole=whole, decimal=decimal
            ),
            phrase("Write {whole} or {decimal}, whichever you mean.", whole=whole, decimal=decimal),
        )
    return typed


def read_number(value: object, *, wanted: Phrase | None = None) -> float:
    """A number as typed; `71 %` is 0.71. `wanted` says what to write where it is none."""
    typed = one_reading(value)
    parts = split_number(typed)
    if parts is None or parts[1] not in {"", "%"}:
        raise complaint(
            phrase("“{typed}” is not a number.", typed=typed[:60]),
            wanted or _number_alone(typed, parts[1] if parts else ""),
        )
    return parts[0] / 100 if parts[1] else parts[0]


def _number_alone(typed: str, unit: str) -> Phrase:
    """What to write instead of a number with a unit that the field does not take, or of no number."""
    alone = typed.removesuffix(unit).strip() if unit else ""
    if alone and is_per_cent(unit):
        return phrase("Write: {line}", line=f"{alone} %")
    return phrase("Write: {line}", line=alone) if alone else phrase("Write a number, for example 3 or 0.5 or 0,5.")


def between(lowest: float, highest: float, step: float | None = None) -> Callable[[object], float]:
    """A reader of numbers from lowest to highest, in steps where one is given."""

    wanted = phrase("Write a number from {lowest} to {highest}.", lowest=f"{lowest:g}", highest=f"{highest:g}")
    if (lowest, highest) == (-2, 2):
        wanted = SCALE

    def read(value: object) -> float:
        number = read_number(value, wanted=wanted)
        if "%" in plain(value):
            raise complaint(phrase("“{typed}” is not a number.", typed=plain(value)[:60]), wanted)
        if not lowest <= number <= highest:
            limits = {"lowest": f"{lowest:g}", "highest": f"{highest:g}"}
            raise complaint(phrase("{typed} is outside {lowest} … {highest}.", typed=plain(value), **limits), wanted)
        if step and (number / step) % 1:
            raise complaint(
                phrase("{typed} is finer than this scale goes.", typed=plain(value)),
                phrase("Write a whole number or a half: {examples}.", examples="-1.5, 0.5, 2")
                if step == 0.5
                else phrase("Write a whole number."),
            )
        return number

    return read


def read_share(value: object) -> float:
    """A share of all cases, 0 … 1; typed `0.95` or `95 %`."""
    typed = plain(value)
    parts = split_number(typed)
    in_words = phrase("Write: {line}", line=f"{parts[0]:g} %") if parts and parts[1] and 1 < parts[0] <= 100 else None
    number = read_number(value, wanted=in_words)
    if not 0 <= number <= 1:
        raise complaint(
            phrase("{typed} is no share: a share lies between 0 and 1, or 0 % and 100 %.", typed=typed),
            phrase("Did you mean {typed} %?", typed=typed) if 1 < number <= 100 and "%" not in typed else None,
        )
    return number


def read_count(value: object) -> int:
    """A whole number of things, 0 or more; `12,000` would be read as 12, so it is sent back."""
    parts = split_number(plain(value))
    number = read_number(value, wanted=None if parts else phrase("Write a whole number, for example 8."))
    if number < 0 or number % 1 or {",", "."} & set(plain(value)):
        raise complaint(
            phrase("{typed} is not a count: 0, 1, 2 …", typed=plain(value)), phrase("Write a whole number.")
        )
    return int(number)


def read_tally(value: object, info: ValidationInfo) -> float:
    """A count of answers; a sum of weights, which may be a fraction, where the result says how much weights cost."""
    if (info.data or {}).get("effective_n") is None:
        return read_count(value)
    number = read_number(value)
    if number < 0:
        raise complaint(
            phrase("{typed} is not a count: 0, 1, 2 …", typed=plain(value)), phrase("Write a number of 0 or more.")
        )
    return number


def read_quantity(value: object) -> Quantity:
    """A number with or without a unit: `15 min`, `95 %`, `12`."""
    typed = one_reading(value)
    parts = split_number(typed)
    if parts is None or len(parts[1]) > 30:
        raise complaint(
            phrase("“{typed}” does not begin with a number.", typed=typed[:60]),
            phrase("Write a number, with its unit where it has one: 15 min, 95 %, 12."),
        )
    return Quantity(*parts)


def read_duration(value: object) -> Duration:
    """A length of time: a number and a unit of time."""
    typed = one_reading(value)
    parts = split_number(typed)
    unit = unit_of(parts[1]) if parts else None
    if parts is None or unit is None or parts[0] < 0:
        raise complaint(
            phrase("“{typed}” is not a length of time.", typed=typed[:60]),
            phrase("Write a number and a unit: 15 min, 48 h, 2 days, 1 week, 12 months."),
        )
    return Duration(parts[0], unit)


def read_period(value: object) -> Period:
    """A month, a quarter, a half-year or a year."""
    typed = plain(value)
    found = re.fullmatch(r"(\d{4})(?:-(?:(0[1-9]|1[0-2])|[Qq]([1-4])|[Hh]([12])))?", typed)
    if not found or found[1] == "0000":
        raise complaint(
            phrase("“{typed}” is not a period.", typed=typed[:40]), phrase("Write 2026-03, 2026-Q1, 2026-H1 or 2026.")
        )
    year, month, quarter, half = (int(part) if part else 0 for part in found.groups())
    length = 1 if month else 3 if quarter else 6 if half else 12
    start = month or (quarter - 1) * 3 + 1 if (month or quarter) else (half - 1) * 6 + 1 if half else 1
    end = start + length - 1
    return Period(typed, date(year, start, 1), date(year, end, calendar.monthrange(year, end)[1]))


def read_yes_no(value: object) -> bool:
    """Yes or no, in any of the languages the tool speaks."""
    word = plain(value).lower()
    if word in YES or word in NO:
        return word in YES
    raise complaint(phrase("“{typed}” is neither yes nor no.", typed=plain(value)[:40]), phrase("Write yes or no."))


def as_list(value: object) -> object:
    """One thing typed where a list may stand is a list of one."""
    return value if isinstance(value, (list, tuple)) else [value]


def _numeric(behind: str = "", **bounds: float) -> dict[str, Any]:
    """A number, or one typed as people do: 0,5, − for -, 1 200; bounds hold for numbers, `behind` for what follows."""
    return {"type": ["number", "string"], **bounds, "pattern": rf"^[-+−–]?(\d[\d\s]*([.,]\d+)?|[.,]\d+){behind}$"}


def _worded(words: set[str]) -> str:
    """A pattern for any of the words, in small or capital letters."""
    return "|".join("".join(f"[{sign}{sign.upper()}]" for sign in word) for word in sorted(words))


PER_CENT = r"\s*%?"
Number = Annotated[float, Reads(read_number, _numeric(PER_CENT))]
Measured = Annotated[float, Reads(read_number, _numeric(r"(\s*[^\d\s].{0,29})?"))]  # its unit is taken off before
Share = Annotated[float, Reads(read_share, _numeric(PER_CENT, minimum=0, maximum=1))]
Count = Annotated[int, Reads(read_count, _numeric(minimum=0, multipleOf=1))]
Tally = Annotated[float, Reads(read_tally, _numeric(minimum=0), in_context=True)]
Emotion = Annotated[float, Reads(between(-2, 2, 0.5), _numeric(minimum=-2, maximum=2, multipleOf=0.5))]
OneToFive = Annotated[
    int, Reads(lambda typed: int(between(1, 5, 1)(typed)), _numeric(minimum=1, maximum=5, multipleOf=1))
]
Hundred = Annotated[float, Reads(between(0, 100), _numeric(minimum=0, maximum=100))]
Bound = Annotated[  # "yes" where the number stands elsewhere
    Quantity,
    Reads(
        read_quantity,
        {"type": ["number", "string", "boolean"], "pattern": rf"^([-+−–]?[.,]?\d.*|{_worded(YES)})$"},
    ),
]
Length = Annotated[Duration, Reads(read_duration, {"type": "string", "pattern": r"^\+?[.,]?\d.*\D$"})]
Span = Annotated[
    Period,
    Reads(
        read_period,
        {"type": ["string", "integer"], "pattern": r"^\d{4}(-(0[1-9]|1[0-2]|[Qq][1-4]|[Hh][12]))?$"},
    ),
]
YesNo = Annotated[bool, Reads(read_yes_no, {"type": ["boolean", "string"], "pattern": f"^({_worded(YES | NO)})$"})]
Listed = BeforeValidator(as_list)
