"""Answers of surveys become small tables: every export is known, nothing dropped in silence, nothing is anybody's."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from journeybook.cli import command
from journeybook.cli.progress import Teller
from journeybook.load import load
from journeybook.survey.pull import Errand, Pulled, pull

Write = Callable[[Mapping[str, str | bytes]], Path]
METRIC = "content/metrics/m.yml"
TABLE = "content/metrics/m.results.csv"


def run(root: Path, *words: str) -> Result:
    """Run the command in a book."""
    return CliRunner().invoke(command, ["-C", str(root), "--language", "en", "evidence", *words])


def pulled(root: Path, **environment: str) -> Pulled:
    """Pull the metric `m` of a book."""
    book, _ = load(root)
    return pull(Errand(book, root, environment, "auto", lambda *_: None), book.metrics["m"])


def survey(fields: str, kind: str = "nps", more: str = "") -> str:
    """Give a metric with these fields of its survey."""
    return f"title: M\nkind: {kind}\n{more}survey:\n  source: private/answers.csv\n" + "".join(
        f"  {line}\n" for line in fields.splitlines()
    )


NPS = "9,10,7,3,10,8,9"
LIKELY, MONKEY = "How likely are you to recommend us?", "answer: How likely?"
GRID = "answers:\n  Please rate / Speed: visit/come\n  please rate / price: visit/pay\nperiod: 2026"
QUALTRICS = (
    "StartDate,IPAddress,RecipientEmail,Q1_NPS,Q2,UserLanguage\n"
    'Start Date,IP Address,Recipient Email,"How likely are you\nto recommend us?",Why?,User Language\n'
    '"{""ImportId"":""startDate"",""timeZone"":""Europe/Warsaw""}","{""ImportId"":""ipAddress""}",'
    '"{""ImportId"":""recipientEmail""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2_TEXT""}",'
    '"{""ImportId"":""userLanguage""}"\n'
    + "".join(
        f"2026-03-1{n} 10:22:33,10.0.0.{n},a{n}@b.pl,{score},Ola said so,EN\n" for n, score in enumerate(NPS.split(","))
    )
)
SURVEY_MONKEY = (
    "Respondent ID,Collector ID,Start Date,IP Address,Email Address,First Name,How likely?,Please rate,\n"
    ",,,,,,Response,Speed,Price\n"
    + "".join(
        f"11{n},9,03/1{n}/2026 10:22:33 AM,10.0.0.{n},a@b.pl,Ola,{score},4,5\n"
        for n, score in enumerate(NPS.split(","))
    )
)
FORMS_PL = "Sygnatura czasowa,Jak bardzo polecasz?,Twój e-mail\n" + "".join(
    f"2026/03/1{n} 10:22:33 AM EET,{score},a@b.pl\n" for n, score in enumerate(NPS.split(","))
)
FORMS_RU = "Отметка времени;Насколько вероятно?;Ваше имя\n" + "".join(
    f"1{n + 3}.03.2026 10:22:33;{score};Оля\n" for n, score in enumerate(NPS.split(","))
)
LIME = '"id","submitdate","lastpage","startlanguage","nps"\n' + "".join(
    f'"{n}","2026-03-1{n} 10:22:33","3","pl","{score}"\n' for n, score in enumerate(NPS.split(","))
)
TYPEFORM = "#,How likely?,Start Date (UTC),Submit Date (UTC),Network ID\n" + "".join(
    f"ab{n},{score},2026-03-1{n} 10:22:33,2026-03-1{n} 10:23:00,c{n}\n" for n, score in enumerate(NPS.split(","))
)
PLAIN = "sep=;\n Wynik ; dzień;sklep łódzki\n" + "".join(
    f"{score};1{n + 3}.3.2026;Łódź\n" for n, score in enumerate(NPS.split(","))
)


@pytest.mark.parametrize(
    ("data", "fields", "program", "encoding"),
    [
        (QUALTRICS.encode(), "answer: Q1_NPS\ndate: StartDate", "Qualtrics", "utf-8-sig"),
        (QUALTRICS.encode("utf-8-sig"), f"answer: {LIKELY}\ndate: startDate", "Qualtrics", "utf-8-sig"),
        (QUALTRICS.replace(",", "\t").encode("utf-16"), "answer: QID1\ndate: StartDate", "Qualtrics", "utf-16"),
        (SURVEY_MONKEY.encode(), f"{MONKEY}\ndate: Start Date\ndates: month_first", "SurveyMonkey", "utf-8-sig"),
        (FORMS_PL.encode(), "answer: Jak bardzo polecasz?\ndate: Sygnatura czasowa", "Google Forms", "utf-8-sig"),
        (FORMS_RU.encode("cp1251"), "answer: Насколько вероятно?\ndate: отметка времени", "Google Forms", "cp1251"),
        (LIME.encode(), "answer: nps\ndate: submitdate", "LimeSurvey", "utf-8-sig"),
        (TYPEFORM.encode(), "answer: How likely?\ndate: Submit Date (UTC)", "Typeform", "utf-8-sig"),
        (PLAIN.encode("cp1250"), "answer: wynik\ndate: dzień\n", "", "cp1250"),
        (PLAIN.encode("utf-16-le"), "answer: Wynik\ndate: dzień\n", "", "utf-16-le"),
    ],
)  # fmt: skip
def test_every_export_is_known(write_book: Write, data: bytes, fields: str, program: str, encoding: str) -> None:
    root = write_book({"private/answers.csv": data, METRIC: survey(fields)})
    found = pulled(root)
    assert [problem.message.say() for problem in found.problems] == []
    assert found.text == "period,n,promoters,passives,detractors\n2026-03,7,4,2,1\n"
    export = found.sources[0].export
    assert export is not None
    assert (export.program, export.encoding) == (program, encoding)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (QUALTRICS, "nps"), (SURVEY_MONKEY, "nps"), (FORMS_PL, "nps"), (FORMS_RU.encode("cp1251"), "nps"),
        (LIME, "nps"), (TYPEFORM, "nps"), (PLAIN.encode("cp1250"), "nps"),
    ],
)  # fmt: skip
def test_what_sniff_proposes_can_be_pasted_and_pulled(write_book: Write, data: str | bytes, kind: str) -> None:
    named = data.replace("How likely?", "Recommend?") if isinstance(data, str) else data
    root = write_book({"private/answers.csv": named})
    proposed = run(root, "sniff", str(root / "private/answers.csv"))
    assert proposed.exit_code == 0
    metrics = [part.partition("\n")[2] for part in proposed.stdout.split("# content/metrics/")[1:]]
    pasted = next((each for each in metrics if f"kind: {kind}" in each), "")
    (root / "content/metrics").mkdir(parents=True)
    (root / METRIC).write_text(pasted)
    found = pulled(root)
    assert [problem.message.say() for problem in found.problems] == []
    assert found.text is not None
    assert found.bad == ()


def test_sniff_says_why_and_what_it_leaves_alone(write_book: Write) -> None:
    lines = "\n".join(
        f"{n};{score};{rate};{1 + n % 7};{text};2026-01-{n % 28 + 1:02};{n % 3}.5;{lang};S{n % 3};a{n}@b.pl;3{n % 9}"
        for n, (score, rate, text, lang) in enumerate(SNIFFED * 20)
    )
    header = "Numer kolejny odpowiedzi w tym zestawieniu;"
    header += "Czy polecasz nas?;Obsługa;How easy was it?;Ocena;Data;Waga;Język;Sklep;Kontakt;Wiek"
    root = write_book({"x.txt": f"{header}\n{lines}\n"})
    told = run(root, "sniff", str(root / "x.txt")).stdout
    for line in (
        "answer: Czy polecasz nas?  # Whole numbers from 0 to 10: 80 of the first answers. Outside: 99; codes",
        "missing: [99]", "answer: Obsługa", "missing: [0]", "kind: ces\nscale: {min: 1, max: 7}", "date: Data  # Days.",
        "weight: Waga", "# filter: {Język: [EN]}  # Codes of languages: EN, PL.", "place: Sklep",
        "recode:\n    Ocena:\n      1 - bad: 1\n      3 - so so: 3\n      5 - very good: 5", "own: Kontakt.",
        "Not understood: Numer kolejny odpowiedzi w tym zestawie…, Wiek.",
        "source: x.txt",
    ):  # fmt: skip
        assert line in told, line
    assert "@" not in told


SNIFFED = [
    ("0", "1", "1 - bad", "EN"), ("99", "5", "5 - very good", "PL"), ("10", "0", "3 - so so", "PL"),
    ("8", "4", "5 - very good", "EN"), ("9", "3", "1 - bad", "PL"),
]  # fmt: skip


def test_a_grid_of_survey_monkey_is_named_by_question_and_option(write_book: Write) -> None:
    root = write_book({
        "private/answers.csv": SURVEY_MONKEY,
        METRIC: survey(GRID, "csat"),
        "journeys/visit.yml": "title: V\npersona: p\nphases: {In: [{id: come, title: A}, {id: pay, title: B}]}\n",
    })  # fmt: skip
    found = pulled(root)
    assert found.text == ("period,touchpoint,n,value,sd,successes\n2026,visit/come,7,4,0,7\n2026,visit/pay,7,5,0,7\n")
    (root / TABLE).write_text(found.text or "")
    assert len(load(root)[0].metrics["m"].results) == 2


BAD = """\
score,day,w,shop,step
9,2026-01-05,1,Centre,visit/come
9,2026-01-05,1,Centre,visit/come
10,2026-01-05,1,Centre,visit/come
8,2026-01-05,2,Centre,visit/come
2,2026-01-05,2,Centre,visit/come
11,2026-01-05,1,Centre,visit/come
"Ola from Łódź, 600 100 200",2026-01-05,1,Centre,visit/come
99,2026-01-05,1,Centre,visit/come
,2026-01-05,1,Centre,visit/come
9,2026-02-30,1,Centre,visit/come
9,2026-01-05,-1,Centre,visit/come
9,2026-01-05,0,Centre,visit/come
9,2026-01-05,1,ola@example.com,visit/come
9,2026-01-05,1,=1+1,visit/come
9,2026-01-05,1,Centre,visit/nowhere
9,2026-01-05
7.5,2026-01-05,1,Centre,visit/come
"1,234",2026-01-05,1,Centre,visit/come
"""
JOURNEY = "title: V\npersona: p\nphases: {In: [{id: come, title: A}, {id: pay, title: B}]}\n"


def test_bad_rows_are_counted_and_shown_never_dropped(write_book: Write) -> None:
    fields = "answer: score\ndate: day\nweight: w\nplace: shop\ntouchpoint: step\nmissing: 99"
    root = write_book({"private/answers.csv": BAD, METRIC: survey(fields), "journeys/visit.yml": JOURNEY})
    found = pulled(root)
    assert {bad.reason: (bad.n, [line for _, line in bad.lines]) for bad in found.bad} == {
        "outside": (1, [7]), "unreadable": (1, [8]), "day": (1, [11]), "weight": (1, [12]), "place": (2, [14, 15]),
        "touchpoint": (1, [16]), "cells": (1, [17]), "broken": (1, [18]), "unclear": (1, [19]),
    }  # fmt: skip
    assert dict(found.aside) == {"missing": 2, "no-weight": 1}
    assert found.read == 18
    assert found.text == (
        "period,touchpoint,place,n,effective_n,promoters,passives,detractors\n"
        "2026-01,visit/come,,5,4.454545,2.142857,1.428571,1.428571\n"
        "2026-01,visit/come,Centre,5,4.454545,2.142857,1.428571,1.428571\n"
    )


def test_nothing_personal_leaves_the_source(write_book: Write) -> None:
    fields = "answer: score\ndate: day\nweight: w\nplace: shop\ntouchpoint: step\nmissing: 99"
    root = write_book({"private/answers.csv": BAD, METRIC: survey(fields), "journeys/visit.yml": JOURNEY})
    told = run(root, "pull").output + run(root, "pull", "--format", "json").output + (root / TABLE).read_text()
    told += run(root, "sniff", str(root / "private/answers.csv")).output
    for data in (QUALTRICS, SURVEY_MONKEY):
        (root / "private/answers.csv").write_text(data)
        (root / METRIC).write_text(
            survey("answer: Q1_NPS\ndate: StartDate" if data is QUALTRICS else "answer: How likely?\nperiod: 2026")
        )
        told += run(root, "pull").output + (root / TABLE).read_text()
        told += run(root, "sniff", str(root / "private/answers.csv")).output
    for secret in ("Ola", "600 100 200", "@", "10.0.0", "Łódź"):
        assert secret not in told, secret


def test_the_command_tells_writes_once_and_reads_back(write_book: Write) -> None:
    root = write_book(
        {"private/answers.csv": "score\n" + "\n".join(NPS.split(",")), METRIC: survey("answer: score\nperiod: 2026-Q1")}
    )
    dry = run(root, "pull", "--dry-run")
    assert "would change" in dry.stdout
    assert not (root / TABLE).exists()
    assert "m: 7 answers read, 7 counted" in run(root, "pull").stdout
    again = json.loads(run(root, "pull", "m", "--format", "json").stdout)
    assert again["metrics"][0]["state"] == "unchanged"
    assert again["metrics"][0]["rows"] == [
        {"period": "2026-Q1", "n": "7", "promoters": "4", "passives": "2", "detractors": "1"}
    ]
    assert load(root)[0].metrics["m"].results[0].promoters == 4
    (root / TABLE).write_text('date,value\n2026-01-01,"9')
    assert run(root, "pull").exit_code == 0


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ("answer: scroe", "answer", "The source has no column “scroe”. | Did you mean “score”?"),
        ("answer: score\nweight: nothing alike", "weight", "no column “nothing alike”. | There are: score, day, shop."),
        ("", "survey", "Name the column with the answers"),
        ("answer: score\nrecode: {shp: {a: b}}", "recode", "“shp” is no column"),
        ("answer: score\nfilter: {day: {at_least: 2026-01-01}}", "filter", "Only the column with the day"),
        ("answer: score\ndate: day", "date", "It cannot be told whether the day or the month comes first: 1/2/2026."),
        ("answer: score\nfailures: ['']", "failures", "belong to a share of cases"),
        ("answer: shop", "survey", "None of the answers could be counted"),
        ("answer: score\nencoding: utf-16", "source", "are written in another way"),
    ],
)
def test_what_stops_a_pull_is_told_at_its_place(write_book: Write, fields: str, field: str, words: str) -> None:
    root = write_book(
        {
            "private/answers.csv": "score,day,shop\n9,1/2/2026,A\n8,3/2/2026,B\n",
            METRIC: survey(fields),
            TABLE: "value\n1\n",
        }
    )
    problem = pulled(root).problems[0]
    line = (root / METRIC).read_text().splitlines()[problem.place.line - 1]
    told = problem.message.say() + (f" | {problem.hint.say()}" if problem.hint else "")
    assert words in told
    assert field in line or field == "survey"
    assert run(root, "pull").exit_code == 1
    assert (root / TABLE).read_text() == "value\n1\n"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("private/none.csv", "There is no file"),
        ("../answers.csv", "no files outside its own folder"),
        ("/etc/passwd", "no files outside its own folder"),
        ("content/answers.csv", "a folder that is published"),
        ("${NO_SUCH_NAME}/a.csv", "NO_SUCH_NAME is not set"),
        ("private/link.csv", "no files outside its own folder"),
        ("sqlite:///etc/secrets.db", "no files outside its own folder"),
    ],
)
def test_a_source_is_a_file_of_the_book_or_of_the_one_who_pulls(write_book: Write, source: str, words: str) -> None:
    root = write_book(
        {
            "content/answers.csv": "a\n1\n",
            "private/x.csv": "a\n1\n",
            METRIC: "kind: nps\nsurvey:\n  source: " + source + "\n  answer: a\n",
        }
    )
    (root.parent / "answers.csv").write_text("a\n1\n")
    (root / "private/link.csv").symlink_to(root.parent / "answers.csv")
    assert words in pulled(root).problems[0].message.say()


def test_files_by_pattern_and_by_a_folder_of_the_environment(write_book: Write, tmp_path: Path) -> None:
    root = write_book({METRIC: "kind: nps\nsurvey: {source: '${EXPORTS}/part-*.csv', answer: a, period: 2026}\n"})
    (tmp_path / "part-1.csv").write_text("a,b\n9,1\n10,1\n8,1\n")
    (tmp_path / "part-2.csv").write_text("b;A\n1;0\n1;9\n")
    found = pulled(root, EXPORTS=str(tmp_path))
    assert found.text == "period,n,promoters,passives,detractors\n2026,5,3,1,1\n"
    assert [each.name for each in found.sources] == ["part-1.csv", "part-2.csv"]


def test_a_password_in_the_book_is_an_error(write_book: Write) -> None:
    root = write_book({METRIC: "kind: nps\nsurvey: {source: 'postgres://me:hunter22@db/x', table: t, answer: a}\n"})
    told = run(root, "pull").output
    assert "Here stands a password" in told


def test_cases_that_met_what_a_promise_asks_for_are_counted(write_book: Write) -> None:
    root = write_book({
        "private/answers.csv": "minutes\n" + "\n".join(["60"] * 18 + ["\"240,0\"", "241"]) + "\n",
        METRIC: survey("answer: minutes\nperiod: 2026\ncensus: yes", "time", "unit: min\n"),
        "content/promises/p.yml": "text: P\nstandard: {metric: m, at_most: 4 h, share: 90 %}\n",
    })  # fmt: skip
    assert run(root, "pull").exit_code == 0
    assert (root / TABLE).read_text() == "period,n,value,sd,successes,census\n2026,20,78.05,55.556965,19,yes\n"
    measured = CliRunner().invoke(command, ["-C", str(root), "measure", "p", "--format", "json"]).stdout
    thing = json.loads(measured)["things"][0]
    assert thing["verdict"] == "kept"


def test_flights_on_time_of_all_scheduled_and_of_all_arrived(write_book: Write) -> None:
    flights = "carrier,delay\n" + "AA,3\nAA,14.9\nAA,15\nAA,NA\nAA,-4\nAA,\n" * 2
    fields = "answer: delay\nsuccess: {less_than: 15}\nmissing: NA\nplace: carrier\nperiod: 2013"
    root = write_book({"private/answers.csv": flights, METRIC: survey(fields, "rate")})
    assert (pulled(root).text or "").splitlines()[-1] == "2013,AA,8,6"
    (root / METRIC).write_text(survey(fields.replace("missing: NA", "failures: ['', NA]"), "rate"))
    assert (pulled(root).text or "").splitlines()[-1] == "2013,AA,12,6"


GUESTS = [
    ("Very good", "PL", "20"),
    ("Good", " EN", "18"),
    ("Bad", "PL", "17.5"),
    ("Good", "RU", "44"),
    ("Good", "", ""),
]


def test_answers_are_filtered_recoded_and_dated(write_book: Write) -> None:
    answers = "how,when,lang,age\n" + "\n".join(
        f"{how},{day}.{month}.2026,{lang},{age}" for how, lang, age in GUESTS
        for day, month in [(1, 1), (31, 3), (1, 4)]
    )  # fmt: skip
    fields = (
        "answer: how\nrecode: {how: {Very good: 5, Good: 4, Bad: 1}}\ndate: when\nperiod: quarter\n"
        "filter:\n  lang: [PL, EN]\n  age: {at_least: 17.5}\n  when: {more_than: 2026-01-01}\n"
    )
    root = write_book({"private/answers.csv": answers * 1, METRIC: survey(fields, "csat")})
    found = pulled(root)
    assert [problem.message.say() for problem in found.problems] == [
        "None of the answers could be counted, or all groups are too small to be told."
    ]
    (root / "private/answers.csv").write_text(answers + "\n" + answers.partition("\n")[2])
    found = pulled(root)
    assert found.text == "period,n,value,sd,successes\n2026-Q1,6,3.333333,1.861899,4\n2026-Q2,6,3.333333,1.861899,4\n"
    assert dict(found.aside) == {"filtered": 18}


def test_what_should_be_known_does_not_stop_a_pull(write_book: Write) -> None:
    row = "  - {{period: {}, promoters: 1, detractors: 1, n: 3}}\n"
    typed = "results:\n" + row.format(2025) + row.format(2026)
    root = write_book(
        {
            "private/answers.csv": "score\n" + "\n".join(NPS.split(",")),
            METRIC: survey("answer: score\nperiod: 2026", more=typed),
        }
    )
    run(root, "pull")
    for words in (("init", "-q"), ("add", "private/answers.csv")):
        subprocess.run(["git", *words], cwd=root, check=True)
    done = run(root, "pull")
    assert done.exit_code == 0
    assert [(p.message.say(), p.place.line) for p in pulled(root).problems] == [
        ("This result is pulled as well: it will count twice.", 5),
        ("Git keeps private/answers.csv, and hands on everybody’s answers with the book.", 7),
    ]
    assert "git rm --cached private/answers.csv" in done.stdout
    assert "unchanged" in done.stdout


def test_ctrl_c_leaves_everything_as_it_was(write_book: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_book(
        {
            "private/answers.csv": "score\n" + "9\n" * 9,
            METRIC: survey("answer: score\nperiod: 2026"),
            TABLE: "value\n1\n",
        }
    )

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("journeybook.survey.standard.weighed", interrupted)
    (root / METRIC).write_text(survey("answer: score\nperiod: 2026\nweight: score"))
    done = run(root, "pull")
    assert (done.exit_code, done.stdout) == (130, "")
    assert "Stopped. Nothing was written." in done.stderr
    assert (root / TABLE).read_text() == "value\n1\n"


def test_long_work_tells_how_far_it_is(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    now = iter([0.0, 0.5, 1.5, 3.0, 12.0])
    monkeypatch.setattr("journeybook.cli.progress.time.monotonic", lambda: next(now) + 1)
    teller = Teller(quiet=False, language="en")
    for rows in (0, 10, 65_536, 131_072, 999_999):
        teller.tell("a.csv", rows, 0.0)
    teller.done()
    assert capsys.readouterr().err == "a.csv: 65536 rows …\na.csv: 999999 rows …\n"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "There are no answers in the source."),
        (b"score\n", "There are no answers in the source."),
        (b"PK\x03\x04 a workbook", "answers.csv is no text file."),
        (b"a" * 2_000_000, "answers.csv is no table from line 1 on"),
        (b"score\n9\n" * 50_000 + b"\xff\xfe\n", "The signs of answers.csv are written in another way from line"),
        (b"score,score\n9,9\n", "The source has several columns “score”."),
    ],
)
def test_what_is_no_table_of_answers_is_said_so(write_book: Write, data: bytes, words: str) -> None:
    root = write_book({"private/answers.csv": data, METRIC: survey("answer: score\nperiod: 2026")})
    assert [problem.message.say()[: len(words)] for problem in pulled(root).problems] == [words]
    assert run(root, "sniff", str(root / "private/answers.csv")).exit_code in {0, 1}


def test_where_low_is_better_low_answers_are_the_easy_ones(write_book: Write) -> None:
    rows = "score\n" + "\n".join("1122345")
    root = write_book(
        {
            "private/answers.csv": rows,
            METRIC: survey("answer: score\nperiod: 2026", "ces", "better: lower\nscale: {min: 1, max: 5}\n"),
        }
    )
    assert (pulled(root).text or "").splitlines()[1].split(",")[-1] == "4"
