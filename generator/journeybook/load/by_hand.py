"""Hand-written pages, before anybody turns them into HTML: what would keep a build from its end, each at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from journeybook import source
from journeybook.load.opened import opened
from journeybook.load.shelf import Folder, Shelf
from journeybook.problem import Place, Problem, Severity
from journeybook.source.decoding import decoded
from journeybook.words import Phrase, phrase

MOST_LETTERS, MOST_BRACKETS, MOST_TICKS = 50_000, 300, 2_000
"""Of a paragraph; what turns it into HTML takes minutes for more."""
DEEPEST = 400
"""Blanks and signs of lists before a line; for many more, what turns it into HTML fails."""

_FRONT = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:-{3}|\.{3})[ \t]*\n", re.DOTALL)
_NAMED = re.compile(r"[\w-]+[ \t]*:")
_NEVER = ("yaml-anchor", "yaml-alias", "yaml-tag", "yaml-too-deep", "yaml-too-large")
_FENCE = re.compile(r" *(`{3,}|~{3,}) ?[\w.+#-]*[ \t]*")
_LINK = re.compile(r"\[[^\[\]\n]{1,500}\]\([^()\n]{1,1000}\)")
_PICTURE = re.compile(r"\bdata:image/[\w.+-]+;base64,[\w+/=]+")
_BEFORE = re.compile(r"(?:[ \t>]|[-*+] |\d{1,9}[.)] )*")
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_RUNS = re.compile(
    r"<(?:script|iframe|object|embed|base)\b|<[a-z][^<>]{0,500}?[\s\"'/]on[a-z]{3,30}\s{0,5}=|\bjavascript\s{0,5}:",
    re.IGNORECASE,
)


def unfit_pages(shelf: Shelf) -> Iterator[Problem]:
    """What is wrong with the Markdown below content/; links that lead out of it are left to whoever publishes."""
    yield from map(_no_text, shelf.no_texts if isinstance(shelf, Folder) else ())
    for name in shelf.pages():
        if any("\ud800" <= sign <= "\udfff" for sign in name):
            message = phrase("The name of this file is not written in UTF-8.")
            hint = phrase("Give it a name of small Latin letters, digits and hyphens.")
            yield _error("file-name", message, Place(name, 1, 1, 1, 1), hint)
        else:
            data, problems = opened(shelf, name)
            yield from problems or of_page(data or b"", name)


def _no_text(name: str) -> Problem:
    message = phrase("This is no file with a text: it is a link that leads nowhere, or belongs to a program.")
    return _error(
        "stray-file",
        message,
        Place(name, 1, 1, 1, 1),
        phrase("Put a file with a text in its place, or delete what is there."),
    )


def of_page(data: bytes, file: str) -> Iterator[Problem]:
    """What is wrong with a page of Markdown: how it is saved, what stands above it, what is too much of it."""
    text, problems = decoded(data, file)
    yield from problems
    if text is None or problems:
        return
    yield from _above(text, file)
    lines = _without_code(text.split("\n"))
    if heavy := [*_heavy(lines, file), *_deep(lines, file)]:
        yield from heavy
        return
    for number, line in enumerate(lines, 1):
        if found := _RUNS.search(unescape(_CODE.sub("", line))):
            yield _runs(found[0], _line(file, number, line))


def _above(text: str, file: str) -> Iterator[Problem]:
    """What is wrong with the front matter: it is read as files of a book are, so that nothing in it can unfold."""
    found = _FRONT.match(text)
    if found is None:
        return
    value, problems = source.read(f"\n{found[1]}".encode(), file)
    is_meant = isinstance(value, source.Mapping) or _NAMED.match(found[1])
    for problem in problems:
        if problem.severity is Severity.ERROR and (is_meant or problem.rule in _NEVER):
            yield problem


def _without_code(lines: list[str]) -> list[str]:
    """The lines, empty where they are those of a block of code; one without an end is none."""
    found, end, begun = list[str](), "", 0
    for line in lines:
        fence = _FENCE.fullmatch(line)
        if not end and fence:
            end, begun = fence[1], len(found)
        elif end and line.strip() == end:
            found[begun:] = [""] * (len(found) - begun)
            end = ""
            found.append("")
            continue
        found.append(line)
    return found


def _heavy(lines: list[str], file: str) -> Iterator[Problem]:
    for start, piece in _paragraphs(lines):
        text = _PICTURE.sub("", piece)
        is_long = len(text) > MOST_LETTERS or text.count("`") > MOST_TICKS
        if is_long or (text.count("[") > MOST_BRACKETS and _LINK.sub("", text).count("[") > MOST_BRACKETS):
            message = phrase("This paragraph is too long to be read, or has too many brackets or backticks in it.")
            hint = phrase("Part it by empty lines; what is code belongs between two lines of three backticks.")
            yield _error("page-too-large", message, _line(file, start, lines[start - 1]), hint)


def _deep(lines: list[str], file: str) -> Iterator[Problem]:
    for number, line in enumerate(lines, 1):
        before = _BEFORE.match(line) if len(line) > DEEPEST else None
        if before is not None and before.end() > DEEPEST:
            message = phrase("This line stands further to the right than anybody reads.")
            hint = phrase("Begin the line further to the left.")
            yield _error("page-too-large", message, _line(file, number, line), hint)


def _paragraphs(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Each paragraph, with the number of its first line."""
    start = 0
    for number, line in enumerate([*lines, ""]):
        if not line.strip():
            if number > start:
                yield start + 1, "\n".join(lines[start:number])
            start = number + 1


def _runs(typed: str, place: Place) -> Problem:
    message = phrase("This would run in the browser of everybody who opens the page: {typed}", typed=typed[:40])
    hint = phrase("Delete it, unless you know what it does. To show it as text, put it between backticks.")
    return Problem("page-runs", Severity.WARNING, message, place, hint)


def _line(file: str, number: int, line: str) -> Place:
    return Place(file, number, 1, number, len(line) + 1)


def _error(rule: str, message: Phrase, place: Place, hint: Phrase) -> Problem:
    return Problem(rule, Severity.ERROR, message, place, hint)
