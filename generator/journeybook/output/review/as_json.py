"""A review for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from journeybook.output.review.blocks import counts
from journeybook.pages.page import address
from journeybook.review import Change, Kind, Review, Subject
from journeybook.review.sentences import sentence

REVIEW = "review"
"""The name of the schema."""

_ANY = {"description": "As it stands in the file: a number, a word, a text (by language where it has several)."}
_SUBJECT = {
    "type": "object",
    "required": ["noun", "id", "was", "label", "entity"],
    "additionalProperties": False,
    "properties": {
        "noun": {"type": "string", "description": "journey, touchpoint, phase, promise …; empty for a file."},
        "id": {"type": "string", "description": "The present id; of a touchpoint journey/touchpoint."},
        "was": {"type": ["string", "null"], "description": "The former id, where it was another."},
        "label": {"type": "string", "description": "What it is called, in the reader's language."},
        "entity": {"type": "string", "description": "The id of the thing in whose file it stands."},
    },
}
_SIDE = {
    "type": ["object", "null"],
    "required": ["value", "words"],
    "additionalProperties": False,
    "properties": {"value": _ANY, "words": {"type": "string", "description": "The same in the reader's language."}},
}
_PLACE = {
    "type": ["object", "null"],
    "required": ["file", "line", "column"],
    "additionalProperties": False,
    "properties": {
        "file": {"type": "string", "description": "From the book's root."},
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1},
    },
}
_CHANGE = {
    "type": "object",
    "required": [
        "number", "kind", "cause", "subject", "field", "before", "after", "others", "worse", "place", "sentence",
    ],
    "additionalProperties": False,
    "properties": {
        "number": {"type": "integer", "description": "Its number in this list, from 0."},
        "kind": {"enum": [kind.value for kind in Kind]},
        "cause": {"type": ["integer", "null"], "description": "The number of the change that this follows from."},
        "subject": _SUBJECT,
        "field": {"type": "string", "description": "As typed (pains.evidence); a measure; a rule; empty: the whole."},
        "before": _SIDE,
        "after": _SIDE,
        "others": {"type": "array", "items": _SUBJECT, "description": "Parts, movers, a verdict’s promise."},
        "worse": {"type": ["boolean", "null"], "description": "For customers; null where that cannot be told."},
        "place": _PLACE,
        "sentence": {"type": "string", "description": "What happened, in the reader's language."},
    },
}  # fmt: skip
_SUBJECTS = {"type": "array", "items": _SUBJECT}
SCHEMA: dict[str, Any] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "title": "journeybook review --format json",
    "type": "object",
    "required": ["format", "before", "after", "as_of", "counts", "changes", "touched"],
    "additionalProperties": False,
    "properties": {
        "format": {"const": 1},
        "before": {"type": "string", "description": "The former version, as it was asked for."},
        "after": {"type": "string", "description": "The present version; empty for the folder as it is."},
        "as_of": {"type": "string", "description": "The day from which ages are counted in both."},
        "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
        "changes": {"type": "array", "items": _CHANGE, "description": "In the order of what matters to customers."},
        "touched": {
            "type": "object",
            "required": ["personas", "actors", "journeys", "pages"],
            "additionalProperties": False,
            "properties": {
                "personas": _SUBJECTS,
                "actors": _SUBJECTS,
                "journeys": _SUBJECTS,
                "pages": {
                    "type": "array",
                    "items": {"type": "string"},
                    "description": "Pages of the site that tell of it, without ending: journeys/late-invoice.",
                },
            },
        },
    },
}
"""What `review --format json` writes, as a JSON Schema."""


def as_json(review: Review, language: str) -> str:
    """An object as SCHEMA says; `changes` lists causes and effects, an effect with the number of its cause."""
    changes: list[dict[str, Any]] = []
    for change in _top(review):
        _add(changes, change, None, language)
    touched = {
        "personas": review.touched(lambda group: group.personas),
        "actors": review.touched(lambda group: group.actors),
        "journeys": review.touched(lambda group: group.journeys),
    }
    found = {
        "format": 1, "before": review.before.name, "after": review.after.name,
        "as_of": review.after.book.as_of.isoformat(), "counts": counts(review), "changes": changes,
        "touched": {name: [_subject(each, language) for each in subjects] for name, subjects in touched.items()}
        | {"pages": _pages(review)},
    }  # fmt: skip
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _pages(review: Review) -> list[str]:
    """The pages of what has changed and of what that touches, as far as they will be there."""
    touched = [s for g in review.groups for s in (g.subject, *g.personas, *g.actors, *g.journeys)]
    there = (review.after.book.get(subject.id) for subject in touched)
    return sorted({address(entity)[0] for entity in there if entity})


def _top(review: Review) -> Iterator[Change]:
    for group in review.groups:
        yield from group.changes
    yield from review.problems


def _add(changes: list[dict[str, Any]], change: Change, cause: int | None, language: str) -> None:
    number = len(changes)
    changes.append(_record(change, number, cause, language))
    for effect in change.effects:
        _add(changes, effect, number, language)


def _record(change: Change, number: int, cause: int | None, language: str) -> dict[str, Any]:
    sides = {
        name: {"value": value.raw, "words": value.say(language)} if value else None
        for name, value in (("before", change.before), ("after", change.after))
    }
    place = change.place
    return {
        "number": number, "kind": change.kind.value, "cause": cause, "subject": _subject(change.subject, language),
        "field": change.field, **sides, "others": [_subject(other, language) for other in change.others],
        "worse": change.worse,
        "place": {"file": place.file, "line": place.line, "column": place.column} if place else None,
        "sentence": sentence(change).say(language),
    }  # fmt: skip


def _subject(subject: Subject, language: str) -> dict[str, Any]:
    return {
        "noun": subject.noun, "id": subject.id, "was": subject.was or None, "label": subject.label.say(language),
        "entity": subject.entity,
    }  # fmt: skip
