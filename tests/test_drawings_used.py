"""Drawings used as readers use them: larger, moved, filtered, lit up, by keyboard, by touch, to the text and back."""

from __future__ import annotations

import functools
import gzip
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from journeybook import TEMPLATES, site
from journeybook.problem import Severity

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.xdist_group("drawings")
browser = pytest.mark.browser

MAP = "#_map + .jb-drawing"
LATE = """
title: {en: Late, pl: Po terminie}
persona: cook
other_personas: [waiter]
phases:
  - title: Before
    touchpoints:
      - {id: advert, title: {en: I see the advert, pl: Widzę reklamę}, emotion: 1, makes: [kind], thinking: Kind words}
      - {id: shop, title: I visit the shop, emotion: 2, emotion_by: {waiter: -1}, channel: shop}
  - {title: Order, touchpoints: [{id: order, title: I order, emotion: 0, frontstage: [{actor: clerk}]}]}
  - {title: Wait, touchpoints: [{id: wait, title: I wait, emotion: -1, backstage: [{actor: desk, does: counts days}]}]}
  - {title: Pay, touchpoints: [{id: pay, title: I pay, emotion: 1, metrics: [calls]}]}
  - title: Reminder
    touchpoints:
      - {id: mail, title: A rude mail, emotion: -2, keeps: [kind], pains: [Rude], backstage: [{actor: desk, does: it}]}
  - {title: Complaint, touchpoints: [{id: call, title: I call, emotion: -1, frontstage: [{actor: clerk}]}]}
  - {title: After, touchpoints: [{id: after, title: I stay, emotion: 1, keeps: [kind]}]}
"""
BOOK = {
    "mkdocs.yml": "site_name: A book\ndocs_dir: content\nplugins: [search, journeybook]\ntheme: {name: material}\n",
    "content/book.yml": "languages: [en, pl]\nbrand: {name: A book}\n",
    "content/personas/cook.yml": "name: The cook\n",
    "content/personas/waiter.yml": "name: The waiter\n",
    "content/promises/kind.yml": "{title: Always kind, text: {en: We are always kind, pl: Zawsze mili}}\n",
    "content/actors/desk.yml": "{title: The desk, stage: backstage}\n",
    "content/actors/clerk.yml": "{title: The clerk, stage: frontstage}\n",
    "content/metrics/calls.yml": "{title: Calls, kind: count}\n",
    "journeys/late.yml": LATE,
}


def built(root: Path, out: Path, **more: str) -> Path:
    for name, text in {**BOOK, **more}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    assert [each for each in site.build(root, out) if each.severity is Severity.ERROR] == []
    return out


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it lies in a folder: everything here works without a server."""
    return built(tmp_path_factory.mktemp("book"), tmp_path_factory.mktemp("out") / "site")


@pytest.fixture
def late(folder: Path) -> str:
    return (folder / "journeys" / "late.html").as_uri()


@pytest.fixture
def opened(page: Page, late: str) -> Page:
    """The journey's page on a screen narrower than its map."""
    page.set_viewport_size({"width": 1000, "height": 800})
    return arrived(page, late)


def arrived(page: Page, address: str) -> Page:
    page.goto(address)
    page.locator(f"{MAP} .jb-tools output", has_text="%").wait_for()
    return page


def map_of(page: Page) -> Locator:
    return page.locator(f"{MAP} .jb-map")


def drawing(page: Page) -> Locator:
    return page.locator(f"{MAP} .jb-map > .jb-svg").last


def width(page: Page) -> float:
    box = drawing(page).bounding_box()
    assert box is not None
    return box["width"]


def card(page: Page, touchpoint: str) -> Locator:
    return page.locator(f"#map-{touchpoint}")


def dimmed(page: Page) -> set[str]:
    """The touchpoints whose cards stand back."""
    return set(page.eval_on_selector_all(f"{MAP} .jb-dim[id^=map-]", "cards => cards.map(card => card.id.slice(4))"))


def is_seen(page: Page, what: Locator) -> bool:
    """Whether the middle of something lies in the window and in what the map shows of itself."""
    return bool(
        what.evaluate(
            """what => {
              const { left, top, width, height } = what.getBoundingClientRect()
              const met = document.elementFromPoint(left + width / 2, top + height / 2)
              return what.contains(met)
            }"""
        )
    )


# -- the script --------------------------------------------------------------------------------------------------------


def scripts() -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted((TEMPLATES / "assets").glob("*.js"))}


def test_the_books_own_scripts_are_small() -> None:
    assert len(gzip.compress("".join(scripts().values()).encode(), mtime=0)) <= 12 * 1024


@pytest.mark.parametrize("name", scripts())
def test_a_script_makes_no_code_or_markup_of_text_and_asks_nobody(name: str) -> None:
    risky = r"\beval\b|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write|fetch\(|XMLHttp|https?://(?!www\.w3\.org/)"
    assert re.findall(risky, scripts()[name]) == []


# -- what everybody sees -----------------------------------------------------------------------------------------------


@browser
def test_the_drawing_follows_the_switch_of_colours(opened: Page) -> None:
    colour = "card => getComputedStyle(card.querySelector('rect')).fill"
    opened.emulate_media(color_scheme="light")
    light = card(opened, "order").evaluate(colour)
    opened.locator("label[for=__palette_1]").click()
    opened.locator("label[for=__palette_2]").click()
    opened.locator("body[data-md-color-scheme=slate]").wait_for()
    assert (light, card(opened, "order").evaluate(colour)) == ("rgb(254, 254, 254)", "rgb(39, 44, 56)")


@browser
def test_the_names_of_rows_stay_when_the_map_scrolls(opened: Page) -> None:
    map_of(opened).evaluate("map => { map.scrollLeft = 300 }")
    lanes = opened.locator(f"{MAP} .jb-svg").first.bounding_box()
    frame = map_of(opened).bounding_box()
    assert lanes and frame
    assert abs(lanes["x"] - frame["x"]) < 1


@browser
def test_tools_speak_the_pages_language(page: Page, folder: Path) -> None:
    arrived(page, (folder / "pl" / "journeys" / "late.html").as_uri())
    words = page.locator(f"{MAP} .jb-tools").evaluate(
        "tools => [...tools.querySelectorAll('[aria-label]')].map(each => each.ariaLabel).join()"
    )
    assert words
    assert not re.search(r"Smaller|Larger|Full screen", words)


@browser
def test_without_a_script_nothing_is_missing_but_the_tools(chromium: Browser, late: str) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1000, "height": 800})
    page = context.new_page()
    page.goto(late)
    assert page.locator(".jb-tools, .jb-tip").count() == 0
    assert card(page, "mail").is_visible()
    assert page.locator("#mail").get_by_role("heading").is_visible()
    page.locator("#mail [href^='#map-']").click()
    box = card(page, "mail").bounding_box()
    assert box
    assert 0 < box["y"] < 800
    assert 0 < box["x"] < 1000
    card(page, "mail").locator("text").last.click()
    assert page.url == f"{late}#mail"
    context.close()


@browser
@pytest.mark.parametrize("language", ["", "pl/"])
def test_no_page_with_drawings_scrolls_sideways_on_a_phone(page: Page, folder: Path, language: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    arrived(page, (folder / f"{language}journeys/late.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@browser
@pytest.mark.parametrize("width", [320, 390, 600, 740])
@pytest.mark.parametrize("language", ["", "pl/"])
def test_the_list_of_rows_lies_within_the_window(page: Page, folder: Path, language: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    arrived(page, (folder / f"{language}journeys/late.html").as_uri())
    page.locator(f"{MAP} [data-jb-rows] summary").click()
    box = page.locator(f"{MAP} [data-jb-rows] ul").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width


# -- larger and smaller ------------------------------------------------------------------------------------------------


@browser
def test_buttons_make_it_larger_and_smaller_and_as_it_was(opened: Page) -> None:
    before = width(opened)
    button = opened.locator(MAP).get_by_role("button")
    button.and_(opened.get_by_label("Larger")).click()
    assert width(opened) == pytest.approx(before * 1.25, rel=0.01)
    assert opened.locator(f"{MAP} output").inner_text().endswith("%")
    button.and_(opened.get_by_label("Smaller")).click()
    button.and_(opened.get_by_label("Smaller")).click()
    assert width(opened) == pytest.approx(before * 0.8, rel=0.01)
    opened.locator(f"{MAP} [data-jb-zoom=reset]").click()
    assert width(opened) == pytest.approx(before, rel=0.01)


@browser
def test_the_whole_map_fits(opened: Page) -> None:
    opened.locator(MAP).get_by_label("The whole drawing at once").click()
    assert map_of(opened).evaluate("map => map.scrollWidth - map.clientWidth") <= 1
    assert width(opened) > 500


@browser
def test_the_wheel_enlarges_with_a_key_alone(opened: Page) -> None:
    before = width(opened)
    place = card(opened, "order")
    place.hover()
    box = place.bounding_box()
    assert box
    opened.mouse.wheel(0, -10)
    assert width(opened) == before
    opened.keyboard.down("Control")
    opened.mouse.wheel(0, -60)
    opened.keyboard.up("Control")
    opened.wait_for_timeout(200)
    assert width(opened) > before * 1.1
    assert is_seen(opened, place), "what is under the pointer stays there"


@browser
def test_two_fingers_enlarge_and_one_scrolls(chromium: Browser, late: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    arrived(page, late)
    before = width(page)
    fingers(page, [(150, 0), (170, 0)], [(80, 0), (240, 0)])
    assert width(page) > before * 2
    assert page.evaluate("visualViewport.scale") == 1
    left = map_of(page).evaluate("map => map.scrollLeft")
    fingers(page, [(300, 0)], [(60, 0)])
    assert map_of(page).evaluate("map => map.scrollLeft") > left
    context.close()


def fingers(page: Page, start: list[tuple[int, int]], end: list[tuple[int, int]]) -> None:
    """Move fingers within the map, from places below its upper left corner to others, in ten steps."""
    box = map_of(page).bounding_box()
    assert box
    session = page.context.new_cdp_session(page)
    left, top = box["x"], box["y"] + 100

    def points(share: float) -> list[dict[str, float]]:
        return [
            {"x": left + ax + (bx - ax) * share, "y": top + ay + (by - ay) * share, "id": number}
            for number, ((ax, ay), (bx, by)) in enumerate(zip(start, end, strict=True))
        ]

    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": points(0)})
    for step in range(1, 11):
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": points(step / 10)})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(100)


@browser
def test_the_mouse_takes_the_map_along_and_opens_no_link(opened: Page) -> None:
    box = card(opened, "order").bounding_box()
    assert box
    x, y = box["x"] + box["width"] - 4, box["y"] + box["height"] - 4
    opened.mouse.move(x, y)
    opened.mouse.down()
    opened.mouse.move(x - 200, y, steps=5)
    opened.mouse.up()
    assert map_of(opened).evaluate("map => map.scrollLeft") == pytest.approx(200, abs=2)
    assert "#" not in opened.url
    opened.mouse.move(x - 200, y)
    opened.mouse.click(x - 200, y)
    opened.wait_for_url("**#order")


@browser
@pytest.mark.parametrize("own", [True, False], ids=["the browser's", "ours"])
def test_full_screen(opened: Page, own: bool) -> None:
    if not own:
        opened.evaluate("delete Element.prototype.requestFullscreen")
    button = opened.locator(MAP).get_by_label("Full screen")
    button.click()
    opened.locator(f"{MAP} [aria-pressed=true]").wait_for()
    opened.wait_for_function("box => document.querySelector(box).clientWidth > 980", arg=MAP)
    assert button.get_attribute("aria-pressed") == "true"
    box = opened.locator(MAP).bounding_box()
    assert box
    assert box["x"] == box["y"] == 0
    assert card(opened, "order").is_visible()
    if own:
        button.click()
    else:
        opened.keyboard.press("Escape")
    opened.wait_for_function("box => document.querySelector(box).clientWidth < 980", arg=MAP)
    opened.locator(f"{MAP} [aria-pressed=true]").wait_for(state="detached")
    assert button.get_attribute("aria-pressed") == "false"


# -- rows, curves, what belongs together -------------------------------------------------------------------------------


def put_away(page: Page, name: str) -> Locator:
    menu = page.locator(f"{MAP} details[data-jb-rows]")
    if menu.get_attribute("open") is None:
        menu.locator("summary").click()
    box = menu.get_by_label(name, exact=True)
    box.set_checked(not box.is_checked())
    return box


@browser
def test_a_row_is_put_away_and_the_rest_moves_up(opened: Page) -> None:
    def rows() -> list[str]:
        return [str(name) for name in opened.locator(f"{MAP} [data-jb-rows] li").all_inner_texts()]

    def tall() -> float:
        return float(drawing(opened).evaluate("svg => svg.viewBox.baseVal.height"))

    lane = opened.locator(f"{MAP} .lane-thinking")
    high, before = float(lane.locator("rect").get_attribute("height") or 0), tall()
    promise = opened.locator(f"{MAP} a.promise-kind.made")
    place = promise.bounding_box()
    put_away(opened, "Thinking")
    now = promise.bounding_box()
    assert place and now
    assert not lane.is_visible()
    assert not opened.get_by_text("“Kind words”").first.is_visible()
    assert promise.is_visible()
    assert tall() == pytest.approx(before - high)
    assert now["y"] < place["y"] - 0.8 * high
    assert {name.strip() for name in rows()} >= {"Doing", "Thinking", "Feeling", "Promises"}
    put_away(opened, "Thinking")
    assert tall() == pytest.approx(before)
    assert promise.bounding_box() == place
    assert lane.is_visible()


@browser
def test_a_personas_curve_is_put_away(opened: Page) -> None:
    box = opened.locator(".jb-drawing", has=opened.locator("#personas-late-title"))
    box.evaluate("box => { for (let at = box; at = at.parentElement?.closest('details'); ) at.open = true }")
    box.locator("summary").first.click()
    box.get_by_label("The waiter", exact=True).uncheck()
    assert not box.locator("g.persona-waiter path").is_visible()
    assert box.locator("g.persona-cook path").first.is_visible()
    assert box.locator("[class*=persona-waiter]").count() >= 3
    assert [part for part in box.locator("[class*=persona-waiter]").all() if part.is_visible()] == []


@browser
def test_cut_into_rows_and_put_together_the_map_is_as_it_was(opened: Page) -> None:
    everything = f"[...document.querySelectorAll('{MAP} .jb-svg :is(text, rect, circle)')]"
    places = f"{everything}.map(each => [each.textContent, each.getBoundingClientRect().toJSON()])"
    colours = "svg => [...new Set([...svg.querySelectorAll('path')].map(path => path.getAttribute('class')))].sort()"
    before, painted = opened.evaluate(places), drawing(opened).evaluate(colours)
    put_away(opened, "Feeling")
    put_away(opened, "Feeling")
    assert sorted(map(str, opened.evaluate(places))) == sorted(map(str, before))
    assert drawing(opened).evaluate(colours) == painted


@browser
def test_a_promise_that_is_chosen_stands_out_with_its_touchpoints(opened: Page) -> None:
    choice = opened.locator(f"{MAP} select")
    assert choice.locator("option").all_inner_texts() == ["nothing", "Always kind", "The clerk", "The desk", "Calls"]
    choice.select_option(label="Always kind")
    assert dimmed(opened) == {"shop", "order", "wait", "pay", "call"}
    assert opened.locator(f"{MAP} a.promise-kind:not([id])").evaluate_all(
        "all => all.every(one => !one.matches('.jb-dim'))"
    )
    choice.select_option(label="The clerk")
    assert dimmed(opened) == {"advert", "shop", "wait", "pay", "mail", "after"}
    choice.select_option(label="nothing")
    assert dimmed(opened) == set()


@browser
def test_what_is_pointed_at_stands_out_while_it_is(opened: Page) -> None:
    opened.locator(f"{MAP} a.actor-desk:not([id])").first.hover()
    opened.locator(f"{MAP} .jb-dim").first.wait_for()
    assert dimmed(opened) == {"advert", "shop", "order", "pay", "call", "after"}
    opened.locator("h1").hover()
    opened.locator(f"{MAP} .jb-dim").first.wait_for(state="detached")


@browser
def test_an_address_can_choose_what_stands_out(page: Page, late: str) -> None:
    arrived(page, f"{late}?promise=kind")
    assert page.locator(f"{MAP} select").input_value() == "promise-kind"
    assert dimmed(page) == {"shop", "order", "wait", "pay", "call"}


# -- by keyboard -------------------------------------------------------------------------------------------------------


@browser
def test_every_link_of_the_drawing_is_reached_has_a_name_and_is_seen(opened: Page) -> None:
    links = opened.locator(f"{MAP} .jb-svg a:not([tabindex='-1'])")
    links.evaluate_all("links => links.forEach((link, number) => { link.dataset.number = number })")
    map_of(opened).focus()
    for number in range(links.count()):
        opened.keyboard.press("Tab")
        at = opened.evaluate(
            "() => [document.activeElement.dataset.number, getComputedStyle(document.activeElement).outlineStyle]"
        )
        assert at == [str(number), "solid"]
        assert is_seen(opened, opened.locator(f"[data-number='{number}']"))
    assert links.count() > 20


@browser
def test_the_accessibility_tree_knows_the_drawing_and_its_links(opened: Page) -> None:
    tree = opened.locator(MAP).aria_snapshot()
    assert 'region "Drawing: Map of the journey; it scrolls sideways"' in tree
    assert 'group "Map of the journey “Late”"' in tree
    links = heard(opened, f"{MAP} .jb-svg:last-child", "link")
    assert links.count("6. A rude mail · −2 · weakest point") == 1
    assert "Always kind – made here" in links
    assert "" not in links
    assert heard(opened, f"{MAP} .jb-svg:first-child", "group").count("Doing") == 1


def heard(page: Page, selector: str, role: str) -> list[str]:
    """The names of all of a role within an element, as the browser tells them to a screen reader."""
    session = page.context.new_cdp_session(page)
    root = session.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    found = session.send("Accessibility.queryAXTree", {"nodeId": node, "role": role})["nodes"]
    return [each["name"]["value"] for each in found if not each["ignored"]]


@browser
def test_arrows_scroll_the_map(opened: Page) -> None:
    map_of(opened).focus()
    opened.keyboard.press("ArrowRight")
    opened.wait_for_function("map => document.querySelector(map).scrollLeft > 10", arg=f"{MAP} .jb-map")


@browser
def test_the_map_fades_where_it_goes_on_until_its_end_is_seen(opened: Page) -> None:
    fades = """map => getComputedStyle(document.querySelector(map)).maskImage.startsWith("linear")"""
    place = f"{MAP} .jb-map"
    assert opened.evaluate(fades, place)
    map_of(opened).evaluate("map => { map.scrollLeft = map.scrollWidth }")
    opened.wait_for_function(f"map => !({fades})(map)", arg=place)
    map_of(opened).evaluate("map => { map.scrollLeft = 0 }")
    opened.wait_for_function(fades, arg=place)
    map_of(opened).focus()
    opened.keyboard.press("Tab")
    opened.keyboard.press("Shift+Tab")
    opened.wait_for_function(f"map => !({fades})(map)", arg=place)  # the ring around it is seen whole


@browser
def test_a_map_that_is_seen_whole_fades_nowhere(page: Page, late: str) -> None:
    page.set_viewport_size({"width": 1600, "height": 800})
    arrived(page, late)
    map_ = map_of(page)
    assert map_.evaluate("map => map.scrollWidth <= map.clientWidth")
    assert map_.evaluate("map => getComputedStyle(map).maskImage") == "none"


@browser
def test_the_map_can_be_passed_by(opened: Page) -> None:
    skip = opened.locator(f"{MAP} .jb-skip")
    skip.focus()
    assert skip.is_visible()
    opened.keyboard.press("Enter")
    opened.keyboard.press("Tab")
    assert not opened.evaluate(f"document.activeElement.closest('{MAP}')")
    assert opened.evaluate("document.activeElement.getBoundingClientRect().height") > 0


@browser
def test_a_tip_shows_at_focus_and_leaves_with_escape(opened: Page) -> None:
    map_of(opened).focus()
    opened.keyboard.press("Tab")
    opened.keyboard.press("Tab")
    title = opened.evaluate("document.activeElement.querySelector('title').textContent")
    assert opened.locator(".jb-tip").inner_text() == title
    opened.keyboard.press("Escape")
    assert opened.locator(".jb-tip").count() == 0
    opened.keyboard.press("Tab")
    opened.keyboard.press("Tab")
    opened.locator(".jb-tip").wait_for()
    opened.locator("h1").click()
    assert opened.locator(".jb-tip").count() == 0


@browser
def test_everything_with_a_link_has_the_browsers_own_tip(opened: Page) -> None:
    cards = opened.locator(f"{MAP} a.card")
    assert cards.count() == 8
    assert all(any(card.locator("title").all_text_contents()) for card in cards.all())


# -- from the text to the drawing and back -----------------------------------------------------------------------------


@browser
def test_an_address_of_a_touchpoint_leads_to_its_text_and_marks_its_card(page: Page, late: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": 1000, "height": 800})
    arrived(page, f"{late}#call")
    assert page.locator("#call h3").evaluate("title => title.getBoundingClientRect().top") == pytest.approx(
        150, abs=150
    )
    assert page.locator(".jb-here").get_attribute("id") == "map-call"
    frame, box = map_of(page).bounding_box(), card(page, "call").bounding_box()
    assert frame and box
    assert frame["x"] < box["x"] < frame["x"] + frame["width"] - box["width"]


@browser
@pytest.mark.parametrize("address", ["#call", "#phase-complaint", "#map-call", "#blueprint-call"])
def test_on_a_phone_every_drawing_opens_at_what_the_address_names(page: Page, late: str, address: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": 390, "height": 844})
    arrived(page, f"{late}{address}")
    page.locator("details:has(> summary #_blueprint)").evaluate("fold => { fold.open = true }")
    page.wait_for_function("document.querySelector('#blueprint-call').closest('.jb-map').scrollLeft > 0")
    for shown in (card(page, "call"), page.locator("#blueprint-call")):
        box = shown.bounding_box()
        names = shown.locator("xpath=ancestor::*[contains(@class, 'jb-map')]/*[1]").bounding_box()
        assert box
        assert names
        assert names["x"] + names["width"] <= box["x"] + 1
        assert box["x"] + box["width"] <= 391


@browser
def test_a_card_leads_to_its_text_which_flashes(opened: Page) -> None:
    card(opened, "order").locator("text").last.click()
    assert opened.url.endswith("#order")
    assert opened.locator("#order").evaluate("section => section.matches(':target')")
    assert opened.locator("#order").evaluate("section => section.getAnimations().length") == 1
    assert opened.locator(".jb-here").get_attribute("id") == "map-order"


@browser
def test_the_text_leads_to_its_card_even_where_its_row_was_put_away(opened: Page) -> None:
    opened.emulate_media(reduced_motion="reduce")
    put_away(opened, "Doing")
    for _ in range(2):  # the second time the address does not change
        opened.locator("#call [href^='#map-']").click()
        opened.wait_for_function("document.activeElement.id === 'map-call'")
        assert card(opened, "call").is_visible()
        assert is_seen(opened, card(opened, "call"))
        opened.evaluate("scrollTo(0, 0); document.activeElement.blur()")


@browser
def test_nothing_moves_for_those_who_asked_for_stillness(opened: Page) -> None:
    opened.emulate_media(reduced_motion="reduce")
    opened.locator("#call [href^='#map-']").click()
    opened.locator("#map-call.jb-here").wait_for()
    opened.locator(f"{MAP} select").select_option(label="Always kind")
    moving = (
        "document.getAnimations().filter(each => each.timeline === document.timeline)"  # of themselves, not scrolled
    )
    assert opened.evaluate(f"{moving}.length") == 0


# -- with the theme's instant navigation -------------------------------------------------------------------------------


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A file server that keeps its log to itself."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def instant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    served = tmp_path_factory.mktemp("served")
    handler = functools.partial(Quiet, directory=str(served))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}/site/"
        theme = "theme: {name: material, features: [navigation.instant, navigation.path]}\n"
        settings = f"{BOOK['mkdocs.yml'].partition('theme')[0]}{theme}site_url: {address}\n"
        built(tmp_path_factory.mktemp("instant"), served / "site", **{"mkdocs.yml": settings})
        yield address
        server.shutdown()


@browser
def test_tools_come_with_a_page_that_is_shown_in_an_instant(page: Page, instant: str) -> None:
    arrived(page, f"{instant}journeys/late.html")
    page.evaluate("window.sameDocument = true")
    page.locator(".md-path").get_by_role("link", name="Journeys").click()
    page.locator("h1", has_text="Journeys").wait_for()
    page.locator(".md-content").get_by_role("link", name="Late", exact=True).first.click()
    page.locator(f"{MAP} .jb-tools output", has_text="%").wait_for()
    assert page.evaluate("window.sameDocument")
    assert page.locator(f"{MAP} .jb-tools").count() == 1
    page.locator(f"{MAP} select").select_option(label="Always kind")
    assert "mail" not in dimmed(page)
    page.locator(f"{MAP} [data-jb-zoom=fit]").click()
    card(page, "mail").locator("text").last.click()
    page.wait_for_url("**/late.html#mail")
    page.locator("#map-mail.jb-here").wait_for()
    assert page.evaluate("window.sameDocument")


def test_a_part_may_name_anything(folder: Path) -> None:
    """What a drawing says it has to do with is on the page as classes."""
    text = (folder / "journeys" / "late.html").read_text("utf-8")
    found: Any = re.search(r'<a id="map-mail"[^>]* class="([^"]*)"', text)
    assert set(found[1].split()) >= {"promise-kind", "actor-desk"}
