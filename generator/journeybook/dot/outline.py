"""Outlines of an engine's SVG made short: tenths of a px, steps instead of places, straight where they are straight."""

from __future__ import annotations

import re

_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")
_REMEMBERED = 100_000
_NEARLY = 4  # tenths of a px, times three: how far a Bézier's handles may lie off a straight line


class _Written(dict[int, str]):
    """Tenths of a px as SVG writes them, each worked out once."""

    def __missing__(self, tenths: int) -> str:
        whole, rest = divmod(abs(tenths), 10)
        text = f"{whole or ''}.{rest}" if rest else str(whole)
        return self.setdefault(tenths, f"-{text}" if tenths < 0 else text)


class _Read(dict[str, int]):
    """Numbers as the engine writes them, in tenths; the same ones come again and again."""

    def __missing__(self, number: str) -> int:
        if len(self) > _REMEMBERED:
            self.clear()
        return self.setdefault(number, round(float(number) * 10))


WRITTEN = _Written()
_TENTHS = _Read()


def tenths(text: str) -> list[int]:
    """All numbers in a text, in tenths."""
    return list(map(_TENTHS.__getitem__, _NUMBERS.findall(text)))


def px(text: str) -> str:
    """A number, to a tenth."""
    return WRITTEN[_TENTHS[text]]


def polygon(points: str, closed: bool) -> str:
    """A path along straight lines."""
    numbers = tenths(points)
    x, y = numbers[0], numbers[1]
    steps = [f"M{WRITTEN[x]},{WRITTEN[y]}"]
    for place in range(2, len(numbers) - (2 if closed else 0), 2):
        steps.append(_straight(numbers[place] - x, numbers[place + 1] - y))
        x, y = numbers[place], numbers[place + 1]
    return "".join(steps) + ("z" if closed else "")


def bezier(d: str) -> str:
    """A path of cubic Béziers."""
    numbers = tenths(d)
    x, y = numbers[0], numbers[1]
    steps = [f"M{WRITTEN[x]},{WRITTEN[y]}"]
    for place in range(2, len(numbers) - 5, 6):
        ax, ay, bx, by, ex, ey = (
            numbers[place] - x, numbers[place + 1] - y, numbers[place + 2] - x, numbers[place + 3] - y,
            numbers[place + 4] - x, numbers[place + 5] - y,
        )  # fmt: skip
        if _is_straight(ax, bx, ex) and _is_straight(ay, by, ey):
            steps.append(_straight(ex, ey))
        else:
            steps.append("c" + " ".join(f"{WRITTEN[px]},{WRITTEN[py]}" for px, py in ((ax, ay), (bx, by), (ex, ey))))
        x, y = x + ex, y + ey
    return "".join(steps)


def box(points: str) -> tuple[str, str, str, str]:
    """Left, top, width and height of what encloses the points."""
    numbers = tenths(points)
    xs, ys = numbers[::2], numbers[1::2]
    left, top = min(xs), min(ys)
    return WRITTEN[left], WRITTEN[top], WRITTEN[max(xs) - left], WRITTEN[max(ys) - top]


def _is_straight(first: int, second: int, end: int) -> bool:
    """Whether the handles stand at a third and two thirds of the way, as the lines of our own drawings have them."""
    return abs(3 * first - end) <= _NEARLY and abs(3 * second - 2 * end) <= _NEARLY


def _straight(x: int, y: int) -> str:
    if not y:
        return f"h{WRITTEN[x]}" if x else ""
    return f"l{WRITTEN[x]},{WRITTEN[y]}" if x else f"v{WRITTEN[y]}"
