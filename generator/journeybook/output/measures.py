"""The figures of a book as text for people, as JSON for programs and as CSV for spreadsheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from csv import writer
from io import StringIO
from json import dumps
from typing import Any

from msgspec import Struct

from journeybook.measures import Figure, Figures, Ledger, Verdict, all_of, ledger, of
from journeybook.measures.shown import interval, value
from journeybook.measures.telling import input_name, input_value
from journeybook.model import Book, Text
from journeybook.output.excerpt import in_line
from journeybook.output.harmless import no_command
from journeybook.words import Phrase, phrase

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
COLUMNS = ("id", "kind", "measure", "name", "value", "unit", "low", "high", "n", "formula", "inputs", "verdict", "why")
VERDICTS = {
    Verdict.kept: phrase("kept"),
    Verdict.at_risk: phrase("at risk"),
    Verdict.broken: phrase("broken"),
    Verdict.unmeasured: phrase("unmeasured"),
}


class Measured(Struct, frozen=True):
    """A thing of the book (or the book) with its figures; a promise also with its verdict."""

    id: str
    kind: str
    label: Text
    figures: Figures
    entry: Ledger | None = None


def shown(book: Book, thing: str | None, form: str, language: str) -> str:
    """The figures of one thing, or of the book and all in it, as `text`, `json` or `csv`."""
    return FORMATS[form](measured(book, thing), language)


def measured(book: Book, thing: str | None = None) -> list[Measured]:
    """The things to be shown with their figures: one, or the book and all in it that has figures."""
    entries = ledger(book)
    if thing is None:
        return [_measured(book, key, figures, entries) for key, figures in all_of(book, entries).items()]
    entity = book.get(thing)
    return [_measured(book, thing, of(book, entity, entries), entries)] if entity else []


def text(things: Sequence[Measured], language: str) -> str:
    """A block for each thing, a line for each figure; of one thing alone, formula and inputs as well."""
    blocks = [_block(thing, language, len(things) == 1) for thing in things]
    return "\n\n".join(blocks) + "\n"


def json(things: Sequence[Measured], language: str) -> str:
    """An object: `format` (1) and `things`, a list of objects in a fixed order (book first).

    Each has `id`, `kind`, `label`, `measures` and, for a promise, `verdict` (kept, at_risk, broken, unmeasured), `why`
    and `at` (verdict by keeping touchpoint). Each of `measures` has `id`, `name`, `value` (null: not known), `unit`
    (share = 0 … 1, points, emotion = −2 … 2, "of 5", min …), `low` and `high` (ends of the 95 % interval, or null),
    `n` (cases, or null), `formula`, and `inputs`, a list of [what, value]. Numbers have at most 12 digits; `label`,
    `name`, `formula` and `why` speak the reader's language, all else is the same in every language.
    """
    found = {"format": 1, "things": [_record(thing, language) for thing in things]}
    return dumps(found, ensure_ascii=False, indent=2) + "\n"


def csv(things: Sequence[Measured], language: str) -> str:
    """A row for each figure under the COLUMNS; numbers with a point, as in JSON.

    A spreadsheet would run a text that begins with = + - @ or a tab: such texts get an apostrophe before them.
    """
    stream = StringIO()
    table = writer(stream, lineterminator="\n")
    table.writerow(COLUMNS)
    for thing in things:
        for figure in thing.figures.values():
            table.writerow([cell(content) for content in _row(thing, figure, language)])
    return stream.getvalue()


def cell(content: object) -> object:
    """What stands in a cell: numbers as they are, nothing for None, texts so that no spreadsheet or CI runs them."""
    if not isinstance(content, str):
        return "" if content is None else content
    typed = no_command(content)
    return f"'{typed}" if typed.startswith(FORMULA_SIGNS) else typed


FORMATS: Mapping[str, Callable[[Sequence[Measured], str], str]] = {"text": text, "json": json, "csv": csv}


def _measured(book: Book, key: str, figures: Figures, entries: Mapping[str, Ledger]) -> Measured:
    entity = book.get(key)
    if entity is None:
        return Measured(key, "book", book.settings.title, figures)
    return Measured(key, entity.noun, entity.label, figures, entries.get(key))


def _block(thing: Measured, language: str, whole: bool) -> str:
    label = in_line(thing.label.say(language))
    lines = [f"{thing.id} · {label}" if label else thing.id]
    if thing.entry:
        why = in_line(thing.entry.why.say(language))
        lines.append(f"  {VERDICTS[thing.entry.verdict].say(language)}: {why}")
    widest = max((len(figure.name.say(language)) for figure in thing.figures.values()), default=0)
    for figure in thing.figures.values():
        lines += _lines(figure, language, widest, whole)
    return "\n".join(lines)


def _lines(figure: Figure, language: str, widest: int, whole: bool) -> list[str]:
    ends = interval(figure)
    told = [value(figure).say(language)]
    told += [f"({ends.say(language)})"] if ends else []
    told += [f"n = {figure.n}"] if figure.n is not None else []
    line = f"  {figure.name.say(language).ljust(widest)}  {'  '.join(told)}"
    if not whole:
        return [line]
    inputs = [
        in_line(f"      {input_name(name).say(language)} = {input_value(name, put).say(language)}")
        for name, put in figure.inputs
    ]
    return [line, f"      {figure.formula.say(language)}", *inputs]


def _record(thing: Measured, language: str) -> dict[str, Any]:
    found: dict[str, Any] = {"id": thing.id, "kind": thing.kind, "label": thing.label.say(language)}
    if thing.entry:
        found |= {
            "verdict": thing.entry.verdict.value,
            "why": thing.entry.why.say(language),
            "at": dict(thing.entry.at),
        }
    return found | {"measures": [figure_record(figure, language) for figure in thing.figures.values()]}


def figure_record(figure: Figure, language: str) -> dict[str, Any]:
    """A figure as an object of JSON."""
    return {
        "id": figure.id, "name": figure.name.say(language), "value": _number(figure.value), "unit": figure.unit,
        "low": _number(figure.low), "high": _number(figure.high), "n": figure.n,
        "formula": figure.formula.say(language), "inputs": [list(pair) for pair in figure.inputs],
    }  # fmt: skip


def _row(thing: Measured, figure: Figure, language: str) -> list[object]:
    inputs = "; ".join(f"{name} = {put}" for name, put in figure.inputs)
    entry = thing.entry
    verdict, why = (entry.verdict.value, entry.why) if entry else ("", Phrase(""))
    return [
        thing.id, thing.kind, figure.id, figure.name.say(language), _number(figure.value), figure.unit,
        _number(figure.low), _number(figure.high), figure.n, figure.formula.say(language), inputs, verdict,
        why.say(language),
    ]  # fmt: skip


def _number(figure: float | None) -> float | None:
    """The figure without the noise behind its twelfth digit; whole numbers without a point."""
    rounded = None if figure is None else float(f"{figure:.12g}")
    return int(rounded) if rounded is not None and rounded.is_integer() else rounded
