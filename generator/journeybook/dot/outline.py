"""Outlines of an engine's SVG made short: tenths of a px, steps instead of places, straight where they are straight."""

from __future__ import annotations

_REMEMBERED = 1 << 14
_NEARLY = 4  # tenths of a px, times three: how far a Bézier's handles may lie off a straight line


class _Written(dict[int, str]):
    """Tenths of a px as SVG writes them, each worked out once."""

    def __missing__(self, tenths: int) -> str:
        if len(self) > _REMEMBERED:
            self.clear()
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
    """All numbers of an outline (`M9.07,-664.86C13.36,…` or pairs alone), in tenths."""
    return list(map(_TENTHS.__getitem__, text.lstrip("M").replace("C", " ").replace(",", " ").split()))


def px(text: str) -> str:
    """A number, to a tenth."""
    return WRITTEN[_TENTHS[text]]


def polygon(points: str, closed: bool) -> str:
    """A path along straight lines."""
    x, y, *rest = tenths(points)
    steps = [f"M{WRITTEN[x]},{WRITTEN[y]}"]
    numbers = iter(rest[:-2] if closed else rest)
    for ex, ey in zip(numbers, numbers, strict=True):
        steps.append(_straight(ex - x, ey - y))
        x, y = ex, ey
    return "".join(steps) + ("z" if closed else "")


def bezier(d: str) -> str:
    """A path of cubic Béziers."""
    x, y, *rest = tenths(d)
    steps = [f"M{WRITTEN[x]},{WRITTEN[y]}"]
    numbers = iter(rest)
    for ax, ay, bx, by, ex, ey in zip(*[numbers] * 6, strict=True):
        if _is_straight(x, ax, bx, ex) and _is_straight(y, ay, by, ey):
            steps.append(_straight(ex - x, ey - y))
        else:
            ways = (ax - x, ay - y, bx - x, by - y, ex - x, ey - y)
            steps.append("c{},{} {},{} {},{}".format(*map(WRITTEN.__getitem__, ways)))
        x, y = ex, ey
    return "".join(steps)


def box(points: str) -> tuple[str, str, str, str]:
    """Left, top, width and height of what encloses the points."""
    numbers = tenths(points)
    xs, ys = numbers[::2], numbers[1::2]
    left, top = min(xs), min(ys)
    return WRITTEN[left], WRITTEN[top], WRITTEN[max(xs) - left], WRITTEN[max(ys) - top]


def _is_straight(start: int, first: int, second: int, end: int) -> bool:
    """Whether the handles stand at a third and two thirds of the way, as the lines of our own drawings have them."""
    return -_NEARLY <= 3 * first - 2 * start - end <= _NEARLY and -_NEARLY <= 3 * second - start - 2 * end <= _NEARLY


def _straight(x: int, y: int) -> str:
    if not y:
        return f"h{WRITTEN[x]}" if x else ""
    return f"l{WRITTEN[x]},{WRITTEN[y]}" if x else f"v{WRITTEN[y]}"
