"""Asks a database, whatever its kind, through Ibis: it sums up what is alike, and gives no single row away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from journeybook.survey.days import WIDTH
from journeybook.survey.group import COUNTED, FILTERED, Group, aside
from journeybook.survey.holding import numbers
from journeybook.survey.numbers import PATTERN
from journeybook.survey.plan import Fault, Names, Plan, planned
from journeybook.survey.source import AT
from journeybook.survey.standard import weighed
from journeybook.survey.tally import TooManyError, add
from journeybook.words import phrase

if TYPE_CHECKING:
    from journeybook.model.condition import Condition
    from journeybook.survey.reading import Desk, Read
    from journeybook.survey.source import Source

KEYS = ("day", "answer", "touchpoint", "place", "persona", "weight")


def read_database(desk: Desk, source: Source) -> Iterator[Read | Fault]:
    """Adds the answers of a table to the tally; what a driver says is shown without its secrets."""
    from journeybook.survey.reading import Read, too_many

    if find_spec("ibis") is None:
        message = phrase("To ask a database, Ibis is needed.")
        yield Fault(AT, message, phrase("Install it with: pip install 'journeybook[warehouse]'"))
        return
    if not desk.survey.table:
        yield Fault(AT, phrase("Say which table holds the answers."), phrase("Add a line: table: surveys.answers"))
        return
    try:
        with connected(source.address) as connection:
            table = _table(connection, desk.survey.table)
            plan, faults = planned(desk.book, desk.survey, Names(table.columns))
            yield from faults
            if plan is not None:
                add(desk.tally, groups(table, plan, desk.progress, desk.survey.table), desk.judges)
                yield Read(desk.survey.table, "Ibis", plan)
    except TooManyError:
        yield too_many()
    except Exception as error:  # noqa: BLE001 - every driver has errors of its own, and none may end in a traceback
        yield _refused(source, error)


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """A connection to a database by its address, closed at the end."""
    import ibis

    connection = ibis.connect(address)
    try:
        yield connection
    finally:
        connection.disconnect()


def _table(connection: Any, name: str) -> Any:
    """A table by its name, with its schema (and its catalogue) before it where there are some."""
    *above, own = name.split(".")
    return connection.table(own, database=tuple(above) if len(above) > 1 else "".join(above) or None)


def groups(table: Any, plan: Plan, progress: Any, name: str) -> Iterator[Group]:
    """The rows of a table as sums, and how many the filter left out."""
    for at, answer in enumerate(plan.answers):
        kept = 0
        for batch in summed_up(table, plan, answer).to_pyarrow_batches():
            for row in batch.to_pylist():
                kept += row["n"]
                yield _group(at, row, plan)
            progress(name, kept, 0.0)
        if plan.filter:
            left_out = int(table.count().to_pyarrow().as_py()) - kept
            if left_out:
                yield aside(FILTERED, left_out)


def summed_up(table: Any, plan: Plan, answer: int) -> Any:
    """The one question that is asked: how many rows say the same; the same words for every kind of database."""
    tests = [part for at, condition in plan.filter for part in _tests(table, at, condition)]
    kept = table.filter(tests) if tests else table
    day = _text(table, plan.day).strip().left(WIDTH) if plan.day >= 0 else None
    at = {"touchpoint": plan.touchpoint, "place": plan.place, "persona": plan.persona, "weight": plan.weight}
    cells = {
        "answer": _text(table, answer),
        **{part: _text(table, column) for part, column in at.items() if column >= 0},
    }
    if day is not None:
        cells["day"] = day
    return kept.group_by(**cells).aggregate(n=kept.count())


def _group(at: int, row: dict[str, Any], plan: Plan) -> Group:
    cells = {key: row.get(key) or "" for key in KEYS}
    weight = cells.pop("weight")
    state, each = weighed(weight) if plan.weight >= 0 else (COUNTED, 10**10)
    n = row["n"]
    return Group(at, **cells, state=state, n=n, weights=n * each, squares=n * each * each)


def _text(table: Any, column: int) -> Any:
    import ibis

    return ibis.coalesce(table[column].cast("string"), "")


def _tests(table: Any, column: int, condition: Condition) -> Iterator[Any]:
    text, value = _text(table, column).strip(), _number(table, column)
    for codes, wanted in ((condition.is_, True), (condition.is_not, False)):
        if codes:
            among = text.isin(list(codes))
            same = numbers(codes)
            found = among | value.isin(list(same)).fill_null(False) if same else among
            yield found if wanted else ~found
    for name, bound in condition.bounds.items():
        if isinstance(bound, int | float):
            yield _bounded(value, name, float(bound)).fill_null(False)


def _bounded(value: Any, name: str, bound: float) -> Any:
    return {
        "at_least": value >= bound, "at_most": value <= bound, "more_than": value > bound, "less_than": value < bound,
    }[name]  # fmt: skip


def _number(table: Any, column: int) -> Any:
    """A cell as a number; of a text, only where it is written as one."""
    import ibis

    cell = table[column]
    if cell.type().is_numeric():
        return cell.cast("float64")
    text = _text(table, column).strip().replace(",", ".")
    return ibis.ifelse(text.re_search(f"^{PATTERN}$"), text.cast("float64"), ibis.null("float64"))


def _refused(source: Source, error: Exception) -> Fault:
    said = next((line.strip() for line in str(error).splitlines() if line.strip()), "")
    shown = source.hide(said) if source.may_be_shown else ""
    message = phrase("The database did not answer: {kind}. {said}", kind=type(error).__name__, said=shown[:200])
    return Fault(AT, message, phrase("Try the address and the table with the database’s own program."))
