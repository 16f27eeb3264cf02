"""Numbers and lengths of time as drawings and pages say them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from journeybook.model import Duration
from journeybook.words import Phrase, number, phrases

UNITS: Mapping[str, Callable[[int], Phrase]] = {
    "s": lambda n: phrases("{shown} second", "{shown} seconds", n),
    "min": lambda n: phrases("{shown} minute", "{shown} minutes", n),
    "h": lambda n: phrases("{shown} hour", "{shown} hours", n),
    "day": lambda n: phrases("{shown} day", "{shown} days", n),
    "week": lambda n: phrases("{shown} week", "{shown} weeks", n),
    "month": lambda n: phrases("{shown} month", "{shown} months", n),
    "year": lambda n: phrases("{shown} year", "{shown} years", n),
}


def signed(emotion: float, language: str) -> str:
    """An emotion with its sign: +1.5, 0, −2."""
    words = number(emotion, language)
    return f"+{words}" if emotion > 0 else words


def duration_words(duration: Duration, language: str) -> str:
    """A length of time in words, its unit in the right form."""
    whole = int(duration.value) if duration.value == int(duration.value) else 2
    told = UNITS[duration.unit](whole)
    amount = number(duration.value, language)
    return Phrase(told.singular, told.plural, told.count, (("shown", amount),)).say(language)
