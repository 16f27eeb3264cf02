"""The past of a book on its pages: from tags or months, through renames and broken versions, kept by commit."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from journeybook.files.storeroom import FOLDER
from journeybook.load import load
from journeybook.pages import render_pages
from journeybook.pages.past import Course
from journeybook.site import past as past_of
from journeybook.site.past import NAME, past

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="no git on this machine")

BOOK = "format: 1\nlanguages: [en, pl]\n"
PROMISE = "text: Soon\nstandard: {metric: delay, at_most: 12 h}\n"
METRIC = "content/metrics/delay.yml"
DELAY = "kind: time\nunit: h\nresults:\n  - {period: 2026-01, value: 10, census: yes}\n"
JOURNEY = (
    "title: Paying\npersona: hanna\nphases:\n  - title: Paying\n    touchpoints:\n"
    "      - {id: bill, title: I get the bill, emotion: 1}\n      - {id: mail, title: I open the mail, emotion: -1}\n"
)


def git(folder: Path, *words: str, day: str = "2026-01-05") -> str:
    when = f"{day}T12:00:00"
    surroundings = {**os.environ, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    who = ("-c", "user.name=Żaneta", "-c", "user.email=z@example.org")
    done = subprocess.run(
        ["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True, env=surroundings
    )
    return done.stdout.strip()


def commit(root: Path, day: str, title: str, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    git(root, "add", "-A")
    git(root, "commit", "-qm", title, day=day)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book over four months: worse, broken in a month, renamed with its folder, a promise broken."""
    top = tmp_path_factory.mktemp("past")
    root = top / "old"
    root.mkdir()
    git(top, "init", "-qb", "main")
    first = {
        "content/book.yml": BOOK,
        "content/promises/soon.yml": PROMISE,
        METRIC: DELAY,
        "journeys/paying.yml": JOURNEY,
    }
    commit(root, "2026-01-05", "A book", first)
    commit(root, "2026-02-03", "Worse", {"journeys/paying.yml": JOURNEY.replace("emotion: -1", "emotion: -2")})
    commit(root, "2026-02-20", "Half an edit", {"journeys/paying.yml": "title: [Paying\n"})
    root.rename(top / "book")
    root = top / "book"
    (root / "journeys/paying.yml").unlink()
    later = JOURNEY.replace("emotion: -1", "emotion: 0") + "formerly: [paying]\n"
    commit(root, "2026-03-04", "Renamed, and better", {"journeys/paying-late.yml": later})
    commit(root, "2026-04-07", "Slow", {METRIC: DELAY + "  - {period: 2026-04, value: 20, census: yes}\n"})
    return root


def course(root: Path) -> dict[str, Course]:
    return dict(past(root, load(root)[0]))


def test_figures_and_verdicts_month_by_month(root: Path) -> None:
    found = course(root)
    stood = [(stop.name, stop.mean, stop.weakest) for stop in found["paying-late"].stops]
    assert stood == [("2026-01", 0, -1), ("2026-03", 0.5, 0)]
    assert [stop.verdict for stop in found["soon"].stops] == ["kept", "kept", "kept"]


def test_what_was_changed_in_the_readers_words(root: Path) -> None:
    told = course(root)["paying-late"].told
    by_title = {each.subject: each for each in told["en"]}
    assert by_title["Worse"].sentences == ("I open the mail: feels −1 → −2",)
    assert (by_title["Worse"].day, by_title["Worse"].author) == (date(2026, 2, 3), "Żaneta")
    assert by_title["Half an edit"].sentences == ("the file cannot be read, so nothing of it is compared",)
    assert "I open the mail: uczucie −1 → −2" in {each.sentences[0] for each in told["pl"]}


def test_a_version_is_read_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = course(root)
    kept = json.loads((root / FOLDER / NAME).read_text("utf-8"))["known"]
    monkeypatch.setattr(past_of, "glimpsed", None)
    assert course(root) == before
    assert json.loads((root / FOLDER / NAME).read_text("utf-8"))["known"] == kept
    monkeypatch.undo()
    (root / FOLDER / NAME).write_text("{not json")
    assert course(root) == before


def test_tags_take_the_place_of_months(root: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(root.parent), str(clone))
    git(clone, "tag", "v1", "HEAD~4")
    git(clone, "tag", "-a", "v2", "-m", "two", "HEAD~1")
    assert [stop.name for stop in course(clone / "book")["soon"].stops] == ["v1", "v2"]


def test_a_shallow_clone_tells_what_it_knows_and_that_it_is_not_all(root: Path, tmp_path: Path) -> None:
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth=2", f"file://{root.parent}", str(shallow))
    found = course(shallow / "book")["soon"]
    assert [stop.verdict for stop in found.stops] == ["kept"]
    assert found.cut


def test_without_git_there_is_no_past(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    shutil.copytree(root, tmp_path / "lonely")
    assert course(tmp_path / "lonely") == {}
    monkeypatch.setenv("PATH", "")
    assert course(root) == {}


def test_pages_show_it(root: Path) -> None:
    book, _ = load(root)
    pages = {(page.language, page.path): page for page in render_pages(book, courses=course(root))}
    journey, promise = pages["pl", "journeys/paying-late"].body, pages["en", "promises/soon"].body
    assert "Z biegiem czasu" in journey
    assert "2026-03" in journey
    assert 'href="../changes/paying-late.html"' in journey
    assert promise[promise.index("_course") :].count("jb-badge--kept") == 3
    assert promise[promise.index("_course") :].count("jb-badge--broken") == 1, "as it stands now"
    changes = pages["en", "changes/paying-late"]
    assert "feels −1 → −2" in changes.body
    assert changes.parent == "journeys/paying-late"
    bare = {page.path for page in render_pages(book)}
    assert "changes/paying-late" not in bare
