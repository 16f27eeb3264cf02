"""A book, its facts and lists that look as always, and note what is read of them."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any, Protocol

from journeybook.measures.promises import Ledger
from journeybook.model import Entity, Step
from journeybook.model.each import Each
from journeybook.model.heard import IS, PARTS, Heard, apart, gathered, heard_by, note, note_field
from journeybook.pages.digests import StandIn
from journeybook.pages.entries import KEYS

PLAIN, STEP, THING = "=/#"
"""What a word for what a function was asked with begins with: a text, a touchpoint, a thing."""
ONCE = "once"
_NOTHING: frozenset[str] = frozenset()
_MISSING = object()
Hears = Callable[[str], tuple[Heard, ...]]


class Keeper(Protocol):
    """Who remembers what was read for what was worked out."""

    def worked(self, name: str, reads: list[str]) -> None:
        """Hear what was read for something that was worked out once."""


class Watched(StandIn):
    """A book, or its facts, that notes what is read of it; `hears` tells by a name who hears what the source reads."""

    def __init__(
        self,
        source: Any,
        name: str,
        always: frozenset[str] = _NOTHING,
        keeper: Keeper | None = None,
        hears: Hears = lambda _: (),
    ) -> None:
        self.stands_for = self._source = source
        self._own: Mapping[str, Any] = getattr(source, "__dict__", {})
        self._name, self._always, self._keeper = name, always, keeper
        self._hears = hears
        self._worked_out: dict[object, Any] = {}

    def once(self, work: Callable[[Any], Any]) -> Any:
        """What a function makes of a book, worked out once; whoever asks has read all that it was made of."""
        name = PARTS.join((ONCE, f"{work.__module__}.{work.__qualname__}"))
        if work not in self._worked_out:
            with apart() as heard:
                self._worked_out[work] = work(self)
            if self._keeper is not None:
                self._keeper.worked(name, gathered(heard))
        note(name)
        return self._worked_out[work]

    def __getattr__(self, name: str) -> Any:
        """What the source has; what need not be noted each time it is asked for is found at once from then on."""
        noted = f"{self._name}{PARTS}{name}"
        if name in self._own:
            value = self._own[name]
        else:
            with heard_by(*self._hears(noted)):
                value = getattr(self._source, name)
        if name in self._always:
            return vars(self).setdefault(name, value)
        return self._noted(noted, name, value)

    def _noted(self, noted: str, name: str, value: Any) -> Any:
        if isinstance(value, Mapping):
            return vars(self).setdefault(name, WatchedMapping(value, f"{noted}{PARTS}", self._hears(noted)))
        if callable(value):
            return vars(self).setdefault(name, partial(self._called, value, noted, self._hears(noted)))
        note(noted)
        return value

    def _called(
        self, function: Callable[..., Any], noted: str, hears: tuple[Heard, ...], *words: Any, **how: Any
    ) -> Any:
        """What a function of the source returns, noted with what it was asked.

        Of a thing's place only its file counts, and of the thing itself that it is there: its fields note themselves.
        """
        if noted.endswith(f"{PARTS}place"):
            note(PARTS.join((self._name, "origins", str(words[0]))))
        elif noted.endswith(f"{PARTS}get"):
            note_field(str(words[0]), IS)
        else:
            note_asked(noted, words, is_plain=not how)
        with heard_by(*hears):
            return function(*words, **how)


class WatchedMapping(Mapping[str, Any]):
    """A mapping that notes which of its keys were read, or that it was gone through.

    What is read inside a value of it is heard by these.
    """

    def __init__(self, source: Mapping[str, Any], name: str, heard: tuple[Heard, ...] = ()) -> None:
        self._source, self._name, self._heard = source, name, heard
        self._inside: dict[str, Watched] = {}
        self._each = source if isinstance(source, Each) else None
        self._is_of_things = self._each is None and any(
            isinstance(each, Entity) and each.id == key for key, each in islice(source.items(), 1)
        )

    def __getitem__(self, key: str) -> Any:
        value = self._value(key)
        if value is _MISSING:
            self._note(key)
            raise KeyError(key)
        return self._over(key, value)

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, or what stands in for it."""
        value = self._value(key)
        if value is _MISSING:
            self._note(key)
            return default
        return self._over(key, value)

    def _value(self, key: str) -> Any:
        """The value of a key, which may still have to be worked out."""
        if self._each is not None:
            return self._each.quietly(key, _MISSING)
        return self._source.get(key, _MISSING)

    def _over(self, key: str, value: Any) -> Any:
        """What many pages read a little of is watched inside: the verdict of a promise, not all that it rests on."""
        if isinstance(value, Ledger):
            if key not in self._inside:
                self._inside[key] = Watched(value, f"{self._name}{key}", hears=lambda _: self._heard)
            return self._inside[key]
        self._note(key)
        return value

    def _note(self, key: str) -> None:
        """Of a thing it is noted that it is there, or not; its fields note themselves."""
        if self._is_of_things:
            note_field(key, IS)
        else:
            note(f"{self._name}{key}")

    def __contains__(self, key: object) -> bool:
        value = self._value(str(key))
        if isinstance(value, Ledger):
            note(f"{self._name}{entry_of(str(key), value)}")
        else:
            self._note(str(key))
        return value is not _MISSING

    def __iter__(self) -> Iterator[str]:
        note(f"{self._name}{KEYS}")
        return iter(self._source)

    def __len__(self) -> int:
        note(f"{self._name}{KEYS}")
        return len(self._source)


class WatchedList(Sequence[Any]):
    """A list that notes that it was read."""

    def __init__(self, source: Sequence[Any], name: str) -> None:
        self._source, self._name = source, name

    def __getitem__(self, place: Any) -> Any:
        note(self._name)
        return self._source[place]

    def __len__(self) -> int:
        note(self._name)
        return len(self._source)


def entry_of(key: str, value: Any) -> str:
    """What tells that a value is there: one that is watched inside, by the first of what it has alone."""
    return f"{key}{PARTS}promise" if isinstance(value, Ledger) else key


def note_asked(noted: str, words: tuple[Any, ...], is_plain: bool = True) -> None:
    """Note what a function was asked with; where there is no word for it, that nobody will know it again."""
    told = [_word(each) for each in words]
    note(PARTS.join((noted, *(each for each in told if each is not None))))
    if not is_plain or None in told:
        note(secrets.token_hex())


def _word(asked: Any) -> str | None:
    """A word for what a function was asked with, from which a later build knows it again; None where there is none."""
    if isinstance(asked, Step):
        return STEP + asked.id
    if isinstance(asked, Entity):
        return THING + asked.id
    return PLAIN + asked if isinstance(asked, str) and PARTS not in asked else None
