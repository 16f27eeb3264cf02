"""Every drawing of a book, measured by a browser in the fonts that readers have: no word leaves its box or the drawing,
nothing lies on something else, nothing is cut off, and no word is too small to be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journeybook import TEMPLATES, dot
from journeybook.diagrams.drawing import Drawing
from journeybook.load import load
from journeybook.pages import DRAWN
from journeybook.pages.edition import edition
from journeybook.pages.facts import Facts

if TYPE_CHECKING:
    from playwright.sync_api import Page

fontpkg = pytest.importorskip("fontpkg", reason="the fonts to measure in are not installed")
ROOT = Path(__file__).parents[1]
BOOKS = Path(__file__).parent / "books"
EACH = 2  # drawings of a kind that are taken of a large book: the largest
FONTS = ("Arimo", "Roboto", "Noto Sans")  # as wide as Arial; Android's; that of many Linux systems
BESIDE = ("Noto Sans Arabic", "Noto Sans Thai")  # for letters that none of them has
FACE = """@font-face {{ font-family: "{0}"; font-weight: 100 900; font-style: {2}; src: url("{1}"); }}"""
PAGE = """<!doctype html><meta charset="utf-8"><style>{faces}
{styles}
text {{ font-family: var(--measured), "Noto Sans Arabic", "Noto Sans Thai", sans-serif }}
.jb-map {{ overflow: visible; width: max-content }}
.md-typeset .jb-map > .jb-svg {{ width: calc(var(--jb-w) * 1px) }}</style><body class="md-typeset">{maps}"""
SETTLED = """async font => {
  document.documentElement.style.setProperty("--measured", `"${font}"`)
  await Promise.all([...document.fonts].map(face => face.load()))
  return document.fonts.check(`bold 12px "${font}"`)
}"""
FAULTS = """() => {
  const meet = (a, b, by) => Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > by
    && Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > by
  const within = (a, b, by) => a.x > b.x - by && a.y > b.y - by && a.x + a.width < b.x + b.width + by
    && a.y + a.height < b.y + b.height + by
  const faults = []
  for (const svg of document.querySelectorAll("svg.jb-svg")) {
    const all = svg.viewBox.baseVal, tell = (what, ...parts) => {
      const named = parts.map(part => (part.querySelector("title") ?? part).textContent.slice(0, 60))
      faults.push(`${svg.getAttribute("aria-labelledby")}: ${what}: ${named.join(" | ")}`)
    }
    const sized = what => [...svg.querySelectorAll(what)].map(part => ({ part, box: part.getBBox() }))
    const texts = sized("text").filter(({ box }) => box.width).map(({ part, box }) => {
      const size = parseFloat(getComputedStyle(part).fontSize) // the height of letters, not of a font's tallest line
      return { part, box: { x: box.x, width: box.width, y: part.y.baseVal[0].value - .78 * size, height: size } }
    })
    const cards = sized("rect[rx]").filter(({ part }) => !part.closest("[aria-hidden]"))
    for (const { part, box } of texts) {
      const own = part.parentNode === svg ? null : part.parentNode.querySelector(":scope > rect")?.getBBox()
      if (own && (box.x < own.x - 2 || box.x + box.width > own.x + own.width + 1)) tell("leaves its box", part)
      if (own && (box.y < own.y - 3 || box.y + box.height > own.y + own.height + 3)) tell("is too high", part)
      if (!within(box, all, 3)) tell("leaves the drawing", part)
      if (parseFloat(getComputedStyle(part).fontSize) < 10) tell("is too small", part)
    }
    texts.forEach((one, at) => texts.slice(at + 1).forEach(other => {
      if (meet(one.box, other.box, 2.5)) tell("words on words", one.part, other.part)
    }))
    cards.forEach((one, at) => cards.slice(at + 1).forEach(other => {
      if (meet(one.box, other.box, 1) && one.part.parentNode !== other.part.parentNode) {
        tell("box on box", one.part.parentNode, other.part.parentNode)
      }
    }))
    for (const { part, box } of texts) for (const card of cards) {
      if (part.parentNode !== card.part.parentNode && meet(box, card.box, 2.5) && !within(box, card.box, 1)) {
        tell("words across a border", part)
      }
    }
    for (const { part, box } of sized("path, rect, circle")) if (!within(box, all, 2.5)) tell("is cut off", part)
  }
  return faults
}"""


def drawings(root: Path, language: str) -> list[Drawing]:
    """Return all drawings of a book in a language."""
    book, _ = load(root)
    told = edition(Facts(book), language)
    return [drawn for kind in DRAWN for drawn in kind.drawings(told)]


def largest(found: Iterable[Drawing], names: Iterable[str]) -> list[Drawing]:
    """Return of each kind the drawings that hold most; the kind is what a name has before the thing's own name."""
    by_kind: dict[str, list[Drawing]] = {}
    ids = sorted(names, key=len, reverse=True)
    for drawn in found:
        thing = next((each for each in ids if f"-{each}" in drawn.name), "")
        by_kind.setdefault(drawn.name.replace(thing, "", 1) if thing else drawn.name, []).append(drawn)
    return [each for kind in by_kind.values() for each in sorted(kind, key=lambda drawn: -len(drawn.dot))[:EACH]]


def opened(page: Page, folder: Path, wanted: list[Drawing]) -> int:
    """Show the drawings in a browser, with the fonts to measure in, and return how many there are."""
    svgs: Mapping[str, str] = dot.draw(wanted, dot.PURE, {})[0]
    styles = (TEMPLATES / "assets" / "journeybook-drawings.css").read_text("utf-8")
    maps = "\n".join(f'<div class="jb-map">{svg}</div>' for svg in svgs.values())
    faces = "".join(
        FACE.format(font, fontpkg.path(font, style=style, nearest=True).as_uri(), style)
        for font in (*FONTS, *BESIDE)
        for style in (("normal", "italic") if font in FONTS else ("normal",))
    )
    (folder / "all.html").write_text(PAGE.format(faces=faces, styles=styles, maps=maps), "utf-8")
    page.goto((folder / "all.html").as_uri())
    return page.locator("svg.jb-svg").count()


def faults(page: Page) -> dict[str, list[str]]:
    """Return what is wrong in each of the fonts."""
    found = {}
    for font in FONTS:
        assert page.evaluate(SETTLED, font), f"{font} was not loaded"
        if told := page.evaluate(FAULTS):
            found[font] = told
    return found


@pytest.mark.browser
@pytest.mark.parametrize("name", ["stress", "government"])
def test_every_drawing_holds_its_words(name: str, page: Page, tmp_path: Path) -> None:
    wanted = drawings(BOOKS / name, "en")
    assert opened(page, tmp_path, wanted) == len(wanted)
    assert faults(page) == {}


@pytest.mark.browser
def test_the_largest_drawings_of_the_shipped_book_hold_their_words_in_polish(page: Page, tmp_path: Path) -> None:
    names = [entity.id for entity in load(ROOT)[0].entities]
    wanted = largest(drawings(ROOT, "pl"), names)
    assert len(wanted) > 20
    assert opened(page, tmp_path, wanted) == len(wanted)
    assert faults(page) == {}
