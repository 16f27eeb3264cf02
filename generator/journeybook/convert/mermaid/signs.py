"""Signs that mermaid takes for something else, written as codes and read back: `#58;` is a colon."""

from __future__ import annotations

import re
from html.entities import html5

_CODE = re.compile(r"[#&](#?\w{1,31});")
_APART = 0xE000  # a private stretch of Unicode, where a sign that was written as a code is told from a bare one
_SEPARATORS = ":;,#%"
_HIDDEN = str.maketrans({sign: chr(_APART + ord(sign)) for sign in _SEPARATORS})
_SHOWN = str.maketrans({chr(_APART + ord(sign)): sign for sign in _SEPARATORS})
_ESCAPED = re.compile(r"[#;:<>&`ﬂ¶\x00-\x1f\x7f-\x9f\ufeff]|^%|%(?=%)|(?<=%)%")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_KEYWORD = re.compile(r"(?:title|section|journey|acctitle|accdescr)", re.IGNORECASE)


def decoded(text: str) -> str:
    """The text with codes as the signs they mean and without breaks; what would part a line is hidden until `shown`."""
    return _CODE.sub(lambda found: _sign(found).translate(_HIDDEN), _BREAK.sub(" ", text))


def shown(text: str) -> str:
    """The text with hidden signs as they are."""
    return text.translate(_SHOWN)


def _sign(found: re.Match[str]) -> str:
    """What a code means; the code itself where it means nothing that can be written."""
    name = found[1].removeprefix("#")
    if name.isdecimal() or re.fullmatch(r"x[0-9a-fA-F]{1,6}", name):
        number = int(name) if name.isdecimal() else int(name[1:], 16)
        return chr(number) if number < 0x110000 and chr(number).isprintable() else found[0]
    return html5.get(f"{name};", found[0])


def escaped(text: str, also: str = "") -> str:
    """The text on one line so that mermaid shows it as it is; `also` are further signs to write as codes."""
    line = re.sub(r"[\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+", " ", text).strip()
    line = _ESCAPED.sub(lambda found: f"#{ord(found[0])};", line)
    for sign in also:
        line = line.replace(sign, f"#{ord(sign)};")
    return f"#{ord(line[0])};{line[1:]}" if _KEYWORD.match(line) else line
