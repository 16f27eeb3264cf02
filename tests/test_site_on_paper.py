"""The shipped book's site as it is printed: always in light colours, no column cut, no drawing too small."""

from __future__ import annotations

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
