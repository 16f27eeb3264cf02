"""The guards that other tests lean on do guard."""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_nothing_leaves_the_machine() -> None:
    with socket.socket() as outside, pytest.raises(pytest.fail.Exception, match=r"192\.0\.2\.1"):
        outside.connect(("192.0.2.1", 80))


def test_a_book_is_written_without_common_indentation(
    write_book: Callable[[Mapping[str, str | bytes]], Path],
) -> None:
    root = write_book({"journeys/buying.yml": "\n        title: Buying\n        phases: []\n", "raw.yml": b"\xff"})
    assert (root / "journeys/buying.yml").read_bytes() == b"title: Buying\nphases: []\n"
    assert (root / "raw.yml").read_bytes() == b"\xff"
    assert (root / "content/book.yml").is_file()


def test_an_output_nobody_has_accepted_is_no_pass(golden: Callable[[str, str], None]) -> None:
    with pytest.raises(AssertionError, match="no tests/golden/never-written"):
        golden("never-written.txt", "text")


@pytest.mark.browser
def test_the_browser_runs_scripts(page: Page) -> None:
    page.set_content("<p>plain</p><script>document.querySelector('p').textContent = 6 * 7</script>")
    assert page.text_content("p") == "42"


@pytest.mark.xdist_group("of its own")
def test_tests_of_a_group_are_known_as_one(request: pytest.FixtureRequest) -> None:
    """Else what a group shares is made in each worker, and only the clock tells."""
    if not request.config.getoption("loadgroup", default=False):
        pytest.skip("not run with --dist loadgroup")
    assert request.node.nodeid.endswith("@of its own")
