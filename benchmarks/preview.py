"""`serve` in a real browser: edits in a row, the time from saving to the changed page, memory, page and scroll kept.

python3 run.py bench preview --journeys 20 --edits 200      needs Chromium, or CHROMIUM, and Playwright

An edit is saved in one of the ways in which editors do, some of them by two at once. Now and then the file is broken
first; half-way the book gets templates of its own, and loses them again.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from operator import sub
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any

import books
from journeybook import TEMPLATES

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
PAGE, OTHER = "journeys/journey-0001", "actors/actor-0000"
SCROLLED = 1500
BROKEN = "title: [\n"
TEMPLATE = "templates/pages/journey.html.j2"
OWN = "a template of this book"
PLACE = """() => [...document.querySelectorAll(".md-content h2, .md-content h3")]
  .map(each => [each.id, each.getBoundingClientRect().top]).find(([, top]) => top > 100)"""
"""What the reader has before them: a heading, and how far down in the window it is."""
IS_SHOWN = """([words, id, top]) => document.body?.textContent.includes(words)
  && Math.abs(document.getElementById(id)?.getBoundingClientRect().top - top) < 1"""
PAINTED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
RELOADS = 9
PATIENCE = 120_000  # ms
POLL = 20  # ms


def main(words: list[str]) -> None:
    """Edit as often as the words say, and tell what it took."""
    asked = argparse.ArgumentParser(prog="python3 run.py bench preview")
    asked.add_argument("--edits", type=int, default=40)
    asked.add_argument("--journeys", type=int, default=20)
    asked.add_argument("--rest", type=float, default=0.0, help="seconds between two edits")
    told = asked.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="journeybook-preview-") as folder:
        root = Path(folder) / "book"
        for name, text in books.files(told.journeys):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, "utf-8")
        with _served(root) as (server, address), _opened(address) as page:
            Session(root, page, address, server.pid).run(told.edits, told.rest)


@dataclass
class Session:
    """Somebody who writes, with a browser beside the editor; and how long everything took, in seconds."""

    root: Path
    page: Any
    address: str
    process: int
    asked: list[float] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)
    broken: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    loads: int = 0
    place: tuple[str, float] = ("", 0.0)
    _asked_at: float = 0.0

    def run(self, edits: int, rest: float) -> None:
        """Edit as often as asked, then tell."""
        self.page.on("request", self._heard)
        self.page.evaluate(f"scrollTo(0, {SCROLLED})")
        self.place = tuple(self.page.evaluate(PLACE))
        reload = median(self._reload() for _ in range(RELOADS))
        self.loads = 0
        own = 0.0
        for number in range(edits):
            self.memory.append(_memory(self.process))
            if number == edits // 2:
                own = self._own_template()
            self._edit(number)
            time.sleep(rest)
        followed = self._followed(f"changed {edits - 1}")
        self.memory.append(_memory(self.process))
        self._tell(reload, own, followed)

    def _heard(self, request: Any) -> None:
        if request.url == self.page.url:
            self._asked_at = time.monotonic()
            self.loads += request.is_navigation_request()

    def _edit(self, number: int) -> None:
        path = self.root / f"{PAGE}.yml"
        words = f"changed {number}."
        text = re.sub(r"doing: .*", f"doing: {words}", path.read_text("utf-8"), count=1)
        if number % 10 == 5:
            began = time.monotonic()
            path.write_text(BROKEN, "utf-8")
            self.page.wait_for_selector(".jb-unreadable", timeout=PATIENCE)
            self.broken.append(time.monotonic() - began)
        began = time.monotonic()
        other = Thread(target=self._save_other, args=(words,)) if number % 4 == 3 else None
        if other:
            other.start()
        _save(path, text, beside=number % 3 == 1)
        self._wait_for(words)
        self.shown.append(time.monotonic() - began)
        self.asked.append(self._asked_at - began)
        if other:
            other.join()

    def _save_other(self, words: str) -> None:
        path = self.root / f"content/{OTHER}.yml"
        path.write_text(re.sub(r"summary: .*", f"summary: {words}", path.read_text("utf-8")), "utf-8")

    def _own_template(self) -> float:
        """The longer of how long it takes until the folder's template is seen, and until it is seen no more."""
        path, first = self.root / TEMPLATE, time.monotonic()
        path.parent.mkdir(parents=True)
        path.write_text(f"{(TEMPLATES / 'pages/journey.html.j2').read_text('utf-8')}{OWN}", "utf-8")
        self._wait_for(OWN)
        second = time.monotonic()
        shutil.rmtree(self.root / "templates")
        self.page.wait_for_function(
            f"all => !({IS_SHOWN})(all)", arg=[OWN, *self.place], timeout=PATIENCE, polling=POLL
        )
        self._wait_for("changed")
        return max(second - first, time.monotonic() - second)

    def _reload(self) -> float:
        """The page once more, unchanged: what the browser needs for itself."""
        began = time.monotonic()
        self.page.reload(wait_until="commit")
        self._wait_for("")
        return time.monotonic() - began

    def _wait_for(self, words: str) -> None:
        self.page.wait_for_function(IS_SHOWN, arg=[words, *self.place], timeout=PATIENCE, polling=POLL)
        self.page.evaluate(PAINTED)

    def _followed(self, words: str) -> float:
        """How long it takes until a page that nobody looks at has what was saved last for it."""
        began = time.monotonic()
        self._save_other(words)
        while words not in self.page.request.get(f"{self.address}/{OTHER}.html").text():
            time.sleep(0.1)
        return time.monotonic() - began

    def _tell(self, reload: float, own: float, followed: float) -> None:
        told, at = sorted(self.shown), self.memory
        print(
            f"{len(told)} edits, from saving to the changed page, scrolled where it was: median {median(told):.2f} s, "
            f"90 % within {told[int(len(told) * 0.9)]:.2f} s, worst {told[-1]:.2f} s\n"
            f"of which until the browser asks: median {median(self.asked):.2f} s, worst {max(self.asked):.2f} s; "
            f"from then on: median {median(map(sub, self.shown, self.asked)):.2f} s; loaded anew {self.loads} times, "
            f"which takes the browser {reload:.2f} s for a page without any edit\n"
            f"median ÷ a page loaded anew: {median(told) / reload:.2f}\n"
            f"broken {len(self.broken)} times: told on the page in at most {max(self.broken, default=0):.2f} s; "
            f"own templates: there and gone again in {own:.2f} s each; all other pages: {followed:.2f} s\n"
            f"MiB: {at[0]:.0f} at first, {at[len(at) // 4]:.0f} after a quarter, {at[len(at) // 2]:.0f} half-way, "
            f"{at[-1]:.0f} at the end; last ÷ a quarter: {at[-1] / at[len(at) // 4]:.2f}"
        )


def _save(path: Path, text: str, beside: bool) -> None:
    """Write a file, or write another one and put it in its place."""
    written = path.with_name(f".{path.name}.swp") if beside else path
    written.write_text(text, "utf-8")
    if beside:
        written.replace(path)


@contextmanager
def _served(root: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{found.getsockname()[1]}"
    command = [sys.executable, "-m", "journeybook", "-q", "-C", str(root), "serve", "--address", place]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            yield server, f"http://{place}"
        finally:
            server.terminate()


@contextmanager
def _opened(address: str) -> Iterator[Any]:
    """The page in a browser, as soon as it is served."""
    from playwright.sync_api import Error, sync_playwright

    executable = next(found for name in (os.environ.get("CHROMIUM", ""), *BROWSERS) if (found := shutil.which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        page = browser.new_page()
        while True:
            try:
                page.goto(f"{address}/{PAGE}.html")
            except Error:  # it does not listen yet
                time.sleep(0.25)
            else:
                break
        yield page
        browser.close()


def _memory(process: int) -> float:
    """MiB that a process has in memory."""
    fields = Path(f"/proc/{process}/statm").read_text("utf-8").split()
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    main(sys.argv[1:])
