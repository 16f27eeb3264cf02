"""From typed YAML to a book: what is read as typed, and what is said, where, when it cannot be."""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from journeybook.load import load, suggestion
from journeybook.load.day import newest
from journeybook.model import Book, Text
from journeybook.problem import Problem, Severity

Write = Callable[[Mapping[str, str | bytes]], Path]
ROOT = Path(__file__).parents[1]
JOURNEY = """
title: Paying late, once
persona: small-bakery
aim: pay
phases:
  Using:
    - Everything just works: 2
  Paying:
    - I forget the deadline: 0
    - I open the reminder mail: −2
    - Their manager apologises: 0,5
"""
PERSONA = "name: The bakery\n"


def errors(problems: tuple[Problem, ...]) -> list[tuple[str, str, int, int, str, str]]:
    return [
        (p.rule, p.place.file, p.place.line, p.place.column, p.message.say("en"), p.hint.say("en") if p.hint else "")
        for p in problems
        if p.severity is Severity.ERROR
    ]


def read(write: Write, files: Mapping[str, str | bytes]) -> tuple[Book, tuple[Problem, ...]]:
    return load(write(files))


def test_ten_lines_are_a_journey(write_book: Write) -> None:
    book, problems = read(write_book, {"journeys/late.yml": JOURNEY})
    steps = book.journeys["late"].steps
    assert [step.touchpoint.emotion for step in steps] == [2, 0, -2, 0.5]
    assert [step.touchpoint.id for step in steps][1] == "i-forget-the-deadline"
    assert [step.phase_number for step in steps] == [1, 2, 2, 2]
    assert [(p.rule, p.severity) for p in problems] == [("persona-sketch", Severity.ADVICE)]
    assert book.personas["small-bakery"].sketch


def test_short_form_knows_its_places(write_book: Write) -> None:
    book, _ = read(write_book, {"journeys/late.yml": JOURNEY})
    place = book.place("late", "phases", 1, "touchpoints", 1, "emotion")
    assert (place.line, place.column) == (9, 33)
    assert book.place("late", "phases", 1, "touchpoints", 1, "title").line == 9


def test_short_and_long_form_mix(write_book: Write) -> None:
    text = """
        title: Mixed
        persona: someone
        phases:
          - Looking: [{I look: 1}, {title: I find, emotion: 2, id: found}]
          - title: Buying
            duration: 2 days
            touchpoints:
              - I pay: -0.5
              - I wait
        """
    book, problems = read(write_book, {"journeys/mixed.yml": text})
    assert errors(problems) == []
    assert [s.touchpoint.id for s in book.journeys["mixed"].steps] == ["i-look", "found", "i-pay", "i-wait"]
    assert book.journeys["mixed"].steps[3].touchpoint.emotion is None


@pytest.mark.parametrize(
    ("line", "rule", "message", "hint"),
    [
        ("titel: x", "unknown-key", "“titel” is not known here.", "Did you mean “title”?"),
        ("state: as-is-now", "wrong-value", "“as-is-now” is no word that “state” takes.", "as_is"),
        ("persona: [a, b]", "wrong-value", "one value is expected", ""),
        ("last_reviewed: 2026-13-01", "wrong-value", "“2026-13-01” is not a day of the calendar.", "2026-03-31"),
        ("review_every: soon", "wrong-value", "“soon” is not a length of time.", "48 h"),
        ("owner: acounting", "unknown-reference", "There is no actor “acounting” in this book.", "accounting"),
        ("supports: [growth]", "unknown-reference", "There is no objective “growth”", ""),
        ("links: 'javascript:alert(1)'", "wrong-value", "is not an address", "https://"),
        ("image: ../../secret.png", "wrong-value", "is not a picture of this book", "content/assets/"),
        ("summary: {de: Hallo}", "unknown-language", "“de” is not a language of this book", "languages"),
        ("goal: {what: x}", "yaml-colon-in-text", "A colon and a space inside a text", "quotes"),
        ("goal: {EN: x}", "wrong-value", "Here a text is expected", "Did you mean “en”?"),
        ("keeps: [x]", "unknown-key", "“keeps” is not known here.", "is a field of a touchpoint"),
        ("id: other", "unknown-key", "“id” is not typed", "Delete"),
        ("expect: {measure: mean}", "wrong-value", "This test is not complete.", "at_least"),
    ],
)
def test_what_is_wrong_is_said_with_place_and_next_step(
    write_book: Write, line: str, rule: str, message: str, hint: str
) -> None:
    text = f"{line}\ntitle: T\npersona: someone\nphases:\n  - One: [{{I call: 1}}]\n"
    text = text if not line.startswith("persona") else text.replace("persona: someone\n", "")
    _, problems = read(write_book, {"journeys/x.yml": text, "content/actors/accounting.yml": "title: Accounting\n"})
    found = errors(problems)
    assert [(f[0], f[1], f[2]) for f in found] == [(rule, "journeys/x.yml", 1)]
    assert message in found[0][4]
    assert hint in found[0][5]


@pytest.mark.parametrize(
    ("touchpoint", "message"),
    [
        ("- I call: 3", "A feeling lies between -2 and 2, and “3” does not."),
        ("- I call: good", "A feeling is a number, and “good” is none."),
        ("- {title: I call, emotion: 0.3}", "finer than this scale goes"),
        ("- {title: I call, emotion: 5}", "outside -2 … 2"),
        ("- {title: I call, pains: [{txt: x}]}", "“txt” is not known here."),
        ("- {title: I call, keeps: [nothing]}", "There is no promise “nothing”"),
        ("- {title: I call, failure_rate: 5}", "is no share"),
        ("- {title: I call, next: [{to: nowhere}]}", "There is no touchpoint of this journey “nowhere”"),
        ("- {titel: I call}", "“titel” is not known here."),
        ("- I call: -2\n      channel: email", "can stand only alone"),
        ("- {title: I call, id: a}\n    - {title: I wait, id: a}", "“a” is already an id in this file"),
    ],
)
def test_touchpoints_are_checked(write_book: Write, touchpoint: str, message: str) -> None:
    text = f"title: T\npersona: someone\nphases:\n  One:\n    {touchpoint}\n"
    _, problems = read(write_book, {"journeys/x.yml": text})
    found = errors(problems)
    assert len(found) == 1
    assert message in found[0][4]
    assert found[0][2] >= 5


def test_all_problems_of_all_files_at_once(write_book: Write) -> None:
    files = {
        "journeys/x.yml": "title: T\npersona: someone\nstatus: alive\nfases: []\n",
        "content/actors/a.yml": "titel: A\n",
        "content/metrics/m.yml": "title: M\ntarget: many\nresults: [{value: x}]\n",
    }
    _, problems = read(write_book, files)
    assert {p.place.file for p in problems if p.severity is Severity.ERROR} == set(files)
    assert len(errors(problems)) == 5


def test_undeclared_language_is_one_problem(write_book: Write) -> None:
    text = "name: {en: A, ru: Б}\nsummary: {en: A, ru: Б}\n"
    _, problems = read(write_book, {"content/personas/p.yml": text})
    assert [f[0] for f in errors(problems)] == ["unknown-language"]


def test_texts_in_several_languages(write_book: Write) -> None:
    files = {
        "content/book.yml": "format: 1\nlanguages: [en, pl]\n",
        "content/personas/p.yml": "name: {pl: Piekarnia, en: The bakery}\ngoals:\n  - {en: one, pl: jeden}\n  - two\n",
    }
    book, problems = read(write_book, files)
    assert errors(problems) == []
    persona = book.personas["p"]
    assert (persona.name.say("en"), persona.name.say("pl"), persona.name.say("ru")) == (
        "The bakery", "Piekarnia", "The bakery",
    )  # fmt: skip
    assert persona.goals[1] == Text("two")


def test_empty_values_are_absent(write_book: Write) -> None:
    book, problems = read(write_book, {"content/personas/p.yml": "name: P\nsummary:\ngoals:\n  -\n  - one\n"})
    assert errors(problems) == []
    assert not book.personas["p"].summary
    assert book.personas["p"].goals == (Text("one"),)


def test_values_survive_as_typed(write_book: Write) -> None:
    text = 'name: "no"\nsummary: 10:30\nsegment: 01234\nquote: "1.10"\nx-own: {any: [thing]}\n'
    book, problems = read(write_book, {"content/personas/p.yml": text})
    persona = book.personas["p"]
    assert errors(problems) == []
    assert [str(t) for t in (persona.name, persona.summary, persona.segment, persona.quote)] == [
        "no", "10:30", "01234", "1.10",
    ]  # fmt: skip
    assert persona.extras == {"x-own": {"any": ["thing"]}}


def test_figures_of_a_metric_come_in_its_unit(write_book: Write) -> None:
    text = """
        title: Time
        unit: min
        target: 1 h
        results:
          - {period: 2026-Q1, value: 90 min}
          - period: 2026-Q2
            value: 0,5 h
        """
    share = "title: Rate\nkind: rate\nunit: '%'\ntarget: 95\nresults:\n  - {date: 2026-02-01, value: 71 %}\n"
    book, problems = read(write_book, {"content/metrics/t.yml": text, "content/metrics/r.yml": share})
    assert errors(problems) == []
    assert book.metrics["t"].target == 60
    assert [r.value for r in book.metrics["t"].results] == [90, 30]
    assert (book.metrics["r"].target, book.metrics["r"].results[0].value) == (0.95, 0.71)


@pytest.mark.parametrize(
    ("typed", "place", "hint"),
    [
        ("target: 1,200", (4, 9), "Write 1200 or 1.2, whichever you mean."),
        ("results: [{value: '1,200.50 min', n: 3}]", (4, 19), "Write: 1200.50"),
        ("unit: [min]", (4, 7), "Write one, right behind the colon"),
        ("results:\n  - {successes: 3, n: 1,200}", (5, 23), "Write 1200 or 1.2, whichever you mean."),
    ],
)
def test_figures_of_a_metric_are_not_guessed(typed: str, place: tuple[int, int], hint: str, write_book: Write) -> None:
    text = f"title: Time\nkind: time\nbaseline: 5\n{typed}\n"
    (error,) = errors(read(write_book, {"content/metrics/t.yml": text})[1])
    assert error[2:4] == place
    assert hint in error[5]


def test_results_beside_a_metric_are_read_and_checked(write_book: Write) -> None:
    files = {
        "content/metrics/m.yml": "title: M\nkind: nps\n",
        "content/metrics/m.results.csv": "date,promoters,passives,detractors\n2026-01-01,50,30,20\n2026-99-01,1,1,1\n",
    }
    book, problems = read(write_book, files)
    assert [(f[1], f[2]) for f in errors(problems)] == [("content/metrics/m.results.csv", 3)]
    assert book.metrics["m"].results[0].promoters == 50


def test_every_cell_of_a_table_of_results_knows_its_place(write_book: Write) -> None:
    table = """\
        period,n,effective_n,promoters,passives,detractors,plaec,touchpoint
        2026-Q1,100,80.5,50.25,30,19.75,"Kraków, Rynek",
        2026-Q2,100,,50.25,30,19.75,,
        2026-Q3,10,,5,3,2,,fly/nowhere
        2026-Q4,10,12,5,3,2,,
        2026-Q4,10,,5,3,2,,,,
    """
    typed = "kind: nps\nresults: [{period: 2025, promoters: 1, detractors: 2, n: 5}]\n"
    book, problems = read(write_book, {"content/metrics/m.yml": typed, "content/metrics/m.results.csv": table})
    places = [(f[0], f[2], f[3]) for f in errors(problems) if f[1].endswith(".csv")]
    assert places == [
        ("results-table", 1, 52), ("wrong-value", 3, 14), ("wrong-value", 3, 23), ("unknown-reference", 4, 20),
        ("wrong-value", 5, 1), ("results-table", 6, 1),
    ]  # fmt: skip
    assert [(row.promoters, row.effective_n) for row in book.metrics["m"].results[:2]] == [(1, None), (50.25, 80.5)]


RATE = {"content/metrics/m.yml": "title: M\nkind: rate\n"}
BESIDE = "content/metrics/m.results.csv"


@pytest.mark.parametrize("sign", [";", "\t"])
def test_a_table_of_results_is_read_as_excel_saves_it(sign: str, write_book: Write) -> None:
    table = "date;value;n;place\r\n2026-09-30;96,8 %;250;Łódź\r\n2026-99-30;97 %;9;\r\n".replace(";", sign)
    book, problems = read(write_book, {**RATE, BESIDE: b"\xef\xbb\xbf" + table.encode()})
    assert [(f[0], f[2], f[3]) for f in errors(problems)] == [("wrong-value", 3, 1)]
    book, problems = read(write_book, {**RATE, BESIDE: "\n".join(table.splitlines()[:2])})
    assert errors(problems) == []
    (result,) = book.metrics["m"].results
    assert (result.value, result.n, result.place) == (0.968, 250, "Łódź")


def test_a_table_of_results_that_is_no_utf8_is_told_how_to_save_it(write_book: Write) -> None:
    table = "date,value,n,place\n2026-09-30,96.8 %,250,Łódź żółw\n".encode("cp1250")
    _, problems = read(write_book, {**RATE, BESIDE: table})
    ((rule, file, line, column, message, hint),) = errors(problems)
    assert (rule, file, line, column) == ("yaml-encoding", BESIDE, 2, 23)
    assert "Windows-1250" in message
    assert "in Excel choose “CSV UTF-8”" in hint
    assert "Łódź" in hint


def test_two_versions_of_a_table_of_results_are_one_mistake(write_book: Write) -> None:
    rows = "<<<<<<< HEAD\n2026-09-30,242,250\n=======\n2026-09-30,240,250\n>>>>>>> x\n"
    _, problems = read(write_book, {**RATE, BESIDE: f"date,successes,n\n{rows}"})
    assert [(f[0], f[1], f[2]) for f in errors(problems)] == [("yaml-conflict-marker", BESIDE, 2)]
    (problem,) = [p for p in problems if p.place.file == BESIDE]
    assert [place.line for place, _ in problem.others] == [4, 6]


def test_what_stands_in_the_table_beside_a_metric_is_in_its_mark(write_book: Write) -> None:
    typed, marks = "title: M\nkind: nps\nunit: points\n", set()
    for promoters in (50, 51):
        table = f"date,promoters,passives,detractors\n2026-01-01,{promoters},30,20\n"
        book, _ = read(write_book, {"content/metrics/m.yml": typed, "content/metrics/m.results.csv": table})
        marks.add(book.origins["m"].mark)
    assert len(marks) == 2


def test_ids_are_unique_across_the_book(write_book: Write) -> None:
    _, problems = read(write_book, {"content/actors/a.yml": "title: A\n", "content/promises/a.yml": "text: A\n"})
    assert [(f[0], f[1]) for f in errors(problems)] == [("duplicate-id", "content/actors/a.yml")]


def test_old_ids_are_never_used_again(write_book: Write) -> None:
    _, problems = read(
        write_book, {"content/actors/a.yml": "title: A\nformerly: b\n", "content/actors/b.yml": "title: B\n"}
    )
    assert [f[0] for f in errors(problems)] == ["duplicate-id"]


def test_file_names_are_ids(write_book: Write) -> None:
    _, problems = read(write_book, {"content/actors/Call Centre.yml": "title: A\n"})
    assert [f[0] for f in errors(problems)] == ["file-name"]


def test_reference_to_a_file_that_cannot_be_read_is_not_told_twice(write_book: Write) -> None:
    files = {"journeys/x.yml": JOURNEY + "owner: a\n", "content/actors/a.yml": "titel: A\n"}
    _, problems = read(write_book, files)
    assert [f[1] for f in errors(problems)] == ["content/actors/a.yml"]


def test_files_in_folders_of_no_kind_are_told_of(write_book: Write) -> None:
    _, problems = read(write_book, {"content/persona/p.yml": "name: P\n"})
    assert [(p.rule, p.hint.say("en") if p.hint else "") for p in problems] == [
        ("stray-file", "Move it to content/personas/."),
    ]  # fmt: skip


def test_no_book_is_a_problem_with_a_next_step(tmp_path: Path) -> None:
    _, problems = load(tmp_path)
    assert [f[0] for f in errors(problems)] == ["no-book"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_that_leads_to_itself_is_told(write_book: Write) -> None:
    root = write_book({"content/personas/small-bakery.yml": PERSONA})
    for name in ("content/circle.md", "journeys/circle.yml"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).symlink_to(Path(name).name)
    told = {problem.place.file for problem in load(root)[1] if problem.rule == "stray-file"}
    assert told == {"content/circle.md", "journeys/circle.yml"}


def test_a_folder_that_nobody_may_look_into_is_told_and_nothing_of_it_is_missed(
    write_book: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_book(
        {"journeys/late.yml": JOURNEY + "owner: helpline\n", "content/actors/helpline.yml": "title: Us\n"}
    )
    look = os.scandir

    def refuse(path: str) -> Any:
        if str(path).endswith("actors"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return look(path)

    assert {problem.rule for problem in load(root)[1]} == {"persona-sketch"}
    monkeypatch.setattr(os, "scandir", refuse)
    assert [(p.rule, p.place.file) for p in load(root)[1]] == [("no-right", "content/actors")]
    monkeypatch.undo()
    monkeypatch.setattr(os, "access", lambda path, mode: not str(path).endswith("actors"))
    assert [(p.rule, p.place.file) for p in load(root)[1]] == [("no-right", "content/actors")]


def test_all_files_that_nobody_may_read_are_told_at_once(write_book: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = ["content/about.md", "content/metrics/speed.results.csv", "content/promises/fast.yml", "journeys/late.yml"]
    root = write_book(dict.fromkeys((*closed, "content/metrics/speed.yml"), "title: Speed\n"))
    (root / "journeys/mistyped.yml").write_text("titel: Late\n")
    look = Path.open

    def refuse(path: Path, *rest: Any, **more: Any) -> Any:
        if path.relative_to(root).as_posix() in told:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return look(path, *rest, **more)

    monkeypatch.setattr(Path, "open", refuse)
    for told in (closed, ["content/book.yml"]):
        problems = load(root)[1]
        assert [p.place.file for p in problems if p.rule == "no-right"] == told
        assert not {p.rule for p in problems} & {"empty-file", "no-book", "unknown-reference"}
        assert any(p.place.file == "journeys/mistyped.yml" for p in problems)


def test_links_out_of_the_book_are_not_followed(write_book: Write, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yml"
    outside.write_text("title: Secret\n", "utf-8")
    root = write_book({"content/actors/a.yml": "title: A\n"})
    (root / "content/actors/secret.yml").symlink_to(outside)
    (root / "content/actors/gone.yml").symlink_to(tmp_path / "nowhere.yml")
    book, problems = load(root)
    assert list(book.actors) == ["a"]
    told = [problem.place.file for problem in problems if "it is a link that leads out" in problem.message.say()]
    assert told == ["content/actors/gone.yml", "content/actors/secret.yml"]


@pytest.mark.parametrize("typed", ["sm\u0430ll-bakery", "small\u200b-bakery", "„small-bakery”"])
def test_a_reference_that_only_looks_right_is_told_so(write_book: Write, typed: str) -> None:
    root = write_book({
        "content/personas/small-bakery.yml": "name: S\n",
        "journeys/j.yml": f"title: J\npersona: {typed}\nphases:\n  P:\n    - I call: 1\n",
    })  # fmt: skip
    (problem,) = [problem for problem in load(root)[1] if problem.rule == "unknown-reference"]
    assert problem.hint and problem.hint.say().endswith("Delete it and type: small-bakery")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("polski", "Write: pl"), ("PL", "Write: pl"), ("pl, en", "Write: [pl, en]"), ("[en, German]", "Write: de"),
        ("język", "Write the two letters of a language: en, pl, de, uk."),
    ],
)  # fmt: skip
def test_a_language_is_a_code(write_book: Write, typed: str, meant: str) -> None:
    root = write_book({"content/book.yml": f"languages: {typed}\n", "content/actors/a.yml": "title: {en: A, pl: B}\n"})
    (problem,) = load(root)[1]
    assert (problem.place.file, problem.hint and problem.hint.say()) == ("content/book.yml", meant)


def test_a_table_of_results_without_its_metric_is_told_of(write_book: Write) -> None:
    table = "date,value,n\n2026-05-01,45,120\n"
    root = write_book({
        "content/metrics/csat.yml": "title: C\n", "content/metrics/csat.results.csv": table,
        "content/metrics/cast.results.csv": table,
    })  # fmt: skip
    told = [problem.place.file for problem in load(root)[1] if problem.rule == "stray-file"]
    assert told == ["content/metrics/cast.results.csv"]


def test_a_file_larger_than_a_book_reads_is_not_read_in_part(write_book: Write) -> None:
    root = write_book({"journeys/j.yml": f"title: {'x' * 4_000_000}\npersona: p\n"})
    assert [problem.rule for problem in load(root)[1] if problem.place.file == "journeys/j.yml"] == ["yaml-too-large"]


def test_day_is_the_given_one_else_the_newest_that_has_been(write_book: Write) -> None:
    root = write_book({
        "content/evidence/e.yml": "title: E\ndate: 2026-05-04\n",
        "content/actions/a.yml": "title: A\nquestions: {deadline: 2031-01-01}\n",
    })  # fmt: skip
    assert load(root)[0].as_of == date(2026, 5, 4)
    assert load(root, date(2027, 1, 1))[0].as_of == date(2027, 1, 1)


@pytest.mark.parametrize("year", ["2036", "2062", "2206", "9999"])
def test_a_mistyped_year_is_not_taken_for_the_books_day(year: str, write_book: Write) -> None:
    text = "title: NPS\nkind: nps\nresults:\n- {date: 2025-11-01, value: 3, n: 9}\n"
    root = write_book({"content/metrics/nps.yml": text + f"- {{date: {year}-11-04, value: 30, n: 9}}\n"})
    assert load(root)[0].as_of == date(2025, 11, 1)


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (["2017-03-01", "2026-05-04"], "2026-05-04"),  # a book may rest for years
        (["2010-03-01", "2026-05-03", "2026-05-04"], "2026-05-04"),
        (["2026-05-04", "2045-05-04", "2062-05-04"], "2026-05-04"),
        (["2206-05-04"], "1970-01-01"),
        ([], "1970-01-01"),
    ],
)
def test_the_newest_day_is_one_that_can_be(days: list[str], told: str) -> None:
    assert newest(map(date.fromisoformat, days)) == date.fromisoformat(told)


def test_mentions_lead_back(write_book: Write) -> None:
    files = {"journeys/x.yml": JOURNEY + "owner: a\n", "content/actors/a.yml": "title: A\n"}
    book, _ = read(write_book, files)
    assert [(m.source, m.path) for m in book.mentions("a")] == [("x", ("owner",))]


@pytest.mark.parametrize("book", [ROOT, *sorted((ROOT / "tests" / "books").iterdir())], ids=lambda path: path.name)
def test_books_of_the_project_have_no_error(book: Path) -> None:
    assert errors(load(book)[1]) == []


def test_a_mistake_in_the_settings_is_told_once(write_book: Write) -> None:
    settings = (
        "languages: [en, pl]\nobjectives: [{id: keep, statement: Keep}]\nbrand: {values: [{id: near, title: Near}]}\n"
    )
    journey = JOURNEY.replace("aim: pay", "aim: pay\nsupports: [keep]\ngoal: {en: Pay, pl: Zapłacić}")
    files = {"journeys/late.yml": journey, "content/personas/small-bakery.yml": PERSONA}
    wrong = settings + "tolerance: [56]\n"
    _, problems = read(write_book, {**files, "content/book.yml": wrong})
    assert [rule for rule, *_ in errors(problems)] == ["wrong-value"]
    _, problems = read(write_book, {**files, "content/book.yml": "\t" + settings})
    assert [rule for rule, *_ in errors(problems)] == ["yaml-tab"]


def test_what_an_unread_persona_prizes_is_not_missed(write_book: Write) -> None:
    promise = "text: Soon\nanswers: [speed]\n"
    persona = "name: Anna\nvalues: [{id: speed, title: Speed}]\n"
    for typed, wanted in ((persona + "size: many\n", ["wrong-value"]), ("name: Anna\n", ["unknown-reference"])):
        _, problems = read(write_book, {"content/promises/soon.yml": promise, "content/personas/anna.yml": typed})
        assert [rule for rule, *_ in errors(problems)] == wanted


def test_of_twenty_thousand_unknown_names_the_first_hundred_are_told(write_book: Write) -> None:
    many = "".join(f"k{number}: {number}\n" for number in range(20_000))
    _, problems = read(write_book, {"journeys/late.yml": JOURNEY + many})
    assert [line for _, _, line, *_ in errors(problems)] == list(range(11, 111))


def test_a_folder_of_the_right_name_in_the_wrong_place_is_told_where_to_go(write_book: Write) -> None:
    _, problems = read(write_book, {"content/journeys/late.yml": JOURNEY, "promises.yml": ""})
    stray = [p.hint.say("en") for p in problems if p.rule == "stray-file" and p.hint]
    assert stray == ["Move it to journeys/."]


@pytest.mark.parametrize(
    ("file", "typed", "meant"),
    [
        ("late.yml", JOURNEY, "Move it to journeys/."),
        ("content/late.yml", JOURNEY, "Move it to journeys/."),
        ("content/anna.yml", "name: Anna\nkind: customer\n", "Move it to content/personas/."),
        ("Podróże/late.yaml", JOURNEY, "Move it to journeys/."),
        ("persony/anna.yml", "name: Anna\ngoals: [To bake]\n", "Move it to content/personas/."),
        ("обещания/soon.yml", "text: Soon\nmade_in: [poster]\n", "Move it to content/promises/."),
        ("journeys/late.md", f"---\n{JOURNEY}---\n", "Save it as plain text under the name late.yml."),
        ("content/x.yml", "title: A\n", "The folders are: "),
    ],
)
def test_a_part_of_the_book_beside_its_folders_is_told_where_to_go(
    file: str, typed: str, meant: str, write_book: Write
) -> None:
    _, problems = read(write_book, {file: typed})
    told = [(p.place.file, p.hint.say("en")) for p in problems if p.rule == "stray-file" and p.hint]
    assert [name for name, _ in told] == [file]
    assert told[0][1].startswith(meant)


def test_files_that_are_no_part_of_the_book_are_left_alone(write_book: Write) -> None:
    others = {
        "mkdocs.yml": JOURNEY,
        "compose.yml": "name: book\nservices: {web: {image: nginx}}\n",
        "ci.yml": "name: CI\non: push\n",
        "x.yml": "title: A\nowner: b\n",
        ".github/journey.yml": JOURNEY,
        "schemas/late.yml": JOURNEY,
        "archive/late.yml": JOURNEY,
        "journeys/README.md": JOURNEY,
        "journeys/notes.md": "# Notes\n\npersona: see phases\n",
        "content/page.md": "---\ntitle: A\norder: 1\n---\n# A\n",
    }
    _, problems = read(write_book, others)
    assert [p.place.file for p in problems if p.rule == "stray-file"] == []


@pytest.mark.parametrize(
    ("file", "typed", "place", "meant"),
    [
        ("content/personas/late.yml", JOURNEY, "2:1", "Move it to journeys/."),
        ("journeys/anna.yml", "name: Anna\nkind: customer\n", "1:1", "Move it to content/personas/."),
        ("content/actors/soon.yml", "title: S\ntext: Soon\nto: [anna]\n", "2:1", "Move it to content/promises/."),
    ],
)
def test_a_thing_in_the_folder_of_another_kind_is_told_once_where_to_go(
    file: str, typed: str, place: str, meant: str, write_book: Write
) -> None:
    _, problems = read(write_book, {file: typed})
    (problem,) = [p for p in problems if p.place.file == file]
    assert (problem.rule, f"{problem.place.line}:{problem.place.column}") == ("unknown-key", place)
    assert problem.hint is not None
    assert problem.hint.say() == meant


def test_a_field_of_another_kind_does_not_make_a_thing_one_of_it(write_book: Write) -> None:
    _, problems = read(write_book, {"journeys/late.yml": JOURNEY + "method: diary\nsample: 8\nwaiting: 1\n"})
    assert [rule for rule, *_ in errors(problems)] == ["unknown-key"] * 3


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("late/the-shop-is-closed", "“late” has: late/everything-just-works, late/i-forget-the-deadline"),
        ("late/i-open-the-reminder-mial", "Did you mean “late/i-open-the-reminder-mail”?"),
        ("lete/i-open-the-reminder-mail", "Did you mean “late/i-open-the-reminder-mail”?"),
        ("i-open-the-reminder-mail", "Did you mean “late/i-open-the-reminder-mail”?"),
        ("zzz/their-manager-apologises", "Did you mean “late/their-manager-apologises”?"),
        ("latte", "Did you mean “late”?"),
        ("old-late/i-forget-the-deadline", "It is now called “late/i-forget-the-deadline”"),
        ("small-bakery", "“small-bakery” is of another kind: persona."),
        ("xyzzy/qqq", "There are: late."),
        (
            "late/i-forget-the-deadline late",
            "in brackets, with commas between them: [late/i-forget-the-deadline, late]",
        ),
    ],
)
def test_a_reference_that_leads_nowhere_is_answered_by_the_nearest_thing(
    write_book: Write, typed: str, hint: str
) -> None:
    action = f"title: Mend it\naddresses: [{typed}]\n"
    journey = JOURNEY + "formerly: [old-late]\n"
    _, problems = read(write_book, {"content/actions/mend.yml": action, "journeys/late.yml": journey})
    (error,) = errors(problems)
    assert error[0] == "unknown-reference"
    assert hint in error[5]


def test_where_nothing_of_a_kind_is_written_no_empty_list_is_told(write_book: Write) -> None:
    _, problems = read(write_book, {"journeys/late.yml": f"{JOURNEY}supports: [keep-bakeries]\n"})
    (error,) = errors(problems)
    assert error[5].endswith("Nothing of the kind is written yet.")


def test_many_names_that_lead_nowhere_are_all_told_and_few_are_searched_for(
    write_book: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    sought = list[str]()
    monkeypatch.setattr(suggestion, "closest", lambda word, known: sought.append(word))
    addressed = ", ".join(f"gone-{number}" for number in range(5 * suggestion.MOST_SOUGHT))
    _, problems = read(write_book, {"content/actions/mend.yml": f"title: Mend it\naddresses: [{addressed}]\n"})
    assert len(errors(problems)) == 5 * suggestion.MOST_SOUGHT
    assert len(sought) == suggestion.MOST_SOUGHT


def test_after_loading_garbage_is_looked_for_as_before(write_book: Write) -> None:
    assert gc.isenabled()
    read(write_book, {"journeys/late.yml": JOURNEY})
    assert gc.isenabled()
    gc.disable()
    try:
        read(write_book, {"journeys/late.yml": JOURNEY})
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_decimal_comma_between_brackets_is_told_once(write_book: Write) -> None:
    settings = "format: 1\ntolerance: [1, 0,56, 0.12, 0.12]\n"
    _, problems = read(write_book, {"content/book.yml": settings})
    (error,) = errors(problems)
    assert error[2:4] == (2, 16)
    assert error[5] == "Write it with a point: 0.56"


def test_uniqueness_inside_value_is_told_where_it_goes(write_book: Write) -> None:
    model = "title: M\nvalue:\n  text: Quiet\n  uniqueness: Nobody else rings\n"
    _, problems = read(write_book, {"content/service-models/m.yml": model})
    (error,) = errors(problems)
    assert error[2:4] == (4, 3)
    assert "in the same column, uniqueness:" in error[5]
