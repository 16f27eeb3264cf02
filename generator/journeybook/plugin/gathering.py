"""Which files a site is made of: what of content/ is published, and what the book and its look add."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path, PurePath
from stat import S_ISREG

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import is_markdown_file

from journeybook.pages.page import Asset
from journeybook.plugin.pages import PageFiles
from journeybook.plugin.taking import Taking
from journeybook.plugin.theme import assets
from journeybook.problem import Problem
from journeybook.site import clashes, search
from journeybook.site.rendered import Site
from journeybook.site.written import FOLDER

THEME_NAME = "material"
_COPY = ".copy"


def root_of(config: MkDocsConfig) -> Path:
    """Return the folder of the book: the one above docs_dir, which must be content/."""
    if config.theme.name != THEME_NAME:
        raise PluginError(f"mkdocs.yml must say `theme: {{name: {THEME_NAME}}}`: a book's pages are made for it.")
    docs = Path(config.docs_dir)
    if docs.name != FOLDER:
        raise PluginError(f"mkdocs.yml must say `docs_dir: {FOLDER}`: that is where a book's pages are.")
    return docs.parent


def paths(nav: object) -> Iterator[str]:
    """Give the files that mkdocs.yml names under `nav`, at any depth: the order of the hand-written pages."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict | list):
        for each in nav.values() if isinstance(nav, dict) else nav:
            yield from paths(each)


def unpublished(files: Files, config: MkDocsConfig) -> list[Problem]:
    """Take out links to what lies outside of content/, which nobody put there to be published, and what is no file.

    Beside content/ lies what must stay secret, such as a key in the settings of Git.
    """
    root, found = os.path.realpath(config.docs_dir), list[Problem]()
    own = [file for file in files if file.src_dir == config.docs_dir and file.abs_src_path]
    is_inside = cache(lambda folder: Path(os.path.realpath(folder)).is_relative_to(root))
    for file in sorted(own, key=lambda file: file.src_uri):
        path = str(file.abs_src_path)
        if _is_plain(path) and is_inside(path.rpartition(os.sep)[0]):
            continue
        if not Path(os.path.realpath(path)).is_relative_to(root):
            found.append(clashes.led_out(file.src_uri))
        elif not (Path(path).is_file() and os.access(path, os.R_OK)):
            found.append(clashes.no_file(file.src_uri))
        else:
            continue
        files.remove(file)
    return found


def _is_plain(path: str) -> bool:
    """Whether it is a file that can be read, and no link; nearly all are, and a large book has thousands."""
    try:
        return S_ISREG(os.lstat(path).st_mode) and os.access(path, os.R_OK)
    except OSError:
        return False


def only_published(files: Files, config: MkDocsConfig) -> dict[str, File]:
    """Take out what nobody is meant to see, and the Markdown, which is returned by its path."""
    own = [file for file in files if file.src_dir == config.docs_dir]
    by_hand = {file.src_uri: file for file in own if file.is_documentation_page() and not _is_left_out(file)}
    for file in own:
        if file.src_uri in by_hand or not (file.is_documentation_page() or file.src_uri.startswith("assets/")):
            files.remove(file)
    return by_hand


def _is_left_out(file: File) -> bool:
    """Tell whether mkdocs.yml keeps a page back (`exclude_docs`, `draft_docs`)."""
    return file.inclusion in {InclusionLevel.EXCLUDED, InclusionLevel.DRAFT}


def extra_files(site: Site, config: MkDocsConfig, heed: Callable[[], None], taking: Taking | None = None) -> list[File]:
    """Return what the site has beside its pages and the theme: drawings to take away, redirects, styles, scripts.

    What can be is taken from the last site; `heed` is called before that, and before one is written: it may break the
    building off.
    """
    own = assets(root_of(config))
    found = {path: File.generated(config, path, abs_src_path=str(file)) for path, file in own.items()}
    for path, asset in site.beside.items():
        heed()
        if path not in site.texts and taking and taking.take_asset(asset):
            found.pop(path, None)
        else:
            found[path] = asset_file(asset, config, heed)
    found |= {path: File.generated(config, path, content=text) for path, text in site.texts.items()}
    return list(found.values())


def search_finely(files: Files, config: MkDocsConfig) -> None:
    """Put our script to the theme's that searches."""
    for file in files:
        if file.src_dir in config.theme.dirs and Path(file.src_uri).match(search.WORKER):
            file.content_string = search.worker(file.content_string)


class AssetFile(File):
    """A file of a page, fetched when it is written, since all of them together are much."""

    asset: Asset
    heed: Callable[[], None]

    def copy_file(self, dirty: bool = False) -> None:
        """Write it, and let go of it."""
        self.heed()
        self._content = self.asset.data
        super().copy_file(dirty)
        self._content = ""


def asset_file(asset: Asset, config: MkDocsConfig, heed: Callable[[], None]) -> File:
    """What programs read goes by another name than its own, which to MkDocs is that of the page."""
    name = f"{asset.path}{_COPY}" if is_markdown_file(asset.path) else asset.path
    file = AssetFile.generated(config, name, content="")
    assert isinstance(file, AssetFile)
    file.dest_uri, file.asset, file.heed = asset.path, asset, heed
    return file


def taken_asset(site: Site, name: str, config: MkDocsConfig) -> File | None:
    """The file beside the pages that goes by this name, if there is one."""
    path = name.removesuffix(_COPY)
    return asset_file(site.beside[path], config, lambda: None) if path in site.beside else None


class Findable(Files):
    """MkDocs' files, in which what was taken is found as well by whoever asks for it by name: links are told by it."""

    def __init__(self, files: Files, site: Site, pages: PageFiles, taking: Taking) -> None:
        super().__init__(files)
        self._site, self._pages, self._taking = site, pages, taking

    def get_file_from_path(self, path: str) -> File | None:
        """The file that has this path in content/, or would have it there."""
        name = PurePath(path).as_posix()
        own = super().get_file_from_path(name) or self._pages.from_source(name)
        return own or taken_asset(self._site, name, self._pages.config)

    def copy_static_files(
        self, dirty: bool = False, *, inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included
    ) -> None:
        """Copy what is no page into the site, but for what can be taken from the last one."""
        for file in self:
            if not file.is_documentation_page() and inclusion(file.inclusion) and not self._taking.take_copy(file):
                file.copy_file(dirty)
