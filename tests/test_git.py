"""What Git knows of a book."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from journeybook import git

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
