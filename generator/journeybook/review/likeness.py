"""How alike two records are, by the words and facts they share; rare ones count for more."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Any, TypeVar

from journeybook.model.record import Record
from journeybook.model.text import Text
from journeybook.review.fields import fields

WORD = re.compile(r"\w+")
FELT = {"emotion", "emotion_before", "importance"}  # many share the few values there are, so they tell nothing
MOST_PAIRS = 200_000  # compared at most; beyond that only ids tell what is the same
COMMON = 50  # more things than this that share a feature are not compared for its sake
Features = frozenset[str]
Key = TypeVar("Key", bound=tuple[Any, ...] | str)


def features(record: Record) -> Features:
    """The words of a record's texts, and its facts as `field=value`."""
    return frozenset(_features(record, ""))


def _features(record: Record, way: str) -> Iterator[str]:
    for field in fields(type(record)):
        value = getattr(record, field.name)
        if field.name in FELT or not value:
            continue
        for item in value if isinstance(value, (tuple, dict)) else (value,):
            if isinstance(item, Record):
                yield from _features(item, f"{way}{field.name}.")
            elif isinstance(item, Text):
                yield from (word for words in item.words.values() for word in WORD.findall(words.lower()))
            else:
                yield f"{way}{field.name}={item}"


def words_of(text: Text) -> Features:
    """The words of one text."""
    return frozenset(word for words in text.words.values() for word in WORD.findall(words.lower()))


@dataclass(frozen=True)
class Scale:
    """What each feature weighs, by how many things have it."""

    counts: Mapping[str, int]
    things: int

    def weight(self, found: Iterable[str]) -> float:
        """The weight of features together."""
        return sum(log(1 + self.things / max(self.counts.get(each, 1), 1)) for each in sorted(found))

    def likeness(self, one: Features, other: Features) -> float:
        """0 (nothing shared) … 1 (the same): twice what is shared / both together (Dice)."""
        both = self.weight(one) + self.weight(other)
        return 2 * self.weight(one & other) / both if both else 0.0

    def part(self, small: Features, large: Features) -> float:
        """How much of the smaller stands in the larger, 0 … 1."""
        whole = self.weight(small)
        return self.weight(small & large) / whole if whole else 0.0


def scale(things: Iterable[Features]) -> Scale:
    """The scale for comparing these things with each other."""
    listed = list(things)
    return Scale(Counter(each for found in listed for each in found), len(listed))


def alike(
    old: Mapping[Key, Features], new: Mapping[Key, Features], likeness: Callable[[Key, Key], float], least: float
) -> list[tuple[Key, Key]]:
    """Pairs of the most alike, each thing in one pair at most; the same whichever side is called old."""
    found = sorted(
        ((likeness(was, now), was, now) for was, now in _candidates(old, new)),
        key=lambda each: (-each[0], min(each[1:]), max(each[1:])),
    )
    pairs, used_old, used_new = [], set[Key](), set[Key]()
    for score, was, now in found:
        if score >= least and was not in used_old and now not in used_new:
            pairs.append((was, now))
            used_old.add(was)
            used_new.add(now)
    return pairs


def _candidates(old: Mapping[Key, Features], new: Mapping[Key, Features]) -> Sequence[tuple[Key, Key]]:
    """Pairs worth a look: all of few, of many those that share a rare feature."""
    if len(old) * len(new) <= COMMON * COMMON:
        return [(was, now) for was in old for now in new]
    holders: dict[str, list[Key]] = {}
    for now, found in new.items():
        for each in found:
            holders.setdefault(each, []).append(now)
    pairs: dict[tuple[Key, Key], None] = {}
    for was, found in old.items():
        for each in sorted(found):
            if len(holders.get(each, ())) <= COMMON:
                pairs.update(((was, now), None) for now in holders.get(each, ()))
        if len(pairs) > MOST_PAIRS:
            return []
    return list(pairs)
