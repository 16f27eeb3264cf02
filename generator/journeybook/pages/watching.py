"""What is read of a book while a page is made: watched, so that a kept page is used only while all of it is the same.

Who writes a page need not know of this. It gets a book and its facts that look as always and note what was asked of
them: an entity by its id, a fact by its name, a whole list where it was gone through. What is kept stands as long as
none of the things whose fields were read for it has changed since the last build, or none of these fields has, and all
else that was read is told by the same digest.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from sys import intern
from typing import TYPE_CHECKING, Any, cast

from journeybook.model import Book
from journeybook.model.each import Each
from journeybook.model.heard import ENTITY, PARTS, apart, gathered
from journeybook.pages import findings, plain
from journeybook.pages.entries import BOOK, FACTS, INSIDE, KEYS, PLACE, table_of
from journeybook.pages.field_digests import ABSENT, FieldDigests, Store
from journeybook.pages.left_values import LARGE, VALUE
from journeybook.pages.noting import make_noting
from journeybook.pages.places import KnownPlaces
from journeybook.pages.standing import FIELDS, Standing, digest, parts
from journeybook.pages.tables import Tables
from journeybook.pages.watched import ONCE, STEP, THING, Watched, WatchedList, WatchedMapping
from journeybook.pages.wholes import Wholes
from journeybook.problem import Place, Problem

if TYPE_CHECKING:
    from journeybook.pages.facts import Facts

Told = dict[str, Any]
_FOUND = "found/"
ALWAYS = frozenset(("settings", "languages", "as_of", "audience", "withheld"))
"""What every page may read of a book: with another of these, nothing that was kept counts."""


class Watch:
    """The sources that can be read, who is listening, and what each note stands for now."""

    def __init__(self, book: Book, store: Store) -> None:
        self.fields = FieldDigests(book, store)
        self.digests = self.fields.digests
        self._store = store
        self.wholes = Wholes(book, self.fields, store, self._told)
        self._tables = Tables(store, self.digests.of)
        self._standing = Standing(store, self.fields, self.wholes, self._tables, self._told)
        self._sources: dict[str, Any] = {ENTITY: {entity.id: entity for entity in book.entities}}
        self._mappings: dict[tuple[str, str], Mapping[str, Any] | None] = {}
        self._known: dict[str, str] = {}
        self._told_of: dict[str, str] = {}
        for entity in book.entities:
            make_noting(entity)
        indexed = replace(book)  # one whose indexes nobody has made yet
        self._sources[BOOK] = indexed
        self._origins = book.origins.values()
        self._places = KnownPlaces(indexed, self.fields, store)
        self.book = cast("Book", Watched(indexed, BOOK, ALWAYS, self, self.wholes.hears))
        """The book as it is, but noting what is read of it."""

    def over(self, name: str, source: Any, always: frozenset[str] = frozenset()) -> Any:
        """The source as it is, but noting what is read of it; `always` names what every page may read unnoted."""
        self._sources[name] = source
        return Watched(source, name, always, self, self.wholes.hears)

    def over_mapping(self, name: str, mapping: Mapping[str, Any], told: Mapping[str, Any]) -> Mapping[str, Any]:
        """A mapping that notes which of its keys were read; `told` stands for the values, which may be large."""
        self._tables.add(name, told)
        return WatchedMapping(mapping, f"{name}{PARTS}")

    def over_list(self, name: str, items: Sequence[Any]) -> Sequence[Any]:
        """A list that notes that it was read, all of it."""
        self._sources[name] = items
        return WatchedList(items, name)

    def changed(self, things: Iterable[str]) -> frozenset[str]:
        """Those of these things, by their ids, that may be others than in the last build."""
        return self.fields.changed.intersection(things)

    def left(self, place: str, own: str = "") -> Told | None:
        """What is light of what was kept, if all that was read for it is the same; `own` is what else counts."""
        return self._standing.left(place, own)

    def keep(self, place: str, reads: list[str], told: Told, heavy: Told | None = None, own: str = "") -> Told:
        """Keep something with what was read for it; gives what `left` gives in the next build."""
        return self._standing.keep(place, reads, told, heavy, own)

    def reads(self, place: str, left: Told) -> list[str]:
        """All that was read for what was left."""
        return self._standing.reads(place, left)

    def _told(self, name: str) -> str:
        if name not in self._known and (known := self.wholes.known(name)):
            return known
        if name not in self._known:
            with self.wholes.hearing(name):
                self._known[name] = intern(self._found(name))  # most are the same nothing
        return self._known[name]

    def set_apart(self) -> None:
        """From now on this is a process that makes a share of the pages; `learned` is what it has to tell."""
        self._store.set_apart()
        self._told_of = dict(self._known)

    def learned(self) -> tuple[Any, ...]:
        """All that this process has found and made since it last told."""
        others = [each.learned() for each in self._who_learn]
        known = {name: told for name, told in self._known.items() if self._told_of.get(name) != told}
        self._told_of.update(known)
        return known, self._store.learned(), *others

    def learn(self, learned: tuple[Any, ...]) -> None:
        """Know what another process has found, as if it had been found here."""
        known, kept, *others = learned
        self._known.update(known)
        self._store.learn(kept)
        for each, told in zip(self._who_learn, others, strict=True):
            each.learn(told)

    @property
    def _who_learn(self) -> tuple[Any, ...]:
        return self.wholes, self.fields, self._places, self._standing

    def let_go(self) -> None:
        """Forget all that was read, when no page is made any more: it is a third of what a build holds."""
        self._sources.clear()
        self._tables.let_go()
        self._mappings.clear()
        self._known.clear()
        self._standing.let_go()
        self._places.let_go()
        self.wholes.let_go()
        self.fields.let_go()

    def readers(self, table: str) -> Mapping[str, Collection[int]]:
        """Who has read each entry of a table, by the number of what is kept; asked when all is left."""
        return self._standing.readers(table)

    def again(self, name: str, find: Callable[[], list[Problem]]) -> list[Problem]:
        """What was found when this was last asked, if all that was read for it is the same; else what is found now.

        Either way its words are kept elsewhere: of ten thousand problems somebody reads a few hundred.
        """
        name = f"{_FOUND}{name}"
        left = self.left(name)
        known = findings.known(left, self._store.heavy_later(name)) if left is not None else None
        if known is not None:
            return known
        with apart() as heard:
            found = find()
        for origin in self._origins:
            origin.put_away()  # else all files would come to be at hand at once
        told, words = findings.told(found)
        self.keep(name, gathered(heard), told, words)
        return findings.light(found, told, self._store.heavy_later(name))

    def place(self, thing: str, what: str, find: Callable[[], Place], is_one: bool) -> Place:
        """Where something stands in the file of a thing: in the same place as before, or found there now."""
        return self._places.place(thing, what, find, is_one)

    def leave(self) -> None:
        """Leave to the next build what it needs to know of this one."""
        self.wholes.leave(self._known)
        self._store.keep_kinds(f"{LARGE}{whole}{PARTS}" for whole in self.wholes.same)
        self._store.keep(f"{LARGE}{name}" for name in self.wholes.standing)
        self.fields.leave()
        self._places.leave()
        self._standing.leave()

    def _found(self, name: str) -> str:
        if name.endswith(INSIDE):
            return ""
        source, _, key = name.partition(PARTS)
        if table_of(name):
            return self._tables.told(source, key)
        if source == ONCE:
            left = self.left(name)  # else nobody has worked it out yet in this build
            return left["digest"] if left is not None else ABSENT
        if source == PLACE:
            return self._places.told(*key.split(PARTS))
        return self._found_in(name, source, *(key.split(PARTS) if key else ()))

    def _found_in(self, name: str, source: str, *way: str) -> str:
        """The digest of what stands at the end of a way, in a fact or in another source."""
        if len(way) == len(("name", "key")) and way[1] != KEYS:
            values = self._values(source, way[0])
            if isinstance(values, Each) and values.is_large and way[1] in values:
                return self._of_large(values, way[1], name)
            if values is not None:
                return self.digests.of(values.get(way[1], ABSENT))
        return self._now(source, *way)

    def _values(self, source: str, name: str) -> Mapping[str, Any] | None:
        """The mapping of this name that a source has, if it is one; most notes are of what stands in one of a few."""
        if (source, name) not in self._mappings:
            found = getattr(self._sources.get(source), name, None)
            self._mappings[source, name] = found if isinstance(found, Mapping) else None
        return self._mappings[source, name]

    def worked(self, name: str, reads: list[str]) -> None:
        """Remember what was read for something that was worked out once; it is told by that."""
        left = self.left(name)
        if left is None:
            told = [self.fields.of(*parts(each)) if each.startswith(FIELDS) else self._told(each) for each in reads]
            left = self.keep(name, reads, {"digest": digest([*reads, *told])})
        self._known[name] = str(left["digest"])

    def _of_large(self, each: Each[Any], key: str, name: str) -> str:
        """The digest of a large value: as it was told before, if all that was read for it is the same."""
        place = f"{LARGE}{name}"
        left = self.left(place)
        if left is not None:
            return str(left["digest"])
        untold, digest = self.digests.untold, self.digests.of(each[key])
        if untold == self.digests.untold:
            self.keep(place, each.made_of[key], *_told_of(digest, each, key))
            each.made_of[key] = [name]  # which tells as much, in less room
        return digest

    def _now(self, source: str, *way: str) -> str:
        """What stands at the end of a way: keys of mappings, names of what a thing has, words for a function."""
        value = self._sources.get(source, object())  # what nobody knows is never the same
        while way:
            if callable(value):
                asked = [self._meant(word) for word in way]
                return ABSENT if any(each is None for each in asked) else self.digests.of(value(*asked))
            if isinstance(value, Mapping):
                value = list(value) if way[0] == KEYS else value.get(way[0], ABSENT)
            else:
                value = getattr(value, way[0], ABSENT)
            way = way[1:]
        return self.digests.of(value() if callable(value) else value)  # a function that was asked without a word

    def _meant(self, word: str) -> Any:
        """What a function was asked with: a word, or a touchpoint or thing of the book by its id."""
        kind, name = word[:1], word[1:]
        if kind == STEP:
            journey, _, touchpoint = name.partition("/")
            steps = getattr(self._sources[ENTITY].get(journey), "steps", ())
            return next((step for step in steps if step.touchpoint.id == touchpoint), None)
        return self._sources[ENTITY].get(name) if kind == THING else name


def _told_of(digest: str, each: Each[Any], key: str) -> tuple[Told, Told]:
    """What a large value is told by, and the value itself where it is kept and can be told."""
    with suppress(plain.UntellableError):
        if each.is_kept:
            return {"digest": digest, VALUE: True}, {VALUE: plain.told(each[key])}
    return {"digest": digest}, {}


def watched(watch: Watch, facts: type[Facts]) -> Facts:
    """The facts of a book, and the book in them, as the pages get them."""
    found = watch.over(FACTS, watch.wholes.noting(facts, watch.book))
    vars(found)["book"] = watch.book
    return cast("Facts", found)


def names_of(about: tuple[object, ...]) -> Iterator[str]:
    """What is kept of something is told by: the ids of things, names, and what else has one."""
    for each in about:
        name = each if isinstance(each, str) else getattr(each, "id", "") or getattr(each, "name", "")
        if isinstance(name, str) and name:
            yield name
