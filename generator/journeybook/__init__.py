"""Journeys as code: YAML in a repository becomes a checked book of maps and promises, and a site."""

from __future__ import annotations

__version__ = "0.1.0"
