"""Channels: our words for them, and those by which a language calls them."""

from __future__ import annotations

from functools import cache
from sys import intern
from typing import Annotated

from journeybook.model.choices import choice
from journeybook.model.reads import Reads
from journeybook.model.values import plain
from journeybook.words import LANGUAGES

CHANNELS = (
    "web", "app", "email", "phone", "sms", "chat", "social", "post", "in_person",
    "store", "branch", "event", "media", "review_site", "partner", "device",
)  # fmt: skip


def read_channel(value: object) -> str:
    """Our word for a channel that is called as pages call it, such as `phone` for `telefon`; else the book's own."""
    typed = plain(value)
    name = typed.casefold()
    return intern(name if name in CHANNELS else _by_name().get(name, typed))


@cache
def _by_name() -> dict[str, str]:
    """Our words by those of every language, whose texts are read only where somebody writes another word than ours."""
    return {choice(word).say(code).casefold(): word for code in reversed(LANGUAGES) for word in CHANNELS}


Channel = Annotated[str, Reads(read_channel, {"type": ["string", "number"]})]
