"""All tags, and what carries each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct

from journeybook.alphabet import alphabetical
from journeybook.model import Entity, Text
from journeybook.model.fields import NOUNS
from journeybook.pages.edition import Edition
from journeybook.pages.kept import kept
from journeybook.pages.page import Page
from journeybook.pages.speech import tag_name
from journeybook.words import Phrase, phrase, slug


class Tag(Struct, frozen=True):
    """A tag by its name, its anchor, and the things that carry it with the name of their kind."""

    name: Text
    anchor: str
    carried_by: tuple[tuple[Entity, Phrase], ...]


@kept
def pages(edition: Edition) -> Iterator[Page]:
    """The one page of tags."""
    yield edition.page(
        "tags",
        phrase("Tags").say(edition.language),
        "pages/tags.html.j2",
        tags=tags(edition),
        hide=("feedback",),
        boost=0.5,
    )


def tags(edition: Edition) -> list[Tag]:
    """Every tag in the order of its name; tags that differ only in case or signs are one."""
    words: dict[str, str] = {}
    found: defaultdict[str, dict[str, Entity]] = defaultdict(dict)
    for entity in edition.book.entities:
        for word in entity.tags:
            words.setdefault(slug(word), word)
            found[slug(word)][entity.id] = entity
    names = {key: tag_name(edition.book.settings, word) for key, word in words.items()}
    in_order = sorted(names, key=lambda key: (alphabetical(edition.say(names[key]), edition.language), key))
    return [Tag(names[key], key or "_signs", _named(edition, found[key].values())) for key in in_order]


def _named(edition: Edition, entities: Iterable[Entity]) -> tuple[tuple[Entity, Phrase], ...]:
    """The things kind by kind, each kind by name."""
    by_name = edition.in_order(entities)
    return tuple((entity, kind) for noun, kind in NOUNS.items() for entity in by_name if entity.noun == noun)
