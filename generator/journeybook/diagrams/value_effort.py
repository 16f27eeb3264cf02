"""Value and effort of actions: what is worth most stands at the top, what costs least to the left."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from journeybook.diagrams.drawing import Drawing, written
from journeybook.diagrams.journey_map.blocks import text_lines
from journeybook.measures import Figure
from journeybook.model import Action, Book
from journeybook.model.action import STANDINGS
from journeybook.model.choices import choice
from journeybook.scene.measure import Face, Type, width
from journeybook.scene.scale import Scale
from journeybook.scene.shape import Line, Paint, Part, Point, Scene, rectangle, rule
from journeybook.scene.wrap import lines
from journeybook.words import number, phrase, phrases

NAME, TEMPLATE = "value-effort", "value_effort"
MOST = 30  # actions drawn; a longer list is told as a table only
LEFT, TOP, PLOT, BELOW = 58.0, 30.0, 440.0, 54.0  # px: beside, above, of and below the square
LIST, LISTED = 540.0, 300.0  # px: where the list begins, and its breadth
RADIUS, APART = 12.0, 27.0  # px of a bubble, and between the middles of two
NUMBER, TITLE, AXIS, CORNER = Type(11, Face.BOLD), Type(12), Type(11), Type(11, Face.ITALIC)
HEAD = Type(12, Face.BOLD)
INKS = MappingProxyType({"plan": "ink", "do": "onhead", "review": "info", "done": "kept", "dropped": "muted"})
CORNERS = (phrase("do first"), phrase("plan well"), phrase("when there is time"), phrase("rather not"))


class Source(Struct, frozen=True):
    """What the drawing is made from, in one language."""

    book: Book
    language: str
    link: Callable[[Any], str]
    name: str = NAME

    def say(self, words: Any) -> str:
        """The words in this language."""
        return str(words.say(self.language))


class Bubble(Struct, frozen=True):
    """An action: its number in the list, what it is worth (0 … 100) and costs (1 … 5), and where it stands."""

    number: int
    id: str
    title: str
    standing: str
    opportunity: float
    effort: int
    link: str
    tip: str


class Words(Struct, frozen=True):
    """What stands beside the bubbles."""

    upwards: str
    across: str
    corners: tuple[str, ...]
    standings: tuple[tuple[str, str], ...]
    left: str
    moved: str


def drawing(source: Source, worth: Sequence[tuple[Action, Figure]], templates: Path | None = None) -> Drawing | None:
    """The actions with their opportunity, in the order in which they are numbered; none where nothing is judged."""
    known = list(_bubbles(source, worth))
    if not known:
        return None
    shown = known[:MOST]
    drawn = replace(scene(shown, _words(source, shown, len(worth) - len(shown))), name=source.name)
    title = source.say(phrase("Actions by value and effort"))
    told = source.say(phrase("The higher, the more it is worth; the further left, the less it costs."))
    told = " ".join(words for words in (told, _moved(source, shown)) if words)
    dot = written(drawn, TEMPLATE, templates)
    return Drawing(source.name, dot, title, told, drawn.width, drawn.height, source.book.place("book"))


def _bubbles(source: Source, worth: Sequence[tuple[Action, Figure]]) -> Iterator[Bubble]:
    for place, (action, opportunity) in enumerate(worth, start=1):
        if opportunity.value is not None and action.effort:
            title = source.say(action.label)
            told = phrase(
                "{number}. {action}: opportunity {opportunity}, effort {effort}, {standing}",
                number=place, action=title, opportunity=number(opportunity.value, source.language),
                effort=action.effort, standing=choice(action.standing),
            )  # fmt: skip
            tip, link = source.say(told), source.link(action)
            yield Bubble(place, action.id, title, action.standing, opportunity.value, action.effort, link, tip)


def _words(source: Source, shown: Sequence[Bubble], left: int) -> Words:
    standings = [each for each in STANDINGS if any(bubble.standing == each for bubble in shown)]
    more = phrases("{count} more in the table, some without value or effort", "{count} more in the table", left)
    return Words(
        source.say(phrase("Opportunity, 0 to 100")),
        source.say(phrase("Effort, 1 to 5")),
        tuple(source.say(corner) for corner in CORNERS),
        tuple((each, source.say(choice(each))) for each in standings),
        source.say(more) if left > 0 else "",
        _moved(source, shown),
    )


def _moved(source: Source, shown: Sequence[Bubble]) -> str:
    """Which bubbles do not stand where their figures are; empty where all do."""
    away = [bubble.number for bubble, place in zip(shown, places(shown), strict=True) if place != _own(bubble)]
    said = phrase("Moved aside, since others stand there: {numbers}.", numbers=", ".join(map(str, away)))
    return source.say(said) if away else ""


def scene(bubbles: Sequence[Bubble], words: Words) -> Scene:
    """The square with its bubbles, beside it the list."""
    entries, end = _list(bubbles)
    legend = tuple(_legend(words, TOP + PLOT + BELOW))
    beneath = TOP + PLOT + BELOW + 30
    told = lines(words.moved, LIST - LEFT - 10, AXIS, 2)
    moved = tuple(text_lines(told, LEFT, beneath - 4, AXIS, "muted", LIST - LEFT))
    notes = (Part("moved", "group", 1, 1, 1, 1, (), moved),) if moved else ()
    height = max(beneath + len(moved) * AXIS.leading, end + 8)
    parts = (_axes(words), *_placed(bubbles), *entries, *legend, *notes, *_more(words, end))
    return Scene(NAME, LIST + LISTED, height + (18 if words.left else 0), tuple(_paints()), parts)


def places(bubbles: Sequence[Bubble]) -> list[Point]:
    """The middle of each bubble: by effort and opportunity, moved aside, and then down, where another one stands."""
    found: list[Point] = []
    for bubble in bubbles:
        found.append(next(place for place in _near(*_own(bubble)) if _is_free(place, found)))
    return found


def _own(bubble: Bubble) -> Point:
    """Where a bubble stands by its figures."""
    return Scale(0.5, 5.5, LEFT, LEFT + PLOT).at(bubble.effort), _up(bubble.opportunity)


def _near(x: float, y: float) -> Iterator[Point]:
    """Places near a place, within the column of an effort."""
    for step in range(2 * MOST):
        away = (step + 1) // 2 * APART * (1 if step % 2 else -1)
        row = y + away
        if TOP + RADIUS <= row <= TOP + PLOT - RADIUS:
            yield from ((x + aside, row) for aside in (0, APART, -APART))
    yield x, y


def _is_free(place: Point, others: Sequence[Point]) -> bool:
    return all(abs(place[0] - x) >= APART - 1 or abs(place[1] - y) >= APART - 1 for x, y in others)


def _paints() -> Iterator[Paint]:
    half = PLOT / 2
    yield rectangle(LEFT, TOP, PLOT, PLOT, "band")
    yield rectangle(LEFT, TOP, half, half, "above")
    yield rule((LEFT + half, TOP), (LEFT + half, TOP + PLOT), "rule", "dashed")
    yield rule((LEFT, TOP + half), (LEFT + PLOT, TOP + half), "rule", "dashed")
    for step in range(1, 5):
        x = LEFT + PLOT * step / 5
        yield rule((x, TOP + PLOT), (x, TOP + PLOT + 6), "rule")


def _axes(words: Words) -> Part:
    """What the sides mean, their numbers, and a word for each corner."""
    told = [Line(LEFT, 14, words.upwards, HEAD, "muted", room=PLOT)]
    told += [Line(LEFT - 10, _up(value), str(value), AXIS, "muted", "right", 30) for value in (0, 50, 100)]
    bottom = TOP + PLOT + 16
    told += [
        Line(LEFT + PLOT * (step - 0.5) / 5, bottom, str(step), AXIS, "muted", "middle", 30) for step in range(1, 6)
    ]
    told.append(Line(LEFT + PLOT, bottom + 20, words.across, HEAD, "muted", "right", PLOT))
    room = PLOT / 2 - 16
    for corner, text in enumerate(words.corners):
        x = LEFT + 8 if corner % 2 == 0 else LEFT + PLOT - 8
        y = TOP + 10 if corner < 2 else TOP + PLOT - 10
        told += [
            Line(x, y, each, CORNER, "muted", "right" if corner % 2 else "left", room)
            for each in lines(text, room, CORNER, 1)
        ]
    return Part("axes", "group", 1, 1, 1, 1, (), tuple(told))


def _up(value: float) -> float:
    return Scale(0, 100, TOP + PLOT - RADIUS - 2, TOP + RADIUS + 2).at(value)


def _placed(bubbles: Sequence[Bubble]) -> Iterator[Part]:
    """The bubbles; the list beside them holds the same links, so these are not met twice with the keyboard."""
    for bubble, (x, y) in zip(bubbles, places(bubbles), strict=True):
        yield _bubble(f"bubble-{bubble.id}", bubble, x, y, RADIUS)


def _bubble(name: str, bubble: Bubble, x: float, y: float, radius: float) -> Part:
    grown = radius * (1.2 if bubble.standing == "review" else 1)
    words = (Line(x, y, str(bubble.number), NUMBER, INKS[bubble.standing], "middle", 3 * radius),)
    return Part(
        name,
        f"bubble-{bubble.standing}",
        x - grown,
        y - grown,
        2 * grown,
        2 * grown,
        (),
        words,
        bubble.link,
        bubble.tip,
    )


def _list(bubbles: Sequence[Bubble]) -> tuple[list[Part], float]:
    """The actions by their numbers, and where the list ends (px)."""
    found: list[Part] = []
    y = TOP - 4
    for bubble in bubbles:
        words = lines(bubble.title, LISTED - 40, TITLE, 2)
        height = max(len(words) * TITLE.leading, 24) + 6
        title = text_lines(words, LIST + 36, y + (height - len(words) * TITLE.leading) / 2, TITLE, room=LISTED - 40)
        name = f"entry-{bubble.id}"
        found.append(Part(name, "area", LIST, y, LISTED - 2, height, (), tuple(title), bubble.link, bubble.tip))
        mark = _bubble(f"{name}/mark", bubble, LIST + 16, y + height / 2, 10.5)
        found.append(Part(mark.name, mark.look, mark.x, mark.y, mark.width, mark.height, (), mark.lines))
        y += height
    return found, y


def _legend(words: Words, y: float) -> Iterator[Part]:
    """What the shapes mean."""
    x = LEFT
    for standing, word in words.standings:
        yield Part(f"legend-{standing}", f"bubble-{standing}", x, y + 1, 16, 16)
        text = Line(x + 22, y + 9, word, AXIS, "muted", room=width(word, AXIS) + 8)
        yield Part(f"legend-{standing}-word", "group", x, y, 1, 1, (), (text,))
        x += width(word, AXIS) * 1.04 + 42


def _more(words: Words, y: float) -> Iterator[Part]:
    if words.left:
        told = text_lines(lines(words.left, LISTED - 10, AXIS, 1), LIST + 4, y + 8, AXIS, "muted", LISTED - 10)
        yield Part("more", "group", 1, 1, 1, 1, (), tuple(told))
