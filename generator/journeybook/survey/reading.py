"""Reads the sources of a survey, each with the reader that fits: our own, DuckDB, or a database behind Ibis."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from journeybook.survey import standard
from journeybook.survey.export import Export, UnreadableError, export_of
from journeybook.survey.plan import Fault, Names, Plan, planned
from journeybook.survey.source import AT, PARQUET, PATTERNS, Source
from journeybook.survey.tally import Tally, TooManyError, add
from journeybook.words import phrase

if TYPE_CHECKING:
    from journeybook.model import Book, Survey
    from journeybook.survey.judging import Judge

Engine = Literal["auto", "standard", "duckdb"]
Progress = Callable[[str, int, float], None]
"""Told now and then: the source, how many rows were read (0 where that is not known), which share of it (or 0)."""
LARGE = 2_000_000  # bytes from which on DuckDB is worth its start


EMPTY = Fault(AT, phrase("There are no answers in the source."))


class Read(Struct, frozen=True):
    """A source that was read: what it is, with what it was read, and, of a text file, how it is written."""

    name: str
    reader: str
    plan: Plan
    export: Export | None = None


class Desk(Struct, frozen=True):
    """What stays the same for all sources of one survey."""

    book: Book
    survey: Survey
    judges: Sequence[Judge]
    tally: Tally
    engine: Engine
    progress: Progress


def read(desk: Desk, source: Source) -> Iterator[Read | Fault]:
    """Adds every source to the tally; gives what was read, or what is in the way."""
    if source.address:
        from journeybook.survey.warehouse import read_database

        yield from read_database(desk, source)
    for path in source.files:
        try:
            yield from _read_file(desk, path)
        except UnreadableError as error:
            yield unreadable(path, error)
        except TooManyError:
            yield too_many()
        except OSError:
            yield Fault(AT, phrase("The file {name} cannot be read.", name=path.name))


def _read_file(desk: Desk, path: Path) -> Iterator[Read | Fault]:
    if path.suffix.lower() in PARQUET:
        yield from _read_parquet(desk, path)
        return
    export = export_of(path, desk.survey.encoding, desk.survey.separator)
    plan, faults = (
        planned(desk.book, desk.survey, Names(export.names, export.also)) if export.names else (None, [EMPTY])
    )
    yield from faults
    if plan is None:
        return
    if desk.engine == "duckdb" and not has_duckdb():
        yield no_duckdb(path)
    elif _duckdb_fits(desk.engine, export):
        yield _with_duckdb(desk, export, plan)
    else:
        yield _with_standard(desk, export, plan)


def _with_standard(desk: Desk, export: Export, plan: Plan) -> Read:
    name = export.path.name
    add(desk.tally, standard.groups(export, plan, lambda rows: desk.progress(name, rows, 0.0)), desk.judges)
    return Read(name, "standard", plan, export)


def _with_duckdb(desk: Desk, export: Export, plan: Plan) -> Read:
    """DuckDB takes only proper tables; another one is read by us, who say what is wrong in which line."""
    from journeybook.survey import duck

    name, own = export.path.name, Tally()
    try:
        rows = duck.groups(
            duck.connected(), duck.csv_table(export), duck.csv_columns(export), plan,
            lambda share: desk.progress(name, 0, share),
        )  # fmt: skip
        add(own, rows, desk.judges)
    except duck.RefusedError:
        return _with_standard(desk, export, plan)
    desk.tally.join(own)
    return Read(name, "DuckDB", plan, export)


def _read_parquet(desk: Desk, path: Path) -> Iterator[Read | Fault]:
    if not has_duckdb():
        yield no_duckdb(path)
        return
    from journeybook.survey import duck

    if PATTERNS & set(str(path)):
        yield Fault(AT, phrase("The name of {name} holds * ? or [: give it another one.", name=path.name))
        return
    connection, name = duck.connected(), path.name
    try:
        names = duck.parquet_names(connection, path)
        plan, faults = planned(desk.book, desk.survey, names)
        yield from faults
        if plan is not None:
            rows = duck.groups(
                connection, duck.parquet_table(path), duck.parquet_columns(names), plan,
                lambda share: desk.progress(name, 0, share),
            )  # fmt: skip
            add(desk.tally, rows, desk.judges)
            yield Read(name, "DuckDB", plan)
    except duck.RefusedError:
        yield Fault(AT, phrase("The file {name} is not Parquet.", name=name))


def has_duckdb() -> bool:
    """Whether DuckDB is installed."""
    return find_spec("duckdb") is not None


def _duckdb_fits(engine: Engine, export: Export) -> bool:
    if engine == "standard" or not has_duckdb():
        return False
    from journeybook.survey import duck

    return duck.reads(export) and (engine == "duckdb" or export.path.stat().st_size >= LARGE)


def too_many() -> Fault:
    """A place, touchpoint or persona that is different in every row is none."""
    message = phrase("One of the columns for day, touchpoint, place or persona is different in nearly every row.")
    return Fault(
        (), message, phrase("Name the column with the shop or region, not one with numbers or names of people.")
    )


def no_duckdb(path: Path) -> Fault:
    """Says that a file asks for DuckDB."""
    message = phrase("To read {name}, DuckDB is needed.", name=path.name)
    return Fault(AT, message, phrase("Install it with: pip install 'journeybook[data]'"))


def unreadable(path: Path, error: UnreadableError) -> Fault:
    """Says why a text file is no table, and from which line on."""
    told = {"name": path.name, "line": error.line}
    if error.why == "binary":
        return Fault(AT, phrase("{name} is no text file.", name=path.name), phrase("Save it as CSV, or as Parquet."))
    if error.why == "signs":
        message = phrase("The signs of {name} are written in another way from line {line} on.", **told)
        return Fault(AT, message, phrase("Add a line: encoding: windows-1250, or the one it was saved with."))
    message = phrase("{name} is no table from line {line} on: a quotation mark may not be closed.", **told)
    return Fault(AT, message, phrase("Save it anew as CSV, or add a line: separator: semicolon."))
