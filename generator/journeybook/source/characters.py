"""Signs that nobody sees: made harmless before reading, and told of."""

from __future__ import annotations

import re
from itertools import islice

from journeybook.problem import Place, Problem, Severity
from journeybook.words import Phrase, phrase

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What no text may hold, in YAML or on a page."""

INVISIBLE = re.compile(r"[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
"""What takes no room: joiners, marks of direction, soft hyphens."""

_LINE_SIGNS = re.compile(r"[\x85\u2028\u2029]")
_TURNING = re.compile(r"[\u202a-\u202e]")
_LEADING_CONTROLS = re.compile(rf"(?<![^\n]){CONTROLS.pattern}+")
_MOST_PLACES = 10


def without_line_signs(text: str, file: str) -> tuple[str, list[Problem]]:
    """The text with what YAML alone takes for line ends as spaces, and warnings of that and of signs that turn."""
    problems: list[Problem] = []
    # Looking for each sign on its own is many times faster than for any of them, and most files have none.
    if any(sign in text for sign in "\x85\u2028\u2029"):
        words = phrase("An invisible line break (U+{code}) stands here; it is read as a space.")
        problems += _told(_LINE_SIGNS, text, file, words, Severity.WARNING)
        text = _LINE_SIGNS.sub(" ", text)
    if any(sign in text for sign in "\u202a\u202b\u202c\u202d\u202e"):
        words = phrase("An invisible sign (U+{code}) stands here that turns the direction of the text after it.")
        problems += _told(_TURNING, text, file, words, Severity.WARNING)
    if "\ufeff" in text:
        words = phrase("An invisible sign (U+{code}) stands here that belongs at the beginning of a file only.")
        problems += _told(re.compile("\ufeff"), text, file, words, Severity.WARNING)
        text = text.replace("\ufeff", "")
    return text, problems


def without_controls(text: str, file: str) -> tuple[str, list[Problem]]:
    """The text with a space for every sign that YAML does not allow, and nothing for one at a line's beginning."""
    words = phrase("An invisible control character (U+{code}) stands here; a text cannot hold it.")
    return CONTROLS.sub(" ", _LEADING_CONTROLS.sub("", text)), _told(CONTROLS, text, file, words, Severity.ERROR)


def _told(signs: re.Pattern[str], text: str, file: str, words: Phrase, severity: Severity) -> list[Problem]:
    """One problem for all such signs of a file: at the first, with the places of the others."""
    found = list(islice(signs.finditer(text), _MOST_PLACES))
    if not found:
        return []
    first, *others = (_place(text, match.start(), file) for match in found)
    words = phrase(words.singular, code=f"{ord(found[0][0]):04X}")
    hint = phrase("Delete it, or type a space for it. Such signs come along when text is copied from elsewhere.")
    rule = "yaml-control-character" if severity is Severity.ERROR else "yaml-hidden-character"
    return [Problem(rule, severity, words, first, hint, tuple((place, phrase("another one")) for place in others))]


def _place(text: str, index: int, file: str) -> Place:
    line, column = text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
    return Place(file, line, column, line, column + 1)
