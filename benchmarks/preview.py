"""`serve` in a real browser: edits in a row, the time from saving to the changed page, memory, page and scroll kept.

python3 run.py bench preview --journeys 20 --edits 200      needs Chromium, or CHROMIUM, and Playwright
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import books

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
PAGE = "journeys/journey-0001.html"
SCROLLED = 1500
BROKEN = "title: [\n"


def main(words: list[str]) -> None:
    """Edit as often as the words say, and tell what it took."""
    asked = argparse.ArgumentParser(prog="python3 run.py bench preview")
    asked.add_argument("--edits", type=int, default=20)
    asked.add_argument("--journeys", type=int, default=20)
    told = asked.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="journeybook-preview-") as folder:
        root = Path(folder) / "book"
        for name, text in books.files(told.journeys):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, "utf-8")
        port = _free_port()
        command = [
            sys.executable,
            "-m",
            "journeybook",
            "-q",
            "-C",
            str(root),
            "serve",
            "--address",
            f"127.0.0.1:{port}",
        ]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
            try:
                _watched(root, f"http://127.0.0.1:{port}/{PAGE}", server.pid, told.edits)
            finally:
                server.terminate()


def _watched(root: Path, address: str, process: int, edits: int) -> None:
    from playwright.sync_api import sync_playwright

    executable = next(found for name in (os.environ.get("CHROMIUM", ""), *BROWSERS) if (found := shutil.which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        page = browser.new_page()
        _wait_for(address)
        page.goto(address)
        page.evaluate(f"window.scrollTo(0, {SCROLLED})")
        waited, used = [], [_memory(process)]
        for number in range(edits):
            waited.append(_edited(root, page, number))
            used.append(_memory(process))
        left = page.evaluate("window.scrollY")
        browser.close()
    _tell(waited, used, left)


def _edited(root: Path, page: Any, number: int) -> float:
    """Save a change in one of the ways in which editors do; return the seconds until the browser shows it."""
    path = root / "journeys" / "journey-0001.yml"
    words = f"changed {number}"
    text = re.sub(r"doing: .*", f"doing: {words}", path.read_text("utf-8"), count=1)
    if number % 10 == 5:  # broken and mended in between
        path.write_text(BROKEN, "utf-8")
        page.wait_for_selector(".jb-unreadable", timeout=60_000)
    began = time.monotonic()
    if number % 3 == 1:  # through a file beside it
        beside = path.with_name(f".{path.name}.swp")
        beside.write_text(text, "utf-8")
        beside.replace(path)
    else:
        path.write_text(text, "utf-8")
    if number % 4 == 3:  # two at once
        other = root / "content/actors/actor-0000.yml"
        other.write_text(re.sub(r"summary: .*", f"summary: {words}", other.read_text("utf-8")), "utf-8")
    page.wait_for_function(
        "words => document.body && document.body.innerText.includes(words)", arg=words, timeout=120_000
    )
    return time.monotonic() - began


def _tell(waited: list[float], used: list[float], left: float) -> None:
    ordered = sorted(waited)
    print(f"{len(waited)} edits; from saving to the changed page: median {statistics.median(ordered):.2f} s, "
          f"90 % within {ordered[int(len(ordered) * 0.9)]:.2f} s, worst {ordered[-1]:.2f} s")  # fmt: skip
    print(f"memory: {used[0]:.0f} MiB at first, {used[len(used) // 2]:.0f} half-way, {used[-1]:.0f} at the end")
    print(f"scrolled to {SCROLLED} at first, {left:.0f} at the end")


def _memory(process: int) -> float:
    fields = Path(f"/proc/{process}/statm").read_text("utf-8").split()
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(address: str) -> None:
    host, _, port = address.removeprefix("http://").partition("/")[0].partition(":")
    for _ in range(1200):
        try:
            socket.create_connection((host, int(port)), timeout=60).close()
        except OSError:
            time.sleep(0.25)
        else:
            return
    raise SystemExit("the preview did not start")


if __name__ == "__main__":
    main(sys.argv[1:])
