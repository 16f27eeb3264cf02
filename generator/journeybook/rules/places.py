"""Where findings stand: at the words of a field, at its name, or at the words that an author knows the thing by."""

from __future__ import annotations

import json
from collections.abc import Callable
from collections.abc import Mapping as Mapped
from typing import Protocol

from journeybook.model import Book, Entity, Path, Step
from journeybook.problem import Place
from journeybook.source import Mapping, Sequence, Span, Value
from journeybook.source.values import NOWHERE

Thing = Entity | Step
HEADINGS = ("title", "name", "text", "statement", "promise", "question", "measure", "to")


class Places(Protocol):
    """Where findings stood, known from before."""

    def place(self, thing: str, what: str, find: Callable[[], Place], is_one: bool) -> Place:
        """Where something stands in the file of a thing, if that is the same as before; else it is found.

        Whoever asks has read this place; with `is_one` nothing else of where the thing stands.
        """


def words_at(book: Book, thing: Thing, *path: str | int) -> Place:
    """Where the words of a field stand: of a text in several languages the first, of something with fields its title.

    Of a field that was not typed, the title of what it would stand in.
    """
    return _words_at(book, *_whole(thing, path))


def name_at(book: Book, thing: Thing, *path: str | int) -> Place:
    """Where the name of a field stands; of one that was not typed, the title of what it would stand in."""
    return _name_at(book, *_whole(thing, path))


def known_place(places: Places, book: Book, way: str, thing: Thing, path: Path, is_one: bool) -> Place:
    """The place at a path inside a thing, found in one of the `WAYS`, which may be known."""
    source, whole = _whole(thing, path)
    return places.place(source, json.dumps([way, *whole]), lambda: WAYS[way](book, source, whole), is_one)


def place_of(book: Book, thing: str, what: str) -> Place:
    """What somebody has asked for, by the words it was known by, as it is now."""
    way, *path = json.loads(what)
    return WAYS[way](book, thing, tuple(path))


def _words_at(book: Book, source: str, whole: Path) -> Place:
    origin = book.origins.get(source)
    if origin is None or origin.beside is not None:
        return _beside(book, source, whole)
    span, value = _typed(origin.root, whole)
    if isinstance(value, Mapping) and value:
        span, value = _item(value, _heading(value))
        if isinstance(value, Mapping) and book.languages[0] in value:
            span = value.at(book.languages[0])
    return Place(origin.file, *span)


def _name_at(book: Book, source: str, whole: Path) -> Place:
    known, _ = _known(book, source, whole)
    return book.place(source, *known, key=True) if len(known) == len(whole) else _words_at(book, source, whole)


WAYS: Mapped[str, Callable[[Book, str, Path], Place]] = {"words": _words_at, "name": _name_at}


def _typed(root: Value, path: Path) -> tuple[Span, Value]:
    """The end of a path, as far as it was typed; one thing typed where a list may stand is its first."""
    value, span = root, root.span if isinstance(root, Mapping | Sequence) else NOWHERE
    for part in path:
        if isinstance(value, Mapping):
            if isinstance(part, str) and value.get(part) is not None:
                span, value = _item(value, part)
            elif part != 0:
                break
        elif isinstance(value, Sequence) and isinstance(part, int) and part < len(value) and value[part] is not None:
            span, value = value.at(part), value[part]
        elif part != 0 or isinstance(value, Sequence):
            break
    return span, value


def _heading(value: Mapping) -> str:
    """The field by which an author knows a thing; where it has none such, the first."""
    if "title" in value:
        return "title"
    return next((name for name in HEADINGS if name in value), None) or next(iter(value))


def _item(value: Mapping, name: str) -> tuple[Span, Value]:
    return value.at(name), value[name]


def _beside(book: Book, source: str, path: Path) -> Place:
    """The same where a part of the fields stands in a file of its own."""
    known, value = _known(book, source, path)
    if not isinstance(value, Mapping) or not value:
        return book.place(source, *known)
    first = _heading(value)
    return book.place(source, *known, first, next(iter(book.languages)))


def _whole(thing: Thing, path: Path) -> tuple[str, Path]:
    return (thing.journey, (*thing.path, *path)) if isinstance(thing, Step) else (thing.id, path)


def _known(book: Book, source: str, path: Path) -> tuple[Path, Value]:
    """The path as far as it was typed, and what stands there; one thing typed where a list may stand is its first."""
    origin = book.origins.get(source)
    value: Value = origin.root if origin else None
    known: list[str | int] = []
    for part in path:
        below = _below(value, part)
        if below is not None:
            known.append(part)
            value = below
        elif part != 0 or isinstance(value, Sequence):
            break
    return tuple(known), value


def _below(value: Value, part: str | int) -> Value:
    if isinstance(value, Mapping) and isinstance(part, str):
        return value.get(part)
    return value[part] if isinstance(value, Sequence) and isinstance(part, int) and part < len(value) else None


def typed_at(book: Book, thing: Thing, *path: str | int) -> Value:
    """What was typed at a path inside a thing; None where nothing was."""
    source, whole = _whole(thing, path)
    known, value = _known(book, source, whole)
    return value if len(known) == len(whole) else None
