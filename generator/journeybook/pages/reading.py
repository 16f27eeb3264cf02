"""What a finished body says: its headings, and its words for the search."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from journeybook.pages.page import Heading
from journeybook.render.marked import LANGUAGE, MARKED

UNSEARCHED = "data-search-exclude"
_HEADING = re.compile(r"<h([23])\b[^>]*\bid=\"([^\"]+)\"[^>]*>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_TEXT = re.compile(r">([^<]+)")
_NAME = re.compile(r"\w+")


def headings(body: str) -> tuple[Heading, ...]:
    """The headings of a body that have an anchor, in its order; what is nested deeper would make a list too long."""
    return tuple(
        Heading(int(level), name, words(inner), _marked(inner)) for level, name, inner in _HEADING.findall(body)
    )


def plain(body: str) -> str:
    """The words of a body without drawings, its title and what is marked as not to be searched."""
    return _words(" ".join((">", *_kept(body))))  # not copied once more: a page of the whole book has megabytes


def words(markup: str) -> str:
    """The words of a piece of HTML on one line."""
    return _words(f">{markup}")


def _marked(inner: str) -> str:
    """What a heading says, with no tags but those that name a language; empty where there is none of them."""
    if LANGUAGE not in inner:
        return ""
    parts = MARKED.split(inner)
    return " ".join("".join(part if place % 2 else _TAG.sub(" ", part) for place, part in enumerate(parts)).split())


def _words(markup: str) -> str:
    """The words of a piece of HTML that begins with the end of a tag; what tells a language parts no words."""
    if LANGUAGE in markup:
        markup = MARKED.sub(lambda found: _TAG.sub("", found[1]), markup)
    return " ".join(html.unescape(" ".join(_TEXT.findall(markup))).split())


def _kept(body: str) -> Iterator[str]:
    """The stretches between what is left out; found by looking for marks, since a pattern would try every tag."""
    title = body.find("<h1"), body.find("</h1>")
    yield body[: max(title[0], 0)]
    for stretch in _unmarked(body[title[1] + 5 :] if min(title) >= 0 else body):
        first, *others = stretch.split("<svg")
        yield first
        yield from (other.partition("</svg>")[2] for other in others)


def _unmarked(body: str) -> Iterator[str]:
    """A body without the elements that are marked; none of them holds another of its own name."""
    start = 0
    while (at := body.find(UNSEARCHED, start)) >= 0:
        begin = body.rfind("<", start, at)
        name = _NAME.match(body, begin + 1) if begin >= 0 and ">" not in body[begin:at] else None
        closing = f"</{name[0]}>" if name else ""
        end = body.find(closing, at) if closing else -1
        yield body[start : begin if end >= 0 else at]
        start = end + len(closing) if end >= 0 else at + len(UNSEARCHED)
    yield body[start:]
