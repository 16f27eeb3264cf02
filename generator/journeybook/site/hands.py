"""Many hands: where a machine has several cores, a process on each makes a share of what will be asked for.

Each begins as a copy of this one, with the book as it was read. What it has made is kept here as if this one had made
it; what it could not make is made by whoever asks for it. So the site is the same for any number of them.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, cast

from msgspec import structs

from journeybook import dot
from journeybook.pages.kept import Share, Shelf, Work
from journeybook.site.progress import RENDERING, Progress, Tell, counted

FEW = 10
"""Journeys that one process makes in the time that another takes to begin and to tell what it has made."""
TOGETHER = 100
"""How many of what has been made are handed over at once: they wait in memory."""

LIMITS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
"""Where a container is told how many bytes of memory it may have."""


class Hands:
    """So many processes, and what is told of how far they are."""

    def __init__(self, tell: Tell) -> None:
        self._tell, self._told = tell, Progress(RENDERING)
        self.count, self.engines = dot.AT_ONCE, dot.AT_ONCE

    def on(self, shelf: Shelf, journeys: int) -> Shelf:
        """The shelf with these hands on it, where so many journeys that have changed are worth more than one.

        Each process works out anew what it needs of the whole book: after an edit of one journey one alone is as fast.
        A process can safely be copied only where it has no threads, and only on Linux.
        """
        is_safe = sys.platform == "linux" and threading.active_count() == 1
        self.count = min(self.count, journeys // FEW, _room()) if is_safe else 1
        return replace(shelf, share_out=self.share_out) if self.count > 1 else shelf

    def tell(self, progress: Progress) -> None:
        """Tell how far it is, but nothing that has been told of others before."""
        if progress.stage != self._told.stage or progress.done > self._told.done:
            self._told = progress
            self._tell(progress)

    def share_out(self, shelf: Shelf, work: Work) -> None:
        """Have each do its share of the work, and learn all that they find; none goes on when this one ends."""
        done: dict[Connection, int] = {}
        with self._begun(shelf, work) as going:
            while going:
                for each in cast("list[Connection]", wait(going)):
                    told = _heard(each)
                    if told is None:
                        going.remove(each)
                    elif isinstance(told, Progress):
                        done[each] = told.done
                        self.tell(structs.replace(told, done=sum(done.values())))
                    else:
                        shelf.watch.learn(told)

    @contextmanager
    def _begun(self, shelf: Shelf, work: Work) -> Iterator[list[Connection]]:
        """Begin the processes, and give what they can be heard by."""
        copied, begun = get_context("fork"), {}
        try:
            for part in range(self.count):
                here, there = copied.Pipe(duplex=False)
                with there, suppress(OSError):  # the share of a process that there is no room for is done here
                    process = copied.Process(target=self._do, args=(part, there, shelf, work), daemon=True)
                    process.start()
                    begun[here] = process
            yield list(begun)
        finally:
            for process in begun.values():
                process.kill()
                process.join()

    def _do(self, part: int, there: Connection, shelf: Shelf, work: Work) -> None:
        """Do one share, in a process of its own; who cannot be heard any more stops.

        What goes wrong here goes wrong again where it is asked for, and is told there.
        """
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(each) is not signal.SIG_IGN:  # as it is below nohup
                signal.signal(each, signal.SIG_DFL)
        share = Share(shelf.store, shelf.watch, shelf.drawn, part=part, of=self.count)
        self._tell, self.engines = there.send, 1
        shelf.watch.set_apart()
        with suppress(Exception):
            for number, _ in enumerate(counted(work(share), RENDERING, self.tell)):
                if number % TOGETHER == 0:
                    there.send(shelf.watch.learned())
            there.send(shelf.watch.learned())


def _room() -> int:
    """How many processes as large as this one memory has room for: that of the machine, or of its container."""
    with suppress(OSError, ValueError, LookupError):  # a machine that tells it otherwise
        own = int(Path("/proc/self/statm").read_text("utf-8").split()[1]) * os.sysconf("SC_PAGE_SIZE")
        told = dict(line.split(":") for line in Path("/proc/meminfo").read_text("utf-8").splitlines())
        free = [int(told["MemAvailable"].split()[0]) * 1024]
        for limit in (each for each in LIMITS if each.is_file()):
            with suppress(ValueError):  # “max” is none
                free.append(int(limit.read_text("utf-8")) - own)
        return min(free) // own
    return 1


def _heard(there: Connection) -> Any:
    """What a process says next; None where it has ended."""
    try:
        return there.recv()
    except EOFError:
        return None
