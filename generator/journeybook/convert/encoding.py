"""Texts from elsewhere: in UTF-8 or UTF-16, else in the older encodings of Central Europe and of Russian."""

from __future__ import annotations

from journeybook.convert.report import guessed, whole_file
from journeybook.problem import Problem
from journeybook.source.decoding import MARKS
from journeybook.words import phrase

_LETTERS = {"cp1250": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻöüßäÖÜÄ", "cp1251": "".join(map(chr, range(0x410, 0x450))) + "ёЁ"}


def decoded_text(data: bytes, file: str) -> tuple[str, list[Problem]]:
    """The text, by its mark, as UTF-8, else in one of the older encodings, by the letters that appear."""
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding), []
    except UnicodeDecodeError:
        pass
    found = max(_LETTERS, key=lambda name: sum(data.decode(name, "replace").count(sign) for sign in _LETTERS[name]))
    message = phrase(
        "This file is not in UTF-8; read as {encoding}. See whether the letters are right.", encoding=found
    )
    return data.decode(found, "replace"), [guessed("encoding", message, whole_file(file))]
