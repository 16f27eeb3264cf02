"""What was read once need not be read again: what is kept of a file gives the same thing to the last word and type."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import types
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints
from zlib import compress, decompress

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import astuple

from journeybook import source
from journeybook.cli import command
from journeybook.files import records
from journeybook.files.records import LeftRecords, OwnRecords
from journeybook.git.marks import Marks
from journeybook.load import Folder, Known, load, load_from
from journeybook.model import KINDS, Book, Metric, Settings, Text
from journeybook.model.fields import documented
from journeybook.model.plain import MisfitError, made, plain, way_of
from journeybook.model.record import Record, filled
from journeybook.pages.digests import Digests
from journeybook.problem import Problem
from journeybook.source import Mapping as Entries
from journeybook.source import Sequence as Items

ROOT = Path(__file__).parents[1]
BOOKS = [ROOT, *sorted(path for path in (Path(__file__).parent / "books").iterdir())]
DAY = date(2026, 11, 26)
JOURNEY = "title: Late\npersona: anna\nx-own: [a, {b: c}]\nphases:\n- Pay:\n  - I wait: -1\n  - I pay\n"
FILES = {
    "journeys/late.yml": JOURNEY,
    "content/personas/anna.yml": "name: Anna\nportrait: {en: Buys late.}\n",
    "content/metrics/wait.yml": "title: Wait\nunit: min\nresults:\n- {date: 2026-01-31, value: 1 h}\n",
    "content/metrics/wait.results.csv": "period,value,n\n2026-02,71,30\n2026-03,69,31\n",
}
Write = Callable[[Mapping[str, str | bytes]], Path]


def same(one: Any, other: Any) -> bool:
    """Tell whether two values are the same, and so are their types, all the way down."""
    if type(one) is not type(other):
        return False
    if isinstance(one, Text):
        return same(one._said, other._said)
    if isinstance(one, Record):
        names = list(type(one).model_fields)
        beside = [(each.__pydantic_extra__, each.__pydantic_private__, each.model_fields_set) for each in (one, other)]
        values = [[getattr(each, name) for name in names] for each in (one, other)]
        ordered = all([name for name in vars(each) if name in names] == names for each in (one, other))
        return ordered and beside[0] == beside[1] and same(*values)
    if isinstance(one, Struct):
        return all(map(same, astuple(one), astuple(other)))
    if isinstance(one, Mapping):
        return same(list(one), list(other)) and same(list(one.values()), list(other.values()))
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return repr(one) == repr(other)


def again(record: Record) -> Record:
    """A record as it comes back from what is kept of it."""
    return made(type(record), json.loads(json.dumps(plain(record))))


def every_record() -> list[type[Record]]:
    """The classes of all records, those inside of others too."""
    found = dict.fromkeys(documented())
    left = [Record]
    while left:
        left = [
            inner for kind in left for inner in kind.__subclasses__() if inner.__module__.startswith("journeybook.")
        ]
        found.update(dict.fromkeys(kind for kind in left if kind.model_fields))
    return list(found)


def test_every_kind_of_value_of_the_model_is_known() -> None:
    assert len(every_record()) > 30
    for kind in every_record():
        for name, hint in get_type_hints(kind, include_extras=True).items():
            if name in kind.model_fields:
                way_of(hint)


@pytest.mark.parametrize("hint", [bytes, set[str], tuple[str, int], str | int, list[str], complex])
def test_a_kind_of_value_that_nobody_has_thought_of_is_refused(hint: Any) -> None:
    with pytest.raises(TypeError):
        way_of(hint)


@cache
def book_in(root: Path) -> Book:
    return load(root, DAY)[0]


@pytest.mark.parametrize("root", BOOKS, ids=lambda path: path.name)
def test_every_thing_of_a_book_comes_back_as_it_was_read(root: Path) -> None:
    book = book_in(root)
    things = (book.settings, *book.entities)
    assert len(things) > 1
    for thing in things:
        back = again(thing)
        assert same(back, thing), thing.id
        assert back == thing
        for name in type(thing).model_fields:
            assert Digests().of(getattr(back, name)) == Digests().of(getattr(thing, name)), (thing.id, name)


def items(values: list[Any]) -> Items:
    found = Items()
    found.extend(values)
    return found


def entries(values: dict[str, Any]) -> Entries:
    found = Entries()
    found.update(values)
    return found


WORDS = st.text(max_size=9)
SPELT: Mapping[Any, st.SearchStrategy[Any]] = {
    str: WORDS,
    bool: st.booleans(),
    int: st.integers(),
    float: st.one_of(st.floats(allow_nan=False, allow_infinity=False), st.integers(0, 9)),  # a tally may be a count
    date: st.dates(),
    types.NoneType: st.none(),
    Text: st.one_of(WORDS, st.dictionaries(st.sampled_from(["", "en", "pl"]), WORDS)).map(Text),
    Any: st.recursive(
        WORDS, lambda inner: st.one_of(st.lists(inner).map(items), st.dictionaries(WORDS, inner).map(entries))
    ),
}


def any_of(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a type, whether anybody could type it or not."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return any_of(inner[0])
    if origin in (Union, types.UnionType):
        return st.one_of(*map(any_of, inner))
    if origin is tuple:
        return st.lists(any_of(inner[0]), max_size=2).map(tuple)
    if origin is dict:
        return st.dictionaries(any_of(inner[0]), any_of(inner[1]), max_size=2)
    if origin is Literal:
        return st.sampled_from(inner)
    if isinstance(hint, type) and issubclass(hint, Struct):
        hints = get_type_hints(hint)
        return st.builds(hint, **{name: any_of(hints[name]) for name in hint.__struct_fields__})
    return any_record(hint) if issubclass(hint, Record) else SPELT[hint]


@cache
def any_record(kind: type[Record]) -> st.SearchStrategy[Record]:
    """Any record of a class, some of its fields as nobody has typed them."""
    hints, infos = get_type_hints(kind, include_extras=True), kind.model_fields

    def field(name: str) -> st.SearchStrategy[Any]:
        values = any_of(hints[name])
        return (
            values
            if infos[name].is_required()
            else st.one_of(st.just(infos[name].get_default(call_default_factory=True)), values)
        )

    drawn = st.fixed_dictionaries({name: field(name) for name in infos})
    return drawn.map(lambda values: filled(kind, {name: values[name] for name in infos}))


@settings(max_examples=60, deadline=None)
@given(st.data())
@pytest.mark.parametrize("kind", [Settings, *KINDS], ids=lambda kind: kind.noun)
def test_any_thing_comes_back_as_it_was(kind: type[Record], data: st.DataObject) -> None:
    thing = data.draw(any_record(kind))
    assert same(again(thing), thing)
    assert Digests().of([*vars(again(thing)).values()]) == Digests().of([*vars(thing).values()])


def left(root: Path) -> list[str]:
    """The files of which something is kept."""
    with closing(sqlite3.connect(root / records.PLACE)) as store:
        return sorted(file for (file,) in store.execute("SELECT file FROM records"))


def built(root: Path) -> tuple[Book, tuple[Problem, ...]]:
    """The book as a build reads it, which leaves what it has read to the next."""
    own = OwnRecords(root, Marks())
    book, problems = load(root, DAY, own)
    own.leave({origin.file for origin in book.origins.values()})
    return book, problems


def looked_at(root: Path) -> tuple[Book, tuple[Problem, ...]]:
    """The book as any other command reads it."""
    with closing(LeftRecords(root)) as found:
        return load(root, DAY, found)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were read as YAML since."""
    files: list[str] = []
    read = source.readable

    def heard(data: bytes, file: str) -> Any:
        files.append(file)
        return read(data, file)

    monkeypatch.setattr(source, "readable", heard)
    return files


def placed(value: source.Value) -> Any:
    """All that stands in a file, and where."""
    if isinstance(value, Entries):
        inner = {name: placed(each) for name, each in value.items()}
        return type(value), value.span, value.keys_at, value.values_at, inner
    if isinstance(value, Items):
        return type(value), value.span, value.items_at, [placed(each) for each in value]
    return value


def is_same_book(one: Book, other: Book) -> bool:
    things = [(book.settings, *book.entities) for book in (one, other)]
    return same(*things) and same(one.as_of, other.as_of) and list(one.origins) == list(other.origins)


def test_what_a_build_has_read_the_next_need_not_look_into(write_book: Write, asked: list[str]) -> None:
    root = write_book(FILES)
    first, told = built(root)
    assert left(root) == sorted(name for name in FILES if name.endswith(".yml"))
    asked.clear()
    for read in (built, looked_at):
        again, told_again = read(root)
        assert is_same_book(again, first)
        assert told_again == told
    assert asked == ["content/book.yml"] * 2


@pytest.mark.parametrize("root", BOOKS, ids=lambda path: path.name)
def test_a_book_is_the_same_with_and_without_what_was_kept(root: Path, tmp_path: Path) -> None:
    for name in ("content", "journeys"):
        shutil.copytree(root / name, tmp_path / "book" / name)
    first, told = built(tmp_path / "book")
    again, told_again = looked_at(tmp_path / "book")
    assert is_same_book(again, first)
    assert told_again == told
    for one, other in zip(first.entities, again.entities, strict=True):
        assert (other.needed, other.names, other.days) == (one.needed, tuple(one.named), one.days)
        assert other.references == one.references
    for name, origin in again.origins.items():
        before = first.origins[name]
        assert (origin.file, origin.mark, origin.span) == (before.file, before.mark, before.span)
        assert placed(origin.root) == placed(before.root)
        assert origin == before


def test_what_is_in_a_journey_is_made_when_somebody_asks_for_it(write_book: Write, asked: list[str]) -> None:
    root = write_book(FILES)
    first, _ = built(root)
    asked.clear()
    again, _ = looked_at(root)
    journey = again.journeys["late"]
    assert "phases" not in vars(journey)
    assert journey.step_ids == first.journeys["late"].step_ids != ()
    assert "phases" not in vars(journey), "which touchpoints there are is known without"
    assert journey.steps == first.journeys["late"].steps
    assert asked == ["content/book.yml"]
    assert vars(journey)["phases"] is journey.phases, "made once"
    another, _ = looked_at(root)
    assert another.journeys["late"] == journey
    assert {another.journeys["late"], journey} == {first.journeys["late"]}
    with pytest.raises(AttributeError):
        _ = journey.wings  # type: ignore[attr-defined]


def test_where_words_stand_is_looked_for_when_somebody_asks(write_book: Write, asked: list[str]) -> None:
    root = write_book(FILES)
    first, _ = built(root)
    again, _ = looked_at(root)
    asked.clear()
    assert [again.place(name) for name in again.origins] == [first.place(name) for name in first.origins]
    assert asked == []
    ways: list[tuple[str, tuple[str | int, ...]]] = [
        ("wait", ("title",)),
        ("wait", ("results", 0, "value")),
        ("wait", ("results", 2, "n")),
        ("late", ("phases", 0, "id")),
    ]
    assert [again.place(name, *way) for name, way in ways] == [first.place(name, *way) for name, way in ways]
    assert again.place("wait", "results", 1).file == "content/metrics/wait.results.csv"
    assert asked == ["content/metrics/wait.yml", "journeys/late.yml"], "each once"


def test_what_a_build_has_read_is_put_away_until_somebody_asks(write_book: Write, asked: list[str]) -> None:
    root = write_book(FILES)
    (first, _), (alone, _) = built(root), load(root, DAY)
    asked.clear()
    for name, origin in first.origins.items():
        at_hand, whole = origin.root, alone.origins[name].root
        assert placed(at_hand) == placed(whole)
        assert origin.root is at_hand, "taken out once"
        origin.put_away()
        alone.origins[name].put_away()
        assert (origin.root is at_hand) == (name == "book"), "of the settings all is at hand"
        assert placed(origin.root) == placed(at_hand)
        assert alone.origins[name].root is whole, "what was not put away before is not"
        assert origin.is_read
    assert asked == []


def test_what_was_let_go_is_read_again_when_somebody_asks(write_book: Write, asked: list[str]) -> None:
    root = write_book(FILES)
    first, _ = built(root)
    again, _ = looked_at(root)
    title = again.place("late", "title")
    asked.clear()
    for book in (first, again):
        book.origins["late"].let_go()
        assert not book.origins["late"].is_read
    assert again.place("late") == first.place("late")
    assert asked == []
    assert again.place("late", "title") == first.place("late", "title") == title
    assert placed(again.origins["late"].root) == placed(first.origins["late"].root)
    assert asked == ["journeys/late.yml", "journeys/late.yml"], "each book once"


@pytest.mark.parametrize("now", ["title: Other\n", "a: [", "", None])
def test_who_asks_after_the_file_has_changed_gets_what_stands_there_now(write_book: Write, now: str | None) -> None:
    root = write_book(FILES)
    built(root)
    again, _ = looked_at(root)
    for name in ("journeys/late.yml", "content/metrics/wait.yml", "content/metrics/wait.results.csv"):
        if now is None:
            (root / name).unlink()
        else:
            (root / name).write_text(now, "utf-8")
    for name in ("late", "wait"):
        assert again.place(name, "title").file == again.origins[name].file
        assert again.place(name, "results", 1).file.startswith(("journeys/", "content/metrics/"))
        root_now = again.origins[name].root
        assert isinstance(root_now, Entries)
        assert list(root_now) == (["title"] if now == "title: Other\n" else [])


def test_an_edit_costs_its_own_file_alone(write_book: Write, asked: list[str]) -> None:
    root = write_book(FILES)
    built(root)
    (root / "journeys/late.yml").write_text(JOURNEY.replace("Late", "Later"), "utf-8")
    asked.clear()
    assert str(built(root)[0].journeys["late"].title) == "Later"
    assert str(looked_at(root)[0].journeys["late"].title) == "Later"
    assert asked == ["content/book.yml", "journeys/late.yml", "content/book.yml"]


def test_the_table_beside_a_metric_is_part_of_what_it_was_read_to(write_book: Write) -> None:
    root = write_book(FILES)
    built(root)
    (root / "content/metrics/wait.results.csv").write_text("period,value,n\n2026-02,5,30\n", "utf-8")
    assert [each.value for each in looked_at(root)[0].metrics["wait"].results] == [60, 5]


def test_texts_are_read_by_the_languages_of_the_book(write_book: Write) -> None:
    root = write_book(FILES)
    built(root)
    (root / "content/book.yml").write_text("format: 1\nlanguages: [pl, de]\n", "utf-8")
    assert "unknown-language" in {problem.rule for problem in looked_at(root)[1]}


def test_what_is_wrong_with_a_file_is_told_each_time(write_book: Write) -> None:
    root = write_book({**FILES, "journeys/odd.yml": JOURNEY.replace("persona", "persone")})
    _, told = built(root)
    assert "journeys/odd.yml" in {problem.place.file for problem in told}
    assert "journeys/odd.yml" not in left(root)
    assert looked_at(root)[1] == built(root)[1] == told


def test_files_that_are_gone_are_forgotten(write_book: Write) -> None:
    root = write_book(FILES)
    built(root)
    (root / "content/metrics/wait.yml").unlink()
    built(root)
    assert left(root) == ["content/personas/anna.yml", "journeys/late.yml"]


def test_another_program_does_not_believe_what_was_kept(
    write_book: Write, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_book(FILES)
    built(root)
    monkeypatch.setattr(records, "version", lambda name: f"another {name}")
    asked.clear()
    built(root)
    assert len(asked) == 4
    built(root)
    assert len(asked) == 5


def test_the_program_is_told_by_all_that_reads_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "journeybook"
    shutil.copytree(records.PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(records, "PACKAGE", package)

    def program() -> list[str]:
        return list(records._program(Marks()))

    before = program()
    for name in (
        "words.py",
        "problem.py",
        "level.py",
        "source/events.py",
        "model/touchpoint.py",
        "git/marks.py",
        "load/reading.py",
    ):
        (package / name).write_text((package / name).read_text("utf-8") + "# other\n", "utf-8")
        assert program() != before, name
        before = program()
    (package / "pages/facts.py").write_text("# other\n", "utf-8")
    assert program() == before


def test_a_row_that_somebody_has_changed_is_as_good_as_absent(write_book: Write, asked: list[str]) -> None:
    root = write_book(FILES)
    first, _ = built(root)
    with closing(sqlite3.connect(root / records.PLACE)) as store, store:
        for file, data in store.execute("SELECT file, data FROM records").fetchall():
            words = json.loads(decompress(data))
            words["thing"]["title"] = "Forged"
            data = compress(json.dumps(words).encode())
            store.execute("UPDATE records SET data = ? WHERE file = ?", (data, file))
    asked.clear()
    assert is_same_book(looked_at(root)[0], first)
    assert len(asked) == 4


MISFITS: Mapping[str, Any] = {
    "nothing": {},
    "no thing": {"thing": None},
    "an unknown field": {"thing": {"persona": "anna", "id": "late", "wings": 2}},
    "a required field less": {"thing": {"id": "late"}},
    "another id": {"thing": {"id": "early", "persona": "anna"}},
    "a number for a text": {"thing": {"id": "late", "persona": "anna", "title": 7}},
    "a text for a list": {"thing": {"id": "late", "persona": "anna", "tags": "none"}},
    "a text for what was left aside": {"aside": {"phases": lambda: "none"}},
    "something else left aside": {"aside": {"wings": list}},
    "no values left aside": {"aside": {"phases": lambda: int("[")}},
    "no ids": {"ids": [["p"]]},
    "no such day": {"thing": {"id": "late", "persona": "anna", "last_reviewed": "2026-02-30"}},
    "no such choice": {"thing": {"id": "late", "persona": "anna", "status": "asleep"}},
    "half a duration": {"thing": {"id": "late", "persona": "anna", "review_every": [1.0]}},
    "no place": {"span": [1, 2]},
    "no names": {"named": [1]},
    "no day": {"days": [5]},
    "no marks": {"mark": None},
}


@pytest.mark.parametrize("what", MISFITS)
def test_what_does_not_fit_is_read_anew(
    write_book: Write, asked: list[str], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    root = write_book(FILES)
    first, _ = built(root)
    found = LeftRecords.found

    def forged(self: LeftRecords, file: str, mark: str) -> Any:
        told = found(self, file, mark)
        assert told is not None
        is_forged = file == "journeys/late.yml"
        return {} if is_forged and what == "nothing" else {**told, **MISFITS[what]} if is_forged else told

    monkeypatch.setattr(LeftRecords, "found", forged)
    asked.clear()
    again, _ = looked_at(root)
    assert is_same_book(again, first)
    assert asked == ["content/book.yml", "journeys/late.yml"]


def test_plain_values_of_another_record_are_refused() -> None:
    with pytest.raises(MisfitError):
        made(Metric, ["id"])


@pytest.mark.parametrize("spoilt", [b"", b"no store at all " * 500, None])
def test_a_file_that_is_no_store_costs_time_alone(write_book: Write, asked: list[str], spoilt: bytes | None) -> None:
    root = write_book(FILES)
    first, _ = built(root)
    whole = (root / records.PLACE).read_bytes()
    (root / records.PLACE).write_bytes(whole[:5000] + b"x" * 9000 if spoilt is None else spoilt)
    for read in (looked_at, built):
        assert is_same_book(read(root)[0], first)
    asked.clear()
    assert is_same_book(looked_at(root)[0], first)
    assert asked == ["content/book.yml"], "the build has put another in its place"


def test_where_nobody_may_write_a_build_does_without(write_book: Write) -> None:
    root = write_book({**FILES, ".journeybook": "in the way\n"})
    assert is_same_book(built(root)[0], load(root, DAY)[0])
    assert is_same_book(looked_at(root)[0], load(root, DAY)[0])


def test_two_builds_at_once_do_not_hurt_each_other(write_book: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_book(FILES)
    first, _ = built(root)
    monkeypatch.setattr(records, "_PATIENCE", 0.01)
    (root / "journeys/late.yml").write_text(JOURNEY.replace("Late", "Later"), "utf-8")
    with closing(sqlite3.connect(root / records.PLACE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert str(built(root)[0].journeys["late"].title) == "Later"
        other.execute("UPDATE records SET mark = x'00'")
        assert str(looked_at(root)[0].journeys["late"].title) == "Later"
        other.execute("ROLLBACK")
    assert left(root) == sorted(origin.file for name, origin in first.origins.items() if name != "book")


def test_a_file_that_changes_while_it_is_read_is_not_kept(write_book: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_book(FILES)
    data = Folder.data
    late = root / "journeys/late.yml"

    def meanwhile(self: Folder, name: str, most: int) -> bytes | None:
        if name == "journeys/late.yml":
            late.write_text(JOURNEY.replace("Late", "Otherwise"), "utf-8")
        return data(self, name, most)

    with monkeypatch.context() as busy:
        busy.setattr(Folder, "data", meanwhile)
        built(root)
    late.write_text(JOURNEY, "utf-8")
    assert str(looked_at(root)[0].journeys["late"].title) == "Late"


def test_who_only_looks_leaves_nothing_behind(write_book: Write) -> None:
    root = write_book(FILES)

    def state() -> dict[str, bytes | None]:
        return {str(path): path.read_bytes() if path.is_file() else None for path in root.rglob("*")}

    for prepare in (load, built):
        prepare(root)
        before = state()
        for words in (["check"], ["measure"], ["review", str(root)]):
            done = CliRunner().invoke(command, ["-C", str(root), *words])
            assert done.exit_code in (0, 1), done.output
        assert state() == before


def test_commands_take_what_a_build_has_left(write_book: Write, asked: list[str]) -> None:
    root = write_book(FILES)
    built(root)
    asked.clear()
    told = CliRunner().invoke(command, ["-C", str(root), "report", "frontline"])
    assert told.exit_code == 0, told.output
    assert "journeys/late.yml" not in asked


def test_nothing_is_believed_that_git_brings_along(write_book: Write, asked: list[str]) -> None:
    root = write_book(FILES)
    built(root)
    kept = (root / records.PLACE).read_bytes()
    for words in (["init", "-q"], ["add", "-f", ".journeybook"]):
        subprocess.run(["git", "-C", str(root), *words], check=True)
    asked.clear()
    looked_at(root)
    assert len(asked) == 4
    (root / "content/metrics/wait.yml").unlink()
    built(root)
    assert (root / records.PLACE).read_bytes() == kept


def test_versions_of_a_book_share_what_was_kept(write_book: Write, asked: list[str]) -> None:
    root = write_book(FILES)
    built(root)
    asked.clear()
    known = Known()
    with closing(LeftRecords(root)) as found:
        one, other = (load_from(Folder(root), DAY, known, found)[0] for _ in range(2))
    assert one.journeys["late"] is other.journeys["late"]
    assert asked == ["content/book.yml"] * 2
