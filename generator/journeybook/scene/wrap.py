"""Texts broken into lines that stay inside a box: glued small words, East Asian scripts, words longer than a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain, repeat

from journeybook.scene.cut import cut
from journeybook.scene.measure import Type, lengths

SAFE = (
    0.93  # share of the room that is filled: Noto Sans is 4.5 % wider than the table in the mean, seldom more than 7 %
)
WHOLE = 0.6  # a text is cut behind a whole word if so much of the line stays filled

_BLANK = re.compile(r"[ \t\n\v\f\r\x85\u2028\u2029]+")
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_SMALL = frozenset(
    ("do", "na", "od", "po", "ze", "we", "za", "ku", "nr", "np.", "al.", "ul.",
     "за", "на", "не", "по", "от", "до", "из", "об", "ко", "со", "во", "ли", "же", "бы", "ці", "що")
)  # fmt: skip
_STARTS = "(„“«‘[\"'"
_ENDS = ".,;:!?)”’»]\"'"
_IDEOGRAPH = "\u2e80-\u2fff\u3001-\u312f\u3190-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffef\U00020000-\U0003ffff"
_OPENING = "（〔［｛〈《「『【〖“‘„«(\\[{"
_CLOSING = (
    "、。，．・：；？！）〕］｝〉》」』】〗”’»)\\]},.!?:;…‥％ー"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々〻\u3099\u309a\u200d\ufe0f"
)
_PARTS = re.compile(rf"[-/{_IDEOGRAPH}]")
_BREAK = re.compile(
    rf"(?<![{_OPENING}])(?![{_CLOSING}])(?:(?<=[{_IDEOGRAPH}])(?=.)|(?<=.)(?=[{_IDEOGRAPH}]))"
    r"|(?<=\w\w[-/])(?=\w\w)"
)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")
_ISOLATE, _END = "\u2067", "\u2069"
_NO_BREAK = "\xa0"
_DASHES = frozenset("–—")

Measure = Callable[[str], float]  # thousandths of an em that a text takes, which is what all room here is told in
Piece = tuple[str, str]  # the blank before it, if there is one, and what may stand at the end of a line


def plain(text: str) -> str:
    """The text as a drawing can carry it: single blanks; no control characters, nor marks that turn it round."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return _UNSEEN.sub("", _BLANK.sub(" ", text)).strip()


@lru_cache(maxsize=1 << 13)
def lines(text: str, room: float, type_: Type, most: int = 0) -> tuple[str, ...]:
    """The text in lines at most `room` px wide, at most `most` of them (0 = as many as it takes), then cut with “…”."""
    measure, inside = lengths(type_).__getitem__, room * SAFE / type_.size * 1000
    pieces, held, turned = _pieces(text)
    if any(measure(piece) > inside for piece in held):
        pieces = _loosened(pieces, inside, measure)
    filled = _filled(pieces, inside, measure, most)
    if most and len(filled) > most:
        filled = [*filled[: most - 1], shortened(filled[most - 1].rstrip(" \xa0…") + "…", inside, measure)]
    return tuple(map(_isolated, filled) if turned else filled)


def shortened(text: str, room: float, measure: Measure) -> str:
    """The text itself where it fits, else as much of it as fits before a “…”."""
    if measure(text) <= room:
        return text
    kept = text.rstrip("…").rstrip("-")[: _reach(room)]
    over = measure(kept) + measure("…") - room
    while kept and over > 0:
        over -= measure(kept[-1])
        kept = kept[:-1]
    word = kept.rfind(" ")
    kept = kept[:word] if word > len(kept) * WHOLE else kept
    return kept.rstrip(" \xa0\u200d\ufe0f,;:.…–-") + "…"


def glued(text: str) -> list[str]:
    """The words, together where no line may end: after one small word, before a dash, between number and unit."""
    found: list[str] = []
    last = ""
    for word in text.split(" "):
        if last and ((len(last) < 4 and _is_small(last)) or word in _DASHES or (last[-1].isdigit() and _is_unit(word))):
            found[-1] += _NO_BREAK + word
        else:
            found.append(word)
        last = word
    return found


def _is_small(word: str) -> bool:
    bare = word.lstrip(_STARTS)
    return (len(bare) == 1 and bare.isalpha()) or bare.lower() in _SMALL


def _is_unit(word: str) -> bool:
    return word[:1] in "%‰°" or (len(bare := word.rstrip(_ENDS)) <= 4 and bare.isalpha())


@lru_cache(maxsize=1 << 11)
def _pieces(text: str) -> tuple[Sequence[Piece], Sequence[str], bool]:
    """What may stand at the end of a line; which of it are words that hold on; whether any of it runs from the right.

    They are known for a while, since a text is often broken anew in a column of another breadth.
    """
    if not (typed := plain(text)):
        return (), (), False
    pieces = tuple(zip(repeat(" "), glued(typed), strict=False))
    if _PARTS.search(typed):
        pieces = tuple(part for piece in pieces for part in (_parts(*piece) if _PARTS.search(piece[1]) else (piece,)))
    held = tuple(piece for _, piece in pieces if _NO_BREAK in piece)
    return pieces, held, _RIGHT_TO_LEFT.search(typed) is not None


def _parts(blank: str, word: str) -> Iterable[Piece]:
    return zip(chain((blank,), repeat("")), _BREAK.split(word), strict=False)


def _loosened(pieces: Sequence[Piece], room: float, measure: Measure) -> Sequence[Piece]:
    """The pieces; words that would only fit into a line apart are let go of each other."""
    return [word for piece in pieces for word in (_apart(*piece) if measure(piece[1]) > room else (piece,))]


def _apart(blank: str, piece: str) -> Iterable[Piece]:
    return zip(chain((blank,), repeat(" ")), piece.split(_NO_BREAK), strict=False)


def _filled(pieces: Iterable[Piece], room: float, measure: Measure, most: int = 0) -> list[str]:
    """The pieces filled into lines one after the other, each line as full as it goes; one more than `most` of them."""
    done: list[str] = []
    line, used, space = "", 0.0, measure(" ")
    for blank, piece in pieces:
        taken = measure(piece)
        wider = used + taken + (space if blank else 0)
        if line and wider <= room:
            line, used = line + blank + piece, wider
            continue
        if line:
            done.append(line)
        line, used = piece, taken
        while used > room and not 0 < most < len(done):
            head, line = _parted(line, room, measure)
            done.append(head)
            used = measure(line) if len(line) <= _reach(room) else room + 1
        if 0 < most < len(done):
            return done
    return [*done, line] if line else done


def _parted(word: str, room: float, measure: Measure) -> tuple[str, str]:
    """What of a word longer than a line goes into one, and the rest; looks no further than it reaches."""
    reach = _reach(room)
    head, rest = cut(word[:reach], room, measure)
    return head, rest + word[reach:]


def _reach(room: float) -> int:
    """More signs than fit into so much room: none that is seen is narrower than a sixth of an em."""
    return int(room / 160) + 64


def _isolated(line: str) -> str:
    """A line that begins from the right keeps its order within a drawing that runs from the left."""
    first = _LETTER.search(line)
    turned = first is not None and _RIGHT_TO_LEFT.match(first.group())
    return _ISOLATE + line + _END if turned else line
