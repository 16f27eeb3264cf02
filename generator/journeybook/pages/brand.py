"""The brand: its values and voice, where customers see them, and what is intended beside what is perceived."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from journeybook.model import Book, Journey, Phase, Promise, Step
from journeybook.model.settings import BrandValue
from journeybook.pages.edition import Edition
from journeybook.pages.kept import kept
from journeybook.pages.page import Page
from journeybook.words import phrase


class Lived(Struct, frozen=True):
    """A value of the brand: where it is shown today, the worst feeling first, and where it is to be.

    `felt` counts the touchpoints that show it by feeling: good, neutral, bad.
    """

    value: BrandValue
    anchor: str
    shown: tuple[Step, ...]
    felt: dict[str, int]
    phases: tuple[tuple[Journey, Phase], ...]
    planned: tuple[Step, ...]
    promises: tuple[Promise, ...]


@kept
def pages(edition: Edition) -> Iterator[Page]:
    """The one page of the brand."""
    book = edition.book
    brand = book.settings.brand
    values = enumerate(brand.values if brand else (), start=1)
    named = phrase("Brand: {name}", name=brand.name).say(edition.language) if brand and brand.name else ""
    yield edition.page(
        "brand",
        phrase("Brand").say(edition.language),
        "pages/brand.html.j2",
        source=book.place("book", "brand"),
        found_as=named,
        boost=1.5,
        brand=brand,
        values=[lived(book, value, number) for number, value in values],
    )


def lived(book: Book, value: BrandValue, number: int) -> Lived:
    """All that the book says of a value; touchpoints of retired journeys are left out."""
    here = [step for step in _showing(book, value.id) if book.journeys[step.journey].status != "retired"]
    shown, planned = (
        [step for step in here if book.journeys[step.journey].state == state] for state in ("as_is", "to_be")
    )
    return Lived(
        value,
        value.id or f"_value-{number}",
        tuple(sorted(shown, key=_feeling)),
        felt([step.touchpoint.emotion for step in shown if step.touchpoint.emotion is not None]),
        tuple(_phases(book, value.id)),
        tuple(planned),
        tuple(promise for promise in book.promises.values() if value.id and value.id in promise.values),
    )


def felt(emotions: Sequence[float]) -> dict[str, int]:
    """How many of the emotions are good (above 0), neutral, bad (below 0); nothing where there is none."""
    good, bad = sum(emotion > 0 for emotion in emotions), sum(emotion < 0 for emotion in emotions)
    return {"good": good, "neutral": len(emotions) - good - bad, "bad": bad} if emotions else {}


def _showing(book: Book, value: str) -> Iterator[Step]:
    return (mention.step for mention in book.mentions(value) if mention.step and "shows" in mention.path)


def _phases(book: Book, value: str) -> Iterator[tuple[Journey, Phase]]:
    """The phases that show a value as a whole."""
    counted = {journey.id: journey for journey in book.counted}
    for mention in book.mentions(value):
        if mention.source in counted and mention.step is None and "shows" in mention.path:
            journey = counted[mention.source]
            yield journey, journey.phases[int(mention.path[1])]


def _feeling(step: Step) -> tuple[bool, float, str]:
    emotion = step.touchpoint.emotion
    return (emotion is None, emotion or 0.0, step.id)
