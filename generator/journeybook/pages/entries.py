"""Names of what was read of a book: of single fields, and of entries of what is worked out of the whole of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from journeybook.model.heard import AT, ENTITY, PARTS, Heard

FILE = "\x1c"
"""Stands for the file of a thing among its fields, where something was read that the file alone tells."""
BOOK, FACTS, PLACE, OF_DRAWINGS, PAST = "book", "facts", "place", "drawings/", "past"
KEYS = "\x1e"
"""Stands for all keys of a mapping, where it was gone through."""
INSIDE = f"{PARTS}\x1d"
"""What a note ends in that values of a whole were read one by one, each of which notes what it was made of."""
_OF_THING, _OF_BOOK, OF_FACTS = f"{ENTITY}{PARTS}", f"{BOOK}{PARTS}", f"{FACTS}{PARTS}"
_ORIGINS = f"{_OF_BOOK}origins"
_WHERE = (f"{_ORIGINS}{PARTS}", f"{PLACE}{PARTS}")
Told = dict[str, Any]


def whole_of(name: str) -> str:
    """The whole that something that was read is an entry of, empty where it is of none.

    The indexes of a book are one, each of its facts is another; where a thing stands, its file alone tells.
    """
    if name.startswith(OF_FACTS):
        end = name.find(PARTS, len(OF_FACTS))
        return name if end < 0 else name[:end]
    return BOOK if name.startswith(_OF_BOOK) and not name.startswith(_ORIGINS) else ""


def table_of(name: str) -> str:
    """The table beside the book that something that was read is an entry of, empty where it is of none."""
    table = name.partition(PARTS)[0]
    return table if is_table(table) else ""


def is_table(whole: str) -> bool:
    """Whether this is a table beside the book, not worked out of it."""
    return whole == PAST or whole.startswith(OF_DRAWINGS)


def file_of(name: str) -> str:
    """The thing whose file alone tells what was read, which is where something stands; empty for all else."""
    start = next((start for start in _WHERE if name.startswith(start)), "")
    thing = name[len(start) :].partition(PARTS)[0] if start else ""
    return "" if thing in {KEYS, BOOK} else thing  # nobody is told that one of many, or the settings, has changed


def apart_from_entries(names: Iterable[str]) -> tuple[list[str], dict[str, list[str]]]:
    """What is told one by one of what was read, and by whole or table what is left of the names of its entries."""
    others, entries = [], defaultdict[str, list[str]](list)
    for name in names:
        if whole := whole_of(name) or table_of(name):
            entries[whole].append(entry_in(whole, name))
        else:
            others.append(name)
    return others, dict(entries)


def entries_of(wholes: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """The names of entries again."""
    return (name_of(whole, each) for whole, entries in wholes.items() for each in entries)


def entry_in(whole: str, name: str) -> str:
    """What is left of the name of an entry without that of its whole."""
    return name[len(whole) + 1 :]


def thing_of(entry: str) -> str:
    """The thing that an entry is of, if it is of one; else a word that no thing is called by, or none at all."""
    return entry.partition(PARTS)[0]


def name_of(whole: str, entry: str) -> str:
    """The name of an entry again."""
    return f"{whole}{PARTS}{entry}" if entry else whole


@dataclass
class Reads:
    """What was read to work out a whole: fields by the kind of things, other wholes, and whatever else has a name.

    `own` are the fields that entries have read each of the thing that it is of: of another thing they are not read.
    """

    fields: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    own: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    wholes: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)

    def add(self, more: Reads) -> None:
        """Put what was read elsewhere to it."""
        for kind, names in more.fields.items():
            self.fields[kind] |= names
        for kind, names in more.own.items():
            self.own[kind] |= names
        self.wholes |= more.wholes
        self.others |= more.others

    def add_names(self, names: Iterable[str], kinds: Mapping[str, str], entry: str = "") -> None:
        """Put names of what was read to it; `kinds` tells what each thing is, `entry` is the thing it was read for."""
        for name in names:
            if name.startswith(_OF_THING):
                _, thing, *fields = name.split(PARTS)
                self._of(thing, entry)[kinds.get(thing, "")].update([each.partition(AT)[0] for each in fields])
            elif whole := whole_of(name):
                self.wholes.add(whole)
            elif thing := file_of(name):
                self._of(thing, entry)[kinds.get(thing, "")].add(FILE)
            else:
                self.others.add(name)

    def add_heard(self, heard: Heard, kinds: Mapping[str, str], entry: str = "") -> None:
        """Put all that was heard to it; a field of one of many counts as that of all."""
        self.add_names(heard.names, kinds, entry)
        for of, names in heard.fields.items():
            if isinstance(of, str):
                self._of(of, entry)[kinds.get(of, "")] |= names
            else:
                self._of(of.thing, entry)[kinds[of.thing]].update([f"{of.of}{name}" for name in names])

    def _of(self, thing: str, entry: str) -> defaultdict[str, set[str]]:
        return self.own if thing == entry else self.fields

    @property
    def told(self) -> Told:
        """All of it as a store keeps it."""
        fields, own = (
            {kind: sorted(names) for kind, names in sorted(each.items())} for each in (self.fields, self.own)
        )
        return {"fields": fields, "own": own, "wholes": sorted(self.wholes), "others": sorted(self.others)}
