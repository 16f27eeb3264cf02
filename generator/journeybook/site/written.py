"""Hand-written pages: which Markdown file is which page in which language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from mkdocs.utils import get_markdown_title, meta

from journeybook.pages.page import Page
from journeybook.problem import Place

FOLDER = "content"
_LAST = 1000.0


@dataclass(frozen=True, slots=True)
class Written:
    """A page that somebody wrote as Markdown; `file` is its path below content/, perhaps of another language."""

    page: Page
    file: str
    language: str
    order: float


def written(texts: Mapping[str, str], languages: tuple[str, ...]) -> list[Written]:
    """Return the hand-written pages of all languages from Markdown by path below content/, in the order of reading.

    What is not translated is there in every language all the same, in the words of the first that has it.
    """
    files: dict[str, dict[str, str]] = {}
    for file in texts:
        path, language = _path_and_language(file, languages)
        files.setdefault(path, {})[language] = file
    found = [_page(path, language, own, texts, languages) for path, own in files.items() for language in languages]
    return sorted(found, key=lambda each: (each.order, each.page.path, languages.index(each.page.language)))


def _page(
    path: str, language: str, own: Mapping[str, str], texts: Mapping[str, str], languages: tuple[str, ...]
) -> Written:
    really = language if language in own else next(each for each in languages if each in own)
    markdown, front = meta.get_data(texts[own[really]])
    page = Page(
        path=path,
        language=language,
        title=str(front.get("title") or get_markdown_title(markdown) or PurePosixPath(path).name),
        body="",
        description=str(front.get("description") or ""),
        parent=str(front.get("parent") or "index"),
        source=Place(f"{FOLDER}/{own[really]}", 1, 1, 1, 1),
        hide=tuple(str(each) for each in front.get("hide") or ()),
    )
    return Written(page, own[really], really, _number(front.get("order")))


def _path_and_language(file: str, languages: tuple[str, ...]) -> tuple[str, str]:
    """`guide/welcome.pl.md` is `guide/welcome` in Polish, where Polish is a language of the book."""
    path = file.removesuffix(".md")
    stem, dot, code = path.rpartition(".")
    return (stem, code) if dot and code in languages else (path, languages[0])


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else _LAST
