"""What tests share: books written for the occasion, outputs to compare with, a browser, and no way off the machine."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from hypothesis import HealthCheck, settings

from journeybook import site
from journeybook.scene.measure import width
from journeybook.scene.shape import Line, Part, Scene

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden"
BROWSERS = (
    "chromium-headless-shell",  # half the work of a whole browser
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
)
QUIET_BROWSER = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)

settings.register_profile("unhurried", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")  # a busy machine is no fault


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what the tests got over tests/golden/")


@pytest.fixture(autouse=True, scope="module")
def forgotten(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let go of what the functions of a module of tests remember when it is done.

    Every build searches all that is in memory for garbage, and there are thousands of them still to come.
    """
    yield
    for each in vars(request.module).values():
        if getattr(each, "__module__", "") == request.module.__name__ and hasattr(each, "cache_clear"):
            each.cache_clear()


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail whatever tries to leave the machine; this machine's own addresses are fine."""
    connect = socket.socket.connect

    def connect_at_home(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else "localhost"
        if host not in {"localhost", "127.0.0.1", "::1"}:
            pytest.fail(f"a test tried to reach {host}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_at_home)


@pytest.fixture
def write_book(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Path]:
    """Return a function that writes files under a new root, texts without their common indentation, and returns it.

    A book without `content/book.yml` gets one of three lines.
    """

    def write(files: Mapping[str, str | bytes]) -> Path:
        root = tmp_path / "book"
        for name, text in {"content/book.yml": "format: 1\nbrand:\n  name: A book\n", **files}.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else dedent(text).lstrip("\n").encode())
        return root

    return write


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Return a function that compares a text with `tests/golden/<name>`; `--update-golden` writes it instead."""
    update = bool(request.config.getoption("--update-golden"))

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        assert path.is_file(), f"no tests/golden/{name} yet: run with --update-golden, and read what it wrote"
        assert text == path.read_bytes().decode(), f"tests/golden/{name} differs; --update-golden accepts the new text"

    return compare


@pytest.fixture
def untidy() -> Callable[[Scene], list[str]]:
    """Return a function that tells what of a drawing stands outside it, outside its own box, or on something else.

    Marks belong to the box they stand on; what has no box of its own is judged by the whole drawing.
    """

    def told(scene: Scene) -> list[str]:
        loose = ("group", "face", "ringed", "disc", "ring", "diamond", "square", "triangle", "area")
        boxes = [part for part in scene.parts if "/" not in part.name and not part.look.startswith(loose)]
        outside = [part.name for part in scene.parts if not _within(part, scene)]
        spilt = [
            f"{part.name}: {line.text}"
            for part in scene.parts
            for line in part.lines
            if not _holds(line, part, scene, alone=part.look.startswith(loose))
        ]
        return [*outside, *spilt, *(f"{a.name} on {b.name}" for a, b in combinations(boxes, 2) if _touch(a, b))]

    return told


def _within(part: Part, scene: Scene) -> bool:
    right, bottom = part.x + part.width, part.y + part.height
    return part.x > -0.01 and part.y > -0.01 and right < scene.width + 0.01 and bottom < scene.height + 0.01


def _holds(line: Line, part: Part, scene: Scene, alone: bool) -> bool:
    used = width(line.text, line.type)
    left = {"left": line.x, "middle": line.x - used / 2, "right": line.x - used}[line.align]
    start, breadth, top, height = (0.0, scene.width, 0.0, scene.height) if alone else _frame(part)
    return start - 0.01 <= left and left + used <= start + breadth + 0.01 and top < line.y < top + height


def _frame(part: Part) -> tuple[float, float, float, float]:
    return part.x, part.width, part.y, part.height


def _touch(one: Part, other: Part) -> bool:
    across = one.x + one.width > other.x + 0.01 and other.x + other.width > one.x + 0.01
    return across and one.y + one.height > other.y + 0.01 and other.y + other.height > one.y + 0.01


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the shipped book's site; who asks for it is of the xdist group "used", to build it once."""
    out = tmp_path_factory.mktemp("shipped") / "site"
    site.build(ROOT, out)
    return out


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return a headless Chromium that finds no host but this machine; skip where there is none, fail so in CI."""
    executable = find_browser()
    if executable is None:
        without_browser("no Chromium or Chrome here; set CHROMIUM to where it is")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(QUIET_BROWSER))
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Return an empty page; the test fails if the page asked for anything outside or wrote an error to the console."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    opened = context.new_page()
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(f"{opened.url}: {message.text} ({message.location.get('url')})")

    opened.on("console", hear)
    opened.on("pageerror", lambda error: complaints.append(f"{opened.url}: {error}"))
    opened.on("request", lambda request: None if is_at_home(request.url) else complaints.append(request.url))
    yield opened
    context.close()
    assert complaints == []


def find_browser() -> str | None:
    """Return where a Chromium is: the one in the environment variable CHROMIUM, else the first known."""
    return next((found for name in (os.environ.get("CHROMIUM", ""), *BROWSERS) if (found := shutil.which(name))), None)


def without_browser(reason: str) -> NoReturn:
    """Skip, but fail where CI has promised a browser."""
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def is_at_home(url: str) -> bool:
    """Tell whether a request stays on this machine."""
    return url.startswith(("file:", "data:", "blob:", "about:", "http://127.0.0.1:", "http://localhost:"))
