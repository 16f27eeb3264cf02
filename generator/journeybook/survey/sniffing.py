"""A first look at a file with answers: what it is, and what its columns look like."""

from __future__ import annotations

from pathlib import Path

from journeybook.survey.export import UnreadableError, export_of
from journeybook.survey.plan import Fault
from journeybook.survey.profile import LOOKED_AT, Profile, of_export, profiles
from journeybook.survey.reading import has_duckdb, no_duckdb, unreadable
from journeybook.survey.source import PARQUET, PATTERNS
from journeybook.words import Phrase, phrase


def sniffed(path: Path) -> tuple[list[Profile], Phrase] | Fault:
    """The columns of a file and how it is written, or why it cannot be read."""
    if path.suffix.lower() in PARQUET:
        return _parquet(path)
    try:
        export = export_of(path)
        columns = of_export(export)
    except UnreadableError as error:
        return unreadable(path, error)
    told = {"name": path.name, "encoding": export.encoding.removesuffix("-sig"), "separator": repr(export.separator)}
    if export.program:
        return columns, phrase("{name}: export of {program}, {encoding}, {separator}", program=export.program, **told)
    return columns, phrase("{name}: {encoding}, {separator}", **told)


def _parquet(path: Path) -> tuple[list[Profile], Phrase] | Fault:
    if not has_duckdb():
        return no_duckdb(path)
    from journeybook.survey import duck

    if PATTERNS & set(str(path)):
        return Fault((), phrase("The name of {name} holds * ? or [: give it another one.", name=path.name))
    connection = duck.connected()
    try:
        names = duck.parquet_names(connection, path)
        columns = profiles(names.names, duck.first_rows(connection, path, names, LOOKED_AT))
    except duck.RefusedError:
        return Fault((), phrase("The file {name} is not Parquet.", name=path.name))
    return columns, phrase("{name}: Parquet", name=path.name)
