"""Links of a hand-written page keep to its language: what Markdown names is the page in the book's first one."""

from __future__ import annotations

import posixpath
import re
from html import escape, unescape
from urllib.parse import unquote, urlsplit

from journeybook.pages.page import relative
from journeybook.site.rendered import Site

_LINK = re.compile(r'(<a\b[^>]*?\bhref=")([^"#][^"]*)"')


def in_language(html: str, path: str, site: Site) -> str:
    """Return the body of the page published at `path` with each link led to the page in the same language."""
    language = site.pages[path].language
    if language == site.languages[0]:
        return html
    return _LINK.sub(lambda found: f'{found[1]}{_led(found[2], path, language, site)}"', html)


def _led(address: str, path: str, language: str, site: Site) -> str:
    parts = urlsplit(unescape(address))
    if parts.scheme or parts.netloc:
        return address
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    page = site.pages.get(target)
    if page is None or page.language != site.languages[0]:
        return address
    anchor = f"#{parts.fragment}" if parts.fragment else ""
    return escape(relative(path, site.file(page.path, language)) + anchor)
