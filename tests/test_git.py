"""What Git knows of a book."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from journeybook import git
from journeybook.load import Folder
from journeybook.load.versions import Version, version
from journeybook.words import Phrase

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="no git on this machine")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two commits: three files by Anna, then one of them by Żaneta; the book stands in a folder of the repository."""
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, "/dev/null")
    root = tmp_path / "book"
    for name in ("journeys/a.yml", "journeys/zażółć gęślą.yml", "content/b.md"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("one")
    commit(tmp_path, "Anna", "2026-03-01T12:00:00")
    (root / "journeys/a.yml").write_text("two")
    (tmp_path / "outside.txt").write_text("not of the book")
    commit(tmp_path, "Żaneta", "2026-04-02T12:00:00")
    return root


def commit(folder: Path, author: str, when: str) -> None:
    env = {"GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when, "PATH": str(Path(shutil.which("git") or "").parent)}
    who = ["-c", f"user.name={author}", "-c", "user.email=someone@example.org"]
    for words in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "A change"]):
        subprocess.run(["git", *words], cwd=folder, env=env, check=True)


def test_the_last_change_of_each_file(repository: Path) -> None:
    (repository / "journeys/new.yml").write_text("not committed")
    assert git.changes(repository) == {
        "content/b.md": git.Change(date(2026, 3, 1), "Anna"),
        "journeys/a.yml": git.Change(date(2026, 4, 2), "Żaneta"),
        "journeys/zażółć gęślą.yml": git.Change(date(2026, 3, 1), "Anna"),
    }
    assert git.head_date(repository) == date(2026, 4, 2)


def test_a_commit_of_a_day_that_no_calendar_has_is_no_obstacle(repository: Path) -> None:
    (repository / "journeys/a.yml").write_text("three")
    commit(repository.parent, "Ola", "@253402300900 +0000")  # the first of January 10000
    assert git.head_date(repository) is None
    assert git.commit_date(repository, "HEAD") is None
    assert git.changes(repository)["journeys/a.yml"] == git.Change(date.max, "Ola")
    assert git.changes(repository)["content/b.md"] == git.Change(date(2026, 3, 1), "Anna")
    days = [date.max, date(2026, 4, 2), date(2026, 3, 1)]
    assert [each.date for each in git.commits(repository, ["journeys"], 9)] == days
    assert [each.commit.date for each in git.touches(repository, "journeys/a.yml", 9)] == days


def test_a_shallow_clone_knows_half_so_nothing_is_said(repository: Path, tmp_path: Path) -> None:
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{tmp_path}", str(shallow)], check=True)
    assert git.changes(shallow / "book") == {}
    assert git.head_date(shallow / "book") == date(2026, 4, 2)


def test_without_a_repository_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    lonely = tmp_path / "lonely"
    lonely.mkdir()
    assert git.changes(lonely) == {}
    assert git.head_date(lonely) is None


def test_without_git_nothing_is_said(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert git.changes(repository) == {}
    assert git.head_date(repository) is None


def test_changed_lines_of_files_old_and_new(repository: Path) -> None:
    old = repository / "journeys/zażółć gęślą.yml"
    old.write_text("zero\none\nmore\n")
    (repository / "content/b.md").unlink()
    (repository / "journeys/new.yml").write_text("all of it")
    head = git.commit_of(repository, "HEAD")
    assert {name: lines[0][0] for name, lines in git.changed_lines(repository, head).items()} == {
        "journeys/zażółć gęślą.yml": 1,
        "journeys/new.yml": 1,
    }
    first = git.commit_of(repository, "HEAD~1")
    assert git.changed_lines(repository, first)["journeys/a.yml"] == ((1, 1),)
    assert git.commit_of(repository, "no-such") == git.commit_of(repository, "--help") == ""


def test_a_version_is_read_wherever_its_folder_stood(repository: Path) -> None:
    (repository / "content/book.yml").write_text("format: 1\n")
    commit(repository.parent, "Anna", "2026-05-01T12:00:00")
    (repository.parent / "elsewhere").mkdir()
    repository.rename(repository.parent / "elsewhere/moved")
    commit(repository.parent, "Anna", "2026-05-02T12:00:00")
    moved = repository.parent / "elsewhere/moved"
    with version(moved, "HEAD~1") as before, version(moved, "HEAD") as now, version(moved, "HEAD~3") as none:
        assert isinstance(before, Version)
        assert isinstance(now, Version)
        assert before.shelf.names() == now.shelf.names() == Folder(moved).names()
        assert [before.shelf.mark(name) for name in before.shelf.names()] == [
            Folder(moved).mark(name) for name in Folder(moved).names()
        ]
        assert before.shelf.data("content/book.yml", 6) == b"format"
        assert isinstance(none, Version)
        assert none.empty


def test_files_that_look_like_a_repository_run_nothing(repository: Path) -> None:
    ran = repository.parent / "ran"
    settings = f'[core]\n\tbare = false\n\tworktree = .\n\tfsmonitor = "touch {ran.as_posix()}; false"\n'
    for name, text in {"HEAD": "ref: refs/heads/main\n", "config": settings}.items():
        (repository / name).write_text(text)
    for name in ("refs", "objects"):
        (repository / name).mkdir()
    assert git.kept(repository, ["journeys"]) == []
    git.changed_lines(repository, "HEAD")
    assert not ran.exists()
    assert git.may_keep(repository, "journeys")


def test_names_of_files_are_no_patterns_and_are_found_in_capital_letters(repository: Path) -> None:
    (repository / "content/[a].md").write_text("one")
    commit(repository.parent, "Ola", "2026-05-01T12:00:00")
    assert git.kept(repository, ["content/[a].md"]) == ["content/[a].md"]
    assert git.kept(repository, ["content/[b].md", ":(top)", "*"]) == []
    assert git.kept(repository, ["Content/B.md"]) == ["content/b.md"]


def test_what_git_does_not_tell_of_it_may_keep(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert git.may_keep(repository, "content")
    assert not git.may_keep(repository, ".journeybook")
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert git.may_keep(repository, ".journeybook")


def test_a_folder_outside_of_every_repository_has_nothing_from_git(tmp_path: Path) -> None:
    assert not git.may_keep(tmp_path, ".journeybook")


def test_who_wrote_a_commit_cannot_command_a_terminal(repository: Path) -> None:
    (repository / "journeys/a.yml").write_text("three")
    hostile = "Ola \x1b[2J\x9b31m\u202e\x07done"
    words = ["-c", "user.name=x", "-c", "user.email=a@b.c", "commit", "-q", "-a", "--author", f"{hostile} <a@b.c>"]
    subprocess.run(["git", *words, "-m", hostile], cwd=repository, check=True)
    touch = git.touches(repository, "journeys/a.yml", 1)[0].commit
    assert touch.subject == "Ola [2J31mdone"
    assert touch.author.isprintable()
    assert git.changes(repository)["journeys/a.yml"].author == touch.author


def test_who_is_refused_by_git_is_told_so(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with version(repository, "HEAD") as refused:
        assert isinstance(refused, Phrase)
        assert refused.say("en").endswith(f"safe.directory {repository.resolve().as_posix()}")
