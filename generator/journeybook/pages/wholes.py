"""What is worked out of a whole book, such as where a thing is mentioned or how promises stand: told as a whole.

Whoever compares pages with what they were asks for tens of thousands of entries. Where no thing that has changed has
another value in any field that was read of its kind to work out a whole, none of its entries is another. Where one has
only another value in a field that no entry reads of other things, none but its own entry is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import contextmanager, suppress
from functools import cached_property, partial, wraps
from hashlib import blake2b
from types import FunctionType, new_class
from typing import Any

from journeybook.model import Book
from journeybook.model.each import Each
from journeybook.model.heard import IS, Heard, apart, heard_by, note, unheard
from journeybook.pages import plain
from journeybook.pages.entries import (
    BOOK,
    FILE,
    INSIDE,
    OF_FACTS,
    Reads,
    Told,
    apart_from_entries,
    entry_in,
    name_of,
    table_of,
    thing_of,
    whole_of,
)
from journeybook.pages.field_digests import ABSENT, FieldDigests, Store
from journeybook.pages.left_values import EACH, LeftValues
from journeybook.pages.watched import entry_of, note_asked

_PLACE, _ENTRIES, _VALUES, _VALUE = "wholes", "entries/", "values/", "value"
_NONE = frozenset[str]()
Tell = Callable[[str], str]
Learned = tuple[Mapping[str, Reads], Mapping[str, Told]]


class Wholes:
    """Whether what is worked out of a whole book is what it was in the last build; `tell` tells what has a name."""

    def __init__(self, book: Book, fields: FieldDigests, store: Store, tell: Tell) -> None:
        self._kinds = {entity.id: entity.noun for entity in book.entities}
        self._fields, self._store, self._tell = fields, store, tell
        self._heard: defaultdict[tuple[str, str], Heard] = defaultdict(Heard)
        self._before: Mapping[str, Told] = store.told(_PLACE) or {}
        self._read: defaultdict[str, Reads] = defaultdict(Reads)
        self._others: dict[str, frozenset[str] | None] = {}
        self._entries: dict[str, Mapping[str, str]] = {}
        self._values = LeftValues(store)
        self._unchanged: dict[str, Set[str]] = {}

    def hears(self, name: str) -> tuple[Heard, ...]:
        """Who hears what is read while something of this name is worked out."""
        whole = whole_of(name)
        if not whole:
            return ()
        thing = thing_of(entry_in(whole, name)) if whole != BOOK else ""
        return (self._heard[whole, thing if thing in self._kinds else ""],)

    @contextmanager
    def hearing(self, name: str) -> Iterator[None]:
        """Hear what is read until the end, while what has this name is told; of the one entry of a thing, once."""
        whole = whole_of(name)
        thing = entry_in(whole, name) if whole not in {"", BOOK} else ""
        once = (Heard(),) if thing in self._kinds else ()
        with heard_by(*(once or self.hears(name))):
            yield
        for heard in once:
            self._read[whole].add_heard(heard, self._kinds, thing)

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
            self._let_stand(noted, value)
        else:
            self._put(noted, value)
        return value

    def _let_stand(self, noted: str, each: Each[Any]) -> None:
        """Let those entries stand that are the same; of some wholes the values are kept too."""
        standing = frozenset(thing_of(entry) for entry in self._left(noted) if self._stands(noted, entry))
        each.stand(noted, standing, self._values.of(noted, each) if each.is_kept else {})

    def _fetched(self, place: str) -> Told:
        return self._store.heavy(place) if self._store.told(place) is not None else {}

    def _put(self, noted: str, value: Any) -> None:
        """Leave a value to the next build, if it can be told; others are worked out again when somebody asks."""
        with suppress(plain.UntellableError):
            self._store.put(f"{_VALUES}{noted}", {}, {}, {_VALUE: plain.told(value)})

    def _asked(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        noted = f"{OF_FACTS}{name}"

        @wraps(function)
        def ask(facts: Any, *words: Any) -> Any:
            note_asked(noted, words)
            with heard_by(*self.hears(noted)):
                return function(facts, *words)

        return ask

    def is_same(self, whole: str) -> bool:
        """Whether no entry can be another than in the last build."""
        return self._other_of(whole) == _NONE

    def _stands(self, whole: str, entry: str) -> bool:
        """Whether this entry cannot be another than in the last build, whatever others are."""
        others = self._other_of(whole)
        if not others:
            return others is not None
        thing = thing_of(entry)
        return thing in self._kinds and thing not in others

    def _other_of(self, whole: str) -> frozenset[str] | None:
        """The things whose own entries may be others; None where any entry may be.

        Where half of the book has changed, nobody looks.
        """
        if whole not in self._others:
            self._others[whole] = None  # for whoever asks on the way here
            if 2 * len(self._fields.changed) <= len(self._kinds):
                self._others[whole] = self._found_other_of(whole)
        return self._others[whole]

    def _found_other_of(self, whole: str) -> frozenset[str] | None:
        before = self._before.get(whole, {"told": ""})
        if not before["told"]:
            return None
        fields, own = before["fields"], before["own"]
        changed, kinds, have_changed = self._fields.changed, self._kinds, self._fields.have_changed
        if any(have_changed(name, [IS, *fields.get(kinds.get(name), ())]) for name in changed):
            return None
        is_built_on_the_same = all(map(self.is_same, set(before["wholes"]) - {whole}))
        if not is_built_on_the_same or before["told"] != self._told(before["others"]):
            return None
        return frozenset(name for name in changed if have_changed(name, own.get(kinds[name], ())))

    def _told(self, others: Iterable[str]) -> str:
        """What else was read is told by; empty where there is none of something of it, and so nothing to compare."""
        told = list(map(self._tell, others))
        return "" if ABSENT in told else blake2b("".join(told).encode(), digest_size=16).hexdigest()

    @property
    def same(self) -> list[str]:
        """All that is the same as in the last build."""
        return [whole for whole in self._before if self.is_same(whole)]

    @property
    def standing(self) -> Iterator[str]:
        """The entries that are the same of what is not the same as a whole."""
        wholes = [whole for whole in self._before if not self.is_same(whole)]
        return (name_of(whole, each) for whole in wholes for each in self._left(whole) if self._stands(whole, each))

    def have(self, whole: str, entries: Iterable[str]) -> bool:
        """Whether all these entries of a whole are the same as in the last build; one that is new is not."""
        return self.is_same(whole) or self.unchanged(whole) >= set(entries)

    def unchanged(self, whole: str) -> Set[str]:
        """The entries of a whole that are the same as in the last build, one by one."""
        if whole not in self._unchanged:
            told = self._left(whole).items()
            self._unchanged[whole] = {each for each, digest in told if self._tell(name_of(whole, each)) == digest}
        return self._unchanged[whole]

    def known(self, name: str) -> str:
        """What an entry of what is the same was told by in the last build; empty where nobody asked for it."""
        whole = whole_of(name)
        entry = entry_in(whole, name)
        return self._left(whole).get(entry, "") if whole and self._stands(whole, entry) else ""

    def _left(self, whole: str) -> Mapping[str, str]:
        """What the entries of a whole were told by in the last build."""
        if whole not in self._entries:
            place = f"{_ENTRIES}{whole}"
            self._entries[whole] = self._fetched(place)
        return self._entries[whole]

    def leave(self, known: Mapping[str, str]) -> None:
        """Leave to the next build what is read for each, what all that holds, and what entries are told by."""
        self._tell_kept()
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
        self._store.keep(f"{EACH}{whole}" for whole in self.same)
        for whole in self._values:
            self._values.leave(whole, partial(self._stands, whole), self.is_same(whole))

    def _leave_entries(self, known: Mapping[str, str]) -> None:
        """What entries of each whole are told by; of those that are another, what nobody asked for is forgotten."""
        self._store.keep(f"{_ENTRIES}{whole}" for whole in self.same)
        asked = apart_from_entries(sorted(each for each in known if not table_of(each)))[-1]
        others: dict[str, list[str]] = {whole: [] for whole in self._before if not self.is_same(whole)}
        for whole, entries in {**others, **asked}.items():
            left = {each: told for each, told in self._left(whole).items() if self._stands(whole, each)}
            found = {each: known[name_of(whole, each)] for each in entries}
            if not self.is_same(whole) or not found.items() <= left.items():
                self._store.put(f"{_ENTRIES}{whole}", {}, {}, {**left, **found})

    def _tell_kept(self) -> None:
        """Tell what is kept, of which other wholes alone may have asked: what was told is known again."""
        for whole, name, value in self._values.known:
            self._tell(name_of(whole, entry_of(name, value)))

    def _all_read(self) -> Mapping[str, Reads]:
        """What was read for each, in this build or in those before.

        What may be another, and nobody asked for, may have to read more by now: of that nothing is known any more.
        """
        same = set(self.same)
        self._gather()
        for whole, told in [each for each in self._before.items() if each[0] in same or each[0] in self._read]:
            fields, own = (defaultdict(set, {k: set(v) for k, v in told[each].items()}) for each in ("fields", "own"))
            self._read[whole].add(Reads(fields, own, set(told["wholes"]), set(told["others"])))
        return self._read

    def _gather(self) -> None:
        """Take what was heard since this was last done."""
        for (whole, thing), heard in self._heard.items():
            self._read[whole].add_heard(heard, self._kinds, thing)
            heard.names.clear()
            heard.fields.clear()

    def learned(self) -> Learned:
        """What was read for each, and worked out, since this was last asked."""
        self._gather()
        self._tell_kept()
        read, self._read = self._read, defaultdict(Reads)
        return dict(read), self._values.learned()

    def learn(self, learned: Learned) -> None:
        """Know what another process has read of the same book, and worked out."""
        read, values = learned
        for whole, reads in read.items():
            self._read[whole].add(reads)
        self._values.learn(values)

    def let_go(self) -> None:
        """Forget what entries are told by, and what was read."""
        for each in (self._entries, self._unchanged, self._read):
            each.clear()
        self._values.let_go()


def _by_kind(read: Mapping[str, Told]) -> defaultdict[str, set[str]]:
    """The fields that are read of each kind, for whatever."""
    found: defaultdict[str, set[str]] = defaultdict(lambda: {IS})
    for told in read.values():
        for kind, names in (*told["fields"].items(), *told["own"].items()):
            found[kind].update(name for name in names if name != FILE)
    return found
