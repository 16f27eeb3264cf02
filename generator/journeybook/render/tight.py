"""Templates without what lays them out for those who write them: no reader sees it, every page has it."""

from __future__ import annotations

import re

from jinja2.ext import Extension

_INDENTED = re.compile(r"^[ \t]+|[ \t]+$", re.MULTILINE)
_ALONE = re.compile(r"^((?:\{%(?!-? *include\b)(?:(?!%\}).)*%\}|\{#(?:(?!#\}).)*#\})+)\n", re.MULTILINE)
"""Lines on which nothing stands but what Jinja is told, and nothing comes to stand."""
_ENDED_ANYWAY = re.compile(r"</(?:li|dt|dd|t[hdr]|thead|tbody)>\n?")
"""Ends that HTML lets everybody leave out: what can follow is a thing of the same kind, or the end of all of them."""
_AS_TYPED = ("<pre", "<textarea")


class Unended(Extension):
    """For all pages: list items, terms, rows and cells end where the next one begins, as HTML has it."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Take away the ends that a browser adds by itself."""
        return _ENDED_ANYWAY.sub("", source)


class Tight(Unended):
    """For a theme's frame, where a break of line says no more than a blank: lines without indentation, none empty."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Take away also what indents a template's lines, and breaks after lines that put out nothing."""
        laid_out = any(tag in source for tag in _AS_TYPED)
        tight = source if laid_out else _ALONE.sub(r"\1", _INDENTED.sub("", source))
        return super().preprocess(tight, name, filename)
