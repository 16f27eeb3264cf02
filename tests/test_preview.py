"""The preview: how it notices what is saved, what it shows of it, and what it does with a broken book."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from queue import Queue
from time import sleep
from types import SimpleNamespace
from typing import Any, cast

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.livereload import LiveReloadServer
from watchdog.events import DirDeletedEvent, FileModifiedEvent, FileSystemEvent
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

from journeybook import files
from journeybook.git import marks
from journeybook.git.marks import Marks
from journeybook.plugin import noticing
from journeybook.plugin.news import with_script
from journeybook.plugin.noticing import Noticing, Seen, notice_at_once
from journeybook.plugin.preview import Preview

SETTINGS = "site_name: A book\ndocs_dir: content\ntheme: {name: material}\nplugins: [search, journeybook]\n"
BOOK = {
    "content/book.yml": "languages: [en, pl]\nbrand: {name: A book}\n",
    "content/welcome.md": "# Welcome\n",
    "content/personas/cook.yml": "name: The cook\n",
    "journeys/late.yml": "title: Late\npersona: cook\nphases: {Paying: [I pay: 1]}\n",
}
PATIENCE = 30  # seconds until a test gives up
OFTEN = 0.05  # seconds between two looks


def write(root: Path, settings: str = SETTINGS, files: dict[str, str] | None = None) -> str:
    for name, text in {**BOOK, **(files or {}), "mkdocs.yml": settings}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return str(root / "mkdocs.yml")


# -- what is noticed ---------------------------------------------------------------------------------------------------


@pytest.fixture(params=["told by the system", "looked for"])
def noticed(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterable[Any]:
    """Return a server that watches a folder and a file, and is only ever told by one of the two observers."""
    (tmp_path / "content").mkdir()
    (tmp_path / "mkdocs.yml").write_text("")
    by_system = request.param == "told by the system"
    if by_system and Observer is PollingObserver:
        pytest.skip("this system tells of no changes")
    if not by_system:
        monkeypatch.setattr(noticing, "Observer", _without_room)
    monkeypatch.setattr(noticing, "Noticing", lambda: Noticing(seldom=10 * PATIENCE, often=0.05))
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path))
    server.watch(str(tmp_path / "content"))
    server.watch(str(tmp_path / "mkdocs.yml"))
    notice_at_once(server)
    server.observer.start()
    yield server
    server.shutdown()


def _without_room() -> Any:
    raise OSError("inotify watch limit reached")


def wait_for(server: Any) -> bool:
    with server._rebuild_cond:
        found = server._rebuild_cond.wait_for(lambda: server._want_rebuild, timeout=PATIENCE)
        server._want_rebuild = False
        return bool(found)


def test_what_is_saved_is_noticed(noticed: Any, tmp_path: Path) -> None:
    (tmp_path / "content/new.yml").write_text("a")
    assert wait_for(noticed)
    beside = tmp_path / "content/.beside"
    beside.write_text("b")
    beside.replace(tmp_path / "mkdocs.yml")
    assert wait_for(noticed)


@pytest.mark.parametrize("by_system", [True, False])
def test_a_folder_that_comes_later_or_comes_back_is_watched(
    by_system: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not by_system:
        monkeypatch.setattr(noticing, "Observer", _without_room)
    heard: Queue[FileSystemEvent] = Queue()
    handler: Any = type("Handler", (), {"on_any_event": lambda self, event: heard.put(event)})()
    observer = Noticing(seldom=10 * PATIENCE, often=OFTEN)
    observer.schedule(handler, str(folder := tmp_path / "templates"), recursive=True)
    observer.start()
    for name in ("first.j2", "second.j2"):
        sleep(10 * OFTEN)  # who looks now and then sees nothing of what came and went between two looks
        folder.mkdir()
        while heard.get(timeout=PATIENCE) != FileModifiedEvent(str(folder)):
            pass
        sleep(10 * OFTEN)
        (folder / name).write_text("a")
        while heard.get(timeout=PATIENCE).src_path != str(folder / name):
            pass
        (folder / name).unlink()
        folder.rmdir()
        while heard.get(timeout=PATIENCE) != DirDeletedEvent(str(folder)):
            pass
    observer.stop()
    observer.join()


def test_reading_is_no_change() -> None:
    heard: list[Any] = []
    handler: Any = type("Handler", (), {"on_any_event": lambda self, event: heard.append(event)})()
    sieve = noticing.Sieve(handler, "")
    for kind in ("opened", "closed_no_write", "modified"):
        sieve.on_any_event(type("Event", (), {"event_type": kind, "src_path": "a", "dest_path": ""})())
    assert [each.event_type for each in heard] == ["modified"]


def test_a_change_is_told_once_whoever_tells_of_it_again(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.yml").write_text("a")
    seen = Seen(Marks(), [str(tmp_path / "content"), str(tmp_path / "mkdocs.yml")])
    assert seen.changed() == frozenset()
    (tmp_path / "content/a.yml").write_text("b")
    (tmp_path / "content/.a.yml.swp").write_text("b")
    (tmp_path / "mkdocs.yml").write_text("c")
    assert {Path(each).name for each in seen.changed()} == {"a.yml", "mkdocs.yml"}
    assert seen.changed() == frozenset()
    (tmp_path / "content/a.yml").unlink()
    assert {Path(each).name for each in seen.changed()} == {"a.yml"}


def test_a_change_within_one_tick_of_the_clock_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text("a")
    told = path.stat()
    known = Marks()
    first = known.of(str(path))
    path.write_text("b")
    os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))
    assert known.of(str(path)) != first


def test_only_what_may_have_changed_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def mark(data: bytes) -> str:
        read.append(data.decode())
        return read[-1]

    monkeypatch.setattr(marks, "git_mark", mark)
    path = tmp_path / "a.yml"
    path.write_text("a")
    later = Marks(lambda: path.stat().st_mtime_ns + 10**11)
    assert [later.of(str(path)), later.of(str(path)), later.of(str(tmp_path / "none.yml"))] == ["a", "a", ""]
    assert read == ["a"]


# -- what an open page is sent -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<body><p>a</p>", '<jb-scripted name="config"></jb-scripted><script src="a.js"></script></body></html>'),
        ("<body><p>a</p>", "</body></html>"),
        ("<p>a</p>", ""),
    ],
)
def test_a_page_is_known_as_it_is_before_any_script_of_the_theme_runs(before: str, after: str) -> None:
    page = with_script(f"{before}{after}".encode(), 7).decode()
    assert page.startswith(f'{before}<script data-jb-epoch="7">')
    assert page.endswith(f"</script>{after}")


# -- while somebody writes ---------------------------------------------------------------------------------------------


def preview(root: Path, site: Path) -> MkDocsConfig:
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(site))
    config.plugins["journeybook"].on_startup(command="serve", dirty=False)
    return config


def test_a_preview_starts_with_a_book_that_cannot_be_read_and_shows_it_once_it_can(tmp_path: Path) -> None:
    write(root := tmp_path / "book", files={"journeys/late.yml": "title: ["})
    config = preview(root, site := tmp_path / "site")
    plugin: Any = config.plugins["journeybook"]
    plugin.site = None  # MkDocs keeps one plugin through all builds of a process, and so through these tests
    build(config)
    assert "Problems of the book" in (site / "index.html").read_text()
    assert {each.place.file for each in plugin.problems} == {"journeys/late.yml"}
    write(root, SETTINGS)
    build(preview(root, site))
    assert "I pay" in (site / "journeys/late.html").read_text()
    plugin.is_preview = False


# -- what the machine would not do -------------------------------------------------------------------------------------


def told_by(preview: Preview, path: str) -> tuple[str, str]:
    """Return the status and the page of an answer."""
    told: list[str] = []
    page = b"".join(preview.answer({"PATH_INFO": path}, lambda status, _: told.append(status)))
    return told[0], page.decode()


def answering(status: str) -> Preview:
    def answer(_: object, start_response: Any) -> list[bytes]:
        start_response(status, [("Content-Length", "13")])
        return [b"<body></body>"]

    preview = Preview()
    preview._server, preview._answer = cast("Any", SimpleNamespace(_visible_epoch=7, _wanted_epoch=7)), answer
    return preview


def test_a_page_that_is_not_there_waits_for_news_too() -> None:
    status, page = told_by(answering("404 Not Found"), "/journeys/late.html")
    assert status == "404 Not Found"
    assert "livereload(7, " in page


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), "journeys/late.yml"),
            "journeys/late.yml could not be read or written: it is not there.",
        ),
        (ConfigurationError("MkDocs does not know Config value 'no'"), "MkDocs does not know Config value"),
        (ConfigurationError("mkdocs.yml cannot be read: month must be in 1..12"), "“2026-13-45” looks like a date"),
    ],
)
def test_what_cannot_be_read_is_told_in_the_page(
    error: Exception, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview, revealed = answering("200 OK"), list[int]()
    (tmp_path / "mkdocs.yml").write_text("extra: 2026-13-45\n" if "month" in str(error) else "")
    monkeypatch.setattr(preview, "_settings", (str(tmp_path / "mkdocs.yml"), {}), raising=False)

    def stop() -> None:
        raise error

    monkeypatch.setattr(preview, "_build_what_was_saved", stop)
    monkeypatch.setattr(
        preview, "_news", SimpleNamespace(reveal=lambda _, epoch: revealed.append(epoch)), raising=False
    )
    monkeypatch.setattr(preview, "_language", "en", raising=False)
    preview.build()
    assert revealed == [7]
    assert said in told_by(preview, "/late.html")[1]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and links of POSIX")
def test_no_pipe_is_waited_for_and_a_link_to_itself_hides_nothing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yml")
    (tmp_path / "a.yml").symlink_to("a.yml")
    (tmp_path / "endless.yml").symlink_to("/dev/zero")
    (tmp_path / "book.yml").write_text("title: Ours\n")
    assert list(Marks().below([str(tmp_path)])) == [str(tmp_path / "book.yml")]
    assert list(files.paths(str(tmp_path))) == ["book.yml"]
