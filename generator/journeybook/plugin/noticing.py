"""A save is noticed when it happens: the system tells of it, and where it does not, we look ourselves now and then."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileModifiedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from journeybook.git.marks import Marks

CHANGES = {"created", "modified", "closed", "moved", "deleted"}
"""What events tell of a file; that it was opened or read is none of them: we read files ourselves."""
SELDOM, OFTEN = 1.0, 0.5  # seconds between two looks, where the system tells of changes and where it does not
SETTLED = 0.05  # seconds without another change: whoever saves two files means one edit


class Watched(NamedTuple):
    """A folder or a file that is watched, and who hears of it."""

    heard: FileSystemEventHandler
    path: str
    recursive: bool


class Noticing:
    """An observer made of two, as MkDocs' server uses one: who is quick may be deaf (on drives of another computer)."""

    def __init__(self, seldom: float = SELDOM, often: float = OFTEN) -> None:
        self._seldom, self._often = seldom, often
        self._watched: list[Watched] = []
        self._running: list[BaseObserver] = []

    def schedule(self, event_handler: FileSystemEventHandler, path: str, *, recursive: bool = False) -> Watched:
        """Watch a folder or a file from the start on."""
        self._watched.append(Watched(event_handler, path, recursive))
        return self._watched[-1]

    def unschedule(self, watch: Watched) -> None:
        """Watch it no longer."""
        self._watched.remove(watch)

    def start(self) -> None:
        """Begin to watch; a system that has no more room for watches is done without."""
        try:
            self._run(Observer())
        except OSError:
            self._run(PollingObserver(timeout=self._often))
        else:
            self._run(PollingObserver(timeout=self._seldom))

    def stop(self) -> None:
        """Watch nothing any more."""
        for each in self._running:
            each.stop()

    def join(self) -> None:
        """Wait until both have stopped."""
        for each in self._running:
            each.join()

    def _run(self, observer: BaseObserver) -> None:
        for each in self._watched:
            place = str(Path(each.path).parent)
            if Path(each.path).is_file():  # one that is replaced is another one, so its folder tells
                observer.schedule(Sieve(each.heard, each.path), place)
            else:
                observer.schedule(Coming(observer, each), place)
        observer.start()
        self._running.append(observer)


class Sieve(FileSystemEventHandler):
    """Hands on the events that tell of a change, perhaps only those of one file."""

    def __init__(self, heard: FileSystemEventHandler, only: str) -> None:
        self._heard, self._only = heard, only

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Hand the event on, if it is such a one."""
        if event.event_type in CHANGES and self._only in {"", event.src_path, event.dest_path}:
            self._heard.on_any_event(event)


class Coming(FileSystemEventHandler):
    """Has a folder watched from now on, or as soon as it comes, or comes back."""

    def __init__(self, observer: BaseObserver, watched: Watched) -> None:
        self._observer, self._watched = observer, watched
        self._watch: ObservedWatch | None = None
        self._begin()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Hear what happens beside the folder, and to itself."""
        if event.event_type in {"created", "moved"} and self._watched.path in {event.src_path, event.dest_path}:
            self._begin()
            self._watched.heard.on_any_event(FileModifiedEvent(self._watched.path))  # it hardly comes empty

    def _begin(self) -> None:
        heard, path, recursive = self._watched
        if self._watch is not None:
            self._observer.unschedule(self._watch)
            self._watch = None
        if Path(path).is_dir():
            self._watch = self._observer.schedule(Sieve(heard, ""), path, recursive=recursive)


class Seen:
    """What the watched files held at the last look; editors and both observers tell of one change more than once."""

    def __init__(self, marks: Marks, places: Iterable[str]) -> None:
        self._marks, self._places = marks, tuple(places)
        self._held = marks.below(self._places)

    def differs(self) -> bool:
        """Whether anything has changed since the last look; this is none."""
        return self._held != self._marks.below(self._places)

    def changed(self) -> frozenset[str]:
        """The files that are new, gone or hold something else since the last look."""
        before, self._held = self._held, self._marks.below(self._places)
        return frozenset(path for path in before.keys() | self._held if before.get(path) != self._held.get(path))


def notice_at_once(server: LiveReloadServer) -> None:
    """Have a server notice changes at once; what it has begun to watch is watched on."""
    paths = [path for path, times in server._watched_paths.items() for _ in range(times)]
    for path in paths:
        server.unwatch(path)
    server.observer = Noticing()  # type: ignore[assignment]
    server.build_delay = SETTLED
    for path in paths:
        server.watch(path)
