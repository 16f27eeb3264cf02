"""The MkDocs plugin: hands a book's site to MkDocs, so that plain `mkdocs build` and `mkdocs serve` just work."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal, cast

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from journeybook import dot
from journeybook import files as writing
from journeybook.plugin.ending import SITEMAP, for_programs, frame_scripts, sitemaps, write_search
from journeybook.plugin.gathering import (
    Findable,
    extra_files,
    only_published,
    paths,
    root_of,
    search_finely,
    unpublished,
)
from journeybook.plugin.handing import HandOver, handed
from journeybook.plugin.log import give_up, refuse, told, warn
from journeybook.plugin.options import Options, audience_of, need_epoch
from journeybook.plugin.pages import GeneratedPage, PageFiles, front_matter, without_template
from journeybook.plugin.panel import unreadable_site
from journeybook.plugin.placing import BookNavigation, first_page, navigations, place
from journeybook.plugin.preview import Preview
from journeybook.plugin.shown import Shown, context_of
from journeybook.plugin.taking import Taking
from journeybook.plugin.theme import Words, set_defaults
from journeybook.problem import Problem
from journeybook.render.compiled import COMPILED
from journeybook.render.quick import quickened, stilled
from journeybook.render.tight import Tight
from journeybook.site import rendered, search, zensical
from journeybook.site.clashes import clashes
from journeybook.site.following import Followed, follow
from journeybook.site.frame import direction, frame_of_no_page
from journeybook.site.languages import in_language
from journeybook.site.left import Left
from journeybook.site.progress import LINKS, WRITING, Progress, Tell, unheard
from journeybook.site.reading import Carried, Read, read
from journeybook.site.written import for_readers, withheld, written


class JourneybookPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """The book, read anew at each build, between MkDocs' events."""

    def __init__(self) -> None:
        super().__init__()
        self.as_of: date | None = None
        self.audience = ""
        self.is_preview = False
        self.tell: Tell = unheard
        self.hand_over: HandOver | None = None
        self.carried = Carried()
        self.preview = Preview()
        self.last: Left | None = None
        self.common = ""
        self.problems: tuple[Problem, ...] = ()
        self.read: Read | None = None
        self.site: rendered.Site | None = None
        self._files: PageFiles
        self._new: list[str] = []
        """The pages that are not taken from the last site, by published path."""
        self._navigation: dict[str, BookNavigation] = {}
        self._words: dict[str, Words] = {}
        self._texts: dict[str, str] = {}
        self.taking: Taking | None = None
        self.followed = Followed()
        self._written = 0
        self._environment: Environment | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Learn whether somebody is watching; having this event also keeps one plugin through all builds of serve."""
        self.is_preview, self.preview = command == "serve", Preview()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the book before MkDocs empties the site's folder: what cannot be read must not cost the last site."""
        self.problems = ()  # MkDocs may keep a plugin from one build to the next
        root = root_of(config)
        need_epoch()
        set_defaults(config, root)
        address = "" if self.is_preview else config.site_url or ""
        self.carried = self.preview.begin(config) if self.is_preview else Carried(self.carried)
        self.read = read(root, self._day(), audience_of(self.audience, self.config), address, self.tell, self.carried)
        self.problems = self.read.problems
        if self.read.unread and not (self.is_preview and self.site is None):
            raise PluginError(told(self.read.unread, root))
        warn((problem for problem in self.problems if problem.rule == dot.RULE), root)
        return config

    def _day(self) -> date | None:
        """The day that the command or mkdocs.yml names."""
        return self.as_of or self.config.as_of

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Let only Markdown and assets/ of content/ through, and add what the book has."""
        assert self.read is not None
        if gc.isenabled():
            gc.freeze()  # what has been read stays until the end
        self._texts, self._written = {}, 0
        search_finely(files, config)
        outside = unpublished(files, config)
        by_hand = only_published(files, config)
        texts = {path: file.content_string for path, file in by_hand.items()}
        if self.read.book.audience:
            texts = for_readers(texts, self.read.book.languages, self.read.book.audience)
            for file in [file for file in files if file.src_uri in withheld(self.read.book, texts)]:
                files.remove(file)
        self.site = site = self._site(texts, config, outside)
        self._files = PageFiles(site, config, self.read.book.as_of)
        about = self.carried.marks, site, texts, config
        self.taking = Taking(self.last, self.common, *about) if self.last and self.common else None
        self._new = [path for path in site.pages if self._is_new(path)]
        pages = [self._files[path] for path in self._new]
        for file in [*pages, *extra_files(site, config, self.preview.heed, self.taking)]:
            if existing := files.get_file_from_path(file.src_uri):
                files.remove(existing)
            files.append(file)
        return Findable(files, site, self._files, self.taking) if self.taking else files

    def _is_new(self, path: str) -> bool:
        """Whether MkDocs must hear of a page; of one by hand it always must."""
        assert self.site is not None
        self.preview.heed()
        if self.taking and path in self.site.written:
            self._files[path].is_new = self.taking.is_new
        return path in self.site.written or not (self.taking and self.taking.take_page(path))

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Give each language its own navigation."""
        assert self.site is not None
        self._navigation = navigations(self.site, self._files)
        for path in self._new:
            place(path, self.site, self._files, self._navigation)
        return self._navigation[self.site.languages[0]]

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Keep the reader of a hand-written page in its language, and its words for the search."""
        path = page.file.dest_uri
        if self.site is None or path not in self.site.written:
            return html
        book_page = self.site.pages[path]
        page.meta.update(front_matter(book_page) | ({} if book_page.marked else {"title": page.title}))
        self._texts[path] = search.plain(html)
        return in_language(html, path, self.site)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Give the theme its words, and what stands around a page to those that are none (the 404 page)."""
        assert self.site is not None
        self._environment = env
        self.problems = (*self.problems, *(unfit := without_template(self.site, self._files, env)))
        refuse(unfit, root_of(config))
        if self.taking:
            self.taking.begin_writing()
        self.tell(Progress(WRITING, 0, len(self.site.pages)))
        config.theme.static_templates.discard(SITEMAP)
        env.bytecode_cache = COMPILED
        stilled(quickened(env)).add_extension(Tight)
        languages = self.site.languages
        self._words = {each: Words(env, each, direction(each)) for each in languages}
        env.globals.update(
            jb=frame_of_no_page(languages),
            jb_words=self._words[languages[0]],
            jb_sitemap=languages[0],
            jb_kept={},
            jb_at="",
            jb_below="",
            jb_first=first_page,
        )
        if self.hand_over is not None:
            self._hand_over(self.hand_over, files, config)
        return env

    def _hand_over(self, to: HandOver, files: Files, config: MkDocsConfig) -> None:
        """Let another builder write the site; then nothing is left for MkDocs to do but to look at the links."""
        assert self.site is not None
        site, words = self.site, self._words
        indexes = {
            f"{site.folder(each)}search.json": zensical.search_index(
                search.entries(site, each, self._texts), words[each]
            )
            for each in site.languages
        }
        to(handed(site, {**indexes, **self._for_programs()}, files, config))
        if self.config.check_links:
            self._check_links(Path(config.site_dir), Path(config.docs_dir))
        raise zensical.HandedOverError

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """Let the book's own templates know of all pages, of those too that were taken."""
        assert self.site is not None
        if self.taking and template_name in config.extra_templates:
            for path in self.site.pages:
                place(path, self.site, self._files, self._navigation)
            context["pages"] = list(self._files.values())
        return context

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Set the page's language and what stands around it."""
        assert self.site is not None
        self._written += 1
        done = self._written + (self.taking.pages if self.taking else 0)
        self.tell(Progress(WRITING, done, len(self.site.pages)))
        context.update(cast("Any", context_of(page, self.site, self._words, self._navigation)))
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Let go of what was only needed to write the page."""
        if isinstance(page, GeneratedPage):
            page.let_go()
        return output

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put our search entries in the place of the theme's, last of all; see whether every link leads somewhere."""
        assert self.site is not None
        if "material/search" in config.plugins:
            write_search(self.site, self._words, self._texts, self.taking, Path(config.site_dir), self.preview.heed)
        for path, text in self._last_texts(config).items():
            writing.write(Path(config.site_dir) / path, text)
        if self.is_preview:
            self.preview.shown = self._shown(config)
        elif self.config.check_links:
            self.tell(Progress(LINKS))
            self._check_links(Path(config.site_dir), Path(config.docs_dir))
        self.on_build_error()

    def on_build_error(self, error: Exception | None = None, **_: Any) -> None:
        """Let go of what earlier builds left; what the machine would not do is told in words."""
        if self.is_preview and gc.isenabled():
            gc.unfreeze()
        if self.read is not None:
            self.read.close()
        if isinstance(error, OSError):
            give_up(error)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Show what is saved as soon as it is; what is wrong with an unreadable book, above the last good site."""
        if not self.is_preview:  # MkDocs was told to build clean, as for readers
            return server
        assert self.site is not None
        return self.preview.attach(server, self, config, self.site.languages[0])

    def _shown(self, config: MkDocsConfig) -> Shown | None:
        """What is needed to show single pages anew; nothing where the book has never been readable."""
        assert self.read is not None and self.site is not None and self._environment is not None
        if self.read.unread:
            return None
        return Shown(
            root_of(config), self._day(), config, self._environment, self._words, self._files, self.read, self.site
        )

    def _site(self, texts: Mapping[str, str], config: MkDocsConfig, outside: Iterable[Problem]) -> rendered.Site:
        """The whole site; while the book has never been readable, one page that says why."""
        assert self.read is not None
        if self.read.unread:
            return unreadable_site(self.read.book)
        by_hand = written(texts, self.read.book.languages, list(paths(config.nav)))
        hidden = (*outside, *clashes(self.read.pages, by_hand))
        self.problems = (*self.problems, *hidden)
        warn(hidden, root_of(config))
        return self.read.site(by_hand, for_programs=not self.is_preview)

    def _last_texts(self, config: MkDocsConfig) -> Mapping[str, str | bytes]:
        assert self.site is not None and self._environment is not None
        maps = sitemaps(self.site, self._environment, self._files, config, self.taking)
        return {
            **frame_scripts(self.site, self._environment, config, self._words, self.taking),
            **self._for_programs(),
            **maps,
        }

    def _for_programs(self) -> Mapping[str, str]:
        """The index for programs; not at every edit that somebody watches."""
        assert self.site is not None and self.read is not None
        return {} if self.is_preview or self.read.unread else for_programs(self.read.book, self.site, self.taking)

    def _check_links(self, folder: Path, docs: Path) -> None:
        assert self.site is not None
        taken = self.taking.taken if self.taking else ()
        self.followed = follow(self.site, folder, docs, self.last, taken)
        self.problems = (*self.problems, *self.followed.problems)
        warn(self.followed.problems, docs.parent)
