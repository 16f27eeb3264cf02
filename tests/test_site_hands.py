"""Many hands make the site that one makes, to the byte, and leave nothing to do for the one that waits for them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path
from zlib import decompress

import pytest

from journeybook import dot
from journeybook.files.store import opened
from journeybook.load import load
from journeybook.pages.kept import Shelf
from journeybook.pages.left_values import EACH
from journeybook.pages.watching import Watch
from journeybook.site import hands
from journeybook.site.progress import DRAWING, RENDERING, Progress, unheard
from journeybook.site.reading import NAME

BOOK = Path(__file__).parents[1]
BENCHMARKS = BOOK / "benchmarks"  # a folder of programs, not a package
FOUND = {**os.environ, "PYTHONPATH": str(BENCHMARKS)}
sys.path.insert(0, str(BENCHMARKS))
import books  # noqa: E402

JOURNEYS = 2
WHOLE = "journeybook.pages.reports _index en"  # it says what all reports say
MAKES = """
import os, sys
from pathlib import Path
import books, edits
from journeybook.pages.kept import Share, Shelf
from journeybook.site import build
here, made_now = os.getpid(), Shelf._made_now
def heard(self, name, *more):
    place = "here" if os.getpid() == here else "there"
    os.write(1, f"made {place} {name}\\n".encode())  # in one piece, whoever else writes
    return made_now(self, name, *more)
Shelf._made_now = heard
"""
"""A build that says which pages and drawings are made, and whether by the process that was begun."""
BUILDS = """
root = Path(sys.argv[1])
with edits.at_work(int(sys.argv[2])):
    for problem in build(root, root / "site", books.DAY):
        print("problem", problem)
"""
FAILS = """
first, made = os.getpid(), Share.made
def fails(self, name, *more):
    if "_drawings" in name or "_journey " in name:
        raise RuntimeError("a share that cannot be made")
    return made(self, name, *more)
Share.made = fails
"""
DIES = """
Share.made = lambda *_: os.kill(os.getpid(), 9)
"""
WAITS = """
import signal, time
from journeybook.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell in the background starts what it starts without
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # and so does nohup
Share.made = lambda *_: (os.write(1, f"at work {os.getpid()}\\n".encode()), time.sleep(60))
with edits.at_work(2):
    main(["-C", sys.argv[1], "build"])
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one process makes all")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return written(tmp_path / "book")


@pytest.fixture(scope="module")
def by_one(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site as one process makes it."""
    root = written(tmp_path_factory.mktemp("one"))
    said = run(root, 1)
    assert said and all(line.startswith("made here ") for line in said), said
    return site(root)


def written(root: Path) -> Path:
    for name, text in books.files(JOURNEYS):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return root


def run(root: Path, count: int, more: str = "") -> list[str]:
    """What a build says that is a process of its own, as it always is but here: pytest has threads."""
    words = [sys.executable, "-c", MAKES + more + BUILDS, str(root), str(count)]
    done = subprocess.run(words, capture_output=True, env=FOUND, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def site(root: Path) -> dict[str, bytes]:
    folder = root / "site"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_many_hands_make_the_site_of_one_and_leave_nothing_to_do(root: Path, by_one: dict[str, bytes]) -> None:
    said = run(root, 3)
    assert site(root) == by_one
    made = [line.removeprefix("made there ") for line in said if line.startswith("made there ")]
    assert len(made) == len(set(made)), "nothing is made twice"
    assert [line for line in said if not line.startswith("made there ")] == [f"made here {WHOLE}"]
    assert run(root, 3) == run(root, 1) == [], "nothing is changed, and nothing is made"


def left_values(root: Path) -> dict[str, object]:
    """What is left to the next build of values that were worked out, by the whole that they are of."""
    with closing(sqlite3.connect(root / ".journeybook" / NAME)) as store:
        rows = store.execute(f"SELECT name, heavy FROM rest WHERE name LIKE '{EACH}%'").fetchall()
    return {name: json.loads(decompress(heavy)) for name, heavy in rows}


def test_many_hands_leave_the_values_that_one_leaves(root: Path, tmp_path: Path) -> None:
    other = written(tmp_path / "other")
    run(root, 3)
    run(other, 1)
    assert left_values(root) == left_values(other) != {}


def test_after_an_edit_many_hands_make_what_one_makes(root: Path) -> None:
    run(root, 3)
    for path in root.glob("journeys/*.yml"):
        path.write_text(path.read_text("utf-8").replace("emotion: 1", "emotion: -1"), "utf-8")
    shutil.copytree(root, root.with_name("other"))
    many, one = ({line.split(" ", 2)[2] for line in run(each, count)} for each, count in
                 ((root, 3), (root.with_name("other"), 1)))  # fmt: skip
    assert many == one
    assert site(root) == site(root.with_name("other"))


def test_any_edits_give_the_site_of_a_clean_build_by_one() -> None:
    words = [sys.executable, str(BENCHMARKS / "edits.py"), "--journeys", "2", "--edits", "4", "--hands", "3"]
    done = subprocess.run(words, capture_output=True, env=FOUND, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert "4 edits, 0 that differ" in done.stdout


@pytest.mark.parametrize("how", [FAILS, DIES], ids=["fails", "dies"])
def test_what_a_process_could_not_make_is_made_by_who_waits_for_it(
    root: Path, by_one: dict[str, bytes], how: str
) -> None:
    said = run(root, 2, how)
    assert any(line.startswith("made here journeybook.pages.journeys _journey ") for line in said)
    assert site(root) == by_one


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_who_stops_a_build_stops_all_that_are_at_work(root: Path, stop: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", MAKES + WAITS, str(root)],
        env=FOUND,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as going:
        assert going.stdout is not None
        at_work = [int(going.stdout.readline().removeprefix("at work ")) for _ in range(2)]
        going.send_signal(stop)
        said = going.communicate(timeout=30)[1]  # which ends when all have let go of the pipe
    assert len({*at_work, going.pid}) == 3, "two beside the one"
    assert (going.returncode, "Traceback" in said) == (130, False), said
    for each in at_work:
        with pytest.raises(ProcessLookupError):
            os.kill(each, 0)


def test_how_far_all_of_them_are_is_told_once() -> None:
    heard: list[Progress] = []
    tell = hands.Hands(heard.append).tell
    told = [Progress(stage, done) for stage in (DRAWING, RENDERING) for done in (0, 1, 2, 2, 1, 3)]
    for each in told:
        tell(each)
    assert [each.done for each in heard] == [0, 1, 2, 3] * 2


def test_no_process_is_copied_that_has_threads_nor_for_few_journeys_nor_without_memory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(dot, "AT_ONCE", 4)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    with closing(opened(Path(":memory:"), "")) as store:
        shelf = Shelf(store, Watch(load(BOOK)[0], store), lambda mark: True)
        assert (many := hands.Hands(unheard)).on(shelf, 2 * hands.FEW).share_out is not None
        assert (many.count, many.engines) == (2, 4)
        assert hands.Hands(unheard).on(shelf, 2 * hands.FEW - 1).share_out is None
        (tmp_path / "limit").write_text("1000000\n")
        monkeypatch.setattr(hands, "LIMITS", (tmp_path / "limit",))
        assert hands.Hands(unheard).on(shelf, 100 * hands.FEW).share_out is None, "there is no room for another"
        (tmp_path / "limit").write_text("max\n")
        assert hands.Hands(unheard).on(shelf, 100 * hands.FEW).share_out is not None
        monkeypatch.setattr(threading, "active_count", lambda: 2)
        assert hands.Hands(unheard).on(shelf, 2 * hands.FEW).share_out is None
