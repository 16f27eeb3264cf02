"""What of one kind meets what of another, by ids and in no language yet, cut to what can be read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Generic, TypeVar

from msgspec import Struct

from journeybook.measures import Ledger
from journeybook.measures.promises import by_journey
from journeybook.measures.roles import Keepers
from journeybook.measures.verdict import Verdict, worst
from journeybook.model import Book

Key = tuple[str, str]
Met = TypeVar("Met")
MOST_SHOWN = 60  # rows, and columns; nobody reads a larger matrix, and its cells grow with the square of the book
MADE = "made"


class Crossing(Struct, Generic[Met], frozen=True):
    """Rows and columns by their ids, the cells that are not empty, and how many rows and columns are left out."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: dict[Key, Met]
    left_out: int


def crossing(rows: Collection[str], columns: Collection[str], cells: Mapping[Key, Met]) -> Crossing[Met]:
    """The rows and columns with the most cells, in their order, where there are too many to be read."""
    left_out = sum(max(len(side) - MOST_SHOWN, 0) for side in (rows, columns))
    along, across = _fullest(rows, 0, cells), _fullest(columns, 1, cells)
    shown = {key: cell for key, cell in cells.items() if key[0] in along and key[1] in across}
    return Crossing(tuple(along), tuple(across), shown, left_out)


def hanging(book: Book, ledger: Mapping[str, Ledger], made_in: Mapping[str, Iterable[str]]) -> Crossing[str]:
    """Which promises hang on which journeys, with the worst verdict there, or that they are made there.

    `made_in` are the journeys in which each is made, by the ids of both.
    """
    cells = {(journey, promise): MADE for promise, journeys in made_in.items() for journey in journeys}
    for entry in ledger.values():
        cells |= {(journey, entry.promise): verdict.value for journey, verdict in by_journey(entry.at).items()}
    return crossing(book.journeys, book.promises, cells)


def keeping(book: Book, ledger: Mapping[str, Ledger], keepers: Mapping[str, Keepers]) -> Crossing[str]:
    """Who has to keep which promise, with the worst verdict where that actor has a part.

    `keepers` tells of each journey that counts.
    """
    states: defaultdict[Key, list[Verdict]] = defaultdict(list)
    entries = dict(ledger.items())
    for step, names, actors in (place for here in keepers.values() for place in here):
        for entry in [entries[name] for name in names if name in entries]:
            for actor in dict.fromkeys(each for each in actors if each in book.actors):
                states[entry.promise, actor].append(entry.standing(step) or entry.verdict)
    met = {actor for _, actor in states}
    cut = crossing(book.promises, [actor for actor in book.actors if actor in met], states)
    return Crossing(cut.rows, cut.columns, {key: worst(found).value for key, found in cut.cells.items()}, cut.left_out)


def _fullest(names: Collection[str], side: int, cells: Mapping[Key, object]) -> dict[str, None]:
    count = Counter(where[side] for where in cells)
    kept = set(sorted(names, key=lambda name: -count[name])[:MOST_SHOWN])
    return dict.fromkeys(name for name in names if name in kept)
