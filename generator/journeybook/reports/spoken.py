"""What stands in a cell, said in a language as plain text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import replace

from journeybook.alphabet import alphabetical
from journeybook.measures import shown
from journeybook.measures.figure import Figure
from journeybook.model.choices import choice
from journeybook.reports.report import Blank, Cell, Day, Feeling, Mark, Ref, Sayable, Several, Table, Told, Words
from journeybook.words import date_, number, phrase

_NAMING = 2
"""Cells that tell a row from the others: a place, and what it is told of there."""
QUOTATION_MARKS = ("“", "„", "«", "»", '"', "‘", "‚", "「")


def filters(language: str) -> dict[str, Callable[..., Any]]:
    """What templates ask of cells, of words that somebody said, and of tables."""
    return {
        "said": lambda cell: said(cell, language),
        "named": lambda cell: named(cell, language),
        "in_quotes": lambda words: in_quotes(words, language),
        "rows": lambda table: rows_of(table, language),
    }


def said(cell: Cell, language: str) -> str:
    """The cell in words: `71% (66 … 75%; n = 412)`, `+1.5`, “quoted”, a day that has gone by marked as overdue."""
    return SAID[type(cell)](cell, language)


def named(cell: Cell, language: str) -> str:
    """The cell in words; a figure with its name before it, since in a list no column says it."""
    words = said(cell, language)
    return f"{cell.figure.name.say(language)}: {words}" if isinstance(cell, Told) else words


def rows_of(table: Table, language: str) -> list[tuple[Cell, ...]]:
    """The rows of a table; those of one rank as readers of the language look for their names."""

    def place(ranked: tuple[tuple[float, ...], tuple[Cell, ...]]) -> tuple[tuple[float, ...], list[tuple[str, str]]]:
        rank, row = ranked
        return rank, [alphabetical(said(cell, language), language) for cell in row[:_NAMING]]

    if not table.ranks:
        return list(table.rows)
    return [row for _, row in sorted(zip(table.ranks, table.rows, strict=True), key=place)]


def figure(told: Figure, language: str) -> str:
    """A figure with its interval and n, as far as they are known; a count of promises with how many there are."""
    if told.unit == "promises" and told.value is not None and told.n is not None:
        return phrase("{part} of {whole}", part=told.value, whole=float(told.n)).say(language)
    between = shown.interval(told)
    more = [between.say(language)] if between else []
    counted = told.n is not None and told.value is not None and not told.unit.startswith("of ")
    more += [f"n = {number(told.n or 0, language)}"] if counted else []
    value = shown.value(told).say(language)
    return f"{value} ({'; '.join(more)})" if more else value


def in_quotes(words: Sayable, language: str) -> Sayable:
    """Words in the quotation marks of the language, unless their author typed some."""
    return words if words.say(language).startswith(QUOTATION_MARKS) else phrase("“{words}”", words=words)


def feeling(value: float | None, language: str) -> str:
    """A feeling with its sign: +1.5, 0, −2."""
    if value is None:
        return phrase("no feeling stated").say(language)
    return f"+{number(value, language)}" if value > 0 else number(value, language)


def day(told: Day, language: str) -> str:
    """A day, and that it has gone by."""
    words = date_(told.day, language)
    return phrase("{day}, overdue", day=words).say(language) if told.late else words


def _words(cell: Words, language: str) -> str:
    return (in_quotes(cell.words, language) if cell.quoted else cell.words).say(language)


def _several(cell: Several, language: str) -> str:
    return (" " if cell.in_line else "; ").join(said(each, language) for each in cell.cells)


SAID: Mapping[type, Callable[[Any, str], str]] = {
    Words: _words,
    Ref: lambda cell, language: str(cell.label.say(language)),
    Told: lambda cell, language: figure(cell.figure if cell.counted else replace(cell.figure, n=None), language),
    Feeling: lambda cell, language: feeling(cell.value, language),
    Mark: lambda cell, language: choice(cell.verdict.value).say(language),
    Day: day,
    Several: _several,
    Blank: lambda cell, language: "",
}
