"""What is wrong with a file as a whole: two versions of it at once, or nothing in it that has a name."""

from __future__ import annotations

import re

from journeybook.problem import Place, Problem, Severity
from journeybook.source.indentation import without_colon
from journeybook.source.lines import shown
from journeybook.source.values import Sequence, Value
from journeybook.words import phrase

_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: .*)?")
_SHEET = re.compile(r"[^;\t]*(?:;[^;]*){2}|[^\t]*(?:\t[^\t]*){2}")
_CONTENT = re.compile(r"(?! *(?:#|---|%|$))")


def conflict(text: str, file: str) -> Problem | None:
    """The marks that Git leaves where two people changed the same lines."""
    if not any(mark in text for mark in ("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
        return None
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if _CONFLICT.fullmatch(line)]
    places = [Place(file, number, 1, number, len(line) + 1) for number, line in lines]
    if not lines:
        return None
    if not any(line.startswith("<") for _, line in lines):
        words = phrase("Git put this line here when two people changed the same lines; it was left behind.")
        hint = phrase("Look whether the lines around it are as they should be, then delete it.")
        return Problem("yaml-conflict-marker", Severity.ERROR, words, places[0], hint)
    words = phrase("Two people changed these lines, and Git has left both versions here for somebody to choose.")
    hint = phrase("Keep what is right, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>.")
    others = tuple((place, phrase("another of these lines")) for place in places[1:10])
    return Problem("yaml-conflict-marker", Severity.ERROR, words, places[0], hint, others)


def no_names(value: Value, text: str, file: str) -> Problem:
    """What a file that holds no names with texts is told."""
    if value is None:
        words = phrase("This file is empty.")
        hint = phrase("Write at least `title:` and a space and a title, or delete the file.")
        return Problem("yaml-empty", Severity.ERROR, words, Place(file, 1, 1, 1, 1), hint)
    lines = enumerate(text.split("\n"), 1)
    line, first = next(((number, line) for number, line in lines if _CONTENT.match(line)), (1, ""))
    place = Place(file, line, 1, line, len(first) + 1)
    if isinstance(value, Sequence):
        words = phrase("This file begins with a list; it has to begin with names, such as `title:`.")
        hint = phrase("Put a name above the list, such as `phases:`, and a title above that.")
    elif _SHEET.match(first):
        words = phrase("This looks like a sheet saved as text; a file of a book consists of names with texts.")
        hint = phrase("Save it with the ending .csv outside the book, then: journeybook import sheet FILE")
    elif re.match(r"[\w-]+ *=", first):
        return without_colon([first], (1, 1), file)
    else:
        words = phrase("This is a text without a name; a file consists of names with texts.")
        hint = phrase("Put a name, a colon and a space before it: `title: {text}`", text=shown(first))
    return Problem("yaml-top-level", Severity.ERROR, words, place, hint)
