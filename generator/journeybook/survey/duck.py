"""Reads CSV and Parquet with DuckDB: it sums up what is alike, all else is decided where every reader's sums arrive."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from journeybook.survey.days import MONTH, WIDTH
from journeybook.survey.group import BAD_WEIGHT, COUNTED, FILTERED, UNWEIGHTED, Group, aside, unweighted
from journeybook.survey.holding import BLANKS, numbers
from journeybook.survey.numbers import BLANKS as ALL_BLANKS
from journeybook.survey.numbers import DECIMALS, HEAVIEST, PATTERN
from journeybook.survey.plan import Names, Plan

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from journeybook.model.condition import Condition
    from journeybook.survey.export import Export

TEXTS = ("utf-8", "utf-8-sig")  # what DuckDB reads by itself
SIGNS = {"at_least": ">=", "at_most": "<=", "more_than": ">", "less_than": "<"}
FETCHED = 10_000
N = 6  # where the number of rows stands in what the question gives
PATIENCE = 0.2  # seconds between two words of progress


class RefusedError(Exception):
    """DuckDB found the file not to be what it takes for a table; our own reader says where and why."""


def connected() -> DuckDBPyConnection:
    """A database in memory that writes nothing, loads nothing, and knows no settings but ours."""
    import duckdb

    return duckdb.connect(
        config={"temp_directory": "", "autoinstall_known_extensions": False, "autoload_known_extensions": False}
    )


def reads(export: Export) -> bool:
    """Whether DuckDB can read a text file as it is written; signs in its name that stand for others it would follow."""
    return export.encoding in TEXTS and not set(str(export.path)) & set("*?[")


def csv_table(export: Export) -> str:
    """The SQL for the rows behind the header, every column a text named by its position."""
    columns = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(len(export.names)))
    return (
        f"read_csv({_text(str(export.path))}, columns={{{columns}}}, auto_detect=false, header=false, "
        f"skip={export.skipped}, delim={_text(export.separator)}, quote='\"', escape='\"', strict_mode=true)"
    )


def csv_columns(export: Export) -> list[str]:
    """The SQL for the columns of a text file."""
    return [f"c{at}" for at in range(len(export.names))]


def parquet_table(path: Path) -> str:
    """The SQL for the rows of a Parquet file."""
    return f"read_parquet({_text(str(path))})"


def parquet_names(connection: DuckDBPyConnection, path: Path) -> Names:
    """The columns of a Parquet file."""
    return Names([name for name, *_ in _asked(connection, f"DESCRIBE SELECT * FROM {parquet_table(path)}")])  # noqa: S608


def first_rows(connection: DuckDBPyConnection, path: Path, names: Names, most: int) -> list[list[str]]:
    """The first rows of a Parquet file, as texts."""
    asked = f"SELECT {', '.join(parquet_columns(names))} FROM {parquet_table(path)} LIMIT {most}"  # noqa: S608 - quoted
    return [[cell or "" for cell in row] for row in _asked(connection, asked)]


def _asked(connection: DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    import duckdb

    try:
        rows: list[tuple[Any, ...]] = connection.execute(sql).fetchall()
    except duckdb.Error as error:
        raise RefusedError from error
    return rows


def parquet_columns(names: Names) -> list[str]:
    """The SQL for the columns of a Parquet file, as texts."""
    return ['CAST("{}" AS VARCHAR)'.format(name.replace('"', '""')) for name in names.names]


def groups(
    connection: DuckDBPyConnection, table: str, columns: list[str], plan: Plan, progress: Callable[[float], None]
) -> Iterator[Group]:
    """The rows of a table as sums.

    Raises RefusedError where DuckDB takes the file for no proper table.
    """
    for at, answer in enumerate(plan.answers):
        kept = 0
        _run(connection, query(table, columns, plan, answer), progress)
        while rows := connection.fetchmany(FETCHED):
            kept += sum(row[N] for row in rows)
            yield from (_group(at, row) for row in rows)
        if plan.filter:
            _run(connection, f"SELECT count(*) FROM {table}", progress)  # noqa: S608 - quoted
            (everything,) = connection.fetchall()[0]
            if everything > kept:
                yield aside(FILTERED, everything - kept)


def query(table: str, columns: list[str], plan: Plan, answer: int) -> str:
    """The one question that is asked of a table: how many rows say the same."""
    cells = {
        "day": _day(columns[plan.day], plan.whole_months) if plan.day >= 0 else "''",
        "answer": columns[answer],
        **{part: columns[at] if at >= 0 else "''" for part, at in _parts(plan).items()},
        "state": _state(columns, plan),
    }
    kept = " AND ".join(part for at, condition in plan.filter for part in _tests(columns[at], condition))
    asked = ", ".join(f"coalesce({cell}, '') AS {name}" for name, cell in cells.items())
    rows = f"SELECT *, {_weight(columns, plan)} AS weight_ FROM {table} WHERE {kept or 'true'}"  # noqa: S608 - quoted
    sums = "sum(weight_), sum(weight_ * weight_)" if plan.weight >= 0 else "NULL, NULL"
    return f"SELECT {asked}, count(*), {sums} FROM ({rows}) GROUP BY ALL"  # noqa: S608 - quoted


def _parts(plan: Plan) -> dict[str, int]:
    return {"touchpoint": plan.touchpoint, "place": plan.place, "persona": plan.persona}


def _group(at: int, row: tuple[Any, ...]) -> Group:
    day, answer, touchpoint, place, persona, state, n, weights, squares = row
    if weights is None:
        sums = unweighted(n) if state == COUNTED else (0, 0)
    else:
        sums = int(weights.scaleb(DECIMALS)), int(squares.scaleb(2 * DECIMALS))
    return Group(at, day, answer, touchpoint, place, persona, state, n, *sums)


def _day(column: str, whole_months: bool) -> str:
    """The signs that hold the day, or the month of a day that needs no second look."""
    looked = f"regexp_extract({column}, {_text(f'^[{ALL_BLANKS}]*(.{{0,{WIDTH}}})')}, 1)"
    day = f"CASE WHEN {column} >= '0' AND {column} < ':' THEN left({column}, {WIDTH}) ELSE {looked} END"
    if not whole_months:
        return day
    return f"CASE WHEN CAST(TRY_CAST({day} AS DATE) AS VARCHAR) = {day} THEN left({day}, {MONTH}) ELSE {day} END"


def _state(columns: list[str], plan: Plan) -> str:
    """Whether a row's weight counts, in the words of `group`."""
    if plan.weight < 0:
        return f"'{COUNTED}'"
    empty = f"regexp_full_match(coalesce({columns[plan.weight]}, ''), {_text(f'[{ALL_BLANKS}]*')})"
    none = f"weight_ = 0 OR {empty}"
    return f"CASE WHEN weight_ > 0 THEN '{COUNTED}' WHEN {none} THEN '{UNWEIGHTED}' ELSE '{BAD_WEIGHT}' END"


def _weight(columns: list[str], plan: Plan) -> str:
    size = len(str(HEAVIEST)) - 1 + DECIMALS
    return _number(columns[plan.weight], f"DECIMAL({size}, {DECIMALS})", ALL_BLANKS) if plan.weight >= 0 else "NULL"


def _tidy(column: str, blanks: str) -> str:
    return f"trim(coalesce({column}, ''), {_text(blanks)})"


def _number(column: str, kind: str, blanks: str) -> str:
    """A cell as a number; what plainly is one needs no closer look.

    Blanks are left out by the pattern, since `trim` with signs of one's own takes longer than all the rest.
    """
    plain = f"{column} >= '0' AND {column} < ':' AND NOT contains({column}, '_')"
    within = _text(f"^[{blanks}]*({PATTERN})[{blanks}]*$")
    closer = f"regexp_extract(replace(coalesce({column}, ''), ',', '.'), {within}, 1)"
    return (
        f"coalesce(CASE WHEN {plain} THEN TRY_CAST({column} AS {kind}) END, TRY_CAST(nullif({closer}, '') AS {kind}))"
    )


def _tests(column: str, condition: Condition) -> Iterator[str]:
    text, number = _tidy(column, BLANKS), _number(column, "DOUBLE", BLANKS)
    for codes, sign in ((condition.is_, ""), (condition.is_not, "NOT ")):
        if codes:
            among = f"IN ({', '.join(map(_text, codes))})"
            same = " OR ".join(f"coalesce({number} = {found!r}::DOUBLE, false)" for found in numbers(codes))
            tidy = f"left({column}, 1) > ' ' AND right({column}, 1) > ' '"  # most cells need no second look
            looked = f"CASE WHEN {column} {among} THEN true WHEN {tidy} THEN false ELSE {text} {among} END"
            yield f"{sign}({looked}{' OR ' + same if same else ''})"
    for name, bound in condition.bounds.items():
        if isinstance(bound, int | float):
            yield f"coalesce({number} {SIGNS[name]} {float(bound)!r}::DOUBLE, false)"


def _text(value: str) -> str:
    """A text in SQL: in quotes, those inside doubled; DuckDB knows no other escape there."""
    return "'" + value.replace("'", "''") + "'"


def _run(connection: DuckDBPyConnection, sql: str, progress: Callable[[float], None]) -> None:
    """Runs a query beside us, so that progress can be told and Ctrl+C is heard."""
    import duckdb

    failed: list[Exception] = []

    def work() -> None:
        try:
            connection.execute(sql)
        except duckdb.Error as error:
            failed.append(error)

    worker = Thread(target=work, daemon=True)
    worker.start()
    try:
        while worker.is_alive():
            worker.join(PATIENCE)
            progress(connection.query_progress())
    except KeyboardInterrupt:
        connection.interrupt()
        worker.join()
        raise
    if failed:
        raise RefusedError from failed[0]
