"""The shipped book's site by the keyboard alone: the menu of a narrow screen, focus that is always seen, ways past."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("used")]

HAS_FOCUS = "each => document.activeElement === each"
SEEN = """() => {
  const here = document.activeElement, { left, right, top, bottom } = here.getBoundingClientRect()
  return here.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2))
}"""
AT_REST = """async () => {
  const moving = document.getAnimations().filter(each => each instanceof CSSTransition)
  await Promise.allSettled(moving.map(each => each.finished))
}"""
WHERE = """() => {
  const here = document.activeElement, { left, right } = here.getBoundingClientRect()
  return [here.className.baseVal ?? here.className, here.textContent.trim(), left, right]
}"""


def opened(page: Page, address: Path, width: int) -> Page:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(address.as_uri())
    page.locator("[data-jb-menu]").wait_for(state="attached")
    return page


def tabs_until(page: Page, place: str, most: int = 60) -> list[tuple[str, str, float, float]]:
    """Press Tab until what a selector names has the focus, and return each stop: class, words, left and right."""
    stops = []
    for _ in range(most):
        page.keyboard.press("Tab")
        kind, words, left, right = page.evaluate(WHERE)
        stops.append((kind, words, left, right))
        if page.evaluate("place => document.activeElement.matches(place)", place):
            return stops
    pytest.fail(f"{place} is not reached")


# -- the menu of a narrow screen ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [390, 1000])
def test_a_closed_menu_is_no_stop_on_the_way_to_the_text(page: Page, shipped: Path, width: int) -> None:
    opened(page, shipped / "journeys" / "late-invoice.html", width)
    stops = tabs_until(page, ".md-content a")
    assert [words for _, words, _, right in stops if right < 0] == []
    assert len(stops) < 12
    opened(page, shipped / "journeys" / "late-invoice.html", 1440)
    assert page.locator("[data-jb-menu]").is_hidden()


@pytest.mark.parametrize(("name", "words"), [("journeys/late-invoice", "Navigation"), ("pl/index", "Nawigacja")])
@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_menu_opens_and_closes_by_keys(page: Page, shipped: Path, name: str, words: str, key: str) -> None:
    opened(page, shipped / f"{name}.html", 390)
    tabs_until(page, "[data-jb-menu]")
    button = page.get_by_role("button", name=words, exact=True)
    assert button.evaluate(HAS_FOCUS)
    page.keyboard.press(key)
    assert page.evaluate("document.activeElement.closest('.md-sidebar--primary') !== null")
    assert button.get_attribute("aria-expanded") == "true"
    page.evaluate(AT_REST)
    assert page.evaluate(SEEN)
    page.keyboard.press("Escape")
    assert button.evaluate(HAS_FOCUS)
    assert button.get_attribute("aria-expanded") == "false"
    page.locator(".md-sidebar--primary").wait_for(state="hidden")


def test_what_has_the_focus_in_the_menu_is_seen_and_leads_back(page: Page, shipped: Path) -> None:
    opened(page, shipped / "journeys" / "late-invoice.html", 390)
    page.locator("[data-jb-menu]").press("Enter")
    page.evaluate(AT_REST)
    back = page.get_by_role("button", name="Journeys", exact=True)
    assert back.evaluate(HAS_FOCUS)
    for _ in range(8):
        assert page.evaluate(SEEN)
        page.keyboard.press("Tab")
    back.press("Enter")
    assert page.evaluate("document.activeElement.matches('.md-nav__link > [role=button]')")
    page.evaluate(AT_REST)
    page.keyboard.press("Tab")
    assert page.evaluate(WHERE)[1] == "Personas"
    assert page.evaluate(SEEN)


def test_a_menu_that_is_left_closes(page: Page, shipped: Path) -> None:
    opened(page, shipped / "index.html", 390)
    page.locator("[data-jb-menu]").press("Enter")
    tabs_until(page, ".md-content a, .md-path a")
    page.locator(".md-sidebar--primary").wait_for(state="hidden")


def test_the_mouse_opens_the_menu_with_and_without_a_script(chromium: Browser, shipped: Path) -> None:
    for script in (True, False):
        context = chromium.new_context(java_script_enabled=script, viewport={"width": 390, "height": 844})
        page = context.new_page()
        page.goto((shipped / "index.html").as_uri())
        assert page.locator(".md-sidebar--primary").is_hidden()
        page.locator(".md-header [for=__drawer], [data-jb-menu]").click()
        page.locator(".md-sidebar--primary").get_by_role("link", name="Promises", exact=True).click()
        assert page.url.endswith("promises/index.html")
        context.close()


# -- focus that is seen, ways past -------------------------------------------------------------------------------------

COVERED = """() => {
  const here = document.activeElement, { top, bottom } = here.getBoundingClientRect()
  const bar = document.querySelector(".md-header").getBoundingClientRect().bottom
  return here.closest(".md-content") && top < bar && bottom - top < innerHeight - bar ? here.outerHTML : ""
}"""
PASSED = """() => [...document.querySelectorAll(".jb-drawing")].filter(box => box.checkVisibility()).map(box => {
  const many = box.querySelectorAll(".jb-svg a").length
  return [many, box.querySelector(".jb-skip") ? 1 : 0]
})"""


@pytest.mark.parametrize(
    ("name", "start", "key"),
    [("journeys/late-invoice", ".jb-skip", "Tab"), ("reports/cx-team", ".md-content .jb-about a", "Shift+Tab")],
)
def test_what_has_the_focus_is_not_behind_the_header(
    page: Page, shipped: Path, name: str, start: str, key: str
) -> None:
    opened(page, shipped / f"{name}.html", 1440)
    page.locator(start).last.focus()
    page.evaluate("document.activeElement.scrollIntoView({ block: 'start', behavior: 'instant' })")
    covered = []
    for _ in range(90):
        page.keyboard.press(key)
        covered.append(page.evaluate(COVERED))
    assert [each for each in covered if each] == []
    assert page.evaluate("scrollY") > 100


def test_what_an_address_names_is_not_behind_the_header(page: Page, shipped: Path) -> None:
    page.goto((shipped / "journeys" / "late-invoice.html").as_uri() + "#_measures")
    bar, place = (page.locator(each).bounding_box() for each in (".md-header", "#_measures"))
    assert bar
    assert place
    assert bar["height"] <= place["y"] < bar["height"] + 40


HEIGHTS = """[...document.querySelectorAll(".md-content :is(h1, h2, h3, .jb-map, .jb-table)")]
  .filter(each => each.checkVisibility()).map(each => each.getBoundingClientRect().top)"""


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("name", ["promises/index", "pl/promises/customer-first", "journeys/late-invoice", "index"])
def test_what_is_seen_first_is_read_first(page: Page, shipped: Path, name: str, width: int) -> None:
    opened(page, shipped / f"{name}.html", width)
    heights = page.evaluate(HEIGHTS)
    assert heights == sorted(heights)


@pytest.mark.parametrize(
    "name", ["strategy", "promises/index", "actions/index", "pl/journeys/late-invoice", "metrics/index", "listening"]
)
def test_a_drawing_of_many_links_can_be_passed_by(page: Page, shipped: Path, name: str) -> None:
    opened(page, shipped / f"{name}.html", 1440)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert [found for found in page.evaluate(PASSED) if (found[0] > 5) != found[1]] == []
    for skip in page.locator(".jb-skip").all():
        inside = skip.locator("xpath=ancestor::*[contains(@class, 'jb-drawing')]")
        skip.press("Enter")
        page.keyboard.press("Tab")
        assert not inside.evaluate("box => box.contains(document.activeElement)")
        page.keyboard.press("Shift+Tab")
        assert inside.evaluate("box => box.contains(document.activeElement)")
