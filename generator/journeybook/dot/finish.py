"""From the engine's SVG to the page's, and to a file of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from msgspec import Struct

from journeybook import render
from journeybook.diagrams.drawing import Drawing
from journeybook.dot.svg import inner, offset, size
from journeybook.scene.colour import COLOURS

_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_LINK = re.compile(r' xlink:href="([^"]*)"')
_TOLD = re.compile(r"<(title|desc)\b[^>]*>[^<]*</\1>")
_TAG = re.compile(r"<[^<>]+>")
_POINTED = re.compile(r'</?[ag][ >]|<rect [^>]*pointer-events="all"')
_MANNER = re.compile(r' (?:class|role|aria-[a-z]+|style|xmlns(?::xlink)?)="[^"]*"')
_LOOK = re.compile(r'(?: (?:fill|stroke|font|text)[a-z-]*="[^"]*")+')
_ROOT = re.compile(r'^<svg xmlns="[^"]*" xmlns:xlink="[^"]*"(.*)$', re.DOTALL)


class Beside(Struct, frozen=True):
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
    drawn: Sequence[tuple[Drawing, str]],
    address: str = "",
    templates: Path | None = None,
    look: str = "auto",
    embedded: bool = False,
) -> str:
    """Finished drawings, side by side, as one file that looks after its own colours.

    `address` is the published address of the page they stand on; without it, what they name is not linked, since a
    file that was sent to somebody lies nowhere near the page. `look` is light, dark, or auto: as the reader's system.
    A browser prints it on a page of its own size, unless it is `embedded` in something else.
    """
    parts, left = [], 0.0
    for drawing, svg in drawn:
        width, height = size(svg)
        rest = _ROOT.sub(r"\1", _LINK.sub(lambda link: _absolute(link[1], address), svg))
        parts.append(Beside(drawing.name, left, width, height, rest))
        left += float(width)
    highest = max(float(part.height) for part in parts)
    template = render.html(templates).get_template("diagrams/standalone.svg.j2")
    told = {"colours": COLOURS, "look": look, "embedded": embedded}
    return template.render(parts=parts, width=f"{left:g}", height=f"{highest:g}", **told)


def on_paper(drawn: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """The shapes and words of finished drawings in their light colours, and the style they share.

    What is there for the pointer is left out, and each way to look is told once: a page has many sheets.
    """
    looks: dict[str, str] = {}

    def named(look: re.Match[str]) -> str:
        return f' class="{looks.setdefault(look[0], f"jb{len(looks)}")}"'

    def printed(tag: re.Match[str]) -> str:
        return "" if _POINTED.match(tag[0]) else _LOOK.sub(named, _MANNER.sub("", tag[0]))

    bare = {name: _TAG.sub(printed, _TOLD.sub("", svg)) for name, svg in drawn.items()}
    return bare, "".join(f".{name}{{{_styled(look)}}}" for look, name in looks.items())


def _styled(look: str) -> str:
    """Attributes as a style sheet tells them."""
    found = ((name, f"{value}px" if name == "font-size" else value) for name, value in _ATTRIBUTE.findall(look))
    return ";".join(f"{name}:{value}" for name, value in found)


def _absolute(target: str, address: str) -> str:
    whole = urljoin(address, target) if address else target
    return f' xlink:href="{whole}"' if urlsplit(whole).scheme else ""
