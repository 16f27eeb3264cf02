"""User-journey diagrams of mermaid, in and out: its score 1 … 5 is our feeling −2 … +2 plus 3."""

from __future__ import annotations

from journeybook.convert.mermaid.blocks import Block, blocks
from journeybook.convert.mermaid.diagram import Diagram
from journeybook.convert.mermaid.importing import journey
from journeybook.convert.mermaid.reading import diagrams
from journeybook.convert.mermaid.writing import diagram_text

__all__ = ["Block", "Diagram", "blocks", "diagram_text", "diagrams", "journey"]
