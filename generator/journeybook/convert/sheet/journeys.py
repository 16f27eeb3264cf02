"""The cells of a sheet, gathered by journey, phase and touchpoint, whichever way it is laid out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from journeybook.convert.sheet.cells import as_meant, is_list, items
from journeybook.convert.sheet.fields import BY_FIELD
from journeybook.convert.sheet.grid import Cell, Grid
from journeybook.convert.sheet.layout import Layout

Cells = dict[str, list[Cell]]
_LINE = re.compile(r":?-{2,}:?")
_NO_TOUCHPOINT = {"journey", "persona", "phase", "title", "stage"}


@dataclass(slots=True)
class Moment:
    """A touchpoint to be: its title and the cells that speak of it."""

    title: str
    at: Cell
    cells: Cells = field(default_factory=dict)
    derived: bool = False
    """Whether the title is the first of what is done, since none was given."""


@dataclass(slots=True)
class Stretch:
    """A phase to be: its title, the cells that speak of it as a whole, its touchpoints."""

    title: str
    at: Cell
    cells: Cells = field(default_factory=dict)
    moments: list[Moment] = field(default_factory=list)


@dataclass(slots=True)
class Map:
    """A journey to be."""

    title: str
    persona: str
    at: Cell
    id: str = ""
    stretches: list[Stretch] = field(default_factory=list)
    people: list[Cell] = field(default_factory=list)
    """Every cell that names a persona."""


def maps(grid: Grid, found: Layout) -> list[Map]:
    """The journeys of a sheet."""
    return [_from_lanes(grid, found)] if found.grid_form else _from_rows(grid, found)


def _from_rows(grid: Grid, found: Layout) -> list[Map]:
    made: list[Map] = []
    for row in range(found.head + 1, len(grid.rows)):
        cells = _cells(grid, row, found)
        if cells:
            _place_row(made, cells, found)
    return made


def _cells(grid: Grid, row: int, found: Layout) -> Cells:
    cells: Cells = {}
    for column, name in found.fields.items():
        text = grid.text(row, column)
        if text and not is_dash(text):
            cells.setdefault(name, []).append(Cell(as_meant(text), grid.lines[row], column + 1))
    return cells


def is_dash(text: str) -> bool:
    """Whether a cell says nothing: a dash, “n/a”, the line below the heads of a Markdown table."""
    return bool(_LINE.fullmatch(text)) or text.casefold() in {
        "-",
        "–",
        "—",
        "n/a",
        "n.a.",
        "na",
        "nd",
        "b.d.",
        "brak",
        "./.",
    }


def _place_row(made: list[Map], cells: Cells, found: Layout) -> None:
    """Puts a row where it belongs: a new journey, phase or touchpoint, or more about the touchpoint above."""
    at = next(iter(cells.values()))[0]
    title = _words(cells, "journey")
    if not made or (title and title != made[-1].title):
        made.append(Map(title, _words(cells, "persona"), at))
    last = made[-1]
    last.persona = last.persona or _words(cells, "persona")
    last.people += cells.get("persona", ())
    last.id = last.id or _words(cells, "id").rpartition("/")[0]
    name = _words(cells, "phase")
    new_phase = not last.stretches or bool(name and name != last.stretches[-1].title)
    if new_phase:
        last.stretches.append(Stretch(name, at))
    _gather(last.stretches[-1].cells, _stage(cells))
    _place_moment(last.stretches[-1], cells, new_phase, titled="title" in found.fields.values())


def _place_moment(stretch: Stretch, cells: Cells, new_phase: bool, titled: bool) -> None:
    """A touchpoint of its own if the row names one; else more about the phase it begins, or about the one above."""
    told = {name: several for name, several in cells.items() if name not in _NO_TOUCHPOINT}
    title = _words(cells, "title")
    listed = items(cells["title"][0].text) if title and is_list(cells["title"][0].text) else []
    if len(listed) > 1 and new_phase:
        _share(stretch, cells["title"][0], listed, told)
    elif title:
        stretch.moments.append(Moment(title, cells["title"][0], told))
    elif "doing" in told and not titled:
        stretch.moments.append(Moment(_first(told["doing"][0].text), told["doing"][0], told, True))
    elif new_phase or not stretch.moments:
        _gather(stretch.cells, told)
    else:
        _gather(stretch.moments[-1].cells, told)


def _gather(into: Cells, more: Cells) -> None:
    for name, several in more.items():
        into.setdefault(name, []).extend(several)


def _stage(cells: Cells) -> Cells:
    """What is told of the phase, in whichever row it stands."""
    return {"stage": cells["stage"]} if "stage" in cells else {}


def _words(cells: Cells, name: str) -> str:
    return " ".join(cells[name][0].text.split()) if name in cells else ""


def _first(text: str) -> str:
    """The first of the things in a cell, as a title."""
    return " ".join((items(text) or [text])[0].split())


def _from_lanes(grid: Grid, found: Layout) -> Map:
    """Phases as columns: neighbours of the same phase are touchpoints of their own; one column may name several."""
    made = Map("", "", Cell("", grid.lines[found.head] if grid.lines else 1, 1))
    columns = range(found.lane_column + 1, grid.width)
    for name, group in _phases(grid, found, list(columns)):
        at = Cell(name, grid.lines[found.head], group[0] + 1)
        stretch = Stretch(name, at)
        for column in group:
            cells = _column(grid, found, column)
            made.persona = made.persona or _words(cells, "persona")
            made.people += cells.get("persona", ())
            _place_column(stretch, cells)
            _gather(stretch.cells, _stage(cells))
        if stretch.moments or stretch.cells or name:
            made.stretches.append(stretch)
    return made


def _phases(grid: Grid, found: Layout, columns: list[int]) -> Iterator[tuple[str, list[int]]]:
    """The phases with their columns; a column without a phase of its own belongs to the one before."""
    group: list[int] = []
    name = ""
    for column in columns:
        text = " ".join(as_meant(grid.text(found.head, column)).split())
        if group and text and text != name:
            yield name, group
            group = []
        name = text or name
        group.append(column)
    if group:
        yield name, group


def _column(grid: Grid, found: Layout, column: int) -> Cells:
    cells: Cells = {}
    for row, name in found.fields.items():
        text = grid.text(row, column)
        if text and not is_dash(text):
            cells.setdefault(name, []).append(Cell(as_meant(text), grid.lines[row], column + 1))
    return cells


def _place_column(stretch: Stretch, cells: Cells) -> None:
    told = {name: several for name, several in cells.items() if name not in _NO_TOUCHPOINT}
    titles = [title for cell in cells.get("title", ()) for title in items(cell.text)]
    if not titles and not told:
        return
    if len(titles) > 1:
        _share(stretch, cells["title"][0], titles, told)
        return
    named = titles[0] if titles else _first(told["doing"][0].text) if "doing" in told else stretch.title
    at = cells["title"][0] if titles else next(iter(cells.values()))[0]
    stretch.moments.append(Moment(" ".join(named.split()), at, told, derived=not titles))


def _share(stretch: Stretch, at: Cell, titles: list[str], told: Cells) -> None:
    """Several touchpoints in one cell: each has the feeling and channel of its place, the phase has all else."""
    own: list[Cells] = [{} for _ in titles]
    for name, several in told.items():
        parts = [part for cell in several for part in items(cell.text)]
        if BY_FIELD[name].kind in {"feeling", "channel", "number"} and len(parts) in {1, len(titles)}:
            for place, cells in enumerate(own):
                first = several[0]
                cells[name] = [Cell(parts[place % len(parts)], first.row, first.column)]
        else:
            _gather(stretch.cells, {name: several})
    stretch.moments += [Moment(title, at, cells) for title, cells in zip(titles, own, strict=True)]
