"""What templates may ask of a value: how a page of one language writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from msgspec.structs import replace

from journeybook.diagrams.faces import face
from journeybook.diagrams.speech import duration_words, signed
from journeybook.measures import loyalty, results, shown
from journeybook.measures.figure import Figure, Inputs
from journeybook.measures.telling import input_name, input_value
from journeybook.measures.terms import amount, bounded
from journeybook.model import Book, Metric, Settings, Standard, Step, Text
from journeybook.model.choices import choice, counted
from journeybook.model.fields import NOUNS
from journeybook.pages.facts import Facts
from journeybook.pages.markup import from_markdown
from journeybook.pages.page import Links
from journeybook.reports import spoken
from journeybook.words import Phrase, phrase, slug

MOST = 100
"""How much of what went into a figure by one name is said; of the measures of a large book that is thousands."""
NO_RESULT = phrase("no result yet")
Put: TypeAlias = tuple[str, Any]
"""What went into a figure, as templates say it: `words`, a `thing` by its id, or a `step`."""


def filters(facts: Facts, language: str) -> dict[str, Callable[..., Any]]:
    """The filters of an edition's templates, beside those that every environment has."""
    return {
        "choice": Chosen(language).__getitem__,
        "counted": lambda verdict, count: counted(verdict, count).say(language),
        "markdown": from_markdown,
        "signed": lambda emotion: signed(emotion, language),
        "face": face,
        **spoken.filters(language),
        "value": lambda figure: shown.value(figure).say(language),
        "interval": lambda figure: _interval(figure, language),
        "put_in": lambda inputs, numbers: put_in(inputs, numbers, facts.book),
        "duration": lambda duration: duration_words(duration, language),
        "latest": lambda metric, step=None: _latest(facts, metric, language, step),
        "standing": lambda action: choice(action.standing).say(language),
        "anchor": slug,
        "address": address,
        "target": lambda metric: "–" if metric.target is None else figure_of(metric, metric.target).say(language),
        "figure_of": lambda metric, value: figure_of(metric, value).say(language),
        "standard": lambda standard: standard_words(facts, standard).say(language),
        "most": lambda items, most: items[:most],
        "beyond": lambda items, most: max(len(items) - most, 0),
        **_names(facts),
    }


def _names(facts: Facts) -> dict[str, Callable[..., Any]]:
    """What things that have no page of their own are called."""
    return {
        "brand_value": lambda name: _brand_value(facts, name),
        "tag_name": lambda tag: tag_name(facts.book.settings, tag),
    }


class Chosen(dict[str, str]):
    """The words of the format in a language, each looked up once."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, word: str) -> str:
        """Say it."""
        self[word] = said = choice(str(word)).say(self._language)
        return said


def tag_name(settings: Settings, tag: str) -> Text:
    """What a tag is called: as the book says (case and signs make no difference), else as it was typed."""
    told = {slug(each): name for each, name in settings.tag_names.items()}
    return told.get(slug(tag)) or Text(tag)


def address(typed: str, link: Links) -> str:
    """Where an author's link leads: an address elsewhere as it is, a page of this book by its path."""
    if urlsplit(typed).scheme:
        return typed
    path, _, anchor = typed.partition("#")
    return link(path.strip("/").removesuffix(".md"), anchor)


def figure_of(metric: Metric, value: float) -> shown.Shown:
    """A number of a metric with its unit: a target, a baseline, an ideal; whole per cents without decimals."""
    unit = results.unit(metric)
    return shown.Shown(value, unit, 0 if unit == "share" and round(value, 2) == value else None)


def standard_words(facts: Facts, standard: Standard) -> Phrase:
    """What a standard asks: `at most 15 min in 95 % of cases`."""
    metric = facts.book.metrics.get(standard.metric)
    unit = standard.unit or (metric.unit if metric else "")
    bound = bounded(standard.comparison, amount(standard.value, unit))
    if standard.share is None:
        return bound
    return phrase("{bound} in {share} of cases", bound=bound, share=shown.Shown(standard.share, "share", 0))


def put_in(inputs: Inputs, numbers: Mapping[str, str], book: Book) -> list[tuple[Put, list[Put], int]]:
    """What went into a figure, what goes by one name together, and how many more there are than a page can hold.

    `numbers` are those of a journey's own touchpoints.
    """

    def called(words: Phrase) -> Phrase:
        return replace(words, params=tuple((name, numbers.get(str(value), value)) for name, value in words.params))

    def put(typed: str, words: Phrase, by_id: bool = True) -> Put:
        if step := None if typed in numbers else book.step(typed):
            return "step", step
        by_id = by_id and bool(words.params)  # a word of ours, such as marketing, may be somebody's id as well
        return ("thing", typed) if by_id and book.get(typed) else ("words", called(words))

    by_name = [(name, [told for _, told in each]) for name, each in groupby(inputs, key=itemgetter(0))]
    return [
        (
            put(name, input_name(name)),
            [put(told, input_value(name, told), name in NOUNS) for told in each[:MOST]],
            len(each[MOST:]),
        )
        for name, each in by_name
    ]


def _interval(figure: Figure, language: str) -> str:
    words = shown.interval(figure)
    return words.say(language) if words else "–"


def _latest(facts: Facts, metric: str, language: str, step: Step | None) -> str:
    """The latest result of a metric, at a touchpoint that has results of its own the latest of these."""
    known = facts.book.metrics.get(metric) if step else None
    figure = loyalty.latest_at(known, step, facts.book.as_of) if known and step else facts.latest.get(metric)
    return shown.value(figure).say(language) if figure else NO_RESULT.say(language)


def _brand_value(facts: Facts, name: str) -> Text:
    brand = facts.book.settings.brand
    return next((value.title for value in brand.values if value.id == name), Text(name)) if brand else Text(name)
