"""What is written when all pages stand: search indexes, sitemaps and the scripts of the frame, in all languages."""

from __future__ import annotations

import gzip
import io
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_timestamp

from journeybook import files as writing
from journeybook.model import Book
from journeybook.plugin.pages import PageFiles
from journeybook.plugin.taking import Taking
from journeybook.plugin.theme import Words
from journeybook.site import llms, search
from journeybook.site.frame import words as words_of
from journeybook.site.rendered import Site

SITEMAP, PACKED = "sitemap.xml", "sitemap.xml.gz"
_CONFIG = re.compile(r"<script id=\"__config\"[^>]*>(.*)</script>", re.DOTALL)


def write_search(
    site: Site,
    words: Mapping[str, Words],
    texts: Mapping[str, str],
    taking: Taking | None,
    folder: Path,
    heed: Callable[[], None],
) -> None:
    """Write the index of each language into the site's folder, as JSON and as a script.

    `texts` holds the words of hand-written pages; entries of pages that were taken from the last site are taken too.
    `heed` is called now and then: it may break this off.
    """
    for language in site.languages:
        index = folder / _index(site, language)
        pieces = _patched(site, language, texts, taking)
        heed()
        lines = _lines(site, language, texts, taking, heed)
        writing.write_pieces(index, pieces or search.index(lines, words[language]))
        writing.write_pieces(index.with_suffix(".js"), search.as_script(pieces or writing.pieces_of(index)))


def _index(site: Site, language: str) -> str:
    return f"{site.folder(language)}search/search_index.json"


def _patched(site: Site, language: str, texts: Mapping[str, str], taking: Taking | None) -> Iterable[bytes]:
    """The index of the last site with other lines for pages that were not taken, if its pages were the same."""
    place, paths = _index(site, language), search.pages_in(site, language)
    if taking is None or not taking.is_made_of(place, *paths) or (before := taking.last.read(place)) is None:
        return []
    new = [path for path in paths if path not in taking.taken]
    if len(new) > search.FEW:
        return []
    folder = site.folder(language)
    return search.spliced(before, {path.removeprefix(folder): search.line(site, path, texts) for path in new})


def _lines(
    site: Site, language: str, texts: Mapping[str, str], taking: Taking | None, heed: Callable[[], None]
) -> Iterator[bytes]:
    """The lines of an index, those of pages that were taken as they stood in that of the last site."""
    before = taking.last.read(_index(site, language)) if taking else None
    kept = search.kept(before, site, language, taking.taken) if taking and before else {}
    for each in search.lines(site, language, texts, kept):
        heed()
        yield each


def sitemaps(
    site: Site, environment: Environment, files: PageFiles, config: MkDocsConfig, taking: Taking | None
) -> dict[str, str | bytes]:
    """Return the sitemap of each language by published path, and the first packed; none that stands already.

    Where nobody knows where the site will be there is an empty one of the first language. What others would add to a
    page of MkDocs' own is not asked for: it makes one of the first language alone.
    """
    languages = site.languages if config.site_url else site.languages[:1]
    paths = {f"{site.folder(each)}{SITEMAP}": each for each in languages}
    days = [f"{path} {files.changed(path)}" for path in site.pages]
    there = [taking.take_made_of(path, *days) for path in (*paths, PACKED)] if taking else [False]
    if all(there):
        return {}
    for path, file in files.items():
        if file.page is not None:
            file.page.update_date = files.changed(path)
    template, pages = environment.get_template(SITEMAP), list(files.values())
    told = {path: template.render(pages=pages, jb_sitemap=language) for path, language in paths.items()}
    return {**told, PACKED: _packed(told[SITEMAP], [file.page for file in pages if file.page is not None])}


def _packed(text: str, pages: Collection[Page]) -> bytes:
    """A sitemap as MkDocs packs it: as old as what is youngest in it."""
    with io.BytesIO() as stream:
        with gzip.GzipFile(PACKED, "wb", fileobj=stream, mtime=get_build_timestamp(pages=pages)) as packed:
            packed.write(text.encode())
        return stream.getvalue()


def frame_scripts(
    site: Site, environment: Environment, config: MkDocsConfig, words: Mapping[str, Words], taking: Taking | None
) -> dict[str, str]:
    """Return by published path, a language each, the script that brings what of a page's frame needs a script.

    Beside the settings only the languages of the book have a say in it: one that stands already is left out.
    """
    template = environment.get_template("partials/javascripts/frame.html")
    told = {"config": config, "features": config.theme["features"], "base_url": ".", "page": None}
    found = {}
    for language in site.languages:
        path = f"assets/journeybook-frame.{language}.js"
        if taking and taking.take_made_of(path, *site.languages):
            continue
        own = {**told, "jb": {"words": words_of(language)}, "jb_words": words[language]}
        own |= {"lang": environment.get_template("partials/language.html").make_module(own)}
        own |= {"jb_config": _config(environment, own), "jb_folder": site.folder(language)}
        found[path] = template.render(own)
    return found


def for_programs(book: Book, site: Site, taking: Taking | None) -> dict[str, str]:
    """Return the index for programs of each language by published path, but for those that stand already."""
    return {
        path: llms.index(book, site, language)
        for path, language in llms.indexes(site).items()
        if not (taking and taking.take_made_of(path, *llms.made_of(book, site, language)))
    }


def _config(environment: Environment, told: Mapping[str, Any]) -> Any:
    """What the theme tells its script on every page."""
    base = environment.get_template("base.html")
    block = "".join(base.blocks["config"](base.new_context(dict(told))))
    found = _CONFIG.search(block)
    assert found, block
    return json.loads(found[1])
