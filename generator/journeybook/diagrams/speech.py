"""Numbers and lengths of time as drawings and pages say them."""

from __future__ import annotations

from journeybook.model import Duration
from journeybook.model.choices import length
from journeybook.words import number


def signed(emotion: float, language: str) -> str:
    """An emotion with its sign: +1.5, 0, −2."""
    words = number(emotion, language)
    return f"+{words}" if emotion > 0 else words


def duration_words(duration: Duration, language: str) -> str:
    """A length of time in words, its unit in the right form."""
    return length(duration).say(language)
