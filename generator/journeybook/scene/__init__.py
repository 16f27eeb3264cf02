"""What drawings are made of: measured text, wrapped lines, curves, icons, marks and colours, in px, y downwards."""

from __future__ import annotations
