"""The canvas of a service in eight elements: as it is, beside as it is to be, with what is new and what is left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from journeybook.diagrams.drawing import Drawing, written
from journeybook.diagrams.journey_map.blocks import text_lines
from journeybook.problem import Place
from journeybook.scene.measure import Face, Type, width
from journeybook.scene.shape import Part, Scene
from journeybook.scene.wrap import lines, plain

TEMPLATE = "canvas"
BREADTH, GAP, BETWEEN, PAD = 284.0, 8.0, 30.0, 10.0  # px of an element, between two, between two models, inside
ACROSS = 2  # elements beside each other in one model
HEAD, FOOT, LOWEST, EDGE = 52.0, 30.0, 58.0, 2.0
TITLE, STATE = Type(13, Face.BOLD), Type(11, leading=14)
NAME, ITEM, SIGN, NOTE = Type(12, Face.BOLD), Type(12), Type(13, Face.BOLD), Type(11, Face.ITALIC, 16)
HEADS = {False: ("onhead", "onhead2"), True: ("info", "info")}  # colours of a model's name, by whether it is to be
SIGNS = {"added": ("+", "info"), "removed": ("−", "broken"), "": ("·", "muted")}


class Item(Struct, frozen=True):
    """One line of an element: `change` is added, removed or nothing; where it leads, if it is a thing of the book."""

    text: str
    change: str = ""
    link: str = ""


class Element(Struct, frozen=True):
    """One of the eight elements; what nobody else gives stands with the value."""

    name: str
    items: tuple[Item, ...]
    unique: tuple[Item, ...] = ()


class Sheet(Struct, frozen=True):
    """A model with its elements."""

    id: str
    title: str
    state: str
    to_be: bool
    link: str
    elements: tuple[Element, ...]


class Words(Struct, frozen=True):
    """What the canvas says beside the book's own words."""

    title: str
    told: str
    empty: str
    unique: str
    added: str
    removed: str


def drawing_name(model: str) -> str:
    """The name of a model's canvas."""
    return f"canvas-{model}"


def drawing(sheets: Sequence[Sheet], words: Words, place: Place, templates: Path | None = None) -> Drawing:
    """One model, or two beside each other."""
    drawn = scene(sheets, words)
    dot = written(drawn, TEMPLATE, templates)
    return Drawing(drawn.name, dot, words.title, words.told, drawn.width, drawn.height, place)


def scene(sheets: Sequence[Sheet], words: Words) -> Scene:
    """Rows of one height through all models, so that an element is found where it stands in the other."""
    breadth = ACROSS * BREADTH + (ACROSS - 1) * GAP
    drawn = [[Drawn(element, words) for element in sheet.elements] for sheet in sheets]
    heights = _heights(drawn)
    parts: list[Part] = []
    for number, (sheet, elements) in enumerate(zip(sheets, drawn, strict=True)):
        x = EDGE + number * (breadth + BETWEEN)
        parts.append(_head(f"model-{number}", sheet, x, breadth))
        for place, element in enumerate(elements):
            column, row = place % ACROSS, place // ACROSS
            at = (x + column * (BREADTH + GAP), HEAD + sum(heights[:row]) + row * GAP, heights[row])
            parts += element.parts(f"element-{number}-{place}", *at)
    below = HEAD + sum(heights) + GAP * len(heights)
    parts += _legend(words, below, any(item.change for each in drawn for element in each for item in element.items))
    across = len(sheets) * breadth + (len(sheets) - 1) * BETWEEN + 2 * EDGE
    return Scene(drawing_name(sheets[-1].id), across, below + FOOT, (), tuple(parts))


class Drawn(Struct, frozen=True):
    """An element with its lines."""

    element: Element
    words: Words

    @property
    def items(self) -> tuple[Item, ...]:
        """All lines of the element."""
        return (*self.element.items, *self.element.unique)

    @property
    def height(self) -> float:
        """The height it needs (px)."""
        used = sum(self._height(item) for item in self.items) + (NOTE.leading + 4 if self.element.unique else 0)
        return max(LOWEST, 2 * PAD + NAME.leading + 4 + (used or ITEM.leading))

    def parts(self, name: str, x: float, y: float, height: float) -> Iterator[Part]:
        """The card and what stands on it; whatever is a thing of the book leads there."""
        head = lines(self.element.name, BREADTH - 2 * PAD, NAME, 1)
        title = text_lines(head, x + PAD, y + PAD, NAME, room=BREADTH - 2 * PAD)
        below = y + PAD + NAME.leading + 4
        empty = text_lines(() if self.items else (self.words.empty,), x + PAD, below, ITEM, "broken", BREADTH - 2 * PAD)
        look = "card" if self.items else "nobody"
        yield Part(name, look, x, y, BREADTH, height, (), (*title, *empty))
        for number, item in enumerate(self.element.items):
            yield self._item(f"{name}-{number}", item, x, below)
            below += self._height(item)
        if self.element.unique:
            said = lines(self.words.unique, BREADTH - 2 * PAD, NOTE, 1)
            note = tuple(text_lines(said, x + PAD, below + 2, NOTE, "muted", BREADTH - 2 * PAD))
            yield Part(f"{name}-unique", "group", 1, 1, 1, 1, (), note)
            below += NOTE.leading + 4
        for number, item in enumerate(self.element.unique):
            yield self._item(f"{name}-unique-{number}", item, x, below)
            below += self._height(item)

    def _said(self, item: Item) -> tuple[str, ...]:
        return lines(item.text, BREADTH - 2 * PAD - 14, ITEM, 4) or ("–",)

    def _height(self, item: Item) -> float:
        return len(self._said(item)) * ITEM.leading + 3

    def _item(self, name: str, item: Item, x: float, y: float) -> Part:
        said, (sign, ink) = self._said(item), SIGNS[item.change]
        room = BREADTH - 2 * PAD - 14
        inside = (
            *text_lines((sign,), x + PAD, y, SIGN, ink, 12),
            *text_lines(said, x + PAD + 14, y, ITEM, room=room),
        )
        change = {"added": self.words.added, "removed": self.words.removed}.get(item.change, "")
        tip = " – ".join(part for part in (plain(item.text), change) if part)
        height = len(said) * ITEM.leading
        return Part(name, "area", x + PAD - 3, y, BREADTH - 2 * PAD + 6, height, (), inside, item.link, tip)


def _heights(drawn: Sequence[Sequence[Drawn]]) -> list[float]:
    """The height of each row: that of the tallest element in it, of all models."""
    rows = range(0, max(len(elements) for elements in drawn), ACROSS)
    return [max(each.height for elements in drawn for each in elements[row : row + ACROSS]) for row in rows]


def _head(name: str, sheet: Sheet, x: float, breadth: float) -> Part:
    title, (ink, second) = lines(sheet.title, breadth - 24, TITLE, 1), HEADS[sheet.to_be]
    words = (
        *text_lines(title, x + 12, 7, TITLE, ink, breadth - 24),
        *text_lines((sheet.state,), x + 12, 24, STATE, second, breadth - 24),
    )
    return Part(name, "head-to-be" if sheet.to_be else "centre", x, 1, breadth, 42, (), words, sheet.link, sheet.title)


def _legend(words: Words, y: float, changed: bool) -> Iterator[Part]:
    """What the signs mean, where anything has changed."""
    x = 2.0
    for change in ("added", "removed") if changed else ():
        sign, ink = SIGNS[change]
        said = words.added if change == "added" else words.removed
        told = (
            *text_lines((sign,), x, y + 6, SIGN, ink, 12),
            *text_lines(lines(said, 200, STATE, 1), x + 15, y + 7, STATE, "muted", 200),
        )
        yield Part(f"legend-{change}", "group", 1, 1, 1, 1, (), told)
        x += 40 + width(said, STATE)
