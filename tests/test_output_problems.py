"""Problems as text, JSON, for GitHub and GitLab, and as SARIF: the same findings, in five dresses."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import click
import pytest

from journeybook import __version__
from journeybook.output import problems as output
from journeybook.output.excerpt import excerpt
from journeybook.output.lines import fingerprints
from journeybook.problem import Place, Problem, Severity
from journeybook.rules import all_rules
from journeybook.words import phrase

LINES = "title: Zażółć\n# a note\nowner: nobody, 100%\n"
FILE = "journeys/paying late.yml"
PROBLEMS = (
    Problem(
        "journey-without-sponsor",
        Severity.WARNING,
        phrase("Nobody backs “{journey}”: 100%,\nreally.", journey="Paying"),
        Place(FILE, 1, 8, 1, 14),
        phrase("Add a line: sponsor: …"),
        ((Place(FILE, 3, 1, 3, 6), phrase("the owner")),),
    ),
    Problem("unknown-reference", Severity.ERROR, phrase("There is none."), Place(FILE, 3, 8, 3, 20)),
    Problem("title-too-long", Severity.ADVICE, phrase("Too long."), Place(FILE, 1, 1, 3, 20)),
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a book's folder inside a repository."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "book/journeys").mkdir(parents=True)
    (tmp_path / "book" / FILE).write_text(LINES, "utf-8")
    return tmp_path / "book"


def told(form: str, root: Path, problems: tuple[Problem, ...] = PROBLEMS) -> str:
    return output.FORMATS[form](problems, "en", root)


def loaded(form: str, root: Path, problems: tuple[Problem, ...] = PROBLEMS) -> Any:
    return json.loads(told(form, root, problems))


def test_text_shows_the_line_and_what_is_meant(root: Path) -> None:
    lines = re.sub(r"\x1b\[\d+m", "", told("text", root)).splitlines()
    assert lines[0].startswith(f"{FILE}:1:8: warning: Nobody backs “Paying”: 100%,")
    assert lines[1:3] == ["   1 | title: Zażółć", "     |        ^^^^^^"]
    assert lines[3:5] == ["      → Add a line: sponsor: …", f"      {FILE}:3: the owner"]
    assert lines[-1] == "1 error, 1 warning, 1 piece of advice"


def test_nothing_in_text_moves_colours_or_commands_the_one_who_reads_it(tmp_path: Path) -> None:
    words = "a\n::error::b\x1b[31m\u202e\udcff\x9bc\r::d"
    place = Place(f"content/{words}.md", 1, 1, 1, 1)
    problem = Problem(
        "stray-file", Severity.ERROR, phrase("{w} 9\u00a0500", w=words), place, phrase("{w}", w=words),
        ((place, phrase("{w}", w=words)),),
    )  # fmt: skip
    told = click.unstyle(output.text([problem], "en", tmp_path))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", told)
    assert [line for line in told.splitlines() if line.lstrip().startswith("::")] == []
    assert "9\u00a0500" in told


def test_json_is_the_same_in_every_language_but_for_sentences(root: Path) -> None:
    english, polish = (json.loads(output.FORMATS["json"](PROBLEMS, language, root)) for language in ("en", "pl"))
    assert english["problems"][0] == {
        "rule": "journey-without-sponsor",
        "severity": "warning",
        "file": FILE,
        "line": 1,
        "column": 8,
        "end_line": 1,
        "end_column": 14,
        "message": "Nobody backs “Paying”: 100%,\nreally.",
        "hint": "Add a line: sponsor: …",
        "others": [
            {"file": FILE, "line": 3, "column": 1, "end_line": 3, "end_column": 6, "message": "the owner"},
        ],
    }
    spoken = {"message", "hint", "others"}
    for one, other in zip(english["problems"], polish["problems"], strict=True):
        assert {key: one[key] for key in one.keys() - spoken} == {key: other[key] for key in other.keys() - spoken}


def test_github_reads_commands_with_paths_from_the_repository(root: Path) -> None:
    assert told("github", root).splitlines() == [
        "::warning file=book/journeys/paying late.yml,line=1,endLine=1,col=8,endColumn=13,"
        "title=journey-without-sponsor::Nobody backs “Paying”: 100%25,%0Areally.%0AAdd a line: sponsor: …",
        "::error file=book/journeys/paying late.yml,line=3,endLine=3,col=8,endColumn=19,"
        "title=unknown-reference::There is none.",
        "::notice file=book/journeys/paying late.yml,line=1,endLine=3,title=title-too-long::Too long.",
    ]


def test_github_is_told_of_signs_that_would_end_a_property(root: Path) -> None:
    odd = Problem("x", Severity.ERROR, phrase("No."), Place("a:b,c%.yml", 1, 1, 1, 1))
    assert told("github", root, (odd,)).startswith(
        "::error file=book/a%3Ab%2Cc%25.yml,line=1,endLine=1,col=1,endColumn=1,"
    )


def test_gitlab_reads_what_its_report_needs(root: Path) -> None:
    entries = loaded("gitlab", root)
    assert [entry["severity"] for entry in entries] == ["minor", "major", "info"]
    assert {entry["severity"] for entry in entries} <= {"info", "minor", "major", "critical", "blocker"}
    assert entries[0]["location"] == {"path": f"book/{FILE}", "lines": {"begin": 1}}
    assert entries[0].keys() == {"description", "check_name", "fingerprint", "severity", "location"}
    assert len({entry["fingerprint"] for entry in entries}) == 3


def test_a_fingerprint_survives_lines_that_move(root: Path) -> None:
    before = fingerprints(PROBLEMS, root)
    (root / FILE).write_text("# one\n# two\n" + LINES, "utf-8")
    moved = [
        Problem(p.rule, p.severity, phrase("Told otherwise."), Place(FILE, p.place.line + 2, 1, p.place.line + 2, 2))
        for p in PROBLEMS
    ]
    assert fingerprints(moved, root) == before


def test_a_fingerprint_tells_apart_what_stands_on_equal_lines(root: Path) -> None:
    (root / FILE).write_text("- a\n- a\n- b\n", "utf-8")
    same = [Problem("x", Severity.ERROR, phrase("No."), Place(FILE, line, 1, line, 2)) for line in (1, 2, 3)]
    assert len(set(fingerprints(same, root))) == 3
    assert fingerprints(same[:1], root) == fingerprints(same, root)[:1]


def test_sarif_has_a_run_with_rules_and_results(root: Path) -> None:
    log = loaded("sarif", root)
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0"
    assert run["tool"]["driver"]["semanticVersion"] == __version__
    assert [rule["id"] for rule in rules] == ["journey-without-sponsor", "title-too-long", "unknown-reference"]
    assert [result["level"] for result in run["results"]] == ["warning", "error", "note"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_says_where_with_an_address_that_is_one(root: Path) -> None:
    result = loaded("sarif", root)["runs"][0]["results"][0]
    physical = result["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "book/journeys/paying%20late.yml", "uriBaseId": "%SRCROOT%"}
    assert physical["region"] == {"startLine": 1, "startColumn": 8, "endLine": 1, "endColumn": 14}
    assert result["relatedLocations"][0]["message"]["text"] == "the owner"


def test_sarif_explains_a_rule_as_its_docstring_does(root: Path) -> None:
    rule = loaded("sarif", root)["runs"][0]["tool"]["driver"]["rules"][0]
    known = all_rules()["journey-without-sponsor"]
    assert rule["shortDescription"]["text"] == known.explained.summary
    assert rule["fullDescription"]["text"] == known.explained.reason
    assert known.good in rule["help"]["markdown"]
    assert rule["defaultConfiguration"] == {"level": "warning"}


@pytest.mark.parametrize("form", ["json", "gitlab", "sarif"])
def test_a_book_without_problems_makes_an_empty_report(form: str, root: Path) -> None:
    found = loaded(form, root, ())
    results = {"json": lambda: found["problems"], "gitlab": lambda: found, "sarif": lambda: found["runs"][0]["results"]}
    assert results[form]() == []


@pytest.mark.parametrize("form", output.FORMATS)
def test_a_file_that_is_gone_can_be_told_of(form: str, root: Path) -> None:
    gone = Problem("no-book", Severity.ERROR, phrase("It is missing."), Place("content/book.yml", 1, 1, 1, 1))
    assert "It is missing." in told(form, root, (gone,))


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
def test_no_pipe_is_waited_for_to_show_a_line_of_it(root: Path) -> None:
    (root / FILE).unlink()
    os.mkfifo(root / FILE)
    assert "2 | " not in told("text", root)


def test_without_a_repository_paths_count_from_the_book(tmp_path: Path) -> None:
    assert "file=journeys/" in told("github", tmp_path)


@pytest.mark.parametrize(
    ("line", "start", "end", "shown", "carets"),
    [
        ("owner: kasia", 7, 12, "owner: kasia", "       ^^^^^"),
        ("Zażółć: gęślą", 8, 13, "Zażółć: gęślą", "        ^^^^^"),
        ("标题: 我等", 4, 6, "标题: 我等", "      ^^^^"),
        ("I wait 😡: -3", 10, 12, "I wait 😡: -3", "           ^^"),
        ("e\u0301te\u0301: x", 6, 7, "e\u0301te\u0301: x", "    ^" + ""),
        ("\t\ttitle: x", 0, 2, "  title: x", "^^"),
        ("a\u00a0b: x", 1, 2, "a�b: x", " ^"),
        ("title:", 6, 6, "title:", "      ^"),
        ("x" * 300, 290, 300, "…" + "x" * 90, " " * 81 + "^" * 10),
        ("x" * 300, 0, 300, "x" * 160 + "…", "^" * 160),
        ("x" * 300, 100, 110, "…" + "x" * 160 + "…", " " * 81 + "^" * 10),
    ],
)  # fmt: skip
def test_carets_stand_below_what_is_meant(line: str, start: int, end: int, shown: str, carets: str) -> None:
    assert excerpt(line, start, end) == (shown, carets)
