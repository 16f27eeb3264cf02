"""Service models: the eight-element canvas, as it is beside as it is to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model import Book, ServiceModel, Text
from journeybook.model.service_model import CANVAS
from journeybook.pages.edition import Edition
from journeybook.pages.page import Page
from journeybook.words import Phrase, phrase

ELEMENTS: dict[str, Phrase] = {
    "customers": phrase("Customers"),
    "behaviours": phrase("Behaviours"),
    "value": phrase("Value"),
    "channels": phrase("Channels"),
    "actors": phrase("Actors"),
    "actions": phrase("What we do"),
    "challenges": phrase("Challenges"),
    "kpi": phrase("How we see that it works"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a canvas: the id of the thing of the book it names, else only its words."""

    text: Text
    entity: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """One of the eight elements; what is unique stands with the value."""

    id: str
    name: Phrase
    items: tuple[Item, ...]
    unique: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A model as it is and one that improves it; either may be missing."""

    as_is: ServiceModel | None
    to_be: ServiceModel | None
    rows: tuple[tuple[Element, Element], ...]


def pages(edition: Edition) -> Iterator[Page]:
    """The index with the models side by side, then every model."""
    book = edition.book
    yield edition.page(
        "service-models/index",
        phrase("Service models").say(edition.language),
        "pages/service_models.html.j2",
        pairs=list(pairs(book)),
    )
    for model in book.service_models.values():
        yield edition.page(
            f"service-models/{model.id}",
            model.label,
            "pages/service_model.html.j2",
            description=edition.say(model.summary),
            parent="service-models/index",
            source=edition.place(model),
            model=model,
            elements=canvas(book, model),
            improved_by=[other.id for other in book.service_models.values() if other.as_is == model.id],
            figures=edition.facts.figures[model.id],
        )


def pairs(book: Book) -> Iterator[Pair]:
    """Every model beside the one that improves it; a model with neither stands alone."""
    models = book.service_models
    improving = [model for model in models.values() if model.as_is in models]
    improved = {model.as_is for model in improving}
    for model in improving:
        yield _pair(book, models[model.as_is or ""], model)
    for model in models.values():
        if model.id not in improved and model not in improving:
            yield _pair(book, None, model) if model.state == "to_be" else _pair(book, model, None)


def _pair(book: Book, as_is: ServiceModel | None, to_be: ServiceModel | None) -> Pair:
    rows = zip(canvas(book, as_is), canvas(book, to_be), strict=True)
    return Pair(as_is, to_be, tuple(rows))


def canvas(book: Book, model: ServiceModel | None) -> list[Element]:
    """The eight elements of a model, those not filled in too."""
    return [
        Element(name, ELEMENTS[name], _items(book, model, name), _items(book, model, "uniqueness"))
        if name == "value"
        else Element(name, ELEMENTS[name], _items(book, model, name))
        for name in CANVAS
    ]


def _items(book: Book, model: ServiceModel | None, name: str) -> tuple[Item, ...]:
    known = {"customers": book.personas, "actors": book.actors, "actions": book.actions, "kpi": book.metrics}
    things = known.get(name, {})
    texts: tuple[Text, ...] = getattr(model, name, ())
    return tuple(Item(text, next((word for word in text.words.values() if word in things), "")) for text in texts)
