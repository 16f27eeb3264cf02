"""An author's Markdown as HTML that cannot run anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import zip_longest

import nh3
from markdown import Markdown
from markupsafe import Markup, escape

TAGS = {
    "p", "br", "hr", "em", "strong", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a", "h3", "h4", "h5", "h6",
    "table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "sup", "sub",
}  # fmt: skip
SCHEMES = {"http", "https", "mailto"}


# Python-Markdown's time grows with the square of the length, for some texts: it gets a long one in pieces.
LONG = 4_000  # characters that go to it together
LONGEST = 10_000  # characters without a blank line; more are no prose
MOST_BRACKETS = 100  # in one piece; among more, only links are left to it
_LINK = re.compile(r"\[[^\[\]\n]{1,500}\]\([^()\n]{1,1000}\)")


@lru_cache(maxsize=4096)
def from_markdown(typed: str) -> Markup:
    """Markdown as HTML: raw HTML that is not plain formatting is dropped, links keep only safe schemes.

    What is longer or nested deeper than anybody reads stands there as it was typed.
    """
    return Markup("\n").join(_converted(piece) for piece in _pieces(typed))


def _converted(piece: str) -> Markup:
    if len(piece) > LONGEST:
        return escape(piece)
    try:
        converted = _markdown().reset().convert(_bounded(piece))
    except RecursionError:
        _markdown.cache_clear()  # it stopped halfway
        return escape(piece)
    return Markup(nh3.clean(converted, tags=TAGS, attributes={"a": {"href", "title"}}, url_schemes=SCHEMES))  # noqa: S704


@cache
def _markdown() -> Markdown:
    """What turns Markdown into HTML; to make it takes longer than a paragraph does."""
    return Markdown(extensions=["tables", "sane_lists"], output_format="html")


def _pieces(typed: str) -> Iterator[str]:
    """The text in pieces that end at blank lines; one where it is not long."""
    piece = ""
    for block in typed.split("\n\n") if len(typed) > LONG else [typed]:
        if piece and len(piece) + len(block) > LONG:
            yield piece
            piece = ""
        piece = f"{piece}\n\n{block}" if piece else block
    yield piece


def _bounded(piece: str) -> str:
    """The text with brackets that begin no link marked as such, where there are so many that it would take minutes."""
    if piece.count("[") <= MOST_BRACKETS:
        return piece
    between, links = _LINK.split(piece), _LINK.findall(piece)
    plain = (text.replace("[", "\\[") for text in between)
    return "".join(part for pair in zip_longest(plain, links, fillvalue="") for part in pair)
