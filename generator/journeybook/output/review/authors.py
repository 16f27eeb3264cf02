"""Who changed a thing, when and on what evidence, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

import click
from msgspec import Struct

from journeybook.model import Book
from journeybook.review import Side
from journeybook.review.authors import Authored
from journeybook.review.naming import field_name
from journeybook.review.sentences import Short, worded
from journeybook.words import date_, phrase


class Asked(Struct, frozen=True):
    """What was asked for, what was found, and whether Git has only the newest part of the history."""

    book: Book
    name: str
    field: str
    found: tuple[Authored, ...]
    shallow: bool


def text(asked: Asked, language: str) -> str:
    """Each change below the commit that made it, the newest first."""
    subject = Side(asked.book).subject(asked.name)
    title = click.style(Short(subject.label).say(language), bold=True)
    field = f" · {field_name(asked.field).say(language)}" if asked.field else ""
    lines = [f"{title} ({asked.name}){field}"]
    for each in asked.found:
        lines += ["", *_authored(asked, each, language)]
    if asked.shallow:
        lines += ["", phrase("This clone is shallow: who came before is not known here.").say(language)]
    return "\n".join(lines) + "\n"


def _authored(asked: Asked, each: Authored, language: str) -> Iterator[str]:
    commit = each.commit
    if commit is None:
        yield click.style(phrase("Not committed yet").say(language), fg="yellow")
    else:
        day = click.style(date_(commit.date, language), fg="yellow")
        yield f"{day}  {commit.author}  {click.style(f'{commit.subject} ({commit.id[:10]})', dim=True)}"
    told = [worded(change).say(language) for change in each.changes]
    cut = asked.shallow or each.cut
    first = phrase("the oldest version that is known here") if cut else phrase("the first version")
    yield from (f"    {words}" for words in told or [first.say(language)])
    if each.evidence:
        rests = phrase("rests on: {names}", names=_names(asked, each, language))
        yield f"    {rests.say(language)}"


def _names(asked: Asked, each: Authored, language: str) -> str:
    known = asked.book.evidence
    return "; ".join(Short(known[name].label).say(language) if name in known else name for name in each.evidence)


def as_json(asked: Asked, language: str) -> str:
    """An object: `format`, `id`, `field`, `complete` (false in a shallow clone), and `commits`, the newest first.

    Each has `commit` (null: not committed yet), `date`, `author`, `subject`, `changes` (sentences in the reader's
    language) and `evidence` (ids).
    """
    found = {
        "format": 1, "id": asked.name, "field": asked.field, "complete": not asked.shallow,
        "commits": [_record(each, language) for each in asked.found],
    }  # fmt: skip
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _record(each: Authored, language: str) -> dict[str, object]:
    commit = each.commit
    return {
        "commit": commit and commit.id,
        "date": commit and commit.date.isoformat(),
        "author": commit and commit.author,
        "subject": commit and commit.subject,
        "changes": [worded(change).say(language) for change in each.changes],
        "evidence": list(each.evidence),
    }


FORMATS: Mapping[str, Callable[[Asked, str], str]] = {"text": text, "json": as_json}
