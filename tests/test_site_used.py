"""The site used as readers use it, in a browser: search, languages, light and dark, from a folder and from a server."""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from journeybook import site
from journeybook.load import load
from journeybook.output.reports import html
from journeybook.problem import Severity
from journeybook.reports import REPORTS, source_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SETTINGS = "site_name: A book\ndocs_dir: content\nplugins: [search, journeybook]\n"
INSTANT = "theme: {name: material, features: [navigation.instant, navigation.tabs, navigation.path]}\n"
PLAIN = "theme: {name: material}\n"
BOOK = {
    "content/book.yml": "languages: [en, pl]\nbrand: {name: A book}\n",
    "content/welcome.md": "# Welcome\n\nA word: thunderstorm.\n",
    "content/welcome.pl.md": "# Witamy\n\nSłowo: gżegżółka, ёлка.\n",
    "content/long.pl.md": "# Rączo\n\nDługo.\n",
    "content/personas/cook.yml": "name: The cook\n",
    "journeys/late.yml": "title: 'Late <img src=x onerror=alert(1)>'\npersona: cook\n"
    "phases: {Paying: ['I pay <img src=x onerror=alert(2)>': -1, I leave: 1]}\n",
    "journeys/early.yml": "title: Early\npersona: cook\nphases: {Paying: [I pay: 1]}\n",
    "journeys/a-year.yml": "title: Early, so early\npersona: cook\nphases: {Paying: [I pay early: 1]}\n",
}

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("used")]


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A file server that keeps its log to itself."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder that a server of this machine shows, and its address."""
    folder = tmp_path_factory.mktemp("served")
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield folder, f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def built(root: Path, out: Path, settings: str) -> Path:
    for name, text in {**BOOK, "mkdocs.yml": settings}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    problems = site.build(root, out)
    assert [each for each in problems if each.severity is Severity.ERROR] == []
    return out


@pytest.fixture(scope="module")
def small(served: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("small"), served[0] / "small", SETTINGS + PLAIN)


@pytest.fixture(scope="module")
def instant(served: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> str:
    address = f"{served[1]}/instant/"
    built(tmp_path_factory.mktemp("book"), served[0] / "instant", f"{SETTINGS}{INSTANT}site_url: {address}\n")
    return address


@pytest.fixture(params=["folder", "server"])
def address(request: pytest.FixtureRequest, small: Path, served: tuple[Path, str]) -> str:
    """Where the small site is: in a folder, or below a path of a server."""
    return small.as_uri() + "/" if request.param == "folder" else f"{served[1]}/small/"


def found(page: Page, words: str) -> list[str]:
    """What the search finds, once it has said how many."""
    page.get_by_role("dialog").get_by_role("textbox").fill(words)
    page.locator("[data-md-component=search-query]").dispatch_event("keyup")
    page.locator(".md-search-result__meta", has_text=re.compile(r"\d")).wait_for(state="attached")
    return [str(link.get_attribute("href")) for link in page.locator(".md-search-result__link").all()]


@pytest.mark.parametrize(
    ("start", "words", "leads_to"),
    [
        ("index.html", "thunderstorm", "welcome.html"),
        ("journeys/late.html", "thunder", "welcome.html"),
        ("pl/journeys/late.html", "gżegżółka", "pl/welcome.html"),
        ("pl/journeys/late.html", "gzegzolka", "pl/welcome.html"),
        ("pl/journeys/late.html", "GŻEGZOŁ", "pl/welcome.html"),
        ("pl/journeys/late.html", "елка", "pl/welcome.html"),
    ],
)
def test_the_search_finds_a_word_in_the_pages_language(
    page: Page, address: str, start: str, words: str, leads_to: str
) -> None:
    page.goto(address + start)
    page.locator("[data-md-component=search-query]").click()
    assert found(page, words) == [address + leads_to]


def test_a_page_whose_title_is_what_was_typed_comes_first(page: Page, address: str) -> None:
    page.goto(address + "index.html")
    page.locator("[data-md-component=search-query]").click()
    assert found(page, "early")[:2] == [address + f"journeys/{name}.html" for name in ("early", "a-year")]
    score = "article => Number(article.dataset.mdScore)"
    first, second = (page.locator("[data-md-score]").nth(place).evaluate(score) for place in (0, 1))
    assert first > second  # what Enter opens


def test_the_search_says_what_is_missing_as_it_was_typed(page: Page, address: str) -> None:
    page.goto(address + "pl/index.html")
    page.locator("[data-md-component=search-query]").click()
    found(page, "gzeg źdźbło")
    assert page.locator("article mark").all_inner_texts() == ["gżegżółka"]
    assert page.locator(".md-search-result__terms del").all_inner_texts() == ["źdźbło"]


@pytest.mark.parametrize(("typed", "completed"), [("rac", "raczo"), ("rącz", "rączo")])
def test_a_word_is_completed_as_it_was_begun(page: Page, small: Path, typed: str, completed: str) -> None:
    page.goto((small / "pl" / "personas" / "cook.html").as_uri())
    page.locator("[data-md-component=search-query]").click()
    found(page, typed)
    page.keyboard.press("End")
    page.locator("[data-md-component=search-suggest]", has_text=completed).wait_for(timeout=5000)


def test_what_an_author_typed_runs_neither_on_a_page_nor_in_the_search(page: Page, address: str) -> None:
    page.on("dialog", lambda dialog: pytest.fail(f"ran: {dialog.message}"))
    page.goto(address + "journeys/late.html")
    page.locator("[data-md-component=search-query]").click()
    page.get_by_role("dialog").get_by_role("textbox").fill("onerror")
    page.locator("[data-md-component=search-query]").dispatch_event("keyup")
    page.locator(".md-search-result__link").first.wait_for(state="attached")
    assert page.locator("img[onerror]").count() == 0


def test_the_choice_of_language_stays_on_the_page_without_a_script(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "journeys/late.html")
    page.locator(".md-select > button").focus()
    page.get_by_role("link", name="Polski").click()
    assert page.url == address + "pl/journeys/late.html"
    assert page.locator("html").get_attribute("lang") == "pl"
    context.close()


@pytest.mark.parametrize(("scheme", "expected"), [("light", "default"), ("dark", "slate")])
def test_the_page_follows_the_systems_colours(page: Page, address: str, scheme: Any, expected: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(address + "index.html")
    page.locator(f"body[data-md-color-scheme={expected}]").wait_for()


def test_instant_navigation_keeps_the_choice_of_language_on_the_page(page: Page, instant: str) -> None:
    page.goto(instant + "journeys/late.html")
    page.evaluate("window.sameDocument = true")
    page.locator(".md-path").get_by_role("link", name="Journeys").click()
    page.wait_for_url(instant + "journeys/index.html")
    page.locator("h1", has_text="Journeys").wait_for()
    assert page.evaluate("window.sameDocument")
    page.locator(".md-select > button").hover()
    page.get_by_role("link", name="Polski").click()
    page.wait_for_url(instant + "pl/journeys/index.html")
    assert page.locator("html").get_attribute("lang") == "pl"
    assert page.evaluate("window.sameDocument") is None


# -- for everybody -----------------------------------------------------------------------------------------------------

KINDS = ["index", "journeys/late-invoice", "promises/customer-first", "actors/accounting", "journeys/index", "tutorial"]
UNFOLDED = ["coverage", "service-models/index", "strategy", "print/journeys/late-invoice"]
ON_SCREEN = [name for name in UNFOLDED if not name.startswith("print/")]  # on paper nothing leads anywhere
DRAWN = [
    *ON_SCREEN, "journeys/index", "journeys/late-invoice-kind", "journeys/business-fleet", "journeys/shop-visit",
    "promises/index", "metrics/index", "metrics/nps", "personas/index", "actions/index", "listening",
    "actors/accounting",
]  # fmt: skip
LINKS = """() => [...document.querySelectorAll(".jb-svg a")].map(link => {
  const { width, height } = link.getBoundingClientRect()
  link.focus()
  const isReached = document.activeElement === link || link.matches("[tabindex='-1'][aria-hidden=true]")
  const name = link.querySelector("title")?.textContent || link.textContent
  return isReached && name.trim() && width && height ? "" : link.outerHTML
})"""


@pytest.mark.parametrize("name", [*KINDS, "pl/journeys/late-invoice"])
def test_axe_finds_nothing(page: Page, shipped: Path, name: str) -> None:
    page.goto((shipped / f"{name}.html").as_uri())
    page.locator("html.js").wait_for()
    assert complaints_of_axe(page) == ""


@pytest.mark.parametrize("name", UNFOLDED)
def test_axe_finds_nothing_in_what_is_unfolded(page: Page, shipped: Path, name: str) -> None:
    page.goto((shipped / f"{name}.html").as_uri())
    page.locator("html.js").wait_for()
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert complaints_of_axe(page) == ""


@pytest.mark.parametrize("name", DRAWN)
def test_every_link_of_a_drawing_can_be_reached_and_has_a_name(page: Page, shipped: Path, name: str) -> None:
    page.goto((shipped / f"{name}.html").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert page.locator(".jb-svg").count()
    assert [fault for fault in page.evaluate(LINKS) if fault] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_menu_of_a_phone(page: Page, shipped: Path, scheme: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme=scheme)
    page.goto((shipped / "journeys" / "late-invoice.html").as_uri())
    page.locator("[data-jb-menu]").click()
    assert complaints_of_axe(page) == ""


@pytest.mark.parametrize("name", ["index", "journeys/late-invoice", "tutorial"])
def test_axe_finds_nothing_in_the_dark(page: Page, shipped: Path, name: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto((shipped / f"{name}.html").as_uri())
    page.locator("body[data-md-color-scheme=slate]").wait_for()
    assert complaints_of_axe(page, "color-contrast") == ""


def complaints_of_axe(page: Page, *rules: str) -> str:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    options: dict[str, Any] = {"resultTypes": ["violations"]}  # what passes need not be told in full
    options |= {"preload": False}  # a folder refuses to be asked for styles
    if rules:
        options |= {"runOnly": list(rules)}
    found = axe.run(page, options=options)
    return str(found.generate_report()) if found.violations_count else ""


# -- on a phone --------------------------------------------------------------------------------------------------------

NARROW = """[...document.querySelectorAll(".jb-table td:not(:first-child)")]
  .filter(cell => cell.checkVisibility() && cell.innerText.length > 90 && !cell.querySelector("br"))
  .map(cell => cell.getBoundingClientRect().width).filter(width => width < 300)"""


@pytest.mark.parametrize("name", ["metrics/repair-time", "actions/index", "reports/cx-team"])
def test_a_sentence_in_a_table_is_nearly_as_wide_as_a_phone(page: Page, shipped: Path, name: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((shipped / f"{name}.html").as_uri())
    assert page.evaluate(NARROW) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390


TABLES = [
    "promises/index", "promises/open-until-eight", "journeys/index", "journeys/late-invoice-kind", "personas/index",
    "actors/helpline-agent", "actions/index", "metrics/index", "metrics/repair-time", "evidence/index", "listening",
    "brand", "strategy", "coverage", "service-models/index", "fields", "problems", "rules/index", "welcome",
    "reports/management", "reports/frontline", "reports/cx-team", "reports/readiness", "reports/goal-conflicts",
    "reports/by-place", "reports/closed-loop", "reports/workshop/late-invoice",
]  # fmt: skip
WIDER = """[...document.querySelectorAll(".md-content :is(.jb-table, .md-typeset__scrollwrap)")]
  .filter(box => box.checkVisibility() && box.scrollWidth > box.clientWidth).map(box => box.ariaLabel)"""
NAMELESS = """[...document.querySelectorAll(".jb-table--stacked td")]
  .filter(cell => cell.checkVisibility() && cell.colSpan === 1 && cell.matches("th ~ td"))
  .filter(cell => getComputedStyle(cell, "::before").content === "none" || !(cell.innerText || cell.children.length))
  .map(cell => cell.closest("tr").innerText)"""
LABELS = """table => [...table.querySelectorAll("tbody tr:first-child td")]
  .map(cell => getComputedStyle(cell, "::before").content.split('"')[1])"""


@pytest.mark.parametrize("language", ["", "pl/"])
def test_no_table_is_wider_than_a_phone_and_each_cell_says_what_it_tells(
    page: Page, shipped: Path, language: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 568})  # the narrowest there is
    found = {}
    for name in TABLES:
        page.goto((shipped / f"{language}{name}.html").as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert page.locator(".md-content table").count()
        found[name] = [*page.evaluate(WIDER), *page.evaluate(NAMELESS)]
    assert {name: what for name, what in found.items() if what} == {}


def test_the_rows_of_a_table_are_cards_on_a_phone_and_a_table_to_those_who_listen(page: Page, shipped: Path) -> None:
    page.goto((shipped / "promises" / "index.html").as_uri())
    table = page.locator(".jb-table table").first
    heads = table.locator("thead th").all_text_contents()
    heard = table.aria_snapshot()
    assert 'columnheader "Verdict"' in heard
    assert table.evaluate(LABELS) == [None] * (len(heads) - 1)
    head = table.locator("thead th").last
    assert head.evaluate("cell => getComputedStyle(cell, '::after').content") == "none"  # no arrow to sort by
    page.set_viewport_size({"width": 390, "height": 844})
    assert table.aria_snapshot() == heard
    assert table.evaluate(LABELS) == heads[1:]
    assert page.locator(".jb-table tbody tr").first.evaluate("row => getComputedStyle(row).display") == "flex"


@pytest.mark.parametrize("name", ["management", "frontline", "readiness"])
def test_a_report_that_is_sent_as_a_file_is_no_wider_than_a_phone(page: Page, name: str) -> None:
    told = source_of(load(Path(__file__).parents[1])[0])
    page.set_viewport_size({"width": 390, "height": 844})
    page.set_content(html(REPORTS[name].whole(told), "en"))
    assert page.locator(".jb-table--stacked").count()
    assert page.evaluate(WIDER.replace(".md-content", "main")) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390
