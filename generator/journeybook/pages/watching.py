"""What is read of a book while a page is made: watched, so that a kept page is used only while all of it is the same.

Who writes a page need not know of this. It gets a book and its facts that look as always and note what was asked of
them: an entity by its id, a fact by its name, a whole list where it was gone through. What stands behind a note is told
by a digest, and a digest that has changed, or cannot be told, means that the page is made again.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, partial
from hashlib import blake2b
from sys import intern
from types import new_class
from typing import TYPE_CHECKING, Any, cast

from journeybook.measures.promises import Ledger
from journeybook.model import Book, Entity, Step
from journeybook.model.each import Each
from journeybook.pages.field_digests import ABSENT, FieldDigests, Store

if TYPE_CHECKING:
    from journeybook.pages.facts import Facts

_ENTITY = "entity"
_PLAIN, _STEP, _THING = "=/#"
_IDENTITY = frozenset(("id", "noun", "folder"))
_KEYS = "\x1e"
_NOTHING: frozenset[str] = frozenset()
_PARTS = "\x1f"


_listeners: list[set[str]] = []


def note(name: str) -> None:
    """Tell all who listen that something was read."""
    for each in _listeners:
        each.add(name)


def gathered(noted: Iterable[str]) -> list[str]:
    """The same notes, sorted, but one for all fields of a thing that were read: there are many, and some things."""
    fields: defaultdict[str, set[str]] = defaultdict(set)
    others = []
    for name in noted:
        if name.startswith(_ENTITY + _PARTS):
            _, thing, *read = name.split(_PARTS)
            fields[thing].update(read)
        else:
            others.append(name)
    return sorted([*others, *(_PARTS.join((_ENTITY, thing, *sorted(read))) for thing, read in fields.items())])


@contextmanager
def _unheard() -> Iterator[None]:
    """What is worked out once for all pages is told by what came out, not by all that went in."""
    listening, _listeners[:] = _listeners[:], []
    try:
        yield
    finally:
        _listeners[:] = listening


@cache
def _noting(kind: type[Entity]) -> type[Entity]:
    """The same kind of thing, noting which of its fields are read, wherever a page got it from."""

    def read(self: Entity, name: str) -> Any:
        if _listeners and name not in _IDENTITY and not name.startswith("_"):
            note(_PARTS.join((_ENTITY, object.__getattribute__(self, "id"), name)))
        return object.__getattribute__(self, name)

    if "__getattribute__" in vars(kind):
        return kind
    told = {"__module__": kind.__module__, "__qualname__": kind.__qualname__, "__getattribute__": read}
    return new_class(kind.__name__, (kind,), exec_body=lambda body: body.update(told))


class Watch:
    """The sources that can be read, who is listening, and what each note stands for now."""

    def __init__(self, book: Book, store: Store | None = None) -> None:
        self.fields = FieldDigests(book, store)
        self.digests = self.fields.digests
        self._sources: dict[str, Any] = {_ENTITY: {entity.id: entity for entity in book.entities}}
        self._known: dict[str, str] = {}
        for entity in book.entities:
            object.__setattr__(entity, "__class__", _noting(type(entity)))

    def over(self, name: str, source: Any, always: frozenset[str] = frozenset()) -> Any:
        """The source as it is, but noting what is read of it; `always` names what every page may read unnoted."""
        self._sources[name] = source
        return Watched(source, name, note, always)

    def over_mapping(self, name: str, mapping: Mapping[str, Any], told: Mapping[str, Any]) -> Mapping[str, Any]:
        """A mapping that notes which of its keys were read; `told` stands for the values, which may be large."""
        self._sources[name] = told
        return WatchedMapping(mapping, f"{name}{_PARTS}", note)

    def over_list(self, name: str, items: Sequence[Any]) -> Sequence[Any]:
        """A list that notes that it was read, all of it."""
        self._sources[name] = items
        return WatchedList(items, name, note)

    @contextmanager
    def listening(self) -> Iterator[set[str]]:
        """Give what is noted until the end."""
        noted: set[str] = set()
        _listeners.append(noted)
        try:
            yield noted
        finally:
            _listeners.remove(noted)

    def state(self, names: list[str]) -> str:
        """A digest of all that these notes stand for now."""
        known = self._known
        told = "".join([known[name] if name in known else self._told(name) for name in names])
        return blake2b(told.encode(), digest_size=16).hexdigest()

    def _told(self, name: str) -> str:
        if name not in self._known:
            with _unheard():
                self._known[name] = intern(self._now(*name.split(_PARTS)))  # most are the same nothing
        return self._known[name]

    def _now(self, source: str, *way: str) -> str:
        """What stands at the end of a way: keys of mappings, names of what a thing has, words for a function."""
        if source == _ENTITY:
            thing, *fields = way
            return self.fields.of(thing, fields)
        value = self._sources.get(source, ABSENT)
        while way:
            if callable(value):
                asked = [self._meant(word) for word in way]
                return ABSENT if any(each is None for each in asked) else self.digests.of(value(*asked))
            if isinstance(value, Mapping):
                value = list(value) if way[0] == _KEYS else value.get(way[0], ABSENT)
            else:
                value = getattr(value, way[0], ABSENT)
            way = way[1:]
        return self.digests.of(value() if callable(value) else value)  # a function that was asked without a word

    def let_go(self) -> None:
        """Forget all that was read, when no page is made any more: it is a third of what a build holds."""
        self._sources.clear()
        self._known.clear()
        self.fields.let_go()

    def _meant(self, word: str) -> Any:
        """What a function was asked with: a word, or a touchpoint or thing of the book by its id."""
        kind, name = word[:1], word[1:]
        if kind == _STEP:
            journey, _, touchpoint = name.partition("/")
            steps = getattr(self._sources[_ENTITY].get(journey), "steps", ())
            return next((step for step in steps if step.touchpoint.id == touchpoint), None)
        return self._sources[_ENTITY].get(name) if kind == _THING else name


def _word(asked: Any) -> str | None:
    """A word for what a function was asked with, from which a later build knows it again; None where there is none."""
    if isinstance(asked, Step):
        return _STEP + asked.id
    if isinstance(asked, Entity):
        return _THING + asked.id
    return _PLAIN + asked if isinstance(asked, str) and _PARTS not in asked else None


class Watched:
    """A book, or its facts, that notes what is read of it."""

    def __init__(self, source: Any, name: str, note: Callable[[str], None], always: frozenset[str]) -> None:
        self._source, self._name, self._note, self._always = source, name, note, always
        self._mappings: dict[str, WatchedMapping] = {}

    def __getattr__(self, name: str) -> Any:
        if name in self._mappings:
            return self._mappings[name]
        with _unheard():
            value = getattr(self._source, name)
        if name in self._always:
            return value
        noted = f"{self._name}{_PARTS}{name}"
        if isinstance(value, Mapping):
            return self._mappings.setdefault(name, WatchedMapping(value, f"{noted}{_PARTS}", self._note))
        if callable(value):
            return partial(self._called, value, noted)
        self._note(noted)
        return value

    def _called(self, function: Callable[..., Any], noted: str, *words: Any) -> Any:
        """What a function of the source returns, noted with what it was asked; `place` only needs the thing's file."""
        if noted.endswith(f"{_PARTS}place"):
            self._note(_PARTS.join((self._name, "origins", str(words[0]))))
        else:
            told = [_word(each) for each in words]
            self._note(_PARTS.join((noted, *(each for each in told if each is not None))))
            if None in told:
                self._note(secrets.token_hex())  # nobody will know this again
        with _unheard():
            return function(*words)


class WatchedMapping(Mapping[str, Any]):
    """A mapping that notes which of its keys were read, or that it was gone through."""

    def __init__(self, source: Mapping[str, Any], name: str, note: Callable[[str], None]) -> None:
        self._source, self._name, self._note = source, name, note
        self._inside: dict[str, Watched] = {}

    def __getitem__(self, key: str) -> Any:
        return self._over(key, self._value(key)) if key in self else self._source[key]

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, or what stands in for it."""
        return self._over(key, self._value(key)) if key in self else default

    def _value(self, key: str) -> Any:
        """The value of a key, which may still have to be worked out."""
        if isinstance(self._source, Each) and not self._source.is_known(key):
            with _unheard():
                return self._source.get(key)
        return self._source.get(key)

    def _over(self, key: str, value: Any) -> Any:
        """What many pages read a little of is watched inside: the verdict of a promise, not all that it rests on."""
        if isinstance(value, Ledger):
            if key not in self._inside:
                self._inside[key] = Watched(value, f"{self._name}{key}", self._note, _NOTHING)
            return self._inside[key]
        self._note(f"{self._name}{key}")
        return value

    def __contains__(self, key: object) -> bool:
        value = self._value(str(key))
        self._note(f"{self._name}{key}{_PARTS}promise" if isinstance(value, Ledger) else f"{self._name}{key}")
        return key in self._source

    def __iter__(self) -> Iterator[str]:
        self._note(f"{self._name}{_KEYS}")
        return iter(self._source)

    def __len__(self) -> int:
        self._note(f"{self._name}{_KEYS}")
        return len(self._source)


class WatchedList(Sequence[Any]):
    """A list that notes that it was read."""

    def __init__(self, source: Sequence[Any], name: str, note: Callable[[str], None]) -> None:
        self._source, self._name, self._note = source, name, note

    def __getitem__(self, place: Any) -> Any:
        self._note(self._name)
        return self._source[place]

    def __len__(self) -> int:
        self._note(self._name)
        return len(self._source)


ALWAYS = frozenset(("settings", "languages", "as_of", "audience", "withheld"))
"""What every page may read of a book: with another of these, nothing that was kept counts."""


def watched(facts: Facts, watch: Watch) -> Facts:
    """The facts of a book, and the book in them, as the pages get them."""
    book = watch.over("book", facts.book, ALWAYS)
    found = watch.over("facts", facts)
    vars(found)["book"] = book
    return cast("Facts", found)


def names_of(about: tuple[object, ...]) -> Iterator[str]:
    """What is kept of something is told by: the ids of things, names, and what else has one."""
    for each in about:
        name = each if isinstance(each, str) else getattr(each, "id", "") or getattr(each, "name", "")
        if isinstance(name, str) and name:
            yield name
