"""Reviews as text, Markdown and JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from journeybook.output.review.as_json import as_json
from journeybook.output.review.markdown import markdown
from journeybook.output.review.page import page
from journeybook.output.review.shown import Shown
from journeybook.output.review.text import text

__all__ = ["FORMATS", "Shown"]

FORMATS: Mapping[str, Callable[[Shown], str]] = {
    "text": lambda shown: text(shown.review, shown.language),
    "md": markdown,
    "html": page,
    "json": lambda shown: as_json(shown.review, shown.language),
}
"""By name: how a review is written."""
