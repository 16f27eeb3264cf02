"""From a book to what its strategy tree says, in one language and ready to be drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from journeybook.diagrams.speech import signed
from journeybook.measures import Figure, shown
from journeybook.measures.emotion import Lowest
from journeybook.measures.target import standing
from journeybook.model import Action, Book, Journey, Metric
from journeybook.model.choices import choice
from journeybook.model.settings import Objective
from journeybook.words import phrase, phrases

MOST = 14  # things of a kind beside an objective
HEADS = (phrase("Objectives"), phrase("Journeys"), phrase("Metrics"), phrase("Actions"))
NONE = (phrase("no journey supports it"), phrase("No metric shows it yet."), phrase("nothing is done for it"))


class Source(Struct, frozen=True):
    """What the tree is drawn from, in one language: the weakest links of journeys, the latest results of metrics."""

    book: Book
    language: str
    link: Callable[..., str]
    weakest: Mapping[str, Lowest | None]
    latest: Mapping[str, Figure]

    def say(self, words: Any) -> str:
        """The words in this language."""
        return str(words.say(self.language))


class Item(Struct, frozen=True):
    """One line beside an objective: its words, a note behind them, and a face or the mark of a state before them."""

    name: str
    words: str
    note: str
    link: str
    feeling: float | None = None
    state: str = ""


class Branch(Struct, frozen=True):
    """An objective with its journeys, its metrics and its actions; `none` says it where there are none of a kind."""

    name: str
    words: str
    critical: str
    link: str
    cells: tuple[tuple[Item, ...], ...]
    none: tuple[str, ...]


class Tree(Struct, frozen=True):
    """A whole tree; `north` is empty where no ideal is written down."""

    north: str
    north_word: str
    heads: tuple[str, ...]
    branches: tuple[Branch, ...]


def tree(source: Source) -> Tree:
    """What the tree of a book says."""
    settings = source.book.settings
    return Tree(
        source.say(settings.true_north.statement) if settings.true_north else "",
        source.say(phrase("True north")),
        tuple(source.say(head) for head in HEADS),
        tuple(_branch(source, number, each) for number, each in enumerate(settings.objectives, start=1)),
    )


def _branch(source: Source, number: int, objective: Objective) -> Branch:
    words = source.say(objective.statement) if objective.statement else objective.id
    cells = (_journeys(source, objective), _metrics(source, objective), _actions(source, objective))
    return Branch(
        f"objective-{number}",
        words,
        source.say(phrase("critical")) if objective.critical else "",
        source.link("strategy", objective.id or f"_objective-{number}"),
        tuple(tuple(_few(source, list(cell))) for cell in cells),
        tuple(source.say(words) for words in NONE),
    )


def _few(source: Source, items: list[Item]) -> Iterator[Item]:
    """The first of many; the rest is counted, since the page lists them all."""
    yield from items if len(items) <= MOST else items[: MOST - 1]
    if len(items) > MOST:
        left = len(items) - MOST + 1
        yield Item("MORE", source.say(phrases("+ {count} more", "+ {count} more", left)), "", "")


def _journeys(source: Source, objective: Objective) -> Iterator[Item]:
    """The journeys that serve it, but for those that are gone by; the face is that of the weakest link."""
    for journey in source.book.journeys.values():
        if objective.id in journey.supports and journey.status != "retired":
            lowest = source.weakest.get(journey.id)
            feeling = lowest.emotion if lowest else None
            note = "" if feeling is None else signed(feeling, source.language)
            yield _item(source, journey, note, feeling=feeling)


def _metrics(source: Source, objective: Objective) -> Iterator[Item]:
    for name in objective.metrics:
        metric = source.book.metrics.get(name)
        if metric is not None:
            figure = source.latest[name]
            said: Any = phrase("no result yet") if figure.value is None else shown.value(figure)
            yield _item(source, metric, source.say(said), state=standing(metric, figure).value)


def _actions(source: Source, objective: Objective) -> Iterator[Item]:
    """The actions for it that go on."""
    for action in source.book.actions.values():
        if objective.id in action.supports and action.closed is None:
            yield _item(source, action, source.say(choice(action.standing)))


def _item(source: Source, entity: Journey | Metric | Action, note: str, **more: Any) -> Item:
    return Item(entity.id, source.say(entity.label), note, source.link(entity), **more)
