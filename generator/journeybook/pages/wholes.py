"""What is worked out of a whole book, such as where a thing is mentioned or how promises stand: told as a whole.

Whoever compares pages with what they were asks for tens of thousands of entries. Where no thing that has changed has
another value in any field that was read of its kind to work out a whole, none of its entries is another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from contextlib import suppress
from functools import cached_property, wraps
from hashlib import blake2b
from types import FunctionType, new_class
from typing import Any

from journeybook.model import Book
from journeybook.model.each import Each
from journeybook.model.heard import IS, PARTS, Heard, apart, heard_by, note, unheard
from journeybook.pages import plain
from journeybook.pages.entries import (
    INSIDE,
    OF_FACTS,
    Reads,
    Told,
    apart_from_entries,
    entry_in,
    name_of,
    whole_of,
)
from journeybook.pages.field_digests import ABSENT, FieldDigests, Store
from journeybook.pages.watched import note_asked

_PLACE, _ENTRIES, _VALUES, _VALUE = "wholes", "entries/", "values/", "value"
Tell = Callable[[str], str]


class Wholes:
    """Whether what is worked out of a whole book is what it was in the last build; `tell` tells what has a name."""

    def __init__(self, book: Book, fields: FieldDigests, store: Store, tell: Tell) -> None:
        self._kinds = {entity.id: entity.noun for entity in book.entities}
        self._fields, self._store, self._tell = fields, store, tell
        self._heard: defaultdict[str, Heard] = defaultdict(Heard)
        self._before: Mapping[str, Told] = store.told(_PLACE) or {}
        self._read: defaultdict[str, Reads] = defaultdict(Reads)
        self._same: dict[str, bool] = {}
        self._entries: dict[str, Mapping[str, str]] = {}
        self._unchanged: dict[str, Set[str]] = {}

    def hears(self, name: str) -> tuple[Heard, ...]:
        """Who hears what is read while something of this name is worked out."""
        whole = whole_of(name)
        return (self._heard[whole],) if whole else ()

    def noting(self, kind: type[Any], *of: Any) -> Any:
        """Facts of this kind; what is read for each is heard, and that another was worked out of it is noted."""
        body: Told = {"__module__": kind.__module__, "__qualname__": kind.__qualname__}
        for name, value in vars(kind).items():
            if isinstance(value, cached_property):
                body[name] = self._worked_out(name, value.func)
            elif isinstance(value, FunctionType) and not name.startswith("_"):
                body[name] = self._asked(name, value)
        return new_class(kind.__name__, (kind,), exec_body=lambda own: own.update(body))(*of)

    def _worked_out(self, name: str, work: Callable[[Any], Any]) -> property:
        noted = f"{OF_FACTS}{name}"

        def read(facts: Any) -> Any:
            own = vars(facts)
            if name not in own:
                own[name] = self._of_facts(noted, lambda: work(facts))
            note(f"{noted}{INSIDE}" if isinstance(own[name], Each) else noted)
            return own[name]

        return property(read)

    def _of_facts(self, noted: str, work: Callable[[], Any]) -> Any:
        """What is worked out; of what is the same it is known what it is made of, so that nobody need listen."""
        if not self.is_same(noted):
            with apart() as heard:
                value = work()
            self._read[noted].add_heard(heard, self._kinds)
        elif self._store.told(f"{_VALUES}{noted}") is not None:
            return plain.whole(self._store.heavy(f"{_VALUES}{noted}")[_VALUE])
        else:
            with unheard():
                value = work()
            if isinstance(value, Each):
                value.stand(noted, frozenset(each.partition(PARTS)[0] for each in self._left(noted)))
        self._put(noted, value)
        return value

    def _put(self, noted: str, value: Any) -> None:
        """Leave a value to the next build, if it can be told; others are worked out again when somebody asks."""
        with suppress(plain.UntellableError):
            self._store.put(f"{_VALUES}{noted}", {}, (), {_VALUE: plain.told(value)})

    def _asked(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        noted = f"{OF_FACTS}{name}"

        @wraps(function)
        def ask(facts: Any, *words: Any) -> Any:
            note_asked(noted, words)
            with heard_by(*self.hears(noted)):
                return function(facts, *words)

        return ask

    def is_same(self, whole: str) -> bool:
        """Whether no entry can be another than in the last build; where half of the book has changed, nobody looks."""
        if whole not in self._same:
            self._same[whole] = False  # for whoever asks on the way here
            self._same[whole] = 2 * len(self._fields.changed) <= len(self._kinds) and self._stands(whole)
        return self._same[whole]

    def _stands(self, whole: str) -> bool:
        before = self._before.get(whole, {"told": ""})
        if not before["told"]:
            return False
        changed, fields = self._fields.changed, before["fields"]
        if any(self._fields.have_changed(name, [IS, *fields.get(self._kinds.get(name), ())]) for name in changed):
            return False
        return all(map(self.is_same, set(before["wholes"]) - {whole})) and bool(
            before["told"] == self._told(before["others"])
        )

    def _told(self, others: Iterable[str]) -> str:
        """What else was read is told by; empty where there is none of something of it, and so nothing to compare."""
        told = list(map(self._tell, others))
        return "" if ABSENT in told else blake2b("".join(told).encode(), digest_size=16).hexdigest()

    @property
    def same(self) -> list[str]:
        """All that is the same as in the last build."""
        return [whole for whole in self._before if self.is_same(whole)]

    def have(self, whole: str, entries: Iterable[str]) -> bool:
        """Whether all these entries of a whole are the same as in the last build; one that is new is not."""
        if self.is_same(whole):
            return True
        if whole not in self._unchanged:
            told = self._left(whole).items()
            self._unchanged[whole] = {each for each, digest in told if self._tell(name_of(whole, each)) == digest}
        return self._unchanged[whole] >= set(entries)

    def known(self, name: str) -> str:
        """What an entry of what is the same was told by in the last build; empty where nobody asked for it."""
        whole = whole_of(name)
        return self._left(whole).get(entry_in(whole, name), "") if whole and self.is_same(whole) else ""

    def _left(self, whole: str) -> Mapping[str, str]:
        """What the entries of a whole were told by in the last build."""
        if whole not in self._entries:
            place = f"{_ENTRIES}{whole}"
            self._entries[whole] = self._store.heavy(place) if self._store.told(place) is not None else {}
        return self._entries[whole]

    def leave(self, known: Mapping[str, str]) -> None:
        """Leave to the next build what is read for each, what all that holds, and what entries are told by."""
        read = {whole: reads.told for whole, reads in sorted(self._all_read().items())}
        if any(map(self._fields.is_told_by_its_file, self._kinds)):
            now, before = _by_kind(read), _by_kind(self._before)
            for name, kind in self._kinds.items():
                if name in self._fields.changed or now[kind] != before[kind]:
                    self._fields.of(name, sorted(now[kind]))
            told = {whole: self._told(each["others"]) for whole, each in read.items()}
        else:
            told = dict.fromkeys(read, "")  # each thing is to be looked at anyhow
        self._store.keep(f"{_VALUES}{whole}" for whole in self.same)
        self._store.put(_PLACE, {whole: {**each, "told": told[whole]} for whole, each in read.items()})
        self._leave_entries(known)

    def _leave_entries(self, known: Mapping[str, str]) -> None:
        """What entries of each whole are told by; of those that are another, what nobody asked for is forgotten."""
        self._store.keep(f"{_ENTRIES}{whole}" for whole in self.same)
        for whole, entries in apart_from_entries(sorted(known))[-1].items():
            left = self._left(whole) if self.is_same(whole) else {}
            found = {each: known[name_of(whole, each)] for each in entries}
            if not found.items() <= left.items():
                self._store.put(f"{_ENTRIES}{whole}", {}, (), {**left, **found})

    def _all_read(self) -> Mapping[str, Reads]:
        """What was read for each, in this build or in those before.

        What may be another, and nobody asked for, may have to read more by now: of that nothing is known any more.
        """
        same = set(self.same)
        self._gather()
        for whole, told in [each for each in self._before.items() if each[0] in same or each[0] in self._read]:
            fields = defaultdict(set, {kind: set(names) for kind, names in told["fields"].items()})
            self._read[whole].add(Reads(fields, set(told["wholes"]), set(told["others"])))
        return self._read

    def _gather(self) -> None:
        """Take what was heard since this was last done."""
        for whole, heard in self._heard.items():
            self._read[whole].add_heard(heard, self._kinds)
            heard.names.clear()
            heard.fields.clear()

    def learned(self) -> Mapping[str, Reads]:
        """What was read for each since this was last asked."""
        self._gather()
        learned, self._read = self._read, defaultdict(Reads)
        return dict(learned)

    def learn(self, learned: Mapping[str, Reads]) -> None:
        """Know what another process has read of the same book."""
        for whole, reads in learned.items():
            self._read[whole].add(reads)

    def let_go(self) -> None:
        """Forget what entries are told by, and what was read."""
        for each in (self._entries, self._unchanged, self._read):
            each.clear()


def _by_kind(read: Mapping[str, Told]) -> defaultdict[str, set[str]]:
    """The fields that are read of each kind, for whatever."""
    found: defaultdict[str, set[str]] = defaultdict(lambda: {IS})
    for told in read.values():
        for kind, names in told["fields"].items():
            found[kind].update(names)
    return found
