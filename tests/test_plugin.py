"""The plugin: what MkDocs gets from it, what settings may change, what a preview does with a broken book."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any
from xml.etree import ElementTree

import pytest
from jinja2 import DictLoader, Environment
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.theme import Theme

from journeybook.pages.page import Heading, Page
from journeybook.plugin.log import told
from journeybook.plugin.pages import contents, edit_path, front_matter
from journeybook.plugin.theme import Words, pass_hidden
from journeybook.problem import Place, Problem, Severity
from journeybook.site import build as build_site
from journeybook.site.builder import configured
from journeybook.words import SPOKEN, phrase

SETTINGS = "site_name: A book\ndocs_dir: content\ntheme: {name: material}\nplugins: [search, journeybook]\n"
BOOK = {
    "content/book.yml": "languages: [en, pl]\nbrand: {name: A book}\n",
    "content/welcome.md": "# Welcome\n",
    "content/notes.txt": "not for readers",
    "content/assets/note.txt": "for readers",
    "content/personas/cook.yml": "name: The cook\n",
    "journeys/late.yml": "title: Late\npersona: cook\nphases: {Paying: [I pay: 1]}\n",
}


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that builds the book with some more settings by plain MkDocs, and returns the site's folder."""

    def make(more: str = "", settings: str = SETTINGS, **files: str) -> Path:
        config = load_config(write(tmp_path / "book", settings + dedent(more), files), site_dir=str(tmp_path / "site"))
        build(config)
        return tmp_path / "site"

    return make


def write(root: Path, settings: str, files: dict[str, str] | None = None) -> str:
    for name, text in {**BOOK, **(files or {}), "mkdocs.yml": settings}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return str(root / "mkdocs.yml")


# -- what is published -------------------------------------------------------------------------------------------------


def test_only_pages_and_assets_are_published(made: Callable[..., Path]) -> None:
    site = made()
    names = {path.relative_to(site).as_posix() for path in site.rglob("*")}
    assert {"welcome.html", "assets/note.txt", "journeys/late.html"} <= names
    assert not {"notes.txt", "book.yml", "personas/cook.yml"} & names


def test_pages_that_the_settings_keep_back_stay_back(made: Callable[..., Path]) -> None:
    assert not (made("exclude_docs: welcome.md\n") / "welcome.html").exists()


def test_the_edit_button_leads_to_the_file_and_its_line(made: Callable[..., Path]) -> None:
    site = made("repo_url: https://code.example/us/book\nedit_uri: edit/main/content/\n")
    assert (
        'href="https://code.example/us/book/edit/main/journeys/late.yml#L1"'
        in (site / "journeys/late.html").read_text()
    )
    assert 'href="https://code.example/us/book/edit/main/content/welcome.md"' in (site / "welcome.html").read_text()
    assert 'data-md-component="source"' not in (site / "welcome.html").read_text()


@pytest.mark.parametrize("host", ["https://github.com", "https://gitlab.com"])
def test_a_known_host_needs_no_more_than_its_address(made: Callable[..., Path], host: str) -> None:
    page = (made(f"repo_url: {host}/us/book\n") / "journeys/late.html").read_text()
    assert f'href="{host}/us/book/edit/main/journeys/late.yml#L1"' in page


def test_the_page_says_where_it_is_written_when_no_place_to_edit_is_known(made: Callable[..., Path]) -> None:
    page = (made() / "journeys/late.html").read_text()
    assert "Written in journeys/late.yml, line 1" in page
    assert 'rel="edit"' not in page


def test_each_language_has_a_sitemap_of_its_own_with_the_day_of_the_book(made: Callable[..., Path]) -> None:
    site = made("site_url: https://book.example/base/\n")
    for folder in ("", "pl/"):
        told = ElementTree.parse(site / folder / "sitemap.xml")
        places = [each.text or "" for each in told.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
        assert f"https://book.example/base/{folder}journeys/late.html" in places
        assert [place for place in places if ("/pl/" in place) != bool(folder)] == []


def test_as_of_may_stand_in_the_settings(made: Callable[..., Path]) -> None:
    settings = SETTINGS.replace("journeybook]", "{journeybook: {as_of: '2026-02-03'}}]")
    site = made("site_url: https://book.example/\n", settings)
    assert "<lastmod>2026-02-03</lastmod>" in (site / "sitemap.xml").read_text()


@pytest.mark.parametrize("day", ["2026-02-03", "'2026-02-03'"])
def test_a_day_in_the_settings_may_stand_without_quotes(tmp_path: Path, day: str) -> None:
    write(root := tmp_path / "book", SETTINGS.replace("journeybook]", f"{{journeybook: {{as_of: {day}}}}}]"))
    assert configured(root, root / "site").plugins["journeybook"].config.as_of == date(2026, 2, 3)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("'2026-02-30'", "there is no day 2026-02-30; write one as 2026-01-31"),
        ("[1]", "there is no day [1]; write one as 2026-01-31"),
        ("2026-02-30", "“2026-02-30” looks like a date or a number, and is none."),
    ],
)
def test_what_is_no_day_is_told(tmp_path: Path, day: str, told: str) -> None:
    write(root := tmp_path / "book", SETTINGS.replace("journeybook]", f"{{journeybook: {{as_of: {day}}}}}]"))
    assert told in " ".join(problem.message.say() for problem in build_site(root, root / "site"))


@pytest.mark.parametrize("epoch", ["abc", "", "99999999999999"])
def test_a_clock_that_is_none_is_told(tmp_path: Path, epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    write(root := tmp_path / "book", SETTINGS)
    assert f"SOURCE_DATE_EPOCH={epoch}: this is no number" in build_site(root, root / "site")[0].message.say()


def test_a_page_that_is_not_there_says_so_and_leads_home(made: Callable[..., Path]) -> None:
    page = (made() / "404.html").read_text()
    assert "There is no such page" in page
    assert page.count('href="/index.html"') > 1
    assert 'href="/pl/index.html"' in page
    assert 'href="index.html"' not in page


def frame(site: Path, language: str) -> dict[str, str]:
    """What a script brings into the frame of all pages of a language."""
    script = (site / "assets" / f"journeybook-frame.{language}.js").read_text()
    found = re.search(r"^const parts = (.*)$", script, re.MULTILINE)
    assert found is not None
    return dict(json.loads(found[1]))


def test_what_only_a_script_makes_use_of_comes_with_one_for_all_pages_of_a_language(made: Callable[..., Path]) -> None:
    site = made()
    for language, words in (("en", 'placeholder="Search"'), ("pl", 'placeholder="Szukaj"')):
        assert words in frame(site, language)["search"]
        assert frame(site, language)["search"].count("aria-label=") == 4
    for page in ("index.html", "pl/index.html", "404.html"):
        text = (site / page).read_text()
        assert re.findall(r'<jb-scripted name="(\w+)"></jb-scripted>', text) == ["palette", "search", "top", "config"]
        assert "md-search" not in text
    assert 'config.base = new URL("pl/", root).href' in (site / "assets/journeybook-frame.pl.js").read_text()


# -- what a book's settings may change ---------------------------------------------------------------------------------


def test_the_theme_fetches_nothing_and_follows_the_system(made: Callable[..., Path]) -> None:
    page = (made() / "index.html").read_text()
    assert 'src="http' not in page
    assert 'rel="stylesheet" href="http' not in page
    parts = frame(made(), "en")
    assert 'data-md-color-media="(prefers-color-scheme: dark)"' in parts["palette"]
    assert 'aria-label="Switch to dark mode"' in parts["palette"]


def test_the_books_own_settings_win(made: Callable[..., Path]) -> None:
    theme = "theme: {name: material, font: {text: Lato}, palette: {primary: red}, features: [header.autohide]}"
    page = (made(settings=SETTINGS.replace("theme: {name: material}", theme)) / "index.html").read_text()
    assert 'data-md-color-primary="red"' in page
    assert "family=Lato" in page
    assert "md-tabs" not in page


def test_a_books_own_styles_come_after_ours(made: Callable[..., Path]) -> None:
    page = (made("extra_css: [assets/own.css]\n", **{"content/assets/own.css": ""}) / "index.html").read_text()
    assert page.index("assets/journeybook.css") < page.index("assets/own.css")


@pytest.mark.parametrize(("ours", "other"), [("docs_dir: content", "docs_dir: journeys"), ("material", "mkdocs")])
def test_another_docs_folder_or_theme_is_refused(ours: str, other: str, tmp_path: Path) -> None:
    settings = SETTINGS.replace(ours, other)
    with pytest.raises(Abort):
        build(load_config(write(tmp_path, settings), site_dir=str(tmp_path / "site")))


def test_a_book_that_cannot_be_read_stops_the_build_before_the_last_site_is_emptied(made: Callable[..., Path]) -> None:
    site = made()
    with pytest.raises(Abort):
        made(**{"journeys/late.yml": "title: ["})
    assert (site / "journeys/late.html").is_file()


# -- pages as MkDocs wants them ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "word"), [("", "error"), ("xx", "error"), ("pl", "błąd"), ("ru", "ошибка")])
def test_the_log_speaks_the_language_that_was_asked_for(
    language: str, word: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(SPOKEN, language)
    problem = Problem("wrong", Severity.ERROR, phrase("Pages"), Place("journeys/late.yml", 3, 1, 3, 2))
    assert told([problem], tmp_path).startswith(f"journeys/late.yml:3:1: {word}: ")


def test_headings_are_nested_below_the_title_and_escaped() -> None:
    headings = tuple(Heading(level, name, f"<{name}>") for level, name in ((2, "a"), (4, "b"), (3, "c"), (2, "d")))
    told = str(contents(Page("x", "en", "T & U", "", headings)))
    assert told == (
        "T &amp; U - #_top\n    &lt;a&gt; - #a\n        &lt;b&gt; - #b\n        &lt;c&gt; - #c\n    &lt;d&gt; - #d\n"
    )


def test_what_stands_above_a_page_is_escaped() -> None:
    told = front_matter(Page("x", "en", '"><script>', "", description='"><script>'))
    assert told["title"] == told["description"] == "&#34;&gt;&lt;script&gt;"
    assert told["search"] == {"exclude": True}


@pytest.mark.parametrize(
    ("file", "path"), [("journeys/a.yml", "../journeys/a.yml#L7"), ("content/actors/b.yml", "actors/b.yml#L7")]
)
def test_the_source_is_named_from_content(file: str, path: str) -> None:
    assert edit_path(Page("x", "en", "T", "", source=Place(file, 7, 1, 7, 2))) == path
    assert edit_path(Page("x", "en", "T", "")) is None


def test_of_a_theme_only_what_it_hides_is_passed_and_found_where_it_is_asked_for() -> None:
    theme = Theme("material")
    every = theme.get_env().list_templates()
    pass_hidden(theme)
    shown = [name for name in every if not any(folder.startswith(".") for folder in name.split("/")[:-1])]
    assert theme.get_env().list_templates() == shown
    assert len(shown) < len(every) / 10
    assert theme.get_env().get_template(".icons/material/weather-night.svg").render().startswith("<svg")


def test_words_of_the_theme_fall_back_to_english_and_blank_ones_are_meant() -> None:
    table = "{% macro t(key) %}{{ {'toc': 'Spis', 'search.config.pipeline': ' '}[key] }}{% endmacro %}"
    english = "{% macro t(key) %}{{ {'toc': 'Contents', 'top': 'Up'}[key] }}{% endmacro %}"
    tables = {"partials/languages/pl.html": table, "partials/languages/en.html": english}
    words = Words(Environment(loader=DictLoader(tables)), "pl-PL", "ltr")
    assert [words[key] for key in ("toc", "top", "search.config.pipeline", "none", "language", "direction")] == [
        "Spis", "Up", " ", "none", "pl-PL", "ltr",
    ]  # fmt: skip


def test_the_day_given_to_the_plugin_counts(tmp_path: Path) -> None:
    write(tmp_path, SETTINGS + "site_url: https://book.example/\n")
    config = load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    plugin: Any = config.plugins["journeybook"]
    plugin.as_of = date(2025, 1, 2)
    build(config)
    plugin.as_of = None
    assert "<lastmod>2025-01-02</lastmod>" in (tmp_path / "site/sitemap.xml").read_text()
