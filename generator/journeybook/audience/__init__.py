"""The book as one audience may see it: what is not for it is not there, nor is anything that would name it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from journeybook.audience.pruning import Gone, pruned
from journeybook.measures.promises import ledger
from journeybook.model import Book, Entity, Withheld
from journeybook.model.persona import Persona
from journeybook.model.record import Link
from journeybook.problem import Problem, Severity
from journeybook.words import phrase

MANAGEMENT = "management"
FIELDS = {
    "persona": "personas", "journey": "journeys", "promise": "promises", "actor": "actors", "metric": "metrics",
    "evidence": "evidence", "action": "actions", "service-model": "service_models",
}  # fmt: skip
_FILE = re.compile(r"assets/[^\s\"'<>()\[\]]+")


def for_audience(book: Book, audience: str = "") -> Book:
    """The book without what is not for an audience (frontline, cx, management); "" leaves it whole.

    What names a hidden thing loses the name; what must have it (a journey its persona, a breach its promise) is hidden
    too. A promise whose verdict would come out differently without the hidden things is `withheld`: its readers are
    told that what decides is not shown to them, never a verdict that is not so. What a customer is worth in a year is
    for management alone.
    """
    if not audience:
        return book
    gone, left = _left(book, audience)
    seen = replace(_book(book, left, gone), audience=audience)
    if audience != MANAGEMENT:
        seen = _priceless(seen)
    if not gone.nouns:
        return seen
    return replace(seen, withheld=Withheld(_judged_otherwise(book, seen), _files(book, seen, gone)))


def refused(book: Book, audience: str) -> tuple[Problem, ...]:
    """The problem that the whole book is not for this audience, if so."""
    if not audience or _sees(book.settings, audience):
        return ()
    message = phrase("This book is not for “{audience}”: visible_to does not name them.", audience=audience)
    hint = phrase("Build it for somebody it is for, or add “{audience}” here.", audience=audience)
    return (Problem("not-for-audience", Severity.ERROR, message, book.place("book", "visible_to"), hint),)


def _sees(entity: Entity, audience: str) -> bool:
    return not entity.visible_to or audience in entity.visible_to


def _left(book: Book, audience: str) -> tuple[Gone, dict[str, Entity]]:
    """What is gone, and what is left without it; what falls with it is gone too."""
    left = {entity.id: entity for entity in book.entities if _sees(entity, audience)}
    gone = _gone(book, left)
    while True:
        without = {name: each for name, entity in left.items() if (each := pruned(entity, gone)) is not None}
        if len(without) == len(left):
            return gone, without
        left = {name: left[name] for name in without}
        gone = _gone(book, left)


def _gone(book: Book, left: Mapping[str, Entity]) -> Gone:
    away = [entity for entity in book.entities if entity.id not in left]
    personas = [persona for persona in book.personas.values() if persona.id in left]
    known = {value.id for persona in personas for value in persona.values}
    values = {value.id for entity in away if isinstance(entity, Persona) for value in entity.values}
    return Gone({entity.id: entity.noun for entity in away}, frozenset(values - known))


def _book(book: Book, left: Mapping[str, Entity], gone: Gone) -> Book:
    """The book of what is left; links to hidden pages and, but for management, yearly values go too."""
    kinds: dict[str, Any] = {
        field: {name: _told(left[name], gone) for name in getattr(book, field) if name in left}
        for field in FIELDS.values()
    }
    settings = pruned(book.settings, gone)
    origins = {name: origin for name, origin in book.origins.items() if name not in gone.nouns}
    return replace(book, settings=_told(settings or book.settings, gone), origins=origins, **kinds)


def _priceless(book: Book) -> Book:
    """The book without what a customer is worth, from which anybody could tell what is exposed."""
    personas = {name: each.model_copy(update={"yearly_value": None}) for name, each in book.personas.items()}
    return replace(book, personas=personas)


def _told(entity: Any, gone: Gone) -> Any:
    links = tuple(link for link in entity.links if not _leads_to(link, gone))
    return entity if len(links) == len(entity.links) else entity.model_copy(update={"links": links})


def _leads_to(link: Link, gone: Gone) -> bool:
    """Whether a link leads to the page of something that is gone: `promises/no-fees.md`."""
    path = PurePosixPath(link.url.partition("#")[0].partition("?")[0])
    return "://" not in link.url and path.stem.partition(".")[0] in gone.nouns


def _judged_otherwise(book: Book, seen: Book) -> frozenset[str]:
    whole, part = ledger(book), ledger(seen)
    standards = {name for name, promise in seen.promises.items() if book.promises[name].standard != promise.standard}
    return frozenset(standards | {name for name, entry in part.items() if entry.verdict is not whole[name].verdict})


def _files(book: Book, seen: Book, gone: Gone) -> frozenset[str]:
    """The files below content/ that only hidden things name."""
    hidden = _named(entity for entity in book.entities if entity.id in gone.nouns)
    return hidden - _named((seen.settings, *seen.entities))


def _named(entities: Iterable[Entity]) -> frozenset[str]:
    return frozenset(found for entity in entities for found in _FILE.findall(repr(entity)))
