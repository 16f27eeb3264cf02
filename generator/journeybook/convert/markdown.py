"""A journey as one Markdown file that people and programs read from top to bottom; its authors' texts stay texts."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from journeybook import render
from journeybook.convert.losses import not_carried
from journeybook.convert.sheet.fields import BY_FIELD, COLUMNS
from journeybook.convert.sheet.writing import said
from journeybook.measures.emotion import mean, peak_end, weakest_link
from journeybook.measures.shown import value
from journeybook.model import Book, Journey, Lanes, Step, Text
from journeybook.model.choices import choice
from journeybook.model.record import Record
from journeybook.model.touchpoint import SIDES
from journeybook.problem import Problem
from journeybook.words import Phrase, phrase

_FACTS = (
    ("goal", phrase("What the customer wants")), ("company_goal", phrase("What we want")),
    ("starts_when", phrase("Begins when")), ("ends_when", phrase("Ends when")), ("scenario", phrase("Situation")),
    ("story", phrase("Told by the customer")),
)  # fmt: skip
_LANES = tuple(column for column in COLUMNS if column.kind in {"text", "list", "parts", "length", "share"})
_REFERENCES = ("keeps", "makes", "metrics", "evidence")
_CONTEXT = (
    "needs",
    "expectations",
    "experience_with_brand",
    "experience_with_category",
    "promises",
    "opinions_of_others",
)
_INNER = {"quotes": ("text",), "pains": ("text",), "causes": ("text",)} | dict.fromkeys(SIDES, ("actor", "does"))
_CARRIED = {
    "title", "summary", "persona", "other_personas", "state", "status", "aim", *(name for name, _ in _FACTS),
    *(f"context.{name}" for name in _CONTEXT), "outcomes.title", "outcomes.for_customer", "phases.title",
    "phases.touchpoints.title", "phases.touchpoints.id", "phases.touchpoints.emotion", "phases.touchpoints.channel",
    "phases.touchpoints.moment_of_truth", "phases.touchpoints.owner", "phases.id",
    *(f"{above}.{column.field}" for above in ("phases", "phases.touchpoints") for column in _LANES
      if column.field not in _INNER),
    *(f"{above}.{name}" for above in ("phases", "phases.touchpoints") for name in _REFERENCES),
    *(f"{above}.{name}.{part}" for above in ("phases", "phases.touchpoints") for name, parts in _INNER.items()
      for part in parts),
}  # fmt: skip


class Line(Struct, frozen=True):
    """Something that is told: what it is, and the texts that tell it."""

    name: Phrase
    texts: tuple[str, ...]


class Moment(Struct, frozen=True):
    """A touchpoint as it is told: its number, title, feeling and lines."""

    number: int
    title: str
    feeling: float | None
    decisive: bool
    lines: tuple[Line, ...]


class Part(Struct, frozen=True):
    """A phase as it is told."""

    title: str
    lines: tuple[Line, ...]
    moments: tuple[Moment, ...]


def journey_markdown(book: Book, journey: Journey, language: str) -> tuple[str, list[Problem]]:
    """The file, and what of the journey is not in it."""
    text = markdown(book, journey, language)
    return text, not_carried(book, journey, _CARRIED, language)


def markdown(book: Book, journey: Journey, language: str) -> str:
    """The journey from its title to its last touchpoint, with the figures that its feelings give."""
    template = render.markdown(None, language).get_template("output/journey.md.j2")
    return template.render(
        title=journey.label.say(language),
        summary=journey.summary.say(language),
        facts=list(_facts(book, journey, language)),
        figures=[(figure.name, value(figure)) for figure in (weakest_link(journey), mean(journey), peak_end(journey))],
        parts=_parts(book, journey, language),
        as_of=book.as_of,
    )


def _facts(book: Book, journey: Journey, language: str) -> Iterator[Line]:
    names = [_label(book, name, language) for name in journey.personas]
    yield Line(BY_FIELD["persona"].label, tuple(names))
    words = (journey.state, journey.status, journey.aim)
    yield Line(phrase("State"), tuple(choice(word).say(language) for word in words if word))
    for name, told in _FACTS:
        if text := getattr(journey, name).say(language):
            yield Line(told, (text,))
    if journey.context is not None:
        texts = [text.say(language) for name in _CONTEXT for text in getattr(journey.context, name)]
        if texts:
            yield Line(phrase("What the customer brings along"), tuple(texts))
    if journey.outcomes:
        yield Line(phrase("Ways it can end"), tuple(_outcome(each, language) for each in journey.outcomes))


def _outcome(outcome: Record, language: str) -> str:
    title, for_customer = outcome.title.say(language), outcome.for_customer.say(language)  # type: ignore[attr-defined]
    return f"{title}: {for_customer}" if title and for_customer else title or for_customer


def _parts(book: Book, journey: Journey, language: str) -> list[Part]:
    steps = {step.path: step for step in journey.steps}
    return [
        Part(
            phase.title.say(language) or phase.id,
            tuple(_lines(book, phase, language)),
            tuple(
                _moment(book, steps["phases", number, "touchpoints", place], language)
                for place in range(len(phase.touchpoints))
            ),
        )
        for number, phase in enumerate(journey.phases)
    ]


def _moment(book: Book, step: Step, language: str) -> Moment:
    touchpoint = step.touchpoint
    lines = list(_lines(book, touchpoint, language))
    if touchpoint.channel:
        lines.insert(0, Line(BY_FIELD["channel"].label, (choice(touchpoint.channel).say(language),)))
    if touchpoint.owner:
        lines.append(Line(BY_FIELD["owner"].label, (_label(book, touchpoint.owner, language),)))
    title = touchpoint.title.say(language)
    return Moment(step.number, title, touchpoint.emotion, touchpoint.moment_of_truth, tuple(lines))


def _lines(book: Book, lanes: Lanes, language: str) -> Iterator[Line]:
    for column in _LANES:
        found = getattr(lanes, column.field, None)
        if found is None or found == () or (isinstance(found, Text) and not found):
            continue
        values = found if isinstance(found, tuple) else (found,)
        texts = [_part(book, each, language) if hasattr(each, "does") else said(each, language) for each in values]
        yield Line(column.label, tuple(text for text in texts if text))
    for name in _REFERENCES:
        if ids := getattr(lanes, name):
            yield Line(BY_FIELD[name].label, tuple(_label(book, each, language) for each in ids))


def _part(book: Book, part: Record, language: str) -> str:
    actor, does = part.actor, part.does.say(language)  # type: ignore[attr-defined]
    who = _label(book, actor, language) if actor else ""
    return f"{who}: {does}" if who and does else who or does


def _label(book: Book, name: str, language: str) -> str:
    """What a thing is called; its id where the book does not have it."""
    entity = book.get(name)
    return entity.label.say(language) if entity else name
