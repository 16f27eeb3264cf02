"""Which pages of a preview somebody looks at: those whose browser waits for news, and those it has just asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from time import monotonic
from typing import Any
from urllib.parse import unquote, urlsplit

WAITING = "/livereload/"
MOST = 3  # pages that are made before the others; nobody looks at more at once
GAP = 3.0  # seconds between a page that was left for itself and its browser's next question


class Opened:
    """Hears all that browsers ask for."""

    def __init__(self, mount: str = "/", now: Callable[[], float] = monotonic) -> None:
        self._mount, self._now = mount, now
        self._lock = Lock()
        self._waiting = Counter[str]()
        self._asked: dict[str, float] = {}

    def pages(self) -> list[str]:
        """The published paths of the pages that are looked at, the one that was asked for last first."""
        with self._lock:
            latest = sorted(self._asked, key=lambda path: -self._asked[path])
            fresh = [path for path in latest if self._waiting[path] > 0 or self._asked[path] > self._now() - GAP]
            return fresh[:MOST]

    def all_wait(self) -> bool:
        """Whether every browser has its page, and waits for news of it."""
        return all(self._waiting[path] > 0 for path in self.pages())

    @contextmanager
    def hearing(self, asked: Mapping[str, Any]) -> Iterator[None]:
        """While a browser is answered: what it asked for tells what is looked at."""
        path, came_from = (
            self._file(asked["PATH_INFO"].encode("latin-1").decode(errors="ignore")),
            self.page_before(asked),
        )
        waiting = asked["PATH_INFO"].startswith(WAITING) and bool(came_from)
        with self._lock:
            if waiting:
                self._waiting[came_from] += 1
                self._asked.setdefault(came_from, self._now())
            elif path.endswith(".html"):
                if came_from != path:  # left for this page
                    self._asked.pop(came_from, None)
                    self._waiting[came_from] = 0
                self._asked[path] = self._now()
        try:
            yield
        finally:
            if waiting:
                self._no_longer(came_from)

    def _no_longer(self, page: str) -> None:
        with self._lock:
            self._waiting[page] = max(self._waiting[page] - 1, 0)
            if page in self._asked:
                self._asked[page] = self._now()

    def page_before(self, asked: Mapping[str, Any]) -> str:
        """The page that asks, or that led to the one asked for; a browser may keep it to itself."""
        address = urlsplit(str(asked.get("HTTP_REFERER") or ""))
        return self._file(unquote(address.path)) if address.path else ""

    def _file(self, path: str) -> str:
        """The published path of an address."""
        inside = path.removeprefix(self._mount).lstrip("/")
        return f"{inside}index.html" if not inside or inside.endswith("/") else inside
