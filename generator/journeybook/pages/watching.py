"""What is read of a book while a page is made: watched, so that a kept page is used only while all of it is the same.

Who writes a page need not know of this. It gets a book and its facts that look as always and note what was asked of
them: an entity by its id, a fact by its name, a whole list where it was gone through. What stands behind a note is told
by a digest, and a digest that has changed, or cannot be told, means that the page is made again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b
from sys import intern
from typing import TYPE_CHECKING, Any, cast

from journeybook.model import Book
from journeybook.model.each import Each
from journeybook.model.heard import ENTITY, PARTS, apart, gathered, unheard
from journeybook.pages import plain
from journeybook.pages.field_digests import ABSENT, FieldDigests, Store
from journeybook.pages.noting import make_noting
from journeybook.pages.watched import KEYS, ONCE, STEP, THING, Watched, WatchedList, WatchedMapping

if TYPE_CHECKING:
    from journeybook.pages.facts import Facts

_FIELDS = ENTITY + PARTS
_LARGE, _FOUND, _VALUE = "large/", "found/", "value"
ALWAYS = frozenset(("settings", "languages", "as_of", "audience", "withheld"))
"""What every page may read of a book: with another of these, nothing that was kept counts."""


class Watch:
    """The sources that can be read, who is listening, and what each note stands for now."""

    def __init__(self, book: Book, store: Store | None = None) -> None:
        self.fields = FieldDigests(book, store)
        self.digests = self.fields.digests
        self._store = store
        self._sources: dict[str, Any] = {ENTITY: {entity.id: entity for entity in book.entities}}
        self._known: dict[str, str] = {}
        self._reads: dict[str, list[str]] = {}
        for entity in book.entities:
            make_noting(entity)
        self.book = cast("Book", self.over("book", book, ALWAYS))
        """The book as it is, but noting what is read of it."""

    def over(self, name: str, source: Any, always: frozenset[str] = frozenset()) -> Any:
        """The source as it is, but noting what is read of it; `always` names what every page may read unnoted."""
        self._sources[name] = source
        return Watched(source, name, always, self)

    def over_mapping(self, name: str, mapping: Mapping[str, Any], told: Mapping[str, Any]) -> Mapping[str, Any]:
        """A mapping that notes which of its keys were read; `told` stands for the values, which may be large."""
        self._sources[name] = told
        return WatchedMapping(mapping, f"{name}{PARTS}")

    def over_list(self, name: str, items: Sequence[Any]) -> Sequence[Any]:
        """A list that notes that it was read, all of it."""
        self._sources[name] = items
        return WatchedList(items, name)

    def told_of(self, reads: list[str], own: str = "") -> dict[str, Any]:
        """What was read for something, with two digests of all that it stands for now; `own` is what else counts.

        One is taken from the marks of whole files, which are at hand, one from what was read of them.
        """
        return {"reads": reads, "files": f"{own} {self._of_files(reads)}", "state": f"{own} {self._of_fields(reads)}"}

    def is_same(self, left: dict[str, Any], own: str = "") -> bool:
        """Whether all that was read for something is as it was told."""
        reads = left["reads"]
        return bool(
            left["files"] == f"{own} {self._of_files(reads)}" or left["state"] == f"{own} {self._of_fields(reads)}"
        )

    def _of_files(self, names: list[str]) -> str:
        known, marks = self._known, self.fields.marks
        told = []
        for name in names:
            if name in known:
                told.append(known[name])
            elif name.startswith(_FIELDS):
                told.append(marks.get(name.split(PARTS, 2)[1]) or self._told(name))
            else:
                told.append(self._told(name))
        return _digest(told)

    def _of_fields(self, names: list[str]) -> str:
        known = self._known
        return _digest([known[name] if name in known else self._told(name) for name in names])

    def _told(self, name: str) -> str:
        if name.startswith(_FIELDS):  # there are many such names, they are long, and their digests are at hand
            _, thing, *fields = name.split(PARTS)
            return self.fields.of(thing, fields)
        if name not in self._known:
            with unheard():
                self._known[name] = intern(self._found(name))  # most are the same nothing
        return self._known[name]

    def let_go(self) -> None:
        """Forget all that was read, when no page is made any more: it is a third of what a build holds."""
        self._sources.clear()
        self._known.clear()
        self._reads.clear()
        self.fields.let_go()

    def again(self, name: str, find: Callable[[], Any]) -> Any:
        """What was found when this was last asked, if all that was read for it is the same; else what is found now."""
        name = f"{_FOUND}{name}"
        left = self._left(name)
        if self._store is not None and left is not None and (heavy := self._store.heavy(name)):
            return plain.whole(heavy[_VALUE])
        with apart() as heard:
            found = find()
        if self._store is not None:
            self._store.put(name, self.told_of(gathered(heard)), plain_of(found))
        return found

    def _found(self, name: str) -> str:
        source, *way = name.split(PARTS)
        if source == ONCE:
            return self._of_fields(self._reads[name]) if name in self._reads else self._once(name)
        large = self._large(source, way)
        return self._of_large(large, way[-1], name) if large else self._now(source, *way)

    def _once(self, name: str) -> str:
        """What is worked out once is told by what was read for it; nobody has worked it out yet in this build."""
        left = None if self._store is None else self._store.told(name)
        return ABSENT if left is None else self._of_fields(left["reads"])

    def worked(self, name: str, reads: list[str]) -> None:
        """Remember what was read for something that was worked out once."""
        self._reads[name] = reads
        self._known.pop(name, None)
        if self._store is not None:
            self._store.put(name, {"reads": reads}, {})

    def _large(self, source: str, way: Sequence[str]) -> Each[Any] | None:
        """Where a note is of a large value, those that it is one of."""
        found = getattr(self._sources.get(source), way[0], None) if len(way) == len(("name", "key")) else None
        return found if isinstance(found, Each) and found.is_large and way[1] in found else None

    def _of_large(self, each: Each[Any], key: str, name: str) -> str:
        """The digest of a large value: as it was told before, if all that was read for it is the same."""
        left = self._left(f"{_LARGE}{name}")
        if left is not None:
            return str(left["digest"])
        untold, digest = self.digests.untold, self.digests.of(each[key])
        if self._store is not None and untold == self.digests.untold:
            self._store.put(f"{_LARGE}{name}", {**self.told_of(each.made_of[key]), "digest": digest}, {})
            each.made_of[key] = [name]  # which tells as much, in less room
        return digest

    def _left(self, place: str) -> Any:
        """What was left of something, if all that was read for it is the same."""
        left = None if self._store is None else self._store.told(place)
        return left if left is not None and self.is_same(left) else None

    def _now(self, source: str, *way: str) -> str:
        """What stands at the end of a way: keys of mappings, names of what a thing has, words for a function."""
        value = self._sources.get(source, ABSENT)
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


def _digest(told: list[str]) -> str:
    return blake2b("".join(told).encode(), digest_size=16).hexdigest()


def plain_of(value: Any) -> dict[str, Any]:
    """A value as a store keeps it; nothing of one that cannot be told."""
    try:
        return {_VALUE: plain.told(value)}
    except plain.UntellableError:
        return {}


def watched(watch: Watch, facts: Callable[[Book], Facts]) -> Facts:
    """The facts of a book, and the book in them, as the pages get them."""
    found = watch.over("facts", facts(watch.book))
    vars(found)["book"] = watch.book
    return cast("Facts", found)


def names_of(about: tuple[object, ...]) -> Iterator[str]:
    """What is kept of something is told by: the ids of things, names, and what else has one."""
    for each in about:
        name = each if isinstance(each, str) else getattr(each, "id", "") or getattr(each, "name", "")
        if isinstance(name, str) and name:
            yield name
