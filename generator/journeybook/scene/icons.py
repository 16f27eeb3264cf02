"""Icons: lines on a grid of 14 by 14, y downwards; vectors, since glyphs and emoji differ from machine to machine."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from journeybook.scene.shape import Path, Stroke, moved, straight

GRID = 14.0

_BUBBLE = "1,2 13,2 13,9.8 7,9.8 4.2,12.6 4.2,9.8 1,9.8 1,2"

# Each icon is lines, each line its corners.
_CORNERS = MappingProxyType(
    {
        # channels
        "web": ("1,2 13,2 13,12 1,12 1,2", "1,5 13,5", "3,3.5 5,3.5"),
        "app": ("4,1 10,1 10,13 4,13 4,1", "6,11.2 8,11.2"),
        "email": ("1,3 13,3 13,11 1,11 1,3", "1,3.6 7,8 13,3.6"),
        "phone": (
            "3.3,1.6 5.3,1.6 6.2,4.6 4.9,5.7 6.3,7.7 8.4,9.2 9.4,7.9"
            " 12.5,8.7 12.5,10.8 11.2,12.4 6.6,10.4 3.6,7.4 1.6,2.9 3.3,1.6",
        ),
        "sms": (_BUBBLE,),
        "chat": (
            "1,1.6 10,1.6 10,7.4 5.6,7.4 3.4,9.8 3.4,7.4 1,7.4 1,1.6",
            "12,5 13,5 13,10.6 11,10.6 11,12.8 8.8,10.6 5.4,10.6",
        ),
        "social": (_BUBBLE, "4,4.8 10,4.8", "4,7.2 8,7.2"),
        "post": ("1.4,5 7,1.4 12.6,5 12.6,12.4 1.4,12.4 1.4,5", "1.4,5 7,8.8 12.6,5"),
        "in_person": (
            "4.5,2 6.4,3.9 4.5,5.8 2.6,3.9 4.5,2",
            "1,12.5 1,9.4 2.8,7.7 6.2,7.7 8,9.4 8,12.5",
            "9.6,3 11.2,4.6 9.6,6.2",
            "9.8,8.2 11.6,8.4 13,9.9 13,12.5",
        ),
        "store": (
            "2,6.2 2,12.8 12,12.8 12,6.2",
            "1,6.2 2.3,1.6 11.7,1.6 13,6.2 1,6.2",
            "5.6,12.8 5.6,9 8.4,9 8.4,12.8",
        ),
        "branch": ("1.4,5 7,1.4 12.6,5 1.4,5", "3,5.4 3,11", "7,5.4 7,11", "11,5.4 11,11", "1.4,12.6 12.6,12.6"),
        "event": ("1.6,3 12.4,3 12.4,12.6 1.6,12.6 1.6,3", "1.6,6 12.4,6", "4.4,1.4 4.4,4.2", "9.6,1.4 9.6,4.2"),
        "media": ("1,5.2 4,5.2 11,1.8 11,12.2 4,8.8 1,8.8 1,5.2", "4,8.8 5,12.6", "12.8,5.8 12.8,8.2"),
        "review_site": ("7,1.3 8.7,5 12.8,5.5 9.8,8.3 10.6,12.4 7,10.3 3.4,12.4 4.2,8.3 1.2,5.5 5.3,5 7,1.3",),
        "partner": ("5,4.4 7.4,2 12,6.6 9.6,9", "9,9.6 6.6,12 2,7.4 4.4,5", "5.2,8.8 8.8,5.2"),
        "device": ("2,1.8 12,1.8 12,8.8 2,8.8 2,1.8", "7,8.8 7,12.4", "4,12.4 10,12.4"),
        "document": ("3,1 8.5,1 11.5,4 11.5,13 3,13 3,1", "5,6 9.5,6", "5,8.5 9.5,8.5", "5,11 8,11"),
        "other": ("7,1.6 12.4,7 7,12.4 1.6,7 7,1.6",),
        "none": ("2.5,7 11.5,7",),
        # lanes
        "do": ("3,1.5 12,7 3,12.5 3,1.5",),
        "think": ("1,2 13,2 13,9.5 8,9.5 5,12.8 5,9.5 1,9.5 1,2",),
        "feel": ("1,10 4,5 7,8.5 10,3 13,6",),
        "pain": ("7,1.2 13,12.4 1,12.4 7,1.2", "7,5.2 7,8.6", "7,10.2 7,10.9"),
        "opportunity": ("7,1.5 7,12.5", "1.5,7 12.5,7"),
        "backstage": ("7,4.4 9.6,7 7,9.6 4.4,7 7,4.4", "7,1 7,4.4", "7,9.6 7,13", "1,7 4.4,7", "9.6,7 13,7"),
        "promise": ("2,1.5 12,1.5 12,8 7,12.8 2,8 2,1.5", "4.6,6 6.4,7.9 9.6,4.2"),
        "metric": ("1.5,12.5 1.5,8", "5.2,12.5 5.2,5", "8.9,12.5 8.9,7", "12.5,12.5 12.5,2"),
        "opens": ("4,1.6 1.6,1.6 1.6,12.4 12.4,12.4 12.4,10", "7,1.6 12.4,1.6 12.4,7", "12.4,1.6 6,8"),
    }
)


def icon(name: str, x: float, y: float, size: float = GRID, ink: str = "muted", pen: float = 1.2) -> Stroke:
    """The icon in a square of `size` px whose top left corner is at (x, y); an unknown name gives a plain one."""
    paths = _paths(name if name in _CORNERS else "other")
    return Stroke(tuple(moved(path, x, y, size / GRID) for path in paths), ink, pen)


@cache
def _paths(name: str) -> tuple[Path, ...]:
    return tuple(straight(_corner(pair) for pair in line.split()) for line in _CORNERS[name])


def _corner(pair: str) -> tuple[float, float]:
    x, y = pair.split(",")
    return float(x), float(y)
