"""`serve` beside an editor, in a browser: what is saved is put into the open page, the reader stays where they are."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

import pytest
import yaml

if TYPE_CHECKING:
    from playwright.sync_api import Page

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))  # a folder of programs, not a package
import books

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("preview in browser")]

SETTINGS = """\
site_name: A book
docs_dir: content
theme:
  name: material
  features: [navigation.tabs, navigation.path, navigation.top, toc.follow, content.code.copy]
plugins: [search, journeybook]
markdown_extensions:
  - admonition
  - tables
  - pymdownx.details
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
"""
WELCOME = """\
# Welcome

A word: thunderstorm.

??? note "What is folded"
    Within.

=== "One"
    The first.

=== "Two"
    The second.

```yaml
title: To be copied
```

| A table | of two |
| --- | --- |
| a | b |

""" + "\n\n".join(f"## Part {number}\n\n{'Much to read. ' * 90}" for number in range(9))
JOURNEY, BY_HAND = "journeys/journey-0001", "welcome"
PATIENCE = 60  # seconds until a test gives up
PAINTED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
IS_SAME = "window.isSame === true"
HAS = "words => document.body?.textContent.includes(words)"
PAGE = """() => {
  const page = document.documentElement.cloneNode(true)
  for (const each of page.querySelectorAll(".md-search-result > *")) each.remove()
  for (const name of ["hidden", "tabindex"]) page.querySelector(".md-top").removeAttribute(name)
  for (const each of page.querySelectorAll("[style='']")) each.removeAttribute("style")
  return page.outerHTML.replace(/__code_\\d+/g, "__code")
}"""
"""All of the page, but for what the theme does with it by and by, and for how it counts blocks of code."""

SETTLED = "!document.querySelector('.md-sidebar:not([hidden]) > .md-sidebar__scrollwrap:not([style])')"
TOP = "id => document.getElementById(id).getBoundingClientRect().top"
TO = f"([id, top]) => scrollBy({{ top: ({TOP})(id) - top, behavior: 'instant' }})"
"""To where an element stands that far from the window's head, whichever way the page was scrolled before."""


class Writer:
    """Somebody who saves files of a book that is served, with a browser beside the editor."""

    def __init__(self, root: Path, address: str) -> None:
        self.root, self.address = root, address

    def opens(self, page: Page, name: str, at: str = "") -> None:
        """Open a page, and read on from the element of an id."""
        path, _, place = name.partition("#")
        page.goto(f"{self.address}/{path}.html#{place}", wait_until="load")
        if at:
            page.evaluate("id => document.getElementById(id).scrollIntoView({ behavior: 'instant' })", at)
        page.evaluate("window.isSame = true")
        page.evaluate(PAINTED)

    def saves(self, page: Page, name: str, text: str, words: str) -> None:
        """Save a file; the page that is open has these words then."""
        (self.root / name).write_text(text, "utf-8")
        page.wait_for_function(HAS, arg=words, timeout=PATIENCE * 1000)
        page.evaluate(PAINTED)

    def replaces(self, page: Page, name: str, old: str, words: str) -> None:
        """Save a file in which other words stand in the place of some that are there."""
        text = (self.root / name).read_text("utf-8")
        assert old in text
        self.saves(page, name, text.replace(old, words, 1), words)

    def does(self, page: Page, words: str) -> None:
        """Save a journey in which a customer does something else."""
        text = (self.root / f"{JOURNEY}.yml").read_text("utf-8")
        self.saves(page, f"{JOURNEY}.yml", re.sub(r"(doing:\n +en:) .*", rf"\1 {words}", text, count=1), words)

    def adds(self, page: Page, words: str) -> None:
        """Save a journey with one more touchpoint."""
        told = yaml.safe_load((self.root / f"{JOURNEY}.yml").read_text("utf-8"))
        told["phases"][1]["touchpoints"].insert(1, {"id": "added", "title": words, "emotion": -2})
        self.saves(page, f"{JOURNEY}.yml", yaml.safe_dump(told, allow_unicode=True, sort_keys=False), words)


@contextmanager
def served(root: Path, settings: str, more: Mapping[str, str] = MappingProxyType({})) -> Iterator[Writer]:
    welcome = {"content/welcome.md": WELCOME, "mkdocs.yml": settings, **more}
    for name, text in (*books.files(2, ("en", "pl")), *welcome.items()):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{found.getsockname()[1]}"
    command = [sys.executable, "-X", "utf8", "-m", "journeybook", "-q", "-C", str(root), "serve", "--address", place]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(f"http://{place}/index.html")
            yield Writer(root, f"http://{place}")
        finally:
            server.terminate()


def _wait_for(address: str) -> None:
    until = monotonic() + PATIENCE
    while monotonic() < until:
        try:
            urlopen(address).close()
        except URLError:
            sleep(0.1)
        else:
            return
    pytest.fail("nothing is served")


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Writer]:
    with served(tmp_path_factory.mktemp("book"), SETTINGS) as writer:
        yield writer


# -- what the page becomes ---------------------------------------------------------------------------------------------

EDITS: dict[str, tuple[str, str, Callable[[Writer, Page], None]]] = {
    "a word of a journey": (JOURNEY, "_story", lambda writer, page: writer.does(page, "Something else.")),
    "one more touchpoint": (JOURNEY, "_h-consider-0", lambda writer, page: writer.adds(page, "I am added")),
    "a word by hand": (
        BY_HAND,
        "part-2",
        lambda writer, page: writer.replaces(page, "content/welcome.md", "thunderstorm", "sunshine"),
    ),
    "a heading by hand": (
        BY_HAND,
        "part-2",
        lambda writer, page: writer.replaces(page, "content/welcome.md", "Part 4", "Something in between"),
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_a_page_that_follows_is_what_it_would_be_if_it_were_loaded(writer: Writer, page: Page, name: str) -> None:
    path, at, edit = EDITS[name]
    writer.opens(page, path, at)
    top = page.evaluate(TOP, at)
    edit(writer, page)
    assert page.evaluate(IS_SAME)
    assert abs(page.evaluate(TOP, at) - top) < 1
    page.wait_for_function(SETTLED)
    found = page.evaluate(PAGE)
    page.reload(wait_until="load")
    page.evaluate(TO, [at, top])
    page.wait_for_function(SETTLED)
    assert not page.evaluate(IS_SAME)
    assert found == page.evaluate(PAGE)


def test_a_book_that_cannot_be_read_is_told_of_over_the_page_that_is_open(writer: Writer, page: Page) -> None:
    writer.opens(page, JOURNEY, "_story")
    path = writer.root / f"{JOURNEY}.yml"
    good, before = path.read_text("utf-8"), page.evaluate("scrollY")
    path.write_text("title: [\n", "utf-8")
    page.locator(".jb-unreadable", has_text="is not closed").wait_for()
    path.write_text("title: {\n", "utf-8")
    page.locator(".jb-unreadable", has_text="{").wait_for()
    path.write_text(good, "utf-8")
    page.locator(".jb-unreadable").wait_for(state="detached")
    assert page.evaluate(IS_SAME)
    assert page.evaluate("scrollY") == before


def test_a_page_that_is_not_there_yet_or_just_now_is_shown_when_it_comes(writer: Writer, page: Page) -> None:
    page = page.context.new_page()  # one that may complain: the page is not there
    writer.opens(page, "journeys/later")
    writer.saves(page, "journeys/later.yml", "title: [\n", "The book cannot be read")
    persona = next((writer.root / "content/personas").glob("*.yml")).stem
    words = f"title: Later\npersona: {persona}\nphases: {{Using: [I came later: 1]}}\n"
    writer.saves(page, "journeys/later.yml", words, "I came later")
    (writer.root / "journeys/later.yml").unlink()
    page.wait_for_function("() => !document.body?.textContent.includes('I came later')", timeout=PATIENCE * 1000)
    writer.saves(page, "journeys/later.yml", words, "I came later")
    (writer.root / "journeys/later.yml").unlink()


def test_what_a_page_does_not_tell_of_is_seen_by_loading_it_anew(writer: Writer, page: Page) -> None:
    writer.opens(page, JOURNEY, "_story")
    style = writer.root / "templates/assets/journeybook-reports.css"
    style.parent.mkdir(parents=True)
    style.write_text("body { border: 3px solid; }", "utf-8")
    has_border = "document.body && getComputedStyle(document.body).borderTopWidth === '3px'"  # no body yet: asked again
    page.wait_for_function(has_border, timeout=PATIENCE * 1000)
    assert not page.evaluate(IS_SAME)


def test_a_page_with_a_script_that_nobody_knows_is_loaded_anew(page: Page, tmp_path: Path) -> None:
    settings = f"{SETTINGS}extra_javascript: [assets/own.js]\n"
    with served(tmp_path, settings, {"content/assets/own.js": "window.hasRun = true\n"}) as writer:
        writer.opens(page, JOURNEY, "_story")
        page.evaluate("history.scrollRestoration = 'manual'")  # a browser may come back later than the next news
        top = page.evaluate("scrollY")
        for words in ("Something else.", "Then another thing."):
            writer.does(page, words)
            page.wait_for_function("top => window.hasRun && scrollY === top", arg=top)
            assert not page.evaluate(IS_SAME)
        page.goto("about:blank")  # a browser complains of a server that is gone


# -- where the reader is -----------------------------------------------------------------------------------------------


def test_what_the_reader_has_done_to_a_journey_stays(writer: Writer, page: Page) -> None:
    writer.opens(page, JOURNEY, "_story")
    fold, shut = page.locator(".md-content details.jb-fold").last, page.locator("#_measures ~ * details").first
    fold.locator("summary").click()
    page.locator(".jb-bar [data-jb-zoom='1.25']").first.click()
    page.locator(".jb-map").first.evaluate("map => { map.scrollLeft = 210 }")
    fold.locator("summary").focus()
    before = page.evaluate("[scrollY, document.querySelector('.jb-map--zoomed').style.cssText]")
    writer.does(page, "The reader reads on.")
    assert page.evaluate(IS_SAME)
    assert fold.evaluate("fold => fold.open && fold.firstElementChild === document.activeElement")
    assert shut.evaluate("fold => !fold.open")
    assert page.locator(".jb-map").first.evaluate("map => map.scrollLeft") == 210
    assert page.evaluate("[scrollY, document.querySelector('.jb-map--zoomed').style.cssText]") == before


def test_what_the_reader_has_done_to_a_page_by_hand_stays_and_goes_on_working(writer: Writer, page: Page) -> None:
    writer.opens(page, BY_HAND)
    page.get_by_text("What is folded").click()
    page.get_by_text("Two", exact=True).click()
    writer.replaces(page, "content/welcome.md", "Within.", "Within, and seen.")
    assert page.evaluate(IS_SAME)
    assert page.get_by_text("Within, and seen.").is_visible()
    assert page.get_by_text("The second.").is_visible()
    page.get_by_text("One", exact=True).click()
    assert page.get_by_text("The first.").is_visible()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".md-code__button, .md-clipboard").first.click()
    page.locator(".md-dialog", has_text="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "title: To be copied"
    page.locator("[data-md-type=toc] a", has_text="Part 8").click()
    page.wait_for_function("scrollY > 0")
    assert page.locator(".md-content .md-typeset__scrollwrap").count() == 1


def test_colours_and_search_go_on_working(writer: Writer, page: Page) -> None:
    writer.opens(page, JOURNEY)
    page.locator("label[for=__palette_1]").click()
    writer.does(page, "In the light.")
    assert page.evaluate(IS_SAME)
    page.locator("label[for=__palette_2]").click()
    page.locator("body[data-md-color-scheme=slate]").wait_for()
    page.locator("[data-md-component=search-query]").click()
    page.get_by_role("dialog").get_by_role("textbox").fill("Much")
    page.locator("[data-md-component=search-query]").dispatch_event("keyup")
    page.locator(".md-search-result__link[href*=welcome]").first.wait_for()


def test_an_address_that_names_a_touchpoint_leaves_the_reader_alone(writer: Writer, page: Page) -> None:
    writer.opens(page, f"{JOURNEY}#consider-0", "_about")
    top = page.evaluate(TOP, "_about")
    writer.does(page, "Named by the address.")
    page.wait_for_timeout(500)  # as long as a smooth scroll takes
    assert page.evaluate(IS_SAME)
    assert abs(page.evaluate(TOP, "_about") - top) < 1
    assert page.evaluate("document.querySelector('.jb-touchpoint:target') !== null")


def test_of_a_page_that_was_shown_before_next_to_nothing_is_kept(writer: Writer, page: Page) -> None:
    writer.opens(page, JOURNEY, "_story")
    writer.does(page, "The first edit.")
    before, edits = kept_of(page), 8
    for number in range(edits):
        writer.does(page, f"Many edits, {number}.")
    grown = {name: count - before[name] for name, count in kept_of(page).items()}
    assert page.evaluate(IS_SAME)
    assert grown["Nodes"] < edits * 20  # a page has thousands
    assert grown["JSEventListeners"] < edits * 3  # a page has dozens


def kept_of(page: Page) -> dict[str, float]:
    page.wait_for_timeout(500)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    session.send("HeapProfiler.collectGarbage")
    return {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
