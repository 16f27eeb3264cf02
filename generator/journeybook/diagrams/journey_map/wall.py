"""The map for a wall: on paper of one sheet or in halves, the curve right under the cards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeybook.diagrams.journey_map import feeling, legend
from journeybook.diagrams.journey_map.grid import BELOW_HEAD, arrows, beneath, lane_names, phases
from journeybook.diagrams.journey_map.paper import PAD, TITLE, Laid
from journeybook.diagrams.sheets import A3, Paper, Piece, Sheet, Spans, headed, scaled
from journeybook.scene.measure import Face, Type, width
from journeybook.scene.shape import Line, Paint, Part, Scene, rule
from journeybook.scene.wrap import SAFE, lines

CALLOUT = Type(11, Face.BOLD)
MOOD = 5  # px below the moods


def scene(laid: Laid, name: str) -> Scene:
    """The whole poster."""
    return Scene(name, laid.grid.right, laid.height, tuple(_paints(laid)), tuple(_parts(laid)))


def large(laid: Laid, name: str) -> tuple[Sheet, ...]:
    """The poster of this name on A3: two of its halves beside each other."""
    ends = laid.columns
    pairs = tuple((ends[place][0], ends[min(place + 1, len(ends) - 1)][1]) for place in range(0, len(ends), 2))
    return _sheets(laid, A3, pairs, name)


def small(laid: Laid, name: str) -> tuple[Sheet, ...]:
    """The poster of this name on A4: in two halves, or on as many sheets as it takes."""
    return _sheets(laid, laid.paper, laid.columns, name)


def _sheets(laid: Laid, paper: Paper, spans: Spans, name: str) -> tuple[Sheet, ...]:
    return scaled(_sheet(laid, paper, columns, rows, name) for columns in spans for rows in laid.rows)


def _sheet(laid: Laid, paper: Paper, span: tuple[int, int], strip: tuple[int, int], name: str) -> Sheet:
    """The lanes' names, what stands beside them, and the legend."""
    grid = laid.grid
    columns, rows = grid.columns[slice(*span)], grid.rows[slice(*strip)]
    left, wide, head = columns[0].left, sum(column.full for column in columns), grid.head + BELOW_HEAD
    top, tall = (rows[0].y, rows[-1].bottom - rows[0].y) if rows else (head, 0.0)
    pieces = (
        Piece(name, 0, head, 0, top, grid.left, tall),
        *headed(Piece(name, grid.left, head, left, top, wide, tall)),
        Piece(name, 0, head + tall, 0, grid.bottom, laid.breadth, laid.height - grid.bottom),
    )
    return Sheet(paper, pieces, columns[0].phase.number, columns[-1].phase.number)


def _axis(laid: Laid) -> feeling.Axis | None:
    """Between the lane's name, or the numbers above faces, and the moods in words below what the weakest is called."""
    row = laid.grid.row("feeling")
    if row is None:
        return None
    moods = max(len(lines(column.phase.mood, column.breadth - 8, feeling.MOOD, 2)) for column in laid.grid.columns)
    bottom = row.bottom - (38 if laid.in_a_row else 18) - MOOD - moods * feeling.MOOD.leading
    return feeling.Axis(row.y + 36, bottom, laid.grid.left, laid.grid.right)


def _points(laid: Laid) -> list[feeling.Felt]:
    """Each touchpoint in the middle of its share of the column."""
    columns = laid.grid.columns
    return [point for column in columns for point in feeling.felt(column.phase.cards, column.left, column.full)]


def _paints(laid: Laid) -> Iterator[Paint]:
    yield from beneath(laid.grid, 0, laid.grid.right)
    yield from arrows(laid.grid.columns, laid.grid.head)
    if axis := _axis(laid):
        points = _points(laid)
        if laid.in_a_row:
            yield from _threads(laid, points, axis)
        yield from feeling.paints(points, axis)


def _threads(laid: Laid, points: Sequence[feeling.Felt], axis: feeling.Axis) -> Iterator[Paint]:
    """A dotted line from each card down to its face."""
    row = laid.grid.row("doing")
    if row:
        for point in points:
            yield rule((point.x, row.bottom - PAD), (point.x, axis.y(point.emotion)), "rule", style="dotted")


def _parts(laid: Laid) -> Iterator[Part]:
    grid = laid.grid
    yield from lane_names(grid)
    yield from phases(grid.columns, grid.head, TITLE)
    for row in grid.rows:
        for place, cell in enumerate(row.cells, start=1):
            yield from cell.draw(f"{row.lane.field}-{place}", row.y + PAD)
        if row.lane.field == "feeling":
            yield from _feelings(laid, row.bottom)
    yield from legend.parts(grid.view, 4, grid.bottom, laid.legend)


def _feelings(laid: Laid, bottom: float) -> Iterator[Part]:
    axis, words = _axis(laid), laid.grid.view.words
    assert axis
    yield from feeling.scale(words, laid.grid.left, axis)
    yield from feeling.faces(_points(laid), axis, numbered=not laid.in_a_row)
    if laid.in_a_row:
        yield from _callouts(laid, words.weakest.upper(), axis)
    for place, column in enumerate(laid.grid.columns, start=1):
        yield from feeling.moods(column.phase.mood, f"mood-{place}", column.x, bottom - MOOD, column.breadth)


def _callouts(laid: Laid, words: str, axis: feeling.Axis) -> Iterator[Part]:
    """What the weakest face is, in words under it, within its phase."""
    breadth = width(words, CALLOUT) / SAFE + 18
    for column in laid.grid.columns:
        for point in feeling.felt(column.phase.cards, column.left, column.full):
            if point.card.weakest:
                x = min(max(point.x, column.left + breadth / 2), column.left + column.full - breadth / 2)
                y = axis.y(point.emotion) + 18
                text = Line(x, y + 9, words, CALLOUT, "broken", "middle", breadth)
                yield Part("weakest", "callout", x - breadth / 2, y, breadth, 18, (), (text,))
