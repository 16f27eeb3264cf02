"""Names of what was read of a book: of single fields, and of entries of what is worked out of the whole of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from journeybook.model.heard import AT, ENTITY, PARTS, Heard

BOOK, FACTS = "book", "facts"
INSIDE = f"{PARTS}\x1d"
"""What a note ends in that values of a whole were read one by one, each of which notes what it was made of."""
_OF_THING, _OF_BOOK, OF_FACTS = f"{ENTITY}{PARTS}", f"{BOOK}{PARTS}", f"{FACTS}{PARTS}"
_ORIGINS = f"{_OF_BOOK}origins"
Told = dict[str, Any]


def whole_of(name: str) -> str:
    """The whole that something that was read is an entry of, empty where it is of none.

    The indexes of a book are one, each of its facts is another; where a thing stands, its file alone tells.
    """
    if name.startswith(OF_FACTS):
        end = name.find(PARTS, len(OF_FACTS))
        return name if end < 0 else name[:end]
    return BOOK if name.startswith(_OF_BOOK) and not name.startswith(_ORIGINS) else ""


def apart_from_entries(names: Iterable[str]) -> tuple[list[str], dict[str, list[str]]]:
    """What is told one by one of what was read, and by whole what else is left of the names of its entries."""
    others, entries = [], defaultdict[str, list[str]](list)
    for name in names:
        if whole := whole_of(name):
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


def name_of(whole: str, entry: str) -> str:
    """The name of an entry again."""
    return f"{whole}{PARTS}{entry}" if entry else whole


@dataclass
class Reads:
    """What was read to work out a whole: fields by the kind of things, other wholes, and whatever else has a name."""

    fields: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    wholes: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)

    def add(self, more: Reads) -> None:
        """Put what was read elsewhere to it."""
        for kind, names in more.fields.items():
            self.fields[kind] |= names
        self.wholes |= more.wholes
        self.others |= more.others

    def add_names(self, names: Iterable[str], kinds: Mapping[str, str]) -> None:
        """Put names of what was read to it; `kinds` tells what each thing is, by its id."""
        for name in names:
            if name.startswith(_OF_THING):
                _, thing, *fields = name.split(PARTS)
                self.fields[kinds.get(thing, "")].update([each.partition(AT)[0] for each in fields])
            elif whole := whole_of(name):
                self.wholes.add(whole)
            else:
                self.others.add(name)

    def add_heard(self, heard: Heard, kinds: Mapping[str, str]) -> None:
        """Put all that was heard to it; a field of one of many counts as that of all."""
        self.add_names(heard.names, kinds)
        for of, names in heard.fields.items():
            if isinstance(of, str):
                self.fields[kinds.get(of, "")] |= names
            else:
                self.fields[kinds[of.thing]].update([f"{of.of}{name}" for name in names])

    @property
    def told(self) -> Told:
        """All of it as a store keeps it."""
        fields = {kind: sorted(names) for kind, names in sorted(self.fields.items())}
        return {"fields": fields, "wholes": sorted(self.wholes), "others": sorted(self.others)}
