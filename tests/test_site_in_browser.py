"""The two books built as people build them, and opened: nothing in the console, nothing asked of other machines."""

from __future__ import annotations

import functools
import http.server
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[1]
BOOKS = {"shipped": ROOT, "government": ROOT / "tests" / "books" / "government"}
EACH_BUILT_ONCE = [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in BOOKS]  # on one worker


@pytest.fixture(scope="module", params=EACH_BUILT_ONCE)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a book's site, built by plain MkDocs, which stops at the first warning."""
    output = tmp_path_factory.mktemp(request.param)
    config = BOOKS[request.param] / "mkdocs.yml"
    command = [sys.executable, "-X", "utf8", "-m", "mkdocs", "build", "--strict", "-f", str(config), "-d", str(output)]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return output


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    """Return where a server of this machine shows the site under a path, as Pages hosts do."""
    handler = functools.partial(Quiet, directory=str(site.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/{site.name}/"
        server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A file server that keeps its log to itself."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def of_every_kind(site: Path) -> list[str]:
    """Return two pages of each folder, and all of the first: every kind of page in every language is among them.

    A page of redirection leads elsewhere at once, and 404.html is shown only where a server stands at the root.
    """
    folders: dict[Path, list[Path]] = {}
    for path in sorted(site.rglob("*.html")):
        if path.name != "404.html" and 'http-equiv="refresh"' not in path.read_text("utf-8"):
            folders.setdefault(path.relative_to(site).parent, []).append(path.relative_to(site))
    return [path.as_posix() for folder, paths in folders.items() for path in paths[: None if not folder.name else 2]]


def test_a_book_builds_strictly(site: Path) -> None:
    assert (site / "index.html").is_file()
    assert len(of_every_kind(site)) > 10


@pytest.mark.browser
def test_pages_open_from_a_folder(site: Path, page: Page) -> None:
    for name in of_every_kind(site):
        page.goto((site / name).as_uri(), wait_until="load")
        assert page.title(), name


@pytest.mark.browser
def test_pages_open_under_a_path(site: Path, address: str, page: Page) -> None:
    """What a server does otherwise depends on where a page is: one of each folder has it all."""
    for name in {name.rpartition("/")[0]: name for name in of_every_kind(site)}.values():
        answer = page.goto(address + name, wait_until="load")
        assert answer is not None
        assert answer.ok, name
