"""Languages: marked sentences, translated when shown, and numbers and dates as a language writes them."""

from __future__ import annotations

import datetime
import functools
import gettext
import io
import math
import os
import re
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from pathlib import Path

from anyascii import anyascii
from babel.core import Locale, UnknownLocaleError
from babel.numbers import format_decimal, format_percent
from msgspec import Struct

try:
    from babel.dates import format_date
except (ValueError, OSError):  # it looks for the time here, which we never ask for; the system takes such a TZ for UTC
    os.environ["TZ"] = "UTC"
    from babel.dates import format_date

_LANGUAGE_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
CAPITALS = re.compile(r"[A-Z]{2,}")
"""A word in help that stands for what is typed: `FILE`."""
_APOSTROPHES = re.compile(r"['’ʼ`]")
_NOT_IN_A_SLUG = re.compile(r"[^a-z0-9]+")
_DECIMALS = re.compile(r"0(\.[0#]+)?(?=[^0-9#.,]*$)")
_CATALOGUES = Path(__file__).with_name("locale")
LANGUAGES = ("en", *sorted(path.stem for path in _CATALOGUES.glob("*.po")))
"""The languages that are spoken here: what people type in one of them must be read as it is in the others."""
SPOKEN = "JOURNEYBOOK_LANGUAGE"
"""The variable of the environment that says which of them the reader speaks."""
_MINUS = "−"  # a hyphen is shorter than a plus and lets a line break after it
_ROUNDING = Context(prec=400, rounding=ROUND_HALF_UP)


class Phrase(Struct, frozen=True):
    """A sentence that speaks no language until it is said: English words, and what to put for each `{name}` in them."""

    singular: str
    plural: str = ""
    count: int | None = None
    params: tuple[tuple[str, object], ...] = ()

    def say(self, language: str = "en") -> str:
        """The sentence in the language, or in English where no translation is known."""
        template = self.template(language)
        if self.count is None:
            return template.format(**said(self.params, language)) if self.params or "{" in template else template
        return template.format(count=self.count, **said(self.params, language))

    def template(self, language: str) -> str:
        """The sentence with its `{name}`s yet to be filled in."""
        words = translations(language)
        if self.count is None:
            return words.gettext(self.singular) if self.singular else ""
        return words.ngettext(self.singular, self.plural, self.count)


def phrase(singular: str, /, **params: object) -> Phrase:
    """A sentence to be translated; the extraction of messages knows it by this function's name."""
    return Phrase(singular, params=tuple(params.items()))


def phrases(singular: str, plural: str, count: int, /, **params: object) -> Phrase:
    """A sentence whose form depends on a number, which its words may show as `{count}`."""
    return Phrase(singular, plural, count, tuple(params.items()))


def joined(between: str, *parts: object) -> Phrase:
    """Several things in one line, each said in the reader's language; there is nothing to translate."""
    names = [f"part{number}" for number in range(len(parts))]
    return Phrase(between.join(f"{{{name}}}" for name in names), params=tuple(zip(names, parts, strict=True)))


def said(params: tuple[tuple[str, object], ...], language: str) -> dict[str, object]:
    """The params as the language says them: texts and phrases in it, fractions and dates as it writes them."""
    return {name: _said(value, language) for name, value in params}


def _said(value: object, language: str) -> object:
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return number(value, language)
    if isinstance(value, datetime.date):
        return date_(value, language)
    say = getattr(value, "say", None)
    return say(language) if say else value


@functools.cache
def translations(language: str) -> gettext.NullTranslations:
    """What the package says in a language; English, and a language it does not know, say the words as they stand."""
    codes = _codes(language)
    catalogues = ((code, _CATALOGUES / f"{code}.po") for code in codes)
    found = next(((code, path) for code, path in catalogues if path.is_file()), None)
    return compiled(found[1].read_bytes(), found[0]) if found else gettext.NullTranslations()


def compiled(catalog: bytes, language: str) -> gettext.NullTranslations:
    """Translations from the text of a `.po` file, compiled in memory; doubtful (fuzzy) entries are left out."""
    # Imported here, because English alone needs neither and each costs milliseconds at the start of every command.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    binary = io.BytesIO()
    write_mo(binary, read_po(io.BytesIO(catalog), locale=language.replace("-", "_")))
    binary.seek(0)
    return gettext.GNUTranslations(binary)


@functools.lru_cache(maxsize=1 << 16)
def number(value: float, language: str, digits: int | None = None) -> str:
    """A number as the language writes it: at most three decimals, or exactly `digits` of them, halves rounded up."""
    with localcontext(_ROUNDING):
        return _written(_rounded(value, 3 if digits is None else digits), language, digits)


@functools.lru_cache(maxsize=1 << 14)
def _written(value: Decimal, language: str, digits: int | None) -> str:
    """A rounded number, of which there are few, where there are many that are rounded to it."""
    locale = _locale(language)
    pattern = None if digits is None else _with_decimals(locale.decimal_formats[None].pattern, digits)
    return str(format_decimal(value, format=pattern, locale=locale)).replace("-", _MINUS)


@functools.lru_cache(maxsize=1 << 14)
def percent(share: float, language: str, digits: int | None = None) -> str:
    """A share (0 … 1) in per cent, halves rounded up, with exactly `digits` decimals.

    By default two figures are told of it, or of what it lacks to all (23 %, 6.8 %, 0.3 %, 99.7 %), no zeros behind.
    """
    if digits is None:
        least = 100 * min(share, 1 - share)
        most = min(3, max(0, 1 - math.floor(math.log10(least)))) if least > 0 else 0
        digits = next(few for few in range(most + 1) if _rounded(share, few + 2) == _rounded(share, most + 2))
    locale = _locale(language)
    pattern = _with_decimals(locale.percent_formats[None].pattern, digits)
    with localcontext(_ROUNDING):
        words = format_percent(_rounded(share, digits + 2), format=pattern, locale=locale)
    return words.replace("-", _MINUS)


@functools.lru_cache(maxsize=1 << 14)
def date_(day: datetime.date, language: str, style: str = "medium") -> str:
    """A day as the language writes it: `short`, `medium`, `long`, `full`, or a Unicode pattern like `LLLL y`."""
    return format_date(day, format=style, locale=_locale(language))


def slug(text: str) -> str:
    """The text in small Latin letters, digits and single hyphens; empty where nothing of it can be written so."""
    plain = _APOSTROPHES.sub("", anyascii(text).lower())
    return _NOT_IN_A_SLUG.sub("-", plain).strip("-")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text that is broken into lines, each on one line."""
    return [" ".join(each.split()) for each in text.split("\n\n") if each.strip()]


def spoken(language: str, other: str) -> str:
    """The language, or the one it is a variety of, where it is one of ours; the other one else."""
    return next((code for code in reversed(_codes(language)) if code in LANGUAGES), other)


def _codes(language: str) -> tuple[str, ...]:
    """The language's own code and the one it is a variety of; none for what is no code at all (nor a file's name)."""
    code = language.replace("-", "_")
    return (code, code.partition("_")[0]) if _LANGUAGE_CODE.fullmatch(code) else ()


@functools.cache
def _locale(language: str) -> Locale:
    for code in _codes(language):
        try:
            return Locale.parse(code)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


def _with_decimals(pattern: str, digits: int) -> str:
    """Unicode's number pattern (`#,##0.###`) with exactly so many decimals."""
    return _DECIMALS.sub("0." + "0" * digits if digits else "0", pattern, count=1)


def _rounded(value: float, digits: int) -> Decimal:
    """Through the shortest decimal text of the number, so that 2.675 is a half and not a little less; never -0."""
    exact = Decimal(repr(value))
    return exact.quantize(Decimal(1).scaleb(-digits)) + 0 if exact.is_finite() else exact
