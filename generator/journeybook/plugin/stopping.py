"""A preview that is told to end does so, whatever it is at just then."""

from __future__ import annotations

import signal
from functools import partial
from types import FrameType

from mkdocs.livereload import LiveReloadServer


def end_surely(server: LiveReloadServer) -> None:
    """Have the server told, too, of what ends it: what is raised while garbage is let go of is lost to Python."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no hang-up
        if number is not None and signal.getsignal(number) is signal.default_int_handler:
            signal.signal(number, partial(_end, server))


def _end(server: LiveReloadServer, number: int, frame: FrameType | None) -> None:
    server._shutdown = True  # it looks there several times a second
    signal.default_int_handler(number, frame)
