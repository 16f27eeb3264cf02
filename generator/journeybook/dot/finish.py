"""From the engine's SVG to the page's, and to a file of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from journeybook import render
from journeybook.diagrams.drawing import Drawing
from journeybook.dot.svg import inner, offset, size
from journeybook.scene.colour import COLOURS

_LINK = re.compile(r' xlink:href="([^"]*)"')
_ANCHOR = re.compile(r'<([ag]) id="[^"]*"')
_ROOT = re.compile(r'^<svg xmlns="[^"]*" xmlns:xlink="[^"]*"(.*)$', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Beside:
    """A finished drawing in its place within a file."""

    name: str
    left: float
    width: str
    height: str
    rest: str


def inline(raw: str, drawing: Drawing, templates: Path | None = None) -> str:
    """The drawing for a page."""
    left, top = offset(raw)
    width, height = size(raw) if not drawing.width else (f"{drawing.width:g}", f"{drawing.height:g}")
    template = render.html(templates).get_template("diagrams/inline.svg.j2")
    return template.render(
        name=drawing.name,
        title=drawing.title,
        description=drawing.description,
        left=left,
        top=top,
        width=width,
        height=height,
        whole=f"{drawing.whole:g}" if drawing.whole else width,
        ink=COLOURS["ink"][0],
        inner=inner(raw),
    ).strip()


def standalone(
    drawn: Sequence[tuple[Drawing, str]], address: str = "", templates: Path | None = None, look: str = "auto"
) -> str:
    """Finished drawings, side by side, as one file that looks after its own colours.

    `address` is the published address of the page they stand on; without it, what they name is not linked, since a
    file that was sent to somebody lies nowhere near the page. `look` is light, dark, or auto: as the reader's system.
    """
    parts, left = [], 0.0
    for drawing, svg in drawn:
        width, height = size(svg)
        rest = _ROOT.sub(r"\1", _LINK.sub(lambda link: _absolute(link[1], address), svg))
        parts.append(Beside(drawing.name, left, width, height, rest))
        left += float(width)
    highest = max(float(part.height) for part in parts)
    template = render.html(templates).get_template("diagrams/standalone.svg.j2")
    return template.render(parts=parts, width=f"{left:g}", height=f"{highest:g}", colours=COLOURS, look=look)


def unlinked(svg: str) -> str:
    """A finished drawing that leads nowhere and that nothing leads to, for paper."""
    return _ANCHOR.sub(r"<\1", _LINK.sub("", svg))


def _absolute(target: str, address: str) -> str:
    whole = urljoin(address, target) if address else target
    return f' xlink:href="{whole}"' if urlsplit(whole).scheme else ""
