"""Ids for what comes in: made from its name, never one that the book has or had already."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from journeybook.model import Book, Entity
from journeybook.model.record import TAKEN
from journeybook.words import slug

LONGEST = 60  # characters of an id made from a title
_JOINERS = " \u200d\ufe0f"  # what joins the parts of a picture sign


def id_of(name: str, otherwise: str) -> str:
    """An id from a name, or another one where nothing of the name can be written in small Latin letters."""
    letters = "".join(sign for sign in name if unicodedata.category(sign) not in {"So", "Sk"})
    return slug(letters if letters.strip(_JOINERS) else name)[:LONGEST].strip("-") or otherwise


def free(wanted: str, taken: set[str]) -> str:
    """The id, or the first with a number behind it that nothing has; it is taken from now on."""
    number, found = 1, wanted
    while found in taken:
        number += 1
        found = f"{wanted[: LONGEST - 5].strip('-')}-{number}"
    taken.add(found)
    return found


def taken_ids(book: Book) -> set[str]:
    """Every id that the book has, those of its unread files and of former days too, and those that none can have."""
    former = {name for entity in book.entities for name in entity.formerly}
    return {*TAKEN, *book.origins} | {entity.id for entity in book.entities} | former


def known(things: Mapping[str, Entity], name: str) -> str | None:
    """The id of the thing that has this id or this name in any language; None where there is none."""
    wanted = " ".join(name.casefold().split())
    made = slug(name)
    for entity in things.values():
        if entity.id in {name, made} or wanted in set(_called(entity)):
            return entity.id
    return None


def _called(entity: Entity) -> Iterator[str]:
    for text in (entity.label, entity.title):
        yield from (" ".join(words.casefold().split()) for words in text.words.values())
