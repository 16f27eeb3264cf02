"""A book built by us: whole or not at all, told of in problems, and not at all when nothing has changed."""

from __future__ import annotations

import gc
import gzip
import json
import re
import shutil
import sqlite3
import subprocess
import zlib
from contextlib import closing
from datetime import date
from pathlib import Path
from textwrap import dedent
from weakref import ReferenceType, ref

import pytest
from click.testing import CliRunner
from mkdocs.config import load_config

from journeybook import dot, pages, site
from journeybook.cli import command
from journeybook.dot import engine
from journeybook.model import Book
from journeybook.pages.facts import Facts
from journeybook.problem import Severity
from journeybook.site.builder import _watched_config
from journeybook.site.progress import WRITING, Progress
from journeybook.words import phrase

BOOK = {
    "content/book.yml": "languages: [en, pl]\nbrand: {name: A <b>book</b>}\nfeedback_to: book@example.org\n",
    "content/welcome.md": "# Welcome\n\nSee [the journey](journeys/late.md#pay) and ![us](assets/us.svg).\n",
    "content/welcome.pl.md": "# Witamy\n\nZobacz [podróż](journeys/late.md#pay) i ![nas](assets/us.svg).\n",
    "content/tutorial.md": "# Only in English\n\nBack to [welcome](welcome.md).\n",
    "content/assets/us.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "content/personas/cook.yml": "name: The cook\n",
    "journeys/late.yml": """
        title: "<script>alert('title')</script> & co"
        formerly: [tardy]
        persona: cook
        phases:
          Paying:
            - {id: pay, title: "</title><script>alert('touchpoint')</script>", emotion: -1}
    """,
}


def write_book(root: Path) -> Path:
    for name, text in BOOK.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(dedent(text).lstrip(), "utf-8")
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_book(tmp_path / "book")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site to look at: no test of those that take it changes it."""
    root = write_book(tmp_path_factory.mktemp("book"))
    problems = site.build(root, root / "site")
    assert [each for each in problems if each.severity is Severity.ERROR] == []
    return root / "site"


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def text(folder: Path, name: str) -> str:
    return (folder / name).read_text("utf-8")


def test_what_pages_were_made_from_is_let_go_of_before_they_are_written(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[ReferenceType[Facts]] = []

    class Noted(Facts):
        def __init__(self, book: Book) -> None:
            super().__init__(book)
            made.append(ref(self))

    def tell(how_far: Progress) -> None:
        if how_far.stage == WRITING:
            assert [facts for facts in made if facts() is not None] == []

    monkeypatch.setattr(pages, "Facts", Noted)
    site.build(root, root / "site", tell=tell)
    assert made


def test_after_a_build_garbage_is_looked_for_as_before_but_not_in_what_was_read(root: Path) -> None:
    before = gc.get_threshold()
    gc.unfreeze()
    site.build(root, root / "site")
    assert gc.get_threshold() == before
    assert gc.get_freeze_count()


def test_a_folder_that_holds_only_a_book_becomes_a_whole_site(built: Path) -> None:
    there = names(built)
    assert {"index.html", "pl/index.html", "journeys/late.html", "pl/journeys/late.html", "404.html"} <= there
    assert {"welcome.html", "pl/welcome.html", "pl/tutorial.html", "assets/us.svg", "assets/journeybook.css"} <= there
    assert {"journeys/tardy.html", "pl/journeys/tardy.html"} <= there
    assert [name for name in there if name.endswith((".yml", "welcome.md", ".j2"))] == []
    assert [path.name for path in built.parent.glob(".site*")] == []


def test_each_page_speaks_one_language_and_knows_the_others(built: Path) -> None:
    polish = text(built, "pl/journeys/late.html")
    assert '<html lang="pl"' in polish
    assert 'src="../../assets/journeybook-frame.pl.js"' in polish
    assert 'href="../../journeys/late.html" hreflang="en"' in polish
    assert '<html lang="en"' in text(built, "journeys/late.html")
    assert 'href="journeys/late.html#pay"' in text(built, "pl/welcome.html")
    assert 'src="../assets/us.svg"' in text(built, "pl/welcome.html")
    assert '<div lang="en">' in text(built, "pl/tutorial.html")


def test_what_stands_around_a_page_tells_the_language_of_titles_too(built: Path) -> None:
    title = "&lt;script&gt;alert(&#39;title&#39;)&lt;/script&gt; &amp; co"
    for name, words in (("pl/tutorial.html", "Only in English"), ("pl/journeys/late.html", title)):
        page = text(built, name)
        shown = re.sub(r"<title>.*?</title>|<[^>]*\bcontent=[^>]*>|<svg.*?</svg>", "", page, flags=re.DOTALL)
        parts = re.split('<span lang="en">.*?</span>|<div lang="en">.*?</article>', shown, flags=re.DOTALL)
        assert [part for part in parts if f">{words}<" in part] == []
        assert page.count(f'<span lang="en">{words}</span>') > 2, "in the navigation, twice, and in the header"
        assert "<span" not in page.partition("<title>")[2].partition("</title>")[0]
        assert not re.search('="[^"]*<span lang', page)
    assert '<span lang="en">' not in text(built, "tutorial.html") + text(built, "journeys/late.html")


def test_nothing_an_author_types_runs(built: Path) -> None:
    for name in names(built):
        if name.endswith((".html", ".json")):
            assert "<script>alert(" not in text(built, name), name
            assert "<b>book</b>" not in text(built, name), name


def test_the_search_has_one_entry_a_page_and_a_script_for_file_systems(built: Path) -> None:
    index = text(built, "pl/search/search_index.json")
    found = [each["location"] for each in json.loads(index)["docs"]]
    assert len(found) == len(set(found))
    assert {"welcome.html", "journeys/late.html"} <= set(found)
    assert text(built, "pl/search/search_index.js") == f"var __index = {index}"
    assert "Welcome" not in index


def test_the_same_book_twice_builds_once_and_writes_nothing(root: Path) -> None:
    site.build(root, out := root / "site")
    before = {name: (out / name).stat() for name in names(out)}
    assert [each.severity for each in site.build(root, out) if each.severity is Severity.ERROR] == []
    assert {name: (out / name).stat() for name in names(out)} == before


@pytest.mark.parametrize("epoch", ["99999999999", "7452000000"])  # in the years 5138 and 2206
def test_a_day_after_all_that_files_can_be_of_is_no_obstacle(
    epoch: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert [each for each in site.build(root, root / "site") if each.severity is Severity.ERROR] == []
    packed = (root / "site/sitemap.xml.gz").read_bytes()
    assert gzip.decompress(packed) == (root / "site/sitemap.xml").read_bytes()


def test_nothing_tells_on_what_day_the_site_was_built(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = []
    for number, epoch in enumerate(("1795737600", "1795824000")):  # two days, one after the other
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        site.build(root, out := root.with_name(f"site-{number}"), date(2026, 6, 1))
        built.append({name: (out / name).read_bytes() for name in names(out)})
    assert built[0] == built[1]


def test_an_edit_builds_anew_and_leaves_what_says_the_same_its_time(root: Path) -> None:
    site.build(root, out := root / "site")
    before = {name: (out / name).stat().st_mtime_ns for name in names(out)}
    (root / "content/tutorial.md").write_text("# Another title\n")
    site.build(root, out)
    assert "Another title" in text(out, "tutorial.html")
    assert (out / "tutorial.html").stat().st_mtime_ns != before["tutorial.html"]
    assert (out / "assets/us.svg").stat().st_mtime_ns == before["assets/us.svg"]


def test_a_tag_without_a_commit_builds_anew(root: Path) -> None:
    def git(*words: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", "-C", str(root), *who, *words], check=True, capture_output=True)

    git("init", "-q")
    for feeling in ("-2", "-1", "0"):
        text_of = dedent(BOOK["journeys/late.yml"]).lstrip().replace("emotion: -1", f"emotion: {feeling}")
        (root / "journeys/late.yml").write_text(text_of, "utf-8")
        git("add", "content", "journeys")
        git("commit", "-qm", f"Feels {feeling}")
    site.build(root, out := root / "site")
    told = [text(out, "journeys/late.html")]
    for words in (("tag", "v2-1", "HEAD~2"), ("tag", "v2-2", "HEAD~1"), ("tag", "-f", "v2-2", "HEAD")):
        git(*words)
        site.build(root, out)
        told.append(text(out, "journeys/late.html"))
    assert ["v2-2" in page for page in told] == [False, False, True, True]
    assert told[2] != told[3], "a tag that moved tells of another commit"


@pytest.mark.parametrize("touched", ["removed", "changed"])
def test_a_site_that_somebody_touched_is_built_anew(root: Path, touched: str) -> None:
    site.build(root, out := root / "site")
    if touched == "removed":
        (out / "index.html").unlink()
    else:
        (out / "index.html").write_text("spoilt")
    site.build(root, out)
    assert "</html>" in text(out, "index.html")


def test_two_folders_get_the_same_bytes(root: Path, tmp_path: Path) -> None:
    site.build(root, one := tmp_path / "one")
    site.build(root, two := tmp_path / "two")
    assert names(one) == names(two)
    assert [name for name in names(one) if (one / name).read_bytes() != (two / name).read_bytes()] == []


def test_a_book_that_cannot_be_read_leaves_the_last_site_whole(root: Path) -> None:
    site.build(root, out := root / "site")
    before = {name: (out / name).read_bytes() for name in names(out)}
    (root / "journeys/late.yml").write_text("title: [")
    problems = site.build(root, out)
    assert "journeys/late.yml" in {each.place.file for each in problems if each.severity is Severity.ERROR}
    assert {name: (out / name).read_bytes() for name in names(out)} == before


def test_what_leads_nowhere_is_a_problem_at_its_line_in_each_language(root: Path) -> None:
    (root / "content/welcome.pl.md").write_text(
        "# Witamy\n\n[a](gone.md)\n\n[b](tutorial.md#no)\n\n![c](assets/no.png)\n"
    )
    problems = site.build(root, root / "site")
    found = [(each.rule, each.place.file, each.place.line) for each in problems if each.severity is Severity.ERROR]
    assert sorted(found) == [("broken-link", "content/welcome.pl.md", line) for line in (3, 5, 7)]


@pytest.mark.parametrize("words", ["build", "serve"])
def test_a_folder_without_a_book_gets_nothing(tmp_path: Path, words: str) -> None:
    run = CliRunner().invoke(command, ["-C", str(tmp_path), "--language", "en", words])
    assert (run.exit_code, run.output.partition(" Make")[0]) == (2, "Here is no book: content/book.yml is missing.")
    assert list(tmp_path.iterdir()) == []


def test_settings_that_do_not_name_the_plugin_are_a_problem(root: Path) -> None:
    (root / "mkdocs.yml").write_text("site_name: A book\ndocs_dir: content\ntheme: material\nplugins: [search]\n")
    assert [(each.rule, each.place.file) for each in site.build(root, root / "site")] == [("mkdocs", "mkdocs.yml")]
    assert not (root / "site").exists()


@pytest.mark.parametrize(
    ("text", "line"), [("docs_dir: nowhere\n", 1), ("site_name: x\ntheme: 5\n", 2), ("INHERIT: nowhere.yml\n", 1)]
)
def test_settings_that_mkdocs_refuses_are_problems_at_their_line(root: Path, text: str, line: int) -> None:
    (root / "mkdocs.yml").write_text(text)
    problems = site.build(root, root / "site")
    assert {(each.rule, each.place.file, each.place.line) for each in problems} == {("mkdocs", "mkdocs.yml", line)}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (b"extra: {x: 2026-13-45}", ["2:12: error: “2026-13-45” looks like a date or a number, and is none."]),
        (b"extra: &a {x: !!timestamp no, y: 0b_, z: *a}", ["2:15: error: “no”", "2:34: error: “0b_”"]),
        (b"extra:\n\tx: 1", ["3:1: error: A tab stands in the indentation"]),
        (b"INHERIT: 5", ["2:10: error: INHERIT names another file of settings"]),
        (b"INHERIT:\nextra: {x: 2026-13-45}", ["2:9: error: INHERIT names", "3:12: error: “2026-13-45”"]),
        (b'extra: "x', ["2:8: error: The quotation mark"]),
        (b"extra: \xff", ["2:8: error: This file is not saved as UTF-8"]),
        (b"<<<<<<< HEAD\nextra: 1\n=======\nextra: 2\n>>>>>>> b", ["2:1: error: Two people changed these lines"]),
    ],
)
@pytest.mark.parametrize("words", ["check", "build", "serve"])
def test_settings_that_cannot_be_read_are_told_in_our_words(
    root: Path, typed: bytes, told: list[str], words: str
) -> None:
    (root / "mkdocs.yml").write_bytes(b"site_name: A book\n" + typed + b"\n")
    run = CliRunner().invoke(command, ["-C", str(root), "--language", "en", words])
    lines = [line for line in run.output.splitlines() if line.startswith("mkdocs.yml:")]
    assert (run.exit_code, len(lines)) == (1, len(told))
    assert all(line.startswith(f"mkdocs.yml:{each}") for line, each in zip(lines, told, strict=True))


def test_a_books_own_templates_and_styles_take_the_place_of_ours(root: Path) -> None:
    (root / "templates/assets").mkdir(parents=True)
    (root / "templates/assets/journeybook.css").write_text("/* ours */")
    (root / "templates/theme").mkdir()
    (root / "templates/theme/404.html").write_text("gone fishing")
    site.build(root, out := root / "site")
    assert text(out, "assets/journeybook.css") == "/* ours */"
    assert text(out, "404.html") == "gone fishing"


def test_what_could_not_be_drawn_is_told_and_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that fails costs no page; the next build, with an engine that works, draws."""
    book, out = tmp_path / "book", tmp_path / "site"
    journey = "title: Paying\npersona: anna\nphases: {Paying: [I open the bill: 1, I pay: -1]}\n"
    for name, text in {"content/book.yml": "brand: {name: A book}\n", "journeys/paying.yml": journey}.items():
        (book / name).parent.mkdir(parents=True, exist_ok=True)
        (book / name).write_text(text, "utf-8")
    with monkeypatch.context() as broken:
        broken.setattr(dot, "run", lambda *_, **__: phrase("it broke"))
        done = CliRunner().invoke(command, ["-C", str(book), "build", "-o", str(out)])
    page = (out / "journeys" / "paying.html").read_text("utf-8")
    assert done.exit_code == 0
    assert "was not drawn: it broke." in done.stderr
    assert "more drawings are missing." in done.stderr
    assert "jb-svg" not in page
    assert "I open the bill" in page
    told = (out / "problems.html").read_text("utf-8")
    assert "“Map of the journey “Paying”” was not drawn: it broke." in told
    assert "The page says the same in words" in told
    assert CliRunner().invoke(command, ["-C", str(book), "build", "-o", str(out)]).exit_code == 0
    assert "jb-svg" in (out / "journeys" / "paying.html").read_text("utf-8")
    assert "was not drawn" not in (out / "problems.html").read_text("utf-8")


def test_an_engine_that_is_not_there_is_told_once_and_on_the_page_of_problems_in_each_language(root: Path) -> None:
    settings = root / "content/book.yml"
    settings.write_text(settings.read_text("utf-8") + "engine: dot\n", "utf-8")
    with pytest.MonkeyPatch.context() as bare:
        bare.setattr(engine, "executable", lambda _: None)
        bare.setattr(dot, "executable", lambda _: None)
        bare.setattr(dot, "version", lambda _: None)
        problems = site.build(root, out := root / "site")
    assert [each.message.say() for each in problems if each.rule == dot.RULE] == [
        "Nothing was drawn: the engine dot is not installed."
    ]
    assert "the engine dot is not installed" in text(out, "problems.html")
    assert "content/book.yml" in text(out, "pl/problems.html")
    assert "jb-svg" not in text(out, "journeys/late.html")
    assert "touchpoint" in text(out, "journeys/late.html")


def test_a_folder_that_holds_only_a_book_can_be_previewed_again_and_again(root: Path) -> None:
    settings = _watched_config(root)
    for _ in range(2):  # MkDocs reads its settings anew at each build, and watches the file they are in
        config = load_config(config_file=settings)
        assert Path(config.docs_dir) == root / "content"
        assert "journeybook" in config.plugins
    assert Path(settings).is_file()
    (root / "mkdocs.yml").write_text(Path(settings).read_text("utf-8").replace("../content", "content"), "utf-8")
    assert _watched_config(root) == str(root / "mkdocs.yml")


def test_nothing_is_published_of_what_git_brings_along_as_made(root: Path) -> None:
    made = root / ".journeybook/pages.sqlite"
    made.parent.mkdir()
    made.write_bytes(b"made elsewhere")
    for words in (["init", "-q"], ["add", "-f", ".journeybook"]):
        subprocess.run(["git", "-C", str(root), *words], check=True)
    problems = site.build(root, root / "site")
    assert [each.rule for each in problems if each.severity is Severity.ERROR] == ["kept-by-git"]
    assert not (root / "site").exists()


@pytest.mark.skipif(not shutil.which("git"), reason="no git on this machine")
def test_what_may_have_been_committed_is_not_published_where_git_does_not_tell(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = "<script>alert('handed in')</script>"
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    site.build(root, root / "site")
    for drawing in (root / ".journeybook/drawings").iterdir():
        drawing.write_text(f"<svg>{runs}</svg>", "utf-8")
    with closing(sqlite3.connect(root / ".journeybook/pages.sqlite")) as store, store:
        for name, heavy in store.execute("SELECT name, heavy FROM rest").fetchall():
            told = zlib.decompress(heavy).replace(b"<h1", f"{runs}<h1".encode())
            store.execute("UPDATE rest SET heavy = ? WHERE name = ?", (zlib.compress(told), name))
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    site.build(root, root / "site")
    assert [each for each in (root / "site").rglob("*") if each.is_file() and runs.encode() in each.read_bytes()] == []


@pytest.mark.parametrize("name", ["site.json", "seen.json", "past.json", "pages.sqlite", "records.sqlite"])
def test_whatever_somebody_has_made_of_our_files_a_build_goes_on(root: Path, name: str) -> None:
    (root / ".journeybook").mkdir()
    (root / ".journeybook" / name).write_text("[" * 20_000, "utf-8")
    assert [each for each in site.build(root, root / "site") if each.severity is Severity.ERROR] == []
    assert (root / "site/index.html").is_file()
