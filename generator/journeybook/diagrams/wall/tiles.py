"""Many journeys as tiles: a row for each persona, a tile for each journey, coloured by its weakest link."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from journeybook.diagrams.journey_map.blocks import text_lines
from journeybook.diagrams.wall.legend import legend
from journeybook.diagrams.wall.view import Health, Row, Wall
from journeybook.scene.marks import tone
from journeybook.scene.measure import Face, Type, width
from journeybook.scene.shape import Line, Paint, Part, Scene, Stroke, rectangle, straight
from journeybook.scene.wrap import lines

NAMES, COUNTS = 176.0, 84.0  # px: breadth of the personas' names, and of the counts at the right
ACROSS, TILE, GAP, PAD = 20, (42.0, 28.0), 5.0, 8.0  # tiles in a line; px of a tile, between two, above and below
NAME, NUMBER, COUNT, WHOLE = Type(12, Face.BOLD), Type(10.5, Face.BOLD), Type(13, Face.BOLD), Type(11.5)
CROSS = (straight(((-4, -4), (4, 4))), straight(((-4, 4), (4, -4))))
WARNING = (straight(((0, -5), (0, 1.5))), straight(((0, 4), (0, 5.2))))
SIGNS = MappingProxyType({"broken": CROSS, "at_risk": WARNING})


def scene(wall: Wall, name: str) -> Scene:
    """The rows below each other, the worst first."""
    width_ = NAMES + ACROSS * (TILE[0] + GAP) + COUNTS
    paints: list[Paint] = []
    parts: list[Part] = []
    y = 2.0
    for number, row in enumerate(wall.rows):
        height = _height(row)
        if number % 2 == 0:
            paints.append(rectangle(0, y, width_, height, "band"))
        parts += [
            *_head(f"row-{number}", row, y, height),
            *_tiles(row.journeys, y + PAD),
            _count(f"count-{number}", row, y),
        ]
        y += height
    explained, height = legend(wall, y + 6, width_, faces=False)
    return Scene(name, width_, y + height + 10, tuple(paints), (*parts, *explained))


def _height(row: Row) -> float:
    rows = -(-len(row.journeys) // ACROSS)
    return rows * (TILE[1] + GAP) - GAP + 2 * PAD


def _head(name: str, row: Row, y: float, height: float) -> Iterator[Part]:
    words = lines(row.persona, NAMES - 22, NAME, 2)
    inside = text_lines(words, 10, y + height / 2 - len(words) * NAME.leading / 2, NAME, room=NAMES - 22)
    yield Part(name, "area", 4, y + 1, NAMES - 8, height - 2, (), tuple(inside), row.link, row.persona)


def _tiles(journeys: Sequence[Health], y: float) -> Iterator[Part]:
    for number, each in enumerate(journeys):
        x = NAMES + number % ACROSS * (TILE[0] + GAP)
        yield _tile(each, x, y + number // ACROSS * (TILE[1] + GAP))


def _tile(each: Health, x: float, y: float) -> Part:
    """The colour of the weakest link, the mean as a number, a sign for the worst promise, a border for the standing."""
    middle, sign = y + TILE[1] / 2, SIGNS.get(each.worst if each.counts else "")
    strokes = (Stroke(sign, "face", 1.8, x=x + 9, y=middle),) if sign else ()
    ink = "muted" if each.weakest is None or each.standing == "retired" else "face"
    right = Line(x + TILE[0] - 4, middle, each.mean_short, NUMBER, ink, "right", TILE[0] - 8)
    across = Line(x + TILE[0] / 2, middle, each.mean_short, NUMBER, ink, "middle", TILE[0])
    return Part(
        f"journey-{each.id}", look(each), x, y, *TILE, strokes, (right if sign else across,), each.link, each.tip
    )


def look(each: Health) -> str:
    """The look of a tile: colour of the weakest link, border of a broken promise or of its standing."""
    if each.standing == "retired":
        return "tile-retired"
    colour = "none" if each.weakest is None else tone(each.weakest)
    border = "broken" if each.worst == "broken" and each.counts else each.standing
    return f"tile-{colour}-{border}" if border in {"broken", "draft", "to_be"} else f"tile-{colour}"


def _count(name: str, row: Row, y: float) -> Part:
    """How many of a persona's journeys have a broken promise at stake."""
    x, middle = NAMES + ACROSS * (TILE[0] + GAP) + 6, y + _height(row) / 2
    broken = str(row.broken)
    whole = f" / {len(row.journeys)}"
    words = (
        Line(x, middle, broken, COUNT, "broken" if row.broken else "kept", room=40),
        Line(x + width(broken, COUNT), middle, whole, WHOLE, "muted", room=60),
    )
    return Part(name, "group", 1, 1, 1, 1, (), words)
