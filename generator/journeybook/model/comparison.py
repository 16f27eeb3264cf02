"""How a result is held against a number: four comparisons, and the ways in which a person writes one down."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from pydantic_core import PydanticCustomError

from journeybook.model.complaint import complaint
from journeybook.model.values import YES, read_quantity
from journeybook.words import phrase


class Comparison(StrEnum):
    """How a result is held against a standard."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"


SPOKEN = {
    "at least": "at_least", "≥": "at_least", ">=": "at_least", "=>": "at_least", "co najmniej": "at_least",
    "przynajmniej": "at_least", "не менее": "at_least",
    "at most": "at_most", "no more than": "at_most", "up to": "at_most", "within": "at_most", "≤": "at_most",
    "<=": "at_most", "=<": "at_most", "co najwyżej": "at_most", "najwyżej": "at_most", "не более": "at_most",
    "more than": "more_than", "over": "more_than", "above": "more_than", ">": "more_than", "więcej niż": "more_than",
    "ponad": "more_than", "powyżej": "more_than", "больше": "more_than",
    "less than": "less_than", "under": "less_than", "below": "less_than", "<": "less_than", "mniej niż": "less_than",
    "poniżej": "less_than", "меньше": "less_than",
}  # fmt: skip
"""Words and signs that may stand before the number, in the languages the tool speaks."""

_SPOKEN = re.compile(
    rf"({'|'.join(sorted(map(re.escape, SPOKEN), key=len, reverse=True))})(?![^\W\d_])\s*(.*)", re.IGNORECASE
)


def one_number(typed: Mapping[str, Any]) -> dict[str, Any]:
    """The same standard in its one form, its number with its unit at the comparison: `at_most: 48 h`.

    Also written: `at_most: 48` with `unit: h`; `value: at most 48 h`; `at_most: yes` with `value: 48`. A standard that
    is none of these is left as it is, or complained of.
    """
    fields = dict(typed)
    chosen = [name for name in Comparison if name in fields]
    if len(chosen) > 1:
        raise not_one_comparison()
    if "value" in fields:
        name, number = _with_value(fields, chosen, _word(fields.pop("value"), "value"))
        if chosen not in ([], [name]):
            raise not_one_comparison()
        fields[name], chosen = number, [name]
    if "unit" in fields and len(chosen) == 1:
        fields[chosen[0]] = _with_unit(fields[chosen[0]], _word(fields.pop("unit"), "unit"))
    return {str(key): value for key, value in fields.items()}


def not_one_comparison() -> PydanticCustomError:
    """The complaint of a standard with no comparison, or with two."""
    return complaint(
        phrase("A standard needs exactly one of at_least, at_most, more_than, less_than."),
        phrase("For example: at_most: 15 min."),
    )


def _with_value(fields: Mapping[str, Any], chosen: list[Comparison], typed: str) -> tuple[Comparison, str]:
    """The comparison that stands before the number in `value`, else the one that is only named; and the number."""
    found = _SPOKEN.fullmatch(" ".join(typed.replace("_", " ").split()))
    number = found[2] if found else typed
    _refuse_no_number(number)
    if found:
        chosen = [Comparison(SPOKEN[found[1].lower()])]
    if not chosen:
        raise complaint(
            phrase("“value” alone does not say whether a result must reach this or must not pass it."),
            phrase("Write instead: at_most: {number} – or at_least, more_than, less_than.", number=number[:40]),
            at=("value",),
        )
    if chosen[0] in fields and not _is_yes(fields[chosen[0]]):
        raise complaint(
            phrase("The number stands twice here: behind “{name}” and behind “value”.", name=chosen[0]),
            phrase("Keep one of them: {name}: {number}", name=chosen[0], number=number[:40]),
            at=("value",),
        )
    return chosen[0], number


def _is_yes(typed: object) -> bool:
    return isinstance(typed, str) and typed.strip().lower() in YES


def _word(typed: object, name: str) -> str:
    if isinstance(typed, str):
        return typed.strip()
    raise complaint(phrase("Here one value is expected, not a list or further fields."), at=(name,))


def _refuse_no_number(number: str) -> None:
    try:
        read_quantity(number)
    except PydanticCustomError as error:
        said = error.context or {}
        raise complaint(said["message"], said["hint"], at=("value",)) from None


def _with_unit(number: object, unit: str) -> str:
    """The number with its unit behind it; two units that differ are complained of."""
    number = _word(number, "unit")
    amount = read_quantity(number)
    if unit[:1].isdigit() or (amount.unit and amount.unit != unit):
        raise complaint(
            phrase("“{unit}” is not the unit of “{number}”.", unit=unit[:40], number=number[:40]),
            phrase("Write the number with its unit in one place, for example at_most: 15 min."),
            at=("unit",),
        )
    return number if amount.unit else f"{number} {unit}"
