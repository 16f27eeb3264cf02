"""What the signs of the health wall mean, as far as they stand on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from journeybook.diagrams.wall.view import STATES, Wall
from journeybook.scene.marks import face, mark, tone
from journeybook.scene.measure import Type, width
from journeybook.scene.shape import Line, Part

LABEL, ROW = Type(11, leading=14), 24.0

_Sign = Callable[[float, float], Part | None]
_Entry = tuple[str, str, _Sign]


def legend(wall: Wall, y: float, room: float, *, faces: bool) -> tuple[list[Part], float]:
    """The signs with their words in rows of at most `room` px, and the height they take."""
    found: list[Part] = []
    x, top = 4.0, y
    for name, word, sign in _entries(wall, faces):
        used = 44 + width(word, LABEL) * 1.04
        if x > 4 and x + used > room:
            x, top = 4.0, top + ROW
        shown = sign(x + 9, top + ROW / 2)
        left = x + 22 if shown else x
        found += [shown] if shown else []
        text = Line(left, top + ROW / 2, word, LABEL, "muted", room=width(word, LABEL) + 8)
        found.append(Part(f"legend-{name}-word", "group", 1, 1, 1, 1, (), (text,)))
        x += used if shown else used - 22
    return found, top + ROW - y


def _entries(wall: Wall, faces: bool) -> Iterator[_Entry]:
    words = wall.words
    yield "weakest", f"{words.weakest}:", _nothing
    for emotion, word in words.emotions:
        yield f"emotion{emotion}", word, _felt(emotion, faces)
    states = [state for state in STATES if faces or state in {"broken", "at_risk"}]
    found = [state for state in states if any(each.verdicts.get(state) for each in wall.journeys)]
    if found:
        yield "promises", f"{words.promises}:", _nothing
    for state in found:
        yield state, words.states[state], _marked(state)
    if not faces:
        yield from _of_tiles(wall)


def _of_tiles(wall: Wall) -> Iterator[_Entry]:
    """What borders and numbers mean."""
    words = wall.words
    for standing in ("draft", "to_be", "retired"):
        if any(each.standing == standing for each in wall.journeys):
            yield standing, words.standings[standing], _bordered(standing)
    yield "mean", words.number, _nothing
    yield "counts", words.counts, _nothing


def _nothing(x: float, y: float) -> None:
    """Words alone."""


def _felt(emotion: int, faces: bool) -> _Sign:
    if faces:
        return lambda x, y: face(f"legend-{emotion}", emotion, (x, y), 8)
    return lambda x, y: Part(f"legend-{emotion}", f"tile-{tone(emotion)}", x - 9, y - 8, 18, 16)


def _marked(state: str) -> _Sign:
    return lambda x, y: mark(f"legend-{state}", state, x, y)


def _bordered(standing: str) -> _Sign:
    look = "tile-retired" if standing == "retired" else f"tile-none-{standing}"
    return lambda x, y: Part(f"legend-{standing}", look, x - 9, y - 8, 18, 16)
