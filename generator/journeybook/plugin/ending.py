"""What is written when all pages stand: the search indexes and the sitemaps of all languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jinja2 import Environment
from mkdocs.structure.files import File

from journeybook.plugin.taking import Taking
from journeybook.plugin.theme import Words
from journeybook.site import Site, search


def search_indexes(
    site: Site, words: Mapping[str, Words], texts: Mapping[str, str], taking: Taking | None
) -> dict[str, bytes]:
    """Return the index of each language by published path, as JSON and as a script.

    `texts` holds the words of hand-written pages; entries of pages that were taken from the last site are taken too.
    """
    found: dict[str, bytes] = {}
    for language in site.languages:
        place = f"{site.folder(language)}search/search_index"
        before = taking.last.read(f"{place}.json") if taking else None
        kept = search.kept(before, site, language, taking.taken) if taking and before else {}
        index = search.index(search.lines(site, language, texts, kept), words[language])
        found |= {f"{place}.json": index, f"{place}.js": search.as_script(index)}
    return found


def sitemaps(site: Site, environment: Environment, files: Iterable[File]) -> dict[str, str]:
    """Return the sitemap of each language by published path."""
    template, pages = environment.get_template("sitemap.xml"), list(files)
    return {
        f"{site.folder(language)}sitemap.xml": template.render(pages=pages, jb_sitemap=language)
        for language in site.languages
    }
