"""An author's Markdown as HTML that cannot run anything."""

from __future__ import annotations

from functools import lru_cache

import nh3
from markdown import Markdown
from markupsafe import Markup

TAGS = {
    "p", "br", "hr", "em", "strong", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a", "h3", "h4", "h5", "h6",
    "table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "sup", "sub",
}  # fmt: skip
SCHEMES = {"http", "https", "mailto"}


@lru_cache(maxsize=4096)
def from_markdown(typed: str) -> Markup:
    """Markdown as HTML: raw HTML that is not plain formatting is dropped, links keep only safe schemes."""
    converted = Markdown(extensions=["tables", "sane_lists"], output_format="html").convert(typed)
    return Markup(nh3.clean(converted, tags=TAGS, attributes={"a": {"href", "title"}}, url_schemes=SCHEMES))  # noqa: S704
