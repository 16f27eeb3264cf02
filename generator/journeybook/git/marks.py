"""What files hold, told by a few letters; a file is read again only when its size or its times have changed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha1
from pathlib import Path
from stat import S_ISREG
from time import time_ns

_COARSEST = 3_000_000_000  # ns; some disks tell the time of a change no finer than by two seconds
State = tuple[int, int, int, int]


def git_mark(data: bytes) -> str:
    """The name that Git would give to a content, so that a folder and a revision agree where they are equal."""
    return sha1(b"blob %d\0%b" % (len(data), data), usedforsecurity=False).hexdigest()


class Marks:
    """Marks of files, remembered; one that may have been changed within the same tick of the clock is not believed."""

    def __init__(self, now: Callable[[], int] = time_ns, before: Mapping[str, tuple[State, str]] | None = None) -> None:
        self._now, self._before = now, before or {}
        self.known: dict[str, tuple[State, str]] = {}
        """What was asked for and may be believed later on, for `before`."""
        self.has_learned = False

    def of(self, path: str) -> str:
        """What changes when, and only when, the file's content does; empty where there is no such file."""
        try:
            told = os.stat(path)  # noqa: PTH116 - an object for each of thousands of paths costs as much as all the rest
            state = (told.st_mtime_ns, told.st_size, told.st_ino, told.st_ctime_ns)
            known = self.known.get(path) or self._before.get(path)
            if known is not None and known[0] == state:
                self.known[path] = known
                return known[1]
            if not S_ISREG(told.st_mode):  # a pipe would be waited for, and a device may never end
                return ""
            mark = git_mark(Path(path).read_bytes())
        except OSError:
            self.known.pop(path, None)
            return ""
        if max(told.st_mtime_ns, told.st_ctime_ns) < self._now() - _COARSEST:
            self.known[path], self.has_learned = (state, mark), True
        return mark

    def below(self, places: Iterable[str]) -> dict[str, str]:
        """The marks of these files and of all files in these folders by path, but for what editors put beside them."""
        return {path: mark for place in places for path in _files(place) if (mark := self.of(path))}


def _files(place: str) -> Iterator[str]:
    """A file by itself, or the files in a folder at any depth; each folder once, however many links lead to it."""
    if not Path(place).is_dir():
        yield place
        return
    folders, seen = [place], {os.path.realpath(place)}
    while folders:
        with suppress(OSError), os.scandir(folders.pop()) as entries:
            for each in (each for each in entries if not _is_aside(each.name)):
                if not Path(each.path).is_dir():  # an entry of a folder would stumble over a link that leads to itself
                    yield each.path
                elif (real := os.path.realpath(each.path)) not in seen:
                    seen.add(real)
                    folders.append(each.path)


def _is_aside(name: str) -> bool:
    """Whether a file is one that editors put beside what they write."""
    return name.startswith(".") or name.endswith("~")
