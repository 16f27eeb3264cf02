"""Every drawing of a book, seen by a browser: no word leaves its box or the drawing, none is too small to be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journeybook import dot
from journeybook.diagrams.drawing import Drawing
from journeybook.load import load
from journeybook.pages import DRAWN
from journeybook.pages.edition import edition
from journeybook.pages.facts import Facts
from journeybook.render import TEMPLATES

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[1]
BOOKS = Path(__file__).parent / "books"
EACH = 2  # drawings of a kind that are taken of a large book: the largest
FAULTS = """() => [...document.querySelectorAll("svg.jb-svg")].flatMap(svg => {
  const all = svg.viewBox.baseVal, name = svg.querySelector("title").textContent
  return [...svg.querySelectorAll("text")].filter(text => {
    const words = text.getBBox()
    const own = text.parentNode === svg ? null : text.parentNode.querySelector(":scope > rect")
    const box = own ? own.getBBox() : all
    const outside = words.x < box.x - 2 || words.x + words.width > box.x + box.width + 1
    const cut = words.y < all.y - 1 || words.y + words.height > all.y + all.height + 3
    return outside || cut || parseFloat(getComputedStyle(text).fontSize) < 10
  }).map(text => `${name}: ${text.textContent}`)
})"""


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


def faults(page: Page, wanted: list[Drawing]) -> tuple[int, list[str]]:
    """Return how many drawings the browser shows, and the words that leave their box or are too small."""
    svgs: Mapping[str, str] = dot.draw(wanted, dot.PURE, {})[0]
    styles = (TEMPLATES / "assets" / "journeybook-drawings.css").read_text("utf-8")
    maps = "".join(f'<div class="jb-map">{svg}</div>' for svg in svgs.values())
    page.set_content(f'<style>{styles}</style><div class="md-typeset">{maps}</div>')
    return page.locator("svg.jb-svg").count(), page.evaluate(FAULTS)


@pytest.mark.browser
@pytest.mark.parametrize("name", ["stress", "government"])
def test_every_drawing_holds_its_words(name: str, page: Page) -> None:
    wanted = drawings(BOOKS / name, "en")
    assert faults(page, wanted) == (len(wanted), [])


@pytest.mark.browser
def test_the_largest_drawings_of_the_shipped_book_hold_their_words_in_polish(page: Page) -> None:
    names = [entity.id for entity in load(ROOT)[0].entities]
    wanted = largest(drawings(ROOT, "pl"), names)
    assert len(wanted) > 20
    assert faults(page, wanted) == (len(wanted), [])
