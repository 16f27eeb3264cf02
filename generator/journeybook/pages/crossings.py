"""What of one kind meets what of another, by ids and in no language yet, cut to what can be read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from journeybook.measures import Ledger
from journeybook.measures.verdict import Verdict, worst
from journeybook.model import Book
from journeybook.pages.grouping import Part

Key = tuple[str, str]
Met = TypeVar("Met")
MOST_SHOWN = 60  # rows, and columns; nobody reads a larger matrix, and its cells grow with the square of the book
MADE = "made"


@dataclass(frozen=True, slots=True)
class Crossing(Generic[Met]):
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


def hanging(book: Book, ledger: Mapping[str, Ledger]) -> Crossing[str]:
    """Which promises hang on which journeys, with the worst verdict there, or that they are made there."""
    every = (step for journey in book.journeys.values() for step in journey.steps)
    cells = {(step.journey, promise): MADE for step in every for promise in step.touchpoint.makes}
    for entry in ledger.values():
        verdicts: defaultdict[str, list[Verdict]] = defaultdict(list)
        for step in (*entry.keeping, *entry.witnessed):
            verdicts[step.journey].append(entry.standing(step.id) or entry.verdict)
        cells |= {(journey, entry.promise): worst(found).value for journey, found in verdicts.items()}
    return crossing(book.journeys, book.promises, cells)


def keeping(book: Book, ledger: Mapping[str, Ledger], parts: Mapping[str, Iterable[Part]]) -> Crossing[str]:
    """Who has to keep which promise, with the worst verdict where that actor has a part."""
    here: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for actor, theirs in parts.items():
        for part in theirs:
            here[part.step.id][actor] = None
    states: defaultdict[Key, list[Verdict]] = defaultdict(list)
    for entry in ledger.values():
        for step in entry.keeping:
            for actor in here.get(step.id, ()):
                states[entry.promise, actor].append(entry.standing(step.id) or entry.verdict)
    met = {actor for _, actor in states}
    cut = crossing(book.promises, [actor for actor in book.actors if actor in met], states)
    return Crossing(cut.rows, cut.columns, {key: worst(found).value for key, found in cut.cells.items()}, cut.left_out)


def _fullest(names: Collection[str], side: int, cells: Mapping[Key, object]) -> dict[str, None]:
    count = Counter(where[side] for where in cells)
    kept = set(sorted(names, key=lambda name: -count[name])[:MOST_SHOWN])
    return dict.fromkeys(name for name in names if name in kept)
