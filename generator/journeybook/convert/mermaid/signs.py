"""Signs that mermaid takes for something else, written as codes and read back: `#58;` is a colon."""

from __future__ import annotations

import re
from html.entities import html5

_CODE = re.compile(r"[#&](#?\w{1,31});")
_SEPARATORS = ":;,#%"
_APART = range(0xFDD0, 0xFDD0 + len(_SEPARATORS))  # no characters by Unicode, so that no text has a use for them
_HIDDEN = str.maketrans(_SEPARATORS, "".join(map(chr, _APART)))
_SHOWN = {hidden: ord(sign) for sign, hidden in zip(_SEPARATORS, _APART, strict=True)}
_ESCAPED = re.compile(r"[#;:<>&`ﬂ¶\x00-\x1f\x7f-\x9f\ufeff]|^%|%(?=%)|(?<=%)%")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_KEYWORD = re.compile(r"(?:title|section|journey|acctitle|accdescr)", re.IGNORECASE)


def decoded(text: str) -> str:
    """The text with codes as the signs they mean and without breaks; what would part a line is hidden until `shown`."""
    return _CODE.sub(lambda found: hidden(_sign(found)), _BREAK.sub(" ", text))


def hidden(text: str) -> str:
    """The text with the signs that would part a line hidden until `shown`: such as were written as codes."""
    return text.translate(_HIDDEN)


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
