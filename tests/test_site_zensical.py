"""The same book by the other builder: the same addresses, bodies, anchors, drawings and search entries."""

from __future__ import annotations

import functools
import http.server
import json
import re
import threading
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from journeybook.problem import Severity
from journeybook.site import build
from journeybook.site.zensical import SLOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

BOOK = {
    "content/book.yml": "languages: [en, pl]\ntitle: {en: The way, pl: Droga & my}\n"
    "brand: {name: A <b>book</b>}\nfeedback_to: book@example.org\n",
    "content/welcome.md": "# Welcome\n\nSee [the journey](journeys/late.md#pay) and ![us](assets/us.svg).\n\n## More\n",
    "content/welcome.pl.md": "# Witamy\n\nZobacz [podróż](journeys/late.md#pay) i ![nas](assets/us.svg).\n",
    "content/guide/only.md": "# Only in English\n\nBack to [welcome](../welcome.md).\n",
    "content/assets/us.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "journeys/late.yml": """
        title: {en: "<script>alert(1)</script> & co", pl: Gżegżółka}
        formerly: [tardy]
        persona: cook
        phases: {Paying: [{id: pay, title: "{{ 7 * 7 }} I pay", emotion: -1}, {id: wait, title: I wait, emotion: -2}]}
    """,
}
BOOK["journeys/slot.yml"] = f"title: '{SLOT}'\npersona: cook\nphases: {{Paying: [I wait for it: 1]}}\n"
"""A title that says what the builder puts a body in the place of."""
HEADINGS = re.compile(r'<h[1-6]\b[^>]*\bid="([^"]+)"')

pytestmark = pytest.mark.xdist_group("zensical")  # on one worker, so that it builds once


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The book by MkDocs and by Zensical."""
    if not find_spec("zensical"):
        pytest.skip("zensical is not installed: pip install 'journeybook[zensical]'")
    root = tmp_path_factory.mktemp("zensical")
    for name, text in BOOK.items():
        (root / "book" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "book" / name).write_text(dedent(text).lstrip(), "utf-8")
    for builder in ("mkdocs", "zensical"):
        problems = build(root / "book", root / builder, builder=builder)
        assert [each for each in problems if each.severity is Severity.ERROR] == []
    return root / "mkdocs", root / "zensical"


def pages(site: Path) -> dict[str, str]:
    found = (path for path in site.rglob("*.html") if path.name != "404.html")
    return {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in found}


def body(page: str) -> str:
    """From the page's heading to what follows its body, where each theme has its own things."""
    start = page.index("<h1") if "<h1" in page else 0
    return (
        " ".join(re.split(r'<aside class="jb-about"|</article>', page[start:])[0].split())
        .removesuffix("</div>")
        .strip()
    )


def test_every_address_leads_to_the_same_page(sites: tuple[Path, Path]) -> None:
    ours, theirs = (pages(site) for site in sites)
    assert ours.keys() == theirs.keys()
    assert {"pl/journeys/late.html", "journeys/tardy.html", "pl/welcome.html", "guide/only.html"} <= ours.keys()


def test_every_body_is_the_same_with_its_anchors_and_drawings(sites: tuple[Path, Path]) -> None:
    ours, theirs = (pages(site) for site in sites)
    assert [path for path in ours if body(ours[path]) != body(theirs[path])] == []
    assert [path for path in ours if HEADINGS.findall(body(ours[path])) != HEADINGS.findall(body(theirs[path]))] == []
    assert "<svg" in body(theirs["journeys/late.html"])
    assert "{{ 7 * 7 }} I pay" in theirs["journeys/late.html"]
    assert "<script>alert(1)" not in "".join(theirs.values())


def test_every_file_beside_the_pages_is_the_same(sites: tuple[Path, Path]) -> None:
    ours, theirs = sites
    names = ["assets/us.svg", "assets/journeybook.css", "assets/journeybook.js", "drawings/late.en.svg", "llms.txt"]
    assert [name for name in names if (ours / name).read_bytes() != (theirs / name).read_bytes()] == []


@pytest.mark.parametrize("folder", ["", "pl/"])
def test_the_search_has_the_same_entries(sites: tuple[Path, Path], folder: str) -> None:
    ours = json.loads((sites[0] / folder / "search/search_index.json").read_text("utf-8"))["docs"]
    theirs = json.loads((sites[1] / folder / "search.json").read_text("utf-8"))["items"]
    told = ("location", "title", "text")
    assert [[each[name] for name in told] for each in ours] == [[each[name] for name in told] for each in theirs]
    assert theirs


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A file server that keeps its log to itself."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.mark.browser
@pytest.mark.parametrize("typed", ["gżegżółka", "gzegz", "GŻEGZOL"])
def test_its_search_finds_a_word_with_and_without_the_marks_of_its_letters(
    sites: tuple[Path, Path], page: Page, typed: str
) -> None:
    handler = functools.partial(Quiet, directory=str(sites[1]))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}/pl/"
        page.goto(address + "welcome.html")
        page.keyboard.press("/")
        page.get_by_role("dialog").get_by_role("textbox").or_(page.get_by_role("combobox")).fill(typed)
        assert page.get_by_role("option").first.get_attribute("href") == address + "journeys/late.html"
        server.shutdown()


@pytest.mark.parametrize("builder", [0, 1])
def test_the_site_goes_by_the_books_title_where_its_own_name_is_in_another_language(
    sites: tuple[Path, Path], builder: int
) -> None:
    found = pages(sites[builder])
    assert re.findall("<title>(.*)</title>", found["pl/tags.html"]) == ["Znaczniki - Droga &amp; my"]
    assert re.findall("<title>(.*)</title>", found["tags.html"]) == ["Tags - Journeys"]
    assert "Journeys" not in found["pl/tags.html"]
    assert found["pl/tags.html"].partition("<h1")[0].count("Droga &amp; my") > 3
    assert "The way" not in found["tags.html"].partition("<h1")[0]


def test_each_page_speaks_its_language_and_knows_the_other(sites: tuple[Path, Path]) -> None:
    polish = unescape(pages(sites[1])["pl/journeys/late.html"])
    assert '<html lang="pl"' in polish
    assert '<span lang="en">I wait</span>' in polish.partition("<article")[0], "in the table of contents"
    assert 'href="../../journeys/late.html"' in polish
    assert re.search(r'"base":\s*"\.\."', polish)
    assert "mailto:book@example.org" in polish
