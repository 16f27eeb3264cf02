"""What the reader's search looks through: one entry a page, an index a language."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping

from journeybook import TEMPLATES
from journeybook.pages.page import Page
from journeybook.site.rendered import Site

SEPARATOR = r"""[\s\u200b\u3000\-_,:;.!?…=\[\]()"'„”“’«»/·→、，。！？；：（）]+|&(?:lt|gt|amp|quot|#x27);"""
"""What stands between words; escaped signs too, so that nobody's search marks half of one."""

WORKER = "assets/javascripts/workers/search.*.js"
"""The theme's script that searches, in both builders; a part of its name changes with its content."""
_FOLDING = TEMPLATES / "search" / "folding.js"

_PIECE = re.compile(r"(?=\S).{1,160}(?!\S)|\S+")  # a line or two of the list of hits, of whole words

_TAG = re.compile(
    r"<(?:script|style|svg)\b.*?</(?:script|style|svg)>|<a class=\"headerlink\".*?</a>|<[^>]*>", re.DOTALL
)
_START = b'{"location":"'
"""How the line of an entry begins."""
FEW = 20
"""Lines that are looked for in an index in less time than it takes to take it apart."""
_BLOCK = re.compile(r"</(?:p|li|h[1-6]|dd|dt|td|th|tr|pre|blockquote)>")


def entries(site: Site, language: str, written: Mapping[str, str]) -> Iterator[dict[str, object]]:
    """Give an entry for each page of a language; `written` holds the words of hand-written ones by published path."""
    for path in pages_in(site, language):
        if text := site.pages[path].search or written.get(path, ""):
            yield entry(site.pages[path], path.removeprefix(site.folder(language)), text)


def lines(
    site: Site, language: str, written: Mapping[str, str], kept: Mapping[str, bytes] | None = None
) -> Iterator[bytes]:
    """Give the same as JSON, a line each; `kept` holds those of some pages by published path, empty for none."""
    known = kept or {}
    for path in pages_in(site, language):
        if found := known[path] if path in known else line(site, path, written):
            yield found


def line(site: Site, path: str, written: Mapping[str, str]) -> bytes:
    """Return the line of a page; empty for one that is not to be found."""
    page = site.pages[path]
    text = page.search or written.get(path, "")
    return _json(entry(page, path.removeprefix(site.folder(page.language)), text)) if text else b""


def pages_in(site: Site, language: str) -> list[str]:
    """Return the published paths of the pages in a language, in the order of their entries."""
    return [path for path, page in site.pages.items() if page.language == language]


def entry(page: Page, location: str, text: str) -> dict[str, object]:
    """Return a page's entry, its text in short paragraphs: the theme shows the whole one that a hit is in."""
    lines = (part for line in text.splitlines() for part in _PIECE.findall(line))
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    found: dict[str, object] = {
        "location": location,
        "title": html.escape(page.found_as or page.title),
        "text": paragraphs,
    }
    return {**found, "boost": page.boost} if page.boost != 1 else found


def index(lines: Iterable[bytes], settings: Mapping[str, str]) -> Iterator[bytes]:
    """Give the search index of a language as JSON, a line an entry, so that a later build can take entries from it.

    It comes in pieces, since that of a large book has tens of megabytes. `settings` are what the theme says of
    searching in the language.
    """
    config = {
        "lang": [settings["search.config.lang"]],
        "separator": SEPARATOR,
        "pipeline": [word.strip() for word in settings["search.config.pipeline"].split(",") if word.strip()],
        "fields": {"title": {"boost": 1000.0}, "text": {"boost": 1.0}},
    }
    yield b'{"config":%b,"docs":[' % _json(config)
    for number, line in enumerate(lines):
        yield b",\n%b" % line if number else b"\n%b" % line
    yield b"\n]}"


def spliced(index: bytes, lines: Mapping[str, bytes]) -> list[bytes]:
    """Return an index in pieces, with these lines for pages by their locations; nothing where one is new or gone.

    So an index of tens of megabytes need not be taken apart, where it is of the same pages in the same order.
    """
    places, pieces, at = list[tuple[int, int, bytes]](), list[bytes](), 0
    for location, own in lines.items():
        start = index.find(b'\n{"location":%b,"title"' % _json(location)) + 1
        end = index.find(b"\n", start)
        if bool(start) != bool(own):
            return []
        if own:
            places.append((start, end - index.endswith(b",", start, end), own))
    for start, end, own in sorted(places):
        pieces += [index[at:start], own]
        at = end
    return [*pieces, index[at:]]


def kept(index: bytes, site: Site, language: str, paths: Iterable[str]) -> dict[str, bytes]:
    """Return the lines of pages (by published path) in an index; empty for those that have none."""
    entries = (line.removesuffix(b",") for line in index.split(b"\n")[1:-1] if line)
    found = {site.folder(language) + _location(entry): entry for entry in entries}
    return {path: found.get(path, b"") for path in paths}


def _location(line: bytes) -> str:
    """What the line of an entry begins with."""
    start = len(_START)
    told = line[start : line.index(b'","title"', start)]
    return str(json.loads(b'"%b"' % told)) if b"\\" in told else told.decode()


def _json(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def as_script(index: Iterable[bytes]) -> Iterator[bytes]:
    """Give the index as a script, which a page opened from a file system may load where it may not ask for JSON."""
    yield b"var __index = "
    yield from index


def worker(script: str) -> str:
    """Return the theme's script that searches, and behind it ours, which makes it deaf to the marks of letters."""
    return f"{script}\n{_FOLDING.read_text('utf-8')}"


def plain(body: str) -> str:
    """Return the words of a piece of HTML, a line a paragraph; its first heading and its drawings are left out."""
    _, _, rest = body.rpartition("</h1>")
    return html.unescape(_TAG.sub(" ", _BLOCK.sub("\n", rest)))
