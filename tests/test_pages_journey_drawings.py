"""A journey's page: which drawings stand on it, that the same stands there as text, and that all of it is linked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from journeybook.diagrams.drawing import Drawing
from journeybook.load import load
from journeybook.pages import render_pages
from journeybook.pages.page import Page

BOOKS = Path(__file__).parent / "books"
Write = Callable[[Mapping[str, str | bytes]], Path]
NOW = """
    title: Paying late
    persona: baker
    other_personas: [clerk]
    starts_when: The oven breaks
    outcomes: [{id: stays, title: She stays}, {id: leaves, title: She leaves}]
    phases:
      - id: paying
        title: Paying
        backstage: [{actor: accounting, does: plans the week}]
        touchpoints:
          - id: mail
            title: A rude mail
            emotion: -2
            emotion_by: {clerk: 1}
            failure_rate: 15 %
            wait: 2 days
            props: [A red line]
            backstage: [{actor: accounting, does: sends it, to: legal}]
            attitude: [{to: brand, before: 1, after: -1}]
            next:
              - {to: mail, when: again, share: 10 %}
              - {to: stays, when: they say sorry, share: 60 %}
              - {to: leaves, share: 30 %}
"""
THEN = """
    title: Paying late, kindly
    persona: baker
    state: to_be
    as_is: now
    phases:
      - id: paying
        title: Paying
        touchpoints: [{id: mail, title: A kind mail, emotion: 1}, {id: call, title: A call}]
"""
FILES = {
    "journeys/now.yml": NOW,
    "journeys/then.yml": THEN,
    "content/personas/baker.yml": "name: Hanna\n",
    "content/personas/clerk.yml": "name: The clerk\n",
    "content/actors/accounting.yml": "title: Accounting\nstage: backstage\n",
    "content/actors/legal.yml": "title: Legal\nstage: backstage\n",
}


def pretend(drawings: Iterable[Drawing]) -> dict[str, str]:
    """Every drawing, drawn as its name."""
    return {drawing.name: f'<svg class="jb-svg" data-name="{drawing.name}"></svg>' for drawing in drawings}


def pages(root: Path, draw: Callable[[Iterable[Drawing]], Mapping[str, str]] = pretend) -> dict[str, Page]:
    found = render_pages(load(root)[0], (), lambda wanted: (draw(wanted), ()))
    return {page.path: page for page in found if page.language == "en"}


@pytest.fixture
def both(write_book: Write) -> tuple[str, str]:
    found = pages(write_book(FILES))
    return found["journeys/now"].body, found["journeys/then"].body


def section(body: str, name: str) -> str:
    """What is folded away under a heading."""
    found = re.search(
        rf'<h2 id="{name}">.*?(?=<details class="jb-fold jb-fold--drawing"|<h2 id="_about">)', body, re.DOTALL
    )
    assert found is not None, name
    return found[0]


def rows(body: str, name: str) -> list[list[str]]:
    """The cells of the table in a section, as words."""
    _, *table = section(body, name).partition("<tbody>")[2].partition("</table>")[0].split("<tr>")
    return [
        [" ".join(re.sub(r"<[^>]*>", " ", cell).split()) for cell in re.split(r"<t[hd]\b[^>]*>", row)[1:]]
        for row in table
    ]


def test_the_map_comes_first_and_all_else_is_folded(both: tuple[str, str]) -> None:
    order = ["_map", "_blueprint", "_flow", "_others", "_attitude", "_about"]
    found = [name for name in re.findall(r'<h2 id="(_\w+)"', both[0]) if name in order]
    assert found == order
    assert both[0].count('<details class="jb-fold jb-fold--drawing">') == 4


def test_what_changes_is_open_on_the_page_of_what_is_to_be(both: tuple[str, str]) -> None:
    assert '<details class="jb-fold jb-fold--drawing" open>' in both[1]
    assert rows(both[1], "_change") == [
        ["A kind mail A rude mail", "changed", "−2 → +1", ""],
        ["A call", "added", "", ""],
    ]


def test_the_page_as_it_is_leads_to_what_changes(both: tuple[str, str]) -> None:
    assert 'href="then.html#_change"' in both[0]
    assert 'id="_change"' in both[1]


def told(body: str, start: str, end: str) -> list[list[str]]:
    """The facts of a stretch of a page, each with its name."""
    stretch = body[body.index(start) : body.index(end, body.index(start))]
    facts = re.findall(r"<dt>(.*?)<dd>(.*?)(?=<dt>|</dl>)", stretch, re.DOTALL)
    return [[" ".join(re.sub(r"<[^>]*>", " ", part).split()) for part in fact] for fact in facts]


def test_what_the_blueprint_says_stands_at_each_phase_and_touchpoint(both: tuple[str, str]) -> None:
    assert '<a href="#phase-paying">Paying</a>' in section(both[0], "_blueprint")
    assert ["Backstage", "Accounting : plans the week"] in told(both[0], 'id="phase-paying"', "<section")
    at_touchpoint = told(both[0], '<section class="jb-touchpoint', "</section>")
    for fact in (
        ["Sees and holds", "A red line"],
        ["Backstage", "Accounting : sends it → Legal"],
        ["Fails in", "15%"],
        ["Wait before", "2 days"],
    ):
        assert fact in at_touchpoint
    assert 'jb-emotion--n2">−2<' in both[0]


def test_the_flow_stands_as_a_table(both: tuple[str, str]) -> None:
    assert rows(both[0], "_flow") == [
        ["The oven breaks", "", "", "1. A rude mail"],
        ["1. A rude mail", "again (back)", "10%", "1. A rude mail"],
        ["1. A rude mail", "they say sorry", "60%", "She stays"],
        ["1. A rude mail", "", "30%", "She leaves"],
    ]


def test_how_others_feel_stands_as_a_table(both: tuple[str, str]) -> None:
    assert rows(both[0], "_others") == [["1. A rude mail", "−2", "+1"]]


def test_attitude_stands_as_a_table(both: tuple[str, str]) -> None:
    assert rows(both[0], "_attitude") == [["1. A rude mail", "", "", "+1 → −1"]]


def test_what_could_not_be_drawn_leaves_no_empty_frame(write_book: Write) -> None:
    found = pages(write_book(FILES), lambda drawings: {})
    for page in (found["journeys/now"], found["journeys/then"]):
        assert "jb-fold--drawing" not in page.body
        assert "_change" not in page.body


def test_one_part_of_two_is_not_shown_alone(write_book: Write) -> None:
    found = pages(write_book(FILES), lambda drawings: {k: v for k, v in pretend(drawings).items() if "lanes" not in k})
    assert 'id="_blueprint"' not in found["journeys/now"].body
    assert "journey-map-now" not in found["journeys/now"].body
    assert "#map-" not in found["journeys/now"].body
    assert "#_change" not in found["journeys/now"].body


def test_a_journey_without_all_that_has_none_of_it() -> None:
    body = pages(BOOKS / "ten-lines")["journeys/paying-late-once"].body
    assert "jb-fold--drawing" not in body


@pytest.mark.parametrize("book", ["government", "stress"])
def test_links_and_anchors_of_tables_lead_somewhere(book: str) -> None:
    for path, page in pages(BOOKS / book).items():
        if path.startswith("journeys/") and path != "journeys/index":
            ids = re.findall(r' id="([^"]*)"', page.body)
            assert len(ids) == len(set(ids)), path
            inner = {anchor for anchor in re.findall(r'href="#([^"]*)"', page.body) if not anchor.startswith("map-")}
            assert inner <= set(ids), path


def test_tables_are_not_found_twice_by_the_search(both: tuple[str, str], write_book: Write) -> None:
    page = pages(write_book(FILES))["journeys/now"]
    assert page.search.count("they say sorry") == 1
