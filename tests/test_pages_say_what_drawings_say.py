"""Whatever a drawing says stands on its page as text too: word by word, number by number."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest

from journeybook import dot
from journeybook.diagrams.drawing import Drawing
from journeybook.load import load
from journeybook.pages import render_pages
from journeybook.problem import Problem

BOOKS = Path(__file__).parent / "books"
SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
NAME = re.compile(r'aria-labelledby="([a-z-]*?)-title"')
TEXT = re.compile(r"<text\b[^>]*>(.*?)</text>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
WORD = re.compile(r"\w+(?:[.,]\d+)*%?")
CUT = re.compile(r"\S+(…|-)$")  # the rest of a word is in the next line, or nowhere
OWN = {
    "", "delight", "neutral", "anger", "doing", "feeling", "feelings", "metrics",  # names of rows, columns and scales
    "line", "of", "interaction", "visibility", "internal", "exchange", "waiting", "done", "for", "fail", "point",
    "promise", "where", "we", "make", "it", "who", "answers", "must", "be", "kept", "in", "more", "detail", "or", "to",
    "a", "face", "is", "the", "mean", "number", "beside", "how", "many", "touchpoints", "below", "sound", "there",
    "what", "heard", "answered", "mended", "checked", "and", "told", "do", "first", "plan", "well", "when", "time",
    "rather", "not", "opportunity", "effort", "before", "after", "removed", "added", "changed", "δ", "aspect", "aim",
    "weakest", "link", "at", "risk", "feels", "breaks", "made", "here", "planned", "being", "reviewed", "dropped",
    "row", "0", "1", "2", "3", "4", "5", "50", "100",  # on scales
}  # fmt: skip
"""What a drawing says of itself, in headings and legends."""


def draw(drawings: Iterable[Drawing]) -> tuple[Mapping[str, str], Sequence[Problem]]:
    wanted = [drawing for drawing in drawings if not drawing.name.startswith(("sparkline", "journey-poster"))]
    return dot.draw(wanted, dot.PURE, {})  # a sparkline's axis has numbers that nobody measured


def said(markup: str) -> str:
    return html.unescape(TAG.sub(" ", markup)).replace("\xad", "").casefold()


@pytest.mark.parametrize("name", ["government", "stress"])
def test_a_page_says_all_that_its_drawings_say(name: str) -> None:
    book, _ = load(BOOKS / name)
    missing, count = defaultdict[tuple[str, str], set[str]](set), 0
    for page in render_pages(book, (), draw):
        drawings = (
            [] if page.path.startswith("print/") or page.language != book.languages[0] else SVG.findall(page.body)
        )
        words = said(SVG.sub(" ", page.body)) if drawings else ""
        for drawing in drawings:
            texts = [CUT.sub("", said(text)) for text in TEXT.findall(drawing)]
            count += len(texts)
            lost = {word for text in texts for word in WORD.findall(text) if word not in words}
            found = NAME.search(drawing)
            missing[page.path, found[1] if found else ""] |= lost - OWN
    assert count > 1000
    assert {place: lost for place, lost in missing.items() if lost} == {}
