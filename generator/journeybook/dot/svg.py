"""An engine's SVG made fit for a page: colours by class, links and names that readers and programs find, half the size.

The engine writes one element a line and a comment before each node; these are read, not markup in general. A node
named `card/2` stands inside the link of the node `card` before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Set
from functools import lru_cache

from journeybook.dot.outline import bezier, box, polygon, px
from journeybook.scene.colour import TOKENS

RADIUS = "7"

_GROUP = re.compile(r'<g id="([^"]*)" class="(?:node|edge|cluster) ?([^"]*)">')
_LINK = re.compile(r'<g id="a_[^"]*"><a(?: xlink:href="([^"]*)")?(?: xlink:title="([^"]*)")?')
_TEXT = re.compile(r'<text (?:xml:space="preserve" )?text-anchor="(\w+)" x="([^"]*)" y="([^"]*)" ([^>]*)>(.*)</text>')
_TEXT_ALONE = re.compile(
    r'(\S+) -->\n<g id="[^"]*" class="node">\n<title>.*</title>\n'
    r'<text (?:xml:space="preserve" )?text-anchor="(\w+)" x="([^"]*)" y="([^"]*)" ([^>]*)>(.*)</text>\n</g>'
)
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_NUMBERED = re.compile(r"(?:node|edge|clust)\d+")
_SIZE = re.compile(r'viewBox="\S+ \S+ ([\d.]+) ([\d.]+)"')
_OFFSET = re.compile(r"translate\((-?[\d.]+)[ ,](-?[\d.]+)\)")
_DEFAULT_SIZE, _DEFAULT_INK = "12", "ink"
_PAINTS = {"fill": "f", "stroke": "s"}
_OURS = frozenset(("round", "area", "quiet"))  # classes that tell this module what to do


def inner(raw: str) -> str:
    """What stands inside the drawing's root, in reading order."""
    return _Rewriting().run(raw)


def offset(raw: str) -> tuple[str, str]:
    """The place of the drawing's left upper corner in the coordinates of what stands inside."""
    found = _OFFSET.search(raw)
    x, y = found.groups() if found else ("0", "0")
    return px(str(-float(x))), px(str(-float(y)))


def size(raw: str) -> tuple[str, str]:
    """Width and height of a drawing that the engine laid out itself."""
    found = _SIZE.search(raw)
    width, height = found.groups() if found else ("0", "0")
    return px(width), px(height)


class _Rewriting:
    """The way through one drawing, line by line: what is written so far, and whose link is open."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.owner = ""
        self.open = ""
        self.anchor = ""
        self.classes = ""
        self.known: Set[str] = frozenset()
        self.pen = ""
        self.kinds: Mapping[str, Callable[[str], None]] = {
            "<g i": self._group,
            "<tex": self._text,
            "<pat": self._path,
            "<pol": self._polygon,
            "<ell": self._round,
        }

    def run(self, raw: str) -> str:
        """What lies beneath, and then node by node; the engine writes a comment with its name before each."""
        beneath, *nodes = raw[raw.find("</title>") :].split("\n<!-- ")
        self._lines(beneath)
        for node in nodes:
            if text := _TEXT_ALONE.match(node):
                self._enter(text[1])
                self._write(*text.groups()[1:])
            else:
                name, _, lines = node.partition(" -->\n")
                self._enter(name)
                self._lines(lines)
        self._close()
        return "".join(self.done)

    def _lines(self, lines: str) -> None:
        kinds = self.kinds
        for line in lines.split("\n"):
            if read := kinds.get(line[:4]):
                read(line)

    def _enter(self, name: str) -> None:
        """A part of another name than the open link's ends that link; the name itself is not for readers."""
        if self.open and not name.startswith((self.owner + "/", self.owner + "&#45;&gt;")):
            self._close()
        if not self.open:
            self.owner = name

    def _group(self, line: str) -> None:
        if line.startswith('<g id="a_'):
            self._link(line)
        elif found := _GROUP.match(line):
            name, classes = found.groups()
            self.classes = classes.replace("&#45;", "-")
            self.known = _OURS.intersection(classes.split())
            self.anchor = "" if _NUMBERED.fullmatch(name) else name.replace("&#45;", "-")

    def _link(self, line: str) -> None:
        found = _LINK.match(line)
        href, tip = (part or "" for part in found.groups()) if found else ("", "")
        self._close()
        self.open = "a" if href else "g"
        attributes = {"id": self.anchor, "xlink:href": href} | _manner(self.classes)
        self.done.append(f"<{self.open}{_written(attributes)}>")
        if tip:
            self.done.append(_element("title", "", tip))
        self.pen = ""

    def _close(self) -> None:
        if self.open:
            self.done.append(f"</{self.open}>")
        self.open = self.pen = ""

    def _text(self, line: str) -> None:
        if found := _TEXT.match(line):
            self._write(*found.groups())

    def _write(self, anchor: str, x: str, y: str, style: str, words: str) -> None:
        aligned = "" if anchor == "start" else f' text-anchor="{anchor}"'
        place = f' x="{px(x)}" y="{px(y)}"{aligned}{_lettering(style)}'
        if "&" in words:
            words = words.replace("&#160;", "\xa0").replace("&quot;", '"')
        self.done.append(_element("text", place, words))
        self.pen = ""

    def _path(self, line: str) -> None:
        style, d = _outline(line, ' d="')
        if "area" in self.known:
            self._area(d)
        elif "round" in self.known:
            left, top, width, height = box(d)
            sides = f' x="{left}" y="{top}" width="{width}" height="{height}" rx="{RADIUS}"'
            self._add("rect", sides + _pen(style))
        else:
            self._line(_pen(style), bezier(d))

    def _polygon(self, line: str) -> None:
        style, points = _outline(line, ' points="')
        if "area" in self.known:
            self._area(points)
        else:
            self._line(_pen(style), polygon(points, line.startswith("<polygon")))

    def _round(self, line: str) -> None:
        style, _, place = line.partition(' cx="')
        x, y, radius = (value for _, value in _ATTRIBUTE.findall(f'cx="{place}')[:3])
        self._add("circle", f' cx="{px(x)}" cy="{px(y)}" r="{px(radius)}"{_pen(style)}')

    def _area(self, points: str) -> None:
        """Where a link or a tooltip without a box of its own can be met."""
        if self.open:
            left, top, width, height = box(points)
            sides = f' x="{left}" y="{top}" width="{width}" height="{height}"'
            self._add("rect", f'{sides} fill="none" pointer-events="all"')

    def _line(self, pen: str, d: str) -> None:
        """Lines drawn with one pen, one after the other, are one element."""
        if pen == self.pen:
            self.done[-1] = self.done[-1][:-3] + d + '"/>'
        else:
            self._add("path", f'{pen} d="{d}"')
            self.pen = pen

    def _add(self, tag: str, attributes: str) -> None:
        self.done.append(f"<{tag}{attributes}/>")
        self.pen = ""


def _outline(line: str, start: str) -> tuple[str, str]:
    """What stands before an outline, and the outline itself."""
    style, _, rest = line.partition(start)
    return style, rest.partition('"')[0]


def _element(tag: str, attributes: str, words: str) -> str:
    return f"<{tag}{attributes}>{words}</{tag}>"


@lru_cache(maxsize=4096)
def _pen(style: str) -> str:
    """Fill and stroke, each colour as it is and as a class; what draws nothing is left out."""
    given = dict(_ATTRIBUTE.findall(style))
    fill, stroke = given.get("fill", "none"), given.get("stroke", "none")
    width = px(given.get("stroke-width", "1"))
    if stroke in {"transparent", fill} or width == "0":
        stroke = "none"
    kept = {"fill": "none" if fill == "transparent" else fill}
    if stroke != "none":
        dashes = given.get("stroke-dasharray", "")
        kept |= {"stroke": stroke, "stroke-width": "" if width == "1" else width, "stroke-dasharray": dashes}
    return _coloured(kept)


@lru_cache(maxsize=4096)
def _lettering(style: str) -> str:
    """Size, face and colour of a text, as far as they are not the drawing's usual ones."""
    given = dict(_ATTRIBUTE.findall(style))
    size, fill = px(given.get("font-size", _DEFAULT_SIZE)), given.get("fill", "")
    kept = {
        "font-size": "" if size == _DEFAULT_SIZE else size,
        "font-weight": given.get("font-weight", ""),
        "font-style": "italic" if "font-style" in given else "",
        "fill": "" if TOKENS.get(fill) == _DEFAULT_INK else fill,
    }
    return _coloured(kept)


def _coloured(attributes: Mapping[str, str]) -> str:
    """The attributes with a class for each colour that has a name."""
    tokens = ((letter, TOKENS.get(attributes.get(paint, ""))) for paint, letter in _PAINTS.items())
    classes = " ".join(f"{letter}-{token}" for letter, token in tokens if token)
    return _written({"class": classes, **attributes})


@lru_cache(maxsize=4096)
def _manner(classes: str) -> dict[str, str]:
    """The classes that readers' styles know, and what keeps a second link to the same place out of the way."""
    known = classes.split()
    manner = {"class": " ".join(name for name in known if name not in _OURS)}
    return manner | ({"aria-hidden": "true", "tabindex": "-1"} if "quiet" in known else {})


def _written(attributes: Mapping[str, str]) -> str:
    return "".join(f' {name}="{value}"' for name, value in attributes.items() if value)
