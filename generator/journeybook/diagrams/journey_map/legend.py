"""What the signs of a drawing mean, as far as they stand on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeybook.diagrams.journey_map.view import Chip, Gauge, MapView
from journeybook.scene.marks import face, mark
from journeybook.scene.measure import Type, width
from journeybook.scene.shape import Line, Part

LABEL = Type(11, leading=14)
ROW = 24  # px
_ORDER = ("made", "kept", "at_risk", "broken", "unmeasured")

Entry = tuple[str, str]  # mark (or the emotion of a face), and the word beside it


def entries(view: MapView) -> list[Entry]:
    """The signs that stand on the map, with their words."""
    items = [item for phase in view.phases for cell in phase.cells.values() for item in cell]
    states = {item.state for item in items if isinstance(item, Chip | Gauge)}
    cards = [card for phase in view.phases for card in phase.cards]
    moments = [("moment", view.words.moment)] if any(card.moment for card in cards) else []
    felt = any(card.emotion is not None for card in cards)
    emotions = [(str(emotion), word) for emotion, word in view.words.emotions] if felt else []
    return [*moments, *((state, view.words.states[state]) for state in _ORDER if state in states), *emotions]


def in_rows(listed: Sequence[Entry], room: float) -> list[list[Entry]]:
    """Entries in rows of at most `room` px."""
    found: list[list[Entry]] = [[]]
    used = 0.0
    for entry in listed:
        if found[-1] and used + breadth(entry) > room:
            found.append([])
            used = 0.0
        found[-1].append(entry)
        used += breadth(entry)
    return found if found[0] else []


def height(view: MapView, room: float) -> float:
    """The height that the legend of a map takes (px)."""
    return height_of(entries(view), room)


def height_of(listed: Sequence[Entry], room: float) -> float:
    """The height that a legend takes (px)."""
    count = len(in_rows(listed, room))
    return 16 + ROW * count if count else 0


def parts(view: MapView, x: float, y: float, room: float) -> Iterator[Part]:
    """The signs of a map and their words, from (x, y) on."""
    return parts_of(entries(view), x, y, room)


def parts_of(listed: Sequence[Entry], x: float, y: float, room: float) -> Iterator[Part]:
    """Signs and their words, from (x, y) on; a sign is a mark or a number, which is the feeling of a face."""
    for number, row in enumerate(in_rows(listed, room)):
        left, middle = x, y + 20 + number * ROW
        for entry in row:
            yield from _entry(entry, left, middle)
            left += breadth(entry)


def _entry(entry: Entry, x: float, y: float) -> Iterator[Part]:
    sign, word = entry
    is_mark = not sign.lstrip("-").isdigit()
    radius = 6 if sign == "moment" else 7
    yield mark(f"legend-{sign}", sign, x + 8, y, radius) if is_mark else face(f"legend{sign}", int(sign), (x + 8, y), 8)
    text = Line(x + 21, y, word, LABEL, "muted", room=width(word, LABEL) + 8)
    yield Part(f"legend-{sign}-word", "group", x, y, 0, 0, (), (text,))


def breadth(entry: Entry) -> float:
    """What an entry takes in its row, with the gap behind it (px)."""
    return 40 + width(entry[1], LABEL)
