"""Marks that say a state by shape, colour and place beside a word: verdicts, moments of truth, faces."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from journeybook.measures.feelings import level
from journeybook.scene.shape import Part, Path, Point, Stroke, straight

# Points on a grid where the mark's radius is 1; x to the right, y downwards.
_TICK = (straight(((-0.45, 0.02), (-0.1, 0.4), (0.5, -0.38))),)
_CROSS = (straight(((-0.44, -0.44), (0.44, 0.44))), straight(((-0.44, 0.44), (0.44, -0.44))))
_EXCLAMATION = (straight(((0, -0.42), (0, 0.3))), straight(((0, 0.56), (0, 0.78))))
_QUESTION: tuple[Path, ...] = (
    ((-0.3, -0.3), (-0.3, -0.72), (0.37, -0.72), (0.3, -0.24), (0.24, -0.02), (0, -0.02), (0, 0.2)),
    straight(((0, 0.44), (0, 0.6))),
)
_ARROW = (straight(((-0.45, 0), (0.4, 0))), straight(((0.05, -0.38), (0.45, 0), (0.05, 0.38))))

_Box = tuple[float, float, float, float]
# mark: look of its box, box (left, top, width, height), strokes, their colour and pen
_MARKS: MappingProxyType[str, tuple[str, _Box, tuple[Path, ...], str, float]] = MappingProxyType(
    {
        "kept": ("disc", (-1, -1, 2, 2), _TICK, "paper", 1.8),
        "at_risk": ("triangle", (-1.2, -1.14, 2.4, 2.84), _EXCLAMATION, "face", 1.8),
        "broken": ("square", (-0.95, -0.95, 1.9, 1.9), _CROSS, "paper", 1.9),
        "unmeasured": ("ring", (-1, -1, 2, 2), _QUESTION, "unmeasured", 1.5),
        "made": ("ring-made", (-1, -1, 2, 2), _ARROW, "info", 1.5),
        "main": ("point-disc", (-0.8, -0.8, 1.6, 1.6), (), "ink", 1),
        "also": ("was", (-0.8, -0.8, 1.6, 1.6), (), "ink", 1),
        "moment": ("diamond", (-1, -1, 2, 2), (), "moment", 1),
    }
)

_BROWS = (straight(((-0.6, -0.62), (-0.16, -0.44))), straight(((0.6, -0.62), (0.16, -0.44))))
_EYE = 0.055  # radius of the path of an eye; its pen makes it a filled dot
_FACE_PEN = 1.4
# feeling: colour token of the face, how far below its middle the mouth's ends and its middle lie
_FACES = MappingProxyType(
    {
        -2: ("emotion-minus-2", 0.52, 0.1),
        -1: ("emotion-minus-1", 0.46, 0.26),
        0: ("emotion-0", 0.36, 0.36),
        1: ("emotion-plus-1", 0.30, 0.56),
        2: ("emotion-plus-2", 0.24, 0.74),
    }
)


def mark(name: str, kind: str, x: float, y: float, radius: float = 7) -> Part:
    """The mark of a state with its middle at (x, y): kept, at_risk, broken, unmeasured, made, main, also, moment."""
    look, (left, top, width, height), paths, ink, pen = _MARKS[kind]
    strokes = (Stroke(paths, ink, pen * radius / 7, scale=radius, x=x, y=y),) if paths else ()
    return Part(name, look, x + left * radius, y + top * radius, width * radius, height * radius, strokes)


def face(name: str, emotion: float, place: Point, radius: float, look: str = "face") -> Part:
    """A face that feels −2 … +2, with its middle at a place; halves look like the stronger feeling."""
    mood = level(emotion)
    (x, y), pen = place, max(1.2, _FACE_PEN * radius / 10.5)
    strokes = (Stroke(_features(mood), "face", pen, scale=radius, x=x, y=y),)
    return Part(name, f"{look}-{_FACES[mood][0]}", x - radius, y - radius, 2 * radius, 2 * radius, strokes)


@cache
def _features(mood: int) -> tuple[Path, ...]:
    _, ends, middle = _FACES[mood]
    mouth = ((-0.46, ends), (-0.2, middle), (0.2, middle), (0.46, ends))
    return (_eye(-0.36), _eye(0.36), mouth, *(_BROWS if mood == -2 else ()))


def tone(emotion: float) -> str:
    """The colour token of a feeling −2 … +2."""
    return _FACES[level(emotion)][0]


def _eye(x: float) -> Path:
    """A circle so small that its own pen fills it, as two Béziers."""
    y, left, right = -0.28, x - _EYE, x + _EYE
    over, under = y - _EYE * 4 / 3, y + _EYE * 4 / 3
    return ((left, y), (left, over), (right, over), (right, y), (right, under), (left, under), (left, y))
