"""Things in columns with arrows from each column to the next: what is promised where, what serves which aim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from journeybook.diagrams.journey_map import legend
from journeybook.scene.colour import INKS
from journeybook.scene.marks import mark
from journeybook.scene.measure import Face, Type
from journeybook.scene.shape import Line, Paint, Part, Point, Scene, rectangle
from journeybook.scene.wrap import lines

TITLE, STRONG, NOTE = Type(12.5), Type(12.5, Face.BOLD), Type(11, leading=15)
HEAD = Type(12, Face.BOLD)
BETWEEN, TOP, FOOT, MARGIN = 96.0, 52.0, 16.0, 14.0  # px between columns, above, below and beside the things in them
GAP = 14.0  # px between two things of a column at least
HEADED = 7.0  # px of an arrow's head
MANY = 100  # arrows; more are drawn with finer pens, lest they become one surface
FEW = 2  # neighbours, beside which a thing is put
SWEEPS = 4  # times that every column is put in the order of its neighbours
# colour token, pen and style of an arrow
ARROWS = MappingProxyType(
    {
        "made": ("info-base", 1.4, "dashed"),
        "kept": ("kept-base", 1.8, "solid"),
        "at_risk": ("risk-base", 2.2, "dashed"),
        "broken": ("broken-base", 3.2, "solid"),
        "unmeasured": ("unmeasured-base", 1.4, "dotted"),
        "": ("rule", 1.2, "solid"),
    }
)


class Column(Struct, frozen=True):
    """A column: its heading and its breadth in px."""

    head: str
    breadth: float


class Thing(Struct, frozen=True):
    """A box in a column: its words, a note below them, how it looks, the mark of its state, where it leads."""

    name: str
    column: int
    title: str
    look: str
    note: str = ""
    state: str = ""
    strong: bool = False
    link: str = ""
    tip: str = ""
    about: tuple[str, ...] = ()


class Arrow(Struct, frozen=True):
    """From a thing to one in the next column; `state` says how it looks."""

    start: str
    end: str
    state: str = ""


class Box(Struct, frozen=True):
    """A thing in its place."""

    thing: Thing
    title: tuple[str, ...]
    note: tuple[str, ...]
    x: float
    y: float
    breadth: float
    height: float


def scene(
    name: str,
    columns: Sequence[Column],
    things: Sequence[Thing],
    arrows: Sequence[Arrow],
    signs: Sequence[legend.Entry] = (),
) -> Scene:
    """The drawing of things in columns, those that belong together near each other; below it what the signs mean."""
    order = _ordered(things, arrows, len(columns))
    boxes = _placed(columns, order)
    height = max((box.y + box.height for box in boxes.values()), default=TOP) + FOOT
    width = sum(column.breadth for column in columns) + BETWEEN * (len(columns) - 1)
    spread = _aligned(boxes, arrows, len(columns), height)
    paints = (*_bands(columns, height), *_arrows(spread, arrows))
    heads = Part("heads", "group", 1, 1, 1, 1, (), tuple(_heads(columns)))
    below = legend.parts_of(signs, MARGIN, height, width)
    parts = (heads, *(part for box in spread.values() for part in _drawn(box)), *below)
    return Scene(name, width, height + legend.height_of(signs, width), paints, parts)


def on_the_lines_of(column: int, things: Sequence[Thing], arrows: Sequence[Arrow]) -> list[Thing]:
    """Each thing, with the names of those of one column that arrows lead from or to, however far."""
    forwards, backwards = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for arrow in arrows:
        forwards[arrow.start].append(arrow.end)
        backwards[arrow.end].append(arrow.start)
    found = defaultdict[str, list[str]](list)
    for middle in (thing.name for thing in things if thing.column == column):
        for name in {**_reached(middle, forwards), **_reached(middle, backwards)}:
            found[name].append(middle)
    return [replace(thing, about=tuple(found[thing.name])) for thing in things]


def _reached(start: str, steps: Mapping[str, Sequence[str]]) -> dict[str, None]:
    found, fresh = {start: None}, [start]
    while fresh:
        fresh = [
            name for name in dict.fromkeys(end for each in fresh for end in steps.get(each, ())) if name not in found
        ]
        found |= dict.fromkeys(fresh)
    return found


def _ordered(things: Sequence[Thing], arrows: Sequence[Arrow], columns: int) -> list[list[Thing]]:
    """Each column in the order of the middle of its neighbours' places, swept to and fro."""
    order = [[thing for thing in things if thing.column == column] for column in range(columns)]
    beside = _beside(arrows)
    for sweep in range(SWEEPS):
        for column in range(columns) if sweep % 2 == 0 else reversed(range(columns)):
            near = [*order[column - 1 : column], *order[column + 1 : column + 2]]
            place = {thing.name: number / len(each) for each in near for number, thing in enumerate(each)}
            order[column] = _by_neighbours(order[column], beside, place)
    return order


def _by_neighbours(column: list[Thing], beside: Mapping[str, Sequence[str]], place: Mapping[str, float]) -> list[Thing]:
    def middle(number: int) -> tuple[float, int]:
        known = [place[name] for name in beside.get(column[number].name, ()) if name in place]
        return (sum(known) / len(known) if known else number / len(column), number)

    return [column[number] for number in sorted(range(len(column)), key=middle)]


def _placed(columns: Sequence[Column], order: Sequence[Sequence[Thing]]) -> dict[str, Box]:
    boxes: dict[str, Box] = {}
    x = 0.0
    for column, things in zip(columns, order, strict=True):
        y = TOP
        for thing in things:
            box = _box(thing, x + MARGIN, y, column.breadth - 2 * MARGIN)
            boxes[thing.name] = box
            y += box.height + GAP
        x += column.breadth + BETWEEN
    return boxes


def _box(thing: Thing, x: float, y: float, breadth: float) -> Box:
    room = breadth - (46 if thing.state else 24)
    title = lines(thing.title, room, STRONG if thing.strong else TITLE, 4)
    note = lines(thing.note, room, NOTE, 3) if thing.note else ()
    height = len(title) * TITLE.leading + len(note) * NOTE.leading + 18
    return Box(thing, title, note, x, y, breadth, height)


def _aligned(boxes: Mapping[str, Box], arrows: Sequence[Arrow], columns: int, height: float) -> dict[str, Box]:
    """The tallest column as it is; every other one, going outwards, beside what it hangs together with."""
    stacks = [[box for box in boxes.values() if box.thing.column == column] for column in range(columns)]
    tallest = max(range(columns), key=lambda column: sum(box.height + GAP for box in stacks[column]), default=0)
    beside = _beside(arrows)
    found = {box.thing.name: box for box in stacks[tallest]}
    for column in sorted(range(columns), key=lambda column: abs(column - tallest))[1:]:
        for box in _settled(stacks[column], found, beside, height):
            found[box.thing.name] = box
    return {name: found[name] for name in boxes}


def _settled(
    stack: Sequence[Box], known: Mapping[str, Box], beside: Mapping[str, Sequence[str]], height: float
) -> Iterator[Box]:
    """A column's boxes as near as can be to where they are wanted, in their order, none over another.

    A thing with a few neighbours is wanted beside them; the middle of many is the middle of the drawing, where all such
    things would crowd: the more neighbours, the more a thing is wanted where it would stand if all were spread evenly.
    """
    above = [0.0, *accumulate(box.height + GAP for box in stack)]
    free = height - TOP - FOOT - above[-1] + GAP
    wanted = []
    for number, box in enumerate(stack):
        near = [known[name].y + known[name].height / 2 for name in beside.get(box.thing.name, ()) if name in known]
        evenly = TOP + free * (number + 0.5) / len(stack)
        middle = sum(near) / len(near) - box.height / 2 - above[number] if near else evenly
        wanted.append(evenly + min(1.0, FEW / max(len(near), 1)) * (middle - evenly))
    for box, place, before in zip(stack, rising(wanted), above, strict=False):
        yield replace(box, y=min(max(place, TOP), TOP + free) + before)


def rising(wanted: Sequence[float]) -> list[float]:
    """The numbers nearest to those wanted (in the sum of squares) of which none is smaller than the one before it.

    By pooling adjacent violators: Ayer et al., An empirical distribution function for sampling with incomplete
    information, Annals of Mathematical Statistics 26 (1955).
    """
    pools: list[tuple[float, int]] = []
    for number in wanted:
        mean, count = number, 1
        while pools and pools[-1][0] > mean:
            before, many = pools.pop()
            mean, count = (before * many + mean * count) / (many + count), many + count
        pools.append((mean, count))
    return [mean for mean, count in pools for _ in range(count)]


def _beside(arrows: Sequence[Arrow]) -> Mapping[str, Sequence[str]]:
    found = defaultdict[str, list[str]](list)
    for arrow in arrows:
        found[arrow.start].append(arrow.end)
        found[arrow.end].append(arrow.start)
    return found


def _bands(columns: Sequence[Column], height: float) -> Iterator[Paint]:
    x = 0.0
    for column in columns:
        yield rectangle(x, 0, column.breadth, height, "band")
        x += column.breadth + BETWEEN


def _heads(columns: Sequence[Column]) -> Iterator[Line]:
    x = 0.0
    for column in columns:
        room = column.breadth - 2 * MARGIN
        words = lines(column.head, room, HEAD, 1)
        yield Line(x + MARGIN, 26, words[0] if words else "", HEAD, "muted", room=room)
        x += column.breadth + BETWEEN


def _arrows(boxes: Mapping[str, Box], arrows: Sequence[Arrow]) -> Iterator[Paint]:
    thinner = min(1.0, (MANY / max(len(arrows), 1)) ** 0.5)
    leaves, arrives = _ports(boxes, arrows, forwards=True), _ports(boxes, arrows, forwards=False)
    for number, arrow in enumerate(arrows):
        if number in leaves and number in arrives:
            yield from _curve(leaves[number], arrives[number], arrow.state, thinner)


def _ports(boxes: Mapping[str, Box], arrows: Sequence[Arrow], forwards: bool) -> dict[int, Point]:
    """Where each arrow leaves (or arrives at) its thing: spread over its side in the order of the other ends."""
    by_thing = defaultdict[str, list[int]](list)
    for number, arrow in enumerate(arrows):
        if arrow.start in boxes and arrow.end in boxes:
            by_thing[arrow.start if forwards else arrow.end].append(number)
    found: dict[int, Point] = {}
    for name, numbers in by_thing.items():
        box = boxes[name]
        x = box.x + box.breadth if forwards else box.x
        other = {n: boxes[arrows[n].end if forwards else arrows[n].start].y for n in numbers}
        step = min(16.0, box.height / (len(numbers) + 1))
        top = box.y + box.height / 2 - step * (len(numbers) - 1) / 2
        ranked = sorted(numbers, key=other.__getitem__)
        found.update({number: (x, top + step * rank) for rank, number in enumerate(ranked)})
    return found


def _curve(start: Point, end: Point, state: str, thinner: float) -> Iterator[Paint]:
    ink, pen, style = ARROWS[state]
    pen = round(pen * thinner, 2)
    (ax, ay), (bx, by) = start, (end[0] - (HEADED if state else 0), end[1])
    bend = (bx - ax) / 2
    yield Paint(((ax, ay), (ax + bend, ay), (bx - bend, by), (bx, by)), "", ink, pen, style, curved=True)
    if state:
        half = HEADED * 0.6
        yield Paint(((end[0], by), (bx - 1, by - half), (bx - 1, by + half)), ink)


def _drawn(box: Box) -> Iterator[Part]:
    thing = box.thing
    x = box.x + (34 if thing.state else 12)
    ink = INKS.get(thing.look, "ink") if thing.look != "nobody" else "broken"
    type_, room = STRONG if thing.strong else TITLE, box.breadth - (46 if thing.state else 24)
    words = [
        Line(x, box.y + 9 + (number + 0.5) * TITLE.leading, text, type_, ink, room=room)
        for number, text in enumerate(box.title)
    ]
    below = box.y + 9 + len(box.title) * TITLE.leading
    words += [
        Line(x, below + (number + 0.5) * NOTE.leading, text, NOTE, "muted" if ink == "ink" else ink, room=room)
        for number, text in enumerate(box.note)
    ]
    place, told = (box.x, box.y, box.breadth, box.height), (thing.link, thing.tip)
    yield Part(thing.name, thing.look, *place, (), tuple(words), *told, about=thing.about)
    if thing.state:
        yield mark(f"{thing.name}/mark", thing.state, box.x + 17, box.y + box.height / 2)
