"""The site as a value: where pages stand, what stands around them, what is found, what leads where."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from journeybook.git import Change
from journeybook.model import Book, Settings
from journeybook.model.actor import Actor
from journeybook.model.text import Text
from journeybook.pages.page import Asset, Links, Page
from journeybook.problem import Place
from journeybook.site import links, search
from journeybook.site.clashes import clashes
from journeybook.site.frame import direction, feedback, language_root, name_of
from journeybook.site.languages import in_language
from journeybook.site.navigation import MOST_IN_NAVIGATION, Branch, tree
from journeybook.site.rendered import Site, render_site
from journeybook.site.written import Written, written

PLACE = Place("journeys/late.yml", 7, 1, 7, 5)


def book(*languages: str, **settings: object) -> Book:
    return Book(Settings.model_validate({"id": "book", "languages": languages or ("en",), **settings}))


def page(path: str, language: str = "en", title: str = "", **more: Any) -> Page:
    return replace(Page(path, language, title or path.capitalize(), "<h1>A title</h1>"), **more)


def both(path: str, **more: Any) -> list[Page]:
    return [page(path, "en", **more), page(path, "pl", **more)]


def a_site(*paths: str) -> Site:
    return render_site(book("en", "pl"), [each for path in ("index", *paths) for each in both(path)])


def lines(branches: tuple[Branch, ...]) -> list[object]:
    return [(each.title, each.path, *lines(each.children)) for each in branches]


# -- addresses ---------------------------------------------------------------------------------------------------------


def test_a_link_is_relative_and_keeps_to_the_language() -> None:
    here = Links("journeys/late", "pl", "en")
    assert here("journeys/early") == "early.html"
    assert here("index") == "../index.html"
    assert here("promises/index", "_all") == "../promises/index.html#_all"
    assert here.to("en") == "../../journeys/late.html"
    assert here.asset("assets/a shop.jpg") == "../../assets/a%20shop.jpg"


def test_a_link_to_an_entity_names_its_page() -> None:
    assert Links("index", "en", "en")(Actor(id="accounting")) == "actors/accounting.html"


# -- navigation --------------------------------------------------------------------------------------------------------


def test_pages_stand_in_groups_in_a_fixed_order_and_what_is_new_stands_last() -> None:
    site = a_site("welcome", "brand", "promises/index", "journeys/index")
    assert lines(site.navigation["en"]) == [
        ("Home", "index"),
        ("Journeys", "", ("Journeys/index", "journeys/index")),
        ("Promises", "", ("Promises/index", "promises/index"), ("Brand", "brand")),
        ("About this book", "", ("Welcome", "welcome")),
    ]


def test_a_long_list_stands_in_the_navigation_by_its_first_page() -> None:
    many = [each for n in range(MOST_IN_NAVIGATION + 1) for each in both(f"journeys/j{n}", parent="journeys/index")]
    site = render_site(book("en", "pl"), [*both("index"), *both("journeys/index"), *many])
    assert lines(site.navigation["pl"])[1][2] == ("Journeys/index", "journeys/index")  # type: ignore[index]
    one_less = render_site(book("en", "pl"), [*both("index"), *both("journeys/index"), *many[2:]])
    assert len(lines(one_less.navigation["pl"])[1][2]) == 2 + MOST_IN_NAVIGATION  # type: ignore[index]


def test_a_page_to_print_is_in_no_list() -> None:
    assert lines(a_site("print/actors/cook").navigation["en"]) == [("Home", "index")]


def test_a_page_that_is_not_in_the_navigation_stands_where_the_page_above_it_does() -> None:
    many = [page(f"journeys/j{n}", parent="journeys/index") for n in range(MOST_IN_NAVIGATION + 1)]
    deep = [page("journeys/deeper", parent="journeys/deep"), page("journeys/deep", parent="journeys/j1")]
    apart = [page("print/journeys/j1", parent="journeys/j1"), page("a", parent="b"), page("b", parent="a")]
    site = render_site(book(), [page("index"), *deep, page("journeys/index"), *many, *apart])
    stand = {path: [each.path for each in site.places["en"].of(own)] for path, own in site.pages.items()}
    below = ["", "journeys/index"]
    for path in ("journeys/index", "journeys/j1", "journeys/deep", "journeys/deeper"):
        assert stand[f"{path}.html"] == below
    assert [stand[f"{path}.html"] for path in ("index", "print/journeys/j1", "a", "b")] == [[], [], [], []]


def test_neighbours_are_those_below_the_same_page() -> None:
    pages = [page(path, parent=parent) for path, parent in (
        ("index", ""), ("journeys/index", "index"), ("journeys/a", "journeys/index"), ("brand", "index"),
        ("journeys/b", "journeys/index"), ("journeys/c", "journeys/index"),
    )]  # fmt: skip
    neighbours = render_site(book(), pages).neighbours
    assert neighbours["journeys/a.html"] == ("", "journeys/b.html")
    assert neighbours["journeys/b.html"] == ("journeys/a.html", "journeys/c.html")
    assert neighbours["journeys/c.html"] == ("journeys/b.html", "")
    assert neighbours["brand.html"] == ("journeys/index.html", "")


def test_what_is_listed_is_looked_for_by_its_name_and_rules_and_reports_keep_their_order() -> None:
    titles = {"b": ("Counter", "Łada"), "a": ("Till", "Lampa"), "c": ("Bell", "Żaba")}
    folders = ("actors", "rules", "reports")
    pages = [
        page(f"{folder}/{name}", language, title, parent=f"{folder}/index")
        for folder in folders for name, both_titles in titles.items()
        for language, title in zip(("en", "pl"), both_titles, strict=True)
    ]  # fmt: skip
    site = render_site(
        book("en", "pl"), [*pages, *(each for f in ("index", *(f"{f}/index" for f in folders)) for each in both(f))]
    )
    below = {language: own.below for language, own in site.trees.items()}
    assert below["en"]["actors/index"] == ("actors/c", "actors/b", "actors/a")
    assert below["pl"]["actors/index"] == ("actors/a", "actors/b", "actors/c")
    assert site.neighbours["pl/actors/b.html"] == ("pl/actors/a.html", "pl/actors/c.html")
    assert below["pl"]["rules/index"] == ("rules/b", "rules/a", "rules/c")
    assert below["pl"]["reports/index"] == ("reports/b", "reports/a", "reports/c")


def test_a_parent_that_is_not_there_is_the_first_page() -> None:
    pages = [page("index"), page("journeys/a", parent="journeys/nowhere")]
    assert tree(pages, "en").below["index"] == ("journeys/a",)


def test_parents_in_a_ring_are_walked_once() -> None:
    pages = [page("index"), page("a", parent="b"), page("b", parent="a")]
    frames = render_site(book(), pages).frames
    assert [crumb.title for crumb in frames["a.html"].trail] == ["B"]


# -- what stands around a page -----------------------------------------------------------------------------------------


def test_the_way_back_the_other_languages_and_the_folder_of_the_language() -> None:
    pages = [*both("index"), *both("journeys/index", title="Journeys"), *both("journeys/a", parent="journeys/index")]
    frame = render_site(book("en", "pl"), pages).frames["pl/journeys/a.html"]
    assert [(crumb.title, crumb.url) for crumb in frame.trail][1:] == [("Journeys", "index.html")]
    assert frame.trail[0].url == frame.home == "../index.html"
    assert [(each.name, each.url, each.current) for each in frame.alternates] == [
        ("English", "../../journeys/a.html", False),
        ("Polski", "a.html", True),
    ]
    assert (frame.base, language_root("index")) == ("..", ".")


def test_a_book_in_one_language_offers_no_choice() -> None:
    assert render_site(book(), [page("index")]).frames["index.html"].alternates == ()


def test_when_by_whom_and_where() -> None:
    changes = {PLACE.file: Change(date(2026, 11, 5), "Anna")}
    pages = [page("index"), page("a", source=PLACE), page("b", source=Place("other.yml", 1, 1, 1, 1))]
    frames = render_site(book(), pages, changes=changes).frames
    assert frames["a.html"].changed == "Last changed on Nov 5, 2026 by Anna"
    assert frames["a.html"].place == "Written in journeys/late.yml, line 7"
    assert (frames["b.html"].changed, frames["index.html"].place) == ("", "")


@pytest.mark.parametrize(
    ("to", "url"),
    [
        ("", ""),
        ("book@example.org", "mailto:book@example.org?subject=A%20%26%20B&body=a%0A%0A"),
        ("mailto:book@example.org", "mailto:book@example.org?subject=A%20%26%20B&body=a%0A%0A"),
        ("https://example.org/form", "https://example.org/form?page=a&title=A+%26+B"),
        ("https://example.org/form?x=1", "https://example.org/form?x=1&page=a&title=A+%26+B"),
    ],
)
def test_wrong_here_leads_to_a_mail_or_a_form(to: str, url: str) -> None:
    assert feedback(to, page("a", title="A & B")) == url


def test_a_page_may_do_without_wrong_here() -> None:
    pages = [page("index"), page("a", hide=("feedback",))]
    frames = render_site(book(feedback_to="book@example.org"), pages).frames
    assert (bool(frames["index.html"].wrong), frames["a.html"].wrong) == (True, "")


def test_languages_go_by_their_own_names_and_ways() -> None:
    assert [name_of(code) for code in ("pl", "de", "pt-BR", "xx")] == ["Polski", "Deutsch", "Português (Brasil)", "xx"]
    assert [direction(code) for code in ("pl", "ar", "xx")] == ["ltr", "rtl", "ltr"]


# -- hand-written pages ------------------------------------------------------------------------------------------------


def test_a_file_is_a_page_in_its_language_and_the_others_borrow_it() -> None:
    found = written({"a.md": "# A title", "a.pl.md": "# Tytuł", "b.md": "No heading"}, ("en", "pl"))
    assert [(each.page.path, each.page.language, each.page.title, each.file, each.language) for each in found] == [
        ("a", "en", "A title", "a.md", "en"),
        ("a", "pl", "Tytuł", "a.pl.md", "pl"),
        ("b", "en", "b", "b.md", "en"),
        ("b", "pl", "b", "b.md", "en"),
    ]


def test_front_matter_gives_title_parent_and_description_and_the_settings_the_order() -> None:
    texts = {"a.md": "# A", "b.md": "---\ntitle: First\nparent: a\ndescription: Why\nhide: [toc]\n---\n# B"}
    first = written(texts, ("en",), ["b.md"])[0].page
    assert (first.title, first.parent, first.description, first.hide) == ("First", "a", "Why", ("toc",))


def test_a_language_the_book_does_not_speak_is_part_of_the_name() -> None:
    assert [each.page.path for each in written({"a.de.md": ""}, ("en", "pl"))] == ["a.de", "a.de"]


def test_what_is_not_translated_says_so_and_a_generated_page_wins() -> None:
    by_hand = written({"a.md": "# A", "index.md": "# Mine"}, ("en", "pl"))
    site = render_site(book("en", "pl"), both("index", title="Home of the book"), by_hand)
    assert site.frames["pl/a.html"].untranslated == "en"
    assert site.frames["a.html"].untranslated == ""
    assert site.pages["pl/a.html"].marked == '<span lang="en">A</span>'
    assert site.pages["a.html"].marked == ""
    assert site.pages["index.html"].title == "Home of the book"
    assert sorted(site.written) == ["a.html", "pl/a.html"]


@pytest.mark.parametrize(
    ("href", "led"),
    [
        ("journeys/late.html", "journeys/late.html"),
        ("../journeys/late.html#a", "journeys/late.html#a"),
        ("../assets/x.png", "../assets/x.png"),
        ("https://example.org/a.html", "https://example.org/a.html"),
        ("../nowhere.html", "../nowhere.html"),
        ("mailto:a@b", "mailto:a@b"),
        ("#here", "#here"),
    ],
)
def test_a_link_in_a_translated_page_leads_to_the_translated_page(href: str, led: str) -> None:
    by_hand = [Written(each, "a.md", "en") for each in both("a")]
    site = render_site(book("en", "pl"), [*both("index"), *both("journeys/late")], by_hand)
    assert in_language(f'<a class="x" href="{href}">', "pl/a.html", site) == f'<a class="x" href="{led}">'


def test_of_two_pages_with_one_address_the_first_is_shown_and_the_other_told_of_once() -> None:
    first, second = page("journeys/index", title="All"), page("journeys/index", title="Mine", source=PLACE)
    by_hand = written({"index.md": "# Welcome"}, ("en", "pl"))
    pages = [*both("index"), first, second]
    assert render_site(book("en", "pl"), pages).pages["journeys/index.html"] is first
    found = [(each.place.file, each.message.say("en")) for each in clashes(pages, by_hand)]
    assert found == [
        (PLACE.file, "The page “Mine” is not shown: another page has the address journeys/index."),
        ("content/index.md", "The page “Welcome” is not shown: another page has the address index."),
    ]


# -- search ------------------------------------------------------------------------------------------------------------

WORDS = {"search.config.lang": "en", "search.config.pipeline": "stopWordFilter"}


def test_one_entry_a_page_in_its_language_escaped_and_seen_from_the_language() -> None:
    pages = [*both("index"), *both("journeys/a", title="<b>", search="one <img onerror=1>\n\ntwo", boost=2.0)]
    site = render_site(book("en", "pl"), pages)
    index = json.loads(b"".join(search.index(search.lines(site, "pl", {}), WORDS)))
    assert index["docs"] == [
        {
            "location": "journeys/a.html",
            "title": "&lt;b&gt;",
            "text": "<p>one &lt;img onerror=1&gt;</p><p>two</p>",
            "boost": 2.0,
        }
    ]
    assert index["config"]["pipeline"] == ["stopWordFilter"]


def test_other_lines_take_their_place_in_an_index_that_is_not_taken_apart() -> None:
    def found(*others: str) -> tuple[Site, bytes]:
        names = ("a", "b", 'so "it" is', "ł", "z")
        own = [page(path, search=f"{'Other' if path in others else 'Some'} words of {path}") for path in names]
        site = render_site(book(), [page("index"), *own])
        return site, b"".join(search.index(search.lines(site, "en", {}), WORDS))

    _, before = found()
    for changed in ((), ("a",), ("z",), ("ł", 'so "it" is'), ("z", "a", "b")):
        site, now = found(*changed)
        assert (
            b"".join(
                search.spliced(before, {f"{path}.html": search.line(site, f"{path}.html", {}) for path in changed})
            )
            == now
        )
    assert search.spliced(before, {"new.html": b'{"location":"new.html"}'}) == []
    assert search.spliced(before, {"a.html": b""}) == []
    assert b"".join(search.spliced(before, {"index.html": b""})) == before


def test_a_page_is_found_by_more_than_its_title_says() -> None:
    assert search.entry(page("brand", title="Brand", found_as="Brand: A & B"), "", "x")["title"] == "Brand: A &amp; B"


def test_a_long_text_is_told_in_short_paragraphs() -> None:
    text = search.entry(page("a"), "a.html", "word " * 200)["text"]
    assert str(text).count("<p>") == 7


def test_the_words_of_a_hand_written_page_are_found() -> None:
    assert search.plain("<h1>T</h1><p>One &amp; <b>two</b></p><svg><text>x</text></svg><li>three</li>").split() == [
        "One", "&", "two", "three",
    ]  # fmt: skip


# -- files beside pages, and former addresses --------------------------------------------------------------------------


def test_files_of_pages_are_published_once() -> None:
    drawing = Asset("drawings/a.svg", "<svg/>")
    site = render_site(book("en", "pl"), both("index", files=(drawing,)))
    assert site.beside == {"drawings/a.svg": drawing}


def test_a_former_id_leads_to_the_page_and_takes_no_pages_place() -> None:
    cook = Actor(id="cook", title=Text("The <cook>"), formerly=("chef", "waiter"))
    its_book = replace(book("en", "pl"), actors={"cook": cook})
    pages = [each for path in ("index", "actors/cook", "actors/waiter") for each in both(path)]
    texts = render_site(its_book, pages).texts
    assert sorted(texts) == ["actors/chef.html", "pl/actors/chef.html"]
    told = str(texts["pl/actors/chef.html"])
    assert '<html lang="pl">' in told
    assert 'href="cook.html"' in told
    assert "The &lt;cook&gt;" in told


# -- the check of what was built ---------------------------------------------------------------------------------------


def broken(folder: Path, **files: str) -> list[tuple[str, str]]:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_html", ".html")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    its = links.Links(folder)
    return [(page, address) for page in its.pages for address in its.broken(page)]


def test_addresses_that_lead_somewhere_are_no_problem(tmp_path: Path) -> None:
    good = (
        '<a href="b/c.html#there"></a><a href="#here" id="here"></a><img src="b/c.html"><a href="b/">x</a><a href="">'
    )
    out = '<a href="https://a.b/c"></a><a href="mailto:a@b"></a><a href="//a.b"></a><a href="data:,x"></a>'
    c = '<h2 class="x" id="there"></h2><a xlink:href="../a.html?x=1#here"></a>'
    assert broken(tmp_path, a_html=good + out, b__c_html=c, b__index_html="") == []


@pytest.mark.parametrize(
    "text",
    [
        '<a href="nowhere.html">',
        '<a href="#nowhere">',
        '<img src="no.png">',
        '<a xlink:href="x#y">',
        '<a href="/a.html">',
    ],
)
def test_an_address_that_leads_nowhere_is_found(tmp_path: Path, text: str) -> None:
    assert [page for page, _ in broken(tmp_path, a_html=text)] == ["a.html"]


def test_code_that_is_shown_is_no_link(tmp_path: Path) -> None:
    assert broken(tmp_path, a_html='<pre>&lt;a href="nowhere.html"&gt; data-href="no"</pre>') == []


def test_a_broken_link_is_told_at_its_line() -> None:
    found = links.problem(page("a", source=Place("content/a.md", 1, 1, 1, 1)), "b.html#c", "# A\n\nSee [b](b.md#c).\n")
    assert (found.place.file, found.place.line) == ("content/a.md", 3)
    assert "b.html#c" in found.message.say("en")
