"""What is written when all pages stand: the search indexes and the sitemaps of all languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from jinja2 import Environment
from mkdocs.structure.files import File

from journeybook import files
from journeybook.plugin.taking import Taking
from journeybook.plugin.theme import Words
from journeybook.site import Site, search


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
