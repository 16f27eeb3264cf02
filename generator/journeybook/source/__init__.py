"""YAML text becomes plain values whose every key and item knows its place; what is wrong becomes problems."""

from __future__ import annotations

from journeybook.source.reading import read
from journeybook.source.values import Mapping, Sequence, Span, Value, place_of

__all__ = ["Mapping", "Sequence", "Span", "Value", "place_of", "read"]
