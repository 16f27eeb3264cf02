"""The latest results of parts of the customers: a row each on one scale, with their intervals and the target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from journeybook.diagrams.journey_map.blocks import text_lines
from journeybook.diagrams.series import Chart, Series
from journeybook.measures.shown import Shown
from journeybook.scene.marks import mark
from journeybook.scene.measure import Face, Type
from journeybook.scene.scale import Scale, ticks
from journeybook.scene.shape import Line, Paint, Part, rule
from journeybook.scene.wrap import lines

HEAD, ROW = 26.0, 40.0  # px
NAME, TICK, VALUE = Type(12), Type(10.5), Type(12, Face.BOLD)
INKS = {"kept": "kept", "at_risk": "risk", "broken": "broken", "unmeasured": "ink"}


@dataclass(frozen=True)
class Strip:
    """Rows below each other from `top` on; `across` is where the plot begins and ends, and the whole breadth (px)."""

    chart: Chart
    series: Sequence[Series]
    across: tuple[float, float, float]
    top: float
    language: str

    @property
    def height(self) -> float:
        """The height of all rows (px)."""
        return HEAD + ROW * len(self.series) + 6 if self.series else 0

    @cached_property
    def marked(self) -> list[float]:
        """The round numbers above the rows."""
        last = [each.points[-1] for each in self.series]
        numbers = [number for point in last for number in (point.low, point.value, point.high)]
        return ticks([*numbers, *([] if self.chart.bound is None else [self.chart.bound])], 4)

    @cached_property
    def scale(self) -> Scale:
        """Where numbers stand across the rows."""
        return Scale(self.marked[0], self.marked[-1], self.across[0] + 20, self.across[1] - 20)

    def paints(self) -> Iterator[Paint]:
        """Lines between rows, round numbers, target and intervals."""
        if not self.series:
            return
        below = self.top + HEAD + ROW * len(self.series)
        for number in self.marked:
            yield rule((self.scale.at(number), self.top + HEAD - 6), (self.scale.at(number), below))
        for row, shown in enumerate(self.series):
            y = self.top + HEAD + ROW * row
            yield rule((0, y), (self.across[2], y))
            yield from self._whisker(shown, y + ROW / 2)
        if self.chart.bound is not None:
            x = self.scale.at(self.chart.bound)
            yield rule((x, self.top + HEAD - 6), (x, below), "rule", "dashed")

    def parts(self, name: str) -> Iterator[Part]:
        """Names, values and marks."""
        if not self.series:
            return
        words = zip(self.marked, scale_words(self.marked, self.chart.unit, self.language), strict=True)
        heads = (Line(self.scale.at(n), self.top + 10, word, TICK, "muted", "middle", 90) for n, word in words)
        yield Part(f"{name}-strip", "group", 1, 1, 1, 1, (), tuple(heads))
        for number, shown in enumerate(self.series, start=1):
            yield from self._row(f"{name}-{number}", shown, self.top + HEAD + ROW * (number - 1))

    def _row(self, name: str, shown: Series, y: float) -> Iterator[Part]:
        start, end, breadth = self.across
        last, words = shown.points[-1], lines(shown.name, start - 14, NAME, 2)
        title = text_lines(words, 4, y + ROW / 2 - len(words) * NAME.leading / 2, NAME, room=start - 14)
        room = breadth - end - 12
        told = lines(last.words, room, VALUE, 1)
        value = text_lines(told, end + 10, y + ROW / 2 - VALUE.leading / 2, VALUE, INKS[shown.state], room)
        tip = f"{shown.name} – {last.tip}"
        yield Part(name, "area", 1, y + 1, breadth - 2, ROW - 2, (), (*title, *value), "", tip)
        x = self.scale.at(last.value)
        if shown.state == "unmeasured":
            yield Part(f"{name}/mark", "dot", x - 4, y + ROW / 2 - 4, 8, 8)
        else:
            yield mark(f"{name}/mark", shown.state, x, y + ROW / 2, 6)

    def _whisker(self, shown: Series, y: float) -> Iterator[Paint]:
        last = shown.points[-1]
        low, high = self.scale.at(last.low), self.scale.at(last.high)
        if low < high:
            for start, end in (((low, y), (high, y)), ((low, y - 3), (low, y + 3)), ((high, y - 3), (high, y + 3))):
                yield Paint((start, end), "", "rule", 1.2)


def scale_words(marked: Sequence[float], unit: str, language: str) -> list[str]:
    """The round numbers of a scale as the language writes them, with as many decimals as their steps need."""
    digits = (0 if marked[1] - marked[0] >= 0.00999 else 1) if unit == "share" else None
    return [Shown(number, unit, digits).say(language) for number in marked]
