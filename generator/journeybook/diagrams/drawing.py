"""A drawing as DOT, ready for the engine, and how a scene is written in DOT's own units: points, y upwards, inches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from html import escape
from pathlib import Path as File
from typing import Any

from jinja2 import Environment

from journeybook import render
from journeybook.diagrams.sheets import Sheet
from journeybook.problem import Place
from journeybook.render import Quoted, dot_escaped, dot_quoted
from journeybook.scene.colour import COLOURS
from journeybook.scene.measure import Face, Type
from journeybook.scene.shape import Line, Paint, Part, Scene, Stroke

LONGEST_STRING = 12_000  # bytes; Graphviz 2.43 refuses a quoted string of more than 16,384, but joins shorter ones

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:")
_ALLOWED = re.compile(r"(https?|mailto):", re.IGNORECASE)
_ENDS = {"left": "\\l", "right": "\\r", "middle": ""}
_FONTS = {Face.REGULAR: "Helvetica", Face.BOLD: "Helvetica-Bold", Face.ITALIC: "Helvetica-Oblique"}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing for the engine: its name (a slug, unique among those drawn together), DOT, and what it shows in words.

    `width` and `height` are px, 0 where the engine lays it out, and so decides; `whole` is the width of all that stands
    beside each other with it; `place` is what it is drawn from, for problems.
    """

    name: str
    dot: str
    title: str
    description: str
    width: float
    height: float
    place: Place
    whole: float = 0
    kept: str = ""
    """The mark, once it is known; where the picture was made before, the drawing comes without its DOT."""
    sheets: tuple[tuple[Sheet, ...], ...] = ()
    """The sheets of paper that it can be cut into, with those it stands beside: on A3, and on A4."""

    @property
    def mark(self) -> str:
        """What changes when, and only when, the picture does."""
        if self.kept:
            return self.kept
        size = f"{self.width} {self.height} {self.whole}"
        told = "\0".join((self.name, self.title, self.description, size, self.dot))
        return sha256(told.encode("utf-8", "replace")).hexdigest()


def written(scene: Scene, template: str, book_templates: File | None = None) -> str:
    """The scene as DOT, through a template of the book's or the package's `diagrams/`."""
    return laid_out_by_the_engine(template, book_templates, scene=scene)


def laid_out_by_the_engine(template: str, book_templates: File | None = None, **told: object) -> str:
    """DOT through a template, from whatever it tells of; for drawings whose places the engine finds."""
    return _environment(book_templates).get_template(f"diagrams/{template}.dot.j2").render(**told)


@cache
def _environment(book_templates: File | None) -> Environment:
    environment = render.dot(book_templates)
    environment.globals["colour"] = {token: Quoted(f'"{colour}"') for token, (colour, _) in COLOURS.items()}
    own = (
        address, breadth, cell, centre, classes, font, inches, label, middle, painted, placed, rendered, spline, texts,
        tooltip, viewport,
    )  # fmt: skip
    environment.filters.update({function.__name__: function for function in own})
    return environment


def viewport(scene: Scene) -> str:
    """What of the plane is shown: the scene itself, whatever room the engine gives to texts beyond it."""
    return f"{scene.width:g},{scene.height:g},1,{scene.width / 2:g},{scene.height / 2:g}"


def centre(scene: Scene) -> str:
    """The middle of the scene."""
    return f"{scene.width / 2:g},{scene.height / 2:g}"


def middle(part: Part, scene: Scene) -> Quoted:
    """The middle of a part, so far inside that even one without a size does not widen the drawing."""
    x, y = part.x + part.width / 2, part.y + part.height / 2
    if x < 1 or y < 1 or x > scene.width - 1 or y > scene.height - 1:
        x, y = min(max(x, 1), scene.width - 1), min(max(y, 1), scene.height - 1)
    return Quoted(f'"{x:.2f},{scene.height - y:.2f}"')


def classes(thing: Any, looks: Mapping[str, Mapping[str, str]]) -> str:
    """The classes of a thing: those of its look, and what it has to do with."""
    own = looks[thing.look].get("class")
    return " ".join((own, *thing.about) if own else thing.about)


def texts(part: Part) -> Iterator[tuple[str, Line]]:
    """The lines of text of a part, each with a name of its own."""
    return ((f"{part.name}/{number}", line) for number, line in enumerate(part.lines, start=1))


def placed(line: Line, scene: Scene) -> Quoted:
    """The middle of the node that holds a line of text: twice as wide as its room, so that no engine moves it."""
    align = line.align
    shift = line.room if align == "left" else 0 if align == "middle" else -_leftwards(line) / 2
    return Quoted(f'"{line.x + shift:.2f},{scene.height - line.y:.2f}"')


def breadth(line: Line) -> Quoted:
    """The width of the node that holds a line of text, in inches."""
    return inches(_leftwards(line) if line.align == "right" else 2 * line.room)


def _leftwards(line: Line) -> float:
    """Room to the left that does not pass the edge of the drawing, which would move everything."""
    return min(2 * line.room, line.x)


@lru_cache(maxsize=4096)
def inches(px: float) -> Quoted:
    """Px as inches, a hundredth of a px more, so that the engine never rounds a size down."""
    return Quoted(f'"{(px + 0.01) / 72:.5f}"')


def rendered(looks: dict[str, dict[str, object]]) -> dict[str, Quoted]:
    """Each look as DOT attributes."""
    return {
        name: Quoted(" ".join(f"{key}={dot_quoted(value)}" for key, value in look.items()))
        for name, look in looks.items()
    }


def font(line: Line) -> Quoted:
    """The face, size and colour of a text."""
    return _font(line.type, line.ink)


@cache
def _font(type_: Type, ink: str) -> Quoted:
    return Quoted(f'fontname="{_FONTS[type_.face]}" fontsize={type_.size:g} fontcolor="{COLOURS[ink][0]}"')


def label(line: Line) -> Quoted:
    """The text as a label, led to the side on which it is aligned."""
    return Quoted(f'"{dot_escaped(line.text)}{_ENDS[line.align]}"')


def cell(text: str) -> Quoted:
    """A text within an HTML-like label, where the engine reads markup and, behind a backslash, names."""
    return Quoted(escape(text, quote=False).replace("\\", "\\\u200b"))


def tooltip(text: str) -> str:
    """A text as a tooltip, where the engine reads backslashes twice."""
    return text.replace("\\", "\\\\")


def address(url: str) -> str:
    """An address that cannot run code: on the page, in the book, or of the web or mail; anything else leads nowhere."""
    return "#" if ":" in url and _SCHEME.match(url) and not _ALLOWED.match(url) else url


def spline(stroke: Stroke, scene: Scene) -> Quoted:
    """Béziers, one after the other."""
    (*_, scale, x, y), height = stroke, scene.height
    points = [
        number for path in stroke.paths for px, py in path for number in (x + px * scale, height - (y + py * scale))
    ]
    return Quoted(_splines(tuple(map(len, stroke.paths))) % tuple(points))


@cache
def _splines(lengths: tuple[int, ...]) -> str:
    """The form of so many Béziers of so many points."""
    return f'"{";".join(" ".join(["%.2f,%.2f"] * length) for length in lengths)}"'


def painted(scene: Scene) -> Quoted:
    """What lies beneath the parts, as operations of the xdot language, in strings that every engine can read."""
    chunks = [""]
    for operations in (_operations(paint, scene.height) for paint in scene.paints):
        if len(chunks[-1]) + len(operations) > LONGEST_STRING:
            chunks.append("")
        chunks[-1] += operations + " "
    return Quoted(" +\n      ".join(f'"{chunk}"' for chunk in chunks))


def _operations(paint: Paint, height: float) -> str:
    """Pen, colours and outline."""
    points, *pen = paint
    numbers = [number for x, y in points for number in (x, height - y)]
    return _form(len(points), *pen) % tuple(numbers)


@lru_cache(maxsize=4096)
def _form(length: int, fill: str, ink: str, pen: float, style: str, curved: bool) -> str:
    """The form of a paint of so many points; P and b are filled, L and B are lines."""
    colours = f"c 7 -{COLOURS[ink or fill][0]}"
    styles = (f"setlinewidth({pen:g})", style)
    how = f"C 7 -{COLOURS[fill][0]}" if fill else " ".join(f"S {len(each)} -{each}" for each in styles)
    operation = {(True, True): "b", (True, False): "P", (False, True): "B", (False, False): "L"}[bool(fill), curved]
    return " ".join((colours, how, operation, str(length), *["%.2f %.2f"] * length))
