"""A build that is stopped or killed half-way: the last good site stays, and the next build is right."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from socket import socket

import pytest
from mkdocs.livereload import LiveReloadServer

from journeybook.files.storeroom import FOLDER
from journeybook.plugin.stopping import end_surely
from journeybook.site import build
from journeybook.site.progress import RENDERING, Progress
from journeybook.site.reading import NAME, read

BOOK = {
    "content/book.yml": "brand: {name: A book}\n",
    "content/welcome.md": "# Welcome\n",
    "journeys/late.yml": "title: Late\npersona: cook\nphases: {Paying: [{I pay: -1}, {I wait: -2}]}\n",
}

WAITS_HALF_WAY = """
import signal, sys, time
from journeybook.cli import main
from journeybook.files import replacing
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell in the background starts what it starts without
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # and so does nohup
replacing.swap = lambda *_: (print("half-way", flush=True), time.sleep(60))
main(["-C", sys.argv[1], "build"])
"""
"""A build that stands still when the new site is written and the old one is still in its place."""

SERVES = """
import signal, sys
from mkdocs.livereload import LiveReloadServer
from journeybook.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)
begin = LiveReloadServer.serve
LiveReloadServer.serve = lambda *given, **named: (print("going", flush=True), begin(*given, **named))
main(sys.argv[1:])
"""
"""A preview that says when the first site is there."""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in BOOK.items():
        (tmp_path / "book" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "book" / name).write_text(text, "utf-8")
    return tmp_path / "book"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stopped_build_leaves_the_last_site_and_the_next_one_is_right(root: Path, stop: signal.Signals) -> None:
    build(root, root / "site")
    before = contents(root / "site")
    (root / "journeys/late.yml").write_text(BOOK["journeys/late.yml"].replace("Late", "Later"), "utf-8")
    with subprocess.Popen(
        [sys.executable, "-c", WAITS_HALF_WAY, str(root)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as going:
        assert going.stdout is not None
        reached = going.stdout.readline()
        half = list(root.glob(".site-being-built-*/*.html"))
        going.send_signal(stop)
        said = going.communicate()[1]
    assert (reached, bool(half)) == ("half-way\n", True), said
    assert contents(root / "site") == before
    assert going.returncode == (-stop if stop is signal.SIGKILL else 130), said
    if stop is not signal.SIGKILL:
        assert "What was published before is as it was." in said
        assert list(root.glob(".site-*")) == []
    build(root, root / "site")
    assert list(root.glob(".site-*")) == []
    build(root, fresh := root.parent / "fresh")
    assert contents(root / "site") == contents(fresh)
    assert b"Later" in contents(fresh)["journeys/late.html"]


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_preview_that_is_ended_leaves_no_site_behind(root: Path, tmp_path: Path, stop: signal.Signals) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    with subprocess.Popen(
        [sys.executable, "-c", SERVES, "-q", "-C", str(root), "serve", "--address", place],
        env={**os.environ, "TMPDIR": str(temporary)}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    ) as going:  # fmt: skip
        assert going.stdout is not None
        while not (said := going.stdout.readline()).endswith("going\n"):
            assert said, "it has ended by itself"
        assert list(temporary.glob("mkdocs_*/journeys/late.html"))
        going.send_signal(stop)
        said = going.communicate()[0]
    assert going.returncode == 0, said
    assert list(temporary.glob("mkdocs_*")) == []


class Goes:
    """Something that the machine is told to end at while Python lets go of it: whatever is raised then is lost."""

    def __del__(self) -> None:
        signal.raise_signal(signal.SIGTERM)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_preview_ends_though_it_is_told_while_garbage_is_let_go_of(tmp_path: Path) -> None:
    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path), mount_path="/")
    try:
        end_surely(server)
        goes = Goes()
        del goes
        server.serve()  # type: ignore[no-untyped-call]
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGTERM)
    finally:
        server.shutdown()
        for number, handler in before.items():
            signal.signal(number, handler)


def test_whoever_listens_hears_every_stage_and_how_far_it_is(root: Path) -> None:
    heard: list[Progress] = []
    build(root, root / "site", tell=heard.append)
    stages = list(dict.fromkeys(each.stage.say() for each in heard))
    assert stages == [
        "Reading the book", "Checking it", "Drawing", "Making pages", "Writing the site",
        "Following every link",
    ]  # fmt: skip
    drawing = [each for each in heard if each.stage.say() == "Drawing"]
    assert list(dict.fromkeys((each.done, each.of) for each in drawing)) == [(0, 0), (1, 1)]


def test_a_reading_that_is_broken_off_leaves_what_is_kept_to_the_next_at_once(root: Path) -> None:
    def stop(progress: Progress) -> None:
        if progress.stage == RENDERING:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as stopped:
        read(root, tell=stop)
    assert stopped.tb is not None, "as long as somebody looks at what went wrong, nothing of it is thrown away"
    with closing(sqlite3.connect(root / FOLDER / NAME, timeout=0)) as next_one:
        next_one.execute("BEGIN IMMEDIATE")
