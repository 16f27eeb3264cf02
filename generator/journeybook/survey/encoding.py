"""How the signs of a file are written: told by its first bytes, its zeros, or which letters would stand together."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from journeybook.source.decoding import MARKS

SAMPLE = 1 << 18  # bytes looked at
CYRILLIC = re.compile(r"[А-яЁёІіЇїЄє]{3,}")
POLISH = re.compile(r"[A-Za-z]*[ąćęłńóśźżĄĆĘŁŃÓŚŹŻ][A-Za-z]*")
OTHER_FILES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"$FL2", b"\x1f\x8b", b"PAR1", b"\x7fELF")
"""How workbooks, documents, SPSS files, archives and programs begin."""
PYTHON_NAMES = {"windows-1250": "cp1250", "windows-1251": "cp1251", "windows-1252": "cp1252", "utf-8": "utf-8-sig"}


def is_text(path: Path) -> bool:
    """Whether a file may be text: it does not begin like one of another kind."""
    with path.open("rb") as stream:
        return not stream.read(8).startswith(OTHER_FILES)


def encoding_of(path: Path) -> str:
    """Python's name for the encoding of a file: Unicode where its bytes are, else the Windows page that fits best."""
    with path.open("rb") as stream:
        sample = stream.read(SAMPLE)
    marked = next((name for mark, name in MARKS if sample.startswith(mark)), None)
    return marked or _unmarked(sample)


def _unmarked(sample: bytes) -> str:
    if sample[1::2].count(0) > len(sample) // 4:
        return "utf-16-le"
    if sample[::2].count(0) > len(sample) // 4:
        return "utf-16-be"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)  # the last sign may be cut
    except UnicodeDecodeError:
        return _windows(sample)
    return "utf-8-sig"


def _windows(sample: bytes) -> str:
    """Russian words are runs of high bytes; Polish ones have them singly."""
    cyrillic = sum(map(len, CYRILLIC.findall(sample.decode("cp1251", "replace"))))
    if 2 * cyrillic > sum(byte > 127 for byte in sample):
        return "cp1251"
    polish = POLISH.findall(sample.decode("cp1250", "replace"))
    western = POLISH.findall(sample.decode("cp1252", "replace"))
    return "cp1250" if len(polish) > len(western) else "cp1252"
