"""A few journeys as cards: face of the weakest link, title, persona, mean, promises and standing in words."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.diagrams.journey_map.blocks import text_lines
from journeybook.diagrams.wall.legend import legend
from journeybook.diagrams.wall.view import STATES, Health, Wall
from journeybook.scene.colour import INKS
from journeybook.scene.marks import face, mark
from journeybook.scene.measure import Face, Type, width
from journeybook.scene.shape import Line, Part, Scene
from journeybook.scene.wrap import lines

ACROSS, BREADTH, GAP, PAD = 4, 290.0, 10.0, 12.0  # cards in a row; px
BESIDE = BREADTH - 2 * PAD - 32  # what the face leaves of a line
FOOT = 34.0
TITLE, PERSONA, LINK, FIGURE = (
    Type(12.5, Face.BOLD),
    Type(11, leading=15),
    Type(11.5, leading=15),
    Type(11.5, Face.BOLD),
)
STANDING = Type(10.5, leading=14)
LOOKS = {"broken": "card-broken", "at_risk": "card-at_risk", "": "card"}


def scene(wall: Wall, name: str) -> Scene:
    """The cards in rows, each row as high as its highest card."""
    rows = [wall.journeys[start : start + ACROSS] for start in range(0, len(wall.journeys), ACROSS)]
    parts: list[Part] = []
    y = 2.0
    for row in rows:
        height = max(_height(each) for each in row)
        for column, each in enumerate(row):
            parts += _card(each, wall, 2 + column * (BREADTH + GAP), y, height)
        y += height + GAP
    across = min(ACROSS, len(wall.journeys))
    breadth = max(across * BREADTH + (across - 1) * GAP + 4, 2 * BREADTH)
    explained, height = legend(wall, y + 4, breadth, faces=True)
    return Scene(name, breadth, y + height + 8, (), (*parts, *explained))


def _texts(each: Health) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Title, persona and weakest link in lines; how far the journey is written stands behind the persona."""
    return (
        lines(each.title, BESIDE, TITLE, 2),
        lines(each.persona, BESIDE - _standing_room(each), PERSONA, 1) or ("",),
        lines(each.weakest_words, BREADTH - 2 * PAD, LINK, 2),
    )


def _standing(each: Health) -> str:
    """How far the journey is written, in at most half a line."""
    return next(iter(lines(each.standing_word, BESIDE / 2, STANDING, 1)), "")


def _standing_room(each: Health) -> float:
    return width(_standing(each), STANDING) + 12


def _standing_line(each: Health, right: float, y: float) -> Iterator[Line]:
    if words := _standing(each):
        yield Line(right, y, words, STANDING, "muted", "right", BESIDE / 2)


def _height(each: Health) -> float:
    title, persona, weakest = _texts(each)
    words = len(title) * TITLE.leading + len(persona) * PERSONA.leading + len(weakest) * LINK.leading
    return words + 2 * PAD + FOOT


def _card(each: Health, wall: Wall, x: float, y: float, height: float) -> Iterator[Part]:
    title, persona, weakest = _texts(each)
    below = y + PAD + len(title) * TITLE.leading
    room = BREADTH - 2 * PAD
    under = below + len(persona) * PERSONA.leading + 5
    words = (
        *text_lines(title, x + PAD + 32, y + PAD, TITLE, room=BESIDE),
        *text_lines(filter(None, persona), x + PAD + 32, below, PERSONA, "muted", BESIDE - _standing_room(each)),
        *_standing_line(each, x + BREADTH - PAD, below + PERSONA.leading / 2),
        *text_lines(weakest, x + PAD, under, LINK, "broken" if (each.weakest or 0) < 0 else "ink", room),
        *_foot(each, wall, x, y + height - 17),
    )
    look = LOOKS.get(each.worst, "card") if each.counts else "card-made" if each.standing == "to_be" else "card-absent"
    name = f"journey-{each.id}"
    yield Part(name, look, x, y, BREADTH, height, (), words, each.link, each.tip)
    if each.weakest is not None:
        yield face(f"{name}/face", each.weakest, (x + PAD + 11, y + PAD + 14), 11)
    left = x + PAD + _mean_room(each, wall)
    for state in [state for state in STATES if each.verdicts.get(state)]:
        yield mark(f"{name}/{state}", state, left + 7, y + height - 17, 6)
        left += 34 + 5 * (len(str(each.verdicts[state])) - 1)


def _mean(each: Health, wall: Wall) -> str:
    return f"{wall.words.mean} {each.mean_words}"


def _mean_room(each: Health, wall: Wall) -> float:
    return width(_mean(each, wall), FIGURE) + 14


def _foot(each: Health, wall: Wall, x: float, y: float) -> Iterator[Line]:
    """Mean, and how many promises stand how."""
    yield Line(x + PAD, y, _mean(each, wall), FIGURE, "ink", room=120)
    left = x + PAD + _mean_room(each, wall)
    for state in [state for state in STATES if each.verdicts.get(state)]:
        count = str(each.verdicts[state])
        yield Line(left + 17, y, count, FIGURE, INKS[state], room=30)
        left += 34 + 5 * (len(count) - 1)
