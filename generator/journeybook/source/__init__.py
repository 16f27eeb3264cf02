"""YAML text becomes plain values whose every key and item knows its place; what is wrong becomes problems."""

from __future__ import annotations

from journeybook.source.gap import Gap
from journeybook.source.reading import Readable, read, readable
from journeybook.source.values import TO_FILL, Mapping, Sequence, Span, Value, place_of

__all__ = ["TO_FILL", "Gap", "Mapping", "Readable", "Sequence", "Span", "Value", "place_of", "read", "readable"]
