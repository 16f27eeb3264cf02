"""Reports: the figures of the measures and no others, a decision asked of somebody, words where nothing is known."""

from __future__ import annotations

import csv
import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from journeybook import site
from journeybook.alphabet import alphabetical
from journeybook.audience import for_audience
from journeybook.cli import command, main
from journeybook.level import AUDIENCES
from journeybook.load import load
from journeybook.measures import Figure, shown
from journeybook.measures.confidence import by_phase
from journeybook.model import Book, Text
from journeybook.output import measures as measure_output
from journeybook.output import reports as output
from journeybook.pages import render_pages
from journeybook.pages import reports as report_pages
from journeybook.pages.code import address, code
from journeybook.pages.edition import edition
from journeybook.pages.facts import Facts
from journeybook.reports import REPORTS, Report, Source, reports_for, source_of
from journeybook.reports.report import Cell, Several, Told, Words
from journeybook.reports.spoken import rows_of, said
from journeybook.words import number, phrase

ROOT = Path(__file__).parents[1]
BOOKS = {name: ROOT / "tests" / "books" / name for name in ("government", "stress", "ten-lines")} | {"shipped": ROOT}
Write = Callable[[Mapping[str, str | bytes]], Path]


@cache
def book_of(name: str) -> Book:
    return load(BOOKS[name], date(2026, 11, 26))[0]


@cache
def source(name: str) -> Source:
    return source_of(book_of(name))


def every(name: str) -> Iterator[Report]:
    """Every report of a book: whole, as its page has it, and about each role or journey."""
    told = source(name)
    for kind in REPORTS.values():
        yield kind.whole(told)
        yield kind.index(told)
        for entity in told.book.entities if kind.part else ():
            if kind.part and entity.noun == kind.of:
                yield kind.part(told, entity.id)


def cells(report: Report) -> Iterator[Cell]:
    """Every cell, those inside others too."""
    for ask in report.asks:
        yield from _inside((ask.about, ask.what, ask.whom, ask.until))
    for section in report.sections:
        yield from _inside((*section.words, *section.points))
        for row in section.table.rows if section.table else ():
            yield from _inside(row)


def _inside(found: tuple[Cell, ...]) -> Iterator[Cell]:
    for cell in found:
        yield cell
        if isinstance(cell, Several):
            yield from _inside(cell.cells)


@pytest.mark.parametrize("name", BOOKS)
def test_every_figure_is_one_that_measure_gives(name: str) -> None:
    things = json.loads(measure_output.shown(book_of(name), None, "json", "en"))["things"]
    measured = {(thing["id"], figure["id"]): figure for thing in things for figure in thing["measures"]}
    told = [cell for report in every(name) for cell in cells(report) if isinstance(cell, Told)]
    assert told
    for cell in told:
        assert measure_output.figure_record(cell.figure, "en") == measured[cell.of, cell.figure.id]


CELL = re.compile(r"<(?:th|td)[^>]*>(.*?)(?=<(?:th|td)\b|$)", re.DOTALL)
FIGURES = re.compile(r'aria-label="Measures"><table[^>]*>.*?<tbody>(.*?)</table>', re.DOTALL)


@pytest.mark.parametrize("name", ["government", "stress"])
def test_every_figure_in_the_tables_of_a_page_is_one_that_measure_gives(name: str) -> None:
    """Each table of measures is read back from the page and held against the JSON of the command."""
    told = json.loads(measure_output.shown(book_of(name), None, "json", "en"))["things"]
    figures = {thing["id"]: [_as_shown(figure) for figure in thing["measures"]] for thing in told}
    seen = 0
    for page in render_pages(book_of(name)):
        if page.language != "en" or page.path.startswith("reports/"):
            continue
        thing = page.path.rpartition("/")[2]
        for table in FIGURES.findall(page.body):
            for row in table.split("<tr>")[1:]:
                texts = (html.unescape(re.sub(r"<[^>]*>", "", cell)) for cell in CELL.findall(row)[:4])
                cells = tuple(" ".join(text.split()) for text in texts)
                assert cells in figures.get(thing, []) + figures["book"], (page.path, cells)
                seen += 1
    assert seen > 50


def _as_shown(record: dict[str, Any]) -> tuple[str, ...]:
    told = Figure(
        record["id"], record["value"], record["unit"], record["low"], record["high"], record["n"], phrase(""), (),
        phrase(""),
    )  # fmt: skip
    between = shown.interval(told)
    n = "–" if told.n is None else number(told.n, "en")
    return record["name"], shown.value(told).say("en"), between.say("en") if between else "–", n


@pytest.mark.parametrize("name", BOOKS)
@pytest.mark.parametrize("language", ["en", "pl"])
def test_every_report_can_be_written_in_every_form(name: str, language: str) -> None:
    for report in every(name):
        written = {form: write(report, language) for form, write in output.FORMATS.items()}
        told = json.loads(written["json"])
        assert told["title"] and told["lead"] and told["sections"]
        assert bool(told["asks"]) != bool(told["nothing_asked"])
        assert written["md"].startswith(f"# {told['title'][:1]}")
        assert re.search(r"\{\w+\}|Phrase\(|Text\(", written["md"]) is None
        texts = sum(len(section["words"]) + len(section["points"]) for section in told["sections"])
        in_tables = sum(len(row) for s in told["sections"] if s["table"] for row in s["table"]["rows"])
        rows = list(csv.DictReader(StringIO(written["csv"])))
        assert len(rows) == 4 * len(told["asks"]) + texts + in_tables
        assert written["html"].count("<h2") == len(told["sections"]) + 1


@pytest.mark.parametrize("name", BOOKS)
def test_no_table_is_empty_and_no_row_is_too_short(name: str) -> None:
    for report in every(name):
        for section in report.sections:
            assert section.words or section.points or section.table, section.id
            if section.table:
                assert section.table.rows, section.id
                assert {len(row) for row in section.table.rows} == {len(section.table.columns)}
        names = [section.id for section in report.sections]
        assert len(names) == len(set(names))


@pytest.mark.parametrize("name", BOOKS)
def test_every_decision_wanted_names_somebody_and_a_day_or_says_that_there_is_none(name: str) -> None:
    for report in every(name):
        assert len(report.asks) < 60
        for ask in report.asks:
            for cell in (ask.about, ask.what, ask.whom, ask.until):
                assert said(cell, "en").strip()


def test_the_shipped_book_asks_something_of_everybody() -> None:
    told = source("shipped")
    asked = {kind.id: len(kind.whole(told).asks) for kind in REPORTS.values()}
    assert asked["management"] == 3
    assert {name for name, count in asked.items() if not count} == {"workshop", "areas"}
    kit = REPORTS["workshop"].part
    assert kit and kit(told, "late-invoice").asks


def rows(report: Report, section: str) -> list[list[str]]:
    table = next(each.table for each in report.sections if each.id == section)
    assert table is not None
    return [[said(cell, "en") for cell in row] for row in table.rows]


BOOK = {
    "content/book.yml": """
        true_north: {statement: Nobody waits, metrics: [speed]}
        objectives: [{id: grow, statement: Grow, metrics: [speed, loyalty]}]
        """,
    "content/personas/anna.yml": """
        name: Anna
        size: 1000
        yearly_value: 100
        currency: PLN
        values: [{id: quick, title: To be quick}]
        """,
    "content/promises/fast.yml": """
        title: Fast
        text: In 15 minutes.
        owner: boss
        answers: [quick]
        to: [anna]
        standard: {metric: speed, at_least: 95 %}
        """,
    "content/promises/slow.yml": "title: Slow\\ntext: At last.\\nstandard: {metric: speed, at_least: 60 %}\\n",
    "content/actors/boss.yml": "title: The boss\\nlevel: management\\n",
    "content/actors/clerk.yml": 'title: Clerk\\nlevel: frontline\\nmay: ["Give back <b>10 PLN</b> | at once"]\\n',
    "content/metrics/speed.yml": """
        title: Speed
        kind: rate
        horizon: short
        leads_to: [loyalty]
        baseline: 20 %
        ideal: 100 %
        results:
          - {date: 2026-01-01, successes: 500, n: 1000}
          - {date: 2026-05-01, successes: 600, n: 1000}
          - {date: 2026-05-01, successes: 10, n: 100, place: Łódź}
        """,
    "content/metrics/loyalty.yml": """
        title: Loyalty
        kind: nps
        horizon: long
        results:
          - {date: 2026-01-01, promoters: 600, passives: 300, detractors: 100}
          - {date: 2026-05-01, promoters: 300, passives: 300, detractors: 400}
        """,
    "content/metrics/calls.yml": "title: Calls an hour\\nkind: count\\ninternal: yes\\npressures: [fast, calm]\\n",
    "content/actions/mend.yml": """
        title: Mend it
        addresses: [fast]
        owner: clerk
        opened: 2026-01-01
        circle: plan
        customer_value: 50
        business_value: 30
        effort: 2
        questions: {deadline: 2026-05-01}
        decision: {question: "=Do we hire two?", asked_of: boss, asked: 2026-03-01}
        """,
    "journeys/loan.yml": """
        title: A loan
        persona: anna
        last_reviewed: 2025-01-01
        review_every: 6 months
        phases:
          - title: Buying
            stage: buy
            touchpoints:
              - {id: ask, title: I ask, emotion: 1, area: sales, failure_rate: 10 %}
              - id: wait
                title: I wait
                emotion: -2
                keeps: [fast, slow]
                frontstage: [{actor: clerk, does: Smiles}]
                says: "Just a moment."
                recovery: A coffee
                quotes: ["So long"]
                causes: [{text: Few people, driver: human}]
        """,
}


@pytest.fixture
def told(write_book: Write) -> Source:
    return written(write_book)


def written(write_book: Write, **more: str) -> Source:
    added = {f"content/{name.replace('__', '/')}.yml": text for name, text in more.items()}
    files = {name: text.replace("\\n", "\n") + added.get(name, "") for name, text in BOOK.items()}
    book, problems = load(write_book(files), date(2026, 6, 1))
    assert [problem.message.say() for problem in problems if problem.severity == "error"] == []
    return source_of(book)


def asks(report: Report) -> list[list[str]]:
    return [[said(cell, "en") for cell in (a.about, a.what, a.whom, a.until)] for a in report.asks]


def test_who_backs_a_promise_is_asked_whether_it_is_taken_back(write_book: Write) -> None:
    backed = written(write_book, promises__slow="owner: clerk\nsponsor: boss\n")
    assert asks(REPORTS["management"].whole(backed))[1][2] == "The boss"


def test_management(told: Source) -> None:
    report = REPORTS["management"].whole(told)
    fast, slow = asks(report)
    assert fast[0].startswith("Fast; broken; ")
    assert fast[1:] == ["=Do we hire two?", "The boss", "May 1, 2026, overdue"]
    assert slow[0].startswith("Slow; broken; Łódź: 10% of 100 cases")
    assert slow[1:] == [
        "Name an action, or take the promise back: nobody works on it.", "nobody – to assign", "no date yet – to set",
    ]  # fmt: skip
    kept = next(section.points for section in report.sections if section.id == "promises")
    assert [said(cell, "en") for cell in kept] == ["2 of 2", "0 of 2", "0 of 2", "0 of 2"]
    assert rows(report, "north") == [["Speed", "60% (57 … 63%; n = 1,000)", "50.0%"]]
    assert not next(section for section in report.sections if section.id == "decisions").table  # it is asked above
    # one touchpoint failing 10 % of the time: .9 + .1 × .56 stay
    assert rows(report, "exposure") == [["A loan", "Anna 1,000", "1 of 2", "95.6%", "4,400 PLN"]]


def test_no_decision_is_wanted_of_management_twice() -> None:
    report = REPORTS["management"].whole(source("shipped"))
    wanted = [ask[1] for ask in asks(report)] + [row[1] for row in rows(report, "decisions")]
    assert len(wanted) == len(set(wanted)) > 4


def test_what_is_asked_of_all_is_said_once(told: Source) -> None:
    whole = REPORTS["frontline"].whole(source("shipped"))
    for write in (output.markdown, output.html):
        assert write(whole, "en").count("Say what keeps you from keeping it") == 1
        assert "Decision wanted<" not in write(whole, "en")
        assert "Do we hire two?" in write(REPORTS["management"].whole(told), "en")


def test_management_is_told_how_many_of_the_worst_promises_it_is_not_asked_about() -> None:
    told = source("shipped")
    report = REPORTS["management"].whole(told)
    said_there = [said(cell, "en") for section in report.sections if section.id == "promises" for cell in section.words]
    left = len(told.worst_promises) - len(report.asks)
    assert left > 1
    assert said_there == [f"{left} more promises are broken or at risk; nothing is asked about them above."]


def test_cx_team(told: Source) -> None:
    report = REPORTS["cx-team"].whole(told)
    assert rows(report, "weakest") == [["I wait; A loan", "−2", "nobody – to assign", "no open action"]]
    assert rows(report, "causes") == [["Few people", "6", "I wait"]]
    assert rows(report, "pressing") == [["Calls an hour", "not known", "Fast broken; calm", "nothing yet"]]
    assert rows(report, "overdue")[0][:2] == ["A loan", "Jul 1, 2025, overdue"]
    assert rows(report, "opportunities") == [["Mend it", "40 of 100", "2 of 5", "Clerk", "May 1, 2026, overdue"]]
    assert rows(report, "attention") == [["To be quick; Anna", "100%", "100%", "Fast broken"]]
    assert {row[0]: row[1] for row in rows(report, "unowned")} == {
        "Promises": "1", "Journeys": "1", "Touchpoints": "2", "Metrics": "3",
    }  # fmt: skip


def test_the_owner_of_the_whole_journey_is_told_as_such(write_book: Write, told: Source) -> None:
    assert rows(REPORTS["cx-team"].whole(told), "weakest")[0][2] == "nobody – to assign"
    own = {name: text.replace("title: A loan\n", "title: A loan\n        owner: boss\n") for name, text in BOOK.items()}
    book, _ = load(write_book({name: text.replace("\\n", "\n") for name, text in own.items()}), date(2026, 6, 1))
    assert rows(REPORTS["cx-team"].whole(source_of(book)), "weakest")[0][2] == "The boss (of the whole journey)"


def test_front_line(told: Source) -> None:
    part = REPORTS["frontline"].part
    assert part is not None
    report = part(told, "clerk")
    assert report.title.say("en") == "Clerk"
    assert asks(report)[0] == [
        "Fast; broken", "Say what keeps you from keeping it, and what you would need.", "Clerk", "May 1, 2026, overdue",
    ]  # fmt: skip
    assert [said(cell, "en") for cell in report.sections[0].points] == ["Give back <b>10 PLN</b> | at once"]
    assert rows(report, "clerk-promises")[0] == ["Fast", "“In 15 minutes.”", "broken", "none told"]
    assert rows(report, "clerk-loan") == [["I wait", "−2; “So long”", "Smiles", "“Just a moment.”", "A coffee"]]


@pytest.mark.parametrize(("name", "last"), [("frontline", True), ("management", False)])
def test_only_the_front_line_reads_first_what_it_is_told(told: Source, name: str, last: bool) -> None:
    for write in (output.markdown, output.html):
        words = write(REPORTS[name].whole(told), "en")
        heads = re.findall(r"^## (.*)|<h2[^>]*>(.*?)</h2>", words, re.MULTILINE)
        assert [place for place, each in enumerate(heads) if "Decisions wanted" in each] == [
            len(heads) - 1 if last else 0
        ]


def test_closed_loop(told: Source) -> None:
    report = REPORTS["closed-loop"].whole(told)
    assert rows(report, "stuck") == [[
        "Mend it",
        "the deadline has gone by: May 1, 2026, overdue; waits for a decision since Mar 1, 2026; planned for 151 days",
        "Clerk", "May 1, 2026, overdue",
    ]]  # fmt: skip
    assert rows(report, "questions") == [[
        "Mend it", "2 of 7", "goals, trigger, responder, resources, evidence of success",
    ]]  # fmt: skip


def test_goals_against_each_other(told: Source) -> None:
    report = REPORTS["goal-conflicts"].whole(told)
    assert asks(report)[0][0] == "Calls an hour; Fast broken; calm"
    assert rows(report, "horizons")[0][4] == "apart: one better, one worse"
    assert rows(report, "objectives") == [["Grow", "Speed", "Loyalty", "nobody – to assign"]]


def test_one_bad_place_is_named(told: Source) -> None:
    report = REPORTS["by-place"].whole(told)
    assert [ask[0] for ask in asks(report)] == ["Łódź; Fast", "Łódź; Slow"]
    assert rows(report, "metrics") == [["Speed", "Łódź", "10% (6 … 17%; n = 100)", "60% (57 … 63%; n = 1,000)"]]


def test_rows_of_one_rank_stand_as_their_readers_look_for_names() -> None:
    def first(report: str, section: str, language: str, cell: int = 0) -> list[str]:
        found = next(each for each in REPORTS[report].index(source("shipped")).sections if each.id == section)
        assert found.table is not None
        return [said(row[cell], language) for row in rows_of(found.table, language)]

    assert first("by-place", "promises", "pl")[1:] == [
        "Kraków Kazimierz", "Łódź Piotrkowska", "Poznań Rynek", "Wrocław Świdnicka",
    ]  # fmt: skip
    for language in ("en", "pl"):
        roles = first("frontline", "roles", language)
        assert roles == sorted(roles, key=lambda name: alphabetical(name, language))
    assert first("frontline", "roles", "en") != first("frontline", "roles", "pl")


@pytest.mark.parametrize(("better", "found"), [("lower", ["C", "A", "B"]), ("higher", ["A", "B", "C"])])
def test_the_worst_place_comes_first_whichever_way_is_better(write_book: Write, better: str, found: list[str]) -> None:
    results = [
        {"date": "2026-05-01", "value": value, "place": place} for place, value in (("B", 5), ("C", 9), ("A", 5))
    ]
    told = written(write_book, metrics__calls=f"better: {better}\nresults: {json.dumps(results)}\n")
    table = next(each.table for each in REPORTS["by-place"].whole(told).sections if each.id == "metrics")
    assert table is not None
    told_of = [[said(cell, "en") for cell in row] for row in rows_of(table, "en")]
    assert [place for name, place, *_ in told_of if name == "Calls an hour"] == found


def test_areas_and_stages(told: Source) -> None:
    report = REPORTS["areas"].whole(told)
    assert rows(report, "matrix") == [["buy", "1 +1", *["not told"] * 4]]
    assert len(report.asks) == 8 + 4
    unplaced = next(section for section in report.sections if section.id == "unplaced")
    assert [said(cell, "en") for cell in unplaced.points] == ["1 touchpoint: no area told"]


def test_nobody_looked_is_said_where_all_touchpoints_of_a_stage_have_their_area() -> None:
    found = [cell for row in rows(REPORTS["areas"].whole(source("shipped")), "matrix") for cell in row]
    assert "nobody looked" in found
    assert "not told" not in found


def test_workshop_kit(told: Source) -> None:
    part = REPORTS["workshop"].part
    assert part is not None
    report = part(told, "loan")
    assert {s.id for s in report.sections} >= {"facilitator", "cards", "quotes", "strip", "questions", "canvas"}
    assert rows(report, "quotes") == [["“So long”", "2. I wait"]]
    assert [row[0] for row in rows(report, "strip")] == ["1. I ask", "2. I wait"]
    assert len(rows(report, "canvas")) == 8
    assert len(rows(report, "questions")) == 3


def test_text_of_authors_is_harmless_in_every_form(told: Source) -> None:
    part = REPORTS["frontline"].part
    assert part is not None
    report = part(told, "clerk")
    assert "&lt;b&gt;10 PLN" in output.html(report, "en")
    assert r"&#60;b&#62;10 PLN&#60;/b&#62; &#124; at once" in output.markdown(report, "en")
    table = list(csv.DictReader(StringIO(output.csv(REPORTS["management"].whole(told), "en"))))
    assert "'=Do we hire two?" in {row["text"] for row in table}
    assert not [row for row in table if str(row["text"]).startswith(("=", "+", "-", "@"))]


def test_an_empty_book_says_what_to_do(write_book: Write) -> None:
    nothing = source_of(load(write_book({}))[0])
    for kind in REPORTS.values():
        report = kind.whole(nothing)
        assert (report.asks, report.id) == ((), kind.id) or kind.id == "areas"
        told = [cell for cell in cells(report) if isinstance(cell, Told) and cell.figure.value is not None]
        assert {cell.figure.id for cell in told} <= {"areas", "stages"}
        assert "not known (" not in output.markdown(report, "en")
    management = REPORTS["management"].whole(nothing)
    assert management.nothing_asked.say() == (
        "The book holds no promise yet. Ask what customers have been told, and write it down."
    )


# -- whom a report is for, and the command -----------------------------------------------------------------------------


def test_management_alone_gets_what_is_exposed(told: Source) -> None:
    assert [kind.id for kind in reports_for("frontline")] == ["frontline", "closed-loop", "workshop", "by-place"]
    for audience in AUDIENCES:
        cut = for_audience(told.book, audience)
        pages = list(report_pages.pages(edition(Facts(cut), "en")))
        exposed = [page.path for page in pages if "4,400" in page.body or "95.6%" in page.body]
        assert exposed == (["reports/management"] if audience == "management" else [])


def run(*arguments: str) -> Any:
    return CliRunner().invoke(command, ["-C", str(BOOKS["ten-lines"]), "--language", "en", *arguments])


def test_the_command_writes_a_report(tmp_path: Path) -> None:
    assert run("report", "management").stdout.startswith("# For management\n")
    assert json.loads(run("report", "readiness", "--format", "json").stdout)["report"] == "readiness"
    listed = run("report").stdout.splitlines()
    assert [line.split()[0] for line in listed] == list(REPORTS)
    done = run("report", "workshop", "paying-late-once", "--format", "html", "-o", str(tmp_path / "kit.html"))
    assert done.exit_code == 0, done.output
    assert (tmp_path / "kit.html").read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("management", "paying-late-once"), "is about the whole book"),
        (("workshop", "nothing"), "There is no journey “nothing” in this book."),
        (("frontline", "paying-late-once"), "There is no actor “paying-late-once” in this book."),
        (("management", "--audience", "frontline"), "The report “management” is not for “frontline”."),
        (("mangement",), "There is no report “mangement”. Did you mean “management”?"),
        (("zzz",), "There are: management, cx-team, frontline"),
    ],
)
def test_the_command_says_what_it_cannot_do(arguments: tuple[str, ...], told: str) -> None:
    done = run("report", *arguments)
    assert done.exit_code == 2
    assert told in done.output


# -- codes on printed sheets -------------------------------------------------------------------------------------------


def test_the_code_leads_to_the_page_where_it_is_published() -> None:
    assert (
        address("https://book.example.org/", "actors/clerk", "pl", "en")
        == "https://book.example.org/pl/actors/clerk.html"
    )
    assert (
        address("https://example.org/book", "actors/clerk", "en", "en") == "https://example.org/book/actors/clerk.html"
    )
    drawn = code("https://book.example.org/actors/clerk.html", "Clerk <b>")
    assert drawn.startswith("<svg") and "Clerk &lt;b&gt;" in drawn
    assert drawn == code("https://book.example.org/actors/clerk.html", "Clerk <b>")


def test_without_an_address_there_is_no_code() -> None:
    assert address("", "actors/clerk", "en", "en") == ""


def test_an_address_that_no_code_can_hold_has_none() -> None:
    whole = address("https://book.example.org/" + "字" * 400, "actors/clerk", "en", "en")
    assert code(whole, "Clerk")
    assert address("https://book.example.org/" + "字" * 4000, "actors/clerk", "en", "en") == ""


def test_words_in_quotation_marks_get_no_second_ones() -> None:
    assert said(Words(Text("“Yes.”"), quoted=True), "en") == "“Yes.”"
    assert said(Words(Text("Tak."), quoted=True), "pl") == "„Tak.”"


# -- what statements rest on -------------------------------------------------------------------------------------------

GROUNDS = {
    "content/evidence/talks.yml": "title: Talks\nmethod: interview\nvoices: customer\ndate: 2026-03-01\nsample: 8\n",
    "content/evidence/count.yml": "title: Count\nmethod: survey\nvoices: customer\ndate: 2026-04-01\nsample: 400\n",
    "content/evidence/old.yml": "title: Old\nmethod: employee_voice\nvoices: employee\ndate: 2020-01-01\n",
    "content/evidence/guess.yml": "title: Guess\nmethod: assumption\n",
    "journeys/loan.yml": """
        title: A loan
        persona: anna
        phases:
          - title: Both
            evidence: talks
            touchpoints:
              - {id: heard, title: I ask, evidence: count, pains: [{text: Slow, evidence: talks}, Dear]}
              - {id: bare, title: I wait, pains: [Cold], quotes: ["Well, well"]}
          - title: Aged
            touchpoints: [{id: aged, title: I go, evidence: [old, guess]}]
          - title: Guessed
            touchpoints: [{id: guessed, title: I come back, quotes: ["Again"], evidence: guess}]
        """,
}


@pytest.fixture
def grounded(write_book: Write) -> Book:
    return load(write_book(GROUNDS), date(2026, 6, 1))[0]


def test_what_each_phase_rests_on(grounded: Book) -> None:
    grounds = by_phase(grounded, grounded.journeys["loan"])
    assert [(each.number, each.basis.confidence.value, each.basis.n) for each in grounds] == [
        (1, "triangulated", 408), (2, "stale", None), (3, "assumption", None),
    ]  # fmt: skip
    assert [each.id for each in grounds[0].basis.heard("customer")] == ["talks", "count"]
    assert [each.id for each in grounds[1].basis.heard("employee")] == ["old"]
    (row,) = rows(REPORTS["readiness"].whole(source_of(grounded)), "evidence")
    assert row == ["A loan", "triangulated", "Talks; Old", "Count", "Talks; Count", "Old", "Old"]


def test_the_page_of_a_journey_tells_what_each_phase_rests_on(grounded: Book) -> None:
    body = next(page.body for page in render_pages(grounded) if page.path == "journeys/loan")
    table = body[body.index('aria-label="Evidence by phase"') :]
    assert re.findall(r'</a><td><span class="jb-badge--([\w-]+)">', table) == [
        "triangulated", "stale", "assumption",
    ]  # fmt: skip


def test_every_statement_carries_what_it_rests_on(grounded: Book) -> None:
    pages = {page.path: page.body for page in render_pages(grounded) if page.language == "en"}
    body = pages["journeys/loan"]

    def after(text: str) -> str:
        badge = re.compile(r'jb-badge--(?:assumption|stale|single-source|triangulated)">([^<]*)<')
        found = badge.search(body, body.index(text, body.index('id="phase-both"')))
        assert found is not None
        return " ".join(found[1].split())

    assert after("Slow") == "single source · n = 8 · Mar 1, 2026"
    assert after("Dear") == "single source · n = 400 · Apr 1, 2026"  # of its touchpoint
    assert after("Cold") == "single source · n = 8 · Mar 1, 2026"  # of its phase
    assert after("Again") == "assumption"
    assert after('id="_h-heard"') == "triangulated · n = 408 · Apr 1, 2026"
    assert after('id="_h-aged"') == "stale · Jan 1, 2020"
    assert '<span class="jb-badge--assumption">' in pages["personas/anna"]


def test_the_printed_sheet_has_a_code_as_soon_as_the_address_is_known(write_book: Write) -> None:
    settings = "site_name: A book\ndocs_dir: content\ntheme: {name: material}\nplugins: [journeybook]\n"
    root = write_book({"content/actors/clerk.yml": "title: Clerk\n", "mkdocs.yml": settings})
    sheet = root / "site" / "print" / "actors" / "clerk.html"
    site.build(root, root / "site")
    assert "site_url in mkdocs.yml" in sheet.read_text("utf-8")
    (root / "mkdocs.yml").write_text(f"{settings}site_url: https://book.example.org/\n", "utf-8")
    site.build(root, root / "site")
    assert 'class="jb-qr"' in sheet.read_text("utf-8")
    assert code("https://book.example.org/actors/clerk.html", "Clerk") in sheet.read_text("utf-8")


def test_what_the_machine_will_not_do_is_said_in_a_sentence(
    write_book: Write, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOURNEYBOOK_LANGUAGE", "en")
    root = write_book({"content/promises/p.yml": "text: Yes.\n"})
    in_the_way = root / "content" / "book.yml" / "report.md"
    with pytest.raises(SystemExit) as ended:
        main(["-C", str(root), "report", "management", "-o", str(in_the_way)])
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert "Traceback" not in told and "could not be read or written" in told
