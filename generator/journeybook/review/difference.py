"""In what two versions of a record differ, field by field, whatever the order and form they were typed in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from msgspec import Struct, field

from journeybook.model import Path, Period, Quantity, Text
from journeybook.model.record import Record
from journeybook.model.values import Duration
from journeybook.review.fields import Field, fields, own_id
from journeybook.review.likeness import Features, alike, features, scale, words_of

ITEM = 0.4
"""The least likeness at which an item of a list is the same in other words."""

KEYS = ("period", "date", "touchpoint", "persona", "place", "promise", "measure", "actor", "to")
"""Fields that tell which of its like a record without an id is."""


class Difference(Struct, frozen=True):
    """One difference: the way to it as typed, what it was and what it is (None: nothing), and where it stands.

    `within` are the records it stands in, from the outside, each in its latest version. `was_at` and `at` are the ways
    to it in either version, with the numbers of items.
    """

    way: tuple[str, ...]
    field: Field
    before: Any
    after: Any
    was_at: Path
    at: Path
    within: tuple[Record, ...] = ()

    @property
    def typed(self) -> str:
        """The way to the field as an author would say it: `pains.evidence`."""
        return ".".join(self.way)


class Comparison(Struct, frozen=True):
    """How both versions are read: the default languages, and what a former id is now."""

    before_language: str = "en"
    after_language: str = "en"
    present: Callable[[str], str] = field(default=lambda name: name)
    skipped: frozenset[str] = frozenset()

    def differences(self, before: Record, after: Record) -> Iterator[Difference]:
        """Every difference between two versions of a record, but for the fields that are skipped at its top."""
        yield from self._records(before, after, Place())

    def _records(self, before: Record, after: Record, place: Place) -> Iterator[Difference]:
        here = place.inside(after)
        for each in fields(type(after)):
            was, now = getattr(before, each.name), getattr(after, each.name)
            if was is now or (not place.way and each.name in self.skipped):
                continue
            yield from self._values(each, was, now, here.to(each))

    def _values(self, each: Field, was: Any, now: Any, place: Place) -> Iterator[Difference]:
        if each.many:
            yield from self._lists(each, was, now, place)
        elif each.keyed:
            was = {self.present(key) if each.ref else key: value for key, value in was.items()}
            for key in sorted({*was, *now}):
                yield from self._leaf(each, was.get(key), now.get(key), place.item(key, key))
        elif each.record and was is not None and now is not None:
            yield from self._records(was, now, place)
        else:
            yield from self._leaf(each, was, now, place)

    def _leaf(self, each: Field, was: Any, now: Any, place: Place) -> Iterator[Difference]:
        old, new = self._plain(each, was, former=True), self._plain(each, now, former=False)
        if (
            old != new
            and not (each.ref and was == now)
            and not (isinstance(was, Text) and isinstance(now, Text) and not was and not now)
        ):
            yield place.difference(each, was, now)

    def _lists(self, each: Field, was: Sequence[Any], now: Sequence[Any], place: Place) -> Iterator[Difference]:
        if each.ordered:
            yield from self._leaf(each, was, now, place)
            return
        old, new = self._left(each, was, now)
        pairs = self._pairs(each, was, now, old, new)
        for i, j in sorted(pairs.items(), key=lambda pair: pair[1]):
            yield from self._pair(each, was[i], now[j], place.item(i, j))
        taken = set(pairs.values())
        yield from (place.item(i, i).difference(each, was[i], None) for i in old if i not in pairs)
        yield from (place.item(j, j).difference(each, None, now[j]) for j in new if j not in taken)

    def _pair(self, each: Field, was: Any, now: Any, place: Place) -> Iterator[Difference]:
        if each.record:
            yield from self._records(was, now, place)
        else:
            yield place.difference(each, was, now)

    def _left(self, each: Field, was: Sequence[Any], now: Sequence[Any]) -> tuple[list[int], list[int]]:
        """The places of what is not the same in both lists."""
        places: defaultdict[Any, list[int]] = defaultdict(list)
        for place, item in reversed(list(enumerate(now))):
            places[self._plain(each, item, former=False)].append(place)
        old, typed = [], set(now) if each.ref and not each.text else set[Any]()
        for place, item in enumerate(was):
            same = places[item if item in typed else self._plain(each, item, former=True)]
            if same:
                same.pop()
            else:
                old.append(place)
        return old, sorted(place for left in places.values() for place in left)

    def _pairs(
        self, each: Field, was: Sequence[Any], now: Sequence[Any], old: list[int], new: list[int]
    ) -> dict[int, int]:
        """Which of the differing items are the same thing: by id, by what it is about, by its words."""
        found: dict[int, int] = {}
        for key in (self._own, self._about) if each.record else ():
            taken = set(found.values())
            ours = {name: j for j in reversed(new) if j not in taken and (name := key(now[j], False))}
            for i in (place for place in old if place not in found):
                j = ours.pop(key(was[i], True), None)
                if j is not None:
                    found[i] = j
        if each.record or each.text:
            found |= self._worded_alike(
                each, was, now, [i for i in old if i not in found], set(new) - {*found.values()}
            )
        return found

    def _worded_alike(
        self, each: Field, was: Sequence[Any], now: Sequence[Any], old: Iterable[int], new: Iterable[int]
    ) -> dict[int, int]:
        words: Callable[[Any], Features] = features if each.record else words_of
        left, right = {(i,): words(was[i]) for i in old}, {(j,): words(now[j]) for j in new}
        weigh = scale([*left.values(), *right.values()])
        pairs = alike(left, right, lambda i, j: weigh.likeness(left[i], right[j]), ITEM)
        return {i[0]: j[0] for i, j in pairs}

    def _own(self, record: Record, former: bool) -> str:
        return own_id(record)

    def _about(self, record: Record, former: bool) -> str:
        told = {each.name: self._plain(each, getattr(record, each.name), former) for each in fields(type(record))}
        known = [f"{name}={told[name]}" for name in KEYS if told.get(name)]
        return " ".join(known)

    def _plain(self, each: Field, value: Any, former: bool) -> Any:
        """A value so that two that mean the same are equal; it can be looked up."""
        if isinstance(value, Text):
            default = self.before_language if former else self.after_language
            said = ((code or default, " ".join(words.split())) for code, words in value.words.items())
            known = self.present if each.ref and former else str
            return tuple(sorted((code, known(words)) for code, words in said if words))
        if isinstance(value, Record):
            own = [(one.name, self._field(one, value, former)) for one in fields(type(value))]
            return (*own, ("id", own_id(value)))
        if each.ref and former and isinstance(value, str):
            return self.present(value)
        return _measured(value)

    def _field(self, each: Field, record: Record, former: bool) -> Any:
        value = getattr(record, each.name)
        if not each.many or each.ordered:
            return self._plain(each, value, former)
        return tuple(sorted((self._plain(each, item, former) for item in value), key=repr))


def _measured(value: Any) -> Any:
    """Lengths of time in hours, whatever their unit; names with values in the order of the names."""
    if isinstance(value, (Duration, Quantity)):
        return ("h", round(value.hours, 9)) if value.hours is not None else (value.unit, value.value)
    if isinstance(value, Period):
        return value.typed.upper()
    if isinstance(value, dict):
        return tuple(sorted((str(key), _measured(each)) for key, each in value.items()))
    if isinstance(value, (list, tuple)):
        return tuple(_measured(each) for each in value)
    return value.isoformat() if isinstance(value, date) else value


class Place(Struct, frozen=True):
    """Where in both versions we are."""

    way: tuple[str, ...] = ()
    was_at: Path = ()
    at: Path = ()
    within: tuple[Record, ...] = ()

    def inside(self, record: Record) -> Place:
        """Inside a record."""
        return Place(self.way, self.was_at, self.at, (*self.within, record))

    def to(self, each: Field) -> Place:
        """At a field."""
        return Place((*self.way, each.typed), (*self.was_at, each.typed), (*self.at, each.typed), self.within)

    def item(self, was: str | int, now: str | int) -> Place:
        """At an item of a list, or what stands under a name; what stands under a name is named on the way."""
        way = (*self.way, now) if isinstance(now, str) else self.way
        return Place(way, (*self.was_at, was), (*self.at, now), self.within)

    def difference(self, each: Field, before: Any, after: Any) -> Difference:
        """A difference here."""
        return Difference(self.way, each, before, after, self.was_at, self.at, self.within)
