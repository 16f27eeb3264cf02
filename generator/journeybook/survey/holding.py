"""Whether a condition holds of a cell, decided in Python; how a database is asked the same stands with its reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from journeybook.model.condition import Condition
from journeybook.survey.numbers import NUMBER

BLANKS = " \t\n\r\v\f"
TESTS: dict[str, Callable[[float, float], bool]] = {
    "at_least": lambda cell, bound: cell >= bound,
    "at_most": lambda cell, bound: cell <= bound,
    "more_than": lambda cell, bound: cell > bound,
    "less_than": lambda cell, bound: cell < bound,
}


def number(text: str) -> float | None:
    """A cell as a number to compare with: a point or a comma before the decimals; None for what is none."""
    written = text.replace(",", ".")
    return float(written) if NUMBER.fullmatch(written) else None


def numbers(codes: Iterable[str]) -> tuple[float, ...]:
    """Those of the codes that are numbers: 18 is meant where a table says 18.0."""
    return tuple(found for code in codes if (found := number(code.strip(BLANKS))) is not None)


def holds(condition: Condition) -> Callable[[str], bool]:
    """A test of cells."""
    among, apart = frozenset(condition.is_), frozenset(condition.is_not)
    same, other = frozenset(numbers(condition.is_)), frozenset(numbers(condition.is_not))
    bounds = [(TESTS[name], float(bound)) for name, bound in condition.bounds.items() if isinstance(bound, int | float)]

    def test(cell: str) -> bool:
        text = cell.strip(BLANKS)
        value = number(text) if same or other or bounds else None
        if among and text not in among and value not in same:
            return False
        if apart and (text in apart or value in other):
            return False
        return all(value is not None and bounded(value, bound) for bounded, bound in bounds)

    return test
