"""Numbers and their units on pages: held together in what is read, left as typed in what is to be typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from journeybook.load import load
from journeybook.pages import render_pages
from journeybook.pages.unparted import unparted

ROOT = Path(__file__).parents[1]
TYPED = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)
PARTED = re.compile(r"[^<>]*\d (?:%|s|min|h|d|zł|PLN|GB|pkt|dni|godz)\b[^<>]*")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<p>within 30 s, 5 % of 1,200 cases</p>", "<p>within 30~s, 5~% of 1,200 cases</p>"),
        ("<p>0,5 godz. w 12 salonach</p>", "<p>0,5~godz. w 12 salonach</p>"),
        ("<p>71 % (n = 412)</p>", "<p>71~% (n~=~412)</p>"),
        ("<p>48 h<br>12 <b>min</b></p>", "<p>48~h<br>12 <b>min</b></p>"),
        ("<p>48 h: <code>at_most: 48 h</code>, 48 h</p>", "<p>48~h: <code>at_most: 48 h</code>, 48~h</p>"),
        ('<pre>at_most: 48 h</pre><path d="M1 2 h 3"/>', '<pre>at_most: 48 h</pre><path d="M1 2 h 3"/>'),
    ],
)
def test_a_number_and_its_unit_hold_together(body: str, told: str) -> None:
    assert unparted(body).replace("\xa0", "~") == told


def test_a_text_of_any_length_takes_a_moment() -> None:
    assert unparted(f"<p>{'1 a ' * 200_000}</p>").count("\xa0") == 200_000


def test_no_page_of_the_shipped_book_lets_a_line_end_between_them() -> None:
    book = load(ROOT)[0]
    bodies = {f"{page.language}/{page.path}": TYPED.sub("", page.body) for page in render_pages(book)}
    assert any("\xa0min" in body for body in bodies.values())
    assert {
        path: found for path, body in bodies.items() if (found := PARTED.findall(re.sub("<[^>]*>", "<>", body)))
    } == {}
