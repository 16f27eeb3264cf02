"""The flow of a journey: its ways, which of them most go, what is told in one box, and that both engines draw it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeybook import TEMPLATES, dot
from journeybook.diagrams import flow, journey_map
from journeybook.diagrams.drawing import Drawing
from journeybook.diagrams.journey_map.source import Source
from journeybook.diagrams.ways import START, Way, branches, main_way, ways
from journeybook.dot.engine import executable
from journeybook.load import load
from journeybook.measures import ledger
from journeybook.model import Journey
from journeybook.pages.page import Links
from journeybook.scene.measure import Type, width

if TYPE_CHECKING:
    from playwright.sync_api import Page

BOOKS = Path(__file__).parent / "books"
Write = Callable[[Mapping[str, str | bytes]], Path]
LOAN = """
    title: A loan
    persona: p
    starts_when: The phone dies
    outcomes:
      - {id: repaid, title: Repaid}
      - {id: gave-up, title: Gave up}
      - {id: never, title: Nobody comes here}
    phases:
      - title: One
        touchpoints:
          - {id: see, title: I see the advert, emotion: 1, channel: web}
          - {id: ask, title: I ask, moment_of_truth: yes, channel: app, next: [
              {to: ask, when: the photo is blurred, share: 20 %},
              {to: yes-at-once, when: a payslip, share: 50 %},
              {to: wait, share: 30 %}]}
          - {id: yes-at-once, title: They say yes, next: [{to: sign, share: 100 %}]}
          - {id: wait, title: I wait, emotion: -2, next: [
              {to: ask, when: they ask again, share: 60 %},
              {to: gave-up, when: I have had enough, share: 40 %}, {to: nowhere}]}
      - title: Two
        touchpoints:
          - {id: sign, title: I sign}
          - {id: courier, title: The courier comes}
          - {id: pay, title: I pay}
          - {id: tell, title: I tell others, next: [repaid]}
"""


def source(root: Path, name: str, language: str = "en") -> Source:
    book, _ = load(root)
    links = Links(f"journeys/{name}", language, book.languages[0])
    return journey_map.source(book, book.journeys[name], language, links, ledger(book))


@pytest.fixture
def loan(write_book: Write) -> Source:
    return source(write_book({"journeys/loan.yml": LOAN}), "loan")


def drawn(shown: Source) -> Drawing:
    drawing = flow.drawing(shown)
    assert drawing is not None
    return drawing


def node(shown: Source, name: str) -> str:
    """What the engine is told of a box."""
    found = re.search(rf'^  "{name}" \[width.*?</TABLE>>\]$', drawn(shown).dot, re.MULTILINE | re.DOTALL)
    assert found is not None, name
    return found[0].replace("\xa0", " ")


def edges(shown: Source) -> list[tuple[str, str, str]]:
    return re.findall(r'^  "([^"]*)" -> "([^"]*)" \[(.*)\]$', drawn(shown).dot, re.MULTILINE)


def test_what_the_engine_is_given(loan: Source, golden: Callable[[str, str], None]) -> None:
    golden("flow.dot", drawn(loan).dot)


def test_a_journey_that_goes_straight_on_has_none() -> None:
    assert flow.drawing(source(BOOKS / "ten-lines", "paying-late-once")) is None


def test_ways_are_what_is_written_else_the_following_touchpoint(loan: Source) -> None:
    found = ways(loan.journey)
    assert [(way.start, way.end, way.share, way.loop) for way in found] == [
        (START, "see", None, False),
        ("see", "ask", None, False),
        ("ask", "ask", 0.2, True),
        ("ask", "yes-at-once", 0.5, False),
        ("ask", "wait", 0.3, False),
        ("yes-at-once", "sign", 1, False),
        ("wait", "ask", 0.6, True),
        ("wait", "gave-up", 0.4, False),
        ("sign", "courier", None, False),
        ("courier", "pay", None, False),
        ("pay", "tell", None, False),
        ("tell", "repaid", None, False),
    ]
    assert [str(way.when) for way in found if way.when] == [
        "the photo is blurred", "a payslip", "they ask again", "I have had enough",
    ]  # fmt: skip


def test_a_plain_way_needs_no_words() -> None:
    assert Way("a", "b").plain
    assert Way("a", "b", share=1).plain
    assert not Way("a", "b", share=0.5).plain
    assert not Way("a", "a", loop=True).plain


def test_the_main_way_is_the_one_most_go_at_each_fork(loan: Source) -> None:
    main = main_way(loan.journey, ways(loan.journey))
    assert main == (START, "see", "ask", "yes-at-once", "sign", "courier", "pay", "tell", "repaid")
    broad = [(start, end) for start, end, told in edges(loan) if 'penwidth="2.4"' in told]
    assert ("at-ask", "way-4") in broad
    assert ("at-ask", "way-5") not in broad


def test_words_and_shares_stand_on_the_arrows(loan: Source) -> None:
    chip = node(loan, "way-4")
    assert ">a payslip</FONT>" in chip
    assert ">50%</FONT>" in chip
    assert ">30%</FONT>" in node(loan, "way-5")
    assert '"way-6"' not in drawn(loan).dot  # all go that way


def test_a_loop_is_dashed_and_keeps_the_order_of_touchpoints(loan: Source) -> None:
    back = [(start, end, told) for start, end, told in edges(loan) if "way-7" in (start, end)]
    assert [(start, end) for start, end, _ in back] == [("at-ask", "way-7"), ("way-7", "at-wait")]
    assert 'dir="back"' in back[0][2]
    assert 'dir="none"' in back[1][2]
    assert all('style="dashed"' in told for *_, told in back)


def test_a_touchpoint_may_lead_to_itself(loan: Source) -> None:
    assert [(start, end) for start, end, _ in edges(loan) if "way-3" in (start, end)] == [
        ("at-ask", "way-3"),
        ("way-3", "at-ask"),
    ]


def test_ends_that_nobody_reaches_are_left_out(loan: Source) -> None:
    ends = re.findall(r'URL="#_outcome-([^"]*)"', drawn(loan).dot)
    assert ends == ["repaid", "gave-up"]


def test_touchpoints_in_a_row_stand_in_one_box(loan: Source) -> None:
    run = node(loan, "at-sign")
    assert re.findall(">([^<>]+)</FONT>", run) == [
        "4 touchpoints in a row", "5 · I sign", "6 · The courier comes", "7 · I pay", "8 · I tell others",
    ]  # fmt: skip
    assert 'URL="#sign"' in run
    assert [end for start, end, _ in edges(loan) if start == "at-sign"] == ["at-repaid"]


def test_a_long_row_is_not_listed_in_full(write_book: Write) -> None:
    steps = "\n".join(f"          - {{id: s{n}, title: Step {n}}}" for n in range(1, 13))
    text = f"title: T\npersona: p\nphases:\n      - title: One\n        touchpoints:\n{steps}\n"
    last = "          - {id: s13, title: Last, next: [{to: s1, share: 10 %}, {to: s2}]}\n"
    shown = source(write_book({"journeys/long.yml": text + last}), "long")
    run = node(shown, "at-s3")
    assert ">10 touchpoints in a row</FONT>" in run
    assert ">3 · Step 3</FONT>" in run
    assert ">+ 5 more</FONT>" in run
    assert "Step 9<" not in run


def test_the_weakest_point_and_moments_of_truth_are_said_in_words(loan: Source) -> None:
    assert ">WEAKEST POINT</FONT>" in node(loan, "at-wait")
    assert ">MOMENT OF TRUTH</FONT>" in node(loan, "at-ask")
    assert ">1 · web · +1</FONT>" in node(loan, "at-see")


@pytest.mark.parametrize("book", ["stress/everything", "stress/loops", "government/first-passport"])
def test_words_fit_their_cells(book: str) -> None:
    folder, name = book.split("/")
    cells = re.findall(
        r'WIDTH="(\d+)" HEIGHT="\d+" ALIGN="LEFT"><FONT FACE="[^"]*" POINT-SIZE="([\d.]+)" COLOR="[^"]*">(.*?)</FONT>',
        drawn(source(BOOKS / folder, name)).dot,
    )
    assert len(cells) > 20
    assert [words for room, size, words in cells if width(words, Type(float(size))) > float(room)] == []


@pytest.mark.parametrize("engine", [dot.PURE, "dot"])
@pytest.mark.parametrize("book", ["stress/everything", "stress/loops", "government/first-passport"])
def test_each_engine_finds_the_places(book: str, engine: str) -> None:
    if not executable(engine):
        pytest.skip(f"{engine} is not installed here")
    folder, name = book.split("/")
    wanted = drawn(source(BOOKS / folder, name))
    made, problems = dot.draw([wanted], engine, {})
    assert problems == []
    cells = wanted.dot.count("<FONT")
    assert made[wanted.name].count("<text") == cells
    assert float(re.findall(r'viewBox="\S+ \S+ (\S+) ', made[wanted.name])[0]) > flow.BREADTH


def journey_of(branching: list[list[int]]) -> Journey:
    touchpoints = [
        {"id": f"t{n}", "title": f"T{n}", "next": [{"to": f"t{other % len(branching)}"} for other in others]}
        for n, others in enumerate(branching)
    ]
    return Journey.model_validate(
        {"id": "j", "title": "J", "persona": "p", "phases": [{"title": "One", "touchpoints": touchpoints}]}
    )


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(0, 50), max_size=4), min_size=1, max_size=12))
def test_any_journey_has_ends_and_is_gone_through_once(branching: list[list[int]]) -> None:
    journey = journey_of(branching)
    found = ways(journey)
    main = main_way(journey, found)
    assert branches(journey) is any(branching)
    assert len(main) == len(set(main)) <= len(branching)
    assert all(way.loop is (int(way.end[1:]) <= int(way.start[1:])) for way in found)


OUTSIDE = """() => [...document.querySelectorAll("svg.jb-svg a")].flatMap(link => {
  const box = link.querySelector("rect")?.getBBox()
  return box ? [...link.querySelectorAll("text")].filter(text => {
    const words = text.getBBox()
    return words.x < box.x - 1 || words.x + words.width > box.x + box.width + 1
  }).map(text => text.textContent) : []
})"""


@pytest.mark.browser
def test_no_text_leaves_its_box_in_a_browser(page: Page) -> None:
    wanted = [drawn(source(BOOKS / "stress", name)) for name in ("everything", "loops")]
    styles = (TEMPLATES / "assets" / "journeybook-drawings.css").read_text("utf-8")
    maps = "".join(f'<div class="jb-map">{svg}</div>' for svg in dot.draw(wanted, dot.PURE, {})[0].values())
    page.set_content(f'<style>{styles}</style><div class="md-typeset">{maps}</div>')
    assert page.locator("svg.jb-svg a text").count() > 30
    assert page.evaluate(OUTSIDE) == []
