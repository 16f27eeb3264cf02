"""Templates without the blanks that lay them out for those who write them: no reader sees them, every page has them."""

from __future__ import annotations

import re

from jinja2.ext import Extension

_INDENTED = re.compile(r"^[ \t]+|[ \t]+$", re.MULTILINE)
_ALONE = re.compile(r"^((?:\{%(?!-? *include\b)(?:(?!%\}).)*%\}|\{#(?:(?!#\}).)*#\})+)\n", re.MULTILINE)
"""Lines on which nothing stands but what Jinja is told, and nothing comes to stand."""
_AS_TYPED = ("<pre", "<textarea")


class Tight(Extension):
    """For a theme's frame, where a break of line says no more than a blank: lines without indentation, none empty."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Take away what indents a template's lines, and breaks after lines that put out nothing."""
        if any(tag in source for tag in _AS_TYPED):
            return source
        return _ALONE.sub(r"\1", _INDENTED.sub("", source))
