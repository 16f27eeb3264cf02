"""What is written when all pages stand: search indexes, sitemaps and the scripts of the frame, in all languages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from journeybook import files
from journeybook.plugin.taking import Taking
from journeybook.plugin.theme import Words
from journeybook.site import search
from journeybook.site.frame import words as words_of
from journeybook.site.rendered import Site

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
    `heed` is called before each entry: it may break this off.
    """
    for language in site.languages:
        place = f"{site.folder(language)}search/search_index.json"
        before = taking.last.read(place) if taking else None
        kept = search.kept(before, site, language, taking.taken) if taking and before else {}
        index = folder / place
        lines = _heeding(search.lines(site, language, texts, kept), heed)
        files.write_pieces(index, search.index(lines, words[language]))
        files.write_pieces(index.with_suffix(".js"), search.as_script(files.pieces_of(index)))


def _heeding(lines: Iterable[bytes], heed: Callable[[], None]) -> Iterator[bytes]:
    for each in lines:
        heed()
        yield each


def sitemaps(site: Site, environment: Environment, all_files: Iterable[File]) -> dict[str, str]:
    """Return the sitemap of each language by published path."""
    template, pages = environment.get_template("sitemap.xml"), list(all_files)
    return {
        f"{site.folder(language)}sitemap.xml": template.render(pages=pages, jb_sitemap=language)
        for language in site.languages
    }


def frame_scripts(
    site: Site, environment: Environment, config: MkDocsConfig, words: Mapping[str, Words]
) -> dict[str, str]:
    """Return by published path, a language each, the script that brings what of a page's frame needs a script."""
    template = environment.get_template("partials/javascripts/frame.html")
    told = {"config": config, "features": config.theme["features"], "base_url": ".", "page": None}
    found = {}
    for language in site.languages:
        own = {**told, "jb": {"words": words_of(language)}, "jb_words": words[language]}
        own |= {"lang": environment.get_template("partials/language.html").make_module(own)}
        own |= {"jb_config": _config(environment, own), "jb_folder": site.folder(language)}
        found[f"assets/journeybook-frame.{language}.js"] = template.render(own)
    return found


def _config(environment: Environment, told: Mapping[str, Any]) -> Any:
    """What the theme tells its script on every page."""
    base = environment.get_template("base.html")
    block = "".join(base.blocks["config"](base.new_context(dict(told))))
    found = _CONFIG.search(block)
    assert found, block
    return json.loads(found[1])
