"""The same answers in a file, with DuckDB and in a PostgreSQL started here give the same table, to the last digit."""

from __future__ import annotations

import getpass
import importlib
import os
import random
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from journeybook.load import load
from journeybook.model.condition import read_condition
from journeybook.survey.plan import Plan
from journeybook.survey.pull import Errand, Pulled, pull
from journeybook.survey.reading import Engine

pytestmark = pytest.mark.xdist_group("postgres")  # one server for all

Write = Callable[[Mapping[str, str | bytes]], Path]
SPARK = {"__annotations__": {"treat_nan_as_null": bool}, "treat_nan_as_null": False}
COLUMNS = ("Score ", "when", "w", "lang", "age", "shop", "step", "comment", "mail")
SURVEY = """
title: Recommend
kind: nps
survey:
  source: {source}
  answer: score
  date: when
  weight: w
  filter: {{lang: [EN, PL], age: {{at_least: 18}}, comment: {{is_not: test}}}}
  missing: 99
  place: shop
  touchpoint: step
  recode: {{step: {{counter: visit/pay}}}}
{more}
"""
JOURNEY = "title: Visit\npersona: guest\nphases:\n  In: [{id: come, title: I come}, {id: pay, title: I pay}]\n"


def rows(count: int = 1500) -> list[tuple[str, ...]]:
    """Give answers as a survey has them: blanks, codes, nonsense, weights with many decimals, people's own words."""
    die = random.Random(7)
    return [
        (
            die.choice([*map(str, range(11)), "99", "", "10", "9", "11", "ten"]),
            f"2026-{die.randint(1, 6):02}-{die.randint(1, 28):02} {die.randint(0, 23):02}:10:59",
            die.choice(["1", f"{die.random() * 3:.12f}", "0.25", "1e-3", "", "0", "-1", "many", " 2 "]),
            die.choice(["EN", "PL", "RU", " EN "]),
            die.choice(["17", "18", "40.0", "x", "", "1e2"]),
            die.choice(["Main Street", "Łódź", "Corner", "", "Corner"]),
            die.choice(["visit/come", "counter", "", "nowhere"]),
            die.choice(["good", "test", "call me, 600 100 200", 'they said "no"']),
            f"guest{number}@example.com",
        )
        for number in range(count)
    ]


def written(answers: list[tuple[str, ...]]) -> str:
    """Give the answers as CSV."""
    quoted = [",".join('"{}"'.format(cell.replace('"', '""')) for cell in row) for row in (COLUMNS, *answers)]
    return "\n".join(quoted) + "\n"


def pulled(root: Path, metric: str, engine: Engine = "auto", **environment: str) -> Pulled:
    """Pull one metric of a book."""
    book, _ = load(root)
    return pull(Errand(book, root, environment, engine, lambda *_: None), book.metrics[metric])


@pytest.fixture
def book(write_book: Write) -> Path:
    """Return a book whose metric is pulled from CSV, and another from a database."""
    return write_book(
        {
            "private/answers.csv": written(rows()),
            "journeys/visit.yml": JOURNEY,
            "content/metrics/file.yml": SURVEY.format(source="private/answers.csv", more=""),
            "content/metrics/base.yml": SURVEY.format(source="${DATABASE}", more="  table: surveys.answers"),
        }
    )


def wanted(module: str) -> Any:
    """Import an extra; skip where it is not installed, but fail in CI, which has installed it."""
    return importlib.import_module(module) if os.environ.get("CI") == "true" else pytest.importorskip(module)


def tool(name: str) -> str | None:
    """Return where a program of PostgreSQL's server is."""
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return shutil.which(name) or (str(places[0]) if places else None)


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a PostgreSQL of our own on a free port and return its address; never skipped in CI."""
    missing = [name for name in ("initdb", "postgres") if tool(name) is None]
    if missing and os.environ.get("CI") != "true":
        pytest.skip("no PostgreSQL server here: apt-get install postgresql")
    wanted("ibis")
    folder = Path("/tmp") / f"journeybook-postgres-{os.getpid()}"  # a short path that another user may enter
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    as_other = ["runuser", "-u", "postgres", "--"] if getpass.getuser() == "root" else []
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    secret = folder / "secret"
    secret.write_text("s3cr3t-w0rd")
    secret.chmod(0o644)
    subprocess.run(
        [*as_other, str(tool("initdb")), "-D", str(folder / "data"), "-U", "reader", "--auth=scram-sha-256",
         f"--pwfile={secret}", "--no-sync", "-E", "UTF8", "--locale=C"],
        check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    server = subprocess.Popen(
        [*as_other, str(tool("postgres")), "-D", str(folder / "data"), "-p", str(port), "-k", str(folder), "-F",
         "-c", "listen_addresses=127.0.0.1"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield f"postgres://reader:s3cr3t-w0rd@127.0.0.1:{port}/postgres"
    finally:
        server.terminate()
        server.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def connection(address: str) -> Any:
    """Connect as soon as the server answers."""
    import time

    psycopg = wanted("psycopg")
    for _ in range(100):
        try:
            return psycopg.connect(address.replace("postgres://", "postgresql://"), autocommit=True)
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise AssertionError("PostgreSQL did not start")


@pytest.fixture(scope="module")
def database(postgres: str) -> str:
    """Fill the database with the answers, once as texts and once in columns of their proper types."""
    with connection(postgres) as base:
        names = ", ".join(f'"{name}" text' for name in COLUMNS)
        base.execute("create schema surveys")
        base.execute(f"create table surveys.answers ({names})")
        base.execute("create table surveys.typed (score double precision, day timestamp, w numeric, shop text)")
        with base.cursor() as cursor:
            cursor.executemany(f"insert into surveys.answers values ({', '.join(['%s'] * len(COLUMNS))})", rows())
            cursor.executemany("insert into surveys.typed values (%s, %s, %s, %s)", typed_rows())
    return postgres


def typed_rows() -> list[tuple[str | None, ...]]:
    """Give those answers whose cells are what the columns of a database take."""
    good = [row for row in rows() if row[0] not in {"ten", ""} and row[2] not in {"many", ""}]
    return [(row[0], row[1], row[2].strip(), row[5]) for row in good]


def test_postgresql_gives_the_same_table_as_the_file(book: Path, database: str) -> None:
    from_file, from_base = pulled(book, "file"), pulled(book, "base", DATABASE=database)
    assert from_base.problems == ()
    assert from_base.text == from_file.text
    assert (from_base.read, from_base.aside) == (from_file.read, from_file.aside)
    assert [(bad.reason, bad.n) for bad in from_base.bad] == [(bad.reason, bad.n) for bad in from_file.bad]
    assert len(from_file.rows) > 15


def test_columns_with_types_give_the_same_table_as_texts(write_book: Write, database: str) -> None:
    lines = [",".join(cell or "" for cell in row) for row in typed_rows()]
    survey = "kind: nps\nsurvey: {{source: {}, answer: score, date: day, weight: w, place: shop, missing: 99{}}}\n"
    root = write_book(
        {
            "private/typed.csv": "\n".join(["score,day,w,shop", *lines]),
            "content/metrics/file.yml": survey.format("private/typed.csv", ""),
            "content/metrics/base.yml": survey.format("'${DATABASE}'", ", table: surveys.typed"),
        }
    )
    from_base = pulled(root, "base", DATABASE=database)
    assert [problem.message.say("en") for problem in from_base.problems] == []
    assert from_base.text == pulled(root, "file").text
    assert len(from_base.rows) > 10


def test_no_secret_is_told(book: Path, database: str) -> None:
    wrong = database.replace("s3cr3t-w0rd", "another-word")
    failed = pulled(book, "base", DATABASE=wrong)
    said = " ".join(problem.message.say("en") for problem in failed.problems)
    assert "reader" in said
    assert "another-word" not in said
    assert "postgres://" not in said
    (book / "content/metrics/base.yml").write_text(SURVEY.format(source="'${DATABASE}'", more="  table: no.such"))
    failed = pulled(book, "base", DATABASE=database)
    assert len(failed.problems) == 1
    assert "s3cr3t" not in failed.problems[0].message.say("en")


def test_duckdb_gives_the_same_table_as_we_do(book: Path) -> None:
    wanted("duckdb")
    ours, theirs = pulled(book, "file", "standard"), pulled(book, "file", "duckdb")
    assert [each.reader for each in (*ours.sources, *theirs.sources)] == ["standard", "DuckDB"]
    assert theirs.text == ours.text
    assert (theirs.read, theirs.aside, theirs.bad) == (ours.read, ours.aside, ours.bad)


@pytest.mark.parametrize("dialect", ["postgres", "bigquery", "snowflake", "pyspark", "trino"])
def test_one_question_is_asked_in_every_database_s_words(dialect: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ibis = wanted("ibis")
    from journeybook.survey.warehouse import summed_up

    if dialect == "pyspark":  # an option that Ibis sets when Spark itself is installed
        monkeypatch.setattr(ibis.options, "pyspark", type("Spark", (ibis.config.Config,), SPARK)())
    table = ibis.table({"a": "float64", "d": "timestamp", "w": "float64", "shop": "string", "age": "string"}, name="t")
    age, shop = read_condition({"at_least": "18"}), read_condition(["EN", "5"])
    plan = Plan((0,), 1, 2, -1, 3, -1, ((4, age), (3, shop)))
    sql = str(ibis.to_sql(summed_up(table, plan, 0), dialect=dialect)).upper()
    assert "GROUP BY" in sql
    assert "COUNT(*)" in sql
    assert "18" in sql
    assert "'EN'" in sql


def test_parquet_gives_the_same_table_as_csv(write_book: Write) -> None:
    duckdb = wanted("duckdb")
    lines = [",".join(cell or "" for cell in row) for row in typed_rows()]
    fields = "answer: score, date: day, weight: w, place: shop"
    survey = f"kind: {{}}\nscale: {{{{min: 0, max: 10}}}}\nsurvey: {{{{source: private/a.{{}}, {fields}}}}}\n"
    root = write_book({"private/a.csv": "\n".join(["score,day,w,shop", *lines])})
    with duckdb.connect() as base:
        base.execute(
            f"copy (select score::double score, day::timestamp as day, w::decimal(18,12) w, shop from "
            f"read_csv('{root}/private/a.csv', all_varchar=true)) to '{root}/private/a.parquet'"
        )
    (root / "content/metrics").mkdir()
    for kind in ("nps", "csat", "score"):
        for ending in ("csv", "parquet"):
            (root / f"content/metrics/{ending}.yml").write_text(survey.format(kind, ending))
        found, expected = pulled(root, "parquet"), pulled(root, "csv")
        assert found.text == expected.text
        assert (found.read, found.aside, [bad.n for bad in found.bad]) == (
            expected.read, expected.aside, [bad.n for bad in expected.bad],
        )  # fmt: skip
        assert len(found.rows) > 10


def test_duckdb_leaves_what_is_no_proper_table_to_us(write_book: Write) -> None:
    wanted("duckdb")
    text = "score,shop\n" + "9,A\n" * 6 + '10,"say ""yes""\nor no"\n7\n8,B,C\n3,A,\n' + '6,"A\n'
    root = write_book({"private/a.csv": text.replace('6,"A\n', "6,A\n"), "content/metrics/m.yml": UNWEIGHTED})
    ours, theirs = pulled(root, "m", "standard"), pulled(root, "m", "duckdb")
    assert theirs.text == ours.text == "period,n,promoters,passives,detractors\n2026,9,7,0,2\n"
    assert theirs.bad == ours.bad
    assert [(bad.reason, bad.n, [line for _, line in bad.lines]) for bad in ours.bad] == [("cells", 2, [10, 11])]
    (root / "private/a.csv").write_text(text + "5,A\n" * 3)
    told = [pulled(root, "m", engine).problems[0].message.say() for engine in ("standard", "duckdb")]
    assert told == ["a.csv is no table from line 13 on: a quotation mark may not be closed."] * 2


UNWEIGHTED = "kind: nps\nsurvey: {source: private/a.csv, answer: score, place: shop, period: 2026}\n"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("first", ["", "\ufeff", "sep=,\n", "\n"])
def test_duckdb_finds_the_first_answer_behind_any_header(write_book: Write, end: str, first: str) -> None:
    wanted("duckdb")
    header = 'score,"How likely\nis it?"\nscore,"two\n\nlines"\n"{""ImportId"":""Q1""}","{""ImportId"":""Q2""}"\n'
    rows = "".join(f"{n},A\n" for n in range(11)) + '10,"a, b"\n\n9,\n'
    root = write_book(
        {
            "private/a.csv": (first + header + rows).replace("\n", end).encode(),
            "content/metrics/m.yml": UNWEIGHTED.replace("place: shop, ", ""),
        }
    )
    ours, theirs = pulled(root, "m", "standard"), pulled(root, "m", "duckdb")
    assert [each.reader for each in (*ours.sources, *theirs.sources)] == ["standard", "DuckDB"]
    assert theirs.text == ours.text == "period,n,promoters,passives,detractors\n2026,13,4,2,7\n"
