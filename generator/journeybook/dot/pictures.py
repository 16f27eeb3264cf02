"""A drawing as a picture (PNG) or a page (PDF) of the engine's own, and which of its letters that engine lacks."""

from __future__ import annotations

import re
from html import unescape

from journeybook.dot.engine import PURE, Failure, executable, kinds, run
from journeybook.scene.colour import COLOURS
from journeybook.words import phrase

SYSTEM = "dot"
_ATTRIBUTE = re.compile(r'(?<!\\)\b((?:fill|font)?color|COLOR)="(#[0-9A-Fa-f]{6})"')
_PAINT = re.compile(r"-(#[0-9A-Fa-f]{6})")
_FONT = re.compile(r'(?<!\\)\b(fontname|FACE)="Helvetica(-Bold|-Oblique)?"')
_FACES = {None: "Arial", "-Bold": "Arial Bold", "-Oblique": "Arial Italic"}  # what systems' fonts are called
_WORDS = re.compile(r'label="((?:[^"\\]|\\.)*)"|>([^<>]+)</FONT>')
_DARK = {light.lower(): dark for light, dark in COLOURS.values()}

# What the font within the pure engine draws, found by drawing each letter: Latin, Greek, Cyrillic, Hebrew and signs.
_DRAWN = (
    (0x0000, 0x052F), (0x0591, 0x05F4), (0x1E00, 0x1FFE), (0x2000, 0x206F), (0x2070, 0x209C), (0x20A0, 0x20BE),
    (0x2100, 0x214F), (0x215B, 0x215E), (0x2190, 0x2195), (0x2202, 0x2202), (0x2206, 0x2206), (0x220F, 0x221F),
    (0x2229, 0x222B), (0x2248, 0x2249), (0x2260, 0x2265), (0x25A0, 0x25A1), (0x25AA, 0x25AC), (0x25CA, 0x25CF),
    (0xFB01, 0xFB4F), (0xFE00, 0xFE0F),
)  # fmt: skip


def picture(dot: str, engine: str, kind: str, look: str = "light") -> bytes | Failure:
    """The drawing as `png` (96 dots an inch) or `pdf`, on paper of its own, or why there is none."""
    able = _able(engine, kind)
    if able is None:
        return phrase(
            "{engine} writes no {kind}. Install Graphviz, whose program is called dot (apt install graphviz; brew "
            "install graphviz; winget install graphviz), or draw an SVG, open it in a browser and print it: the page "
            "becomes as large as the drawing",
            engine=engine, kind=kind.upper(),
        )  # fmt: skip
    shown = coloured(dot, look).replace("bgcolor=transparent", f'bgcolor="{_paper(look)}"', 1)
    return run(able, shown if able == PURE else _FONT.sub(_named, shown), kind)


def coloured(dot: str, look: str) -> str:
    """The drawing in its light or its dark colours; no word of an author's is taken for a colour."""
    if look != "dark":
        return dot
    head, node, rest = dot.partition("\n  node ")
    return _PAINT.sub(lambda found: f"-{_dark(found[1])}", head) + _ATTRIBUTE.sub(_darkened, node + rest)


def lacking(dot: str, engine: str, kind: str) -> str:
    """The letters of a drawing that would be empty boxes in a picture by this engine, each once, in their order.

    Of a system's `dot` nobody can say: it takes the fonts that are installed.
    """
    if _able(engine, kind) != PURE:
        return ""
    said = "".join(unescape(quoted or bare) for quoted, bare in _WORDS.findall(dot))
    return "".join(dict.fromkeys(letter for letter in said if not _is_drawn(ord(letter))))


def _able(engine: str, kind: str) -> str | None:
    """The engine that writes such a file: the book's own, else the system's."""
    if executable(engine) is None:
        return engine  # whose run says that it is not there
    return next((each for each in (engine, SYSTEM) if executable(each) and kind in kinds(each)), None)


def _is_drawn(point: int) -> bool:
    return any(first <= point <= last for first, last in _DRAWN)


def _darkened(found: re.Match[str]) -> str:
    return f'{found[1]}="{_dark(found[2])}"'


def _named(found: re.Match[str]) -> str:
    """A face by a name that systems know: what they take for Helvetica may be broader than what was measured."""
    return f'{found[1]}="{_FACES[found[2]]}"'


def _dark(colour: str) -> str:
    return _DARK.get(colour.lower(), colour)


def _paper(look: str) -> str:
    light, dark = COLOURS["paper"]
    return dark if look == "dark" else light
