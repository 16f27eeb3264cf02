"""What another builder is handed: the pages as MkDocs' own steps rendered them, and all files beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.toc import AnchorLink

from journeybook.pages.page import Heading
from journeybook.plugin.pages import GeneratedPage
from journeybook.site.rendered import Site
from journeybook.site.zensical import Rendered


@dataclass(frozen=True)
class Handed:
    """A site that is ready to be written."""

    site: Site
    pages: Mapping[str, Rendered]
    texts: Mapping[str, str]
    settings: Mapping[str, Any]
    copy: Callable[[], None]


HandOver = Callable[[Handed], None]


def handed(site: Site, texts: Mapping[str, str], files: Files, config: MkDocsConfig) -> Handed:
    """All that another builder needs; `copy` puts the files that are no pages into the site's folder."""
    pages = {file.dest_uri: _rendered(file) for file in files.documentation_pages() if file.dest_uri in site.pages}
    others = [file for file in files if not file.is_documentation_page() and file.src_dir not in config.theme.dirs]
    return Handed(site, pages, texts, _settings(config), lambda: _copy(others, config))


def _rendered(file: File) -> Rendered:
    assert file.page is not None
    top = list(file.page.toc)
    inner = top[0].children if len(top) == 1 and top[0].level == 1 else top
    page = file.page
    body = page.html() if isinstance(page, GeneratedPage) else page.content or ""
    return Rendered(body, tuple(_headings(inner)))


def _headings(links: Iterable[AnchorLink]) -> Iterable[Heading]:
    for link in links:
        marked = str(link.title) if "<" in link.title else ""
        yield Heading(link.level, link.id, Markup(link.title).striptags(), marked)  # noqa: S704 - is HTML
        yield from _headings(link.children)


def _settings(config: MkDocsConfig) -> Mapping[str, Any]:
    """The settings that both builders know, in words that any of them reads."""
    extra = {key: value for key, value in config.extra.items() if key not in {"polyfills", "generator"}}
    features = [each for each in config.theme.get("features") or () if each != "navigation.tabs"]  # they list all pages
    theme = {name: config.theme[name] for name in ("palette", "language") if config.theme.get(name)}
    told = {
        "site_name": config.site_name, "site_url": config.site_url, "site_description": config.site_description,
        "repo_url": config.repo_url, "copyright": config.copyright, "extra": extra,
        "extra_css": [str(each) for each in config.extra_css],
        "extra_javascript": [str(each) for each in config.extra_javascript],
        "theme": {**theme, "features": features, "name": "material", "font": False},
    }  # fmt: skip
    return {name: value for name, value in told.items() if value is not None}


def _copy(files: Iterable[File], config: MkDocsConfig) -> None:
    for file in files:
        file.dest_dir = config.site_dir
        file.copy_file()
