"""One more thing for a book: few questions, and a file with the answers and what may come next, explained."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from pydantic import ValidationError

from journeybook import render
from journeybook.convert.names import known
from journeybook.convert.people import persona_id
from journeybook.model import Book, Entity, Journey, Origin, Text
from journeybook.model.fields import NOUNS, VALUES, FieldNote, field_notes
from journeybook.model.order import written_order
from journeybook.model.record import KEBAB, TAKEN
from journeybook.model.references import references
from journeybook.model.schema import FILES
from journeybook.model.short import expand, is_feeling
from journeybook.model.touchpoint import Touchpoint
from journeybook.model.wording import all_of_them, problems_of
from journeybook.new.book import SCHEMAS, schema_line
from journeybook.source import Mapping as Entries
from journeybook.source import read
from journeybook.source.lines import unquoted
from journeybook.words import Phrase, phrase, slug, spoken

Answers = Mapping[str, Sequence[str]]
TOUCHPOINT = "touchpoint"
LONGEST_NAME = 60  # characters of an id made from a title
QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "persona": ("name", "kind", "quote", "goals"),
    "journey": ("title", "persona", "aim", TOUCHPOINT),
    "promise": ("title", "text", "kind", "made_in"),
    "metric": ("title", "kind", "question", "better"),
    "evidence": ("title", "method", "date", "source"),
    "action": ("title", "addresses", "aim", "benefit"),
    "actor": ("title", "stage", "level"),
    "service-model": ("title", "state", "customers", "value"),
}
"""What is asked, by kind; the first answer names the thing and makes its id."""


class Question(Struct, frozen=True):
    """A field that is asked for: its name, what it means, the words to choose from, whether it may be left out."""

    field: str
    told: Phrase
    choices: tuple[str, ...]
    needed: bool
    many: bool


def questions(noun: str) -> tuple[Question, ...]:
    """What to ask for one more thing of a kind."""
    notes = {note.name: note for note in field_notes(FILES[noun])}
    return tuple(_question(name, notes.get(name), first=not place) for place, name in enumerate(QUESTIONS[noun]))


def entity(book: Book, root: Path, noun: str, answers: Answers, name: str, language: str) -> tuple[str, str] | Phrase:
    """The file of one more thing, as its path in the book and its text; or what stands in the way.

    It speaks the book's first language; where that is none of ours, the one given.
    """
    name = name or slug(answers[QUESTIONS[noun][0]][0])[:LONGEST_NAME].strip("-")
    kind, answers = FILES[noun], {field: _as_ids(book, field, given) for field, given in answers.items()}
    if not KEBAB.fullmatch(name) or name in TAKEN:
        return phrase("“{name}” cannot be an id; give one with --id, for example --id late-invoice.", name=name)
    if name in book.origins:
        return phrase(
            "{file} has this id already; give another one with --id.", name=name, file=book.origins[name].file
        )
    if (old := next((each for each in book.entities if name in each.formerly), None)) is not None:
        return phrase("“{name}” was the id of {other}; an old id is never used again.", name=name, other=old.id)
    file = f"{kind.folder}/{name}.yml"
    schema = schema_line(file, noun) if (root / SCHEMAS / f"{noun}.json").is_file() else ""
    text = _text(kind, name, answers, schema, spoken(book.languages[0], language))
    return _mistake(book, kind, name, file, text) or (file, text)


def _as_ids(book: Book, field: str, given: Sequence[str]) -> Sequence[str]:
    """The answers, with ids for names where the format wants ids: people say “Hanna”, not `bakery-owner`."""
    if field == "persona":
        return tuple(persona_id(book, each) for each in given)
    if field == "addresses":
        things = {**book.promises, **book.journeys}
        return tuple(known(things, each) or _step(book, each) or each for each in given)
    return given


def _step(book: Book, title: str) -> str | None:
    """The id of the only touchpoint with this title in any language."""
    wanted = title.casefold()
    found = [
        step.id
        for step in book.steps.values()
        if wanted in {words.casefold() for words in step.touchpoint.title.words.values()}
    ]
    return found[0] if len(found) == 1 else None


def _question(name: str, note: FieldNote | None, first: bool) -> Question:
    if note is None:
        title = next(each for each in field_notes(Touchpoint) if each.name == "title")
        return Question(name, title.told, (), needed=True, many=False)
    return Question(name, note.told, note.choices, first or note.required, note.many)


def _text(kind: type[Entity], name: str, answers: Answers, schema: str, language: str) -> str:
    notes = {note.name: note for note in field_notes(kind)}
    order = [field for field in written_order(kind) if field in notes]
    texts = VALUES[Text]
    answered = [(notes[field], answers[field], notes[field].form == texts) for field in order if answers.get(field)]
    later = [notes[field] for field in order if notes[field].tier == 1 and not answers.get(field) and field != "phases"]
    touchpoint = next(iter(answers.get(TOUCHPOINT, ())), "")
    return (
        render.yaml(language)
        .get_template("new/entity.yml.j2")
        .render(
            about=Phrase((kind.__doc__ or "").strip()),
            name=name,
            schema=schema,
            answered=answered,
            later=later,
            touchpoint=touchpoint,
            touchpoint_id=slug(touchpoint)[:LONGEST_NAME].strip("-") or "untitled",
            # A name in quotation marks of its own is taken for a mistake.
            short=is_feeling(touchpoint, "0") and unquoted(touchpoint) == touchpoint,
            phase=phrase("Beginning"),
        )
    )


def unfit(book: Book, noun: str, field: str, answer: str) -> Phrase | None:
    """What is wrong with one answer by itself, so that it can be asked for again; nothing where it will do."""
    kind, name = FILES[noun], "untitled"
    text = _text(kind, name, {field: _as_ids(book, field, (answer,))}, "", spoken(book.languages[0], "en"))
    made = _made(book, kind, name, f"{kind.folder}/{name}.yml", text, lambda detail: detail["loc"][:1] == (field,))
    return made if isinstance(made, Phrase) else None


def _mistake(book: Book, kind: type[Entity], name: str, file: str, text: str) -> Phrase | None:
    """What is wrong with the answers, in the words in which check would tell it."""
    made = _made(book, kind, name, file, text)
    return next(_unknown(book, made), None) if isinstance(made, Entity) else made


def _made(
    book: Book, kind: type[Entity], name: str, file: str, text: str, asked: Callable[[Any], bool] = all_of_them
) -> Entity | Phrase | None:
    """What the text of a file is read to, or the first that is wrong with it, of what is asked for."""
    value, problems = read(text.encode(), file)
    assert isinstance(value, Entries), text
    typed = expand(value) if kind is Journey else value
    try:
        return kind.model_validate({**_present(typed), "id": name}, context={"languages": book.languages})
    except ValidationError as error:
        problems += problems_of(error, kind, Origin(file, typed), asked)
        return _said(problems[0].message, problems[0].hint) if problems else None


def _present(typed: Entries) -> dict[str, object]:
    return {name: value for name, value in typed.items() if value is not None}


def _said(message: Phrase, hint: Phrase | None) -> Phrase:
    return phrase("{message} {hint}", message=message, hint=hint) if hint else message


def _unknown(book: Book, record: Entity) -> Iterator[Phrase]:
    """What is referred to and not there; a persona that is not written yet is a sketch, and welcome."""
    for reference in references(record):
        target, kinds = reference.target, reference.ref.kinds
        known = book.get(target) is not None or book.step(target) is not None
        if not known and not reference.ref.soft and kinds != ("persona",):
            yield phrase("There is no {noun} “{target}” in this book.", noun=NOUNS[kinds[0]], target=target)
