"""What holds for any answers: order and reader never matter, equal weights change nothing, small groups stay unsaid."""

from __future__ import annotations

import csv
import random
import tracemalloc
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from statistics import fmean, stdev

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeybook.model import Book, Metric, Settings
from journeybook.model.condition import Condition, read_condition
from journeybook.survey import secrecy, standard, table
from journeybook.survey.days import day_of, order_of, period_of
from journeybook.survey.export import export_of
from journeybook.survey.group import Group
from journeybook.survey.judging import judge
from journeybook.survey.numbers import ONE, read
from journeybook.survey.plan import Plan
from journeybook.survey.summed import Meaning, Whom, order, summed
from journeybook.survey.tally import Sums, Tally, add

PLAIN = settings(deadline=None, max_examples=1500, suppress_health_check=[HealthCheck.function_scoped_fixture])
CELLS = st.one_of(
    st.sampled_from(["9", "10", "0", "7.0", "11", "", "99", "7,5", "1,234", "1_000", "-1", "1e1", " 8 ", "ten", "nan"]),
    st.text(st.characters(codec="utf-8", exclude_characters='\r\n"\0'), max_size=6),
)
DAYS = st.sampled_from(["2026-01-31", " 2026-02-28 10:00", "2026-02-30", "2026-1-5", "", "soon", "2026/03/01"])
WEIGHTS = st.sampled_from(["1", "0.25", "1,5", "", "0", "-2", "1e-3", ".5", "2.", "0.12345678905", "1_0", " 3", "x"])
ROWS = st.lists(st.tuples(CELLS, DAYS, WEIGHTS, st.sampled_from(["A", "B", " A", ""]), CELLS), min_size=1, max_size=60)
CONDITIONS = st.sampled_from(
    [
        Condition(), Condition(is_=("9", "A")), Condition(is_not=("10", "")), read_condition({"at_least": "7,0"}),
        read_condition({"less_than": "10", "is_not": ["8"]}), read_condition({"at_most": "0", "more_than": "-2"}),
    ]
)  # fmt: skip


def metric(kind: str, **fields: str) -> Metric:
    """Return a metric with a survey."""
    survey = {"source": "a.csv", "answer": "a", "date": "d", "place": "p", **fields}
    return Metric.model_validate({"id": "m", "title": "M", "kind": kind, "survey": survey})


def written(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """Write a table of answers."""
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream, quoting=csv.QUOTE_ALL).writerows([["a", "d", "w", "p", "x"], *rows])
    return path


def text(found: Metric, groups: Iterator[Group]) -> str:
    """Give the table of results that sums become."""
    assert found.survey is not None
    tally, book = Tally(), Book(Settings(id="book"), metrics={"m": found})
    add(tally, groups, [judge(found, found.survey, None, "a")])
    told = summed(tally, Meaning(book, found.survey, order(found.survey, tally)[0]))
    each = {period: secrecy.told(parts, True) for period, parts in told.items()}
    left = f"{dict(sorted(tally.aside.items()))} {sorted((why, sum(n.values())) for why, n in tally.bad.items())}"
    return table.text(table.rows(found, each.items(), "", found.kind == "csat")) + left


@PLAIN
@given(ROWS, CONDITIONS, st.booleans(), st.sampled_from(["nps", "csat", "score"]))
def test_duckdb_and_python_agree(
    tmp_path: Path, rows: list[tuple[str, ...]], condition: Condition, whole_months: bool, kind: str
) -> None:
    pytest.importorskip("duckdb")
    from journeybook.survey import duck

    export = export_of(written(tmp_path / "a.csv", rows), "utf-8", "comma")
    plan = Plan((0,), 1, 2, -1, 3, -1, ((4, condition),), whole_months)
    with duck.connected() as base:
        theirs = list(duck.groups(base, duck.csv_table(export), duck.csv_columns(export), plan, lambda _: None))
    ours = standard.groups(export, plan, lambda _: None)
    found = metric(kind, weight="w")
    assert text(found, iter(theirs)) == text(found, ours)


@PLAIN
@given(ROWS, st.randoms())
def test_order_of_rows_never_matters(tmp_path: Path, rows: list[tuple[str, ...]], die: random.Random) -> None:
    plan, found = Plan((0,), 1, 2, -1, 3, -1, ()), metric("nps", weight="w")
    mixed = die.sample(rows, len(rows))
    tables = [
        text(
            found, standard.groups(export_of(written(tmp_path / "a.csv", each), "utf-8", "comma"), plan, lambda _: None)
        )
        for each in (rows, mixed)
    ]
    assert tables[0] == tables[1]


@PLAIN
@given(st.lists(st.integers(1, 5), min_size=5, max_size=80), st.sampled_from(["1", "0.1", "2.75", "0.3333333333"]))
def test_equal_weights_change_nothing(tmp_path: Path, answers: list[int], weight: str) -> None:
    rows = [(str(answer), "2026-01-01", weight, "", "") for answer in answers]
    export = export_of(written(tmp_path / "a.csv", rows), "utf-8", "comma")
    plain = text(metric("csat"), standard.groups(export, Plan((0,), 1, -1, -1, 3, -1, ()), lambda _: None))
    same = text(metric("csat", weight="w"), standard.groups(export, Plan((0,), 1, 2, -1, 3, -1, ()), lambda _: None))
    row, weighted = (next(csv.DictReader(each.splitlines())) for each in (plain, same))
    assert weighted.pop("effective_n") == row["n"]
    assert weighted == row
    assert float(row["value"]) == pytest.approx(fmean(answers), abs=1e-6)
    assert float(row["sd"]) == pytest.approx(stdev(answers), abs=1e-6)
    assert 0 <= int(row["successes"]) <= int(row["n"]) == len(answers)


PARTS = st.dictionaries(
    st.builds(
        Whom, st.sampled_from(["", "j/a", "j/b"]), st.sampled_from(["", "X", "Y", "Z"]), st.sampled_from(["", "p"])
    ),
    st.integers(1, 12).map(lambda n: Sums(n, n * ONE, n * ONE * ONE)),
    max_size=12,
)


@given(PARTS)
def test_what_is_left_out_cannot_be_worked_out(parts: dict[Whom, Sums]) -> None:
    told = {whom: sums.n for whom, sums in secrecy.told(parts, True).groups.items()}
    assert all(n >= secrecy.FEWEST for n in told.values())
    for whole in [whom for whom in told if not whom.place and not whom.persona]:
        within = {part: sums.n for part, sums in parts.items() if whole.touchpoint in {"", part.touchpoint}}
        assert told[whole] == sum(within.values())
        for field in ("place", "persona", *(() if whole.touchpoint else ("touchpoint",))):
            shown = [whom for whom in told if getattr(whom, field) and is_only(whom, field, whole)]
            unsaid = told[whole] - sum(told[whom] for whom in shown)
            assert not shown or unsaid == 0 or unsaid >= secrecy.FEWEST


def is_only(whom: Whom, field: str, whole: Whom) -> bool:
    """Tell whether a group is a part of a whole in one respect alone."""
    return whom == whole._replace(**{field: getattr(whom, field)})


@given(st.decimals(-99_999_999, 99_999_999, places=3))
def test_numbers_are_read_exactly_however_they_are_written(number: Decimal) -> None:
    exact = int(Fraction(str(number)) * ONE)
    assert read(str(number)) == exact
    assert read(str(number).replace(".", ","), "comma") == exact
    assert read(f" {number:,} ", "point") == exact
    assert read(f"{number:,}".replace(",", "\u00a0").replace(".", ","), "comma") == exact


@given(st.dates(date(1000, 1, 1)), st.sampled_from(["day_first", "month_first"]))
def test_days_are_read_in_the_order_that_is_said(day: date, said: str) -> None:
    assert day_of(f"{day:%Y-%m-%d}", said) == day
    shape = "%d.%m.%Y" if said == "day_first" else "%m/%d/%Y"
    cell = f"{day:{shape}}"
    assert day_of(cell, said) == day
    assert order_of([cell]) in {said, None}
    assert period_of(day, "quarter").first <= day <= period_of(day, "quarter").last


def test_a_long_table_needs_no_more_memory_than_a_short_one(tmp_path: Path) -> None:
    die = random.Random(3)
    rows = [
        (str(die.randint(0, 10)), f"2026-{die.randint(1, 12):02}-01", "1", "ABC"[n % 3], "words " * 9)
        for n in range(40_000)
    ]
    peaks = []
    for count in (4_000, 40_000):
        export = export_of(written(tmp_path / "a.csv", rows[:count]))
        tracemalloc.start()
        text(metric("nps"), standard.groups(export, Plan((0,), 1, -1, -1, 3, -1, ()), lambda _: None))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.2 * peaks[0] + 100_000
