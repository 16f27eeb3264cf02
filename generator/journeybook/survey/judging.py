"""What a cell with an answer says: a number on the scale, a success, or why it counts for nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from journeybook.model.condition import Condition
from journeybook.model.values import NO, YES
from journeybook.survey.holding import TESTS
from journeybook.survey.numbers import BLANKS, ONE, is_unclear, read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeybook.model import Metric, Survey

MISSING = "missing"
UNREADABLE, UNCLEAR, OUTSIDE, BROKEN = "unreadable", "unclear", "outside", "broken"
SCALES = {"nps": (0.0, 10.0), "csat": (1.0, 5.0), "ces": (1.0, 7.0)}
REMEMBERED = 1 << 16
PROMOTER, PASSIVE, DETRACTOR = "promoters", "passives", "detractors"


class Answer(NamedTuple):
    """One answer: why it does not count ("" where it does), its number in ten-billionths, what it is counted as."""

    reason: str
    number: int = 0
    group: str = ""
    success: bool = False


@dataclass(frozen=True)
class Codes:
    """Texts that stand for something, and the numbers among them: 99 is meant where a table says 99.0."""

    texts: frozenset[str]
    numbers: frozenset[int]

    def __contains__(self, cell: tuple[str, int | None]) -> bool:
        return cell[0] in self.texts or cell[1] in self.numbers


def codes(typed: Iterable[str]) -> Codes:
    """The codes as an author typed them."""
    texts = frozenset(code.strip(BLANKS) for code in typed)
    return Codes(texts, frozenset(number for text in texts if (number := read(text)) is not None))


@dataclass
class Judge:
    """Reads answers of one metric, remembering those it has seen."""

    kind: str
    scale: tuple[float, float] | None
    success: Condition | None
    missing: Codes
    failures: Codes
    decimal: str | None
    recode: Mapping[str, str]
    best_is_low: bool = False
    seen: dict[str, Answer] = field(default_factory=dict)

    def answer(self, cell: str) -> Answer:
        """What a cell says."""
        found = self.seen.get(cell)
        if found is None:
            if len(self.seen) >= REMEMBERED:
                self.seen.clear()
            found = self.seen[cell] = self._judged(cell)
        return found

    def _judged(self, cell: str) -> Answer:
        text = cell.strip(BLANKS)
        text = self.recode.get(text, text)
        number = read(text, self.decimal)
        if (text, number) in self.failures:
            return Answer("")
        if not text or (text, number) in self.missing:
            return Answer(MISSING)
        if self.kind == "rate":
            return self._case(text, number)
        if number is None:
            return Answer(UNCLEAR if is_unclear(text, self.decimal) else UNREADABLE)
        return self._on_scale(text, number)

    def _case(self, text: str, number: int | None) -> Answer:
        """A case of a rate: a success or not, by the author's condition, else by yes and no, 1 and 0."""
        if self.success is not None:
            if number is None and self.success.bounds:
                return Answer(UNCLEAR if is_unclear(text, self.decimal) else UNREADABLE)
            return Answer("", number or 0, "", _holds(self.success, text, number))
        word = text.casefold()
        if word in YES or number == ONE:
            return Answer("", ONE, "", True)
        return Answer("") if word in NO or number == 0 else Answer(UNREADABLE)

    def _on_scale(self, text: str, number: int) -> Answer:
        value = number / ONE
        if self.scale and not self.scale[0] <= value <= self.scale[1]:
            return Answer(OUTSIDE)
        if self.kind == "nps":
            if number % ONE:
                return Answer(BROKEN)
            return Answer("", number, PROMOTER if value >= 9 else DETRACTOR if value <= 6 else PASSIVE)
        return Answer("", number, "", self._success(text, number, value))

    def _success(self, text: str, number: int, value: float) -> bool:
        """The best two answers of a satisfaction, the easy half of an effort scale, else the author's condition."""
        if self.success is not None:
            return _holds(self.success, text, number)
        if not self.scale or self.kind not in SCALES:
            return False
        low, high = self.scale
        from_best = value - low if self.best_is_low else high - value
        return from_best <= 1 if self.kind == "csat" else from_best < (high - low) / 2


def judge(metric: Metric, survey: Survey, success: Condition | None, column: str) -> Judge:
    """The judge of a metric's answers in one column."""
    typed = (metric.scale.min, metric.scale.max) if metric.scale else None
    scale = SCALES["nps"] if metric.kind == "nps" else typed or SCALES.get(metric.kind or "")
    return Judge(
        metric.kind or "", scale if metric.kind in {*SCALES, "score"} else None, success, codes(survey.missing),
        codes(survey.failures), survey.decimal, survey.recode.get(column, {}), metric.better == "lower",
    )  # fmt: skip


def _holds(condition: Condition, text: str, number: int | None) -> bool:
    same, other = codes(condition.is_), codes(condition.is_not)
    if condition.is_ and (text, number) not in same:
        return False
    if condition.is_not and (text, number) in other:
        return False
    return all(_bounded(number, name, bound) for name, bound in condition.bounds.items())


def _bounded(number: int | None, name: str, bound: object) -> bool:
    test: Callable[[float, float], bool] = TESTS[name]
    return number is not None and isinstance(bound, int | float) and test(number / ONE, float(bound))
