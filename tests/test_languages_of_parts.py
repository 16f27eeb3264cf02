"""On a page in one language, whatever is of another says so: a voice must know how to read it (WCAG 3.1.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest

from journeybook.diagrams.drawing import Drawing
from journeybook.load import load
from journeybook.model import Text
from journeybook.pages import render_pages
from journeybook.pages.page import Page, titled
from journeybook.pages.reading import headings, plain
from journeybook.site.rendered import Site, render_site

ROOT = Path(__file__).parents[1]
SIGN = "‡"  # in every text that is English alone
VOID = {"br", "hr", "img", "input", "meta", "link", "wbr"}
ENDED_BY = {
    "li": "li",
    "dt": "dt dd",
    "dd": "dt dd",
    "tr": "tr td th",
    "td": "td th",
    "th": "td th",
    "tbody": "thead tr td th",
}
ENDED_WITHIN = {"ul", "ol", "dl", "table"}


class Reader(HTMLParser):
    """What a page says in words, each piece with the language that it is told to be in."""

    def __init__(self, body: str, language: str) -> None:
        super().__init__()
        self._open: list[tuple[str, str]] = [("page", language)]
        self.said: list[tuple[str, str]] = []
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ENDED_BY:
            self._end(set(ENDED_BY[tag].split()))
        if tag not in VOID:
            self._open.append((tag, dict(attrs).get("lang") or self._open[-1][1]))

    def _end(self, ended: set[str]) -> None:
        """What is left out at the ends of rows and items."""
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place][0] in ENDED_WITHIN:
                return
            if self._open[place][0] in ended:
                del self._open[place:]

    def handle_endtag(self, tag: str) -> None:
        place = next((place for place in range(len(self._open) - 1, 0, -1) if self._open[place][0] == tag), 0)
        if place:
            del self._open[place:]

    def handle_data(self, data: str) -> None:
        if not any(tag in {"svg", "style"} for tag, _ in self._open):
            self.said.append((data.strip(), self._open[-1][1]))


def unmarked(html: str, language: str) -> list[str]:
    """What is English in a page of another language, and is not told to be."""
    return [words for words, said_in in Reader(html, language).said if SIGN in words and said_in != "en"]


def drawn(drawings: Iterable[Drawing]) -> tuple[Mapping[str, str], tuple[()]]:
    """As if all drawings had been made: a page then tells the same as text beside them."""
    return {each.name: "<svg></svg>" for each in drawings}, ()


def site_of(code: str) -> Iterator[Site]:
    """The site of the shipped book as if no text of it were in Polish, and all were typed with this code or without."""
    made = Text.__init__

    def without_polish(self: Text, words: Mapping[str, str] | str = "") -> None:
        english = words.get("en", "") if isinstance(words, Mapping) else ""
        made(self, {code: f"{SIGN}{english} – so it is"} if english else words)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Text, "__init__", without_polish)
        book, _ = load(ROOT)
        yield render_site(book, list(render_pages(book, draw=drawn)))


@pytest.fixture(scope="module", params=["en", ""], ids=["english", "no-language"])
def site(request: pytest.FixtureRequest) -> Iterator[Site]:
    yield from site_of(request.param)


def polish(site: Site) -> list[Page]:
    return [page for page in site.pages.values() if page.language == "pl"]


def test_a_text_of_another_language_says_so_wherever_a_page_shows_it(site: Site) -> None:
    shown = [words for page in polish(site) for words, _ in Reader(page.body, "pl").said if SIGN in words]
    assert len(shown) > 2000
    assert {page.path: left for page in polish(site) if (left := unmarked(page.body, "pl"))} == {}


def test_titles_say_so_in_the_navigation_and_wherever_they_lead(site: Site) -> None:
    lines: list[str] = [titled(page) for page in polish(site)]
    lines += [titled(heading) for page in polish(site) for heading in page.toc]
    lines += [crumb.title for page in polish(site) for crumb in site.frames[site.file(page.path, "pl")].trail]
    lines += [child.title for branch in site.navigation["pl"] for child in branch.children]
    assert len([line for line in lines if SIGN in line]) > 300
    assert [words for line in lines for words in unmarked(line, "pl")] == []


def test_the_first_language_marks_nothing(site: Site) -> None:
    own = [page for page in site.pages.values() if page.language == "en"]
    assert [page.path for page in own if "<span lang=" in page.body or page.marked] == []


def test_redirects_say_so_too(site: Site) -> None:
    texts = [text for path, text in site.texts.items() if path.startswith("pl/") and SIGN in text]
    assert texts
    assert all(f'<span lang="en">{SIGN}' in text for text in texts)


def test_marks_part_no_words_and_stay_in_the_table_of_contents() -> None:
    head = '<h2 id="a">1. „<span lang="en">A &amp; b</span>” <small>(2)</small></h2>'
    body = f'<h1>T</h1>{head}<p>„<span lang="en">c</span>”</p>'
    (heading,) = headings(body)
    assert (heading.title, heading.marked) == ("1. „A & b” (2)", '1. „<span lang="en">A &amp; b</span>” (2)')
    assert plain(body).endswith("„c”")
    assert headings('<h2 id="b">plain</h2>')[0].marked == ""
