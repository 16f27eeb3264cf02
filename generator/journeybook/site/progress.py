"""How far a build is, as values; whoever starts one may listen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from msgspec import Struct

from journeybook.words import Phrase, phrase

Each = TypeVar("Each")

READING = phrase("Reading the book")
CHECKING = phrase("Checking it")
DRAWING = phrase("Drawing")
RENDERING = phrase("Making pages")
WRITING = phrase("Writing the site")
LINKS = phrase("Following every link")


class Progress(Struct, frozen=True):
    """What is being done, how many of them are done, and of how many, where that is known."""

    stage: Phrase
    done: int = 0
    of: int = 0


Tell = Callable[[Progress], None]


def unheard(_: Progress) -> None:
    """For whoever does not want to know."""


def counted(each: Iterable[Each], stage: Phrase, tell: Tell) -> Iterator[Each]:
    """The same things, told one by one as they come."""
    for number, one in enumerate(each, start=1):
        yield one
        tell(Progress(stage, number))
