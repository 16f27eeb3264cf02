"""Which columns of a table are read, and what for; everything else in it is never looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from journeybook.model.close import closest
from journeybook.model.condition import Condition
from journeybook.words import Phrase, phrase

if TYPE_CHECKING:
    from journeybook.model import Book, Survey

Path = tuple[str | int, ...]


class Wish(Struct, frozen=True):
    """A column that the author named, where in the survey, and what for."""

    path: Path
    name: str


class Fault(Struct, frozen=True):
    """What stops a pull: where in the survey it stands, what it is, what to type instead."""

    path: Path
    message: Phrase
    hint: Phrase | None = None


class Plan(Struct, frozen=True):
    """The columns of one table, by position: several answers, else −1 where there is none.

    `whole_months`: no single day matters, so that a source may give the month of a day that it has looked at.
    """

    answers: tuple[int, ...]
    day: int
    weight: int
    touchpoint: int
    place: int
    persona: int
    filter: tuple[tuple[int, Condition], ...]
    whole_months: bool = False


class Names(Struct, frozen=True):
    """The columns of a table: their names by position, and the other words each is known by."""

    names: Sequence[str]
    also: Sequence[Sequence[str]] = ()

    def positions(self, wanted: str) -> list[int]:
        """Where a column stands: by its name, else whatever the case of letters, else by its question or id."""
        tidy = " ".join(wanted.split())
        exact = [at for at, name in enumerate(self.names) if " ".join(name.split()) == tidy]
        alike = [at for at, name in enumerate(self.names) if " ".join(name.split()).casefold() == tidy.casefold()]
        return exact or alike or [at for at, words in enumerate(self.also) if tidy in words]


def wishes(book: Book, survey: Survey) -> list[Wish]:
    """The columns that a survey names; a touchpoint or persona of the book is none."""
    single = [("answer", survey.answer), ("date", survey.date), ("weight", survey.weight), ("place", survey.place)]
    if survey.touchpoint not in book.steps:
        single.append(("touchpoint", survey.touchpoint))
    if survey.persona not in book.personas:
        single.append(("persona", survey.persona))
    return [
        *(Wish((field,), name) for field, name in single if name),
        *(Wish(("answers", name), name) for name in survey.answers),
        *(Wish(("filter", name), name) for name in survey.filter),
    ]


def planned(book: Book, survey: Survey, columns: Names) -> tuple[Plan | None, list[Fault]]:
    """The plan for one table, or all that is in its way."""
    at: dict[Path, int] = {}
    faults = []
    for wish in wishes(book, survey):
        found = columns.positions(wish.name)
        if len(found) == 1:
            at[wish.path] = found[0]
        else:
            faults.append(_twice(wish) if found else _missing(wish, columns))
    if faults:
        return None, faults
    single = {field: at.get((field,), -1) for field in ("date", "weight", "touchpoint", "place", "persona")}
    answers = [at[path] for path in at if path[0] in {"answer", "answers"}]
    conditions = [(at["filter", name], bound) for name, bound in in_table(survey).items()]
    plan = Plan(
        tuple(answers), single["date"], single["weight"], single["touchpoint"], single["place"], single["persona"],
        tuple(conditions), survey.period != "day" and not any(map(on_days, survey.filter.values())),
    )  # fmt: skip
    return plan, []


def in_table(survey: Survey) -> Mapping[str, Condition]:
    """The conditions that are tried row by row; those on days are tried on the sums, where a day has been read."""
    return {name: condition for name, condition in survey.filter.items() if not on_days(condition)}


def on_days(condition: Condition) -> bool:
    """Whether a condition bounds days."""
    return any(isinstance(bound, date) for bound in condition.bounds.values())


def contradictions(book: Book, survey: Survey) -> Iterator[Fault]:
    """What is wrong with a survey whatever its table holds."""
    if bool(survey.answer) == bool(survey.answers):
        yield Fault(("answer",), phrase("Name the column with the answers: answer: COLUMN, or several under answers."))
    if survey.answers and survey.touchpoint:
        yield Fault(("touchpoint",), phrase("“answers” says the touchpoint of each column; “touchpoint” is too much."))
    known = {survey.answer, *survey.answers, survey.touchpoint, survey.place, survey.persona}
    for name in survey.recode:
        if name not in known:
            message = phrase("“{name}” is no column with answers, touchpoints, places or personas.", name=name[:60])
            yield Fault(("recode", name), message, phrase("Write its name as you wrote it above."))
    for name, condition in survey.filter.items():
        if on_days(condition) and name != survey.date:
            message = phrase("Only the column with the day can be bounded by days.")
            yield Fault(("filter", name), message, phrase("Name it under date as well."))


def _missing(wish: Wish, columns: Names) -> Fault:
    close = closest(wish.name, [name for name in columns.names if name])
    listed = ", ".join(name[:40] for name in columns.names[:12]) + (" …" if len(columns.names) > 12 else "")
    hint = phrase("Did you mean “{close}”?", close=close) if close else phrase("There are: {listed}.", listed=listed)
    return Fault(wish.path, phrase("The source has no column “{name}”.", name=wish.name[:80]), hint)


def _twice(wish: Wish) -> Fault:
    message = phrase("The source has several columns “{name}”.", name=wish.name[:80])
    return Fault(wish.path, message, phrase("Give them different names in the file, and write the one you mean."))
