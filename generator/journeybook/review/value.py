"""The two sides of a change, as programs and as people read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from journeybook.measures import MEASURES
from journeybook.measures.shown import Shown
from journeybook.measures.terms import amount, bounded
from journeybook.model import Book, Comparison, Period, Quantity, Record, Result, Standard, Text
from journeybook.model.choices import choice, length
from journeybook.model.journey import Expectation
from journeybook.model.values import Duration
from journeybook.review.change import Sayable, Value
from journeybook.review.fields import Field, fields, own_id
from journeybook.review.side import Side
from journeybook.words import Phrase, number, phrase

FELT = ("emotion", "emotion_before", "emotion_by", "before", "after", "bad")
SHARES = ("failure_rate", "share", "tolerance")
NAMES = ("title", "text", "statement", "method", "does", "question", "url", "goals")
NAMING = ("promise", "actor", "to", "measure", "metric")


class Signed(Struct, frozen=True):
    """An emotion with its sign: +1.5, 0, −2."""

    value: float

    def say(self, language: str) -> str:
        """The number as the language writes it."""
        words = number(self.value, language)
        return f"+{words}" if self.value > 0 else words


class Several(Struct, frozen=True):
    """Several values, one after the other."""

    items: tuple[Sayable, ...]

    def say(self, language: str) -> str:
        """All of them, with commas."""
        return ", ".join(item.say(language) for item in self.items)


def value_of(field: Field, item: Any, side: Side, journey: str = "") -> Value | None:
    """What stands in a field in one version; None where nothing does. `journey` is where a touchpoint may be meant."""
    if item is None or item == () or item == "" or (isinstance(item, Text) and not item):
        return None
    return Value(plain(item), words_of(field, item, side, journey))


def words_of(field: Field, item: Any, side: Side, journey: str = "") -> Sayable:
    """What people read in a field."""
    if isinstance(item, Text):
        return item
    if isinstance(item, tuple):
        return Several(tuple(words_of(field, each, side, journey) for each in item))
    if isinstance(item, Record):
        return _record_words(item, side, journey)
    if field.ref and isinstance(item, str):
        return label_of(item, side, journey)
    return _plain_words(field.name, item)


def label_of(name: str, side: Side, journey: str = "") -> Text:
    """What a thing is called, or a part of one; its id where the book has no such thing."""
    for book in (side.book, side.around):
        step = book and (book.step(f"{journey}/{name}") or book.step(name))
        if step:
            return step.touchpoint.title
        entity = book and book.get(name)
        if entity:
            return entity.label
        found = book and (book.once(_parts).get(f"{journey}/{name}") or book.once(_parts).get(name))
        if found:
            return found
    return Text(name)


def _parts(book: Book) -> dict[str, Text]:
    """What has an id inside a thing, as readers know it: objectives, values, the ends of a journey, findings."""
    settings, named = book.settings, dict[str, Text]()
    for journey in book.journeys.values():
        named |= {f"{journey.id}/{outcome.id}": outcome.title for outcome in journey.outcomes}
    for evidence in book.evidence.values():
        named |= {f"{evidence.id}/{finding.id}": finding.text for finding in evidence.findings}
    for persona in book.personas.values():
        named |= {key: value.title for value in persona.values for key in (value.id, f"{persona.id}/{value.id}")}
    named |= {value.id: value.title for value in (settings.brand.values if settings.brand else ())}
    return named | {objective.id: objective.statement for objective in settings.objectives}


def _plain_words(name: str, item: Any) -> Sayable:
    if isinstance(item, bool):
        return phrase("yes") if item else phrase("no")
    if isinstance(item, (int, float)):
        if name in FELT:
            return Signed(float(item))
        return _share(float(item)) if name in SHARES else Shown(float(item))
    if isinstance(item, Duration):
        return length(item)
    if isinstance(item, (Quantity, Period, date)):
        return _amount(item)
    return choice(item) if isinstance(item, str) else Text(str(item))


def _share(value: float) -> Shown:
    """A share, without decimals where it is one of whole per cents."""
    return Shown(value, "share", 0 if round(value, 2) == value else None)


def _amount(item: Quantity | Period | date) -> Sayable:
    if isinstance(item, Quantity):
        return amount(item.value, item.unit)
    return Text(item.typed) if isinstance(item, Period) else phrase("{day}", day=item)


def _record_words(record: Record, side: Side, journey: str) -> Sayable:
    if isinstance(record, Standard):
        return _standard(record)
    if isinstance(record, Result):
        return _result(record, side)
    if isinstance(record, Expectation):
        return _test(record, side)
    named = next((getattr(record, name) for name in NAMES if getattr(record, name, None)), None)
    naming = next((getattr(record, name) for name in NAMING if getattr(record, name, None)), None)
    who = label_of(str(naming), side, journey) if naming else None
    if isinstance(named, Text) and who:
        return phrase("{who}: {what}", who=who, what=named)
    return named if isinstance(named, Text) else who or Several(tuple(_facts(record)))


def _facts(record: Record) -> Iterator[Sayable]:
    for each in fields(type(record)):
        item = getattr(record, each.name)
        if item is not None and item not in {(), ""} and not isinstance(item, (dict, Record)):
            yield item if isinstance(item, Text) else _plain_words(each.name, item)


def _standard(standard: Standard) -> Phrase:
    bound = bounded(standard.comparison, amount(standard.value, standard.unit))
    if standard.share is None:
        return bound
    return phrase("{bound} in {share} of cases", bound=bound, share=Shown(standard.share, "share", 0))


def _test(test: Expectation, side: Side) -> Sayable:
    """What a test wants."""
    if test.promise:
        return phrase("{who}: {what}", who=label_of(test.promise, side), what=choice(test.verdict or ""))
    known = MEASURES.get(test.measure)
    bound = next((name for name in Comparison if getattr(test, name) is not None), Comparison.AT_LEAST)
    wanted = bounded(bound, Shown(getattr(test, bound) or 0.0, known.unit if known else ""))
    return phrase("{who}: {what}", who=known.name if known else Text(test.measure), what=wanted)


def _result(result: Result, side: Side) -> Sayable:
    """The figure, behind its time and whom or what it speaks of."""
    told = [*about_result(result, side)]
    if share := share_of(result):
        told.append(share)
    elif result.value is not None:
        told.append(Shown(result.value))
    if result.n:
        told.append(phrase("n = {n}", n=result.n))
    return Several(tuple(told))


def about_result(result: Result, side: Side) -> tuple[Sayable, ...]:
    """The time of a result, and whom or what it speaks of."""
    when = result.period.typed if result.period else result.date
    day = [phrase("{day}", day=when)] if when else []
    of = [label_of(name, side) for name in (result.touchpoint, result.persona) if name]
    return (*day, *of, *([Text(result.place)] if result.place else []))


def share_of(result: Result) -> Shown | None:
    """The share of successes, where they are counted."""
    return Shown(result.successes / result.n, "share") if result.successes is not None and result.n else None


def plain(item: Any) -> Any:
    """A value as JSON holds it: texts by language, lengths and amounts as they are typed."""
    if isinstance(item, Text):
        return item.words.get("", dict(item.words))
    if isinstance(item, Record):
        told = {each.typed: plain(getattr(item, each.name)) for each in fields(type(item))}
        own = {"id": own_id(item)} if own_id(item) else {}
        return own | {name: value for name, value in told.items() if value not in (None, "", [], {})}
    if isinstance(item, Mapping):
        return {str(key): plain(value) for key, value in item.items()}
    return [plain(each) for each in item] if isinstance(item, (list, tuple)) else _word(item)


def _word(item: Any) -> Any:
    if isinstance(item, (Duration, Quantity)):
        return f"{item.value:g} {item.unit}".strip()
    if isinstance(item, Period):
        return item.typed
    return item.isoformat() if isinstance(item, date) else item
