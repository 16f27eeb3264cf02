"""The flow of a journey: where it branches, loops and ends, with how many go which way. The engine finds the places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from journeybook.diagrams.drawing import Drawing, laid_out_by_the_engine
from journeybook.diagrams.journey_map.cards import look
from journeybook.diagrams.journey_map.cells import MOMENT, WEAKEST, doing
from journeybook.diagrams.journey_map.source import Source, Told
from journeybook.diagrams.journey_map.view import Card
from journeybook.diagrams.speech import signed
from journeybook.diagrams.ways import START, Way, branches, main_way, ways
from journeybook.model import Step
from journeybook.scene.measure import Face, Type, width
from journeybook.scene.wrap import SAFE, lines
from journeybook.words import percent, phrase, phrases

TEMPLATE = "flow"
TITLE, WHO, CAPS = Type(12.5, Face.BOLD, 16), Type(11, leading=15), Type(10, Face.BOLD, 15)
WHEN, SHARE = Type(11, leading=14), Type(11.5, Face.BOLD, 14)
BREADTH, NARROW, SIDE, PAD = 214, 176, 12, 8  # px of a card, of a start or an end; beside and above its words
CHIP = 150  # px of the words on an arrow at most
FOLDED = 3  # touchpoints in a row, of which nothing branches off, that are told in one box
LISTED = 6  # of them with their titles
PEN, MAIN_PEN = 1.4, 2.4  # px of an arrow, and of one on the way that most go


class Row(Struct, frozen=True):
    """One line in a box: its words, its height (px, whole), and how it is set."""

    words: str
    height: int
    type: Type
    ink: str


class Node(Struct, frozen=True):
    """A box with its lines and its size (px, whole); `main` stands on the way that most go."""

    name: str
    look: str
    rows: tuple[Row, ...]
    breadth: int
    pad: int = PAD
    side: int = SIDE
    link: str = ""
    tip: str = ""
    about: tuple[str, ...] = ()
    main: bool = False

    @property
    def height(self) -> int:
        """How high the box is."""
        return sum(row.height for row in self.rows) + 2 * self.pad

    @property
    def room(self) -> int:
        """What is left for words."""
        return self.breadth - self.side


class Edge(Struct, frozen=True):
    """An arrow, or half of one that has words on it; a loop is drawn backwards, so that ranks stay in order."""

    start: str
    end: str
    pen: float
    heads: str = "forward"
    loop: bool = False
    main: bool = False


def drawing_name(journey: str) -> str:
    """The name of a journey's flow."""
    return f"flow-{journey}"


def drawing(source: Source, templates: Path | None = None) -> Drawing | None:
    """The flow of a journey; none where it goes straight on."""
    journey = source.journey
    if not branches(journey):
        return None
    found = ways(journey)
    nodes, edges = _graph(source, found)
    name = drawing_name(journey.id)
    dot = laid_out_by_the_engine(TEMPLATE, templates, name=name, nodes=nodes, edges=edges)
    title = source.say(phrase("Flow of the journey “{title}”", title=journey.label))
    told = source.say(
        phrase("Where it branches, loops and ends; the way that most go is broad. The same stands below as text.")
    )
    return Drawing(name, dot, title, told, 0, 0, source.book.place(journey.id))


def _graph(source: Source, found: Sequence[Way]) -> tuple[list[Node], list[Edge]]:
    """The boxes and arrows, touchpoints in a row told in one box."""
    journey = source.journey
    main = main_way(journey, found)
    folded = _folded(source, found)
    nodes = [replace(node, main=node.name in {_at(name) for name in main}) for node in _nodes(source, found, folded)]
    edges: list[Edge] = []
    for number, way in enumerate(found, start=1):
        start, end = (folded.get(name, (name,))[0] for name in (way.start, way.end))
        if start != end or way.start == way.end:
            on_main = (way.start, way.end) in pairwise(main) and not way.loop
            chip = _chip(source, number, way, on_main)
            nodes += chip
            edges += _edges(replace(way, start=start, end=end), chip, on_main)
    return nodes, edges


def _nodes(source: Source, found: Sequence[Way], folded: Mapping[str, tuple[str, ...]]) -> Iterator[Node]:
    journey, reached = source.journey, {way.end for way in found}
    by_name = {step.touchpoint.id: step for step in journey.steps}
    if journey.starts_when:
        yield _end(source, START, source.say(journey.starts_when))
    for name, step in by_name.items():
        if name not in folded:
            yield _step(source, step)
        elif folded[name][0] == name:
            yield _run(source, [by_name[each] for each in folded[name]])
    for outcome in journey.outcomes:
        if outcome.id in reached:
            yield _end(source, outcome.id, source.say(outcome.title))


def _step(source: Source, step: Step) -> Node:
    card = next(card for card in doing(source, (Told(step.touchpoint, step, ""),)) if isinstance(card, Card))
    room = BREADTH - 2 * SIDE
    first = " · ".join(_facts(source, card))
    capitals = [WEAKEST] if card.weakest else [MOMENT] if card.moment else []
    ink = "broken" if card.weakest else "moment"
    rows = (
        *(row for words in capitals for row in _rows(source.say(words).upper(), room, CAPS, ink, 1)),
        *_rows(first, room, WHO, "muted", 1),
        *_rows(card.title, room, TITLE, "ink", 4),
    )
    shown = "part" if look(card) == "card" else look(card)
    return Node(_at(card.id), shown, rows, BREADTH, link=card.link, tip=card.tip, about=card.about)


def _facts(source: Source, card: Card) -> Iterator[str]:
    yield str(card.number)
    if card.channel:
        yield card.channel
    if card.emotion is not None:
        yield signed(card.emotion, source.language)


def _run(source: Source, steps: Sequence[Step]) -> Node:
    """Touchpoints that simply follow each other, in one box."""
    room, count = BREADTH - 2 * SIDE, len(steps)
    head = source.say(phrases("{count} touchpoint in a row", "{count} touchpoints in a row", count))
    titles = [f"{step.number} · {source.say(step.touchpoint.title)}" for step in steps]
    shown = titles if count <= LISTED else titles[: LISTED - 1]
    left = count - len(shown)
    more = [source.say(phrases("{count} more", "{count} more", left))] if left else []
    rows = (
        *_rows(head, room, TITLE, "ink", 2),
        *(row for words in shown for row in _rows(words, room, WHO, "muted", 1)),
    )
    rows += tuple(row for words in more for row in _rows(f"+ {words}", room, WHO, "muted", 1))
    first = steps[0].touchpoint.id
    return Node(_at(first), "more", rows, BREADTH, link=f"#{first}", tip=" · ".join(titles))


def _end(source: Source, name: str, words: str) -> Node:
    """Where it starts, or an outcome."""
    room = NARROW - 2 * SIDE
    if name == START:
        return Node(_at(name), "centre", tuple(_rows(words, room, TITLE, "onhead", 4)), NARROW, tip=words)
    above = source.say(phrase("outcome")).upper()
    rows = (*_rows(above, room, CAPS, "muted", 1), *_rows(words, room, TITLE, "ink", 4))
    return Node(_at(name), "outcome", rows, NARROW, link=f"#_outcome-{name}", tip=words)


def _at(name: str) -> str:
    """The name of the box of a touchpoint, of an outcome or of the start."""
    return f"at-{name}"


def _chip(source: Source, number: int, way: Way, main: bool) -> list[Node]:
    """The words on an arrow: in which case, and how many; none where all go that way without more ado."""
    share = "" if way.share is None or way.share == 1 else percent(way.share, source.language)
    ink = "moment" if way.loop else "ink"
    words = source.say(way.when)
    rows = (*_rows(words, CHIP, WHEN, ink, 3), *_rows(share, CHIP, SHARE, ink, 1))
    if not rows:
        return []
    breadth = max(int(width(row.words, row.type) / SAFE) for row in rows) + 17
    tip = " · ".join(part for part in (words, share) if part)
    return [Node(f"way-{number}", "loop" if way.loop else "way", rows, breadth, 3, 8, tip=tip, main=main)]


def _rows(words: str, room: int, type_: Type, ink: str, most: int) -> Iterator[Row]:
    return (Row(line, int(type_.leading), type_, ink) for line in lines(words, room, type_, most))


def _edges(way: Way, chip: Sequence[Node], main: bool) -> Iterator[Edge]:
    """The arrow, in two halves where words stand on it."""
    pen = MAIN_PEN if main else PEN
    start, end, heads = _at(way.start), _at(way.end), "forward"
    if way.loop and start != end:
        start, end, heads = end, start, "back"
    places = (start, *(node.name for node in chip), end)
    for number, (one, other) in enumerate(pairwise(places), start=1):
        headed = len(places) == 2 or number == (1 if heads == "back" else 2)
        yield Edge(one, other, pen, heads if headed else "none", way.loop, main)


def _folded(source: Source, found: Sequence[Way]) -> dict[str, tuple[str, ...]]:
    """Touchpoints that simply follow each other, by each of their names: the names of all that stand in one box."""
    leaving, arriving = defaultdict[str, list[Way]](list), defaultdict[str, list[Way]](list)
    for way in found:
        leaving[way.start].append(way)
        arriving[way.end].append(way)
    runs: list[list[str]] = [[]]
    for step in source.journey.steps:
        name = step.touchpoint.id
        ends = (leaving[name], arriving[name])
        plain = step is not source.weakest and all(len(each) == 1 and each[0].plain for each in ends)
        follows = bool(runs[-1]) and plain and arriving[name][0].start == runs[-1][-1]
        if not follows:
            runs.append([])
        if plain:
            runs[-1].append(name)
    return {name: tuple(run) for run in runs if len(run) >= FOLDED for name in run}
