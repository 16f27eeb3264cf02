"""`journeybook review` and `check --changed-since` as they are typed: names of versions, gates, exit codes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.cli import main

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="no git on this machine")
Run = Callable[..., tuple[int, str, str]]

BOOK = "format: 1\n"
JOURNEY = (
    "title: Paying\npersona: hanna\nstatus: live\nexpect:\n  - {measure: weakest_link, at_least: -1}\n"
    "phases:\n  - title: Paying\n    touchpoints:\n      - {id: bill, title: I get the bill, emotion: 1}\n"
    "      - {id: mail, title: I open the reminder, emotion: -1}\n"
)


def git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=Anna", "-c", "user.email=anna@example.org")
    done = subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(folder: Path, name: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", name)


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three commits: no book yet, a book (tagged v1), a worse feeling; a branch with a change of wording."""
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)
    root = tmp_path / "book"
    (root / "content/personas").mkdir(parents=True)
    (root / "journeys").mkdir()
    (root / "README.md").write_text("A book to come\n")
    git(root, "init", "-qb", "main")
    commit(root, "nothing yet")
    (root / "content/book.yml").write_text(BOOK)
    (root / "content/personas/hanna.yml").write_text("name: Hanna\n")
    (root / "journeys/paying.yml").write_text(JOURNEY)
    commit(root, "a book")
    git(root, "tag", "v1")
    git(root, "checkout", "-qb", "words")
    (root / "journeys/paying.yml").write_text(JOURNEY.replace("I get the bill", "I get the monthly bill"))
    commit(root, "wording")
    git(root, "checkout", "-q", "main")
    (root / "journeys/paying.yml").write_text(JOURNEY.replace("emotion: -1}", "emotion: -2}"))
    commit(root, "worse")
    return root


@pytest.fixture
def run(book: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(book)

    def command(*words: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stop:
            main(["--language", "en", *words])
        said = capsys.readouterr()
        return int(stop.value.code or 0), said.out, said.err

    return command


def kinds(written: str) -> list[str]:
    return [change["kind"] for change in json.loads(written)["changes"] if change["cause"] is None]


def test_a_tag_against_what_lies_here(run: Run) -> None:
    code, out, _ = run("review", "v1")
    assert code == 0
    assert "feels −1 → −2" in out
    assert run("review", "HEAD")[1] == "Nothing has changed.\n"


def test_two_branches_and_where_they_went_apart(run: Run) -> None:
    assert kinds(run("review", "main", "words", "--format", "json")[1]) == ["emotion", "reworded"]
    assert kinds(run("review", "main..words", "--format", "json")[1]) == ["emotion", "reworded"]
    assert kinds(run("review", "main...words", "--format", "json")[1]) == ["reworded"]


def test_a_folder_is_a_version_too(run: Run, book: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(book, copy, ignore=shutil.ignore_patterns(".git"))
    (copy / "journeys/paying.yml").unlink()
    assert kinds(run("review", ".", str(copy), "--format", "json")[1])[0] == "removed"


@pytest.mark.parametrize(
    ("gates", "code"),
    [("expect", 1), ("feeling,unproven", 1), ("broken-promise", 0), ("removed,unreadable", 0), ("", 0)],
)
def test_gates_alone_make_it_fail(run: Run, gates: str, code: int) -> None:
    found, _, err = run("review", "v1", "--fail-on", gates)
    assert found == code
    assert ("This change does not pass: " in err) is bool(code)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["review", "no-such"], "“no-such” is neither a folder nor a revision of Git"),
        (["review", "--exec=x"], "No such option"),
        (["review", "v1", "--fail-on", "broken"], "broken; known are: broken-promise, "),
        (["review", "v1", "main", "words"], "Give one version or two."),
        (["review", "main", "journeys"], "There is no book in “journeys”: content/book.yml is missing."),
        (["review", "v1", "v1~1"], "There is no book in “v1~1”."),
        (["check", "--changed-since", "no-such"], "“no-such” is no revision that Git knows here"),
    ],
)
def test_wrong_use_is_told_in_a_sentence(run: Run, words: list[str], said: str) -> None:
    code, _, err = run(*words)
    assert code == 2
    assert said in err
    assert "Traceback" not in err


def test_before_there_was_a_book_everything_is_new(run: Run) -> None:
    code, out, err = run("review", "v1~1", "v1", "--format", "json")
    assert code == 0
    assert kinds(out)[:2] == ["added", "added"]
    assert "There is no book in “v1~1” yet: everything is new." in err


def test_a_shallow_clone_says_what_it_cannot_know(run: Run, book: Path, tmp_path: Path) -> None:
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth=1", "--no-single-branch", f"file://{book}", str(shallow))
    code, _, err = run("-C", str(shallow), "review", "HEAD~1")
    assert code == 2
    assert "no revision that this shallow clone knows; fetch more of the history" in err
    code, _, err = run("-C", str(shallow), "review", "origin/words...HEAD")
    assert code == 2
    assert "does not know where origin/words and HEAD went apart" in err


def test_only_what_stands_in_changed_lines(run: Run, book: Path) -> None:
    (book / "journeys/paying.yml").write_text(JOURNEY.replace("title: I get", "owner: nobody, title: I get"))
    (book / "content/personas/hanna.yml").write_text("name: Hanna\nevidence: none\n")
    commit(book, "two mistakes")
    (book / "journeys/paying.yml").write_text(JOURNEY.replace("title: I get", "owner: noone, title: I get"))
    whole = json.loads(run("check", "--format", "json")[1])["problems"]
    code, out, _ = run("check", "--format", "json", "--changed-since", "HEAD")
    part = json.loads(out)["problems"]
    assert code == 1
    assert {each["rule"] for each in part} == {"unknown-reference"}
    assert {(each["file"], each["line"]) for each in part} == {("journeys/paying.yml", 9)}
    assert len(part) < len(whole)
    assert run("check", "--format", "json", "--changed-since", "v1~1")[0] == 1
    git(book, "checkout", "-q", "--", ".")
    assert json.loads(run("check", "--format", "json", "--changed-since", "HEAD")[1])["problems"] == []


PLAN = (
    "title: Paying, reminded\npersona: hanna\nstate: to_be\nas_is: paying\n"
    "phases:\n  - title: Paying\n    touchpoints:\n      - {id: bill, title: I get the bill}\n"
    "      - {id: text, title: A text comes before, emotion: 1}\n"
    "      - {id: mail, title: I open the reminder, emotion: 0}\n"
)


def test_what_if_a_journey_became_as_it_is_to_be(run: Run, book: Path) -> None:
    (book / "journeys/reminded.yml").write_text(PLAN)
    code, out, _ = run("review", "--what-if", "reminded", "--format", "json")
    told = [(c["kind"], c["subject"]["id"], c["field"]) for c in json.loads(out)["changes"] if c["cause"] is None]
    assert code == 0
    assert ("emotion", "paying/mail", "emotion") in told
    assert ("added", "paying/text", "") in told
    assert not [each for each in told if each[1] == "paying/bill"], "what a plan does not tell is not gone"
    assert {c["kind"] for c in json.loads(out)["changes"]} & {"unproven", "problem", "reworded"} == set()
    assert "expect" in {c["kind"] for c in json.loads(out)["changes"]}
    before = json.loads(run("review", "v1", "--what-if", "reminded", "--format", "json")[1])["changes"]
    assert [c["before"]["value"] for c in before if c["kind"] == "emotion" and c["subject"]["id"] == "paying/mail"] == [
        -1
    ]


@pytest.mark.parametrize("name", ["paying", "no-such", "hanna"])
def test_what_if_of_what_is_no_plan(run: Run, name: str) -> None:
    code, _, err = run("review", "--what-if", name)
    assert code == 2
    assert f"“{name}” is no journey that says under “as_is:”" in err


def test_without_any_name_it_says_what_to_type(run: Run) -> None:
    code, _, err = run("review")
    assert code == 2
    assert "journeybook review main" in err


def test_who_changed_this_sentence_when_and_on_what_evidence(run: Run, book: Path) -> None:
    file = book / "journeys/paying.yml"
    (book / "content/evidence").mkdir()
    (book / "content/evidence/talks.yml").write_text("{title: Twelve talks, method: interview, date: 2026-01-01}\n")
    text = JOURNEY.replace("emotion: -1}", "emotion: -2, thinking: They shout, evidence: talks}")
    file.write_text(text)
    commit(book, "a thought")
    file.write_text("status: [live\n" + text)
    commit(book, "broken")
    file.rename(book / "journeys/paying-late.yml")
    file = book / "journeys/paying-late.yml"
    file.write_text(text.replace("They shout", "They shout at me").replace("I open the reminder", "I open the mail"))
    commit(book, "in my words")
    file.write_text(file.read_text().replace("They shout at me", "They shouted at me"))
    code, out, _ = run("review", "--blame", "paying-late/mail/thinking", "--format", "json")
    told = json.loads(out)
    assert code == 0
    assert [(each["subject"], each["changes"]) for each in told["commits"]] == [
        (None, ["Thinking: They shout at me → They shouted at me"]),
        ("in my words", ["Thinking: They shout → They shout at me"]),
        ("a thought", ["Thinking: “They shout” is new"]),
        ("a book", []),
    ]
    assert [each["evidence"] for each in told["commits"]] == [["talks"], ["talks"], ["talks"], []]
    out = run("review", "--blame", "paying-late/mail")[1]
    assert "Not committed yet" in out
    assert "Title: I open the reminder → I open the mail" in out
    assert "rests on: Twelve talks" in out


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("no-such", "There is no “no-such” in this book.\n"),
        ("paying/mial", "“paying” has neither a touchpoint nor a field “mial”.\nDid you mean “mail”?\n"),
        ("paying/owned", "“paying” has neither a touchpoint nor a field “owned”.\nDid you mean “owner”?\n"),
        ("paying/mail/thinkin", "“paying/mail” has no field “thinkin”.\nDid you mean “thinking”?\n"),
        ("paying/mail/feedback/owne", "“paying/mail/feedback” has no field “owne”.\nDid you mean “owner”?\n"),
        ("hanna/nope", "“hanna” has no field “nope”.\nIt has: title, summary, "),
        ("hanna/name/pl", "“hanna/name” has no field “pl”.\n"),
    ],
)
def test_who_changed_what_is_not_there_is_wrong_use(run: Run, asked: str, said: str) -> None:
    code, out, err = run("review", "--blame", asked)
    assert (code, out) == (2, "")
    assert err.startswith(said)


def test_who_changed_a_field_of_ones_own_is_told(run: Run, book: Path) -> None:
    (book / "content/personas/hanna.yml").write_text("name: Hanna\nx-cat: Mruczek\n")
    told = json.loads(run("review", "--blame", "hanna/x-cat", "--format", "json")[1])
    assert [len(each["changes"]) for each in told["commits"]] == [1, 0]


@pytest.mark.parametrize("asked", ["paying/id", "paying/mail/id", "paying/mail/pains/evidence", "hanna/x-cat"])
def test_who_changed_a_field_that_is_there_is_told_though_nobody_did(run: Run, asked: str) -> None:
    code, out, _ = run("review", "--blame", asked)
    assert code == 0
    assert "the first version" in out


def test_who_came_before_a_shallow_clone_is_not_known(run: Run, book: Path, tmp_path: Path) -> None:
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{book}", str(shallow))
    out = run("-C", str(shallow), "review", "--blame", "paying/mail")[1]
    assert "the oldest version that is known here" in out
    assert "This clone is shallow: who came before is not known here." in out
