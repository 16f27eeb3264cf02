"""What of a sheet comes into no field: told with its place, so that nothing is lost in silence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from textwrap import shorten

from journeybook.convert.report import guessed, lines_of, lost
from journeybook.convert.sheet.fields import BY_FIELD, field_of
from journeybook.convert.sheet.grid import Grid
from journeybook.convert.sheet.journeys import Map, is_dash
from journeybook.convert.sheet.layout import ONCE, Layout
from journeybook.problem import Place, Problem
from journeybook.words import Phrase, phrase, phrases

MOST_NUMBERING = 6  # characters of a head such as `#`, `No.`, `Lp.`
MOST_SHOWN, MOST_TOLD = 60, 300  # characters of one cell that is left out, and of all
Spot = tuple[int, int]


def how_to_name() -> Phrase:
    """What to do about a head that is not known."""
    return phrase('Say what it is: --map "Its head=field". journeybook import sheet --help lists the fields.')


def left(grid: Grid, found: Layout, overruled: Collection[str]) -> list[Problem]:
    """A problem for each column, lane and line that is left out. `overruled` are fields above that rows tell better."""
    read = {spot for spot, name in found.read.items() if name not in overruled}
    return [*_unknown(grid, found), *_more(grid, found), *_loose(grid, found, read)]


def no_touchpoint(grid: Grid, made: Map) -> Problem:
    """A journey among others that has no touchpoint."""
    place = Place(grid.file, made.at.row, made.at.column, made.at.row, made.at.column + 1)
    message = phrase("No touchpoint is named for “{name}”; it is left out.", name=made.title[:MOST_SHOWN])
    return lost("sheet-no-touchpoint", message, place, phrase("Name one in its row, or type the journey by hand."))


def _unknown(grid: Grid, found: Layout) -> Iterator[Problem]:
    """Columns and lanes whose heads name no field, or one that is taken."""
    for at, head in found.unknown.items():
        cells = _behind(grid, found, at)
        if any(cells) and not _is_numbering(head, cells):
            message = phrase("“{head}” is no field that is known; what stands there is left out.", head=head[:60])
            if (name := field_of(head)) in found.fields.values() or name in ONCE:
                told = {"head": head[:60], "field": BY_FIELD[name or ""].label}
                message = phrase("“{head}” is left out: “{field}” is told elsewhere already.", **told)
            place = grid.place(at, found.lane_column) if found.grid_form else grid.place(found.head, at)
            yield lost("sheet-column", message, place, how_to_name())


def _behind(grid: Grid, found: Layout, at: int) -> Sequence[str]:
    """The cells of a lane, or of a column."""
    if found.grid_form:
        return grid.rows[at][found.lane_column + 1 :]
    return [grid.text(row, at) for row in range(found.head + 1, len(grid.rows))]


def _is_numbering(head: str, cells: Sequence[str]) -> bool:
    """Whether a column only numbers the rows, so that nothing is lost with it."""
    return len(head) <= MOST_NUMBERING and all(cell.strip(" .)").isdigit() for cell in cells if cell)


def _more(grid: Grid, found: Layout) -> Iterator[Problem]:
    """Rows without a head of their own, which say more of the lane above."""
    for row in found.more:
        head = next(grid.text(above, found.lane_column) for above in range(row, -1, -1) if above not in found.more)
        message = phrase("This row has no head; it is read as more of “{head}”.", head=" ".join(head.split())[:60])
        yield guessed(
            "sheet-more", message, grid.place(row, found.lane_column), phrase("Something else? Give it a head.")
        )


def _loose(grid: Grid, found: Layout, read: Collection[Spot]) -> Iterator[Problem]:
    """Lines above and below the map and columns without a head: one problem a line, or a column."""
    groups: dict[tuple[str, int], list[Spot]] = {}
    for row, texts in enumerate(grid.rows):
        for column, text in enumerate(texts):
            if text and not is_dash(text) and (row, column) not in read and not _has_a_head(grid, found, row, column):
                of_column = not found.grid_form and row > found.head
                groups.setdefault(("column", column) if of_column else ("row", row), []).append((row, column))
    for spots in groups.values():
        if not _is_numbering("", words := [grid.text(*spot) for spot in spots]):
            yield _left_out(grid, spots, words)


def _has_a_head(grid: Grid, found: Layout, row: int, column: int) -> bool:
    """Whether a cell is a head, or belongs to one: then it is read, or told of with all of its column or lane."""
    if row < found.head:
        return False
    if not found.grid_form:
        return row == found.head or column in {*found.fields, *found.unknown}
    if row == found.head:
        return column > found.lane_column or field_of(grid.text(row, column)) == "phase"
    if column <= found.lane_column:
        return column == found.lane_column and (row in found.fields or any(_behind(grid, found, row)))
    return row in {*found.fields, *found.unknown}


def _left_out(grid: Grid, spots: Sequence[Spot], texts: Sequence[str]) -> Problem:
    shown = " | ".join(dict.fromkeys(shorten(text, MOST_SHOWN, placeholder="…") for text in texts))
    rows = list(dict.fromkeys(grid.lines[row] for row, _ in spots))
    message = phrases(
        "No field takes “{words}”; it is left out (line {lines}).",
        "No field takes “{words}”; it is left out (lines {lines}).",
        len(rows),
        words=shorten(shown, MOST_TOLD, placeholder="…"),
        lines=lines_of(rows),
    )
    hint = phrase("Is it to stay? Give it a head that is known, such as Pains, or type it into the journey by hand.")
    return lost("sheet-left", message, grid.place(*spots[0]), hint)
