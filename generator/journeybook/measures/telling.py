"""What went into a figure, as readers read it: names of inputs in words, numbers and days as a language writes them."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from journeybook.measures.shown import Shown
from journeybook.measures.terms import bounded
from journeybook.model.choices import CHOICES
from journeybook.model.comparison import Comparison
from journeybook.words import Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES: Mapping[str, Phrase] = {
    "count": phrase("how many"), "of": phrase("out of"), "part": phrase("how much"), "in all": phrase("in all"),
    "not addressed": phrase("not addressed"), "on critical objectives": phrase("on critical objectives"),
    "touchpoint": phrase("touchpoint"), "metric": phrase("metric"), "promise": phrase("promise"),
    "place": phrase("place"), "persona": phrase("persona"), "standard": phrase("standard"),
    "result": phrase("result"), "value": phrase("result"), "when": phrase("when"), "from": phrase("from"),
    "to": phrase("to"), "share": phrase("share of cases"), "census": phrase("every case counted"),
    "successes": phrase("successes"), "promoters": phrase("promoters"), "passives": phrase("passives"),
    "detractors": phrase("detractors"), "sd": phrase("standard deviation"), "called": phrase("a change"),
    "actual": phrase("now"), "baseline": phrase("at the start"), "ideal": phrase("ideal"),
    "short of the standard": phrase("short of the standard"), "tolerance": phrase("who stay after 0, 1, 2, 3 bad ones"),
    "size": phrase("customers"), "yearly_value": phrase("yearly value of one"), "stay_share": phrase("share who stay"),
    "customer_value": phrase("value to customers"), "business_value": phrase("value to the company"),
    "effort": phrase("effort"), "adding value, h": phrase("time of value, h"), "all time, h": phrase("all time, h"),
    "answered": phrase("answered"), "peak": phrase("peak"), "end": phrase("end"),
    # parts that are there or not
    "needs": phrase("needs"), "expectations": phrase("expectations"), "promises": phrase("promises"),
    "experience_with_brand": phrase("experience with the brand"),
    "experience_with_category": phrase("experience with the trade"),
    "opinions_of_others": phrase("opinions of others"),
    "goal": phrase("goal of the customer"), "start": phrase("start"), "outcome": phrase("outcome for the customer"),
    "benefit": phrase("benefit of each action"), "mapped": phrase("mapped"), "heard": phrase("heard"),
    "shared": phrase("shared"), "acted": phrase("acted on"), "rewarded": phrase("rewarded"),
    "customers": phrase("customers"), "behaviours": phrase("behaviours"), "channels": phrase("channels"),
    "actors": phrase("actors"), "actions": phrase("actions"), "challenges": phrase("challenges"), "kpi": phrase("KPI"),
}  # fmt: skip
_ANSWERS = {"yes": phrase("yes"), "no": phrase("no"), "not told": phrase("not told")}
_TIMES = ("when", "from", "to")
_NUMBER = r"-?\d+(?:\.\d+)?"
_NUMBERS = re.compile(rf"{_NUMBER}(?:( × | ){_NUMBER})*")
_ASKED = re.compile(rf"({'|'.join(Comparison)}) ({_NUMBER})(.*)")


def input_name(name: str) -> Phrase:
    """The name of an input in words; an id stays as it is, and `peak late-invoice/wait` is the peak at that one."""
    what, _, target = name.partition(" ")
    if what in {"peak", "end"} and "/" in target:
        return _filled("{what} {target}", what=NAMES[what], target=target)
    return NAMES.get(name) or CHOICES.get(name) or _filled("{name}", name=name)


def input_value(name: str, typed: str) -> Phrase:
    """What an input says: yes or no, a day, a bound, numbers; ids, names and periods (2026) stay as they are."""
    if asked := _ASKED.fullmatch(typed):
        return bounded(Comparison(asked[1]), _filled("{number}{unit}", number=_number(asked[2]), unit=asked[3]))
    if name not in _TIMES and (found := _NUMBERS.fullmatch(typed)):
        numbers = re.findall(_NUMBER, typed)
        between = "; " if found[1] == " " else " × "
        told = {f"n{at}": _number(number) for at, number in enumerate(numbers)}
        return _filled(between.join(f"{{{name}}}" for name in told), **told)
    return _ANSWERS.get(typed) or _filled("{value}", value=_day(typed) or typed)


def _number(typed: str) -> Shown:
    """A number with its decimals, of which four are enough, six where it is very small."""
    value = float(typed)
    return Shown(value, "", min(len(typed.partition(".")[2]), 4 if abs(value) >= 0.01 else 6))


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) if re.fullmatch(r"\d{4}-\d\d-\d\d", typed) else None
    except ValueError:
        return None  # a place may be called so


def _filled(template: str, **told: object) -> Phrase:
    """A sentence of given things alone, with nothing to translate."""
    return Phrase(template, params=tuple(told.items()))
