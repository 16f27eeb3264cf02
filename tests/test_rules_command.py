"""The commands check, rules, explain and next, as they are typed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from journeybook.cli import command
from journeybook.rules import all_rules
from journeybook.rules.reading import TOLD_ONLY

ROOT = Path(__file__).parents[1]
Write = Callable[[Mapping[str, str | bytes]], Path]
DRAFT = "title: Paying\npersona: anna\nphases:\n  Paying:\n    - I open the bill: 1\n"
LIVE = DRAFT + "status: live\n"
RING = DRAFT + "parent: paying\n"


@pytest.fixture(autouse=True)
def nowhere_near_a_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_ACTIONS", "GITLAB_CI", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


def typed(root: Path, *words: str) -> Result:
    return CliRunner().invoke(command, ["-C", str(root), "--language", "en", "--as-of", "2026-11-22", *words])


def test_check_tells_what_rules_find_and_passes_on_warnings(write_book: Write) -> None:
    done = typed(write_book({"journeys/paying.yml": LIVE}), "check")
    assert done.exit_code == 0
    assert "warning: Nobody answers for “Paying”. [journey-without-owner]" in done.stdout


def test_check_tells_only_of_the_files_that_are_named(write_book: Write) -> None:
    root = write_book({"journeys/paying.yml": LIVE, "journeys/ring.yml": DRAFT + "parent: ring\n"})
    one = typed(root, "check", "--format", "json", str(root / "journeys/paying.yml"))
    assert {each["file"] for each in json.loads(one.stdout)["problems"]} == {"journeys/paying.yml"}
    assert one.exit_code == 0
    folder = typed(root, "check", "--format", "json", str(root / "journeys"))
    assert {each["file"] for each in json.loads(folder.stdout)["problems"]} == {
        "journeys/paying.yml",
        "journeys/ring.yml",
    }
    assert folder.exit_code == 1


def test_check_says_that_of_drafts_it_asks_little(write_book: Write) -> None:
    drafts = typed(write_book({"journeys/paying.yml": DRAFT, "journeys/late.yml": DRAFT}), "check")
    assert "2 journeys are drafts: what they lack is told as soon as they say status: validated." in drafts.stderr
    assert typed(write_book({"journeys/paying.yml": LIVE, "journeys/late.yml": LIVE}), "check").stderr == ""


def test_check_says_that_rules_wait_for_what_cannot_be_read(write_book: Write) -> None:
    done = typed(write_book({"journeys/paying.yml": LIVE + "last_reviewed: May\n"}), "check")
    assert "say nothing until the errors of this book are mended" in done.stderr
    quiet = typed(write_book({"journeys/paying.yml": LIVE}), "check")
    assert "say nothing" not in quiet.stderr


def test_check_fails_on_an_error_of_a_rule(write_book: Write) -> None:
    assert typed(write_book({"journeys/paying.yml": RING}), "check").exit_code == 1


def test_check_passes_on_an_error_that_is_silenced(write_book: Write) -> None:
    text = RING.replace("parent: paying", "parent: paying  # journeybook: ignore ring-of-parents – a riddle")
    assert typed(write_book({"journeys/paying.yml": text}), "check").exit_code == 0


def test_check_can_fail_on_less(write_book: Write) -> None:
    root = write_book({"journeys/paying.yml": LIVE})
    assert typed(root, "check", "--fail-on", "warning").exit_code == 1
    assert typed(write_book({"journeys/paying.yml": DRAFT}), "check", "--fail-on", "warning").exit_code == 0


def test_check_speaks_as_the_ci_it_runs_in(write_book: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_book({"journeys/paying.yml": LIVE})
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert typed(root, "check").stdout.startswith("::")
    assert typed(root, "check", "--format", "text").stdout.startswith("journeys/")


def test_check_writes_the_report_that_gitlab_reads(
    write_book: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_book({"journeys/paying.yml": LIVE})
    monkeypatch.setenv("GITLAB_CI", "true")
    assert typed(root, "check").stdout.startswith("journeys/")
    done = typed(root, "check", "-o", str(tmp_path / "report.json"))
    assert (done.exit_code, done.stdout) == (0, "")
    assert "warnings" in done.stderr
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))[0]["check_name"]


def test_a_report_in_a_file_has_no_colours(write_book: Write, tmp_path: Path) -> None:
    typed(write_book({"journeys/paying.yml": LIVE}), "check", "-o", str(tmp_path / "report.txt"))
    assert "\x1b" not in (tmp_path / "report.txt").read_text("utf-8")


def test_rules_are_listed_with_how_many_there_are() -> None:
    done = typed(ROOT, "rules")
    assert done.exit_code == 0
    assert all(f"  {name}" in done.stdout for name in all_rules())
    assert f"{len(all_rules())} rules." in done.stdout


def test_rules_as_json_say_all_that_a_page_says() -> None:
    listed = json.loads(typed(ROOT, "rules", "--format", "json").stdout)["rules"]
    assert [rule["name"] for rule in listed] == list(all_rules())
    assert listed[0].keys() == {
        "name", "family", "severity", "heard_from", "summary", "reason", "bad", "good", "options",
    }  # fmt: skip
    assert all(rule["summary"] and rule["reason"] and rule["bad"] and rule["good"] for rule in listed)


def test_explain_shows_both_examples_without_the_marks_of_tests() -> None:
    done = typed(ROOT, "explain", "too-many-personas")
    assert done.exit_code == 0
    assert "A journey must be of three personas at most." in done.stdout
    assert "other_personas: [student, teacher, courier]\n" in done.stdout
    assert "rules: {too-many-personas: {most: 3}}" in done.stdout
    assert "# expect" not in done.stdout


@pytest.mark.parametrize(
    ("asked", "told"),
    [("vague-promis", "Did you mean “vague-promise”?"), ("zzz", "To see all, run: journeybook rules")],
)
def test_explain_helps_with_a_name_that_is_none(asked: str, told: str) -> None:
    done = typed(ROOT, "explain", asked)
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in done.stderr


@pytest.mark.parametrize("name", TOLD_ONLY)
def test_explain_knows_what_has_nothing_to_explain(name: str) -> None:
    done = typed(ROOT, "explain", name)
    assert done.exit_code == 0
    assert name in done.stdout


def test_next_shows_how_far_a_journey_has_come(write_book: Write) -> None:
    done = typed(write_book({"journeys/paying.yml": DRAFT}), "next", "paying")
    assert done.exit_code == 0
    assert "✓ mapped  · heard  · shared  · acted on  · rewarded" in done.stdout
    assert "1. Listen at “I open the bill”." in done.stdout
    assert "\n        method: …" in done.stdout


def test_next_without_a_name_shows_all_journeys() -> None:
    done = typed(ROOT, "next")
    assert done.exit_code == 0
    assert "(late-invoice)" in done.stdout
    assert "(late-invoice-kind)" not in done.stdout, "what is to be is no way travelled yet"
    assert "\n3. " in done.stdout
    assert "\n4. " not in done.stdout


def test_next_as_json_holds_yaml_to_paste() -> None:
    found = json.loads(typed(ROOT, "next", "late-invoice", "--format", "json").stdout)["journeys"]
    assert [journey["id"] for journey in found] == ["late-invoice"]
    assert found[0].keys() == {"id", "reached", "rungs", "steps"}
    assert found[0]["steps"]
    assert all(step["yaml"].endswith("\n") and step["file"] for step in found[0]["steps"])


def test_next_knows_only_journeys() -> None:
    done = typed(ROOT, "next", "bakery-owner")
    assert done.exit_code == 2
    assert "There is no journey “bakery-owner” in this book." in done.stderr


@pytest.mark.parametrize("files", [{}, {"journeys/paying.yml": DRAFT + "status: retired\n"}])
def test_next_in_a_book_without_journeys_names_the_command(files: dict[str, str | bytes], write_book: Write) -> None:
    root = write_book(files)
    done = typed(root, "next")
    begin = f"The book has no journey of today yet. Begin one: journeybook -C {root} new journey\n"
    assert (done.exit_code, done.stdout) == (0, begin)
    assert json.loads(typed(root, "next", "--format", "json").stdout)["journeys"] == []
