"""What a column is for, as far as its looks and its name tell; every guess says what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from journeybook.model.values import NO, YES
from journeybook.survey.profile import LONG_TEXT, Profile
from journeybook.words import Phrase, phrase

SUSPICIOUS = {0.0, 6.0, 8.0, 9.0, 11.0, 77.0, 88.0, 97.0, 98.0, 99.0, 999.0, 9999.0, -1.0, -9.0, -99.0, -999.0}
SCALES = (("nps", 0, 10), ("csat", 1, 5), ("ces", 1, 7))
RECOMMEND = re.compile(
    r"nps|net ?pro|recommend|polec|likely|prawdopod|рекоменд|вероятн|empfehl|recomm|recomend", re.IGNORECASE
)
EFFORT = re.compile(r"effort|ces\b|easy|easier|łatw|wysił|легк|усили", re.IGNORECASE)
WEIGHT = re.compile(r"^(weight|weights|wt|wgt|waga|wagi|вес|poids|gewicht|peso)$|weight", re.IGNORECASE)
LANGUAGE = re.compile(r"lang|język|jezyk|язык|sprache|langue|idioma", re.IGNORECASE)
PLACE = re.compile(
    r"shop|store|branch|region|city|country|place|outlet|sklep|salon|oddział|miasto|województwo|kraj|placówka|магазин"
    r"|город|регион|филиал|filiale|magasin|tienda",
    re.IGNORECASE,
)
PERSONAL = re.compile(
    r"e-?mail|phone|telefon|mobile|ip.?addr|adres ip|first.?name|last.?name|surname|full.?name|imię|nazwisko|имя"
    r"|фамилия|телефон|почта|address|adres|\bname\b|recipient|external|respondent|collector|network id|token"
    r"|\bid\b|comment|komentarz|uwagi|коммент|why|dlaczego|почему",
    re.IGNORECASE,
)
WHEN = ("submit", "completion", "recorded", "end", "timestamp", "date", "data", "start")
UNCLEAR_NUMBERS = 12  # different answers at most: more are counts or measures, not a scale
ABOUT_PEOPLE = re.compile(
    r"\bage\b|age$|gender|\bsex\b|income|educat|wiek|płeć|dochód|wykształ|возраст|\bпол\b|доход", re.IGNORECASE
)
LARGEST_SHARE = 0.6  # of answers outside a scale, to still be one
RARE = 0.01  # share of answers that may be slips of the pen
MOST_EMPTY = 0.1  # share of rows that must hold an answer
FEWEST = 3  # different answers on a scale


class Question(Struct, frozen=True):
    """A column with answers: the metric it is of, its scale, codes that may mean no answer, and why it looks so."""

    column: str
    kind: str
    low: float
    high: float
    missing: tuple[str, ...]
    recode: tuple[tuple[str, str], ...]
    why: Phrase


class Guess(Struct, frozen=True):
    """A column for something else, and why it looks so."""

    column: str
    why: Phrase


class Proposal(Struct, frozen=True):
    """What a file seems to hold; `personal` are columns that nothing should be read from."""

    questions: tuple[Question, ...]
    date: Guess | None
    order: str | None
    weight: Guess | None
    language: Guess | None
    place: Guess | None
    personal: tuple[str, ...]
    unclear: tuple[str, ...]


def proposal(columns: Sequence[Profile]) -> Proposal:
    """What the columns of a file are for."""
    usual = [column for column in columns if column.name and column.filled]
    personal = [column for column in usual if is_personal(column)]
    rest = [column for column in usual if column not in personal]
    day, weight = _date(rest), _first(rest, _weight)
    language, place = _first(rest, _language), _first(rest, _place)
    taken = {guess.column for guess in (day, weight, language, place) if guess}
    left = [column for column in rest if column.name not in taken and not column.mostly("day")]
    questions = _questions(left)
    known = {found.column for found in questions}
    return Proposal(
        tuple(questions), day, _order(usual, day), weight, language, place, tuple(column.name for column in personal),
        tuple(column.name for column in left if column.name not in known),
    )  # fmt: skip


def _questions(columns: Sequence[Profile]) -> list[Question]:
    """The columns that look like answers, those on one scale beside each other; recommendations first."""
    most = max((column.filled for column in columns), default=0)
    looked = [c for c in columns if c.filled >= MOST_EMPTY * most and not ABOUT_PEOPLE.search(c.name)]
    found = [each for column in looked if (each := question(column))]
    named = any(each.kind == "nps" and _recommends(each.column) for each in found)
    kept = [each for each in found if each.kind != "nps" or not named or _recommends(each.column)]
    return sorted(kept, key=lambda each: (each.kind != "nps", each.kind, each.low, each.high))


def is_personal(column: Profile) -> bool:
    """Whether a column holds what is somebody's own: addresses, numbers, names, free words, or a number for each."""
    if any(column.mostly(sort) for sort in ("email", "address", "phone")) or column.sorts["email"]:
        return True
    if column.mostly("number") or column.mostly("day"):
        return bool(PERSONAL.search(column.name)) and column.many
    free = column.words > LONG_TEXT or (column.many and len(column.values) > column.filled / 4)
    return free or bool(PERSONAL.search(column.name))


def question(column: Profile) -> Question | None:
    """The metric that a column seems to answer; None where it does not look like answers."""
    recode = _labels(column)
    if recode:
        numbers = {float(number): column.values[label] for label, number in recode}
    elif column.mostly("whole") and not column.many:
        numbers = dict(column.numbers)
    else:
        return _yes_no(column)
    for kind, low, high in SCALES:
        found = _on_scale(column, numbers, (kind, low, high), recode)
        if found:
            return found
    return _percent(column)


def _on_scale(
    column: Profile, numbers: dict[float, int], scale: tuple[str, int, int], recode: tuple[tuple[str, str], ...]
) -> Question | None:
    kind, low, high = scale
    inside = {number for number in numbers if low <= number <= high and number % 1 == 0}
    outside = set(numbers) - inside
    stray = sum(numbers[number] for number in outside)
    answers = sum(numbers.values())
    slips = {number for number in outside if numbers[number] <= RARE * answers}
    fits = len(inside) >= FEWEST and outside <= SUSPICIOUS | slips and stray <= LARGEST_SHARE * answers
    if not fits or not _reaches(kind, inside):
        return None
    if kind != "nps":
        kind = "ces" if EFFORT.search(column.name) else "csat"
    missing = tuple(f"{number:g}" for number in sorted(outside & SUSPICIOUS))
    told = {"low": low, "high": high, "n": answers - stray}
    why = phrase("Whole numbers from {low} to {high}: {n} of the first answers.", **told)
    if missing:
        codes = ", ".join(missing)
        why = phrase(
            "Whole numbers from {low} to {high}: {n} of the first answers. Outside: {codes}; codes for no answer?",
            **told, codes=codes,
        )  # fmt: skip
    return Question(column.name, kind, low, high, missing, recode, why)


def _reaches(kind: str, inside: set[float]) -> bool:
    """Whether answers use enough of a scale to be on it, and no smaller one fits as well."""
    if kind == "nps":
        return max(inside) >= 9
    return max(inside) == 5 if kind == "csat" else max(inside) >= 6


def _recommends(name: str) -> bool:
    return bool(RECOMMEND.search(name))


def _labels(column: Profile) -> tuple[tuple[str, str], ...]:
    """Answers in words that hold their number: `10 – extremely likely` is 10; none where some hold none or two."""
    if column.many or column.mostly("number") or not FEWEST <= len(column.values) <= UNCLEAR_NUMBERS:
        return ()
    found = [(label, re.findall(r"(?<![\w.,])-?\d{1,3}(?![\w.,]\d)", label)) for label in sorted(column.values)]
    if any(len(numbers) != 1 for _, numbers in found) or len({numbers[0] for _, numbers in found}) < len(found):
        return ()
    return tuple((label, numbers[0]) for label, numbers in found if label != numbers[0])


def _yes_no(column: Profile) -> Question | None:
    words = {value.casefold() for value in column.values}
    if column.many or len(words) < 2 or not words <= (YES | NO) - {"on"}:
        return None
    return Question(column.name, "rate", 0, 1, (), (), phrase("Yes and no alone."))


def _percent(column: Profile) -> Question | None:
    if not (column.mostly("percent") and column.low >= 0 and column.high <= 100):
        return None
    return Question(column.name, "score", 0, 100, (), (), phrase("Percentages."))


def _date(columns: Iterable[Profile]) -> Guess | None:
    days = [column for column in columns if column.mostly("day")]
    best = min(days, key=lambda column: _rank(column.name), default=None)
    return Guess(best.name, phrase("Days.")) if best else None


def _rank(name: str) -> int:
    lower = name.casefold()
    return next((rank for rank, word in enumerate(WHEN) if word in lower), len(WHEN))


def _order(columns: Iterable[Profile], day: Guess | None) -> str | None:
    return next((column.order for column in columns if day and column.name == day.column), None)


def _first(columns: Iterable[Profile], test: object) -> Guess | None:
    assert callable(test)
    return next((found for column in columns if (found := test(column))), None)


def _weight(column: Profile) -> Guess | None:
    if not column.mostly("number") or column.low < 0 or not WEIGHT.search(column.name):
        return None
    return Guess(
        column.name, phrase("Called a weight; numbers from {low} to {high}.", low=column.low, high=column.high)
    )


def _language(column: Profile) -> Guess | None:
    codes = column.mostly("language") and len(column.values) <= UNCLEAR_NUMBERS
    if not (codes and LANGUAGE.search(column.name)) or column.many:
        return None
    return Guess(column.name, phrase("Codes of languages: {codes}.", codes=", ".join(sorted(column.values)[:8])))


def _place(column: Profile) -> Guess | None:
    few = not column.many and 2 <= len(column.values) <= column.filled / 2
    if not few or column.mostly("number") or column.mostly("day") or not PLACE.search(column.name):
        return None
    return Guess(column.name, phrase("Called a place; {count} different ones.", count=len(column.values)))
