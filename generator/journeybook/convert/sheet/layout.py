"""How a sheet is laid out: one row a touchpoint, or phases as columns with lanes as rows; what each column says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import pairwise

from msgspec import Struct

from journeybook.convert.sheet.channels import is_channel
from journeybook.convert.sheet.fields import BY_FIELD, field_of
from journeybook.convert.sheet.grid import Grid
from journeybook.words import slug

LOOKED_AT = 25  # rows in which the heads are looked for; a few lines about the map may stand above them
META = {"journey": "title", "persona": "persona", "title": "title", "expectation": "goal", "doing": "summary"}
SCENARIO = {"scenario", "scenariusz", "szenario", "stsenarii"}
MOST_LABEL = 40  # characters of a label such as `Persona:`
_LEAST = 2  # heads that must be known
ONCE = {"journey", "phase"}
"""What the grid form tells in one row alone."""


class Layout(Struct, frozen=True):
    """Where things stand, rows and columns counted from 0.

    `fields` gives the field by its column (or, in the grid form, by its row); `unknown` the heads that name none.
    `above` holds what stands above the heads, by field, and `read` the field by each cell there that tells one.
    `more` are the rows without a head in the grid form, which say more of the lane above.
    """

    grid_form: bool
    head: int
    lane_column: int
    fields: Mapping[int, str]
    unknown: Mapping[int, str]
    above: Mapping[str, str]
    read: Mapping[tuple[int, int], str]
    more: tuple[int, ...] = ()


def layout(grid: Grid, chosen: Mapping[str, str]) -> Layout | None:
    """The layout of a sheet; None where too few heads are known. `chosen` are fields by head, as the caller says."""
    wanted = {_plain(head): field for head, field in chosen.items()}
    rows = [(len(set(_heads(grid.rows[row], wanted).values()) - {""}), -row) for row in range(_top(grid))]
    best, at = max(rows, default=(0, 0))
    down, column = max(((_lanes(grid, each, wanted), -each) for each in range(min(3, grid.width))), default=(0, 0))
    if max(best, down) < _LEAST and not wanted:
        return None
    if down > best:
        return _grid_form(grid, -column, wanted)
    heads = _heads(grid.rows[-at], wanted) if grid.rows else {}
    fields = _settled({place: field for place, field in heads.items() if field}, partial(_down, grid, -at))
    unknown = {place: grid.text(-at, place) for place, field in heads.items() if place not in fields}
    return Layout(False, -at, 0, fields, unknown, *_above(grid, -at))


def _top(grid: Grid) -> int:
    return min(len(grid.rows), LOOKED_AT)


def _plain(head: str) -> str:
    return " ".join(head.casefold().split())


def _heads(row: tuple[str, ...], wanted: Mapping[str, str]) -> dict[int, str]:
    """The field by column in a row of heads; nothing for a head that names none."""
    found = {}
    for place, text in enumerate(row):
        if text and len(text) <= 120:
            found[place] = wanted.get(_plain(text), field_of(text) or "")
    return found


def _lanes(grid: Grid, column: int, wanted: Mapping[str, str]) -> int:
    """How many different fields the words down a column name."""
    heads = _heads(tuple(grid.text(row, column) for row in range(_top(grid))), wanted)
    return len(set(heads.values()) - {"", "journey", "persona"})


def _grid_form(grid: Grid, column: int, wanted: Mapping[str, str]) -> Layout:
    heads = _heads(tuple(grid.text(row, column) for row in range(len(grid.rows))), wanted)
    first = next((row for row, field in heads.items() if field not in {"", "journey", "persona"}), 0)
    phases = next((row for row, field in heads.items() if field == "phase"), None)
    head = phases if phases is not None else max(0, _row_of_phases(grid, column, first))
    fields = {row: field for row, field in heads.items() if field and row > head}
    settled = _settled(fields, lambda row: [text for text in grid.rows[row][column + 1 :] if text])
    more = []
    for row in range(head + 2, len(grid.rows)):
        if row - 1 in settled and not grid.text(row, column) and any(grid.rows[row]):
            settled[row] = settled[row - 1]
            more.append(row)
    named = {row: field for row, field in settled.items() if field not in ONCE}
    unknown = {row: grid.text(row, column) for row in heads if row not in named and row > head}
    return Layout(True, head, column, named, unknown, *_above(grid, head), tuple(more))


def _row_of_phases(grid: Grid, column: int, first: int) -> int:
    """The last row above the lanes that has words behind the lanes' names."""
    rows = [row for row in range(first) if any(grid.rows[row][column + 1 :])]
    return rows[-1] if rows else first


def _settled(fields: dict[int, str], texts: Callable[[int], list[str]]) -> dict[int, str]:
    """One place a field, as far as a field can have only one; touchpoints that are channels, beside others, are those.

    `texts` gives what stands in a column, or in a row of the grid form.
    """
    titles = [place for place, field in fields.items() if field == "title"]
    channels = [place for place in titles if _speak_of_channels(texts(place))]
    if channels and (len(titles) > 1 or "doing" in fields.values()) and "channel" not in fields.values():
        fields = {**fields, channels[0]: "channel"}
    settled: dict[int, str] = {}
    for place, field in fields.items():
        free = field not in settled.values() or BY_FIELD[field].kind in {"list", "parts", "feeling"}
        spare = {"title": "doing", "feeling": "thinking"}.get(field, field)
        if free or spare not in {*fields.values(), *settled.values()}:
            settled[place] = field if free else spare
        elif BY_FIELD[field].kind == "text":
            settled[place] = field  # a line of its own in the same text
    return settled


def _speak_of_channels(texts: list[str]) -> bool:
    return bool(texts) and 2 * sum(is_channel(text) for text in texts) > len(texts)


def _down(grid: Grid, head: int, column: int) -> list[str]:
    return [text for row in range(head + 1, len(grid.rows)) if (text := grid.text(row, column))]


def _above(grid: Grid, head: int) -> tuple[dict[str, str], dict[tuple[int, int], str]]:
    """What stands above the heads: `Persona: Anna` in one cell or in two, and else the first text as the title."""
    found: dict[str, str] = {}
    read: dict[tuple[int, int], str] = {}
    rows = [[(column, text) for column, text in enumerate(grid.rows[row]) if text] for row in range(head)]
    for row, filled in enumerate(rows):
        for (column, text), (beside, following) in pairwise([*filled, (0, "")]):
            field, value, cells = _labelled(text, following)
            if value and (row, column) not in read and field and field not in found:
                found[field] = value
                read |= {(row, column): field, (row, beside if cells > 1 else column): field}
    for row, filled in enumerate(rows if "title" not in found else []):
        if filled and len({text for _, text in filled}) == 1 and (row, filled[0][0]) not in read:
            found["title"] = " ".join(filled[0][1].lstrip("# ").split())
            return found, read | {(row, column): "title" for column, _ in filled}
    return found, read


def _labelled(text: str, following: str) -> tuple[str, str, int]:
    """The field that a cell above the heads names, or none; its value, and how many cells say it."""
    name, colon, rest = text.partition(":")
    field = _meta(name) if len(name) <= MOST_LABEL else ""
    return (field, rest.strip(), 1) if colon and rest.strip() else (field, following, 2)


def _meta(name: str) -> str:
    return "scenario" if slug(name) in SCENARIO else META.get(field_of(name) or "", "")
