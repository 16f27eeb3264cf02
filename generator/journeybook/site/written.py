"""Hand-written pages: which Markdown file is which page in which language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from mkdocs.utils import get_markdown_title, meta
from msgspec import Struct

from journeybook.model import Book
from journeybook.pages.page import Page
from journeybook.problem import Place
from journeybook.render.marked import spoken

FOLDER = "content"


class Written(Struct, frozen=True):
    """A page that somebody wrote as Markdown; `file` is its path below content/, perhaps of another language."""

    page: Page
    file: str
    language: str


def written(texts: Mapping[str, str], languages: tuple[str, ...], order: Sequence[str] = ()) -> list[Written]:
    """Return the hand-written pages of all languages from Markdown by path below content/, in the order of reading.

    What is not translated is there in every language all the same, in the words of the first that has it. `order`
    names the files that come first.
    """
    files: dict[str, dict[str, str]] = {}
    for file in texts:
        path, language = _path_and_language(file, languages)
        files.setdefault(path, {})[language] = file
    found = [_page(path, language, own, texts, languages) for path, own in files.items() for language in languages]
    places = {_path_and_language(file, languages)[0]: place for place, file in enumerate(order)}
    return sorted(found, key=lambda each: (places.get(each.page.path, len(places)), each.page.path))


def for_readers(texts: Mapping[str, str], languages: tuple[str, ...], audience: str) -> dict[str, str]:
    """Return the Markdown of the pages that an audience may see.

    A page is kept from it, in every language, if the front matter of one says so: `visible_to: [cx, management]`.
    """
    away = {
        _path_and_language(file, languages)[0]
        for file, text in texts.items()
        if audience not in _readers(text, audience)
    }
    return {file: text for file, text in texts.items() if _path_and_language(file, languages)[0] not in away}


def withheld(book: Book, texts: Mapping[str, str]) -> frozenset[str]:
    """Return the files below content/ that its readers may not see: no entity of theirs and no page names them."""
    return frozenset(file for file in book.withheld.files if not any(file in text for text in texts.values()))


def _readers(text: str, audience: str) -> tuple[str, ...]:
    return _words(meta.get_data(text)[1].get("visible_to") or audience)


def _words(told: object) -> tuple[str, ...]:
    """What front matter lists, as a list or with commas."""
    return tuple(map(str, told)) if isinstance(told, list) else tuple(re.split(r"[\s,]+", str(told)))


def _page(
    path: str, language: str, own: Mapping[str, str], texts: Mapping[str, str], languages: tuple[str, ...]
) -> Written:
    really = language if language in own else next(each for each in languages if each in own)
    markdown, front = meta.get_data(texts[own[really]])
    title = str(front.get("title") or get_markdown_title(markdown) or PurePosixPath(path).name)
    page = Page(
        path=path,
        language=language,
        title=title,
        marked="" if really == language else spoken(title, really),
        body="",
        description=str(front.get("description") or ""),
        parent=str(front.get("parent") or "index"),
        source=Place(f"{FOLDER}/{own[really]}", 1, 1, 1, 1),
        hide=_words(front.get("hide") or []),
    )
    return Written(page, own[really], really)


def _path_and_language(file: str, languages: tuple[str, ...]) -> tuple[str, str]:
    """`guide/welcome.pl.md` is `guide/welcome` in Polish, where Polish is a language of the book."""
    path = file.removesuffix(".md")
    stem, dot, code = path.rpartition(".")
    return (stem, code) if dot and code in languages else (path, languages[0])
