"""While somebody writes: what they look at is there at once, and the whole site a little later.

After a save the book is read again, and the pages that browsers show are made and shown (a glance); then the site is
built as a whole, beside the one that is shown, and takes its place. A browser is told to ask again only where its page
has changed. Another save breaks the building off, so that nobody waits for what is out of date already.
"""

from __future__ import annotations

import gc
import os
import re
import warnings
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from time import monotonic
from typing import Any, Protocol, cast

from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer

from journeybook import files
from journeybook.plugin.gathering import root_of
from journeybook.plugin.news import News, with_script
from journeybook.plugin.noticing import Seen, notice_at_once
from journeybook.plugin.opened import WAITING, Opened
from journeybook.plugin.panel import answered, errors, panel, refused, with_panel
from journeybook.plugin.shown import Shown
from journeybook.plugin.stopping import end_surely
from journeybook.plugin.taking import Taking
from journeybook.problem import Problem
from journeybook.site.builder import settings_in, unwarned
from journeybook.site.glance import reread
from journeybook.site.left import Left, standing
from journeybook.site.progress import Progress, Tell
from journeybook.site.reading import Carried
from journeybook.site.seal import digest, is_all_ours, is_unheard

BESIDE = ".next"
"""The folder in the site's own where every other build is written; MkDocs leaves hidden folders alone."""
QUICK = (".yml", ".yaml", ".csv", ".j2")
"""Endings of files that a glance knows what to do with; all others are seen when the whole site is built."""
TEXTS = (*QUICK, ".md")
"""Endings of files whose words stand on pages; with others, a page of the same words may look in another way."""
_LOOK, _LOOKS = 0.1, 20  # seconds between two looks whether browsers have their pages, and how many at the most
_IDLE = 5.0  # seconds without a save, after which nobody is likely to save in the next one
_MOST_UNTIDIED = 3  # sites that are no longer needed


class Overtaken(BaseException):
    """Something was saved while the site was built; no error, so nothing takes it for one."""


class Plugin(Protocol):
    """As much of the plugin as the preview takes hold of."""

    problems: tuple[Problem, ...]
    tell: Tell
    last: Left | None
    common: str
    taking: Taking | None

    def on_build_error(self) -> None:
        """Let go of what earlier builds left."""


class Preview:
    """What is known from one build to the next, what is done at each change, and what browsers are answered."""

    def __init__(self) -> None:
        self.carried = Carried(holds=True)
        self.shown: Shown | None = None
        self._seen: Seen | None = None
        self._server: LiveReloadServer | None = None
        self._folder = ""
        self._last = Left(Path())
        self._opened = Opened()
        self._wrong: tuple[Problem, ...] = ()
        self._untidied = 0
        self._since = frozenset[str]()
        """What was saved since the last whole site."""

    def begin(self, config: MkDocsConfig) -> Carried:
        """Before a build reads: learn what there is, so that later changes are seen, and where the site is written.

        Returns what was read before, which keeps what is read now.
        """
        self.carried = Carried(self.carried, holds=True)
        if self._seen is None:
            places = [config.docs_dir, config.config_file_path, *config.watch, *_folders(config)]
            self._seen = Seen(self.carried.marks, dict.fromkeys(filter(None, places)))
        if self._server is not None:
            self._begin_beside(config, self._server.root)
        return self.carried

    def _begin_beside(self, config: MkDocsConfig, shown: str) -> None:
        """Build into an empty folder beside the site that is shown, and take from there what would be the same."""
        beside = str(Path(config.site_dir, BESIDE))
        config.site_dir = self._folder = config.site_dir if shown == beside else beside
        files.empty(Path(self._folder), self.heed)
        settings = Path(config.config_file_path).read_text("utf-8", "replace")
        is_ours = is_all_ours(config, settings) and not Path(config.docs_dir, "../templates/theme").is_dir()
        self._plugin.last, self._plugin.common = self._last, digest(settings) if is_ours else ""

    def attach(self, server: LiveReloadServer, plugin: Plugin, config: MkDocsConfig, language: str) -> LiveReloadServer:
        """Take hold of a server whose first site is built from these settings."""
        notice_at_once(server)
        end_surely(server)
        for each in _folders(config):
            server.watch(each)
        self._server, self._plugin, self._language = server, plugin, language
        self._settings, self._answer = (config.config_file_path, _told(config)), cast("Any", server.get_app())
        self._news = News(server)
        self._opened, self._wrong, plugin.tell = Opened(server.mount_path), errors(plugin.problems), self.heed
        server.builder = self.build
        tidy()
        server.set_app(self.answer)
        server._want_rebuild = True  # something may have been saved while the first site was built
        return server

    def heed(self, _: Progress | None = None) -> None:
        """Break a build off where something was saved since it began."""
        if self._server is not None and self._server._want_rebuild and self._is_overtaken():
            raise Overtaken

    def _is_overtaken(self) -> bool:
        """Whether what is told of is another save; the one that is being shown may be told of more than once."""
        assert self._server is not None and self._seen is not None
        self._server._want_rebuild = False
        if self._seen.differs():
            self._server._want_rebuild = True
        return self._server._want_rebuild

    def build(self) -> None:
        """Show what has been saved; where the machine would not do it, such as read a file that is gone, say so."""
        assert self._server is not None
        try:
            self._build_what_was_saved()
        except (OSError, MkDocsException) as stopped:
            cause = stopped.__cause__ if isinstance(stopped, Abort) else stopped
            why = refused(cause, Path(self._settings[0]).parent)
            if not why:
                raise
            self._wrong = why
            self._news.reveal([], self._server._wanted_epoch)

    def _build_what_was_saved(self) -> None:
        """Show what the pages that are looked at have become, then build the whole site; whatever was saved since."""
        assert self._server is not None and self._seen is not None
        changed = self._seen.changed()
        self._since |= changed
        if self._is_quick(changed):
            self._glance()
            is_overtaken = self._rest()
            gc.collect()  # what the glance left; all that was there before is not looked through
            if self._wrong or is_overtaken:
                return
        else:
            self._news.reveal(self._opened.pages(), self._server._visible_epoch)
        if self._since:
            self._whole()

    def _is_quick(self, changed: Iterable[str]) -> bool:
        """Whether a glance can show what has changed."""
        if self.shown is None or not changed or not is_unheard(self.shown.config):
            return False
        theme = f"{self.shown.root / 'templates' / 'theme'}{os.sep}"
        return all(
            each.endswith(QUICK) and each != self.shown.config.config_file_path and not each.startswith(theme)
            for each in changed
        )

    def _glance(self) -> None:
        assert self._server is not None and self.shown is not None
        self.carried = Carried(self.carried)
        now, problems = reread(self.shown.root, self.shown.read, self.carried, self.shown.day)
        before, self._wrong = self._wrong, now.unread
        opened = [] if now.unread else self._opened.pages()
        same = set(opened)
        for path, page in self.shown.again(now, problems, opened):
            if files.write(Path(self._server.root, path), page.encode(errors="xmlcharrefreplace")):
                same.discard(path)
        self._news.reveal([] if before or now.unread else same, self._server._wanted_epoch)

    def _rest(self) -> bool:
        """Leave the machine to the browsers until they have their pages; tell whether something was saved meanwhile."""
        for _ in range(_LOOKS):
            if self._is_saved_within(_LOOK):
                return True
            if self._opened.all_wait():
                break
        return False

    def _is_saved_within(self, seconds: float) -> bool:
        assert self._server is not None
        server, until = self._server, monotonic() + seconds
        while True:
            with server._rebuild_cond:
                server._rebuild_cond.wait_for(
                    lambda: server._want_rebuild or server._shutdown, timeout=until - monotonic()
                )
            if server._shutdown or not server._want_rebuild or self._is_overtaken():
                return server._shutdown or server._want_rebuild

    def _whole(self) -> None:
        assert self._server is not None
        before = self.carried
        try:
            self._build(self._server.url)
        except Overtaken:
            self._plugin.on_build_error()
            self.carried = before  # what was broken off may have read nothing yet
            return
        except Abort as given_up:
            self._wrong = () if given_up.__cause__ else errors(self._plugin.problems)
            if not self._wrong:
                raise
            self._news.reveal([], self._server._wanted_epoch)
        else:
            self._wrong = errors(self._plugin.problems)
            self._take_place(all(each.endswith(TEXTS) and each != self._settings[0] for each in self._since))
        self._since = frozenset()
        self._tidy_when_idle()

    def _tidy_when_idle(self) -> None:
        """Let go of the site before, when nobody has saved for a while, or when there are several of them."""
        self._untidied += 1
        if self._untidied >= _MOST_UNTIDIED or not self._is_saved_within(_IDLE):
            tidy()
            self._untidied = 0

    def _build(self, url: str) -> None:
        """Build the whole site as MkDocs was told when it was started."""
        file, told = self._settings
        config = settings_in(file, **told)
        config.site_url = url
        with unwarned():
            build(config, serve_url=url, dirty=True)

    def _take_place(self, told_by_words: bool) -> None:
        """Put the new site in the place of the one that is shown."""
        assert self._server is not None
        before, now = Path(self._server.root), Path(self._folder)
        opened = self._opened.pages() if told_by_words else []
        same = [path for path in opened if _content(before / path) == _content(now / path)]
        self._server.root = self._folder
        self._last = standing(now, self._plugin.taking.marks if self._plugin.taking else {})
        self._news.reveal(same, max(self._server._wanted_epoch, self._server._visible_epoch + 1), told_by_words)

    def answer(self, asked: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a browser: whether its page has changed, or what it asked for, with what is wrong at the top."""
        with self._opened.hearing(asked):
            if found := re.fullmatch(rf"{WAITING}([0-9]+)/[0-9]+", asked["PATH_INFO"]):
                start_response("200 OK", [("Content-Type", "text/plain")])
                return [self._news.of(self._opened.page_before(asked), int(found[1])).encode()]
            if not asked["PATH_INFO"].endswith(("/", ".html")):
                return self._answer(asked, start_response)  # type: ignore[no-any-return]
            return answered(self._answer, asked, start_response, self._page)

    def _page(self, status: str, page: bytes) -> bytes:
        """A page as it is shown; one that is not there just now waits as well, and is shown when it comes."""
        assert self._server is not None
        if status.startswith("404"):
            page = with_script(page, self._server._visible_epoch)
        return with_panel(page, panel(self._wrong, self._language).encode()) if self._wrong else page


def _folders(config: MkDocsConfig) -> list[str]:
    """The folders of a book that MkDocs does not know of; some may come later."""
    return [str(root_of(config) / name) for name in ("journeys", "templates")]


def _told(config: MkDocsConfig) -> Mapping[str, Any]:
    """What MkDocs was told when it was started, beyond what stands in its file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # only MkDocs 2, with which we do not work, does without
        told: Mapping[str, Any] = config.user_configs[-1]
    return told


def tidy() -> None:
    """Let go of what is no longer needed, rings of garbage of a whole site, and look no more through what is.

    To look through all of a large book takes seconds, in which nobody is answered: it is done seldom.
    """
    gc.disable()
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
