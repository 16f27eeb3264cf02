"""The strategy tree laid out: a trunk from true north down to each objective, and a row of lists beside each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from journeybook.diagrams.journey_map.blocks import text_lines
from journeybook.diagrams.strategy_tree.reading import Branch, Item, Tree
from journeybook.scene.marks import face, mark
from journeybook.scene.measure import Face, Type
from journeybook.scene.shape import Line, Paint, Part, Scene, rectangle, rule
from journeybook.scene.wrap import lines

NAME = "strategy-tree"
# px: breadth of an objective and of each list, between two, left of the objectives, around a row, beside a mark
OBJECTIVE, LIST, BETWEEN, TRUNK, PAD, MARK = 280.0, 262.0, 26.0, 34.0, 14.0, 24.0
HEAD, GAP, NORTH_PAD = 34.0, 9.0, 12.0
NORTH, CAPS = Type(14, Face.BOLD, 19), Type(10.5, Face.BOLD, 16)
TITLE, HEADED, TEXT, NOTE = Type(12.5, Face.BOLD, 17), Type(12, Face.BOLD), Type(12), Type(11, leading=15)
STATES = {"kept": "kept", "at_risk": "risk", "broken": "broken"}
WIDTH = TRUNK + OBJECTIVE + 3 * (BETWEEN + LIST) + PAD


class Entry(Struct, frozen=True):
    """An item in its lines: words, then its note."""

    item: Item
    words: tuple[str, ...]
    note: tuple[str, ...]

    @property
    def height(self) -> float:
        """How high it is (px)."""
        return len(self.words) * TEXT.leading + len(self.note) * NOTE.leading


class Row(Struct, frozen=True):
    """A branch in its lines, from `top` on (px)."""

    branch: Branch
    words: tuple[str, ...]
    cells: tuple[tuple[Entry, ...], ...]
    top: float

    @property
    def card(self) -> float:
        """The height of the objective's card (px)."""
        return len(self.words) * TITLE.leading + (CAPS.leading if self.branch.critical else 0) + 18

    @property
    def height(self) -> float:
        """The height of the row (px)."""
        return max(self.card, *(_stacked(cell) for cell in self.cells)) + 2 * PAD

    @property
    def middle(self) -> float:
        """Where the trunk branches off to the objective (px)."""
        return self.top + PAD + self.card / 2


def scene(tree: Tree) -> Scene:
    """The whole tree."""
    north = lines(tree.north, WIDTH - 2 * PAD, NORTH, 3)
    top = len(north) * NORTH.leading + CAPS.leading + 2 * NORTH_PAD + 10 if north else 0.0
    rows = list(_rows(tree.branches, top + HEAD))
    bottom = rows[-1].top + rows[-1].height
    parts = (
        *_north(tree, north),
        Part("heads", "group", 1, 1, 1, 1, (), tuple(_heads(tree.heads, top))),
        *(part for row in rows for part in _drawn(row)),
    )
    return Scene(NAME, WIDTH, bottom + 2, tuple(_paints(rows, top if north else rows[0].middle)), parts)


def _rows(branches: Sequence[Branch], top: float) -> Iterator[Row]:
    for branch in branches:
        cells = tuple(tuple(_entry(item) for item in cell) for cell in branch.cells)
        row = Row(branch, lines(branch.words, OBJECTIVE - 24, TITLE, 5), cells, top)
        yield row
        top += row.height


def _entry(item: Item) -> Entry:
    room = LIST - MARK
    return Entry(item, lines(item.words, room, TEXT, 2), lines(item.note, room, NOTE, 1) if not _is_felt(item) else ())


def _is_felt(item: Item) -> bool:
    """Whether a face says what the note would; the note is in the tooltip then."""
    return item.feeling is not None


def _stacked(cell: Sequence[Entry]) -> float:
    return sum(entry.height + GAP for entry in cell) - GAP if cell else TEXT.leading


def _left(column: int) -> float:
    """Where a column begins (px); the first are the objectives."""
    return TRUNK + (OBJECTIVE + BETWEEN + (column - 1) * (LIST + BETWEEN) if column else 0)


def _north(tree: Tree, words: tuple[str, ...]) -> Iterator[Part]:
    if words:
        said = [
            *text_lines((tree.north_word.upper(),), PAD, NORTH_PAD, CAPS, "onhead2", WIDTH - 2 * PAD),
            *text_lines(words, PAD, NORTH_PAD + CAPS.leading, NORTH, "onhead", WIDTH - 2 * PAD),
        ]
        height = len(words) * NORTH.leading + CAPS.leading + 2 * NORTH_PAD
        yield Part("north", "centre", 1, 1, WIDTH - 2, height - 2, (), tuple(said), "", tree.north)


def _heads(heads: Sequence[str], top: float) -> Iterator[Line]:
    for column, head in enumerate(heads):
        room = LIST if column else OBJECTIVE
        yield from text_lines(lines(head, room, HEADED, 1), _left(column), top + 10, HEADED, "muted", room)


def _paints(rows: Sequence[Row], top: float) -> Iterator[Paint]:
    """Bands and lines, and the trunk with a branch to each objective and on to its lists."""
    for number, row in enumerate(rows):
        if number % 2 == 0:
            yield rectangle(0, row.top, WIDTH, row.height, "band")
        yield rule((0, row.top), (WIDTH, row.top))
    yield rule((0, rows[-1].top + rows[-1].height), (WIDTH, rows[-1].top + rows[-1].height))
    yield Paint(((TRUNK / 2, top), (TRUNK / 2, rows[-1].middle)), ink="rule", pen=1.6)
    for row in rows:
        yield Paint(((TRUNK / 2, row.middle), (TRUNK, row.middle)), ink="rule", pen=1.6)
        right, end = TRUNK + OBJECTIVE, TRUNK + OBJECTIVE + BETWEEN - 10
        yield Paint(((right, row.middle), (end, row.middle)), ink="rule", pen=1.6)
        yield Paint(((end, row.top + PAD), (end, row.top + row.height - PAD)), ink="rule", pen=1.6)


def _drawn(row: Row) -> Iterator[Part]:
    branch, y = row.branch, row.top + PAD
    words = [*text_lines(row.words, TRUNK + 12, y + 9, TITLE, room=OBJECTIVE - 24)]
    if branch.critical:
        below = y + 9 + len(row.words) * TITLE.leading
        words += text_lines((branch.critical.upper(),), TRUNK + 12, below, CAPS, "info", OBJECTIVE - 24)
    look = "card-made" if branch.critical else "part"
    yield Part(branch.name, look, TRUNK, y, OBJECTIVE, row.card, (), tuple(words), branch.link, branch.words)
    for column, (cell, none) in enumerate(zip(row.cells, branch.none, strict=True), start=1):
        yield from _list(f"{branch.name}-{column}", cell, none, (_left(column), y))


def _list(name: str, cell: Sequence[Entry], none: str, place: tuple[float, float]) -> Iterator[Part]:
    x, y = place
    if not cell:
        shown = lines(none, LIST, TEXT, 1)
        yield Part(f"{name}-none", "group", 1, 1, 1, 1, (), tuple(text_lines(shown, x, y, TEXT, "broken", LIST)))
    for entry in cell:
        yield from _line(f"{name}-{entry.item.name}", entry, x, y)
        y += entry.height + GAP


def _line(name: str, entry: Entry, x: float, y: float) -> Iterator[Part]:
    item = entry.item
    beside, room = x + MARK, LIST - MARK
    ink = STATES.get(item.state, "muted")
    words = (
        *text_lines(entry.words, beside, y, TEXT, room=room),
        *text_lines(entry.note, beside, y + len(entry.words) * TEXT.leading, NOTE, ink, room),
    )
    tip = " · ".join(part for part in (item.words, item.note) if part)
    yield Part(name, "area", x, y, LIST, entry.height, (), words, item.link, tip)
    middle = (x + 9, y + TEXT.leading / 2)
    if item.feeling is not None:
        yield face(f"{name}/mark", item.feeling, middle, 8)
    elif item.state:
        yield mark(f"{name}/mark", item.state, *middle, 6.5)
    else:
        yield Part(f"{name}/mark", "dot", middle[0] - 2, middle[1] - 2, 4, 4)
