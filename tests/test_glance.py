"""What somebody looks at while they write: shown at once, as the whole site will have it, and never twice."""

from __future__ import annotations

import gc
import itertools
import random
import re
import shutil
import sys
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, nullcontext
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from journeybook import TEMPLATES
from journeybook.plugin import preview
from journeybook.plugin.news import SCRIPT
from journeybook.plugin.opened import GAP, MOST, Opened
from journeybook.plugin.preview import BESIDE, Preview
from journeybook.site import builder, search
from journeybook.site.glance import Later
from journeybook.site.progress import RENDERING, WRITING, Progress
from journeybook.site.standing import PLAIN_CONFIG

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))  # a folder of programs, not a package
import books
import edits

pytestmark = pytest.mark.xdist_group("glance")

TIDY = preview.tidy
JOURNEY, OTHER = "journeys/journey-0000.html", "journeys/journey-0001.html"
KINDS = sorted({edit.__name__: edit for edit in edits.EDITS}.items())


class Serving:
    """A preview without a network: saves are told to it, browsers are answered by a call."""

    def __init__(self, root: Path, site: Path) -> None:
        self.root, self.site, self.settings = root, site, builder._watched_config(root)
        config = self._config()
        config.plugins.on_startup(command="serve", dirty=False)
        plugins: Any = config.plugins
        self.plugin = plugins["journeybook"]
        self.plugin.site = None  # MkDocs keeps one plugin through all builds of a process, and so through these tests
        build(config, serve_url=config.site_url)
        self.server: Any = LiveReloadServer(self._build, "127.0.0.1", 0, str(site))
        self.server.watch(str(root / "content"))
        config.plugins.on_serve(self.server, config=config, builder=self._build)
        self.server.poll_response_timeout = 0
        self.server._want_rebuild = False

    def _config(self) -> MkDocsConfig:
        config = load_config(self.settings, site_dir=str(self.site))
        config.site_url = "http://127.0.0.1:0/"
        return config

    def _build(self) -> None:
        config = self._config()
        build(config, serve_url=config.site_url)

    @property
    def preview(self) -> Preview:
        preview: Preview = self.plugin.preview
        return preview

    def do(self, journey: str, words: str) -> None:
        """Save a journey in which a customer does something else."""
        path = self.root / f"journeys/{journey}.yml"
        text = re.sub(r"(doing:\n +en:) .*", rf"\1 {words}", path.read_text("utf-8"), count=1)
        assert words in text
        path.write_text(text, "utf-8")

    def glance(self) -> None:
        """Do what is done at once after a save; another one comes before the whole site can be built."""
        self.server._wanted_epoch = self.server._visible_epoch + 1
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(self.preview, "_rest", lambda: True)
            self.server.builder()

    def whole(self) -> None:
        """Do all that is done after a save."""
        self.glance()
        self.server.builder()
        assert self.server._wanted_epoch == self.server._visible_epoch

    def file(self, path: str) -> bytes | None:
        """What would be served now."""
        file = Path(self.server.root, path)
        return file.read_bytes() if file.is_file() else None

    def ask(self, path: str, came_from: str = "") -> tuple[str, bytes]:
        """Ask as a browser does: the status, and what was sent."""
        told: list[str] = []
        asked = {"PATH_INFO": path, "HTTP_REFERER": f"http://127.0.0.1:8000/{came_from}" if came_from else ""}
        answer = self.server.get_app()(asked, lambda status, headers: told.append(status))
        with closing(answer) if hasattr(answer, "close") else nullcontext():
            return told[0], b"".join(answer)

    def look_at(self, *pages: str) -> dict[str, int]:
        """Open pages; return the epoch from which each browser waits for news."""
        found = {}
        for page in pages:
            found[page] = int(re.findall(rb"livereload\((\d+), ", self.ask(f"/{page}")[1])[-1])
        return found

    def news(self, waiting: dict[str, int]) -> set[str]:
        """The pages whose browsers are told to ask again."""
        return {
            page
            for page, epoch in waiting.items()
            if int(self.ask(f"/livereload/{epoch}/1", page)[1].split()[0]) > epoch
        }


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A preview of a book in two languages; tests edit it, one after the other."""
    folder = tmp_path_factory.mktemp("glance")
    for name, text in (*books.files(2, ("en", "pl")), ("mkdocs.yml", PLAIN_CONFIG)):
        (folder / "book" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "book" / name).write_text(text, "utf-8")
    serving = Serving(folder / "book", folder / "site")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(preview, "_IDLE", 0)
        patched.setattr(preview, "tidy", seldom(TIDY, 8))  # it looks through all that other tests have left as well
        yield serving
    serving.plugin.is_preview = False
    serving.server.server_close()
    gc.enable()
    gc.unfreeze()


def seldom(do: Callable[[], None], times: int) -> Callable[[], None]:
    """Do something the first time, and then once in so many times."""
    count = itertools.count()
    return lambda: do() if next(count) % times == 0 else None


@pytest.fixture
def serving(shared: Serving) -> Serving:
    """The same, when nothing is left to be done."""
    shared.whole()
    ticks = itertools.count()
    shared.preview._opened = Opened("/", lambda: next(ticks) / 10**6)  # however slow the machine is
    return shared


# -- what is shown -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "edit"), KINDS)
def test_what_is_shown_at_once_is_what_the_whole_site_has(serving: Serving, name: str, edit: edits.Edit) -> None:
    chance = random.Random(name)
    if name in ("remove", "rename"):
        edits.add(serving.root, chance)
        serving.whole()
    pages = sorted(serving.plugin.site.pages)
    opened = [*chance.sample(pages, MOST - 1), chance.choice([page for page in pages if page.endswith("index.html")])]
    serving.look_at(*opened)
    told = edit(serving.root, chance)
    serving.glance()
    at_once = {page: serving.file(page) for page in opened}
    serving.whole()
    whole = {page: serving.file(page) for page in opened}
    assert [page for page in opened if whole[page] is not None and at_once[page] != whole[page]] == [], told


def test_only_the_preview_sends_the_script_that_follows(serving: Serving) -> None:
    assert b"data-jb-epoch" in serving.ask(f"/{JOURNEY}")[1]
    assert b"data-jb-epoch" not in (serving.file(JOURNEY) or b"")
    assert list(Path(serving.server.root).rglob(SCRIPT.name)) == []


def test_the_page_that_is_looked_at_does_not_wait_for_the_others(serving: Serving) -> None:
    waiting = serving.look_at(JOURNEY)
    before = serving.file(OTHER)
    serving.do("journey-0000", "Seen at once")
    serving.do("journey-0001", "Seen later")
    serving.glance()
    assert b"Seen at once" in (serving.file(JOURNEY) or b"")
    assert serving.file(OTHER) == before
    assert serving.news(waiting) == {JOURNEY}
    waiting = serving.look_at(JOURNEY)
    serving.whole()
    assert b"Seen later" in (serving.file(OTHER) or b"")
    assert serving.news(waiting) == set(), "whoever has the page already must not be disturbed again"


def test_what_is_printed_is_looked_at_too(serving: Serving) -> None:
    serving.do("journey-0000", "Weighs a letter")
    serving.whole()
    on_paper = f"print/{JOURNEY}"
    before = serving.file(on_paper)
    serving.look_at(on_paper)
    serving.do("journey-0000", "Sends it")
    serving.glance()
    at_once = serving.file(on_paper)
    assert at_once != before
    serving.whole()
    assert serving.file(on_paper) == at_once


def test_two_editors_who_save_at_once_are_both_seen_at_once(serving: Serving) -> None:
    waiting = serving.look_at(JOURNEY, OTHER)
    serving.do("journey-0000", "By the one")
    serving.do("journey-0001", "By the other")
    serving.glance()
    assert serving.news(waiting) == {JOURNEY, OTHER}
    assert b"By the one" in (serving.file(JOURNEY) or b"")
    assert b"By the other" in (serving.file(OTHER) or b"")


def test_a_template_of_the_books_own_is_seen_when_it_comes_and_no_more_when_it_goes(serving: Serving) -> None:
    waiting = serving.look_at(JOURNEY)
    template = serving.root / "templates/pages/journey.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text((TEMPLATES / "pages/journey.html.j2").read_text("utf-8") + "Of this book alone", "utf-8")
    serving.glance()
    assert serving.news(waiting) == {JOURNEY}
    assert b"Of this book alone" in (serving.file(JOURNEY) or b"")
    serving.whole()
    assert b"Of this book alone" in (serving.file(OTHER) or b"")
    waiting = serving.look_at(JOURNEY)
    shutil.rmtree(template.parents[1])
    serving.glance()
    assert serving.news(waiting) == {JOURNEY}
    assert b"Of this book alone" not in (serving.file(JOURNEY) or b"")


def test_whoever_comes_back_to_a_page_that_nobody_looked_at_meanwhile_gets_it_anew(serving: Serving) -> None:
    waiting = serving.look_at(OTHER)
    serving.preview._opened = Opened()  # no browser has asked for long
    serving.do("journey-0001", "While away")
    serving.whole()
    assert serving.news(waiting) == {OTHER}


def test_a_page_that_an_edit_does_not_concern_stays_as_it_is(serving: Serving) -> None:
    waiting = serving.look_at("fields.html", JOURNEY)
    serving.do("journey-0000", "Not of fields")
    serving.whole()
    assert serving.news(waiting) == {JOURNEY}


def test_a_book_that_cannot_be_read_is_told_of_at_once_and_the_page_is_there_when_it_can(serving: Serving) -> None:
    path = serving.root / "journeys/journey-0000.yml"
    good = path.read_text("utf-8")
    waiting = serving.look_at(JOURNEY)
    path.write_text("title: [\n", "utf-8")
    serving.glance()
    assert serving.news(waiting) == {JOURNEY}
    assert b'class="jb-unreadable"' in serving.ask(f"/{JOURNEY}")[1]
    assert serving.ask("/assets/journeybook.css")[1] == serving.file("assets/journeybook.css")
    waiting = serving.look_at(JOURNEY)
    path.write_text(good, "utf-8")
    serving.glance()
    assert serving.news(waiting) == {JOURNEY}
    assert b'class="jb-unreadable"' not in serving.ask(f"/{JOURNEY}")[1]


def test_what_is_no_part_of_the_book_is_shown_with_the_whole_site(serving: Serving) -> None:
    waiting = serving.look_at("welcome.html", JOURNEY)
    (serving.root / "content/welcome.md").write_text("# Come in\n", "utf-8")
    serving.whole()
    assert serving.news(waiting) == {"welcome.html"}
    assert b"Come in" in (serving.file("welcome.html") or b"")


def test_pictures_and_styles_are_on_pages_without_a_word_of_them_so_all_are_asked_for_again(serving: Serving) -> None:
    waiting = serving.look_at(JOURNEY)
    (serving.root / "content/assets").mkdir(exist_ok=True)
    (serving.root / "content/assets/own.css").write_text("b {}", "utf-8")
    serving.whole()
    assert serving.news(waiting) == {JOURNEY}
    assert serving.ask(f"/livereload/{waiting[JOURNEY]}/1", JOURNEY)[1].endswith(b" anew")
    waiting = serving.look_at(JOURNEY)
    serving.do("journey-0000", "I look again.")
    serving.glance()
    assert serving.news(waiting) == {JOURNEY}
    assert serving.ask(f"/livereload/{waiting[JOURNEY]}/1", JOURNEY)[1].isdigit()


# -- while the whole site is built -------------------------------------------------------------------------------------


def during(serving: Serving, monkeypatch: pytest.MonkeyPatch, stage: Any, do: Callable[[], None]) -> None:
    """Have something done once, as soon as a build has come to a stage."""
    heed, left = serving.plugin.tell, [do]

    def tell(progress: Progress) -> None:
        if progress.stage == stage and left:
            left.pop()()
        heed(progress)

    monkeypatch.setattr(serving.plugin, "tell", tell)


@pytest.mark.parametrize("stage", [RENDERING, WRITING])
def test_another_save_breaks_the_building_off(serving: Serving, monkeypatch: pytest.MonkeyPatch, stage: Any) -> None:
    def save_again() -> None:
        serving.do("journey-0000", f"Again {stage.singular}")
        serving.server._want_rebuild = True

    root = serving.server.root
    serving.look_at(JOURNEY)
    serving.do("journey-0000", "Once")
    during(serving, monkeypatch, stage, save_again)
    serving.glance()
    serving.server.builder()
    assert serving.server.root == root, "a site that is out of date takes no place"
    assert serving.server._want_rebuild
    serving.whole()
    assert f"Again {stage.singular}".encode() in (serving.file(JOURNEY) or b"")
    assert serving.server.root != root


def test_another_save_breaks_the_building_off_when_all_pages_are_written(
    serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pages_in(*about: Any) -> list[str]:
        serving.do("journey-0000", "Again, at the end")
        serving.server._want_rebuild = True
        return original(*about)

    original, root = search.pages_in, serving.server.root
    serving.do("journey-0000", "Once")
    with monkeypatch.context() as patched:
        patched.setattr(search, "pages_in", pages_in)
        serving.glance()
        serving.server.builder()
    assert serving.server.root == root
    serving.whole()
    assert b"Again, at the end" in (serving.file(JOURNEY) or b"")


def test_another_save_breaks_the_removal_of_an_old_site_off(serving: Serving) -> None:
    old = Path(serving.server.root)
    serving.do("journey-0000", "Once")
    serving.whole()
    serving.do("journey-0000", "Twice")
    serving.glance()
    serving.do("journey-0000", "Again")
    serving.server._want_rebuild = True
    serving.preview._whole()
    assert (old / JOURNEY).is_file()
    assert serving.server._want_rebuild
    serving.whole()
    assert Path(serving.server.root) == old
    assert b"Again" in (serving.file(JOURNEY) or b"")


def test_what_editors_put_beside_a_file_breaks_nothing_off(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    def open_editor() -> None:
        (serving.root / "journeys/.journey-0000.yml.swp").write_text("aside", "utf-8")
        serving.server._want_rebuild = True

    root = serving.server.root
    serving.do("journey-0000", "Unbroken")
    during(serving, monkeypatch, RENDERING, open_editor)
    serving.glance()
    serving.server.builder()
    assert serving.server.root != root


@pytest.mark.parametrize("is_other", [True, False])
def test_while_browsers_follow_only_another_save_is_heeded(
    serving: Serving, monkeypatch: pytest.MonkeyPatch, is_other: bool
) -> None:
    def revealed(preview: Preview) -> None:
        glance(preview)
        serving.server._want_rebuild = True  # both observers tell of each save
        if is_other:
            serving.do("journey-0000", "I do the next thing.")

    glance = Preview._glance
    monkeypatch.setattr(preview, "_LOOKS", 2)
    monkeypatch.setattr(Preview, "_glance", revealed)
    serving.do("journey-0000", "I do something.")
    serving.server.builder()
    assert bool(serving.preview._since) is is_other
    assert serving.server._want_rebuild is is_other


def test_the_site_that_is_shown_is_whole_at_any_time(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    known = {path.relative_to(serving.server.root) for path in Path(serving.server.root).rglob("*.*")}
    there: list[set[Path]] = []

    def look() -> None:
        there.append({path.relative_to(serving.server.root) for path in Path(serving.server.root).rglob("*.*")})

    serving.do("journey-0000", "In one piece")
    during(serving, monkeypatch, WRITING, look)
    serving.whole()
    assert {path for path in known if path.parts[0] != BESIDE} <= there[0]


def test_files_that_were_saved_before_a_building_was_broken_off_are_not_forgotten(
    serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    def save_again() -> None:
        serving.do("journey-0000", "After the style")
        serving.server._want_rebuild = True

    waiting = serving.look_at(OTHER)
    (serving.root / "content/assets").mkdir(exist_ok=True)
    (serving.root / "content/assets/own.css").write_text("i {}", "utf-8")
    during(serving, monkeypatch, RENDERING, save_again)
    serving.glance()
    assert serving.news(waiting) == set()
    serving.whole()
    assert serving.news(waiting) == {OTHER}, "its style is another one, though not a word of it has changed"


def test_nothing_of_earlier_looks_and_sites_is_kept(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    def save_again() -> None:
        kept.append(weakref.ref(serving.plugin.preview.carried.held))
        serving.do("journey-0000", "Broken off")
        serving.server._want_rebuild = True

    kept: list[weakref.ref[Any]] = []
    monkeypatch.setattr(preview, "tidy", TIDY)
    during(serving, monkeypatch, RENDERING, save_again)
    for words in ("First", "Second"):
        serving.look_at(JOURNEY)
        serving.do("journey-0000", words)
        serving.glance()
        assert serving.preview.shown is not None
        kept.extend(weakref.ref(each) for each in (serving.preview.shown, serving.preview.shown.read.book))
        serving.server.builder()
        kept.append(weakref.ref(serving.plugin.site))
    for number in range(3):
        serving.do("journey-0000", f"Last {number}")
        serving.whole()
    assert len(kept) == 7
    assert [each() for each in kept] == [None] * 7


# -- who looks at what -------------------------------------------------------------------------------------------------


def heard(opened: Opened, *asked: tuple[str, str]) -> list[str]:
    for path, came_from in asked:
        with opened.hearing({"PATH_INFO": path, "HTTP_REFERER": came_from and f"http://localhost:8000{came_from}"}):
            pass
    return opened.pages()


def test_the_page_that_was_asked_for_last_comes_first_and_one_that_was_left_is_not_looked_at() -> None:
    times = iter(range(100))
    opened = Opened("/base/", lambda: next(times) / 100)
    assert heard(opened, ("/base/a.html", ""), ("/base/pl/", "")) == ["pl/index.html", "a.html"]
    assert heard(opened, ("/base/b.html", "/base/a.html"), ("/base/assets/x.css", "/base/b.html"))[0] == "b.html"
    assert "a.html" not in opened.pages()
    many = [(f"/base/{number}.html", "") for number in range(9)]
    assert len(heard(opened, *many)) == MOST


def test_a_page_is_looked_at_while_its_browser_waits() -> None:
    now = [0.0]
    opened = Opened("/", lambda: now[0])
    assert heard(opened, ("/a.html", "")) == ["a.html"]
    now[0] += GAP + 1
    assert opened.pages() == []
    with opened.hearing({"PATH_INFO": "/livereload/1/2", "HTTP_REFERER": "http://localhost:8000/a.html"}):
        now[0] += 100
        assert opened.pages() == ["a.html"]
    assert opened.pages() == ["a.html"]
    now[0] += GAP + 1
    assert opened.pages() == []


def test_all_wait_when_each_browser_has_asked_for_news_of_its_page() -> None:
    opened = Opened("/", lambda: 0.0)
    assert opened.all_wait(), "nobody looks at anything"
    heard(opened, ("/a.html", ""), ("/b.html", ""))
    with opened.hearing({"PATH_INFO": "/livereload/1/2", "HTTP_REFERER": "http://localhost:8000/a.html"}):
        assert not opened.all_wait()
        with opened.hearing({"PATH_INFO": "/livereload/1/3", "HTTP_REFERER": "http://localhost:8000/b.html"}):
            assert opened.all_wait()


def test_what_is_wrong_is_found_out_for_whoever_asks() -> None:
    asked: list[int] = []

    def find() -> Sequence[Any]:
        asked.append(1)
        return ["a", "b"]

    later = Later(find)
    assert asked == []
    assert (later[0], len(later), list(later)) == ("a", 2, ["a", "b"])
    assert asked == [1]


# -- at the end, since there is one plugin in a process ----------------------------------------------------------------


def test_a_site_after_many_edits_is_that_of_a_clean_build(serving: Serving, tmp_path: Path) -> None:
    shutil.copytree(serving.root, tmp_path / "book", ignore=shutil.ignore_patterns(".journeybook"))
    shown = Path(serving.server.root)
    other = Serving(tmp_path / "book", tmp_path / "site")
    other.server.server_close()
    clean = Path(other.server.root)
    one, two = (
        {
            path.relative_to(site).as_posix(): path.read_bytes()
            for path in site.rglob("*.*")
            if path.is_file() and BESIDE not in path.parts[len(site.parts) :]
        }
        for site in (shown, clean)
    )
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []
