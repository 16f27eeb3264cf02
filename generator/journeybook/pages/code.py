"""The QR code that leads from a printed sheet to its page; none where the site's address is not known."""

from __future__ import annotations

from journeybook.pages.page import published

LONGEST = 500
"""Characters of an address; no phone reads the code of a longer one from paper."""


def address(site_url: str, path: str, language: str, default: str) -> str:
    """The address of a page on the published site; empty without the site's own (`site_url` in mkdocs.yml)."""
    whole = f"{site_url.rstrip('/')}/{published(path, language, default)}"
    return whole if site_url and len(whole) <= LONGEST else ""


def code(address: str, title: str) -> str:
    """A QR code as SVG with a title; it still reads with a seventh of it worn off."""
    import segno  # it brings all that speaks to networks with it, and most builds draw no code

    drawn = segno.make(address, error="m", micro=False)
    return drawn.svg_inline(scale=4, border=4, dark="#000000", light="#ffffff", title=title, omitsize=True)
