"""Service models: the eight-element canvas, as it is beside as it is to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from journeybook.diagrams import canvas as drawn
from journeybook.diagrams.drawing import Drawing
from journeybook.measures import shown
from journeybook.model import Book, ServiceModel, Text
from journeybook.model.choices import choice
from journeybook.model.service_model import CANVAS
from journeybook.pages.edition import Edition
from journeybook.pages.kept import kept
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


class Item(Struct, frozen=True):
    """One line of a canvas: the id of the thing of the book it names, else only its words.

    Beside another model, `change` tells that it is new (added) or left out (removed).
    """

    text: Text
    entity: str = ""
    change: str = ""


class Element(Struct, frozen=True):
    """One of the eight elements; what is unique stands with the value."""

    id: str
    name: Phrase
    items: tuple[Item, ...]
    unique: tuple[Item, ...] = ()


class Pair(Struct, frozen=True):
    """A model as it is and one that improves it; either may be missing."""

    as_is: ServiceModel | None
    to_be: ServiceModel | None
    rows: tuple[tuple[Element, Element], ...]


@kept
def drawings(edition: Edition) -> Iterator[Drawing]:
    """The canvas of each model, beside that of the one it improves."""
    for pair in pairs(edition.book):
        yield drawing(edition, pair)


def drawing(edition: Edition, pair: Pair) -> Drawing:
    """The canvas of a model, beside that of the one it improves."""
    models = [model for model in (pair.as_is, pair.to_be) if model]
    sides = [side for side, model in zip(zip(*pair.rows, strict=True), (pair.as_is, pair.to_be), strict=True) if model]
    sheets = [_sheet(edition, model, elements) for model, elements in zip(models, sides, strict=True)]
    return drawn.drawing(sheets, _words(edition, models), edition.place(models[-1]), edition.book_templates)


def _sheet(edition: Edition, model: ServiceModel, elements: Sequence[Element]) -> drawn.Sheet:
    link = edition.links("service-models/index")
    state = choice(model.state).say(edition.language) if model.state else ""
    told = tuple(_element(edition, element) for element in elements)
    return drawn.Sheet(model.id, edition.say(model.label), state, model.state == "to_be", link(model), told)


def _element(edition: Edition, element: Element) -> drawn.Element:
    items = tuple(_line(edition, item) for item in element.items)
    unique = tuple(_line(edition, item) for item in element.unique)
    return drawn.Element(element.name.say(edition.language), items, unique)


def _line(edition: Edition, item: Item) -> drawn.Item:
    """A line in words; a metric with its latest result."""
    entity = edition.book.get(item.entity)
    if entity is None:
        return drawn.Item(edition.say(item.text), item.change)
    words, latest = edition.say(entity.label), edition.facts.latest.get(entity.id)
    told = f"{words}: {shown.value(latest).say(edition.language)}" if latest else words
    return drawn.Item(told, item.change, edition.links("service-models/index")(entity))


def _words(edition: Edition, models: Sequence[ServiceModel]) -> drawn.Words:
    names = " → ".join(edition.say(model.label) for model in models)
    said = (
        phrase("Canvas of the service “{service}”", service=names),
        phrase("The service in eight elements; the same stands below as a table."),
        phrase("not told yet"), phrase("What nobody else gives:"), phrase("new"), phrase("left out"),
    )  # fmt: skip
    return drawn.Words(*(words.say(edition.language) for words in said))


def pages(edition: Edition) -> Iterator[Page]:
    """The index with the models side by side, then every model."""
    yield _index(edition)
    for model in edition.book.service_models.values():
        yield _model(edition, model)


@kept
def _index(edition: Edition) -> Page:
    return edition.page(
        "service-models/index",
        phrase("Service models").say(edition.language),
        "pages/service_models.html.j2",
        pairs=list(pairs(edition.book)),
        hide=("navigation", "toc"),
    )


@kept
def _model(edition: Edition, model: ServiceModel) -> Page:
    book = edition.book
    return edition.page(
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
    return Pair(as_is, to_be, tuple(_compared(*row) for row in rows) if as_is and to_be else tuple(rows))


def _compared(before: Element, after: Element) -> tuple[Element, Element]:
    """An element of two models, its lines marked with what is new and what is left out."""
    return (
        replace(before, items=_marked(before.items, after.items, "removed"),
                unique=_marked(before.unique, after.unique, "removed")),
        replace(after, items=_marked(after.items, before.items, "added"),
                unique=_marked(after.unique, before.unique, "added")),
    )  # fmt: skip


def _marked(items: Sequence[Item], others: Sequence[Item], change: str) -> tuple[Item, ...]:
    known = {item.entity or item.text for item in others}
    return tuple(item if (item.entity or item.text) in known else replace(item, change=change) for item in items)


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
