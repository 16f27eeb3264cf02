"""The shipped book's site as it is printed: always in light colours, no column cut, no drawing too small."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("used")]

KINDS = ["reports/management", "journeys/late-invoice", "promises/index", "strategy", "tutorial", "fields"]
COLOURS = """async () => {
  await Promise.all(document.getAnimations().filter(each => each instanceof CSSTransition).map(each => each.finished))
  return [...document.querySelectorAll("html, body, .md-content, .md-content *")].map(each => {
    const { color, backgroundColor, fill, stroke, borderTopColor, colorScheme } = getComputedStyle(each)
    return [each.localName, each.className.baseVal ?? each.className, color, backgroundColor, fill, stroke,
      borderTopColor, colorScheme].join(" ")
  })
}"""


@pytest.mark.parametrize("name", KINDS)
def test_what_is_printed_from_the_dark_has_the_colours_of_the_light(page: Page, shipped: Path, name: str) -> None:
    found = {}
    for scheme, named in (("light", "default"), ("dark", "slate")):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto((shipped / f"{name}.html").as_uri())
        page.locator(f"body[data-md-color-scheme={named}]").wait_for()
        page.emulate_media(media="print")
        found[scheme] = page.evaluate(COLOURS)
    assert len(found["light"]) > 100
    assert found["dark"] == found["light"]
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"


PAPER = {"width": 703, "height": 1030}  # A4 within its margins
CUT = """() => {
  const edge = document.querySelector(".md-content").getBoundingClientRect().right
  const found = [], range = document.createRange()
  for (const table of document.querySelectorAll(".md-content table")) {
    if (!table.checkVisibility()) continue
    if (table.getBoundingClientRect().right > edge + 1) found.push(table.rows[0].innerText)
    for (const cell of table.querySelectorAll("th")) {
      const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
      for (let text = texts.nextNode(); text; text = texts.nextNode())
        for (const { 0: word, index } of text.data.matchAll(/\\p{L}+/gu)) {
          range.setStart(text, index)
          range.setEnd(text, index + word.length)
          if (range.getClientRects().length > 1) found.push(word)
        }
    }
  }
  return found
}"""
HEADINGS = """[...document.querySelectorAll(".md-content :is(h2, h3)")]
  .map(each => each.innerText.replace("¶", "").replace(/\\s+/g, " ").trim()).filter(each => each)"""
OPENED = "document.querySelectorAll('details').forEach(each => each.open = true)"  # as the theme does to print
WIDE = ["promises/index", "journeys/index", "journeys/late-invoice", "coverage", "brand", "listening", "fields"]


@pytest.mark.parametrize("language", ["", "pl/"])
@pytest.mark.parametrize("name", WIDE)
def test_no_column_is_cut_on_paper_and_no_word_of_a_head(page: Page, shipped: Path, name: str, language: str) -> None:
    page.set_viewport_size(PAPER)  # type: ignore[arg-type]
    page.emulate_media(media="print")
    page.goto((shipped / f"{language}{name}.html").as_uri())
    page.evaluate(OPENED)
    assert page.locator(".md-content table").count()
    assert page.evaluate(CUT) == []


SHEETS = [("promises/index", 6), ("promises/customer-first", 4), ("journeys/late-invoice", 15), ("tutorial", 4)]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext here (poppler-utils)")
@pytest.mark.parametrize(("name", "most"), SHEETS)
def test_no_heading_stands_alone_at_the_foot_of_a_page(
    page: Page, shipped: Path, tmp_path: Path, name: str, most: int
) -> None:
    page.goto((shipped / f"{name}.html").as_uri())
    headings = page.evaluate(HEADINGS)
    page.pdf(path=str(tmp_path / "a.pdf"), format="A4", prefer_css_page_size=True)
    told = subprocess.run(["pdftotext", "-layout", str(tmp_path / "a.pdf"), "-"], capture_output=True, check=True)
    pages = [each.splitlines() for each in told.stdout.decode("utf-8").split("\f") if each.strip()]
    assert len(pages) <= most
    last = [" ".join(next(line for line in reversed(lines) if line.strip()).split()) for lines in pages]
    assert headings
    assert [line for line in last if line in headings] == []


def test_the_map_of_a_promise_is_printed_behind_its_words(page: Page, shipped: Path) -> None:
    page.goto((shipped / "promises" / "customer-first.html").as_uri())
    page.emulate_media(media="print")
    map_, words = page.locator("#_map").bounding_box(), page.locator("#_kept").bounding_box()
    assert map_
    assert words
    assert map_["y"] > words["y"]


def test_on_paper_nothing_is_said_twice_and_nothing_is_for_pasting(page: Page, shipped: Path) -> None:
    page.emulate_media(media="print")
    page.goto((shipped / "journeys" / "late-invoice.html").as_uri())
    page.evaluate(OPENED)
    assert page.locator("#_way ~ ol.jb-next strong").first.is_visible()
    for hidden in ("#_way ~ ol.jb-next pre", ".jb-table details", ".jb-screen", ".md-path__list"):
        assert page.locator(hidden).count()
        assert not page.locator(hidden).first.is_visible()
    page.goto((shipped / "promises" / "customer-first.html").as_uri())
    page.evaluate(OPENED)
    assert page.locator("#_around + .jb-drawing").is_visible()
    assert page.locator("#_around ~ details dl").is_hidden()


def test_a_journeys_map_is_printed_from_its_own_sheets(page: Page, shipped: Path) -> None:
    page.goto((shipped / "pl" / "journeys" / "late-invoice.html").as_uri())
    line = page.locator("#_map + .jb-drawing .jb-on-paper")
    assert line.is_hidden()
    page.emulate_media(media="print")
    assert page.locator("#_map + .jb-drawing .jb-map").is_hidden()
    assert "A3" in line.inner_text()
    assert page.locator(".jb-on-paper:visible").count() == 1
    about, flow = page.locator("#_about").bounding_box(), page.locator("#_flow").bounding_box()
    assert about
    assert flow
    assert about["y"] < flow["y"]
    assert line.get_by_role("link", name="print/journeys/late-invoice.html").is_visible()
    address = line.locator("a").evaluate("link => link.href")
    assert Path(address.removeprefix("file://")) == shipped / "pl" / "print" / "journeys" / "late-invoice.html"
