"""The journey map: for a page (columns are phases) and as a poster (columns are touchpoints)."""

from __future__ import annotations
