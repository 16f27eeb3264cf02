"""Texts broken into lines that stay inside a box: glued small words, East Asian scripts, words longer than a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from journeybook.scene.cut import cut
from journeybook.scene.measure import Type, widths

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
Piece = tuple[str, str, float]  # the blank before it, what may stand at the end of a line, and its width in px


def plain(text: str) -> str:
    """The text as a drawing can carry it: single blanks; no control characters, nor marks that turn it round."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return _UNSEEN.sub("", _BLANK.sub(" ", text)).strip()


@lru_cache(maxsize=1 << 15)
def lines(text: str, room: float, type_: Type, most: int = 0) -> tuple[str, ...]:
    """The text in lines at most `room` px wide, at most `most` of them (0 = as many as it takes), then cut with “…”."""
    if not (typed := plain(text)):
        return ()
    inside = room * SAFE
    filled = _filled(_measured(typed, type_), inside, measure_of(type_), most)
    if most and len(filled) > most:
        filled = [*filled[: most - 1], shortened(filled[most - 1] + "…", inside, type_)]
    return tuple(map(_isolated, filled))


def shortened(text: str, room: float, type_: Type) -> str:
    """The text itself where it fits into `room` px, else as much of it as fits before a “…”."""
    measure = measure_of(type_)
    if measure(text) <= room:
        return text
    kept = text.rstrip("…").rstrip("-")[: _reach(room)]
    while kept and measure(kept + "…") > room:
        kept = kept[:-1]
    word = kept.rfind(" ")
    kept = kept[:word] if word > len(kept) * WHOLE else kept
    return kept.rstrip(" \xa0\u200d\ufe0f,;:.–-") + "…"


def glued(text: str) -> str:
    """The text with blanks that no line may end at: after one small word, before a dash, between number and unit."""
    words = text.split(" ")
    if len(words) == 1:
        return text
    done, last = [words[0]], words[0]
    for word in words[1:]:
        done.append((_NO_BREAK if _holds(last, word) else " ") + word)
        last = word
    return "".join(done)


def _holds(last: str, word: str) -> bool:
    """Whether two words stay on one line."""
    if len(last) < 4 and _is_small(last.lstrip(_STARTS)):
        return True
    return word in {"–", "—"} or (last[-1:].isdigit() and _is_unit(word))


def _is_small(word: str) -> bool:
    return (len(word) == 1 and word.isalpha()) or word.lower() in _SMALL


def _is_unit(word: str) -> bool:
    return word[:1] in "%‰°" or (len(bare := word.rstrip(_ENDS)) <= 4 and bare.isalpha())


def measure_of(type_: Type) -> Callable[[str], float]:
    """The function that measures texts set in this type, in px."""
    units, scale = widths(type_.face).__getitem__, type_.size / 1000
    return lambda text: sum(map(units, text)) * scale


@lru_cache(maxsize=1 << 13)
def _measured(text: str, type_: Type) -> tuple[Piece, ...]:
    """The pieces of a text with their widths: a text is often broken anew in a column of another breadth."""
    measure = measure_of(type_)
    return tuple((blank, piece, measure(piece)) for blank, piece in _pieces(glued(text)))


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """What may stand at the end of a line, each with the blank before it, if there is one."""
    parts = bool(_PARTS.search(text))
    for number, word in enumerate(text.split(" ")):
        blank = " " if number else ""
        for piece in _BREAK.split(word) if parts else (word,):
            yield blank, piece
            blank = ""


def _filled(pieces: Iterable[Piece], room: float, measure: Callable[[str], float], most: int = 0) -> list[str]:
    """The pieces filled into lines one after the other, each line as full as it goes; one more than `most` of them."""
    done: list[str] = []
    line, used, space = "", 0.0, measure(" ")
    for blank, piece, taken in _loosened(pieces, room, measure):
        if line and used + taken + (space if blank else 0) <= room:
            line, used = line + blank + piece, used + taken + (space if blank else 0)
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


def _parted(word: str, room: float, measure: Callable[[str], float]) -> tuple[str, str]:
    """What of a word longer than a line goes into one, and the rest; looks no further than it reaches."""
    reach = _reach(room)
    head, rest = cut(word[:reach], room, measure)
    return head, rest + word[reach:]


def _reach(room: float) -> int:
    """More signs than fit into `room` px: none that is seen is narrower than 2 px."""
    return int(room / 2) + 64


def _loosened(pieces: Iterable[Piece], room: float, measure: Callable[[str], float]) -> Iterator[Piece]:
    """The pieces; words that would only fit into a line apart are let go of each other."""
    for blank, piece, taken in pieces:
        if taken > room and _NO_BREAK in piece:
            for number, word in enumerate(piece.split(_NO_BREAK)):
                yield (" " if number else blank), word, measure(word)
        else:
            yield blank, piece, taken


def _isolated(line: str) -> str:
    """A line that begins from the right keeps its order within a drawing that runs from the left."""
    first = _LETTER.search(line)
    turned = first is not None and _RIGHT_TO_LEFT.match(first.group())
    return _ISOLATE + line + _END if turned else line
