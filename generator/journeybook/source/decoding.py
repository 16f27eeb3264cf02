"""Bytes become text: UTF-8, or the best guess with a problem that says what the file looks like."""

from __future__ import annotations

import codecs
import re

from journeybook.problem import Place, Problem, Severity
from journeybook.source.characters import CONTROLS
from journeybook.words import Phrase, phrase

LARGEST_FILE = 4_000_000
"""Bytes; the largest files of a book have some hundred thousand."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
"""The bytes with which a file begins that says itself how it is saved, and Python's name for that."""

_OTHER_FORMATS: tuple[tuple[bytes, Phrase], ...] = (
    (b"\x1f\x8b", phrase("a compressed file (gzip)")),
    (b"PK\x03\x04", phrase("a ZIP archive, or a Word or Excel document")),
    (b"\xd0\xcf\x11\xe0", phrase("an old Word or Excel document")),
    (b"%PDF", phrase("a PDF document")),
    (b"{\\rtf", phrase("a document with formatting (RTF)")),
    (b"\x89PNG", phrase("a picture")),
    (b"\xff\xd8\xff", phrase("a picture")),
    (b"GIF8", phrase("a picture")),
    (b"SQLite format 3", phrase("a database")),
    (b"MZ\x90\x00", phrase("a program")),
    (b"\x7fELF", phrase("a program")),
    (b"version https://git-lfs", phrase("a pointer to a file that Git LFS has not fetched")),
)
_SAMPLE = 20_000  # bytes that are looked at around the first that is not UTF-8
_WEB_PAGE = re.compile(rb"\s*<(?:!doctype|html|head|\?xml|svg)\b", re.IGNORECASE)
_RUNS = re.compile(rb"[\x80-\xff]{3,}")
_HIGH = re.compile(rb"[\x80-\xff]")
_CYRILLIC = frozenset(range(0xC0, 0x100)) | {0xA8, 0xB8}
_LETTERS = {  # in the order of preference where they explain as much
    "cp1252": (phrase("Windows-1252 (Western European)"), "àâçèéêëîïñôöûüùœäöüßåæøáíóúÀÂÇÈÉÊËÎÔÖÜÄÅÆØ’“”–…€"),
    "cp1250": (phrase("Windows-1250 (Central European)"), "ąćęłńóśźżĄĆĘŁŃÓŚŹŻčďěňřšťůžČĎĚŇŘŠŤŮŽáíéýúÁÍÉÝÚ„”"),
    "iso8859_2": (phrase("ISO 8859-2 (Central European)"), "ąćęłńóśźżĄĆĘŁŃÓŚŹŻčďěňřšťůžČĎĚŇŘŠŤŮŽáíéýúÁÍÉÝÚ"),
}


def decoded(data: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """The text of a file, its line ends as `\\n`, and what is wrong with how it is saved; None where it is no text."""
    refused = _refusal(data, Place(file, 1, 1, 1, 2))
    if refused:
        return None, [refused]
    problems: list[Problem] = []
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        text, problems = _not_utf8(data, error.start, file)
    if "\x00" in text:
        text, problems = _with_zeros(data, text, file)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.removeprefix("\ufeff"), problems


def _refusal(data: bytes, place: Place) -> Problem | None:
    if len(data) > LARGEST_FILE:
        words = phrase("This file has more than {most} MB, and is not read.", most=LARGEST_FILE // 1_000_000)
        hint = phrase("Write one persona, journey or promise in each file, and keep answers of surveys elsewhere.")
        return Problem("yaml-too-large", Severity.ERROR, words, place, hint)
    kind = next((kind for begins, kind in _OTHER_FORMATS if data.startswith(begins)), None)
    if kind is None and _WEB_PAGE.match(data):
        kind = phrase("a web page or a drawing")
    return _other_format(kind, place) if kind else None


def _other_format(kind: Phrase, place: Place) -> Problem:
    words = phrase("This is {kind}, whatever the file's name says; a book is written as plain text.", kind=kind)
    hint = phrase("Put the text itself here, or move this file out of the book's folders.")
    return Problem("yaml-other-format", Severity.ERROR, words, place, hint)


def _with_zeros(data: bytes, text: str, file: str) -> tuple[str, list[Problem]]:
    """Zero bytes come from texts of two or four bytes a character, or from files that are no text at all."""
    first = data[:4096]
    zeros = [first[start::4].count(0) * 4 / len(first) for start in range(4)]
    place = Place(file, 1, 1, 1, 2)
    for codec, empty in (
        ("utf-32-le", (1, 2, 3)),
        ("utf-32-be", (0, 1, 2)),
        ("utf-16-le", (1, 3)),
        ("utf-16-be", (0, 2)),
    ):
        if all(zeros[start] > 0.4 for start in empty) and not CONTROLS.search(first.decode(codec, "replace")):
            return _wide(data, codec, place)
    if first.count(0) > max(3, len(first) / 20):
        return "", [_other_format(phrase("no text but data for a program"), place)]
    return text, []


def _wide(data: bytes, codec: str, place: Place) -> tuple[str, list[Problem]]:
    text = data.decode(codec, "replace").removeprefix("\ufeff")
    return text, [_saved_as(phrase("UTF-16") if "16" in codec else phrase("UTF-32"), text[:40], place)]


def _not_utf8(data: bytes, start: int, file: str) -> tuple[str, list[Problem]]:
    place = _place_of_byte(data, start, file)
    wide = next((codec for mark, codec in MARKS[1:] if data.startswith(mark)), None)
    if wide:
        return _wide(data, wide, Place(file, 1, 1, 1, 2))
    if b"\x00" in data:
        return data.decode("utf-8", "replace"), []
    # What fails is written here as one lone surrogate a byte, so that the bytes that fail can be counted.
    escaped = data[max(0, start - _SAMPLE) : start + _SAMPLE].decode("utf-8", "surrogateescape")
    failing = sum("\udc80" <= sign <= "\udcff" for sign in escaped)
    fitting = sum(sign > "\x7f" for sign in escaped) - failing
    if fitting > failing or b"\xed" in data[start : start + 1]:
        return data.decode("utf-8", "replace"), [_damaged(place)]
    return _older(data, start, place)


def _older(data: bytes, start: int, place: Place) -> tuple[str, list[Problem]]:
    """A text of one byte a letter, in the encoding whose usual letters explain most of its bytes."""
    sample = data[start : start + _SAMPLE]
    high = _HIGH.findall(sample)
    cyrillic = sum(byte[0] in _CYRILLIC for byte in high) > 0.85 * len(high)
    if cyrillic and sum(map(len, _RUNS.findall(sample))) > len(high) / 2:
        codec, name = "cp1251", phrase("Windows-1251 (Cyrillic)")
    else:
        codec = max(_LETTERS, key=lambda codec: _explained(high, codec))
        name = _LETTERS[codec][0]
        if _explained(high, codec) <= len(high) / 2:
            name = phrase("an older encoding of one language")
    text = data.decode(codec, "replace")
    return text, [_saved_as(name, _word_around(data, start, codec), place)]


def _explained(high: list[bytes], codec: str) -> int:
    return sum(byte.decode(codec, "replace") in _LETTERS[codec][1] for byte in high)


def _word_around(data: bytes, start: int, codec: str) -> str:
    """The word in which the first byte that is not UTF-8 stands, as the guessed encoding has it."""
    line_start = data.rfind(b"\n", 0, start) + 1
    before = data[max(line_start, start - 20) : start].rsplit(b" ", 1)[-1]
    return (before + data[start : start + 20].split(b"\n")[0].split(b" ")[0]).decode(codec, "replace").strip()


def _saved_as(name: Phrase, sample: str, place: Place) -> Problem:
    words = phrase("This file is not saved as UTF-8; it looks like {encoding}.", encoding=name)
    hint = phrase(
        "Save it as UTF-8: in VS Code click the encoding at the bottom right, in Notepad choose it in “Save as”. "
        "Then check that this reads right: {sample}",
        sample=" ".join(sample.split()),
    )
    return Problem("yaml-encoding", Severity.ERROR, words, place, hint)


def _damaged(place: Place) -> Problem:
    words = phrase("A character here is damaged; the rest of the file is proper UTF-8.")
    return Problem("yaml-encoding", Severity.ERROR, words, place, phrase("Delete it and type it again."))


def _place_of_byte(data: bytes, start: int, file: str) -> Place:
    before = data[:start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    return Place(file, line, column, line, column + 1)
